"""The Markdown of the minutes: one parser, the text a reader sees, and what would be lost.

The clerk's words, signs and numbers are to stand on the page as they were written. Two things
see to that. The dialect leaves alone what Markdown would take for its own where minutes mean
the sign: `5*3*2` stays, a numbered list keeps its numbers, `&nbsp;`, setext rules and reference
definitions are text, indentation makes no code. And `prose_problems` compares what was written
with what is shown, and tells each place where a sign or a word would go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import escape as escape_rule
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

# Without any of these a text is paragraphs only and needs no parser (nine texts in ten).
MARKUP = re.compile(
    r"[\\`*_\[<#~|]|^\s*(?:>|[-+](?:\s|$)|\d+[.)](?:\s|$))|^\s*[-=]+\s*$|  $", re.MULTILINE
)

PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "avif"})
"""Endings of pictures that a text may show; SVG can run scripts."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_COMMENT_LINES = re.compile(r"^[ \t]*<!--(?:(?!-->).)*-->[ \t]*\n?", re.DOTALL | re.MULTILINE)
# A backslash before any other sign is a backslash.
_ESCAPABLE = frozenset("\\`*_{}[]()<>#+-.!|~&:")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong in a text: the line from 0, a code, what, and how to mend it (Swedish)."""

    line: int
    code: str
    what: str
    mend: str


def without_comments(text: str) -> str:
    """Return a text without `<!-- … -->`: it is for the clerk, and reaches no reader."""
    if "<!--" not in text:
        return text
    return _COMMENT.sub("", _COMMENT_LINES.sub("", text)).strip()


def new_parser() -> MarkdownIt:
    """Return a parser of the dialect; a renderer may add rules of its own to it."""
    parser = MarkdownIt("js-default", {"html": False, "typographer": False, "linkify": False})
    parser.disable(["code", "entity", "reference"])
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.at("escape", _escape)
    # Addresses stay as written here; whoever makes links of them quotes them.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Treat stars inside words and between digits as stars, as Markdown treats underscores."""
    marker = state.src[state.pos]
    if silent or marker not in "_*":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    after = state.pos + scanned.length
    neighbours = state.src[max(0, state.pos - 1) : state.pos] + state.src[after : after + 1]
    whole_words = marker == "_" or scanned.length == 1 or any(map(str.isdigit, neighbours))
    if marker == "*" and whole_words:
        scanned = state.scanDelims(state.pos, False)
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=scanned.can_open,
                close=scanned.can_close,
            )
        )
    state.pos = after
    return True


def _escape(state: StateInline, silent: bool) -> bool:
    following = state.src[state.pos + 1 : state.pos + 2]
    if following and isMdAsciiPunct(ord(following)) and following not in _ESCAPABLE:
        return False
    return bool(escape_rule(state, silent))


_PARSER = new_parser()


@lru_cache(maxsize=256)
def _tokens(text: str) -> Sequence[Token]:
    return tuple(_PARSER.parse(text))


# What readers see, as plain text ----------------------------------------------------------


@lru_cache(maxsize=2000)
def plain_text(text: str) -> str:
    """Return a text as it reads without markup: blocks on lines, cells parted by ` | `."""
    if not MARKUP.search(text):
        return text
    lines: list[str] = []
    row: list[str] = []
    marker = ""
    in_table = False
    for token in _tokens(text):
        match token.type:
            case "list_item_open":
                marker += f"{token.info}{token.markup} "
            case "inline" if in_table:
                row.append(_shown(token.children or ()))
            case "inline":
                lines.append(marker + _shown(token.children or ()))
                marker = ""
            case "fence":
                lines.append(token.content.strip("\n"))
            case "table_open" | "table_close":
                in_table = token.nesting == 1
            case "tr_close":
                lines.append(" | ".join(row).rstrip(" |"))
                row = []
        if token.nesting < 1 and token.level == 0 and token.type != "inline":
            lines.append("")
    return "\n".join(lines).strip()


@lru_cache(maxsize=2000)
def summary_text(text: str) -> str:
    """Return a text on one line for lists and titles: entries one after the other, no tables."""
    if not MARKUP.search(text):
        return " ".join(text.split())
    said: list[str] = []
    number = ""
    in_table = False
    for token in _tokens(text):
        match token.type:
            case "list_item_open" if token.info:
                number = f"{token.info}{token.markup} "
            case "table_open" | "table_close":
                in_table = token.nesting == 1
                said += ["…"] if in_table else []
            case "inline" if not in_table:
                said.append(number + _shown(token.children or ()))
                number = ""
            case "fence":
                said.append(token.content)
    return " ".join(" ".join(said).split())


def _shown(children: Sequence[Token]) -> str:
    said = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            said.append("\n")
        elif child.type == "image":
            said.append(_shown(child.children or ()))
        else:
            said.append(child.content)
    return "".join(said)


# Which lines stay lines --------------------------------------------------------------------

_ENTRY = re.compile(r"(?:\(?[a-zåäö]\)|\(?\d{1,3}\)|\(?[ivx]{1,4}\)|[-–—•]|§ ?\d+|\d{1,3}\.)\s")
_CLAUSE = re.compile(r"att\s", re.IGNORECASE)
_SPEAKER = re.compile(r"[A-ZÅÄÖ][^\s:]*(?: [^\s:]+){0,3}:\s")
_LINE_WIDTH = 60
_NAME_WIDTH = 45


def kept_breaks(lines: Sequence[str]) -> frozenset[int]:
    """Return after which lines of a paragraph, from 0, the line break means something.

    It does before entries of a list (`a) …`, `– …`, `att …`, `Granvik: …`) and between lines
    that are too short to have been broken for their length, such as names. Others come of
    editors that wrap lines, and are no more than blanks.
    """
    if len(lines) < 2:
        return frozenset()
    width = max(map(len, lines))
    names = width < _NAME_WIDTH and all(line[:1].isupper() for line in lines)
    return frozenset(
        number
        for number, (line, following) in enumerate(pairwise(lines))
        if names or _begins_an_entry(line, following, width)
    )


def _begins_an_entry(line: str, following: str, width: int) -> bool:
    if _ENTRY.match(following):
        return True
    for kind in (_CLAUSE, _SPEAKER):
        if kind.match(following):
            # A line may begin with such a word by chance, where the one before it was full.
            had_room = len(line) + 1 + len(following.split()[0]) <= width
            ended = line.endswith((":", ";", ",", ".")) or kind.match(line)
            return bool(had_room or ended or width < _LINE_WIDTH)
    return False


# What a text links to ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a link or a picture of a text leads, as written, and on which line from 0."""

    address: str
    line: int
    is_picture: bool = False

    @property
    def file(self) -> str:
        """The name of a file beside the minutes file, or "" where it leads elsewhere."""
        return file_of(self.address)

    @property
    def reference(self) -> str:
        """What of the archive it leads to, as a reference names it, or ""."""
        return reference_of(self.address)


def file_of(address: str) -> str:
    """Return the name of the file beside the minutes file that a link means, or ""."""
    name = unquote(address)
    if "/" in name or "#" in name or _SCHEME.match(name) or not _FILE_NAME.fullmatch(name):
        return ""
    return name


def reference_of(address: str) -> str:
    """Return the reference that a link within the archive makes, or ""."""
    if _SCHEME.match(address) or address.startswith(("#", "//")) or file_of(address):
        return ""
    return unquote(address)


_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_FILE_NAME = re.compile(r"[^/\\:*?\"<>|]+\.[A-Za-z0-9]{1,5}")
_OUTWARD = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)


def goals_of(text: str) -> Sequence[Goal]:
    """Return where the links and pictures of a text lead, in their order."""
    return _goals(text) if "](" in text else ()


@lru_cache(maxsize=10_000)
def _goals(text: str) -> tuple[Goal, ...]:
    """Read the links of a text once: which files a meeting has is asked by every step."""
    goals = []
    for token in _tokens(text):
        for line, child in _with_lines(token):
            if child.type == "link_open" and child.info != "auto":
                goals.append(Goal(str(child.attrs["href"]), line))
            elif child.type == "image":
                goals.append(Goal(str(child.attrs["src"]), line, is_picture=True))
    return tuple(goals)


def _with_lines(token: Token) -> Iterator[tuple[int, Token]]:
    """Yield the parts of an inline token, those within pictures too, each with its line."""
    line = token.map[0] if token.map else 0
    for child in token.children or ():
        yield line, child
        line += child.type in ("softbreak", "hardbreak")


# What would be lost ------------------------------------------------------------------------

# Signs that Markdown never takes for its own: with letters and digits they must all be shown.
_OWN_SIGNS = frozenset("*_`#>+-|~\\[]()!<:.={} \t\n")
_NUMBER = r"\d[\d \u00a0.,]*"
_MONEY = r"(?:[tkm]?kr|mn?kr|mdkr|[kmt]?sek|kronor|öre|eur|euro|€|%|procent|mil(?:jon|jard)(?:er)?)"
_AMOUNT = re.compile(rf"{_NUMBER}(?:{_MONEY}\b|%|€)?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_NO_LINK = re.compile(r"\]\(([^\n]+?)\)")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]^][^\]]*\]:\s+\S+", re.MULTILINE)
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_PASTED = re.compile(r"[^\s|]\t+[^\s|]")
_COLUMNS = re.compile(r"[^\s|.!?:] {3,}[^\s|]")
_PIPE = re.compile(r"(?<!\\)\|")
_DELIMITER = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?)?\s*|\s*\|\s*:?-+:?\s*")
_CLOSING_HASHES = re.compile(r"\s*(#{1,6})\s.*?\s(#+)\s*")
_EATEN = re.compile(r"\\[\\`*_{}\[\]()<>#+\-.!|~&:]")
_BACKSLASH = re.compile(r"(?<!\\)\\(?![\\`*_{}\[\]()<>#+\-.!|~&:\n]|$)")
_DRIVE = re.compile(r"(?<![^\W_])[A-Za-z]:\\(?!\\)")
_SHARE = re.compile(r"[^\w\\]*\\\\\w[^\\]*\\(?!\\)")


def prose_findings(text: str) -> list[Finding]:
    """Return what of a Markdown text a reader would not see as it is written."""
    found: list[Finding] = []
    lines = text.split("\n")
    found += _pasted_rows(lines)
    if "<!--" in text or "-->" in text:
        found.append(
            _at(
                text,
                text.find("<!--") if "<!--" in text else text.find("-->"),
                "W141",
                "en kommentar (<!-- … -->) som inte avslutas",
                "avsluta den med -->, eller ta bort den",
            )
        )
    for match in _ENTITY.finditer(text):
        found.append(
            _at(
                text,
                match.start(),
                "W141",
                f'"{match[0]}" visas som det är skrivet',
                "skriv tecknet självt",
            )
        )
    if not MARKUP.search(text):
        return _once(found)
    tokens = _tokens(text)
    found += _unsupported(text, tokens)
    found += _false_markers(lines, tokens)
    found += _tables(lines, tokens)
    found += _eaten_backslashes(lines)
    found += _bad_goals(tokens)
    if not any(finding.code == "E141" for finding in found):
        found += _lost_words(text, tokens)
    return _once(found)


def _once(found: list[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(found), key=lambda finding: finding.line)


def _at(text: str, position: int, code: str, what: str, mend: str) -> Finding:
    return Finding(text.count("\n", 0, position), code, what, mend)


def _pasted_rows(lines: list[str]) -> Iterator[Finding]:
    for number, line in enumerate(lines):
        wide = _COLUMNS.search(line) and (
            any(_COLUMNS.search(near) for near in lines[max(0, number - 1) : number])
            or any(_COLUMNS.search(near) for near in lines[number + 1 : number + 2])
        )
        if "|" in line or not (_PASTED.search(line) or wide):
            continue
        cells = [cell for cell in re.split(r"\t+| {3,}", line.strip()) if cell.strip()]
        row = " | ".join(cell.strip() for cell in cells)
        rule = "|---" * len(cells)
        yield Finding(
            number,
            "E141",
            "raden är delad i kolumner med tabbar eller blanksteg, som försvinner på sidan",
            f"gör en tabell: skriv | {row} |, och efter första raden {rule}|",
        )
        return


def _unsupported(text: str, tokens: Sequence[Token]) -> Iterator[Finding]:
    plain = [
        (line, child.content)
        for token in tokens
        for line, child in _with_lines(token)
        if child.type == "text"
    ]
    for line, content in plain:
        for match in _FOOTNOTE.finditer(content):
            yield Finding(
                line,
                "E142",
                f"fotnoter ({match[0]}) går inte att skriva",
                "skriv notens text inom parentes där den hör hemma",
            )
        for match in _NO_LINK.finditer(content):
            spaced = " " in match[1].strip()
            yield Finding(
                line,
                "W143",
                f'"{match[0][:60]}" blir ingen länk',
                f"skriv ](<{match[1].strip()}>)"
                if spaced
                else "länka till https, mailto, tel eller en fil",
            )
    for match in _DEFINITION.finditer(text):
        yield _at(
            text,
            match.start(),
            "E142",
            f'"{match[0].strip()[:60]}": länkar som skrivs på ett annat ställe fungerar inte',
            "skriv adressen direkt: [ord](adress)",
        )
    for token in tokens:
        line = token.map[0] if token.map else 0
        if token.type == "fence" and token.info.strip():
            yield Finding(
                line,
                "E141",
                f'"{token.info.strip()}" efter {token.markup} försvinner på sidan',
                f"ta bort det, eller flytta det till raden under {token.markup}",
            )
        for at, child in _with_lines(token):
            if child.type in ("link_open", "image") and child.attrs.get("title"):
                title = child.attrs["title"]
                yield Finding(
                    at,
                    "E142",
                    f'länkens titel "{title}" syns inte på sidan',
                    "skriv orden i texten i stället",
                )


def _false_markers(lines: list[str], tokens: Sequence[Token]) -> Iterator[Finding]:
    """Find signs at the beginning of a line that Markdown takes for a list, quote or heading."""
    lists: list[list[tuple[int, str, str]]] = []
    has_footnote_star = any(re.search(r"[\w)%] ?\*(?=[\s.,;:)]|$)", line) for line in lines)
    for number, token in enumerate(tokens):
        line = token.map[0] if token.map else 0
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append([])
            case "list_item_open":
                inner = tokens[number + 2] if number + 2 < len(tokens) else token
                content = inner.content.split("\n")[0] if inner.type == "inline" else ""
                lists[-1].append((line, token.markup, content))
                if token.info.startswith("0") and token.info != "0":
                    yield _number_changes(line, token.info + token.markup)
            case "bullet_list_close":
                yield from _signs_as_bullets(lists.pop(), has_footnote_star)
            case "ordered_list_close":
                lists.pop()
            case "blockquote_open":
                if re.match(r"\s*>\s*=?\s*\d", lines[line]):
                    yield Finding(
                        line,
                        "E141",
                        "tecknet > i början av raden blir ett citat och försvinner",
                        "skriv \\> om det är ett större-än-tecken",
                    )
            case "heading_open" if token.markup in ("=", "-"):
                under = (token.map[1] if token.map else line + 1) - 1
                if under - line > 1 or len(lines[under].strip()) < 3:
                    yield Finding(
                        under,
                        "E141",
                        f'raden "{lines[under].strip()[:20]}" gör raderna ovanför till en rubrik '
                        "och försvinner själv",
                        "skriv en tom rad före den, eller ta bort den",
                    )
            case "heading_open":
                yield from _false_heading(lines, line)


def _number_changes(line: int, number: str) -> Finding:
    return Finding(
        line,
        "E141",
        f'numret "{number}" i listan skulle visas som "{number.lstrip("0")}"',
        f"skriv \\ före skiljetecknet: {number[:-1]}\\{number[-1]}",
    )


def _signs_as_bullets(items: list[tuple[int, str, str]], footnote_star: bool) -> Iterator[Finding]:
    single = len(items) == 1
    for line, sign, content in items:
        starts = re.match(r"\d", content)
        if sign in "-+" and starts:
            amount = _AMOUNT.fullmatch(content.rstrip(" .;,"))
            bare = amount and not _YEAR.fullmatch(content.strip())
            name = "minustecknet" if sign == "-" else "plustecknet"
            written = f"{'−' if sign == '-' else chr(92) + '+'}{content}"
            mend = f"skriv {written[:40]} om det är ett tal, * {content[:40]} om det är en punkt"
            if single or bare:
                what = f'{name} i "{sign} {content[:40]}" blir en punkt i en lista och försvinner'
                yield Finding(line, "E141", what, mend)
            elif _AMOUNT.match(content) and re.match(rf"{_NUMBER}\s?{_MONEY}", content, re.I):
                what = f'"{sign} {content[:40]}" visas som en punkt i en lista, utan {name}'
                yield Finding(line, "W141", what, mend)
        elif sign == "*" and single and footnote_star:
            yield Finding(
                line,
                "E141",
                f'stjärnan i "* {content[:40]}" blir en punkt i en lista och försvinner',
                f"skriv \\* {content[:40]}",
            )
        elif not content and single and sign in "-+*":
            yield Finding(
                line, "E141", f'raden "{sign}" blir en tom punkt i en lista', f"skriv \\{sign}"
            )


def _false_heading(lines: list[str], line: int) -> Iterator[Finding]:
    written = lines[line].strip()
    after_text = line > 0 and lines[line - 1].strip()
    alone = not any(other.strip() for other in (*lines[:line], *lines[line + 1 :]))
    if (after_text or alone) and re.match(r"#\s+\d", written):
        yield Finding(
            line,
            "E141",
            f'tecknet # i "{written[:40]}" blir en rubrik och försvinner',
            f"skriv \\{written[:40]}, eller en tom rad före om det är en rubrik",
        )
    closing = _CLOSING_HASHES.fullmatch(lines[line])
    if closing and closing[1] != closing[2]:
        yield Finding(
            line,
            "E141",
            f'"{closing[2]}" i slutet av rubriken försvinner',
            f"skriv \\{closing[2]}",
        )
    if not written.strip("# "):
        yield Finding(line, "E141", f'raden "{written}" blir en tom rubrik', f"skriv \\{written}")


def _tables(lines: list[str], tokens: Sequence[Token]) -> Iterator[Finding]:
    columns = 0
    in_tables: set[int] = set()
    for token in tokens:
        first, last = token.map or (0, 0)
        if token.type == "table_open":
            in_tables |= set(range(first, last))
            columns = len(_cells(lines[first]))
        elif token.type == "tr_open" and columns:
            row = lines[first]
            if not _PIPE.search(row):
                yield Finding(
                    first,
                    "E141",
                    f'"{row.strip()[:40]}" direkt under tabellen blir en rad i den',
                    "skriv en tom rad efter tabellen",
                )
            elif len(_cells(row)) > columns:
                extra = " | ".join(_cells(row)[columns:])
                yield Finding(
                    first,
                    "E141",
                    f'raden har fler celler än tabellens rubriker: "{extra[:40]}" försvinner',
                    "lägg till en rubrik, eller skriv \\| om strecket hör till texten",
                )
    for number, line in enumerate(lines[:-1]):
        following = lines[number + 1]
        if number in in_tables or number + 1 in in_tables:
            continue
        if line.lstrip().startswith("|") and following.lstrip().startswith("|"):
            cells = _cells(lines[number])
            rule = "|---" * len(cells)
            yield Finding(
                number,
                "E142",
                "rader med | som inte blir någon tabell",
                f"skriv {rule}| på raden efter rubrikerna (lika många fält som de är)",
            )
            return
        if _DELIMITER.fullmatch(following) and "|" in following and "|" in line:
            yield Finding(
                number + 1,
                "E142",
                "tabellens rubriker och strecken under dem är olika många",
                f"skriv {'|---' * len(_cells(line))}|",
            )
            return


def _cells(row: str) -> list[str]:
    row = row.strip()
    row = row.removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return [cell.strip() for cell in _PIPE.split(row)]


def _eaten_backslashes(lines: list[str]) -> Iterator[Finding]:
    """Find paths of files: where some backslashes are shown and others are escapes."""
    for number, line in enumerate(lines):
        for word in line.split():
            path = _DRIVE.search(word) or _BACKSLASH.search(word)
            eaten = path and _EATEN.search(word.replace("\\\\", ""))
            if eaten or _SHARE.match(word):
                whole = word.replace("\\", "\\\\")
                yield Finding(
                    number, "E141", f'ett \\ i "{word[:60]}" försvinner', f"skriv {whole[:80]}"
                )


def _bad_goals(tokens: Sequence[Token]) -> Iterator[Finding]:
    for token in tokens:
        for line, child in _with_lines(token):
            if child.type == "image":
                yield from _bad_picture(line, child)
            elif child.type == "link_open":
                address = str(child.attrs["href"])
                if _SCHEME.match(address) and not _OUTWARD.match(address):
                    what = f'länken till "{address[:60]}" fungerar inte på webbplatsen'
                    yield Finding(line, "E143", what, "länka till https, mailto, tel eller en fil")
                elif not address.strip("#/ "):
                    what = "länken leder ingenstans"
                    yield Finding(line, "E143", what, "skriv adressen inom parentesen")


def _bad_picture(line: int, picture: Token) -> Iterator[Finding]:
    address = str(picture.attrs["src"])
    name = file_of(address)
    if name.rpartition(".")[2].lower() not in PICTURES:
        yield Finding(
            line,
            "W143" if _OUTWARD.match(address) else "E143",
            f'bilden "{address[:60]}" går inte att visa',
            "lägg den bredvid mötesfilen som PNG, JPEG, GIF, WebP eller AVIF och skriv dess namn",
        )
    elif not _shown(picture.children or ()).strip():
        yield Finding(
            line,
            "E143",
            f'bilden "{name}" saknar beskrivning för den som inte ser den',
            f"skriv vad den visar: ![beskrivning]({address})",
        )


def _lost_words(text: str, tokens: Sequence[Token]) -> Iterator[Finding]:
    """Compare letters, digits and signs that are nobody's markup, in order, as a last resort."""
    shown = [sign for sign in "".join(_everything(tokens)) if sign not in _OWN_SIGNS]
    at = 0
    for position, sign in enumerate(text):
        if sign in _OWN_SIGNS or sign.isspace():
            continue
        if at < len(shown) and shown[at] == sign:
            at += 1
            continue
        around = text[position : position + 30].split("\n")[0]
        yield _at(
            text,
            position,
            "E141",
            f'"{around}" försvinner eller flyttas på sidan',
            "skriv texten utan Markdowns tecken, eller \\ före dem",
        )
        return


def _everything(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield all words that rendering a text gives, in the order of the text, addresses too."""
    for token in tokens:
        if token.type == "list_item_open":
            yield token.info
        elif token.type == "fence":
            yield token.info
            yield token.content
        pending: list[tuple[str, bool]] = []
        for child in token.children or ():
            if child.type == "link_open":
                pending.append((str(child.attrs["href"]), child.info == "auto"))
            elif child.type == "link_close":
                address, automatic = pending.pop()
                yield "" if automatic else address
            elif child.type == "image":
                yield _shown(child.children or ())
                yield str(child.attrs["src"])
            else:
                yield child.content
