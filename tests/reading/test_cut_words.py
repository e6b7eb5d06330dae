"""Words that YAML would take out of a value are told where they stand."""

from __future__ import annotations

import pytest

from minutes_archive.model import Text
from minutes_archive.problems import Problem
from minutes_archive.reading import parse_meeting

HEAD = "format: 1\nbody: styrgruppen\ndate: 2024-01-25\nstatus: published\n"
FILE = "minutes/styrgruppen/2024/2024-01-25.yml"


def problems(body: str) -> list[Problem]:
    return parse_meeting((HEAD + body).encode(), FILE, None)[1]


def told(body: str) -> list[tuple[int, int, str]]:
    return [(p.place.line - 4, p.place.column, p.code) for p in problems(body)]


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("title: Svar på motion om #cykla\nitems: [{title: A}]\n", 1, 26),
        ("items:\n  - title: Svar på motion #cykla\n", 2, 27),
        ("items:\n  - title: A\n    content:\n      - decision: Att ge # 3 till\n", 4, 26),
        ("items:\n  - title: A # utkast\n", 2, 14),
        ("items:\n  - title: A\n    content:\n      - text: | # 3\n          x\n", 4, 17),
        ("items:\n  - title: A\n    content:\n      - text: # 3\n          x\n", 4, 15),
        ("items:\n  - title: A\n    content:\n      - note: x\n        follow_up: B #2\n", 5, 22),
        ("items:\n  - {title: A #b\n    }\n", 2, 15),
        ("items:\n  - title: &A hej\n", 2, 12),
        ('items:\n  - title: "C:\\temp"\n', 2, 15),
        ('items:\n  - title: "C:\\ny"\n', 2, 15),
        ('items:\n  - title: "G:\\_gemensam"\n', 2, 15),
        ("place: Rum #4\nitems: [{title: A}]\n", 1, 12),
        ("recorded_by: Anna Ek #x\nitems: [{title: A}]\n", 1, 22),
        ("recorded_by: [Anna Ek, Bo #x\n  ]\nitems: [{title: A}]\n", 1, 27),
    ],
)
def test_cut_words_are_told_where_they_are_cut(body: str, line: int, column: int) -> None:
    assert (line, column, "E140") in told(body)


@pytest.mark.parametrize(
    "body",
    [
        "# om hela filen\ntitle: A#b # 3\n".replace(" # 3", "") + "items: [{title: A}]\n",
        'title: "Svar #cykla"  # en kommentar\nitems: [{title: A}]\n',
        "title: 'Svar #cykla'\nitems: [{title: A}]\n",
        "kind: notes # eller minutes\nitems: [{title: A}]\n",
        "items:\n  # en kommentar\n  - title: A\n    # en till\n    content: # och en\n"
        "      - text: |\n          # 3 är en rubrik\n          B\n",
        'items:\n  - title: "C:\\\\temp och \\"citat\\""\n',
        'items:\n  - title: A\n    content:\n      - decision: "Att a.\\nAtt b."\n',
        "items:\n  - title: A & B\n",
    ],
)
def test_comments_beside_words_are_fine(body: str) -> None:
    assert [problem for problem in problems(body) if problem.code != "W147"] == []


@pytest.mark.parametrize(
    ("lines", "told_at"),
    [
        (["att", "a) köpa", "b) sälja"], 5),
        (["direktionen beslutar", "1. köpa", "2. sälja"], 5),
        (["Beslut", "- köpa", "- sälja"], 5),
        (["att köpa", "att sälja", "att hyra"], 5),
        (["Fördelning", "| a | b |", "|---|---|", "| 1 | 2 |"], 5),
        (["Granvik: ja", "Åkerby: nej", "Tuna: avstår"], None),
    ],
)
@pytest.mark.parametrize("sign", ["", ">-", ">", "'", '"'])
def test_lines_that_folding_would_join_are_told(
    lines: list[str], told_at: int | None, sign: str
) -> None:
    first, *rest = lines
    if sign in ("'", '"'):
        value = [f" {sign}{first}", *rest[:-1], f"{rest[-1]}{sign}"]
    else:
        value = [f" {sign}", *lines] if sign else [f" {first}", *rest]
    body = (
        "items:\n  - title: A\n    content:\n      - decision:" + "\n          ".join(value) + "\n"
    )
    found = [line for line, _, code in told(body) if code == "E145"]
    if told_at is None:
        assert found or not sign  # in a plain value YAML refuses a second colon
    else:
        assert found == [told_at + sign.startswith(">")]


def test_a_wrapped_clause_is_no_list() -> None:
    text = "Direktionen beslutar efter en längre diskussion\n          att köpa marken\n"
    assert told(f"items:\n  - title: A\n    content:\n      - decision: {text}") == []


def test_the_line_of_a_text_is_that_of_the_file() -> None:
    body = (
        "items:\n  - title: A\n    content:\n      - text: |\n\n          <!-- dold\n"
        "          rad -->\n          Resultat:\n          - 500 tkr\n"
    )
    assert told(body) == [(9, 11, "E141")]
    folded = body.replace("|", ">-")
    assert [code for *_, code in told(folded)] == []


def test_comments_in_texts_reach_nobody() -> None:
    body = 'items:\n  - title: "A <!-- x -->"\n    content:\n      - text: "B <!-- y -->"\n'
    meeting, found = parse_meeting((HEAD + body).encode(), FILE, None)
    assert found == []
    assert meeting is not None
    assert meeting.items[0].title == "A"
    (text,) = meeting.items[0].content
    assert isinstance(text, Text)
    assert text.markdown == "B"


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("Svar på motion om #cykla", "Svar på motion om #cykla"),
        ("Att ge uppdraget # 3 till kansliet.", "Att ge uppdraget # 3 till kansliet."),
        ("Barnets 'egen' dag #1", "Barnets 'egen' dag #1"),
    ],
)
def test_the_hint_holds_the_whole_value(written: str, whole: str) -> None:
    text = "    content: [{text: x}]\n"
    (problem,) = problems(f"items:\n  - title: {written}\n{text}")
    right = problem.hint.removeprefix("skriv ").removesuffix(", eller kommentaren på en egen rad")
    meeting, found = parse_meeting(f"{HEAD}items:\n  - title: {right}\n{text}".encode(), FILE, None)
    assert found == []
    assert meeting is not None
    assert meeting.items[0].title == whole
