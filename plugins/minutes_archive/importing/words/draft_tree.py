"""A draft minutes file as a tree whose leaves remember which words of the source they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from minutes_archive.importing.words.passages import EMPTY, Passage


class How(StrEnum):
    """How a value came from the words of the source."""

    VERBATIM = "verbatim"  # the words themselves
    MARKDOWN = "markdown"  # the words themselves, escaped so that Markdown shows them
    RAW = "raw"  # Markdown of the source, as it stood
    READ = "read"  # another form of the words, such as a date or an id
    REPEAT = "repeat"  # drawn from words that stand elsewhere in the draft
    FIXED = "fixed"  # no words of the source


CONSUMING = frozenset({How.VERBATIM, How.MARKDOWN, How.RAW, How.READ})
STORED = frozenset({How.VERBATIM, How.MARKDOWN, How.RAW})


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value of the draft, and the words of the source it comes from."""

    value: str
    passage: Passage = EMPTY
    how: How = How.VERBATIM


@dataclass(frozen=True, slots=True)
class Branch:
    """Keys with values, in the order they are written."""

    entries: tuple[tuple[str, Node], ...]

    def get(self, key: str) -> Node | None:
        return next((node for name, node in self.entries if name == key), None)

    def text(self, key: str) -> str:
        node = self.get(key)
        return node.value if isinstance(node, Leaf) else ""

    def rows(self, key: str) -> tuple[Node, ...]:
        node = self.get(key)
        return node.nodes if isinstance(node, Rows) else ()


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of values."""

    nodes: tuple[Node, ...]


Node = Leaf | Branch | Rows


def branch(**entries: Node | None) -> Branch:
    """Return a branch of the entries that have something to say; `from_` is written `from`."""
    return Branch(
        tuple((name.rstrip("_"), node) for name, node in entries.items() if _says(node))  # type: ignore[misc]
    )


def _says(node: Node | None) -> bool:
    if isinstance(node, Leaf):
        return bool(node.value)
    if isinstance(node, Rows):
        return bool(node.nodes)
    return node is not None


def verbatim(passage: Passage) -> Leaf:
    """Return the words on one line."""
    squeezed = passage.squeezed()
    return Leaf(squeezed.text, squeezed)


def read(value: str, passage: Passage) -> Leaf:
    """Return what words mean in the format; the words themselves are not stored."""
    return Leaf(value, passage, How.READ)


def repeat(value: str, passage: Passage = EMPTY) -> Leaf:
    """Return a value drawn from words that are stored elsewhere."""
    return Leaf(value, passage, How.REPEAT)


def fixed(value: str) -> Leaf:
    """Return a value that the import itself sets."""
    return Leaf(value, EMPTY, How.FIXED)


def as_repeats(node: Branch) -> Branch:
    """Return a branch whose words are stored elsewhere."""
    return Branch(
        tuple(
            (key, repeat(child.value, child.passage) if isinstance(child, Leaf) else child)
            for key, child in node.entries
        )
    )


def leaves(node: Node, path: str = "") -> Iterator[tuple[str, Leaf]]:
    """Yield every leaf with its path, in the order of writing."""
    if isinstance(node, Leaf):
        yield path, node
    elif isinstance(node, Branch):
        for name, child in node.entries:
            yield from leaves(child, f"{path}.{name}" if path else name)
    else:
        for index, child in enumerate(node.nodes):
            yield from leaves(child, f"{path}[{index}]")


class MarkKind(StrEnum):
    """Why words of the source are no value of the draft (told in the report, in Swedish)."""

    LABEL = "etikett"
    LETTERHEAD = "brevhuvud"
    FURNITURE = "sidhuvud eller sidfot"
    AGENDA = "dagordning som punkterna upprepar"
    AGAIN = "upprepning av uppgift som redan finns"
    FORM = "blankettext"
    NOT_PLACED = "inte placerat"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the source that became no value, and why."""

    kind: MarkKind
    passage: Passage


@dataclass(frozen=True, slots=True)
class Note:
    """A doubtful reading, or a fault of the source: what to look at, and where."""

    code: str
    message: str
    passage: Passage = EMPTY
    hint: str = ""


class Gathered:
    """What the grammars tell beside their values: words set aside, and notes."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.notes: list[Note] = []

    def mark(self, kind: MarkKind, *passages: Passage) -> None:
        self.marks += [Mark(kind, passage) for passage in passages if passage]

    def note(self, code: str, message: str, passage: Passage = EMPTY, hint: str = "") -> None:
        self.notes.append(Note(code, message, passage, hint))


@dataclass(frozen=True, slots=True)
class Draft:
    """What an import made of one document."""

    tree: Branch
    marks: tuple[Mark, ...]
    notes: tuple[Note, ...]

    def leaves(self) -> list[tuple[str, Leaf]]:
        return list(leaves(self.tree))
