"""Personal data stops the build or warns, with file, line and column, and never printed whole."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest

from minutes_archive.loading import examine
from minutes_archive.problems import Problem

NUMBER = "811218-9876"


def found(minutes: Path) -> list[Problem]:
    _, problems = examine(minutes)
    return [problem for problem in problems if problem.code[1] == "4"]


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def excuse(minutes: Path, lines: str) -> None:
    with (minutes / "archive.yml").open("a", encoding="utf-8") as stream:
        stream.write(f"privacy_exceptions:\n{lines}\n")


def word_file(text: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        split = text[:4] + "</w:t></w:r><w:r><w:t>" + text[4:]
        archive.writestr("word/document.xml", f"<w:p><w:r><w:t>Gäller {split}.</w:t></w:r></w:p>")
    return target.getvalue()


def pdf_file(text: str) -> bytes:
    content = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 6\n0000000000 65535 f \n"
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


@pytest.fixture
def attached(minutes: Path) -> Path:
    """Return a text file that a published meeting of the copied archive attaches."""
    return minutes / "forbundsdirektionen/2022/2022-12-08-budget.txt"


def attach(attached: Path, name: str, data: bytes) -> Path:
    file = attached.with_name(name)
    file.write_bytes(data)
    rewrite(attached.with_name("2022-12-08.yml"), attached.name, name)
    return file


def test_the_invented_archive_is_clean(minutes: Path) -> None:
    assert found(minutes) == []


def test_a_number_in_a_published_meeting_stops_the_build(minutes: Path) -> None:
    file = minutes / "styrgruppen/2023/2023-01-26.yml"
    rewrite(file, "place: ", f"# {NUMBER}\nplace: ")
    line = file.read_text(encoding="utf-8").split(NUMBER)[0].count("\n") + 1
    (problem,) = found(minutes)
    assert problem.code == "E401"
    assert (problem.place.line, problem.place.column) == (line, 3)
    assert problem.place.path.endswith("styrgruppen/2023/2023-01-26.yml")
    assert "9876" not in str(problem)


def test_in_a_draft_it_only_warns_and_look_alikes_warn(minutes: Path) -> None:
    rewrite(minutes / "styrgruppen/2023/2023-11-23.yml", "kanariefågelplatsen", NUMBER)
    file = minutes / "styrgruppen/2023/2023-01-26.yml"
    rewrite(file, "place: ", "# 811218-9875 eva@gmail.example 070-123 45 67\nplace: ")
    codes = [problem.code for problem in found(minutes)]
    assert codes == ["W401", "W402", "W403", "W401"]


def test_official_contacts_are_let_be(minutes: Path) -> None:
    file = minutes / "styrgruppen/2023/2023-01-26.yml"
    rewrite(file, "place: ", "# kansli@fjardbygden.example nn@mejl.almvik.example\nplace: ")
    assert found(minutes) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bilaga.txt", f"Rad ett\nGäller {NUMBER}".encode()),
        ("bilaga.txt", f"Rad ett\nGäller å {NUMBER}".encode("latin-1")),
        ("bilaga.docx", word_file(NUMBER)),
        ("bilaga.pdf", pdf_file(NUMBER)),
    ],
)
def test_attachments_are_searched(attached: Path, minutes: Path, name: str, data: bytes) -> None:
    if name.endswith("pdf"):
        pytest.importorskip("pypdfium2")
    attach(attached, name, data)
    (problem,) = found(minutes)
    assert problem.code == "E401"
    assert problem.place.path.endswith(name)
    assert "9876" not in str(problem)
    assert problem.place.line == (2 if name.endswith("txt") else 0)
    assert ("på sidan 1" in problem.message) == name.endswith("pdf")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bilaga.docx", b"ingen zip"),
        ("bilaga.docx", word_file(NUMBER)[:-40]),
        ("bilaga.pdf", b"%PDF-1.4 trasig"),
        ("bilaga.pdf", pdf_file("")),
        ("bilaga.mp4", b"\0\0"),
    ],
)
def test_what_cannot_be_searched_is_told(
    attached: Path, minutes: Path, name: str, data: bytes
) -> None:
    attach(attached, name, data)
    (problem,) = found(minutes)
    assert problem.code == "W404"


def test_an_exception_needs_file_and_reason(minutes: Path, attached: Path) -> None:
    attached.write_text(f"Gäller {NUMBER}", encoding="utf-8")
    name = attached.relative_to(minutes).as_posix()
    excuse(minutes, f"  - {{file: {name}, reason: Påhittat nummer ur en exempelsamling}}")
    assert found(minutes) == []


def test_an_exception_may_name_one_finding(minutes: Path, attached: Path) -> None:
    attached.write_text(f"{NUMBER} och 811218-9875", encoding="utf-8")
    (error, _) = found(minutes)
    shown = error.message.split()[-1]
    name = attached.relative_to(minutes).as_posix()
    excuse(minutes, f'  - {{file: {name}, reason: Exempel, text: "{shown}"}}')
    assert found(minutes) == []


@pytest.mark.parametrize(
    ("file", "code"),
    [("forbundsdirektionen/2022/borta.txt", "E402"), ("styrgruppen/2022/2022-02-03.yml", "W405")],
)
def test_an_exception_without_use_is_told(minutes: Path, file: str, code: str) -> None:
    excuse(minutes, f"  - {{file: {file}, reason: Gammalt}}")
    (problem,) = found(minutes)
    assert problem.code == code
    assert problem.place.line > 1


def test_a_missing_pdf_library_is_told(
    attached: Path, minutes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    attach(attached, "bilaga.pdf", pdf_file(NUMBER))
    (problem,) = found(minutes)
    assert problem.code == "W404"
    assert "pypdfium2" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("status: published", "status: published", ""),
        (
            "      - decision: Att",
            "      - withdrawn: {reason: mistake}\n        decision: Att",
            "W406",
        ),
    ],
)
def test_an_original_that_tells_what_was_withdrawn(
    minutes: Path, old: str, new: str, code: str
) -> None:
    rewrite(minutes / "styrgruppen/2022/2022-02-03.yml", old, new)
    assert [problem.code for problem in found(minutes)] == ([code] if code else [])


def test_an_original_with_names_that_pages_hide(minutes: Path) -> None:
    with (minutes / "archive.yml").open("a", encoding="utf-8") as registry:
        registry.write("people: roles\n")
    assert {problem.code for problem in found(minutes)} == {"W407"}
