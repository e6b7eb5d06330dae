"""The writer of a site by value: what it notes of each file, and what it takes from the last."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from minutes_archive.loading import ArchiveProblemsError
from minutes_archive.pages import Page
from minutes_archive.problems import Place
from minutes_archive.publishing import site_writing
from minutes_archive.publishing.site_state import FileState, SiteState
from minutes_archive.publishing.site_writing import (
    LastSite,
    SiteWriter,
    _modified,
    make_folder,
    refuse_twice,
)

SCRIPT = b"<script>a()</script>"


def sha(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def last_site(folder: Path, **contents: bytes) -> LastSite:
    """Write a site of files without ending, each made of b"in" in the frame b"f"."""
    folder.mkdir()
    writer = SiteWriter(folder)
    for name, content in contents.items():
        writer.write(name, [content], b"in", b"f", "2022-01-02")
    writer.state.forms[b"f"] = ("", "kind", True, True, True, True, True)
    return LastSite(folder, writer.state)


def test_what_is_noted_of_a_file(tmp_path: Path) -> None:
    writer = SiteWriter(tmp_path)
    assert (writer.is_first, writer.is_changed) == (True, False)
    writer.write("a/b/c.html", [b"<p>", SCRIPT], b"in", b"frame", "2022-01-02")
    file = tmp_path / "a/b/c.html"
    assert file.read_bytes() == b"<p>" + SCRIPT
    assert writer.state.files == {
        "a/b/c.html": FileState(
            3 + len(SCRIPT),
            sha(b"<p>" + SCRIPT),
            file.stat().st_mtime_ns,
            b"in",
            b"frame",
            "2022-01-02",
            (b"a()",),
        )
    }
    assert writer.is_changed
    writer.write("d.txt", [SCRIPT])
    assert writer.state.files["d.txt"][3:] == (b"", b"", None, ())


def test_files_written_together(tmp_path: Path) -> None:
    writer = SiteWriter(tmp_path)
    writer.write_together([("a", b"1"), ("x/b", b"2"), ("a", b"3")], b"in")
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "x/b").read_bytes()) == (b"13", b"2")
    assert [(state.size, state.sha256, state.inputs) for state in writer.state.files.values()] == [
        (2, sha(b"13"), b"in"),
        (1, sha(b"2"), b"in"),
    ]


@pytest.mark.parametrize(("name", "scripts"), [("a.html", (b"a()",)), ("a.txt", ())])
def test_files_of_others_are_noted(tmp_path: Path, name: str, scripts: tuple[bytes]) -> None:
    (tmp_path / name).write_bytes(SCRIPT)
    writer = SiteWriter(tmp_path)
    writer.take_over(name)
    written = (tmp_path / name).stat().st_mtime_ns
    state = FileState(len(SCRIPT), sha(SCRIPT), written, scripts=scripts)
    assert writer.state.files == {name: state}


def test_the_same_scripts_are_one_value(tmp_path: Path) -> None:
    writer = SiteWriter(tmp_path)
    writer.write("a.html", [SCRIPT])
    writer.write("b.html", [SCRIPT])
    first, other = writer.state.files.values()
    assert first.scripts is other.scripts


def test_the_first_site_is_written_in_parts(tmp_path: Path) -> None:
    writer = SiteWriter(tmp_path, None)
    part = writer.part()
    part.write("a.html", [SCRIPT], frame=b"f")
    part.state.forms[b"f"] = ("", "kind", True, True, True, True, True)
    assert not writer.is_changed
    writer.take_in(SiteState())
    assert writer.is_changed
    writer.take_in(part.state)
    assert writer.state == part.state


def test_a_file_as_it_was_is_kept(tmp_path: Path) -> None:
    last = last_site(tmp_path / "last", a=b"1", b=b"2")
    writer = SiteWriter(tmp_path / "new", last)
    (tmp_path / "new").mkdir()
    assert not writer.is_first
    assert writer.is_changed  # a site without files is another
    assert writer.keep("a", lambda state: state.sha256 == sha(b"1")) == last.state.files["a"]
    assert (tmp_path / "new/a").samefile(tmp_path / "last/a")
    assert writer.keep_all(["b"], b"in")
    assert writer.state.files == last.state.files
    assert not writer.is_changed
    assert writer.form_of(b"f") == last.state.forms[b"f"]
    assert writer.form_of(b"g") is None


@pytest.mark.parametrize("how", ["unknown", "other", "touched", "grown", "gone"])
def test_a_file_that_is_not_as_it_was_is_not_kept(tmp_path: Path, how: str) -> None:
    last = last_site(tmp_path / "last", a=b"1")
    (tmp_path / "new").mkdir()
    file = tmp_path / "last/a"
    written = last.state.files["a"].written
    if how == "touched":
        os.utime(file, ns=(0, written + 1_000_000_000))
    elif how == "grown":
        file.write_bytes(b"12")
        os.utime(file, ns=(0, written))
    elif how == "gone":
        file.unlink()
    writer = SiteWriter(tmp_path / "new", last)
    assert writer.keep("x" if how == "unknown" else "a", lambda _: how != "other") is None
    assert writer.state.files == {}
    assert not (tmp_path / "new/a").exists()


def test_files_made_together_are_kept_all_or_none(tmp_path: Path) -> None:
    last = last_site(tmp_path / "last", a=b"1", b=b"2")
    (tmp_path / "new").mkdir()

    def writer() -> SiteWriter:
        return SiteWriter(tmp_path / "new", last)

    assert not writer().keep_all([], b"in")
    assert not writer().keep_all(["a"], None)
    assert not writer().keep_all(["a"], b"")
    assert not writer().keep_all(["a"], b"other")
    assert not writer().keep_all(["a", "none"], b"in")
    assert writer().keep_all(["a", "b"], b"in")
    assert writer().keep_folder("a", b"in")
    assert not writer().keep_folder("c", b"in")


def test_a_folder_is_kept_whole(tmp_path: Path) -> None:
    (tmp_path / "last").mkdir()
    before = SiteWriter(tmp_path / "last")
    for name in ("x/a", "x/y/b", "xy"):
        before.write(name, [b"1"], b"in")
    writer = SiteWriter(tmp_path / "new", LastSite(tmp_path / "last", before.state))
    (tmp_path / "new").mkdir()
    assert writer.keep_folder("x/", b"in")
    assert sorted(writer.state.files) == ["x/a", "x/y/b"]
    assert (tmp_path / "new/x/y/b").read_bytes() == b"1"


def test_what_is_written_as_it_was_keeps_its_time(tmp_path: Path) -> None:
    last = last_site(tmp_path / "last", a=b"1", b=b"2")
    os.utime(tmp_path / "last/a", ns=(5, 5))
    last.state.files["a"] = last.state.files["a"]._replace(written=5)
    (tmp_path / "new").mkdir()
    writer = SiteWriter(tmp_path / "new", last)
    writer.write("a", [b"1"], b"other")
    writer.write("b", [b"2"])
    assert (tmp_path / "new/a").samefile(tmp_path / "last/a")
    assert writer.state.files["a"] == FileState(1, sha(b"1"), 5, b"other", b"", None, ())
    assert not writer.is_changed
    writer.write("b", [b"3"])
    assert writer.is_changed
    assert (tmp_path / "last/b").read_bytes() == b"2"
    assert (tmp_path / "new/b").read_bytes() == b"3"


def test_without_hard_links_a_copy_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    last = last_site(tmp_path / "last", a=b"1")
    (tmp_path / "new").mkdir()
    monkeypatch.setattr(site_writing.os, "link", refuse)
    assert SiteWriter(tmp_path / "new", last).keep("a", lambda _: True)
    assert (tmp_path / "new/a").read_bytes() == b"1"
    assert not (tmp_path / "new/a").samefile(tmp_path / "last/a")
    assert (tmp_path / "new/a").stat().st_mtime_ns == last.state.files["a"].written


@pytest.mark.parametrize("make", [lambda _: None, Path.mkdir])
def test_a_folder_is_made_with_those_above_it(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    make(tmp_path / "a")
    for _ in range(2):
        make_folder(f"{tmp_path}/a/b/c")
        assert (tmp_path / "a/b/c").is_dir()


def page(**values: object) -> Page:
    return Page("a/", "kind", "title", lambda: "", **values)  # type: ignore[arg-type]


def test_the_date_for_the_sitemap() -> None:
    assert _modified(page(modified=date(2022, 1, 2))) == "2022-01-02"
    assert _modified(page()) == ""
    assert _modified(page(modified=date(2022, 1, 2), noindex=True)) is None


def test_an_address_of_the_archive_is_not_written_by_hand() -> None:
    refuse_twice("a/index.html", {"b/index.html": "b.md"})
    with pytest.raises(ArchiveProblemsError) as raised:
        refuse_twice("b/index.html", {"b/index.html": "b.md"})
    (problem,) = raised.value.problems
    assert (problem.place, problem.code) == (Place("docs/b.md"), "E201")
    assert problem.message == "arkivet skriver också adressen /b/"
    assert problem.hint == (
        "lägg arkivet i en egen mapp med prefix: arkiv i mkdocs.yml, eller byt namn på filen i "
        "docs/"
    )


def test_the_page_for_errors_is_not_counted() -> None:
    state = FileState(0, b"", 0)
    names = ("index.html", "a/404.html", "404.html", "b.txt")
    assert SiteState(dict.fromkeys(names, state)).pages == 2
