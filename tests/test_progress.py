"""How far a long piece of work has come is told on stderr, and of short work nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from built_site import ROOT
from factories import meeting, write_archive
from minutes_archive.building.build import build_site
from minutes_archive.loading import examine
from minutes_archive.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def seconds(*moments: float) -> Callable[[], float]:
    found = iter(moments)
    return lambda: next(found)


def test_a_terminal_has_one_line_that_goes_in_the_end() -> None:
    stream = Terminal()
    with Progress(stream, seconds(0, 0.1, 0.6, 0.7, 1.2)) as progress:
        for share in (0.1, 0.2, 0.3, 0.456):
            progress("Läser", share)
        progress("Läser", 1)
        after_work = stream.getvalue()
    assert after_work == "\r\x1b[KLäser: 20 %\r\x1b[KLäser: 46 %\r\x1b[K"
    assert stream.getvalue() == after_work


def test_a_log_has_a_line_now_and_then() -> None:
    stream = io.StringIO()
    with Progress(stream, seconds(0, 1, 19, 21, 30, 45)) as progress:
        for share in (0.1, 0.2, 0.3, 0.4, 0.5):
            progress("Skriver", share)
        progress("Skriver", 1)
    assert stream.getvalue() == "Skriver: 30 %\nSkriver: 50 %\n"


def test_an_error_does_not_leave_the_line() -> None:
    stream = Terminal()
    with pytest.raises(ValueError), Progress(stream, seconds(0, 9)) as progress:
        progress("Skriver", 0.5)
        raise ValueError
    assert stream.getvalue().endswith("\r\x1b[K")


def test_reading_tells_every_file(minutes: Path) -> None:
    days = [f"2022-0{n}-01" for n in range(1, 6)]
    write_archive(minutes, {f"styrgruppen/{day}": meeting(day) for day in days})
    told: list[float] = []
    examine(minutes, show_progress=lambda _, share: told.append(share))
    assert told == [0, 0.2, 0.4, 0.6, 0.8, 1]


def test_building_tells_what_it_does(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    build_site(
        ROOT / "mkdocs.yml",
        tmp_path / "site",
        ROOT / "tests" / "archive",
        clean=True,
        show_progress=lambda *now: told.append(now),
    )
    reading = [share for what, share in told if what == "Läser mötesfiler"]
    writing = [share for what, share in told if what == "Skriver sidor"]
    for shares in (reading, writing):
        assert len(shares) > 2
        assert shares == sorted(shares)
    assert told[-1][1] == 1
