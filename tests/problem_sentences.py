"""Which sentences the code can put into a problem, read from its syntax trees.

A sentence is what stands in a call that makes a problem, or what a name or a function in its
place gives; `{}` stands for what varies.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

SWEDISH = re.compile(
    r"och|inte|till|som|av|med|om|den|det|ett|skriv|ta|bort|filen|eller|fel|saknas|saknar|finns"
    r"|okänd|okänt|punkten|punkt|beslut|beslutet|organet|raden|mellan|rader|ingen|inget|inga"
    r"|[a-zåäö]*[åäö][a-zåäö]*"
)
MAKERS = {"Problem", "Note", "Reason", "Finding", "report", "note", "_Cause", "_at", "_note"}
HOLE = "{}"
Function = ast.FunctionDef | None
_DEEP = 5


class Sentences:
    """Reads the modules of a folder once."""

    def __init__(self, folder: Path) -> None:
        self.trees = {
            file: ast.parse(file.read_text(encoding="utf-8")) for file in folder.rglob("*.py")
        }
        self.functions: dict[str, list[tuple[Path, ast.FunctionDef]]] = {}
        self.constants: dict[str, list[ast.expr]] = {}
        self.within: set[str] = set()
        for file, tree in self.trees.items():
            self._file = file
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    self.functions.setdefault(self._own(node.name), []).append((self._file, node))
                if isinstance(node, ast.Module | ast.ClassDef):
                    for statement in node.body:
                        self._take_constant(statement)

    def _take_constant(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                self.constants.setdefault(self._own(name), []).append(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                self.constants.setdefault(self._own(name), []).append(value)

    def _own(self, name: str) -> str:
        """Return what a name is called among those of all modules: a private one is its own's."""
        return f"{self._file}:{name}" if name.startswith("_") else name

    def all(self) -> dict[str, str]:
        """Return every sentence with a place where it is made."""
        found: dict[str, str] = {}
        for file, tree in sorted(self.trees.items()):
            self._file = file
            for function, call in _calls(tree, None):
                if _name(call) in MAKERS:
                    self.within = set()
                    for node in [*call.args, *(keyword.value for keyword in call.keywords)]:
                        for text in [*self.of(node, function), *self.within]:
                            found.setdefault(text, f"{self._file.name}:{call.lineno}")
        return found

    def of(self, node: ast.expr, function: Function, depth: int = 0) -> list[str]:
        """Return what an expression may say; parts of sentences are gathered in `within`."""
        if depth > _DEEP:
            return [HOLE]
        depth += 1
        match node:
            case ast.Constant(value=str(text)):
                return [text]
            case ast.JoinedStr():
                return ["".join(self._part(value, function, depth) for value in node.values)]
            case ast.IfExp():
                both = (node.body, node.orelse)
            case ast.BoolOp():
                both = tuple(node.values)
            case ast.Tuple() | ast.List():
                both = tuple(node.elts)
            case ast.Dict():
                both = tuple(node.values)
            case ast.BinOp(op=ast.Add()):
                left, right = (self.of(side, function, depth) for side in (node.left, node.right))
                return [a + b for a, b in itertools.product(left or [HOLE], right or [HOLE])]
            case ast.Subscript():
                both = (node.value,)
            case ast.Name():
                return self._named(node.id, function, depth)
            case ast.Call():
                return self._called(node, function, depth)
            case _:
                return [HOLE]
        return [text for part in both for text in self.of(part, function, depth)]

    def _part(self, value: ast.expr, function: Function, depth: int) -> str:
        if isinstance(value, ast.Constant):
            return str(value.value)
        assert isinstance(value, ast.FormattedValue)
        self.within |= {text for text in self.of(value.value, function, depth) if text != HOLE}
        return HOLE

    def _named(self, name: str, function: Function, depth: int) -> list[str]:
        found: list[str] = []
        for node in ast.walk(function) if function else ():
            match node:
                case ast.Assign(targets=[ast.Name(id=given)], value=value) if given == name:
                    found += self.of(value, function, depth)
                case ast.Assign(targets=[ast.Tuple(elts=names)], value=value):
                    for at, target in enumerate(names):
                        if isinstance(target, ast.Name) and target.id == name:
                            found += self._at(value, at, function, depth)
                case ast.NamedExpr(target=ast.Name(id=given), value=value) if given == name:
                    found += self.of(value, function, depth)
        for node in ast.walk(function) if function else ():
            match node:
                case ast.AugAssign(target=ast.Name(id=given), value=value) if given == name:
                    more = self.of(value, function, depth)
                    found = [a + b for a, b in itertools.product(found, more)]
        if not found:
            for value in self.constants.get(self._own(name), []):
                found += self.of(value, None, depth)
        return found or [HOLE]

    def _at(self, value: ast.expr, at: int, function: Function, depth: int) -> list[str]:
        values = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
        return [
            text
            for one in values
            if isinstance(one, ast.Tuple) and at < len(one.elts)
            for text in self.of(one.elts[at], function, depth)
        ]

    def _called(self, call: ast.Call, function: Function, depth: int) -> list[str]:
        name = _name(call)
        if name in ("get", "format") and isinstance(call.func, ast.Attribute):
            rest = [text for node in call.args[1:] for text in self.of(node, function, depth)]
            return self.of(call.func.value, function, depth) + (rest if name == "get" else [])
        found, here = [], self._file
        for file, made in (
            [] if name in ("count", "join") else self.functions.get(self._own(name), [])
        ):
            self._file = file
            for node in ast.walk(made):
                if isinstance(node, ast.Return | ast.Yield) and node.value is not None:
                    found += self.of(node.value, made, depth)
        self._file = here
        return found or [HOLE]


def is_swedish(text: str) -> bool:
    """Tell whether a text, what it quotes apart, has a word that only Swedish has."""
    plain = re.sub(r'"[^"]*"|\([^)]*\)|#punkt-|beslut/', "", text.lower())
    words = re.findall(r"[a-zåäö]+", plain)
    return any(map(SWEDISH.fullmatch, words))


def _calls(node: ast.AST, function: Function) -> Iterator[tuple[Function, ast.Call]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield function, child
        yield from _calls(child, child if isinstance(child, ast.FunctionDef) else function)


def _name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
