"""A draft never stops a site: its problems are warnings for the build, and themselves for check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factories import codes, item, meeting, write_archive
from minutes_archive.loading import ArchiveProblemsError, examine, load_archive
from minutes_archive.problems import Severity

PUBLISHED = {"styrgruppen/2024-01-25": meeting("2024-01-25")}
DRAFT: dict[str, Any] = {"status": "draft"}

BROKEN = [
    pytest.param(meeting("2024-03-01", body="okänd", **DRAFT), id="unknown-key-value"),
    pytest.param(meeting("2024-03-01", kind="protokoll", **DRAFT), id="unknown-word"),
    pytest.param(meeting("2024-03-01", tittel="x", **DRAFT), id="unknown-key"),
    pytest.param(meeting("2024-03-01", items=[], **DRAFT), id="no-items"),
    pytest.param(meeting("2024-03-01", item({"text": "- 500 tkr"}), **DRAFT), id="lost-minus"),
    pytest.param(
        meeting("2024-03-01", item({"decision": "A.", "replaces": "xx-2020-01-01-1-1"}), **DRAFT),
        id="reference",
    ),
    pytest.param(meeting("2024-03-01", source={"file": "a.pdf"}, **DRAFT), id="missing-file"),
    pytest.param("format: 1\nstatus: draft\ntitle: 'aldrig slut\n", id="broken-yaml"),
    pytest.param('format: 1\nstatus: "draft"\n\tx: 1\n', id="tab"),
    pytest.param("status: draft\n", id="nearly-empty"),
]


@pytest.mark.parametrize("draft", BROKEN)
def test_a_broken_draft_is_told_and_stops_nothing(tmp_path: Path, draft: Any) -> None:
    folder = write_archive(tmp_path, PUBLISHED)
    file = folder / "styrgruppen" / "2024" / "2024-03-01.yml"
    if isinstance(draft, dict):
        write_archive(tmp_path, {**PUBLISHED, "styrgruppen/2024-03-01": draft})
        if draft["body"] == "okänd":
            file.write_text(file.read_text("utf-8").replace("styrgruppen", "okänd"), "utf-8")
    else:
        file.write_text(draft, "utf-8")
    _, checked = examine(folder)
    errors = [problem for problem in checked if problem.severity is Severity.ERROR]
    assert errors
    archive, warnings = load_archive(folder)
    assert [m.id for m in archive.meetings] == ["styrgruppen/2024-01-25"]
    assert {p.code for p in errors} <= {p.code for p in warnings}
    assert all(problem.severity is Severity.WARNING for problem in warnings)
    assert all("(utkast)" in str(p) for p in warnings if p.code.startswith("E"))


@pytest.mark.parametrize("status", ["published", "drafft", ""])
def test_what_is_no_draft_stops_it(tmp_path: Path, status: str) -> None:
    folder = write_archive(tmp_path, PUBLISHED)
    file = folder / "styrgruppen" / "2024" / "2024-03-01.yml"
    file.write_text(f"format: 1\nstatus: {status}\ntitle: 'aldrig slut\n", "utf-8")
    with pytest.raises(ArchiveProblemsError):
        load_archive(folder)


def test_a_draft_that_has_been_published_stops_it(tmp_path: Path) -> None:
    both = {**PUBLISHED, "styrgruppen/2024-03-01": meeting("2024-03-01")}
    folder = write_archive(tmp_path, both)
    (folder / "published.txt").write_text(
        "moten/styrgruppen/2024-03-01/\tstyrgruppen/2024-03-01\t\t0\n", "utf-8"
    )
    file = folder / "styrgruppen" / "2024" / "2024-03-01.yml"
    file.write_text("status: draft\n", "utf-8")
    with pytest.raises(ArchiveProblemsError):
        load_archive(folder)


def test_the_days_and_names_of_a_draft_are_none_of_the_archive(tmp_path: Path) -> None:
    draft = meeting(
        "2099-03-01",
        item({"follow_up": "Utreda.", "due": "2024-01-01"}),
        aliases="styrgruppen/2024-01-25",
        upcoming=[{"date": "2024-02-01", "body": "styrgruppen"}],
        **DRAFT,
    )
    announced = meeting("2024-01-25", upcoming=[{"date": "2024-12-01", "body": "styrgruppen"}])
    meetings = {"styrgruppen/2024-01-25": announced, "styrgruppen/2099-03-01": draft}
    archive, problems = examine(write_archive(tmp_path, meetings))
    assert codes(problems) == []
    assert archive is not None
    assert archive.missing == ()
    assert archive.tasks == ()
    assert [e.announcement.date.year for e in archive.announcements] == [2024]
