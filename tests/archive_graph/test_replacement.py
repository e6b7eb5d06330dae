"""Rings of decisions that replace each other are told; chains and forks are fine."""

from __future__ import annotations

from pathlib import Path

import pytest

from factories import codes, item, meeting, problems_of


@pytest.mark.parametrize(
    ("replaces", "rings"),
    [
        pytest.param({2: [1], 3: [2]}, 0, id="chain"),
        pytest.param({2: [1], 3: [1]}, 0, id="two-replace-one"),
        pytest.param({3: [1, 2]}, 0, id="one-replaces-two"),
        pytest.param({2: [1], 3: [1], 4: [2, 3]}, 0, id="diamond"),
        pytest.param({1: [1]}, 1, id="itself"),
        pytest.param({1: [2], 2: [1]}, 1, id="pair"),
        pytest.param({1: [2], 2: [3], 3: [1]}, 1, id="three"),
        pytest.param({1: [2], 2: [1], 3: [4], 4: [3]}, 2, id="two-rings"),
        pytest.param({4: [1], 1: [2], 2: [1]}, 1, id="a-tail-on-a-ring"),
    ],
)
def test_rings(minutes: Path, replaces: dict[int, list[int]], rings: int) -> None:
    prefix = "sg-2022-01-01-1"
    entries = [
        {"decision": f"Att {n}.", "replaces": [f"{prefix}-{goal}" for goal in replaces.get(n, [])]}
        for n in range(1, 5)
    ]
    problems = problems_of(
        minutes, {"styrgruppen/2022-01-01": meeting("2022-01-01", item(*entries))}
    )
    assert codes(problems) == ["E204"] * rings
    assert all(found.place.line for found in problems)


BY_ID, BY_ANCHOR = "sg-2022-01-01-1-{}", "styrgruppen/2022-01-01#beslut-1-{}"


@pytest.mark.parametrize("first", [BY_ID, BY_ANCHOR])
@pytest.mark.parametrize("second", [BY_ID, BY_ANCHOR])
@pytest.mark.parametrize("ring", [{1: 1}, {1: 2, 2: 1}, {1: 2, 2: 3, 3: 1}])
def test_a_ring_is_one_however_its_references_are_written(
    minutes: Path, first: str, second: str, ring: dict[int, int]
) -> None:
    entries = [
        {"decision": f"Att {n}.", "replaces": (first if n % 2 else second).format(ring[n])}
        for n in ring
    ]
    day = "styrgruppen/2022-01-01"
    problems = problems_of(minutes, {day: meeting("2022-01-01", item(*entries))})
    assert codes(problems) == ["E204"]


def test_a_long_chain_is_walked_without_recursion(minutes: Path) -> None:
    prefix = "sg-2022-01-01-1"
    entries = [{"decision": "Att 1."}]
    entries += [{"decision": f"Att {n}.", "replaces": f"{prefix}-{n - 1}"} for n in range(2, 2000)]
    entries[0]["replaces"] = f"{prefix}-1999"
    problems = problems_of(
        minutes, {"styrgruppen/2022-01-01": meeting("2022-01-01", item(*entries))}
    )
    assert codes(problems) == ["E204"]
