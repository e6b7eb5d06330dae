"""Edits of a YAML text at the place of a value; everything else stays as it was, byte for byte.

A `Document` is the text with its node tree. Each edit returns the new text, after it has been
composed anew and compared: it must hold exactly the values of before with the one change, else
EditRefusedError is raised and nothing has happened. A path is a tuple of keys and list indexes,
`("items", 3, "content", 0, "decision")`; a step that does not exist raises EditRefusedError.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from minutes_archive.reading.positions import LOADER, compose

Path = tuple[str | int, ...]
"""Keys and list indexes from the root of the file to a value."""

REVIEW_NOTE = re.compile(r"^\s*# GRANSKA\b")
"""A comment line that the importer wrote for a person to look at."""

_FOLDED_WIDTH = 10**9
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class EditRefusedError(Exception):
    """An edit that cannot be made where it was asked for; the sentence is Swedish."""


class Document:
    """The text of one minutes file, to be edited at its places.

    Raises EditRefusedError for a text that is not a mapping in sound YAML.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        _, problems = compose(text.encode(), "")
        if problems:
            raise EditRefusedError(f"Filen går inte att läsa: {problems[0].message}.")
        # Composed as it stands, not normalised, so that places count in this very text.
        self._mark_shift = len(text) - len(text.lstrip("\ufeff"))
        root = yaml.compose(text[self._mark_shift :], Loader=LOADER)
        if not isinstance(root, MappingNode):
            raise EditRefusedError("Filen är ingen mötesfil.")
        self.root = root

    # Reading ---------------------------------------------------------------------

    def node(self, path: Path) -> Node:
        """Return the node at a path."""
        node: Node = self.root
        for step in path:
            found = _child(node, step)
            if found is None:
                raise EditRefusedError("Stället finns inte i filen längre.")
            node = found
        return node

    def values(self) -> Any:
        """Return the whole file as mappings, lists and texts."""
        return plain(self.root)

    def line_of(self, path: Path) -> int:
        """Return the line that a value begins on, counted from 1."""
        return int(self.node(path).start_mark.line) + 1

    # Edits -----------------------------------------------------------------------

    def set_value(self, path: Path, value: str) -> str:
        """Return the text with another single value at a path, or a new key with it."""
        *before, key = path
        parent = self.node(tuple(before))
        if isinstance(key, str) and _child(parent, key) is None:
            return self._with_new_key(tuple(before), key, value)
        node = self.node(path)
        if not isinstance(node, ScalarNode):
            raise EditRefusedError("Här står inget enskilt värde.")

        def change(values: Any) -> None:
            _at(values, tuple(before))[key] = value

        start, end = self._span(node)
        if self._is_in_flow(path):
            return self._proven(start, end, flow_scalar(value), change)
        beside = self.text[end : self._end_of_line(end)].strip()
        if isinstance(parent, SequenceNode) or beside:
            # A block would take the comment beside it for text.
            written = flow_scalar(value)
        else:
            written = self._block_value(value, self._column(path) + 2)
        return self._proven(start, end, written, change)

    def rename_key(self, path: Path, name: str) -> str:
        """Return the text with the last key of a path called something else."""
        *before, key = path
        parent = self.node(tuple(before))
        if not isinstance(parent, MappingNode) or _child(parent, name) is not None:
            raise EditRefusedError(f'Nyckeln "{name}" finns redan här.')
        node = next((k for k, _ in parent.value if k.value == key), None)
        if node is None:
            raise EditRefusedError("Stället finns inte i filen längre.")

        def change(values: Any) -> None:
            mapping = _at(values, tuple(before))
            renamed = {(name if k == key else k): v for k, v in mapping.items()}
            mapping.clear()
            mapping.update(renamed)

        start, end = self._span(node)
        return self._proven(start, end, name, change)

    def insert(self, path: Path, entry: Mapping[str, Any] | str) -> str:
        """Return the text with an entry put into a list, before what stands at the path's index.

        An index past the end appends. A list that is not there is made, as the last key of its
        mapping (`items` of the file comes last, what is new at the top of it before `items`).
        """
        *before, index = path
        assert isinstance(index, int)
        where = tuple(before)
        holder = _maybe(self.root, where)

        def change(values: Any) -> None:
            target = _at(values, where[:-1])
            rows = target.get(where[-1]) or []
            target[where[-1]] = [*rows[:index], plain_entry(entry), *rows[index:]]

        if holder is None or not isinstance(holder, SequenceNode) or not holder.value:
            return self._with_first_entry(where, holder, entry, change)
        if holder.flow_style:
            start = self._index(holder.start_mark) + 1
            if index < len(holder.value):
                start = self._span(holder.value[index])[0]
                return self._proven(start, start, f"{_flow(entry)}, ", change)
            end = self._span(holder.value[-1])[1]
            return self._proven(end, end, f", {_flow(entry)}", change)
        column = int(holder.start_mark.column)
        rows = _rows(entry, column)
        if index < len(holder.value):
            start = self._line_start(self._index(holder.value[index].start_mark))
            start = self._before_comments(start, column)
            return self._proven(start, start, rows + self._newline, change)
        end = self._end_of_line(self._span(holder.value[-1])[1])
        return self._proven(end, end, self._newline + rows, change)

    def remove(self, path: Path) -> str:
        """Return the text without an entry of a list or a key; its comments go with it."""
        *before, step = path
        where = tuple(before)
        parent, node = self.node(where), self.node(path)

        def change(values: Any) -> None:
            del _at(values, where)[step]

        if isinstance(parent, MappingNode):
            key = next(k for k, _ in parent.value if k.value == step)
            first, siblings = self._index(key.start_mark), parent.value
        else:
            first, siblings = self._span(node)[0], parent.value
        if len(siblings) == 1:
            if not where:
                raise EditRefusedError("Det sista värdet i filen går inte att ta bort.")
            return self.remove(where)
        end = self._span(node)[1]
        assert isinstance(parent, MappingNode | SequenceNode)
        if parent.flow_style:
            number = [id(_value(one)) for one in siblings].index(id(node))
            if number + 1 < len(siblings):
                end = self._index(_first(siblings[number + 1]).start_mark)
            else:
                first = self._span(_value(siblings[number - 1]))[1]
            return self._proven(first, end, "", change)
        line = self._line_start(first)
        shared = self.text[line:first].strip(" ") not in ("", "-")
        if isinstance(parent, MappingNode) and self.text[line:first].strip(" ") == "-":
            # The first key of a row: what comes after it moves up behind the dash.
            following = self._index(siblings[1][0].start_mark)
            return self._proven(first, following, "", change)
        if shared:
            raise EditRefusedError("Stället går inte att ta bort här; redigera filen.")
        start = self._before_comments(
            line,
            int(_first(siblings[0]).start_mark.column)
            if isinstance(parent, MappingNode)
            else int(parent.start_mark.column),
        )
        end = min(self._end_of_line(end) + len(self._newline), len(self.text))
        return self._proven(start, end, "", change)

    def remove_note(self, line: int) -> str:
        """Return the text without the review note on a line, counted from 1."""
        lines = self.text.splitlines(keepends=True)
        if not 1 <= line <= len(lines) or not REVIEW_NOTE.match(lines[line - 1]):
            raise EditRefusedError("Anteckningen finns inte på den raden längre.")
        start = sum(map(len, lines[: line - 1]))
        return self._proven(start, start + len(lines[line - 1]), "", lambda _values: None)

    # How ------------------------------------------------------------------------

    def _proven(self, start: int, end: int, written: str, change: Callable[[Any], None]) -> str:
        """Return the text with a part replaced; refuse it if parsing shows any other change."""
        text = self.text[:start] + written + self.text[end:]
        expected = deepcopy(self.values())
        change(expected)
        try:
            made = Document(text).values()
        except EditRefusedError:
            made = None
        if _stripped(made) != _stripped(expected):
            raise EditRefusedError("Ändringen går inte att göra här; redigera filen i stället.")
        return text

    def _with_new_key(self, where: Path, key: str, value: str) -> str:
        parent = self.node(where)
        if not isinstance(parent, MappingNode) or not parent.value:
            raise EditRefusedError("Här går det inte att lägga till något.")

        def change(values: Any) -> None:
            _at(values, where)[key] = value

        if parent.flow_style:
            end = self._span(parent.value[-1][1])[1]
            return self._proven(end, end, f", {key}: {flow_scalar(value)}", change)
        column = int(parent.value[0][0].start_mark.column)
        line = f"{' ' * column}{key}: {self._block_value(value, column + 2)}"
        return self._new_line_in(where, parent, line, change)

    def _new_line_in(
        self, where: Path, parent: MappingNode, lines: str, change: Callable[[Any], None]
    ) -> str:
        """Put lines at the end of a mapping; at the top of the file, before the long lists."""
        later = [k for k, _ in parent.value if not where and k.value in ("present", "items")]
        if later:
            start = self._line_start(self._index(later[0].start_mark))
            start = self._before_comments(start, 0)
            return self._proven(start, start, lines + self._newline, change)
        end = self._end_of_line(self._span(parent.value[-1][1])[1])
        return self._proven(end, end, self._newline + lines, change)

    def _with_first_entry(
        self,
        where: Path,
        holder: Node | None,
        entry: Mapping[str, Any] | str,
        change: Callable[[Any], None],
    ) -> str:
        *before, key = where
        parent = self.node(tuple(before))
        if not isinstance(parent, MappingNode) or not parent.value:
            raise EditRefusedError("Här går det inte att lägga till något.")
        if holder is not None:  # `present: []`, or the key alone
            start, end = self._span(holder)
            return self._proven(start, end, f" [{_flow(entry)}]".lstrip(), change)
        if parent.flow_style:
            end = self._span(parent.value[-1][1])[1]
            return self._proven(end, end, f", {key}: [{_flow(entry)}]", change)
        column = int(parent.value[0][0].start_mark.column)
        lines = f"{' ' * column}{key}:{self._newline}{_rows(entry, column + 2)}"
        if not before and key == "items":
            end = self._end_of_line(self._span(parent.value[-1][1])[1])
            return self._proven(end, end, self._newline + lines, change)
        if not before and key in ("present", "absent"):
            later = [k for k, _ in parent.value if k.value in ("items", "upcoming")]
            if later:
                start = self._before_comments(self._line_start(self._index(later[0].start_mark)), 0)
                return self._proven(start, start, lines + self._newline * 2, change)
        return self._new_line_in(tuple(before), parent, lines, change)

    def _block_value(self, value: str, indent: int) -> str:
        """Return a value as it stands behind its key in a block mapping."""
        if "\n" not in value.strip("\n"):
            return block_scalar(value)
        return self._newline.join(_literal(value, indent))

    def _column(self, path: Path) -> int:
        """Return the column of the key that a path ends with."""
        parent = self.node(path[:-1])
        assert isinstance(parent, MappingNode)
        return next(int(k.start_mark.column) for k, _ in parent.value if k.value == path[-1])

    def _is_in_flow(self, path: Path) -> bool:
        return any(
            bool(getattr(self.node(path[:n]), "flow_style", False)) for n in range(len(path))
        )

    def _index(self, mark: Any) -> int:
        return int(mark.index) + self._mark_shift

    def _span(self, node: Node) -> tuple[int, int]:
        """Return where the text of a node begins and ends; blank lines after it are not its."""
        start, end = self._index(node.start_mark), self._index(node.end_mark)
        if isinstance(node, MappingNode | SequenceNode) and not node.flow_style:
            end = self._span(_value(node.value[-1]))[1] if node.value else start
        elif isinstance(node, ScalarNode) and node.style in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
            # Comments after a block belong to what comes next.
            lines = self.text[start:end].splitlines(keepends=True)
            inside = [len(row) - len(row.lstrip(" ")) for row in lines[1:] if row.strip()]
            least = min(inside[:1], default=0)
            while len(lines) > 1 and (
                not lines[-1].strip() or len(lines[-1]) - len(lines[-1].lstrip(" ")) < least
            ):
                lines.pop()
            end = start + len("".join(lines).rstrip())
        return start, end

    def _line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _end_of_line(self, at: int) -> int:
        """Return where the line ends, before its break; the end of the text where none comes."""
        end = self.text.find("\n", at)
        if end < 0:
            return len(self.text)
        return end - 1 if self.text[end - 1] == "\r" else end

    def _before_comments(self, start: int, column: int) -> int:
        """Go up past the comment lines that stand directly above, at least that far in."""
        while start:
            above = self._line_start(start - 1)
            row = self.text[above:start]
            if not row.strip().startswith("#") or len(row) - len(row.lstrip(" ")) < column:
                break
            start = above
        return start

    @property
    def _newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"


def plain(node: Node) -> Any:
    """Return a node as mappings, lists and texts."""
    if isinstance(node, MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [plain(child) for child in node.value]
    return node.value


def plain_entry(entry: Mapping[str, Any] | str) -> Any:
    return entry if isinstance(entry, str) else dict(entry)


def block_scalar(value: str) -> str:
    """Return one line of text as YAML behind a key: as it is where that is safe, else quoted."""
    if _DAY.fullmatch(value):  # our own schema reads it as text
        return value
    dumped = yaml.safe_dump(value, allow_unicode=True, width=_FOLDED_WIDTH)
    return dumped.removesuffix("\n").removesuffix("\n...")


def flow_scalar(value: str) -> str:
    """Return a text as YAML inside brackets or braces, on one line."""
    if _DAY.fullmatch(value):
        return value
    style = '"' if "\n" in value else None
    dumped = yaml.safe_dump(
        [value],
        allow_unicode=True,
        width=_FOLDED_WIDTH,
        default_flow_style=True,
        default_style=style,
    )
    return dumped.removesuffix("\n").removeprefix("[").removesuffix("]")


def _flow(entry: Mapping[str, Any] | str) -> str:
    if isinstance(entry, str):
        return flow_scalar(entry)
    return "{" + ", ".join(f"{key}: {flow_scalar(value)}" for key, value in entry.items()) + "}"


def _rows(entry: Mapping[str, Any] | str, column: int) -> str:
    """Return the lines of a list's entry, the dash at a column."""
    pad = " " * column
    if isinstance(entry, str):
        return f"{pad}- {block_scalar(entry)}"
    if "name" in entry or "date" in entry:
        return f"{pad}- {_flow(entry)}"
    lines: list[str] = []
    for key, value in entry.items():
        several = "\n" in value.strip("\n")
        first, *rest = _literal(value, column + 4) if several else [block_scalar(value)]
        lines += [f"{pad}{'  ' if lines else '- '}{key}: {first}", *rest]
    return "\n".join(lines)


def _literal(value: str, indent: int) -> list[str]:
    """Return a text of several lines as a block scalar: the sign, and its lines indented."""
    rows = value.strip("\n").split("\n")
    hint = "2" if rows[0].startswith(" ") else ""
    pad = " " * indent
    return [f"|{hint}", *(f"{pad}{row.rstrip()}" if row.strip() else "" for row in rows)]


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node, MappingNode) and isinstance(step, str):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        found: Node = node.value[step]
        return found
    return None


def _maybe(node: Node, path: Sequence[str | int]) -> Node | None:
    found: Node | None = node
    for step in path:
        found = _child(found, step) if found is not None else None
    return found


def _value(one: Any) -> Node:
    """Return the node itself, or the value of a key's pair."""
    node: Node = one[1] if isinstance(one, tuple) else one
    return node


def _first(one: Any) -> Node:
    node: Node = one[0] if isinstance(one, tuple) else one
    return node


def _at(values: Any, path: Path) -> Any:
    for step in path:
        values = values[step]
    return values


def _stripped(values: Any) -> Any:
    """Return values without blanks at the ends of texts: YAML adds a break to blocks."""
    if isinstance(values, dict):
        return {key: _stripped(value) for key, value in values.items()}
    if isinstance(values, list):
        return [_stripped(value) for value in values]
    return values.strip() if isinstance(values, str) else values
