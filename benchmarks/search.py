"""What a search costs: our index and Pagefind's over the same synthetic records.

Bytes are counted at the server; times are those of a page without anything else, over
loopback. Both engines show ten hits with their texts. There are no thresholds: figures are for
people to read.
"""

from __future__ import annotations

import gzip
import json
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks import search_browsing as browsing
from benchmarks.search_questions import Question, questions
from benchmarks.search_records import synthetic_records
from minutes_archive.addresses import Addresses
from minutes_archive.publishing.chrome import THEME
from minutes_archive.publishing.search_scripts import engine_script

SLOW_QUESTIONS = 10
SIZES = (3_000, 10_000, 100_000)
ENGINES = {"ours": browsing.OURS, "pagefind": browsing.PAGEFIND}
NAMES = {"ours": "this project", "pagefind": "Pagefind"}
# What each engine's scripts are, beside what the questions make it fetch.
SCRIPTS = {"ours": ("engine.js",), "pagefind": ("index/pagefind.js", "index/pagefind-worker.js")}


@dataclass(frozen=True, slots=True)
class Built:
    """One engine's index: seconds of CPU, peak bytes, number of files, bytes on disk."""

    engine: str
    cpu: float
    memory: int
    files: int
    bytes: int
    script_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """One engine's answers, without filters and with them, the heap it kept, and slow ones."""

    engine: str
    plain: list[browsing.Answer]
    filtered: list[browsing.Answer]
    heap: int
    slow: list[browsing.SlowAnswer] = field(default_factory=list)


def search_contest(
    size: int, folder: Path, tell: Callable[[str], None]
) -> Iterator[Built | Asked | str]:
    """Build both indexes of so many decisions and put the same questions to them."""
    tell(f"{size} beslut: skriver frågor …")
    asked = questions(synthetic_records(size))
    for engine, page in ENGINES.items():
        place = folder / engine
        tell(f"{size} beslut: {NAMES[engine]} bygger …")
        built = _build(engine, size, place)
        if built is None:
            yield "Pagefind is not installed (pip install pagefind pagefind_bin): left out."
            continue
        yield built
        tell(f"{size} beslut: {NAMES[engine]} svarar i Chromium …")
        with browsing.serve(place, page) as server, browsing.chromium(folder / "profile") as chrome:
            if chrome is None:
                yield "Chromium, chromedriver or selenium is not installed: no questions asked."
                return
            try:
                yield _ask_all(engine, chrome, server, asked)
            except browsing.NoAnswerError as problem:
                yield f"{NAMES[engine]}: {problem}"
        shutil.rmtree(folder / "profile", ignore_errors=True)


def _build(engine: str, size: int, place: Path) -> Built | None:
    module = "benchmarks.search_building"
    command = [sys.executable, "-m", module, engine, str(size), str(place / "index")]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    told = json.loads(output.splitlines()[-1])
    if "missing" in told:
        return None
    if engine == "ours":
        (place / "engine.js").write_bytes(
            b"".join(engine_script(THEME.joinpath, Addresses()).chunks)
        )
    scripts = (place / name for name in SCRIPTS[engine])
    packed = sum(len(gzip.compress(script.read_bytes(), 9)) for script in scripts)
    return Built(engine, script_bytes=packed, **told)


def _ask_all(engine: str, chrome: Any, server: browsing.Server, asked: Sequence[Question]) -> Asked:
    wide = [{"q": one.q} for one in asked]
    narrow = [{**asdict(one), "bodyName": one.body_name} for one in asked]
    # The first page of a browser is slow for reasons of its own.
    browsing.put(chrome, server, wide[0])
    return Asked(
        engine,
        [browsing.put(chrome, server, question) for question in wide],
        [browsing.put(chrome, server, question) for question in narrow],
        browsing.heap(chrome, server, wide),
        [browsing.put_slowly(chrome, server, question) for question in wide[:SLOW_QUESTIONS]],
    )


def search_report(size: int, results: Iterator[Built | Asked | str]) -> Iterator[str]:
    """Yield the lines of Markdown tables, each as its result comes."""
    yield f"### {size:,} decisions".replace(",", " ")
    for result in results:
        match result:
            case str():
                yield ""
                yield result
            case Built():
                yield ""
                yield (
                    f"{NAMES[result.engine]}: index in {result.cpu:.1f} s CPU, "
                    f"peak {result.memory / 1e6:.0f} MB, {result.bytes / 1e6:.1f} MB in "
                    f"{result.files} files; scripts {result.script_bytes / 1e3:.1f} KB compressed"
                )
            case Asked():
                yield ""
                yield f"| {NAMES[result.engine]} | KB gzip | KB plain | files | cold ms | warm ms |"
                yield "|---|--:|--:|--:|--:|--:|"
                yield _row("no filter", result.plain)
                yield _row("body and year", result.filtered)
                yield ""
                yield f"Heap after {len(result.plain)} questions: {result.heap / 1e6:.1f} MB"
                if result.slow:
                    yield ""
                    yield _slow_line(result.slow)


def _row(name: str, answers: Sequence[browsing.Answer]) -> str:
    def both(values: Sequence[float]) -> str:
        return f"{statistics.median(values):.0f} ({max(values):.0f})"

    columns = (
        both([answer.packed / 1e3 for answer in answers]),
        both([answer.plain / 1e3 for answer in answers]),
        both([answer.requests for answer in answers]),
        both([answer.cold for answer in answers]),
        both([answer.warm for answer in answers]),
    )
    return f"| {name}, median (max) of {len(answers)} | " + " | ".join(columns) + " |"


def _slow_line(answers: Sequence[browsing.SlowAnswer]) -> str:
    seconds = [answer.seconds for answer in answers]
    rounds = [answer.rounds for answer in answers]
    return (
        f"Slow 4G, processor a fourth as quick, page and scripts included: "
        f"{statistics.median(seconds):.1f} s ({max(seconds):.1f}) to ten hits, "
        f"{statistics.median(rounds):.0f} ({max(rounds)}) files in a row, "
        f"of {len(answers)} questions"
    )


def search_versions() -> str:
    """Return what was measured, for the report's head."""
    names = ["lunr", "pagefind", "pagefind_bin", "pagefind_bin_extended", "selenium"]
    found = [f"Python {sys.version.split()[0]}"]
    for name in names:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join([*found, _chromium_version()])


def _chromium_version() -> str:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        return "no Chromium"
    command = [program, "--version", "--no-sandbox"]
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()
