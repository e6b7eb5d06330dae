"""The inputs of a meeting's pages do not depend on which pages were asked for before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.synthetic import write_archive
from minutes_archive.caching import Readings
from minutes_archive.loading import load_archive
from minutes_archive.pages import Renderer, inputs
from minutes_archive.pages.inputs import PageInputs
from minutes_archive.publishing.digests import archive_digests


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], PageInputs]:
    """Return what makes the inputs of an archive whose tasks run through many meetings."""
    folder = tmp_path_factory.mktemp("minutes")
    write_archive(folder, 120, 3)
    readings = Readings()
    archive, _ = load_archive(folder, readings)
    digests = archive_digests(archive, readings, "")

    def made() -> PageInputs:
        found = Renderer(archive, digests=digests).inputs
        assert found is not None
        return found

    return made


def test_what_a_page_shows_is_told_whole(fresh: Callable[[], PageInputs]) -> None:
    """Several meetings show one task; each shows all meetings that report on it."""
    one_by_one, together = {}, fresh()
    for meeting in together._archive.meetings:
        alone = fresh()
        assert alone.of_meeting(meeting) == together.of_meeting(meeting)
        one_by_one |= alone.around
    assert together.around == one_by_one
    assert len(one_by_one) == 120


def test_a_page_that_shows_very_many_meetings_tells_none(
    fresh: Callable[[], PageInputs], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "MOST_SHOWN", 12)
    some = fresh()
    for meeting in some._archive.meetings:
        some.of_meeting(meeting)
    assert 0 < len(some.around) < 120
    assert max(map(len, some.around.values())) <= 12
