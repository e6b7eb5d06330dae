"""A run over many files: one file never ends it, and none gets another's answer or place."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from built_site import surroundings
from minutes_archive.importing import (
    ImportReport,
    Outcome,
    import_files,
    importer,
)
from minutes_archive.importing.confined import isolation, reading_service
from minutes_archive.importing.confined.isolation import read_in_order
from minutes_archive.importing.files.confinement import within
from minutes_archive.importing.files.named_files import named_files
from minutes_archive.importing.files.refusals import RefusedError
from minutes_archive.importing.words.source import Source

REGISTRY = """format: 1
name: Provarkivet
municipalities: {almvik: {name: Almvik}}
bodies: {kustgruppen: {name: Kustgruppen, code: KG}}
"""
POSIX = os.name == "posix"


def notes(day: int, words: str = "Alla kom.") -> str:
    return (
        f"Minnesanteckningar Kustgruppen 2024-01-{day:02}\n\n"
        f"Närvarande: Bo Ek\n\n1. Start\n{words}\n"
    )


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "archive.yml").write_text(REGISTRY, encoding="utf-8")
    return folder


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papper"
    folder.mkdir()
    return folder


def told(report: ImportReport, name: str) -> str:
    """Return what the report says of a file: its code and its words."""
    (result,) = [r for r in report.files if r.source.name == name]
    return f"{result.problems[0].code} {result.problems[0].message}"


def test_files_keep_their_order_and_their_own_words(papers: Path, minutes: Path) -> None:
    paths = []
    for day in range(1, 10):
        paths.append(papers / f"{day}.txt")
        paths[-1].write_text(notes(day, f"Ärende nummer {day}."), encoding="utf-8")
    (papers / "5.txt").write_bytes(b"")
    report = import_files(paths, minutes)
    assert [result.source for result in report.files] == paths
    for day in (1, 2, 3, 4, 6, 7, 8, 9):
        draft = minutes / "kustgruppen" / "2024" / f"2024-01-{day:02}.yml"
        assert f"Ärende nummer {day}." in draft.read_text(encoding="utf-8")
    assert report.files[4].outcome is Outcome.REFUSED


@pytest.mark.skipif(not POSIX, reason="such files are made by POSIX only")
def test_what_is_no_file_is_told_and_never_waited_for(papers: Path, minutes: Path) -> None:
    os.mkfifo(papers / "ror.txt")
    (papers / "slinga.txt").symlink_to("slinga.txt")
    (papers / "bruten.txt").symlink_to("finns-inte")
    (papers / "oandlig.txt").symlink_to("/dev/zero")
    (papers / "bra.txt").write_text(notes(1), encoding="utf-8")
    report = import_files(sorted(papers.iterdir()), minutes)
    assert told(report, "ror.txt") == "E501 det är ingen vanlig fil"
    assert told(report, "slinga.txt") == "E501 länken pekar på sig själv"
    assert told(report, "bruten.txt") == "E501 filen finns inte"
    assert told(report, "oandlig.txt") == "E501 det är ingen vanlig fil"
    assert [r.source.name for r in report.files if r.draft] == ["bra.txt"]


@pytest.mark.skipif(not POSIX, reason="Windows has no such names")
def test_names_that_would_upset_a_terminal_are_shown_escaped(papers: Path, minutes: Path) -> None:
    odd = papers / "röd\x1b[31m\nrad.txt"
    odd.write_text(notes(1), encoding="utf-8")
    broken = Path(os.fsdecode(os.fsencode(papers) + b"/\xff\xfe.txt"))
    broken.write_text(notes(2), encoding="utf-8")
    said: list[str] = []
    report = import_files([odd, broken], minutes, progress=said.append)
    assert len(report.files) == 2
    assert all(result.draft for result in report.files)
    assert all(line.isprintable() for line in (*said, *report.summary()))


def test_an_identity_number_in_a_name_is_masked(papers: Path, minutes: Path) -> None:
    path = papers / "19121212-1212 klagomål.txt"
    path.write_text("Hej!\n", encoding="utf-8")
    said: list[str] = []
    report = import_files([path], minutes, progress=said.append)
    shown = "\n".join([*said, *report.summary(), *map(str, report.problems)])
    assert "1912****-****" in shown
    assert "19121212-1212" not in shown


def test_two_documents_of_one_run_never_share_a_draft(papers: Path, minutes: Path) -> None:
    for name, words in (("a.txt", "Det första."), ("b.txt", "Det andra.")):
        (papers / name).write_text(notes(1, words), encoding="utf-8")
    report = import_files(sorted(papers.iterdir()), minutes, force=True)
    draft = minutes / "kustgruppen" / "2024" / "2024-01-01.yml"
    assert "Det första." in draft.read_text(encoding="utf-8")
    assert told(report, "b.txt").startswith("E516")
    assert "skrevs nyss av a.txt" in told(report, "b.txt")


def test_force_writes_over_the_draft_of_an_earlier_run(papers: Path, minutes: Path) -> None:
    path = papers / "a.txt"
    path.write_text(notes(1, "Det första."), encoding="utf-8")
    import_files([path], minutes)
    path.write_text(notes(1, "Det andra."), encoding="utf-8")
    draft = minutes / "kustgruppen" / "2024" / "2024-01-01.yml"
    assert not import_files([path], minutes).succeeded
    assert "Det första." in draft.read_text(encoding="utf-8")
    assert import_files([path], minutes, force=True).succeeded
    assert "Det andra." in draft.read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_is_told_in_swedish(papers: Path, minutes: Path) -> None:
    (papers / "a.txt").write_text(notes(1), encoding="utf-8")
    (papers / "b.txt").write_text(notes(2), encoding="utf-8")
    (minutes / "kustgruppen").write_text("i vägen", encoding="utf-8")
    report = import_files(sorted(papers.iterdir()), minutes)
    words = "E517 utkastet kunde inte skrivas: en fil står där en mapp skulle vara"
    assert [told(report, name) for name in ("a.txt", "b.txt")] == [words] * 2


def test_a_folder_means_its_documents(papers: Path) -> None:
    (papers / "2020").mkdir()
    for name in ("b.pdf", "a.DOCX", "bild.png", ".dold.txt", "2020/c.md", "2020/c.granskning.md"):
        (papers / name).touch()
    found = [path.relative_to(papers).as_posix() for path in named_files([papers])]
    assert found == ["2020/c.md", "a.DOCX", "b.pdf"]


def test_a_pattern_that_the_shell_left_means_what_fits_it(papers: Path) -> None:
    for name in ("a.txt", "b.txt", "c.pdf"):
        (papers / name).touch()
    assert [path.name for path in named_files([papers / "*.txt"])] == ["a.txt", "b.txt"]
    assert named_files([papers / "*.docx"]) == [papers / "*.docx"]


def test_a_file_named_twice_is_read_once(papers: Path) -> None:
    (papers / "a.txt").touch()
    assert named_files([papers / "a.txt", papers, papers / "a.txt"]) == [papers / "a.txt"]


def test_the_words_of_a_document_may_not_take_for_ever() -> None:
    with pytest.raises(RefusedError) as refused, within(0.05):
        while True:
            pass
    assert refused.value.code == "E509"


def test_the_clock_is_put_back_after_a_document() -> None:
    with within(60):
        pass
    assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0
    assert signal.getsignal(signal.SIGVTALRM) == signal.SIG_DFL


def test_a_run_that_is_stopped_tells_what_was_done(
    papers: Path, minutes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (1, 2, 3):
        (papers / f"{day}.txt").write_text(notes(day), encoding="utf-8")

    def stopped(
        paths: list[Path], ocr: bool = False
    ) -> Iterator[tuple[Path, Source | RefusedError]]:
        with_ = read_in_order(paths, ocr)
        yield next(with_)
        with_.close()
        raise KeyboardInterrupt

    monkeypatch.setattr(importer, "read_in_order", stopped)
    report = import_files(sorted(papers.iterdir()), minutes)
    assert [result.source.name for result in report.files] == ["1.txt"]
    assert report.summary()[-1] == "Avbrutet: 2 filer är inte lästa."
    assert not report.succeeded


@pytest.mark.skipif(not isolation.CAN_FORK, reason="without forking there is no such reader")
class TestReadersThatStay:
    def test_a_reader_that_died_is_replaced(
        self, papers: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for day in (1, 2, 3):
            (papers / f"{day}.txt").write_text(notes(day), encoding="utf-8")
        monkeypatch.setattr(isolation, "SERVICE", "minutes_archive.finns.inte")
        read = list(read_in_order(sorted(papers.iterdir())))
        assert [type(source) for _, source in read] == [Source] * 3

    def test_a_file_that_takes_too_long_does_not_hold_up_the_next(
        self, papers: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def slow_at_a(*asked: object) -> dict[str, object]:
            if asked[1] == papers / "a.txt":
                time.sleep(600)
            return {"source": "b"}

        monkeypatch.setattr(reading_service, "answer", slow_at_a)
        asked = [{"format": "text", "path": str(papers / name)} for name in ("a.txt", "b.txt")]
        requests = io.BytesIO(b"".join(json.dumps(one).encode() + b"\n" for one in asked))
        answers = io.BytesIO()
        reading_service.serve(requests, answers, ocr=False, seconds=2)
        first, second, said = answers.getvalue().split(b"\n")
        assert json.loads(first)["ended"] == reading_service.TOO_LONG
        assert json.loads(second)["ended"] == reading_service.ANSWERED
        assert json.loads(said) == {"source": "b"}

    def test_no_reader_is_left_after_a_run(self, papers: Path) -> None:
        (papers / "a.txt").write_text(notes(1), encoding="utf-8")
        # In a process of its own: other tests leave children of this one, such as browsers.
        program = (
            "import os, sys, time; from pathlib import Path\n"
            "from minutes_archive.importing.confined.isolation import read_in_order\n"
            "list(read_in_order([Path(sys.argv[1])]))\n"
            "deadline = time.monotonic() + 60\n"
            "while time.monotonic() < deadline:\n"
            "    try: os.waitpid(-1, os.WNOHANG)\n"
            "    except ChildProcessError: sys.exit(0)\n"
            "sys.exit('a reading program is still there')\n"
        )
        command = [sys.executable, "-c", program, str(papers / "a.txt")]
        done = subprocess.run(command, env=surroundings(), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    def test_where_nothing_can_fork_each_file_has_its_own_program(
        self, papers: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (papers / "a.txt").write_text(notes(1), encoding="utf-8")
        monkeypatch.setattr(isolation, "CAN_FORK", False)
        ((_, source),) = read_in_order([papers / "a.txt"])
        assert isinstance(source, Source)
