"""Numbers and ids of items, decisions and follow-ups."""

from __future__ import annotations

from pathlib import Path

import pytest

from factories import codes, item, linked, meeting, problems_of

DAY = "styrgruppen/2022-01-01"


def decisions(*fixed: str) -> list[dict[str, str]]:
    return [
        {"decision": f"Att {n}.", **({"id": number} if number else {})}
        for n, number in enumerate(fixed)
    ]


@pytest.mark.parametrize(
    ("fixed", "numbers"),
    [
        pytest.param(["", "", ""], [1, 2, 3], id="running"),
        pytest.param(["2", "1"], [2, 1], id="both-fixed"),
        pytest.param(["", "1", ""], [2, 1, 3], id="around-a-fixed-one"),
        pytest.param(["7", ""], [7, 1], id="a-gap"),
        pytest.param(["sg-2022-01-01-1-3", ""], [3, 1], id="whole-id"),
    ],
)
def test_a_fixed_number_keeps_its_place(
    minutes: Path, fixed: list[str], numbers: list[int]
) -> None:
    archive = linked(minutes, {DAY: meeting("2022-01-01", item(*decisions(*fixed)))})
    found = [(entry.decision.number, entry.id) for entry in archive.decisions]
    assert found == [(number, f"sg-2022-01-01-1-{number}") for number in numbers]


@pytest.mark.parametrize("wrong", ["0", "x", "sg-2022-01-01-2-1", "1000"])
def test_a_number_that_does_not_fit_is_a_problem(minutes: Path, wrong: str) -> None:
    content = meeting("2022-01-01", item(*decisions(wrong)))
    assert codes(problems_of(minutes, {DAY: content})) == ["E115"]


def test_two_decisions_on_one_number_are_a_problem(minutes: Path) -> None:
    content = meeting("2022-01-01", item(*decisions("1", "1")))
    assert codes(problems_of(minutes, {DAY: content})) == ["E201"]


@pytest.mark.parametrize(
    ("number", "slug"),
    [("5", "5"), ("§ 12", "12"), ("23 A", "23-a"), ("4.2", "4-2"), ("Ö1", "o1")],
)
def test_numbers_as_printed_become_slugs(minutes: Path, number: str, slug: str) -> None:
    content = meeting("2022-01-01", item({"decision": "Att gå."}, number=number))
    archive = linked(minutes, {DAY: content})
    assert (archive.items[0].item.number, archive.items[0].item.slug) == (number, slug)
    assert archive.decisions[0].id == f"sg-2022-01-01-{slug}-1"


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        pytest.param(["1", "1"], ["E201"], id="twins"),
        pytest.param(["§ 1", "1"], ["E201"], id="same-slug"),
        pytest.param(["–", "2"], ["E115"], id="no-letter-or-digit"),
    ],
)
def test_item_numbers_that_cannot_be(
    minutes: Path, numbers: list[str], expected: list[str]
) -> None:
    items = [item({"text": "x"}, number=number) for number in numbers]
    assert codes(problems_of(minutes, {DAY: meeting("2022-01-01", *items)})) == expected


def test_follow_ups_count_within_their_item(minutes: Path) -> None:
    tasks = [{"follow_up": "Ett"}, {"text": "x"}, {"follow_up": "Två"}]
    content = meeting("2022-01-01", item(*tasks), item({"follow_up": "Tre"}))
    archive = linked(minutes, {DAY: content})
    assert [task.latest.id for task in archive.tasks] == [f"{DAY}#1/1", f"{DAY}#1/2", f"{DAY}#2/1"]
