"""The digest of a meeting's pages does not depend on which pages were asked for before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.synthetic import write_archive
from minutes_archive.caching import Readings
from minutes_archive.loading import load_archive
from minutes_archive.pages import Renderer
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


def test_a_digest_is_the_same_whatever_was_asked_for_before(
    fresh: Callable[[], PageInputs],
) -> None:
    """Several meetings show one task; each shows all meetings that report on it."""
    together = fresh()
    digests = [together.of_meeting(meeting) for meeting in together._archive.meetings]
    assert digests == [fresh().of_meeting(meeting) for meeting in together._archive.meetings]
    assert len(set(digests)) == 120
