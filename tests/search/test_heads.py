"""What people have in their heads: questions in their own words, by class, over other towns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from search_engine import Engine
from search_questions import mean, measure, read_questions, write_town_index


@pytest.mark.parametrize("file", ["heads.yml", "strangers.yml", "newcomers.yml"])
def test_people_find_what_they_mean(
    file: str, tmp_path: Path, start_engine: Callable[[Path], Engine]
) -> None:
    questions = read_questions(file)
    towns = {one.town for one in questions}
    engines = {town: start_engine(write_town_index(town, tmp_path / town)) for town in towns}
    for aside in (False, True):
        by_class, missed = measure(engines, [one for one in questions if one.aside == aside])
        rows = [row for found in by_class.values() for row in found]
        assert len(rows) > 50
        recall, success, rank = mean(rows)
        assert recall >= 0.95 and success >= 0.95 and rank >= 0.92, missed
