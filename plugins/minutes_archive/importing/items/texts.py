"""Running text of an item -> Markdown that shows exactly its words, and back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it import MarkdownIt

from minutes_archive.importing.items.blocks import Block, Shape
from minutes_archive.importing.words.draft_tree import Branch, Draft, How, Leaf, Node, Rows
from minutes_archive.importing.words.passages import Passage, joined

_ESCAPED = re.compile(r"([\\`*_\[\]<>~|])|(&)(?=#?\w+;)|(!)(?=\[)|(?<=\w)(:)(?=//)")
_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[+\-=](?=\s|$|[-=+])|\d{1,9}(?=[.)](?:\s|$)))")
_AUTOLINK_DOT = re.compile(r"\bwww\.")
_SHOWN = frozenset({"text", "code_inline", "html_inline"})
_COMMONMARK = MarkdownIt("commonmark").enable("table")


def escaped(text: str) -> str:
    """Return one line of Markdown that shows the text and nothing else.

    A bare address stays as it is: CommonMark shows it as written.
    """
    text = _ESCAPED.sub(lambda match: "\\" + match[0] if match[4] is None else match[0], text)
    match = _LINE_START.match(text)
    if match:
        at = match.end() if match[2][0].isdigit() else match.start(2)
        text = f"{text[:at]}\\{text[at:]}"
    return text


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Break Markdown into lines; no line begins with what Markdown would take for a sign."""
    lines: list[str] = []
    current = ""
    for word in text.split(" "):
        candidate = f"{current} {word}" if current else word
        if current and len(indent) + len(candidate) > width and not _LINE_START.match(word):
            lines.append(current)
            current = word
        else:
            current = candidate
    lines.append(current)
    return [lines[0], *(indent + line for line in lines[1:])]


def shown_words(markdown: str) -> str:
    """Return the text that CommonMark shows for some Markdown, without its markup."""
    shown: list[str] = []
    for token in _COMMONMARK.parse(markdown):
        if token.type == "inline":
            shown.extend(
                child.content if child.type in _SHOWN else " " for child in token.children or ()
            )
            shown.append("\n")
        elif token.content:
            shown.append(token.content + "\n")
    return "".join(shown)


WIDTH = 92
# A blank more or less before a bullet, or half a millimetre, is no deeper level. A dash under
# a round bullet is.
SAME_LEVEL = 2


def text_leaf(blocks: Sequence[Block]) -> Leaf:
    """Return the Markdown of some blocks: paragraphs, lists and tables in their order."""
    if any(block.shape is Shape.RAW for block in blocks):
        return _raw(blocks)
    parts: list[str] = []
    levels: list[int] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if block.shape is Shape.ROW:
            end = at
            while end < len(blocks) and blocks[end].shape is Shape.ROW:
                end += 1
            parts.append(_table(blocks[at:end]))
            at, levels = end, []
            continue
        if block.shape is Shape.ENTRY and not _is_numbered(block):
            levels = _depth(levels, block.level, block.sign)
            indent = "  " * (len(levels) - 1)
            body = wrapped(
                escaped(_on_one_line(block.words)), WIDTH - len(indent) - 2, indent + "  "
            )
            entry = f"{indent}- " + "\n".join(body)
            if (
                parts
                and at
                and blocks[at - 1].shape is Shape.ENTRY
                and not _is_numbered(blocks[at - 1])
            ):
                parts[-1] += "\n" + entry
            else:
                parts.append(entry)
        else:
            levels = []
            parts.append("\n".join(wrapped(escaped(_on_one_line(block.words)), WIDTH)))
        at += 1
    words = joined([block.words for block in blocks], "\n\n")
    return Leaf("\n\n".join(part for part in parts if part.strip()), words, How.MARKDOWN)


# Values that are shown as Markdown: of an entry of content, of a vote, of a proposal.
_MARKDOWN_KEYS = frozenset(
    {"decision", "follow_up", "deferred", "withheld", "reservations", "proposals", "proposition"}
    | {"question", "outcome"}
)


def in_markdown(draft: Draft) -> Draft:
    """Return a draft whose decisions and the like show their words, whatever signs are in them."""
    return replace(draft, tree=_branch_in_markdown(draft.tree))


def _branch_in_markdown(branch: Branch) -> Branch:
    keys = {key for key, _ in branch.entries}
    marked = _MARKDOWN_KEYS | ({"note"} if "follow_up" in keys else set())
    marked |= {"text"} if "by" in keys or keys & {"yes", "no", "roll_call"} else set()
    return Branch(
        tuple((key, _node_in_markdown(node, key in marked)) for key, node in branch.entries)
    )


def _node_in_markdown(node: Node, marked: bool) -> Node:
    if isinstance(node, Branch):
        return _branch_in_markdown(node)
    if isinstance(node, Rows):
        return Rows(tuple(_node_in_markdown(child, marked) for child in node.nodes))
    if not marked or node.how is not How.VERBATIM:
        return node
    value = "\n".join(map(escaped, node.value.split("\n")))
    return node if value == node.value else Leaf(value, node.passage, How.MARKDOWN)


def _is_numbered(block: Block) -> bool:
    return block.sign[:1].isalnum() and block.sign != "o"


def _on_one_line(words: Passage) -> str:
    return " ".join(words.text.split())


def _depth(levels: list[int], level: int, sign: str) -> list[int]:
    """Return the stack of list levels with this entry's on top; another sign goes deeper."""
    key = level + (2 if sign in "-–—" else 0)
    same = next((at for at, known in enumerate(levels) if abs(known - key) < SAME_LEVEL), None)
    if same is not None:
        return levels[: same + 1]
    return [*[known for known in levels if known < key], key]


def _table(rows: Sequence[Block]) -> str:
    """Return rows as a Markdown table; the first row is its heading."""
    cells = [[escaped(" ".join(cell.split())) for cell in row.text.split("\t")] for row in rows]
    width = max(len(row) for row in cells)
    if width < 2 or len(cells) < 2:
        return "\n\n".join(" ".join(cell for cell in row if cell) for row in cells)
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in cells]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _raw(blocks: Sequence[Block]) -> Leaf:
    """Keep Markdown of the source line by line."""
    text = "\n\n".join("\n".join(part.text.rstrip() for part in block.parts) for block in blocks)
    words = joined([joined(block.parts, "\n") for block in blocks], "\n\n")
    return Leaf(text.strip("\n"), words, How.RAW)
