"""Words -> Markdown that shows exactly those words, and back."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

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
