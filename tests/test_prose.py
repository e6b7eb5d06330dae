"""Texts of the minutes: what a reader would not see as written is told, and nothing else is."""

from __future__ import annotations

import pytest

from minutes_archive import prose
from minutes_archive.prose import (
    goals_of,
    plain_text,
    prose_findings,
    summary_text,
    without_comments,
)


def told(text: str) -> list[tuple[int, str]]:
    return [(finding.line, finding.code) for finding in prose_findings(text)]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        # minus and plus signs
        ("- 500 tkr", 0, "E141"),
        ("Resultat:\n- 500 tkr", 1, "E141"),
        ("- 500 tkr avvikelse mot budget", 0, "E141"),
        ("+ 2,5 %", 0, "E141"),
        ("- 12,5\n- 13,0", 0, "E141"),
        ("Resultat\n\n- 3 procent", 2, "E141"),
        ("- 200 tkr till kultur\n- 300 tkr till idrott", 0, "W141"),
        ("> 65 år", 0, "E141"),
        (">65 år", 0, "E141"),
        (">= 65 år", 0, "E141"),
        ("Rad\n-", 1, "E141"),
        # numbers, headings, rules
        ("007. Bond", 0, "E141"),
        ("Att ge uppdraget\n# 3 till kansliet", 1, "E141"),
        ("## Kursen C #", 0, "E141"),
        ("# 3 till kansliet", 0, "E141"),
        ("* 5 procent *", 0, "E141"),
        ("#", 0, "E141"),
        ("Två rader\nsom blir rubrik\n---", 2, "E141"),
        ("Pris*\n\n* exklusive moms", 2, "E141"),
        # backslashes
        ("Filen finns i G:\\_gemensam.", 0, "E141"),
        ("G:\\mapp\\_ny", 0, "E141"),
        ("\\\\server\\mapp", 0, "E141"),
        ("(\\\\server\\mapp\\x)", 0, "E141"),
        # tables
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", 2, "E141"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\nSumma tre", 3, "E141"),
        ("| a | b |\n| 1 | 2 |", 0, "E142"),
        ("| a | b | c |\n|---|---|\n| 1 | 2 | 3 |", 0, "E142"),
        ("a | b\n|---|---|---|\n1 | 2", 1, "E142"),
        ("Kommun\ttkr\nAlmvik\t5", 0, "E141"),
        ("Kommun\t\ttkr", 0, "E141"),
        ("Budget     500   300\nUtfall     400   200", 0, "E141"),
        # what is not supported
        ("Ja[^1].\n\n[^1]: Enligt lag.", 0, "E142"),
        ("[ord][x]\n\n[x]: https://x.example", 2, "E142"),
        ('[ord](https://x.example "titeln")', 0, "E142"),
        ("```text\nx\n```", 0, "E141"),
        ("<!-- glömd", 0, "W141"),
        ("glömd -->", 0, "W141"),
        ("Forskning &amp; utveckling", 0, "W141"),
        ("10&nbsp;000", 0, "W141"),
        # links and pictures
        ("[x](javascript:alert(1))", 0, "W143"),
        ("[x](ftp://x.example/y)", 0, "E143"),
        ("[bilaga](Bilaga 1.pdf)", 0, "W143"),
        ("[x](#)", 0, "E143"),
        ("![](karta.png)", 0, "E143"),
        ("![Karta](karta.svg)", 0, "E143"),
        ("![Karta](https://x.example/karta.png)", 0, "W143"),
        ("![Karta](bilder/karta.png)", 0, "E143"),
    ],
)
def test_what_would_be_lost_is_told_at_its_line(text: str, line: int, code: str) -> None:
    assert (line, code) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vanlig text om *budgeten* och **skatten**, 5 * 3 = 15.",
        "- ett\n- två\n  - två ett\n- tre",
        "Beslut:\n- att köpa\n- att sälja",
        "- 2023\n- 2024",
        "- 3 lärare anställs\n- 2 lärare slutar",
        "* 500 tkr",
        "−500 tkr och –500 tkr",
        "1. ett\n2. två\n\nText\n\n3. tre",
        "1) ett\n2) två",
        "# Rubrik\n\nText\n\n## Rubrik ##\n\nRubrik\n===\n",
        "***\n\nText\n\n---\n\nText",
        "| a | b |\n|:--|--:|\n| 1 | 2 |\n\nText",
        "a | b\n--|--\n1 | 2",
        "| a |\n|---|\n| x \\| y |",
        "| a | b |\n|---|---|\n| 1 |",
        "[x](https://x.example/å?b=c#d) <https://x.example> <namn@x.example>",
        "[bilaga](Bilaga.pdf) [två](<Bilaga 2.pdf>) [§ 3](styrgruppen/2022-02-03#punkt-3)",
        "[nedan](#punkt-3)",
        "![En karta](karta.png)",
        "> Så sade ordföranden.",
        "`kod` ~~struket~~",
        "rad ett  \nrad två\\\nrad tre",
        "Escaper: \\*stjärna\\* \\_streck\\_ 1\\. \\# \\[x\\] \\<y\\> G:\\\\mapp",
        "Sökväg G:\\mapp\\ny och 5 < 6 > 4, a_b_c, [hakar], {klamrar}, 50 %.",
        "kl. 9.00–11.00, §§ 1–4, 3 000 kr, 1:5, ½, ”citat”, 'citat', m³",
        "Anna Ek (M), Bo Alm (S)\nCaj Dahl (C)",
        "Slutsats: #hållbart och @anna & co.",
        "```\nkod\n```",
        "Ja: 5  \nNej: 3  \n",
        "a   b",
    ],
)
def test_ordinary_markdown_has_no_problem(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**Att** köpa [marken](https://x.example).", "Att köpa marken."),
        ("Att\n\n- köpa\n- sälja", "Att\n\n- köpa\n- sälja"),
        ("2. två\n5) fem", "2. två\n\n5) fem"),
        ("| Kommun | tkr |\n|---|--:|\n| Almvik | 5 |", "Kommun | tkr\nAlmvik | 5"),
        ("# Rubrik\ntext", "Rubrik\n\ntext"),
        ("![Karta](k.png) 5\\*3", "Karta 5*3"),
        ("ingen markering\nalls", "ingen markering\nalls"),
    ],
)
def test_plain_text_is_what_is_read(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a <!-- b --> c", "a  c"),
        ("a\n<!-- b\n\nb -->\nc", "a\nc"),
        ("<!-- b -->", ""),
        ("a <!-- b", "a <!-- b"),
        ("a <!----> b <!-- c -->d", "a  b d"),
    ],
)
def test_comments_are_taken_out(text: str, shown: str) -> None:
    assert without_comments(text) == shown


def test_goals_are_files_references_or_addresses() -> None:
    text = "[a](B%20ilaga.pdf) ![b](k.png)\n[c](lg-2020-11-20-5-1) [d](https://x.example) [e](#a)"
    assert [(g.line, g.file, g.reference, g.is_picture) for g in goals_of(text)] == [
        (0, "B ilaga.pdf", "", False),
        (0, "k.png", "", True),
        (1, "", "lg-2020-11-20-5-1", False),
        (1, "", "", False),
        (1, "", "", False),
    ]


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("Beslut:\n\n- att köpa,\n- att **inte** sälja.", "Beslut: att köpa, att inte sälja."),
        ("1. ett\n2. två", "1. ett 2. två"),
        ("Enligt tabell:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nSlut.", "Enligt tabell: … Slut."),
        ("Ingen\nmarkering  alls", "Ingen markering alls"),
        ("[Köpet](https://x.example) av 5*3*2", "Köpet av 5*3*2"),
    ],
)
def test_a_summary_stands_on_a_line(text: str, summary: str) -> None:
    assert summary_text(text) == summary


def test_the_links_of_a_text_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    tokens = prose._tokens
    monkeypatch.setattr(prose, "_tokens", lambda text: read.append(text) or tokens(text))
    text = "Se [bilagan](bilaga-21.pdf), som alla steg frågar efter."
    assert [[goal.file for goal in goals_of(text)] for _ in range(3)] == [["bilaga-21.pdf"]] * 3
    assert read == [text]
