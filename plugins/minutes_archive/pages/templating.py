"""The Jinja environment of the page templates: where they lie, and what they compile to.

Most of a build is templates showing short strings. Jinja makes an object of each to remember
that it is escaped, looks at every call for functions that want the context, and hands every
piece of a page through all the templates it extends. Here a piece is escaped and forgotten,
functions are called as they are (none given to our templates wants the context), pieces that
stand together are joined where they stand, and what is the same on every page is put in.

A tag of our own renders a part once for all the pages that show it alike:
`{% once "card", entry.id, root %}…{% endonce %}`. The values tell one part from another, so they
must name all that the part depends on beside the archive itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

TEMPLATES = Path(__file__).parents[1] / "templates"

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


try:
    from markupsafe._speedups import _escape_inner as _escaped
except ImportError:

    def _escaped(s: str, /) -> str:
        return str(escape(s))


_IMPORT = f"from {__name__} import DirectMacro, shown"


def shown(value: object) -> str:
    """Return a value escaped for HTML, or unchanged if it is markup already."""
    kind = type(value)
    if kind is str:
        return _escaped(value)  # type: ignore[arg-type]
    if kind is Markup:
        return value  # type: ignore[return-value]
    return escape(value)


class DirectMacro(Macro):
    """A macro whose arguments are bound in Python only when a call names some or gives too many."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        left_out = self._argument_count - len(args)
        if kwargs or left_out < 0 or self.catch_kwargs or self.catch_varargs:
            return super().__call__(*args, **kwargs)
        return str.__new__(Markup, self._func(*args, *(missing,) * left_out))


class DirectCode(CodeGenerator):
    """Writes the Python of a template that is always escaped and never asynchronous.

    The environment's `fixed` are globals that answer the same on every page; templates in its
    folder `own` take attributes for nothing else.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        own = {name.name for name in node.find_all(nodes.Name) if name.ctx != "load"}
        fixed: dict[str, Any] = getattr(self.environment, "fixed", {})
        self._fixed = {name: value for name, value in fixed.items() if name not in own}
        self._own: str = getattr(self.environment, "own", "")
        self.writeline(_IMPORT)
        super().visit_Template(node, frame)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        if frame.buffer is not None or frame.require_output_check or len(node.nodes) == 1:
            super().visit_Output(node, frame)
            return
        joined = frame.copy()
        self.buffer(joined)
        super().visit_Output(node, joined)
        self.writeline(f"yield concat({joined.buffer})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        # Others may call an entry of a mapping an attribute, as Jinja lets them.
        if self.filename is None or not self.filename.startswith(self._own):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        try:
            self.write(repr(self._answer(node, frame)))
            return
        except nodes.Impossible:
            self.visit(node.node, frame)
        self.write("(")
        for argument in [*node.args, *node.kwargs]:
            self.visit(argument, frame)
            self.write(", ")
        for sign, unpacked in (("*", node.dyn_args), ("**", node.dyn_kwargs)):
            if unpacked is not None:
                self.write(sign)
                self.visit(unpacked, frame)
                self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        if not macro_ref.accesses_caller:
            self.write("Direct")
        super().macro_def(macro_ref, frame)

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if isinstance(node, nodes.Call):
            return str(escape(self._answer(node, frame)))
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write("shown(")

    def _answer(self, node: nodes.Call, frame: Frame) -> str:
        """Return what a fixed function, or method of a fixed value, gives for fixed arguments."""
        called, way = node.node, list[str]()
        while isinstance(called, nodes.Getattr):
            way.insert(0, called.attr)
            called = called.node
        if not isinstance(called, nodes.Name) or called.name not in self._fixed or node.kwargs:
            raise nodes.Impossible
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            raise nodes.Impossible
        arguments = [argument.as_const(frame.eval_ctx) for argument in node.args]
        function = self._fixed[called.name]
        for attribute in way:
            function = getattr(function, attribute)
        answer = function(*arguments)
        if type(answer) is not str:
            raise nodes.Impossible
        return answer


class CompiledTemplates(BytecodeCache):
    """What templates compiled to, for further environments with the same folders and values."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}
        self._file: Path | None = None
        self._made_by = b""
        self._is_new = False

    def keep_beside_templates(self, name: str, made_by: bytes) -> None:
        """Take what an earlier process compiled, and keep what this one does, as Python does.

        `made_by` are 32 bytes that change with all that the code depends on beside the templates;
        what something else has made, or what is damaged, is not read.
        """
        self._file = Path(cache_from_source(str(TEMPLATES / f"{name}.py")))
        self._made_by = made_by
        with contextlib.suppress(OSError):
            kept = self._file.read_bytes()
            if kept[:64] == made_by + hashlib.sha256(kept[64:]).digest():
                self._code = marshal.loads(kept[64:])

    def keep(self) -> None:
        """Write what is new beside the templates, where Python may keep its own code there."""
        if self._file is None or not self._is_new or sys.dont_write_bytecode:
            return
        content = marshal.dumps(self._code)
        written = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            written.write_bytes(self._made_by + hashlib.sha256(content).digest() + content)
            written.replace(self._file)
        self._is_new = False

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._code.get(bucket.key)
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()
        self._is_new = True


class TemplateEnvironment(Environment):
    """Finds templates in the folders given, the first one first, and in our own.

    `fixed` are globals whose answers to fixed arguments are put in when a template is compiled.
    """

    code_generator_class = DirectCode

    def __init__(
        self,
        folders: Iterable[Path],
        own: Path,
        fixed: Mapping[str, Any],
        compiled: CompiledTemplates | None = None,
    ) -> None:
        self.fixed = fixed
        self.own = str(own)
        super().__init__(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in (*folders, own)]),
            extensions=[Once],
            bytecode_cache=compiled,
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
