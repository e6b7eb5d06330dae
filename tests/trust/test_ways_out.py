"""No identity number goes out: not in a page, a file, a name, a package, whoever wrote it."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import pytest

from minutes_archive.commandline.commands import main
from minutes_archive.loading import examine
from minutes_archive.privacy.finished_files import Gate, search_finished
from minutes_archive.privacy.layout import layout_problems
from small_documents import zipped

NUMBER = "811218-9876"
PLAIN = NUMBER.encode()


def png(kind: bytes, data: bytes) -> bytes:
    chunk = struct.pack(">I", len(data)) + kind + data + b"\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk


HIDDEN = {
    "text": ("a/index.html", b"<p>%s</p>" % PLAIN),
    "text with markup": ("a/index.html", b"<p>8112<b>18</b>-<i class=x>98</i>76</p>"),
    "a comment in a number": ("a/index.html", b"<p>811218<!-- x -->-9876</p>"),
    "entities": ("a/index.html", b"<p>811218&#45;9876 &amp;</p>"),
    "soft hyphens": ("a/index.html", "<p>8112\xad18-98\xad76</p>".encode()),
    "full width": ("a/index.html", "<p>８１１２１８-９８７６</p>".encode()),
    "alt": ("a/index.html", b'<img alt="Foto %s">' % PLAIN),
    "title": ("a/index.html", b'<a title="%s" href="x">y</a>' % PLAIN),
    "value": ("a/index.html", b'<input value="%s">' % PLAIN),
    "a query": ("a/index.html", b'<a href="https://a.example/?p=%s&amp;b">y</a>' % PLAIN),
    "a coded query": ("a/index.html", b'<a href="https://a.example/?p=811218%2D9876">y</a>'),
    "data of a tag": ("a/index.html", b'<i data-person="198112189876"></i>'),
    "a comment": ("a/index.html", b"<!-- %s -->" % PLAIN),
    "a script": ("a/index.html", b"<script>var a='%s'</script>" % PLAIN),
    "meta": ("a/index.html", b'<meta name="author" content="%s">' % PLAIN),
    "json": ("data/a.json", b'{"a": "811218\\u002d9876"}'),
    "a script file": ("a.js", b'a="811218\\x2d9876"'),
    "a style": ("a.css", b'a::after{content:"%s"}' % PLAIN),
    "a style's comment": ("a.css", b"/* %s */" % PLAIN),
    "a drawing": ("a.svg", b"<svg><title>%s</title><path d='M1 2'/></svg>" % PLAIN),
    "a drawing in parts": ("a.svg", b"<svg><text>811218<tspan>-9876</tspan></text></svg>"),
    "XMP": ("a.jpg", b"\xff\xd8\xff\xe1<x:xmpmeta>%s</x:xmpmeta>" % PLAIN),
    "a camera's note in wide letters": ("a.jpg", b"\xff\xd8" + NUMBER.encode("utf-16-le")),
    "text of a picture": ("a.png", png(b"tEXt", b"Comment\0" + PLAIN)),
    "packed text of a picture": ("a.png", png(b"zTXt", b"Comment\0\0" + zlib.compress(PLAIN))),
    "a name": ("filer/811218-9876.txt", b""),
    "a coded name": ("filer/811218%2D9876.txt", b""),
    "a folder": ("811218-9876/index.html", b""),
    "a table": ("a.csv", b"namn;nr\nA;%s\n" % PLAIN),
    "wide letters": ("a.txt", NUMBER.encode("utf-16")),
    "a document": ("a.docx", zipped({"word/document.xml": b"<w:t>%s</w:t>" % PLAIN})),
    "a feed": ("a.xml", b"<title>Om %s</title>" % PLAIN),
    "a calendar": ("a.ics", b"SUMMARY:Om %s\r\n" % PLAIN),
    "a source map": ("a.js.map", b'{"sourcesContent":["// %s"]}' % PLAIN),
}


@pytest.mark.parametrize("place", HIDDEN)
def test_a_number_is_found_wherever_it_stands_in_a_finished_file(place: str) -> None:
    found = list(search_finished(*HIDDEN[place]))
    assert [one.number for one in found] == ["8112189876"]
    assert "9876" not in found[0].shown


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a/index.html", b"<td>811218</td><td>9876</td>"),
        ("a/index.html", b'<path d="M81 12 18-9876z"/>'),
        ("a/index.html", b'<time datetime="2020-11-20">20 november 2020</time> 2021'),
        ("a/index.html", b'<link href="a.811218a9876f8112189876c.css">'),
        ("a.js", b"x=[81,12,18,98,76,8112189,876]"),
        ("hash.min.js", b"k=[1116352408,8112189876,1899447441]"),
        ("moten/lg/2020-11-20/index.html", b"<p>LG 2020-11-20 punkt 5</p>"),
    ],
)
def test_other_numbers_may_go_out(path: str, content: bytes) -> None:
    assert list(search_finished(path, content)) == []


def test_the_gate_tells_each_number_once_and_where_it_comes_from(tmp_path: Path) -> None:
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(f"site_name: A\ncopyright: Anna {NUMBER}\n", encoding="utf-8")
    gate = Gate(sources={"mkdocs.yml": settings})
    pages = {name: f"<p>{NUMBER}</p>".encode() for name in ("a/index.html", "b/index.html")}
    assert [gate.look(*page) for page in pages.items()] == [False, False]
    (problem,) = gate.problems()
    assert str(problem).startswith("mkdocs.yml:2:17 E401 ")
    assert "9876" not in str(problem)
    assert Gate(frozenset({"8112189876"})).look("a/index.html", pages["a/index.html"])


@pytest.mark.parametrize(
    ("minutes", "copied", "code"),
    [
        ("minutes", "docs", None),
        ("docs/minutes", "docs", "E427"),
        ("docs", "docs", "E427"),
        ("a/b/c/minutes", "a", "E427"),
        ("link", "docs", "E427"),
        ("minutes", "theme", "E421"),
    ],
)
def test_minutes_where_others_copy_are_refused(
    tmp_path: Path, minutes: str, copied: str, code: str | None
) -> None:
    for folder in ("minutes", "docs/minutes", "a/b/c/minutes", "theme"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "docs" / "minutes")
    (tmp_path / "theme" / "drafts").symlink_to(tmp_path / "minutes")
    key = "custom_dir" if copied == "theme" else "docs_dir"
    found = list(layout_problems(tmp_path / minutes, [(key, tmp_path / copied)], "mkdocs.yml"))
    assert [problem.code for problem in found] == ([code] if code else [])


def test_a_folder_that_cannot_be_listed_is_not_an_empty_one(
    tmp_path: Path, minutes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rights do not bind whoever runs tests as root, so the system's answer stands in."""
    (tmp_path / "docs" / "dolda").mkdir(parents=True)
    real = os.scandir
    closed = {str(minutes / "styrgruppen"), str(tmp_path / "docs" / "dolda")}

    def scandir(path: str | Path = ".") -> object:
        if str(path) in closed:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    _, problems = examine(minutes)
    told = [problem for problem in problems if problem.code == "E425"]
    assert [problem.place.path.rpartition("/")[2] for problem in told] == ["styrgruppen"]
    found = layout_problems(minutes, [("docs_dir", tmp_path / "docs")], "mkdocs.yml")
    assert [problem.code for problem in found] == ["E425"]


@pytest.fixture
def project(tmp_path: Path, minutes: Path) -> Path:
    assert minutes.parent == tmp_path
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "kontakt.md").write_text("# Kontakt\n", encoding="utf-8")
    text = "site_name: Prov\ntheme: material\nplugins: [{minutes-archive: {}}]\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    return tmp_path


def run(project: Path, verb: str, *more: str) -> int:
    places = ["--minutes", str(project / "minutes"), "--config", str(project / "mkdocs.yml")]
    return main([verb, *more, *places])


def test_a_number_that_only_the_settings_hold_leaves_the_old_site(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = str(project / "site")
    assert run(project, "build", "--site-dir", site) == 0
    before = (project / "site" / "manifest.json").read_bytes()
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"copyright: Anna {NUMBER}\n")
    assert run(project, "build", "--site-dir", site) == 1
    told = capsys.readouterr().err
    assert "mkdocs.yml:4:17 E401" in told
    assert "9876" not in told
    assert (project / "site" / "manifest.json").read_bytes() == before


@pytest.mark.parametrize("way", [["arkiv.zip"], ["--markdown", "md"]])
def test_exports_go_through_the_same_gate(
    project: Path,
    way: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(project)
    (project / "docs" / "kontakt.md").write_text(f"# K\n\n[a](b 'om {NUMBER}')\n", encoding="utf-8")
    before = sorted(path.name for path in project.iterdir())
    assert run(project, "export", *way) == 1
    told = capsys.readouterr().err
    assert "docs/kontakt.md:3:" in told
    assert "9876" not in told
    (project / "docs" / "kontakt.md").write_text("# K\n", encoding="utf-8")
    (project / "docs" / "hemlig.txt").symlink_to(project / "mkdocs.yml")
    assert run(project, "export", *way) == 1
    assert "docs/hemlig.txt E421" in capsys.readouterr().err
    assert sorted(path.name for path in project.iterdir()) == before


@pytest.mark.parametrize("name", ["404.html", "sitemap.xml", "_headers", "manifest.json"])
def test_no_file_of_docs_is_written_over(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs" / name).write_text("mitt", encoding="utf-8")
    assert run(project, "build", "--site-dir", str(project / "site")) == 1
    assert f"docs/{name} E201" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="umask is of POSIX")
def test_a_site_can_be_read_by_a_web_server_whatever_the_umask(project: Path) -> None:
    before = os.umask(0o077)
    try:
        assert run(project, "build", "--site-dir", str(project / "site")) == 0
        assert os.umask(0o077) == 0o077
    finally:
        os.umask(before)
    site = project / "site"
    for path in (site, *site.rglob("*")):
        assert path.stat().st_mode & 0o044 == 0o044, path
    assert (project / ".minutes-archive").stat().st_mode & 0o077 == 0


def test_export_writes_over_nothing_but_a_package(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    before = (project / "mkdocs.yml").read_bytes()
    assert run(project, "export", "mkdocs.yml") == 2
    assert (project / "mkdocs.yml").read_bytes() == before
    assert [run(project, "export", "arkiv.zip") for _ in range(2)] == [0, 0]
