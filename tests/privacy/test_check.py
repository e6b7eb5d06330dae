"""Personal data stops the build or warns, with file, line and column, and never printed whole."""

from __future__ import annotations

import re
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

from minutes_archive.commandline.commands import main
from minutes_archive.commandline.problem_lines import github_lines, json_lines
from minutes_archive.loading import examine
from minutes_archive.privacy.document_text import read_document
from minutes_archive.problems import Problem
from personal_data.number_lines import check_digit
from small_documents import pdf, zipped

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
    split = text[:4] + "</w:t></w:r><w:r><w:t>" + text[4:]
    return zipped({"word/document.xml": f"<w:p><w:r><w:t>Gäller {split}.</w:t></w:r></w:p>"})


@pytest.fixture
def attached(minutes: Path) -> Path:
    """Return a text file that a published meeting of the copied archive attaches."""
    return minutes / "forbundsdirektionen/2022/2022-12-08-budget.txt"


def attach(attached: Path, name: str, data: bytes) -> Path:
    attached.unlink()  # nothing names it any more
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
        ("bilaga.pdf", pdf(NUMBER)),
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
        ("bilaga.pdf", pdf("")),
        ("bilaga.mp4", b"\0\0"),
    ],
)
def test_what_cannot_be_searched_is_told(
    attached: Path, minutes: Path, name: str, data: bytes
) -> None:
    attach(attached, name, data)
    (problem,) = found(minutes)
    assert problem.code == "W404"


def name_of(problem: Problem) -> str:
    """Return what an exception calls the finding of a problem, as its hint says."""
    return problem.hint.rpartition('text: "')[2].rstrip('"')


def test_an_exception_names_one_finding_and_excuses_no_other(minutes: Path, attached: Path) -> None:
    attached.write_text(f"Exempel: {NUMBER}.\n", encoding="utf-8")
    (error,) = found(minutes)
    assert "9876" not in str(error)
    name = attached.relative_to(minutes).as_posix()
    excuse(minutes, f'  - {{file: {name}, reason: Påhittat, text: "{name_of(error)}"}}')
    assert found(minutes) == []
    other = f"811219-998{check_digit('811219998')}"
    for text in (f"Exempel: {other}.\n", f"Exempel: {NUMBER}.\nÄven {other}.\n"):
        attached.write_text(text, encoding="utf-8")
        assert "E401" in [problem.code for problem in found(minutes)]


@pytest.mark.parametrize("text", ["", ', text: "81****-****"'])
def test_no_exception_for_a_form_or_a_whole_file_lets_a_number_out(
    minutes: Path, attached: Path, text: str
) -> None:
    attached.write_text(f"{NUMBER} och 811218-9875", encoding="utf-8")
    name = attached.relative_to(minutes).as_posix()
    excuse(minutes, f"  - {{file: {name}, reason: Exempel{text}}}")
    assert "E401" in [problem.code for problem in found(minutes)]


@pytest.mark.parametrize(
    ("file", "code"),
    [("forbundsdirektionen/2022/borta.txt", "E402"), ("styrgruppen/2022/2022-02-03.yml", "W405")],
)
def test_an_exception_without_use_is_told(minutes: Path, file: str, code: str) -> None:
    excuse(minutes, f"  - {{file: {file}, reason: Gammalt}}")
    (problem,) = found(minutes)
    assert problem.code == code
    assert problem.place.line > 1


def test_a_missing_pdf_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    (unread,) = read_document("bilaga.pdf", pdf(NUMBER)).unread
    assert "pypdfium2" in unread


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


def letter(name: str, data: bytes) -> bytes:
    message = EmailMessage()
    message["Subject"] = "Bilaga"
    message.set_content("Se bilagan.")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def pdf_with_note(text: str) -> bytes:
    """Return a PDF whose page says nothing of it; a comment on the page does."""
    document = pdf("Ingenting")
    note = f"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents ({text}) >>"
    return document.replace(b"/Contents 4 0 R", b"/Contents 4 0 R /Annots [%s]" % note.encode())


HIDDEN_IN = {
    "UTF-16 with a mark": ("bilaga.txt", f"Gäller {NUMBER}".encode("utf-16")),
    "UTF-16 without": ("bilaga.csv", f"Gäller;{NUMBER}".encode("utf-16-le")),
    "the other UTF-16": ("bilaga.csv", f"Gäller;{NUMBER}".encode("utf-16-be")),
    "rich text": ("bilaga.rtf", rb"{\rtf1\ansi G\'e4ller 811218\b -98\b0 76.}"),
    "a header": ("bilaga.docx", zipped({"word/header1.xml": NUMBER.encode()})),
    "a comment": ("bilaga.docx", zipped({"word/comments.xml": f"<w:t>{NUMBER}</w:t>".encode()})),
    "UTF-16 in Word": ("bilaga.docx", zipped({"word/document.xml": NUMBER.encode("utf-16")})),
    "the words for a picture": (
        "bilaga.docx",
        zipped({"word/document.xml": f'<wp:docPr id="1" descr="Foto {NUMBER}"/>'.encode()}),
    ),
    "an entity": ("bilaga.docx", zipped({"word/document.xml": b"<w:t>811218&#45;9876</w:t>"})),
    "a sheet in a document": (
        "bilaga.docx",
        zipped({"word/embeddings/a.xlsx": zipped({"xl/s.xml": f"<t>{NUMBER}</t>".encode()})}),
    ),
    "a slide": ("bilaga.pptx", zipped({"ppt/slides/slide1.xml": f"<a:t>{NUMBER}</a:t>".encode()})),
    "OpenDocument": ("bilaga.odt", zipped({"content.xml": f"<text:p>{NUMBER}</text:p>".encode()})),
    "a letter's attachment": ("brev.eml", letter("a.txt", NUMBER.encode())),
    "a comment in a PDF": ("bilaga.pdf", pdf_with_note(NUMBER)),
}


@pytest.mark.parametrize("hidden", HIDDEN_IN)
def test_every_part_of_an_attachment_is_searched(
    attached: Path, minutes: Path, hidden: str
) -> None:
    name, data = HIDDEN_IN[hidden]
    if name.endswith("pdf"):
        pytest.importorskip("pypdfium2")
    attach(attached, name, data)
    assert "E401" in [problem.code for problem in found(minutes)]


def test_very_many_findings_are_each_told_at_their_line(attached: Path, minutes: Path) -> None:
    """It would take minutes if the lines were counted anew for each of them."""
    attach(attached, "bilaga.txt", b"\n".join([b"811218-9875] " * 4] * 2_500))
    problems = found(minutes)
    assert len(problems) == 10_000
    assert (problems[-1].place.line, problems[-1].place.column) == (2_500, 40)


def test_two_cells_of_a_sheet_are_two_numbers(attached: Path, minutes: Path) -> None:
    cells = b"<row><c><v>811218</v></c><c><v>9876</v></c></row>"
    attach(attached, "tabell.xlsx", zipped({"xl/worksheets/sheet1.xml": cells}))
    assert found(minutes) == []


@pytest.mark.parametrize(
    "written",
    [
        '"811218\\x2d9876"',
        '"811218-\\\n      9876"',
        '"\\u0038\\u0031\\u0031218-9876"',
        "811218-\n      9876",
        "Namn 811218 **9876**",
        "811218&shy;-9876",
    ],
)
def test_a_number_written_otherwise_than_it_reads_stops_the_build(
    minutes: Path, written: str
) -> None:
    file = minutes / "styrgruppen/2023/2023-01-26.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub("(?m)^place: .*$", lambda _: f"place: {written}", text), "utf-8")
    problems = found(minutes)
    assert "E401" in [problem.code for problem in problems]
    assert "9876" not in "".join(map(str, problems))


@pytest.mark.parametrize(
    "line",
    [
        f"body: {NUMBER}",
        f"date: {NUMBER}",
        f"kind: {NUMBER}",
        f"{NUMBER}: x",
        f"source: {{file: {NUMBER}.pdf}}",
        f"present: [{{name: A, from: {NUMBER}}}]",
        f"aliases: [{NUMBER}]",
        "kind: 19811218-9876",
        "kind: 1981-12-18-9876",
    ],
)
def test_no_problem_prints_a_number_whole(minutes: Path, line: str) -> None:
    """A value that is wrong for another reason is quoted in the problem."""
    file = minutes / "styrgruppen/2023/2023-01-26.yml"
    file.write_text(file.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    _, problems = examine(minutes)
    assert any(problem.code[0] == "E" for problem in problems)
    assert "9876" not in "".join(map(str, problems))
    assert "9876" not in json_lines(problems) + github_lines(problems)


@pytest.fixture
def project(tmp_path: Path, minutes: Path) -> Path:
    """Return a project with a hand-written page that a test may change."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "kontakt.md").write_text("# Kontakt\n\nSkriv till oss.\n", "utf-8")
    text = "site_name: Prov\ntheme: material\nplugins: [{minutes-archive: {}}]\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert minutes.parent == tmp_path
    return tmp_path


def built(project: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    places = ["--minutes", str(project / "minutes"), "--site-dir", str(project / "site")]
    code = main(["build", *places, "--config", str(project / "mkdocs.yml")])
    return code, capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("kontakt.md", f"# Kontakt\n\nFråga {NUMBER}.\n".encode()),
        ("kontakt.md", b"# Kontakt\n\nFr\xc3\xa5ga <b>811218</b>-<i>9876</i>.\n"),
        ("blankett.docx", word_file(NUMBER)),
        ("lista.csv", f"namn;nummer\nA;{NUMBER}\n".encode("utf-16")),
    ],
)
def test_what_is_written_by_hand_is_searched_too(
    project: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes
) -> None:
    (project / "docs" / name).write_bytes(data)
    code, told = built(project, capsys)
    assert code == 1
    assert f"docs/{name}" in told
    assert "E401" in told
    assert "9876" not in told
    assert not (project / "site").exists()


def test_a_page_by_hand_is_excused_by_file_finding_and_reason(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs" / "kontakt.md").write_text(f"# Kontakt\n\n{NUMBER}\n", encoding="utf-8")
    code, told = built(project, capsys)
    assert code == 1
    name = told.rpartition('text: "')[2].partition('"')[0]
    line = f'{{file: docs/kontakt.md, reason: Påhittat exempel, text: "{name}"}}'
    excuse(project / "minutes", f"  - {line}")
    assert built(project, capsys)[0] == 0


def test_a_link_out_of_the_pages_by_hand_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "hemlig.txt").write_text("hemligt", encoding="utf-8")
    (project / "docs" / "bilaga.txt").symlink_to(project / "hemlig.txt")
    code, told = built(project, capsys)
    assert code == 1
    assert "docs/bilaga.txt E421" in told
