"""The quick look at a text sees every number that the closer one is certain of."""

from __future__ import annotations

import html
import json
import random
import re
from collections.abc import Callable

import pytest

from minutes_archive.personal_data.finding import PersonalDataKind, find_numbers
from minutes_archive.personal_data.identity_numbers import PERSON_WORDS, SPEAKS_OF_A_PERSON
from minutes_archive.personal_data.quick_look import (
    has_word_of_a_person,
    may_hold_number,
    tells_of_birth,
)
from minutes_archive.privacy.finished_files import CleanParts, search_finished
from personal_data.number_lines import other_lines, true_lines

SPOKEN = "åttioett tolv arton nittioåtta sjuttiosex"
# What may stand in a number, beside it or in place of one of its signs.
BITS = (
    *("<b>", "</b>", '<i class="x">', "<!-- å -->", "<br>", "&shy;", "&#45;", "&nbsp;", "&#8203;"),
    *("*", "**", "`", "_", "__", "\\", "~", "[", "]", "](x)", "\u200b", "\u00ad", "\u2009", "\xa0"),
    *(" ", "\n   ", "\t", "-", "\u2013", "\u2212", "/", ".", ",", "=", "'", "\u00b7", "%2D", "%20"),
    *("å", "€", "|", '"', "&#56;", "%38", "\u0660", "\u0e59", "\u00b2", "sista ", "person", "01"),
)
FRAME = """\
<!doctype html>
<html><head>
<title>Provbygden</title>
<script type="application/ld+json">{data}</script>
<meta name="description" content="{attribute}">
</head><body>
<nav><a href="../siffror/">Siffror</a></nav>
<table>
<tr><th>{cell}</th>
<td>{next_cell}</td></tr>
</table>
<p>{text}</p>
<b>{line}</b>
<b>{next_line}</b>
</body></html>
"""
EMPTY = dict.fromkeys(
    ("data", "attribute", "cell", "next_cell", "text", "line", "next_line"), "Provord"
)


def certain(text: str) -> bool:
    return any(data.kind is PersonalDataKind.IDENTITY_NUMBER for data in find_numbers(text))


def numbers(path: str, content: str, clean: CleanParts | None = None) -> list[str]:
    found = search_finished(path, content.encode("utf-8", "surrogatepass"), clean)
    return sorted(one.number for one in found)


def used_to_the_frame() -> CleanParts:
    clean = CleanParts()
    assert clean.hold(FRAME.format(**EMPTY).encode())
    return clean


def test_every_number_in_every_spelling_is_seen() -> None:
    lines = [line for line in true_lines() if certain(line)]
    assert len(lines) > 900
    for line in (
        *lines,
        SPOKEN,
        SPOKEN.title(),
        SPOKEN.upper(),
        f"hon är {SPOKEN.replace(' ', ', ')}",
    ):
        assert may_hold_number(line), line
        assert may_hold_number(line, is_part=True), line


@pytest.mark.parametrize(
    "line",
    [
        "811218-98 76.01",
        "811218- 9876.01",
        "811218 - 9876\\7",
        "19811218\\sista 9876",
        "811218-98&#55;6\\7",
    ],
)
def test_numbers_with_what_only_looks_like_more_of_them_are_seen(line: str) -> None:
    assert certain(line)
    assert may_hold_number(line)


def test_numbers_that_are_broken_or_joined_anyhow_are_seen() -> None:
    r = random.Random(21)
    lines = [*true_lines(), *other_lines()]
    checked = 0
    for _ in range(3_000):
        line = r.choice(lines)
        for _ in range(r.choice((1, 1, 2, 3))):
            at = r.randrange(len(line) + 1)
            line = line[:at] + r.choice(BITS) + line[at:]
        if certain(line):
            checked += 1
            assert may_hold_number(line), line
    assert checked > 700


@pytest.mark.parametrize(
    "write",
    [
        lambda line: {"text": line},
        lambda line: {"text": html.escape(line)},
        lambda line: {"attribute": html.escape(line)},
        lambda line: {"data": json.dumps({"text": line}).replace("<", "\\u003c")},
    ],
    ids=["text", "escaped text", "attribute", "JSON"],
)
def test_a_page_with_a_known_frame_is_searched_as_one_never_seen(
    write: Callable[[str], dict[str, str]],
) -> None:
    clean = used_to_the_frame()
    lines = list(true_lines())
    for line in (*lines[::5], SPOKEN):
        page = FRAME.format(**(EMPTY | write(line)))
        assert numbers("a/index.html", page, clean) == numbers("a/index.html", page), line
    assert clean.hold(FRAME.format(**EMPTY).encode())


@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.ics", "a.xml", "a.md"])
def test_a_long_file_is_searched_to_its_end(name: str) -> None:
    filling = "Orden återkommer den 8 januari 1990 i punkt 5.\n" * 1_500
    for at in (0, 17_990, 18_000, 23_995, 24_000, 60_000, len(filling)):
        text = f"{filling[:at]} 811218-9876 {filling[at:]}"
        assert numbers(name, text) == ["8112189876"]


@pytest.mark.parametrize(
    "parts",
    [
        {"line": "811218", "next_line": "-9876"},
        {"cell": "Personnummer", "next_cell": "81 1218 98 76"},
        {"cell": "Personnummer", "next_cell": "8112189876"},
        {"cell": "1981-12-18", "next_cell": "de fyra sista är 9876"},
    ],
)
def test_a_number_in_parts_that_are_clean_one_by_one_is_found(parts: dict[str, str]) -> None:
    clean = used_to_the_frame()
    for key, words in parts.items():
        numbers("a/index.html", FRAME.format(**(EMPTY | {key: words})), clean)
    page = FRAME.format(**(EMPTY | parts))
    assert numbers("a/index.html", page, clean) == ["8112189876"]


def test_parts_that_may_hold_a_number_are_never_taken_for_clean() -> None:
    clean = CleanParts()
    page = FRAME.format(**(EMPTY | {"text": "811218-9876"})).encode()
    assert not any(clean.hold(page) for _ in range(3))


def test_a_closer_look_is_taken_at_new_words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0

    def look(text: str, *, is_part: bool = False) -> bool:
        nonlocal looked
        looked += len(text)
        return may_hold_number(text, is_part=is_part)

    monkeypatch.setattr("minutes_archive.privacy.finished_files.may_hold_number", look)
    clean = used_to_the_frame()
    counts = []
    for number in (50, 100):
        looked = 0
        for page in range(number):
            text = f"Beslut {number} {page}"
            assert numbers("a/index.html", FRAME.format(**(EMPTY | {"text": text})), clean) == []
        counts.append(looked)
    assert counts[1] < 2.1 * counts[0]
    assert counts[1] < 100 * 120


PHRASES = {word.replace("*", "").replace("_", " ") for word in PERSON_WORDS.split()}


@pytest.mark.parametrize("phrase", sorted(PHRASES))
@pytest.mark.parametrize(
    "form", [str, str.upper, "x {} y".format, "{}2001".format, "åäö {}:".format]
)
def test_every_word_of_a_person_is_seen_by_its_stem(
    phrase: str, form: Callable[[str], str]
) -> None:
    text = form(phrase)
    named = SPEAKS_OF_A_PERSON.search(re.sub(r"\d", " ", text))
    assert has_word_of_a_person(text.encode()) == bool(named)


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("f. 811218", True),
        ("f 811218", True),
        ("(F: 811218", True),
        ("a5f 9d56", False),
        ("chef 8", False),
    ],
)
def test_who_was_born_is_no_end_of_a_digest(text: str, born: bool) -> None:
    assert tells_of_birth(text.encode()) is born


def test_right_digits_are_a_number_only_where_a_word_says_so() -> None:
    clean = used_to_the_frame()
    by_chance = EMPTY | {"attribute": "di-2001-08-20-1-1"}
    assert clean.hold(FRAME.format(**by_chance).encode())
    for key in ("cell", "text"):
        clean.hold(FRAME.format(**(EMPTY | {key: "Hennes personnummer"})).encode())
        assert not clean.hold(FRAME.format(**(by_chance | {key: "Hennes personnummer"})).encode())
        assert not clean.hold(FRAME.format(**(by_chance | {key: "de fyra sista"})).encode())
    assert clean.hold(FRAME.format(**by_chance).encode())
