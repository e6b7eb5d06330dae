"""Text of the minutes -> HTML: Markdown without raw HTML; names, citations and addresses linked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

import nh3
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from minutes_archive.archive.mentions import MentionFinder
from minutes_archive.prose import (
    MARKUP,
    file_of,
    kept_breaks,
    new_parser,
    plain_text,
    reference_of,
)

_ESCAPED = re.compile(r"\\(?=[^\w\s])")
_BLANK_LINES = re.compile(r"\n\s*\n")
_WEB_ADDRESS = re.compile(r"(?<![\w@/.])(?:https?://|www\.)[^\s<>\"”“»«]+", re.IGNORECASE)
_OUTWARD = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)

# The last word on what a text may bring into a page, whatever the parser lets through.
_SANITISER = nh3.Cleaner(
    tags={
        *("p", "br", "hr", "h3", "strong", "em", "s", "code", "pre", "blockquote"),
        *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a", "img"),
    },
    attributes={
        "a": {"href", "title"},
        "ol": {"start"},
        "li": {"value"},
        "th": {"scope"},
        "img": {"src", "alt", "loading"},
    },
    allowed_classes={
        "a": {"ma-mention"},
        "ol": {"ma-parenthesis"},
        "th": {"ma-number", "ma-centred"},
        "td": {"ma-number", "ma-centred"},
        "img": {"ma-image"},
    },
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)

_TABLE = '<div class="ma-scroll" role="group" aria-label="{}" tabindex="0"><table class="ma-grid">'


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in characters, that is a link: where it leads and what it is."""

    start: int
    end: int
    address: str
    mentions: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """Where the links of a text lead, as addresses from the page at hand; "" for nowhere.

    `municipality` takes an id, `file` the name of a file of the text's meeting, `reference` what
    a reference to a part of the archive says; `cited` gives the citations that stand in a text.
    """

    municipality: Callable[[str], str]
    file: Callable[[str], str] = lambda _: ""
    reference: Callable[[str], str] = lambda _: ""
    cited: Callable[[str], Iterable[Span]] = lambda _: ()


class TextRenderer:
    """Renders texts.

    `mention_title` is the title of links to municipalities, `table_label` what a table that can
    be scrolled is called; without one tables stand as they are.
    """

    def __init__(
        self, mentions: MentionFinder, mention_title: str = "", table_label: str = ""
    ) -> None:
        self._mentions = mentions
        self._title = escape(mention_title)
        self._table = _TABLE.format(escape(table_label)) if table_label else ""
        self._parser = new_parser()
        self._parser.core.ruler.push("lines", _lines)
        self._parser.core.ruler.push("as_written", _as_written)
        rules: dict[str, Any] = self._parser.renderer.rules  # type: ignore[attr-defined]
        rules["text"] = self._text_rule
        rules["heading_open"] = rules["heading_close"] = _flat_heading
        rules["link_open"], rules["link_close"] = _link_opening, _link_closing
        rules["image"] = _picture

    def markdown(self, text: str, links: Links) -> str:
        """Return a Markdown text as HTML blocks."""
        if not MARKUP.search(text):
            return self._paragraphs(text, links)
        html: str = self._parser.render(text, {"links": links})
        clean: str = _SANITISER.clean(html).strip()
        if not self._table:
            return clean
        return clean.replace("<table>", self._table).replace("</table>", "</table></div>")

    def line(self, text: str, links: Links) -> str:
        """Return a Markdown text as HTML on one line; blocks become plain words in a row."""
        tokens = self._parser.parse(text, env := {"links": links}) if MARKUP.search(text) else []
        if tokens and [token.type for token in tokens] == _ONE_PARAGRAPH:
            html: str = self._parser.renderer.render([tokens[1]], self._parser.options, env)
            return _SANITISER.clean(html).strip()
        return self.inline(" ".join(plain_text(text).split()), links)

    def inline(self, text: str, links: Links) -> str:
        """Return text that is no Markdown, with what it names linked."""
        parts = []
        end = 0
        for span in self._spans(text, links):
            parts.append(escape(text[end : span.start]))
            words, address = escape(text[span.start : span.end]), escape(span.address)
            if span.mentions:
                about = f'class="ma-mention" href="{address}" title="{self._title}"'
                parts.append(f"<a {about}>{words}</a>")
            else:
                parts.append(f'<a href="{address}">{words}</a>')
            end = span.end
        parts.append(escape(text[end:]))
        return "".join(parts)

    def _spans(self, text: str, links: Links) -> Iterator[Span]:
        """Yield the links of a text from left to right; a web address hides what is in it."""
        found = [*_web_addresses(text), *links.cited(text)]
        found += (
            Span(mention.start, mention.end, links.municipality(mention.municipality), True)
            for mention in self._mentions.find(text)
        )
        end = 0
        for span in sorted(found, key=lambda span: (span.start, -span.end)):
            if span.start >= end and span.address:
                yield span
                end = span.end

    def _paragraphs(self, text: str, links: Links) -> str:
        paragraphs = []
        for block in _BLANK_LINES.split(text.strip()):
            lines = [line.strip() for line in block.splitlines()]
            kept = kept_breaks(lines)
            # A name or phrase may run over the end of a line, never over a break.
            stretches: list[list[str]] = [[]]
            for number, line in enumerate(lines):
                stretches[-1].append(line)
                if number in kept:
                    stretches.append([])
            html = "<br>\n".join(self.inline("\n".join(part), links) for part in stretches)
            paragraphs.append(f"<p>{html}</p>")
        return "\n".join(paragraphs)

    def _text_rule(
        self, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType
    ) -> str:
        inside_link = sum(
            token.nesting for token in tokens[:index] if token.type.startswith("link_")
        )
        content = tokens[index].content
        return escape(content) if inside_link else self.inline(content, env["links"])


_ONE_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]


def _web_addresses(text: str) -> Iterator[Span]:
    """Yield the bare addresses of the web in a text, without the punctuation that follows."""
    for match in _WEB_ADDRESS.finditer(text):
        address = match[0].rstrip(".,;:!?'*_~…")
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(".,;:!?'")
        if "." in address.split("//")[-1]:
            whole = address if "//" in address else f"https://{address}"
            yield Span(match.start(), match.start() + len(address), whole)


def _lines(state: StateCore) -> None:
    """Keep the breaks that mean something, and join the other lines: names may run over them."""
    for block in state.tokens:
        written = _ESCAPED.sub("", block.content) if block.children else ""
        kept = kept_breaks([line.strip() for line in written.split("\n")])
        joined: list[Token] = []
        line = 0
        for token in block.children or ():
            if token.type in ("softbreak", "hardbreak"):
                if token.type == "softbreak" and line not in kept:
                    token = Token("text", "", 0, content="\n")
                else:
                    token = Token("hardbreak", "br", 0)
                line += 1
            if token.type == "text" and joined and joined[-1].type == "text":
                joined[-1].content += token.content
            else:
                joined.append(token)
        if block.children:
            block.children = joined


def _as_written(state: StateCore) -> None:
    """Give entries of lists the numbers that are written, and cells of tables their side."""
    expected: list[int | None] = []
    for token in state.tokens:
        match token.type:
            case "ordered_list_open" | "bullet_list_open":
                start = int(token.attrs.get("start", 1))
                expected.append(start if token.type == "ordered_list_open" else None)
                if token.markup == ")":
                    token.attrSet("class", "ma-parenthesis")
            case "ordered_list_close" | "bullet_list_close":
                expected.pop()
            case "list_item_open" if expected[-1] is not None:
                number = int(token.info)
                if number != expected[-1]:
                    token.attrSet("value", str(number))
                expected[-1] = number + 1
            case "th_open" | "td_open":
                style = str(token.attrs.pop("style", ""))
                if token.type == "th_open":
                    token.attrSet("scope", "col")
                if "right" in style or "center" in style:
                    token.attrSet("class", "ma-number" if "right" in style else "ma-centred")


def _flat_heading(tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    """Show every heading inside a text one step below its item's, so that no level is skipped."""
    return "<h3>" if tokens[index].nesting == 1 else "</h3>\n"


def _link_opening(tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
    address = _address(str(tokens[index].attrs["href"]), env["links"])
    return f'<a href="{escape(address)}">' if address else ""


def _link_closing(tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
    opening = next(t for t in reversed(tokens[:index]) if t.type == "link_open")
    return "</a>" if _address(str(opening.attrs["href"]), env["links"]) else ""


def _address(written: str, links: Links) -> str:
    """Return where a link leads, or "" where the page at hand can lead nowhere."""
    if _OUTWARD.match(written):
        return quote(written, safe="%/:=&?~#+!$,;'@()*[]")
    if name := file_of(written):
        return links.file(name)
    return links.reference(reference_of(written) or written)


def _picture(tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
    """Show a picture that lies beside the minutes file; of another host's only its words."""
    token = tokens[index]
    written = str(token.attrs["src"])
    words = "".join(child.content for child in token.children or ())
    name = file_of(written)
    address = env["links"].file(name) if name else ""
    if address:
        return (
            f'<img src="{escape(address)}" alt="{escape(words)}" loading="lazy" class="ma-image">'
        )
    outward = _OUTWARD.match(written) and _address(written, env["links"])
    return f'<a href="{escape(outward)}">{escape(words)}</a>' if outward else escape(words)
