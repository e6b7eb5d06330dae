"""Identity numbers are found in every way they are written, and other numbers are let be."""

from __future__ import annotations

import datetime as dt
import logging
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes_archive.commandline.terminal import print_line
from minutes_archive.personal_data.finding import (
    PersonalDataKind,
    find_personal_data,
    without_identity_numbers,
)
from minutes_archive.personal_data.logs import mask_logs
from personal_data.number_lines import LINES, check_digit, other_lines, true_lines

NUMBERS = (PersonalDataKind.IDENTITY_NUMBER, PersonalDataKind.LOOK_ALIKE)


def kinds(text: str) -> list[PersonalDataKind]:
    return [found.kind for found in find_personal_data(text)]


@pytest.mark.parametrize(
    "number",
    [
        "811218-9876",
        "19811218-9876",
        "8112189876",
        "198112189876",
        "811218+9876",
        "811218 9876",
        "811278-9873",
        "811218\N{EN DASH}9876",
        "811218\N{NON-BREAKING HYPHEN}9876",
        "811218\N{MINUS SIGN}9876",
        "811218\N{SOFT HYPHEN}9876",
        "811218\N{NO-BREAK SPACE}9876",
        "811218-\n          9876",
        "811218 - 9876",
        "1981-12-18-9876",
        "81-12-18-9876",
        "811218\\-9876",
        "811218-**9876",
        "8112**18-98**76",
        "811218&#45;9876",
        "811218&ndash;9876",
        "811218&nbsp;9876",
        "811218&shy;9876",
        "811218-\u200b9876",
        "8112\u00ad189876",
        "811218-\u202e9876",
        "[811218](https://a.example/b)-9876",
        "811218<!-- -->-9876",
        "<b>811218</b>-9876",
        "811218\n          9876",
        "\uff18\uff11\uff11\uff12\uff11\uff18\uff0d\uff19\uff18\uff17\uff16",
        "\u0668\u0661\u0661\u0662\u0661\u0668-\u0669\u0668\u0667\u0666",
    ],
)
def test_an_identity_number_is_found_and_masked(number: str) -> None:
    found = list(find_personal_data(f"Ärendet gäller {number}, se bilaga."))
    assert [entry.kind for entry in found] == [PersonalDataKind.IDENTITY_NUMBER]
    before = next(at for at, sign in enumerate(number) if sign.isdigit())
    assert found[0].start == len("Ärendet gäller ") + before
    assert "9876" not in found[0].shown
    assert "9873" not in found[0].shown


def test_a_wrong_check_digit_is_a_look_alike() -> None:
    assert kinds("811218-9875") == [PersonalDataKind.LOOK_ALIKE]


@pytest.mark.parametrize(
    "text",
    [
        "212000-2882",
        "2020-11-20 8.30",
        "2020-11-20, 2021-01-14",
        "2017/KS 0001 001",
        "Dnr FKF 2022/0014 340",
        "Kollektivtrafikplan 2050",
        "kl. 13.00-15.00",
        "2023-2030",
        "1 250 000 kr",
        "30/02.02/2022 Arbetsplan",
        "Ärende 130/02.02.01/2022",
    ],
)
def test_other_numbers_are_let_be(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize("number", ["08-535 31 031", "070-123 45 67", "+46 8 535 31 031"])
def test_phone_numbers_are_found(number: str) -> None:
    assert kinds(f"Ring {number}.") == [PersonalDataKind.PHONE]


def test_addresses_are_found() -> None:
    found = list(find_personal_data("Svara till berit.lind@gmail.example."))
    assert [(entry.kind, entry.shown) for entry in found] == [
        (PersonalDataKind.EMAIL, "berit.lind@gmail.example")
    ]


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2025, 12, 31)),
    st.integers(0, 999),
    st.sampled_from(["", "-", "+", " ", "\N{EN DASH}"]),
    st.booleans(),
)
def test_every_right_number_is_found(date: dt.date, serial: int, sign: str, century: bool) -> None:
    digits = f"{date:%y%m%d}{serial:03}"
    total = sum(sum(divmod(int(d) * (2 - i % 2), 10)) for i, d in enumerate(digits))
    number = f"{date:%Y}"[:2] * century + digits[:6] + sign + digits[6:] + str(-total % 10)
    assert PersonalDataKind.IDENTITY_NUMBER in kinds(f"Personen ({number}) deltog")


@given(st.text())
def test_any_text_is_searched_without_fault(text: str) -> None:
    for found in find_personal_data(text):
        assert 0 <= found.start < len(text)


@pytest.mark.parametrize(
    "text",
    ["811218-9876", "kod 8112189876 och 1981-12-18-9876", "8112**18-98**76", "\uff18\uff11" * 9],
)
def test_masking_leaves_nothing_to_find(text: str) -> None:
    masked = without_identity_numbers(text)
    assert [kind for kind in kinds(masked) if kind is PersonalDataKind.IDENTITY_NUMBER] == []
    assert "9876" not in masked


def test_very_many_numbers_and_very_long_words_take_little_time() -> None:
    """Both would take minutes if the time grew with the square of the length."""
    assert len(kinds("811218-9876 " * 4_000)) == 4_000
    assert kinds("x" * 300_000 + " @") == []


def test_of_a_thousand_lines_with_a_number_each_is_found_and_masked() -> None:
    lines = list(true_lines())
    assert len(lines) == LINES
    for line in lines:
        assert PersonalDataKind.IDENTITY_NUMBER in kinds(line), line
        left = [kind for kind in kinds(without_identity_numbers(line)) if kind in NUMBERS]
        assert left == [], line


def test_of_a_thousand_lines_with_other_numbers_none_stops_a_build() -> None:
    lines = list(other_lines())
    assert len(lines) == LINES
    assert [line for line in lines if PersonalDataKind.IDENTITY_NUMBER in kinds(line)] == []
    # Those that are no date with a right check digit are not even mentioned.
    assert sum(not set(kinds(line)) & set(NUMBERS) for line in lines) > 400


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("811218-T123", PersonalDataKind.IDENTITY_NUMBER),
        ("000101-R220", PersonalDataKind.IDENTITY_NUMBER),
        ("19811218K123", PersonalDataKind.IDENTITY_NUMBER),
        ("800060-9987", PersonalDataKind.IDENTITY_NUMBER),
        ("Personnummer 8112189876", PersonalDataKind.IDENTITY_NUMBER),
        ("OCR 8112189876", PersonalDataKind.LOOK_ALIKE),
        ("Personnr 811 218 98 76", PersonalDataKind.IDENTITY_NUMBER),
        ("MBN 2001-12-18-9875", None),
        ("Befolkning 2022-12-31 9876", PersonalDataKind.LOOK_ALIKE),
        ("SE811218987601", PersonalDataKind.IDENTITY_NUMBER),
        ("⁸¹¹²¹⁸-⁹⁸⁷⁶", PersonalDataKind.IDENTITY_NUMBER),
        ("⑧①①②①⑧-⑨⑧⑦⑥", PersonalDataKind.IDENTITY_NUMBER),
        ("8.1.1.2.1.8.9.8.7.6", PersonalDataKind.IDENTITY_NUMBER),
        ("åttioett tolv arton nittioåtta sjuttiosex", PersonalDataKind.IDENTITY_NUMBER),
        ("(åttioett tolv arton nittioåtta sjuttiosex)", PersonalDataKind.IDENTITY_NUMBER),
        ("åttioett tolv arton nittioåtta sjuttiosex; se ovan", PersonalDataKind.IDENTITY_NUMBER),
        ("åttioett tolv arton nittioåtta sjuttiosexhundra", None),
        ("åtta, ett, ett, två, ett, åtta, nio, åtta, sju, sex", PersonalDataKind.IDENTITY_NUMBER),
        ("reservnummer 991981121234", PersonalDataKind.IDENTITY_NUMBER),
        ("991981121234", None),
        ("ett till två, tre av fem och sex av nio", None),
        ("intyg8112189876.pdf", PersonalDataKind.LOOK_ALIKE),
        ("a8112189876f", None),
        ("f. 8112189876", PersonalDataKind.IDENTITY_NUMBER),
        ("993afb8e-c398-4529-a567-f670507a110a", None),
    ],
)
def test_context_and_form_decide(text: str, kind: PersonalDataKind | None) -> None:
    expected = {
        "800060-9987": f"800060-998{check_digit('800060998')}",
        "Befolkning 2022-12-31 9876": f"Befolkning 2022-12-31 987{check_digit('221231987')}",
    }.get(text, text)
    assert [found for found in kinds(expected) if found in NUMBERS] == ([kind] if kind else [])


def test_terminal_and_logs_are_masked(capsys: pytest.CaptureFixture[str]) -> None:
    print_line("Skrev minutes/styrgruppen/811218-9876.pdf")
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler(sys.stderr)
    logger.addHandler(handler)
    try:
        mask_logs()
        logging.getLogger("mkdocs.structure").warning("no page %s", "19811218-9876.md")
    finally:
        logger.removeHandler(handler)
    told = capsys.readouterr().err
    assert "1981****-****.md" in told
    assert "9876" not in told


@pytest.mark.parametrize("sign", ["-", "+", "--", "/"])
def test_blanks_around_a_sign_hide_no_number(sign: str) -> None:
    assert kinds(f"Anna 811218 {sign} 9876.") == [PersonalDataKind.IDENTITY_NUMBER]
