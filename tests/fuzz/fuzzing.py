"""Damages real minutes files at random and runs each through the whole pipeline.

`python tests/fuzz/fuzzing.py --count 100000 --seed 1` tells how many files ended in
problems and how many in pages; what broke is kept, to become a regression case.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests")]

from fuzz.mutations import mutate  # noqa: E402
from minutes_archive.archive import link  # noqa: E402
from minutes_archive.exports import export_files  # noqa: E402
from minutes_archive.model import Meeting, Publication, Registry  # noqa: E402
from minutes_archive.pages import Renderer, render_pages  # noqa: E402
from minutes_archive.pages.decision import decision_page  # noqa: E402
from minutes_archive.pages.meeting import meeting_page  # noqa: E402
from minutes_archive.permanence import find_redirects  # noqa: E402
from minutes_archive.privacy_check import check_privacy  # noqa: E402
from minutes_archive.problems import Problem, has_errors  # noqa: E402
from minutes_archive.reading.reader import (  # noqa: E402
    minutes_files,
    read_meeting,
    read_registry,
)

ARCHIVES = (ROOT / "tests" / "archive", ROOT / "minutes")
SLOW = 5.0
"""Seconds of processor time for one file; more is a fault."""


@dataclass
class Report:
    """What became of the files; `broke` holds each fault with the file that caused it."""

    files: int = 0
    with_problems: int = 0
    with_pages: int = 0
    whole_sites: int = 0
    slowest: float = 0.0
    codes: Counter[str] = field(default_factory=Counter)
    broke: list[tuple[str, bytes, str]] = field(default_factory=list)

    def __str__(self) -> str:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return (
            f"{self.files} files: {self.with_problems} ended in problems, {self.with_pages} in "
            f"pages ({self.whole_sites} whole sites), {len(self.broke)} broke; slowest "
            f"{self.slowest:.2f} s of processor time, peak memory {peak} MB"
        )


class Archive:
    """A copy of an archive whose files are damaged one at a time."""

    def __init__(self, source: Path, target: Path) -> None:
        self.folder = Path(shutil.copytree(source, target))
        registry, problems = read_registry(self.folder)
        assert registry is not None
        assert not problems
        self.registry: Registry = registry
        self.files = [self.folder / "archive.yml", *minutes_files(self.folder)]
        self.original = {file: file.read_bytes() for file in self.files}
        self.meetings = {file: read_meeting(file, registry)[0] for file in self.files[1:]}

    def run(self, file: Path, report: Report, whole: bool) -> None:
        """Take the damaged file through reading, linking, checks, pages and exports."""
        problems: list[Problem]
        meeting: Meeting | None = None
        if file == self.files[0]:
            registry, problems = read_registry(self.folder)
            others = [m for m in self.meetings.values() if m]
            if registry is not None and not has_errors(problems):
                # The meetings were read with another registry; so would no real run do.
                others = []
                for path in self.files[1:]:
                    read, found = read_meeting(path, registry)
                    problems += found
                    others += [read] if read else []
        else:
            registry = self.registry
            meeting, problems = read_meeting(file, registry)
            others = [m for path, m in self.meetings.items() if m and path != file]
        if registry is not None:
            meetings = [*others, meeting] if meeting else others
            archive, found = link(registry, meetings)
            problems += found
            problems += check_privacy(self.folder, registry, [meeting] if meeting else [])
            if not has_errors(problems):
                problems += find_redirects(archive)[1]
            if not has_errors(problems):
                report.with_pages += 1
                renderer = Renderer(archive)
                if meeting and meeting.status is Publication.PUBLISHED:
                    shown = archive.meeting_by_id[meeting.id]
                    _ = meeting_page(renderer, shown).html.encode()
                    for entry in archive.decisions:
                        if entry.meeting.id == meeting.id:
                            _ = decision_page(renderer, entry, None, None).html.encode()
                if whole:
                    report.whole_sites += 1
                    for page in render_pages(renderer):
                        _ = page.html.encode()
                    for exported in export_files(archive, "https://arkiv.example/"):
                        for chunk in exported.chunks:
                            assert isinstance(chunk, bytes)
        if has_errors(problems):
            report.with_problems += 1
        for problem in problems:
            report.codes[problem.code] += 1
            line = str(problem)
            assert line.isprintable(), repr(line)
            assert problem.place.path, line
            line.encode()


def fuzz(count: int, seed: int, keep: Path | None = None, progress: int = 0) -> Report:
    """Damage and run `count` files; what breaks is also written into `keep`."""
    rng = random.Random(seed)
    report = Report()
    base = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=base) as folder:
        archives = [Archive(a, Path(folder) / f"{n}") for n, a in enumerate(ARCHIVES)]
        pool = [data for archive in archives for data in archive.original.values()]
        for number in range(count):
            archive = rng.choices(archives, (4, 1))[0]
            file = rng.choice(archive.files)
            data = mutate(rng, archive.original[file], rng.choice(pool))
            file.write_bytes(data)
            began = time.process_time()
            try:
                archive.run(file, report, whole=number % 100 == 0)
            except Exception:
                name = f"{seed}-{number}-{file.name}"
                report.broke.append((name, data, traceback.format_exc()))
                if keep:
                    (keep / name).write_bytes(data)
            taken = time.process_time() - began
            report.slowest = max(report.slowest, taken)
            if taken > SLOW:
                report.broke.append((f"{seed}-{number}-{file.name}", data, f"{taken:.1f} s"))
            file.write_bytes(archive.original[file])
            report.files += 1
            if progress and report.files % progress == 0:
                print(report, flush=True)
    return report


def main() -> int:
    """Run the fuzzer from the command line; 1 where something broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(__file__).parent / "broke")
    options = parser.parse_args()
    # A runaway file ends in MemoryError, which is reported, not in a dead machine.
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    report = fuzz(options.count, options.seed, options.keep, progress=5000)
    faults = Counter(trace.strip().splitlines()[-1] for _, _, trace in report.broke)
    for fault, times in faults.most_common():
        example = next(entry for entry in report.broke if fault in entry[2])
        print(f"\n{times} × {fault}\n{example[0]}\n{example[2]}")
    print(report)
    print(dict(report.codes.most_common()))
    return 1 if report.broke else 0


if __name__ == "__main__":
    sys.exit(main())
