"""The Python that a template compiles to: Jinja's own, without what costs time here.

Most of a build is templates showing short strings. Jinja makes an object of each to remember
that it is escaped, looks at every call for functions that want the context, and hands every
piece of a page through all the templates it extends. Here a piece is escaped and forgotten,
functions are called as they are (none given to our templates wants the context), pieces that
stand together are joined where they stand, and what is the same on every page is put in.
"""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner as _escaped
except ImportError:

    def _escaped(s: str, /) -> str:
        return str(escape(s))


_IMPORT = f"from {__name__} import DirectMacro, shown"


def shown(value: object) -> str:
    """Return a value as it is shown: escaped, unless it is markup already."""
    kind = type(value)
    if kind is str:
        return _escaped(value)  # type: ignore[arg-type]
    if kind is Markup:
        return value  # type: ignore[return-value]
    return escape(value)


class DirectMacro(Macro):
    """A macro that looks closely only at calls that name arguments or give too many."""

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
