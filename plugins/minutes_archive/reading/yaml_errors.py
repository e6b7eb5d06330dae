"""What the YAML parser says -> what a clerk needs to hear, at the line that must be mended.

The parser tells where it could not go on, which often is another line than the one at fault, and
another fault. So the lines there are looked at first, for what people do: a dash of the wrong
kind, a blank that is none, a sign that YAML takes for its own. PyYAML's own parser and libyaml
word the same fault differently; both are known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import yaml

from minutes_archive.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class _Fault:
    """A parser's complaint: its words, where it met the fault, and where the thing began."""

    said: str
    line: int
    column: int
    opened: tuple[int, int]
    before: str
    character: str


# (how to know it, what it is, how to mend it, whether the mending is due where the thing began)
_Explanation = tuple[Callable[[_Fault], bool], str, str, bool]


def _says(*words: str) -> Callable[[_Fault], bool]:
    return lambda fault: any(word in fault.said for word in words)


def _is_tab(fault: _Fault) -> bool:
    return "tab character" in fault.said or ("any token" in fault.said and fault.character == "\t")


def _is_out_of_line(fault: _Fault) -> bool:
    wrong = "<block end>" in fault.said or "expected key" in fault.said
    return wrong and not fault.before.strip()


_EXPLANATIONS: tuple[_Explanation, ...] = (
    (_is_tab, "raden börjar med en tabb", "använd mellanslag, inte tabb", False),
    (
        _says("any token"),
        "ett värde som börjar med ett tecken med särskild betydelse",
        "sätt värdet inom citattecken",
        False,
    ),
    (
        _says("scanning a quoted scalar"),
        "ett citattecken avslutas aldrig",
        "avsluta texten med samma tecken som den börjar med",
        True,
    ),
    (
        _says("parsing a flow"),
        "en klammer avslutas aldrig, eller ett komma saknas i den",
        "avsluta med ] eller }",
        True,
    ),
    (
        _says("mapping values are not allowed"),
        "kolon inne i ett värde",
        "sätt värdet inom citattecken",
        False,
    ),
    (
        _says("could not find expected ':'"),
        "raden saknar kolon efter nyckeln",
        "skriv nyckel: värde",
        True,
    ),
    (
        _says("expected '-'", "parsing a block collection"),
        "raden har fel indrag i en lista",
        "rada upp strecken",
        False,
    ),
    (_is_out_of_line, "raden har fel indrag", "rada upp den med raderna ovanför", False),
    (
        _says("<block end>", "expected key"),
        "text efter ett avslutande citattecken eller en klammer",
        "sätt hela värdet inom citattecken och skriv ' i texten som ''",
        False,
    ),
    (
        _says("sequence entries are not allowed"),
        "en lista på samma rad som nyckeln",
        "börja listan på en ny rad",
        False,
    ),
    (_says("undefined alias"), "ett värde som börjar med *", "sätt det inom citattecken", False),
    (_says("duplicate anchor"), "samma ankare (&) två gånger", "", False),
    (_says("another document"), "flera dokument i en fil (---)", "skriv ett möte per fil", False),
)


def explain(error: yaml.YAMLError, text: str, shown: str) -> Problem:
    """Return the problem behind an error that composing `text` raised."""
    if isinstance(error, yaml.reader.ReaderError):
        return _control_character(error, text, shown)
    said = str(getattr(error, "problem", "") or error)
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Problem(Place(shown), "E004", _CANNOT, _LOOK)
    opened = getattr(error, "context_mark", None) or mark
    lines = text.split("\n")
    line = (lines + [""] * mark.line)[mark.line]
    fault = _Fault(
        f"{getattr(error, 'context', None) or ''} {said}",
        mark.line + 1,
        mark.column + 1,
        (opened.line + 1, opened.column + 1),
        line[: mark.column],
        line[mark.column : mark.column + 1],
    )
    cause = _cause(fault, lines)
    if cause is not None:
        what = f"{_CANNOT}: {cause.what}"
        return Problem(Place(shown, cause.line, cause.column), "E004", what, cause.mend)
    for is_this, what, mend, from_opening in _EXPLANATIONS:
        if is_this(fault):
            place = Place(shown, *(fault.opened if from_opening else (fault.line, fault.column)))
            return Problem(place, "E004", f"{_CANNOT}: {what}", mend)
    return Problem(Place(shown, fault.line, fault.column), "E004", _CANNOT, _LOOK)


def slips(text: str, shown: str, lines: Iterable[int]) -> list[Problem]:
    """Return what is typed wrongly on some lines of a file, from 1, that YAML could read.

    A key after a blank that is none, or an entry of a list after another dash, is a text to YAML.
    """
    written = text.split("\n")
    found = []
    for number in sorted({near for line in lines for near in (line, line + 1)}):
        cause = _slip(written, number) if 0 < number <= len(written) else None
        if cause is not None:
            found.append(Problem(Place(shown, cause.line, cause.column), "E004", *cause[2:]))
    return found


_CANNOT = "går inte att läsa som YAML"
_LOOK = "se på raden och raden ovanför: indrag, kolon, citattecken"

_MERGE = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$")
_BLANKS = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
_WRONG_BLANK = re.compile(
    rf"[ \t]*(?:- ?)?(?P<blank>[{_BLANKS}])|[ ]*(?:- )?[\w-]+:(?P<after>[{_BLANKS}])"
)
_WRONG_DASH = re.compile(r"\s*(?P<dash>[–—−‐‑•·●])\s*\S")
_TIGHT_DASH = re.compile(r"\s*-(?P<key>[a-z_]+):(?:\s|$)")
_WIDE_COLON = re.compile(r"\s*(?:- )?[a-z_]+(?P<colon>[：﹕])")
_TIGHT_COLON = re.compile(r"\s*(?:- )?(?P<key>[a-z_]+):(?P<value>[^\s/:].*)")
_NO_COLON = re.compile(r"\s*(?:- )?(?P<key>[a-z_]+) (?P<value>[^\s:].*)")
_PAIR = re.compile(r"(?P<indent>\s*)(?P<dash>- +)?(?P<key>[\w-]+):(?: +(?P<value>\S.*?))?\s*$")
_ENTRY = re.compile(r"(?P<indent>\s*)- +(?P<value>\S.*?)\s*$")
_BLOCK = re.compile(r"\s*(?:- +)?[\w-]+: *[|>][-+0-9]*\s*$")
# Which signs of YAML a value may not begin with.
_SIGNS = frozenset("*&>|@`%!?,]}[{-#\"'")


_COMMON_KEYS = re.compile(
    "format|body|date|time|place|kind|status|title|source|recorded_by|attested_by|present|absent"
    "|name|role|items|number|content|text|heading|decision|follow_up|deferred|reference"
)


class _Cause(NamedTuple):
    line: int
    column: int
    what: str
    mend: str


def _cause(fault: _Fault, lines: list[str]) -> _Cause | None:
    """Return what is wrong on the lines where the parser stopped, if it is plain to see."""
    for number, line in enumerate(lines, start=1):
        if _MERGE.match(line):
            return _Cause(
                number,
                1,
                "en konflikt mellan två versioner av filen är inte löst",
                "behåll den ena versionen av raderna mellan <<<<<<< och >>>>>>>, ta bort märkena",
            )
    if _is_tab(fault) or "duplicate anchor" in fault.said:
        return None
    above = range(min(fault.line - 1, len(lines)), 0, -1)
    before = next((n for n in above if lines[n - 1].strip()), 0)
    for number in dict.fromkeys([fault.line, before, fault.opened[0]]):
        found = _slip(lines, number) if 0 < number <= len(lines) else None
        if found is not None:
            return found
    if not 0 < fault.line <= len(lines):
        return None
    line = lines[fault.line - 1]
    return (
        _outside_block(fault, lines)
        or _out_of_line(fault, lines, before)
        or _special_value(fault, line)
    )


def _slip(lines: list[str], number: int) -> _Cause | None:
    """Return a slip of the hand on a line, from 1."""
    line = lines[number - 1]
    blank = _WRONG_BLANK.match(line)
    if blank:
        at = blank.start("blank") if blank["blank"] else blank.start("after")
        return _Cause(
            number,
            at + 1,
            f"ett blanksteg som inte är ett vanligt (U+{ord(line[at]):04X})",
            "ta bort det och skriv vanliga mellanslag",
        )
    dash = _WRONG_DASH.match(line)
    if dash:
        return _Cause(
            number,
            dash.start("dash") + 1,
            f'raden börjar med "{dash["dash"]}", som inte är det streck som börjar en post',
            f"skriv - i stället för {dash['dash']}",
        )
    tight = _TIGHT_DASH.match(line)
    if tight:
        what = "mellanslag saknas efter strecket"
        return _Cause(number, tight.start("key") + 1, what, f"skriv - {tight['key']}:")
    wide = _WIDE_COLON.match(line)
    if wide:
        what = f'"{wide["colon"]}" är inte ett vanligt kolon'
        return _Cause(number, wide.start("colon") + 1, what, "skriv : och ett mellanslag")
    missing = _NO_COLON.match(line)
    if missing and _COMMON_KEYS.fullmatch(missing["key"]):
        mend = f"skriv {missing['key']}: {missing['value'].strip()}"
        return _Cause(number, missing.end("key") + 1, "kolon saknas efter nyckeln", mend)
    tight = _TIGHT_COLON.match(line)
    if tight:
        what = "mellanslag saknas efter kolonet"
        mend = f"skriv {tight['key']}: {tight['value'].strip()}"
        return _Cause(number, tight.start("value") + 1, what, mend)
    return None


def _outside_block(fault: _Fault, lines: list[str]) -> _Cause | None:
    """Return the line of a text that is indented less than the text's first line."""
    if "could not find expected ':'" not in fault.said and "expected key" not in fault.said:
        return None
    for number in dict.fromkeys((fault.opened[0], fault.line)):
        line = lines[number - 1] if number <= len(lines) else ""
        if not line.strip() or _PAIR.match(line) or _ENTRY.match(line):
            continue
        above = next((n for n in range(number - 1, 0, -1) if _BLOCK.match(lines[n - 1])), 0)
        first = lines[above] if above else ""
        indent = len(first) - len(first.lstrip(" "))
        key = _PAIR.match(lines[above - 1]) if above else None
        if key and indent <= (inside := len(key["indent"]) + len(key["dash"] or "")):
            indent = inside + 2
        if above and 0 <= len(line) - len(line.lstrip(" ")) < indent:
            return _Cause(
                number,
                len(line) - len(line.lstrip(" ")) + 1,
                f"raden har mindre indrag än texten som börjar på rad {above + 1}",
                f"skriv {indent} mellanslag före den om den hör till texten",
            )
        missing = _NO_COLON.match(line)
        if missing:
            what, at = "kolon saknas efter nyckeln", missing.end("key") + 1
            return _Cause(number, at, what, f"skriv {missing['key']}: {missing['value'].strip()}")
    return None


def _out_of_line(fault: _Fault, lines: list[str], before: int) -> _Cause | None:
    """Return a key that is not in line with the keys above it."""
    pair = _PAIR.match(lines[fault.line - 1])
    if (
        pair is None
        or not before
        or lines[fault.line - 1][: fault.column - 1].strip("- ")
        not in (
            "",
            pair["key"],
        )
    ):
        return None
    own = len(pair["indent"])
    levels: list[int] = []
    for number in range(before, 0, -1):
        above = _PAIR.match(lines[number - 1])
        if above is None:
            continue
        if not pair["dash"]:
            levels.append(len(above["indent"]) + len(above["dash"] or ""))
        elif above["dash"]:
            levels.append(len(above["indent"]))
        if len(above["indent"]) == 0 or len(levels) > 12:
            break
    wanted = sorted(set(levels), key=lambda level: (abs(level - own), level))
    if not wanted or own in wanted:
        return None
    return _Cause(
        fault.line,
        own + 1,
        f"raden har fel indrag: {own} mellanslag",
        f"skriv {wanted[0]} mellanslag före {pair['dash'] or ''}{pair['key']}:",
    )


def _special_value(fault: _Fault, line: str) -> _Cause | None:
    """Return a value that begins with a sign of YAML's, or holds a colon, and how to write it."""
    pair = _PAIR.match(line) or _ENTRY.match(line)
    if pair is None or not pair["value"]:
        return None
    value = pair["value"]
    key = f"{pair['key']}: " if "key" in pair.re.groupindex else "- "
    block = re.match(r"[|>][-+]?\s+\S", value)
    if block and value.count("|") == 1 and key.startswith("text"):
        what = f"texten börjar på samma rad som {value[0]}"
        mend = f"skriv {key}{value[0]} och texten på raderna under, med indrag"
        return _Cause(fault.line, pair.start("value") + 1, what, mend)
    if value.startswith("- "):
        return None
    quote = value[0] if value[0] in "\"'" else ""
    inside = value[1:-1] if quote and len(value) > 1 and value.endswith(quote) else ""
    column = pair.start("value") + 1
    if inside and inside.count(quote) % 2:
        column = fault.column
        what, value = f"tecknet {quote} inne i ett värde som står inom {quote}", inside
    elif inside and quote == '"' and "\\" in inside and quote not in inside:
        what, value = "ett \\ inom citattecken betyder något annat för YAML", inside
    elif value[0] in _SIGNS:
        what = f"värdet börjar med {value[0]}, som betyder något särskilt för YAML"
        column = fault.column if quote else column
    elif ": " in value or value.endswith(":"):
        what, column = "kolon inne i ett värde", fault.column
    else:
        return None
    return _Cause(fault.line, column, what, f"skriv {key}{quoted(value)}")


def quoted(value: str) -> str:
    """Return a value as YAML reads it whole, in quotes."""
    if "'" not in value:
        return f"'{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _control_character(error: yaml.reader.ReaderError, text: str, shown: str) -> Problem:
    before = text[: error.position]
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    found = error.character
    number = ord(found) if isinstance(found, str) else int(found)
    return Problem(
        Place(shown, line, column),
        "E004",
        f"styrtecknet U+{number:04X} får inte finnas här",
        "ta bort det",
    )
