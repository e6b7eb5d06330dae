"""A template tag that renders a part once for all the pages that show it alike.

`{% once "card", entry.id, root %}…{% endonce %}`: the values tell one part from another, so
they must name all that the part depends on beside the archive itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

# Some 20 MB. Pages near each other share most; emptying all is quicker than choosing.
_KEPT = 20_000


class Once(Extension):
    """The tag; its fragments live as long as its environment."""

    tags = {"once"}  # noqa: RUF012 (Jinja's own declaration)

    def __init__(self, environment: Any) -> None:
        super().__init__(environment)
        self._fragments: dict[tuple[Any, ...], str] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        key = parser.parse_tuple(with_condexpr=False)
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        call = self.call_method("_rendered", [key])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _rendered(self, key: tuple[Any, ...], caller: Callable[[], str]) -> str:
        found = self._fragments.get(key)
        if found is None:
            if len(self._fragments) >= _KEPT:
                self._fragments.clear()
            found = self._fragments[key] = caller()
        return found
