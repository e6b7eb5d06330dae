"""Damages real minutes files at random and runs each through the whole pipeline.

`python tests/fuzz/fuzzing.py --count 100000 --seed 1 --log run.log` tells how many files ended
in problems and how many in pages; what broke is kept, to become a regression case. Each file has
a seed of its own ("1-4711"), so that one can be run alone, and a run that was stopped goes on
from the last line of its log.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests")]

from fuzz.documents import documents  # noqa: E402
from fuzz.mutations import damage_bytes, mutate  # noqa: E402
from fuzz.pipeline import FuzzedArchive, Report  # noqa: E402

INVENTED = ROOT / "tests" / "archive"
SEED = ROOT / "minutes"
SLOW = 5.0
"""Seconds of processor time for one file; more is a fault."""

WHOLE_EVERY = 30
"""Of the files that end in pages, each so many-th makes a whole site."""

LEGAL = (
    "publisher: {name: Fjärdbygden, email: kansli@fjardbygden.example, phone: 0123-456 78}",
    """
accessibility:
  conformance: partial
  assessed: 2024-01-10
  updated: 2024-01-11
  method: Självskattning av **fem** sidor.
  limitations: [{what: Äldre PDF-filer, why: De är inskannade.}]
  exempt: [{what: Kartor, why: De undantas av lagen.}]
privacy:
  controller: Fjärdbygdens kommunalförbund
  email: dataskydd@fjardbygden.example
  officer: Dataskyddsombudet, ombud@fjardbygden.example
  purpose: Insyn i besluten.
  legal_basis: Uppgift av allmänt intresse.
  retention: Tills vidare, se [rutinen](https://fjardbygden.example/rutin).
""",
)


def archives_in(folder: Path) -> list[FuzzedArchive]:
    """Copy the two archives, the invented one with legal texts and documents added."""
    invented = FuzzedArchive(INVENTED, folder / "0", *LEGAL)
    meeting = invented.folder / "styrgruppen" / "2022" / "2022-04-21.yml"
    for name, data in documents().items():
        invented.attach(meeting, name, data)
    return [invented, FuzzedArchive(SEED, folder / "1")]


def damaged(
    seed: int, number: int, archives: list[FuzzedArchive]
) -> tuple[FuzzedArchive, Path, bytes]:
    """Return the file that a number of a run stands for: which one, and its damaged bytes."""
    rng = random.Random(f"{seed}-{number}")
    archive = rng.choices(archives, (5, 1))[0]
    if archive.attachments and rng.random() < 0.06:
        file = rng.choice(list(archive.attachments))
        return archive, file, damage_bytes(rng, archive.original[file], b"")
    if rng.random() < 0.02:
        file = archive.ledger
        return archive, file, damage_bytes(rng, archive.original[file], b"")
    file = rng.choice(archive.files) if rng.random() < 0.8 else archive.files[0]
    other = rng.choice(archives)
    pool = other.original[rng.choice(other.files)]
    return archive, file, mutate(rng, archive.original[file], pool)


def fuzz(
    numbers: range,
    seed: int,
    keep: Path | None = None,
    log: Path | None = None,
    report: Report | None = None,
) -> Report:
    """Damage and run the files with these numbers; what breaks is also written into `keep`."""
    report = report or Report()
    base = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=base) as folder:
        archives = archives_in(Path(folder))
        gc.freeze()  # the archives stay; without this they are searched again and again
        for number in numbers:
            archive, file, data = damaged(seed, number, archives)
            file.write_bytes(data)
            began = time.process_time()
            fault = ""
            try:
                archive.run(file, report, WHOLE_EVERY)
            except Exception:
                fault = traceback.format_exc()
            taken = time.process_time() - began
            file.write_bytes(archive.original[file])
            if taken > SLOW:
                fault = fault or f"{taken:.1f} s"
            if fault:
                name = f"{seed}-{number}-{file.name}"
                report.broke.append((name, data, fault))
                if keep:
                    (keep / name).write_bytes(data)
            report.files += 1
            report.attachments += file in archive.attachments
            report.slowest = max(report.slowest, taken)
            if report.files % 1000 == 0:
                _note(report, log)
    gc.unfreeze()
    _note(report, log)
    return report


def _note(report: Report, log: Path | None) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    report.peak = max(report.peak, peak)
    if log:
        broke = [(name, "", fault) for name, _, fault in report.broke]
        with log.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({**vars(report), "broke": broke}) + "\n")


def resumed(log: Path) -> Report:
    """Return the report of a run so far, from the last line of its log."""
    if not log.exists() or not (lines := log.read_text(encoding="utf-8").splitlines()):
        return Report()
    last = json.loads(lines[-1])
    broke = [(name, b"", fault) for name, _, fault in last["broke"]]
    return Report(**{**last, "codes": Counter(last["codes"]), "broke": broke})


def main() -> int:
    """Run the fuzzer from the command line; 1 where something broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(__file__).parent / "broke")
    parser.add_argument("--log", type=Path, help="one line each 1000 files; a run goes on from it")
    options = parser.parse_args()
    # A runaway file ends in MemoryError, which is reported, not in a dead machine.
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    report = resumed(options.log) if options.log else Report()
    numbers = range(report.files, options.count)
    report = fuzz(numbers, options.seed, options.keep, options.log, report)
    faults = Counter(trace.strip().splitlines()[-1] for _, _, trace in report.broke)
    for fault, times in faults.most_common():
        example = next(entry for entry in report.broke if fault in entry[2])
        print(f"\n{times} × {fault}\n{example[0]}\n{example[2]}")
    print(report)
    print(dict(report.codes.most_common()))
    return 1 if report.broke else 0


if __name__ == "__main__":
    sys.exit(main())
