"""Documents that were dropped on the desk: imported one run at a time, with what became of them."""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from minutes_archive.building.scratch import scratch_folder
from minutes_archive.language.system_errors import reason_of
from minutes_archive.problems import Problem

_MOST_JOBS = 20


@dataclass
class Job:
    """A run of the importer: what it is doing, and what became of each file when it is done."""

    number: int
    names: list[str]
    lines: list[str] = field(default_factory=list)
    is_done: bool = False
    results: list[JobResult] = field(default_factory=list)
    failures: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class JobResult:
    """One file's fate: the draft's name below the minutes folder, or why there is none."""

    file: str
    draft: str
    notes: int
    problems: tuple[Problem, ...]


class Imports:
    """The runs of this desk, newest last."""

    def __init__(self, minutes: Path) -> None:
        self._minutes = minutes
        self._jobs: list[Job] = []
        self._one_at_a_time = threading.Lock()
        self._count = 0

    def job(self, number: int) -> Job | None:
        return next((job for job in self._jobs if job.number == number), None)

    def latest(self) -> Job | None:
        return self._jobs[-1] if self._jobs else None

    def start(self, files: Sequence[tuple[str, bytes]], body: str, date: str) -> int:
        """Begin to import files in the background and return the number of the run."""
        self._count += 1
        job = Job(self._count, [_file_name(name, n) for n, (name, _) in enumerate(files)])
        self._jobs = [*self._jobs[1 - _MOST_JOBS :], job]
        contents = [content for _, content in files]
        thread = threading.Thread(target=self._run, args=(job, contents, body, date), daemon=True)
        thread.start()
        return job.number

    def _run(self, job: Job, contents: Sequence[bytes], body: str, date: str) -> None:
        from minutes_archive.importing import import_files

        try:
            with (
                self._one_at_a_time,
                scratch_folder(self._minutes.resolve().parent) as folder,
            ):
                paths = []
                for name, content in zip(job.names, contents, strict=True):
                    path = folder / name
                    path.write_bytes(content)
                    paths.append(path)
                report = import_files(
                    paths,
                    self._minutes,
                    body=body or None,
                    date=_date(date),
                    progress=job.lines.append,
                )
            job.failures = list(report.failures)
            for file in report.files:
                draft = (
                    file.draft.relative_to(self._minutes).with_suffix("") if file.draft else None
                )
                name = draft.as_posix() if draft else ""
                notes = len(file.problems)
                job.results.append(JobResult(file.source.name, name, notes, file.problems))
        except OSError as error:
            job.lines.append(reason_of(error))
        finally:
            job.is_done = True


def _file_name(given: str, number: int) -> str:
    """Return a name that is safe on every disk; the ending tells what sort of document it is."""
    name = re.split(r"[/\\]", given)[-1]
    name = re.sub(r"[^\w .()-]", "", name).strip(" .")[-120:]
    return name or f"dokument-{number + 1}"


def _date(written: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written) if written else None
    except ValueError:
        return None
