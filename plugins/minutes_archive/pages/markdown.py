"""Text of the minutes -> HTML: Markdown without raw HTML, municipality names linked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from minutes_archive.archive.mentions import MentionFinder

# Without any of these a text is paragraphs only and needs no parser (nine texts in ten).
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#~|&]|^\s*(?:[-+]|\d+[.)])\s|^\s*[-=]{2,}\s*$|^ {4}|  $", re.M)
_BLANK_LINES = re.compile(r"\n\s*\n")
_LIST_LIKE = re.compile(r"(?:[-–•]|\d+[.)]|[a-z]\)|att )\s*")

# The last word on what a text may bring into a page, whatever the parser lets through.
_SANITISER = nh3.Cleaner(
    tags={
        *("p", "br", "hr", "h3", "strong", "em", "s", "code", "pre", "blockquote"),
        *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a"),
    },
    attributes={"a": {"href", "title"}, "ol": {"start"}},
    allowed_classes={"a": {"ma-mention"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)

MentionLink = Callable[[str], str]


class TextRenderer:
    """Renders texts; `link` gives the address of a municipality from the page at hand."""

    def __init__(self, mentions: MentionFinder, mention_title: str) -> None:
        self._mentions = mentions
        self._title = escape(mention_title)
        self._parser = MarkdownIt("js-default", {"html": False, "typographer": False})
        # A picture would be a request to somebody else's host; it stays a link.
        self._parser.disable(["image"])
        self._parser.core.ruler.push("join_lines", _join_lines)
        rules: dict[str, Any] = self._parser.renderer.rules  # type: ignore[attr-defined]
        rules["text"] = self._text_rule
        rules["heading_open"] = rules["heading_close"] = _flat_heading

    def markdown(self, text: str, link: MentionLink) -> str:
        """Return a Markdown text as HTML blocks."""
        if not _MARKUP.search(text):
            return self._paragraphs(text, link)
        html: str = self._parser.render(text, {"mention_link": link})
        return _SANITISER.clean(html).strip()

    def plain(self, text: str, link: MentionLink) -> str:
        """Return plain text as HTML paragraphs; lines that look like a list keep their break."""
        return self._paragraphs(text, link, keep_lists=True)

    def inline(self, text: str, link: MentionLink) -> str:
        """Return one line of text with the municipality names linked."""
        parts = []
        end = 0
        for mention in self._mentions.find(text):
            parts.append(escape(text[end : mention.start]))
            name = escape(text[mention.start : mention.end])
            address = escape(link(mention.municipality))
            parts.append(f'<a class="ma-mention" href="{address}" title="{self._title}">{name}</a>')
            end = mention.end
        parts.append(escape(text[end:]))
        return "".join(parts)

    def _paragraphs(self, text: str, link: MentionLink, keep_lists: bool = False) -> str:
        paragraphs = []
        for block in _BLANK_LINES.split(text.strip()):
            # A name or phrase may run over the end of a line, never into a line of a list.
            stretches: list[list[str]] = [[]]
            for line in map(str.strip, block.splitlines()):
                if keep_lists and stretches[0] and _LIST_LIKE.match(line):
                    stretches.append([])
                stretches[-1].append(line)
            html = "<br>\n".join(self.inline("\n".join(lines), link) for lines in stretches)
            paragraphs.append(f"<p>{html}</p>")
        return "\n".join(paragraphs)

    def _text_rule(
        self, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType
    ) -> str:
        link: Any = env["mention_link"]
        inside_link = sum(
            token.nesting for token in tokens[:index] if token.type.startswith("link_")
        )
        content = tokens[index].content
        return escape(content) if inside_link else self.inline(content, link)


def _join_lines(state: StateCore) -> None:
    """Make one text of texts on consecutive lines: names may run over the end of a line."""
    for block in state.tokens:
        joined: list[Token] = []
        for token in block.children or ():
            if token.type == "softbreak":
                token = Token("text", "", 0, content="\n")
            if token.type == "text" and joined and joined[-1].type == "text":
                joined[-1].content += token.content
            else:
                joined.append(token)
        if block.children:
            block.children = joined


def _flat_heading(tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    """Show every heading inside a text one step below its item's, so that no level is skipped."""
    return "<h3>" if tokens[index].nesting == 1 else "</h3>\n"
