"""The Jinja environment of the page templates: where they lie, and what they compile to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from minutes_archive.pages.template_code import DirectCode
from minutes_archive.pages.template_fragments import Once


class TemplateEnvironment(Environment):
    """Finds templates in the folders given, the first one first, and in our own.

    `fixed` are globals whose answers to fixed arguments are put in when a template is compiled.
    """

    code_generator_class = DirectCode

    def __init__(self, folders: Iterable[Path], own: Path, fixed: Mapping[str, Any]) -> None:
        self.fixed = fixed
        self.own = str(own)
        super().__init__(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in (*folders, own)]),
            extensions=[Once],
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.globals |= fixed

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return a template's globals as they are now, to be read many times a page."""
        return {**self.globals, **(d or {})}
