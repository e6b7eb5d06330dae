"""Synthetic archives: sound, repeatable, and of the size asked for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.synthetic import write_archive
from minutes_archive.loading import load_archive


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*.yml"))
    }


def test_an_archive_has_the_meetings_and_decisions_asked_for(tmp_path: Path) -> None:
    told = write_archive(tmp_path, meetings=9, decisions_per_meeting=5, seed=3)

    archive, warnings = load_archive(tmp_path)
    assert told == len(archive.decisions) == 45
    assert len(archive.meetings) == 9
    # What the law asks of a publisher is nothing that a generator can know.
    assert {warning.code for warning in warnings} <= {"W901", "W902", "W903", "W904"}
    assert archive.tasks and archive.matter_entries and archive.topic_entries


def test_the_seed_alone_decides_the_words(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        write_archive(tmp_path / name, meetings=3, seed=seed)

    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "same")
    assert bytes_of(tmp_path / "one") != bytes_of(tmp_path / "other")


def test_an_archive_has_what_real_ones_have(tmp_path: Path) -> None:
    write_archive(tmp_path, meetings=150, decisions_per_meeting=4)

    archive, _ = load_archive(tmp_path)
    held = Counter(meeting.body for meeting in archive.meetings)
    assert max(held.values()) >= 3 * min(held.values())
    assert any(len(task.reports) > 2 for task in archive.tasks)
    assert {task.latest.follow_up.state.value for task in archive.tasks} > {"ongoing", "done"}
    assert max(len(entries) for entries in archive.matter_entries.values()) > 3
    people = Counter(person.name for meeting in archive.meetings for person in meeting.present)
    assert sum(1 for count in people.values() if count > 5) > 50
    attached = list(tmp_path.rglob("*-bilaga-*.txt"))
    assert 0 < len(attached) < 15
