"""Bytes of a YAML file -> a node tree with positions, or the problem that prevents it.

Scalars stay nodes (text and mark); nothing is typed here, because YAML 1.1 would turn
`8:30` into 510 and `no` into False. Hostile input is met before the C composer sees it:
it recurses on nesting without a limit of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from minutes_archive.problems import Place, Problem
from minutes_archive.reading.yaml_errors import explain

# PyYAML without libyaml is ten times slower, with the same result.
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_NODES = 200_000

# Block nesting on one line needs a run of indicators; flow nesting needs brackets.
_DEEP_LINE = re.compile(r"^[ \-?:]{400,}", re.MULTILINE)
_SUSPICIOUS_BRACKETS = 400
_TAGS_OF_PLAIN_YAML = "tag:yaml.org,2002:"
_SIMPLE_TAGS = frozenset(
    _TAGS_OF_PLAIN_YAML + name
    for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value")
)


def read_bytes(file: Path, shown: str) -> tuple[bytes | None, list[Problem]]:
    """Read a file, of one that is too large its beginning; `shown` is its path in problems."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1), []
    except OSError as error:
        reason = "filen finns inte" if isinstance(error, FileNotFoundError) else "går inte att läsa"
        return None, [Problem(Place(shown), "E001", f"{reason}: {file.name}")]


def compose(raw: bytes, shown: str) -> tuple[Node | None, list[Problem]]:
    """Compose the bytes of one YAML document into nodes, normalised to NFC."""
    place = Place(shown)
    if len(raw) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1_000_000} MB"
        return None, [
            Problem(
                place,
                "E003",
                f"filen är för stor, gränsen är {limit}",
                "dela upp den eller lägg bilagor som egna filer",
            )
        ]
    try:
        text = text_of(raw)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        return None, [
            Problem(
                Place(shown, line, column),
                "E002",
                f"filen är inte UTF-8 (byte 0x{raw[error.start]:02X})",
                "spara om den med teckenkodningen UTF-8",
            )
        ]
    if _nests_too_deep(text):
        return None, [Problem(place, "E006", f"filen är nästlad i fler än {MAX_DEPTH} nivåer")]
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        return None, [explain(error, text, shown)]
    except RecursionError:
        return None, [Problem(place, "E006", f"filen är nästlad i fler än {MAX_DEPTH} nivåer")]
    if node is None or (isinstance(node, ScalarNode) and not node.value):
        return None, [Problem(place, "E008", "filen är tom")]
    # Only aliases and tags can make the tree larger or stranger than the text looks.
    problem = _bound(node, shown) if "&" in text or "!" in text else None
    return (None, [problem]) if problem else (node, [])


def text_of(raw: bytes) -> str:
    """Return the text that nodes' positions count in; raises UnicodeDecodeError."""
    return unicodedata.normalize("NFC", raw.decode("utf-8-sig"))


def place_of(node: Node, shown: str) -> Place:
    """Return where a node begins, counted from 1."""
    return Place(shown, node.start_mark.line + 1, node.start_mark.column + 1)


def scalars(root: Node) -> Iterator[ScalarNode]:
    """Yield every single value and key below a node, in order; what is shared once."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, ScalarNode):
            yield node
        waiting += reversed(_children(node))


def _nests_too_deep(text: str) -> bool:
    """Return whether nesting is too deep; events are counted only where a cheap look warns."""
    brackets = text.count("[") + text.count("{")
    if brackets < _SUSPICIOUS_BRACKETS and not _DEEP_LINE.search(text):
        return False
    depth = 0
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    return True
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return False  # compose() meets the same fault and explains it
    return False


def _bound(root: Node, shown: str) -> Problem | None:
    """Refuse foreign tags, circular aliases, and aliases that unfold to very many nodes."""
    size: dict[int, int] = {}
    open_nodes: set[int] = set()

    def measure(node: Node, depth: int) -> Problem | None:
        key = id(node)
        if key in size:
            return None
        if key in open_nodes or depth > MAX_DEPTH:
            return Problem(
                place_of(node, shown), "E006", "en hänvisning (*) som innehåller sig själv"
            )
        if node.tag not in _SIMPLE_TAGS:
            shown_tag = node.tag.replace(_TAGS_OF_PLAIN_YAML, "!!")
            return Problem(
                place_of(node, shown),
                "E007",
                f'taggen "{shown_tag}" är inte tillåten',
                "skriv värdet som vanlig text",
            )
        open_nodes.add(key)
        total = 1
        for child in _children(node):
            problem = measure(child, depth + 1)
            if problem:
                return problem
            total += size[id(child)]
        open_nodes.discard(key)
        size[key] = total
        if total > MAX_NODES:
            return Problem(
                place_of(node, shown),
                "E006",
                f"filen vecklas ut till fler än {MAX_NODES} värden",
                "skriv ut texten i stället för att hänvisa (*) till den",
            )
        return None

    return measure(root, 0)


def _children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [part for pair in node.value for part in pair]
    if isinstance(node, SequenceNode):
        return list(node.value)
    return []
