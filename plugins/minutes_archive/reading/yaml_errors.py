"""What the YAML parser says -> what a clerk needs to hear, at the line that must be mended.

PyYAML's own parser and libyaml word the same fault differently; both are known here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
        return Problem(Place(shown), "E004", f"går inte att läsa som YAML ({said})")
    opened = getattr(error, "context_mark", None) or mark
    line = (text.split("\n") + [""] * mark.line)[mark.line]
    fault = _Fault(
        f"{getattr(error, 'context', None) or ''} {said}",
        mark.line + 1,
        mark.column + 1,
        (opened.line + 1, opened.column + 1),
        line[: mark.column],
        line[mark.column : mark.column + 1],
    )
    for is_this, what, mend, from_opening in _EXPLANATIONS:
        if is_this(fault):
            place = Place(shown, *(fault.opened if from_opening else (fault.line, fault.column)))
            return Problem(place, "E004", f"går inte att läsa som YAML: {what}", mend)
    place = Place(shown, fault.line, fault.column)
    return Problem(place, "E004", f"går inte att läsa som YAML ({said})")


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
