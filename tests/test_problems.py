"""Problems as values: their form, their order, and the nearest name."""

from __future__ import annotations

import pytest

from minutes_archive.problems import (
    Place,
    Problem,
    Severity,
    did_you_mean,
    has_errors,
    nearest,
    sort_problems,
)


@pytest.mark.parametrize(
    ("place", "hint", "expected"),
    [
        (Place("a.yml", 3, 9), "rätta", "a.yml:3:9 E104 okänd – rätta"),
        (Place("a.yml", 3), "", "a.yml:3:1 E104 okänd"),
        (Place("a.yml"), "", "a.yml E104 okänd"),
    ],
)
def test_form(place: Place, hint: str, expected: str) -> None:
    assert str(Problem(place, "E104", "okänd", hint)) == expected


def test_order_is_by_file_line_and_column_without_repeats() -> None:
    places = [Place("b", 1, 1), Place("a", 10, 1), Place("a", 9, 2), Place("a", 9, 1)]
    problems = [Problem(place, "E1", "x") for place in (*places, places[0])]
    assert [found.place for found in sort_problems(problems)] == places[::-1]


def test_only_errors_stop() -> None:
    warning, error = (Problem(Place("a"), code, "x") for code in ("W001", "E001"))
    assert (warning.severity, error.severity) == (Severity.WARNING, Severity.ERROR)
    assert not has_errors([warning])
    assert has_errors([warning, error])


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("Hudinge", ["Huddinge", "Haninge"], "Huddinge"),
        ("ALMVIK", ["almvik"], "almvik"),
        ("x", ["almvik", "bergsund"], ""),
        ("almvik", [], ""),
    ],
)
def test_nearest(word: str, candidates: list[str], expected: str) -> None:
    assert nearest(word, candidates) == expected


def test_a_hint_names_the_nearest_or_all_of_a_few() -> None:
    assert did_you_mean("almvick", ["bergsund", "almvik"]) == 'menade du "almvik"?'
    assert did_you_mean("x", ["b", "a"]) == "välj bland a, b"
    assert did_you_mean("x", [f"namn-{n}" for n in range(20)]) == ""
