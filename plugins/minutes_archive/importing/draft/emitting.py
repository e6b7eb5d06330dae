"""A draft -> the text of a minutes file, with the review notes as comments at their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from minutes_archive.importing.words.draft_tree import (
    Branch,
    Draft,
    Leaf,
    Mark,
    MarkKind,
    Node,
    Note,
    Rows,
)
from minutes_archive.importing.words.source import Source
from minutes_archive.personal_data.finding import without_identity_numbers

SCHEMA = "# yaml-language-server: $schema=../../schema/meeting-1.json"
WIDTH = 98
# What stands on its own as plain text in YAML, with room to spare.
_PLAIN = re.compile(r"[^\W\d_][^\x00-\x1f:#\[\]{},\"'|>&*!%@`\\]*(?<!\s)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# Counts, which need no quotes.
_NUMBERS = frozenset({"yes", "no", "abstained", "absent"})
_RESERVED = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n", "ja", "nej"])
MOVABLE = "# - text: |"
NOT_PLACED = "# Ord ur källan som inte har någon egen plats i filen:"


def minutes_file(draft: Draft, source: Source) -> str:
    """Return the YAML of a draft."""
    comments = _comments(draft, source)
    lines = [SCHEMA, *_notes_on_the_whole(draft, source)]
    lost = sorted((m for m in draft.marks if m.kind is MarkKind.NOT_PLACED), key=_place)
    for key, node in draft.tree.entries:
        if isinstance(node, Rows) and any(isinstance(row, Branch) for row in node.nodes):
            lines += [] if key == "absent" else [""]
            if key == "items":
                first = min((start for start, _ in map(_span, node.nodes) if start >= 0), default=0)
                lines += _movable([m for m in lost if m.passage.start < first], source, "")
                lost = [mark for mark in lost if mark.passage.start >= first]
            lines.append(f"{key}:")
            if key == "items":
                lines += _items(node, comments, lost, source)
                lost = []
            else:
                lines += _rows(node, "  ", comments)
        else:
            lines += comments.get(id(node), [])
            lines += ["format: 1"] if key == "format" else _entry(key, node, "")
    lines += _movable(lost, source, "")
    lines += _not_placed(draft, source)
    return "\n".join(lines) + "\n"


def _items(
    rows: Rows, comments: Mapping[int, list[str]], lost: Sequence[Mark], source: Source
) -> list[str]:
    """Return the items, each followed by the words that stood there and got no place."""
    lines: list[str] = []
    starts = [_span(node)[0] for node in rows.nodes]
    for at, node in enumerate(rows.nodes):
        lines += [""] if at else []
        lines += _rows(Rows((node,)), "  ", comments)
        end = next((start for start in starts[at + 1 :] if start >= 0), None)
        here = [m for m in lost if end is None or m.passage.start < end]
        lost = [m for m in lost if m not in here]
        lines += _movable(here, source, "      ")
    return lines


def _movable(marks: Sequence[Mark], source: Source, indent: str) -> list[str]:
    """Return words without a place as an entry of an item's content, made a comment."""
    lines: list[str] = []
    for mark in marks:
        where = source.where(mark.passage.start)
        lines.append(
            f"{indent}# GRANSKA W540 ({where}): fick ingen plats; ta bort # för att använda"
        )
        lines.append(f"{indent}{MOVABLE}")
        lines += [f"{indent}#     {line.strip()}" for line in mark.passage.text.split("\n")]
    return lines


def _comments(draft: Draft, source: Source) -> dict[int, list[str]]:
    """Return the comments of the notes, by the identity of the node they stand before."""
    nodes = list(_anchors(draft.tree))
    made: dict[int, list[str]] = {}
    for note in draft.notes:
        if note.code == "W540":
            continue
        anchor = _anchor(note, nodes)
        if anchor is not None:
            made.setdefault(id(anchor), []).append(comment(note, source))
    return made


def comment(note: Note, source: Source) -> str:
    """Return a note as one comment line."""
    where = f" ({source.where(note.passage.start)})" if note.passage else ""
    hint = f" – {note.hint}" if note.hint else ""
    return without_identity_numbers(f"# GRANSKA {note.code}{where}: {note.message}{hint}")


def _anchors(node: Node, top: bool = True) -> Iterable[tuple[Node, int, int]]:
    """Yield the nodes that can carry a comment, with the span of the source they cover."""
    if isinstance(node, Branch):
        for _, child in node.entries:
            if isinstance(child, Rows):
                for row in child.nodes:
                    yield (row, *_span(row))
                    yield from _anchors(row, False)
            elif top:
                yield (child, *_span(child))


def _span(node: Node) -> tuple[int, int]:
    if isinstance(node, Leaf):
        return (node.passage.start, node.passage.end) if node.passage else (-1, -1)
    children = (
        [child for _, child in node.entries] if isinstance(node, Branch) else list(node.nodes)
    )
    spans = [span for span in map(_span, children) if span[0] >= 0]
    return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else (-1, -1)


def _anchor(note: Note, nodes: Sequence[tuple[Node, int, int]]) -> Node | None:
    """Return the narrowest node that holds a note's place."""
    if not note.passage:
        return None
    at = note.passage.start
    around = [(end - start, node) for node, start, end in nodes if start <= at < end]
    return min(around, key=lambda pair: pair[0])[1] if around else None


def _entry(key: str, node: Node, indent: str) -> list[str]:
    if isinstance(node, Leaf):
        return _leaf(key, node, indent)
    if isinstance(node, Rows) and all(isinstance(child, Leaf) for child in node.nodes):
        values = ", ".join(_scalar(child.value) for child in node.nodes if isinstance(child, Leaf))
        return [f"{indent}{key}: [{values}]"]
    if isinstance(node, Branch):
        return [f"{indent}{key}: {_flow(node)}"]
    return [f"{indent}{key}:", *_rows(node, indent + "  ", {})]


def _leaf(key: str, leaf: Leaf, indent: str) -> list[str]:
    if key == "text":
        return [f"{indent}{key}: |{_indentation(leaf.value)}", *_block(leaf.value, indent + "  ")]
    value = leaf.value if key in _NUMBERS else _scalar(leaf.value)
    line = f"{indent}{key}: {value}"
    if len(line) <= WIDTH or key in ("number", "date", "time") or not _foldable(leaf.value):
        return [line]
    return [f"{indent}{key}: >-", *_folded(leaf.value, indent + "  ")]


def _foldable(text: str) -> bool:
    """Return whether folding keeps a text as it is: one line, single blanks, no leading blank."""
    return " ".join(text.split()) == text


def _indentation(text: str) -> str:
    """Return the indicator that a block needs when its first line is indented."""
    return "2" if text.startswith(" ") else ""


def _block(text: str, indent: str) -> list[str]:
    return [f"{indent}{line.rstrip()}" if line.strip() else "" for line in text.split("\n")]


def _folded(text: str, indent: str) -> list[str]:
    lines, current = [], ""
    for word in text.split(" "):
        candidate = f"{current} {word}" if current else word
        if current and len(indent) + len(candidate) > WIDTH:
            lines.append(indent + current)
            current = word
        else:
            current = candidate
    return [*lines, indent + current]


def _rows(rows: Rows, indent: str, comments: Mapping[int, list[str]]) -> list[str]:
    lines: list[str] = []
    for at, node in enumerate(rows.nodes):
        is_item = isinstance(node, Branch) and node.get("content") is not None
        if at and isinstance(node, Branch) and node.get("title") and not node.get("date"):
            lines.append("")
        lines += [indent + note for note in comments.get(id(node), [])]
        if isinstance(node, Leaf):
            lines.append(f"{indent}- {_scalar(node.value)}")
        elif isinstance(node, Branch):
            lines += _row(node, indent, comments, is_item)
    return lines


def _row(node: Branch, indent: str, comments: Mapping[int, list[str]], is_item: bool) -> list[str]:
    flow = f"{indent}- {_flow(node)}"
    first = node.entries[0][0] if node.entries else ""
    if not is_item and first in ("name", "date") and len(flow) <= WIDTH:
        return [flow]
    lines: list[str] = []
    for key, child in node.entries:
        if isinstance(child, Rows) and any(isinstance(c, Branch) for c in child.nodes):
            lines += [f"{indent}  {key}:", *_rows(child, indent + "    ", comments)]
        else:
            lines += _entry(key, child, indent + "  ")
    lines[0] = f"{indent}- {lines[0].lstrip()}"
    return lines


def _flow(node: Branch) -> str:
    parts = []
    for key, child in node.entries:
        if isinstance(child, Leaf):
            value = child.value if key in _NUMBERS else _scalar(child.value)
            parts.append(f"{key}: {value}")
        elif isinstance(child, Rows):
            values = ", ".join(_scalar(c.value) for c in child.nodes if isinstance(c, Leaf))
            parts.append(f"{key}: [{values}]")
        else:
            parts.append(f"{key}: {_flow(child)}")
    return "{" + ", ".join(parts) + "}"


def _scalar(value: str) -> str:
    """Return a value as YAML on one line: plain where that is safe, else in double quotes."""
    if _DATE.fullmatch(value):
        return value
    if _PLAIN.fullmatch(value) and value.casefold() not in _RESERVED:
        return value
    return (
        '"'
        + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        + '"'
    )


def _notes_on_the_whole(draft: Draft, source: Source) -> list[str]:
    """Return the notes that stand at no other place, so that the file's reader meets them."""
    nodes = list(_anchors(draft.tree))
    loose = [n for n in draft.notes if n.code != "W540" and _anchor(n, nodes) is None]
    return [comment(note, source) for note in loose]


def _not_placed(draft: Draft, source: Source) -> list[str]:
    """Return the words that found no place, as comments that keep them in the file."""
    marks = [mark for mark in draft.marks if mark.kind in KEPT_AS_COMMENT]
    if not marks:
        return []
    return ["", NOT_PLACED, *(_kept(mark, source) for mark in sorted(marks, key=_place))]


KEPT_AS_COMMENT = frozenset({MarkKind.LETTERHEAD, MarkKind.FORM})


def _kept(mark: Mark, source: Source) -> str:
    words = " ".join(mark.passage.text.split())
    return f"#   {mark.kind.value} ({source.where(mark.passage.start)}): {words}"


def _place(mark: Mark) -> int:
    return mark.passage.start
