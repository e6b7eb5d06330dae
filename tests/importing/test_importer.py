"""Files become drafts in the archive: where, with what notes, and never over an older one."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from minutes_archive.importing import Outcome, import_files
from minutes_archive.importing.draft.emitting import minutes_file
from minutes_archive.model import Publication
from minutes_archive.reading import read_archive, read_meeting, read_registry

HEAD = "Minnesanteckningar Kustgruppen {date}\n\nNärvarande: Bo Ek, Almvik\nMia Al, Bergsund\n\n"
TEXT = HEAD + "1. Start\nAlla kom i tid.\n\n2. Slut\nMötet avslutas.\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return write(tmp_path, "anteckningar.txt", TEXT.format(date="2024-01-15"))


def test_a_draft_lies_where_its_body_and_date_say(archive: Path, document: Path) -> None:
    report = import_files([document], archive)
    (result,) = report.files
    assert result.draft == archive / "kustgruppen" / "2024" / "2024-01-15.yml"
    assert (result.outcome, result.problems) == (Outcome.IMPORTED, ())
    assert report.succeeded
    registry, _ = read_registry(archive)
    meeting, problems = read_meeting(result.draft, registry)
    assert meeting is not None and problems == []
    assert meeting.status is Publication.DRAFT
    assert [person.organisation for person in meeting.present] == ["almvik", "bergsund"]


def test_the_report_beside_it_accounts_for_every_word(archive: Path, document: Path) -> None:
    (result,) = import_files([document], archive).files
    assert result.report == archive / "kustgruppen" / "2024" / "2024-01-15.granskning.md"
    text = result.report.read_text(encoding="utf-8")
    assert "| närvarande | 2 |" in text and "| punkter | 2 |" in text
    assert re.search(r"Källan har 22 ord\. \d+ står i ett fält, 0 fick ingen plats", text)


def test_the_same_file_gives_the_same_bytes(archive: Path, document: Path) -> None:
    (first,) = import_files([document], archive).files
    assert first.draft is not None
    before = first.draft.read_bytes()
    import_files([document], archive, force=True)
    assert first.draft.read_bytes() == before


def test_an_existing_file_is_left_alone_unless_forced(archive: Path, document: Path) -> None:
    target = archive / "kustgruppen" / "2024" / "2024-01-15.yml"
    target.parent.mkdir(parents=True)
    target.write_text("mitt eget\n", encoding="utf-8")
    (refused,) = import_files([document], archive).files
    assert (refused.outcome, refused.problems[0].code) == (Outcome.REFUSED, "E516")
    assert target.read_text(encoding="utf-8") == "mitt eget\n"
    (forced,) = import_files([document], archive, force=True).files
    assert forced.outcome is Outcome.IMPORTED
    assert target.read_text(encoding="utf-8").startswith("# yaml-language-server")


def test_many_files_go_on_past_the_bad_one(archive: Path, tmp_path: Path) -> None:
    paths = [
        write(tmp_path, "a.txt", TEXT.format(date="2024-01-15")),
        write(tmp_path, "b.pdf", "inte en pdf"),
        write(tmp_path, "c.txt", TEXT.format(date="2024-02-15")),
    ]
    said: list[str] = []
    report = import_files(paths, archive, progress=said.append)
    assert said == ["1/3 a.txt", "2/3 b.pdf", "3/3 c.txt"]
    assert [r.outcome for r in report.files] == [
        Outcome.IMPORTED,
        Outcome.REFUSED,
        Outcome.IMPORTED,
    ]
    assert not report.succeeded
    *rows, total = report.summary()
    assert [row.split()[0] for row in rows] == ["a.txt", "b.pdf", "c.txt"]
    assert total == "2 importerade, 1 inte importerad"


def test_two_files_of_one_day_do_not_overwrite_each_other(archive: Path, tmp_path: Path) -> None:
    paths = [write(tmp_path, name, TEXT.format(date="2024-01-15")) for name in ("a.txt", "b.txt")]
    first, second = import_files(paths, archive).files
    assert (first.outcome, second.outcome) == (Outcome.IMPORTED, Outcome.REFUSED)
    assert second.problems[0].code == "E516"


def test_an_unknown_body_is_refused_with_the_nearest_name(archive: Path, tmp_path: Path) -> None:
    document = write(tmp_path, "x.txt", TEXT.format(date="2024-01-15").replace("Kust", "Bergs"))
    (result,) = import_files([document], archive).files
    assert result.outcome is Outcome.REFUSED
    assert result.problems[0].code == "E515"
    assert 'menade du "Kustgruppen"?' in result.problems[0].message
    (given,) = import_files([document], archive, body="kustgruppen").files
    assert given.draft is not None and given.draft.parts[-3] == "kustgruppen"


def test_a_body_that_is_not_in_the_registry_stops_the_run(archive: Path, document: Path) -> None:
    report = import_files([document], archive, body="kustgrupen")
    assert report.files == ()
    assert [p.code for p in report.failures] == ["E515"]
    assert report.failures[0].hint == 'menade du "kustgruppen"?'


def test_without_a_registry_nothing_is_imported(tmp_path: Path, document: Path) -> None:
    report = import_files([document], tmp_path / "saknas")
    assert report.files == () and not report.succeeded
    assert report.failures[-1].code == "E521"


def test_a_date_from_the_file_name_is_marked(archive: Path, tmp_path: Path) -> None:
    document = write(tmp_path, "motet-2024-03-04.txt", TEXT.format(date=""))
    (result,) = import_files([document], archive).files
    assert result.draft is not None and result.draft.name == "2024-03-04.yml"
    assert [problem.code for problem in result.problems] == ["W513"]


def test_a_date_copied_from_an_earlier_meeting_is_pointed_out(
    archive: Path, tmp_path: Path
) -> None:
    document = write(tmp_path, "meeting-20240304.txt", TEXT.format(date="2024-01-15"))
    (result,) = import_files([document], archive).files
    assert [problem.code for problem in result.problems] == ["W512"]
    assert result.draft is not None and result.draft.name == "2024-03-04.yml"
    # The words of the source are not mended.
    assert "title: Minnesanteckningar Kustgruppen 2024-01-15" in result.draft.read_text("utf-8")


def test_a_labelled_date_weighs_more_than_the_file_name(archive: Path, tmp_path: Path) -> None:
    text = TEXT.format(date="").replace("Närvarande", "Datum: 2024-01-15\nNärvarande")
    document = write(tmp_path, "publicerad-20240304.txt", text)
    (result,) = import_files([document], archive).files
    assert result.draft is not None and result.draft.name == "2024-01-15.yml"
    assert [problem.code for problem in result.problems] == ["W512"]


def test_an_undated_document_becomes_a_draft_with_an_open_question(
    archive: Path, tmp_path: Path
) -> None:
    document = write(tmp_path, "anteckningar.txt", TEXT.format(date=""))
    (result,) = import_files([document], archive).files
    assert result.draft == archive / "kustgruppen" / "odaterat" / "anteckningar.yml"
    assert [problem.code for problem in result.problems] == ["W530", "W110"]
    (dated,) = import_files([document], archive, date=dt.date(2024, 5, 6)).files
    assert dated.draft is not None and dated.draft.name == "2024-05-06.yml"


def test_a_personal_identity_number_is_reported_and_never_printed_whole(
    archive: Path, tmp_path: Path
) -> None:
    text = TEXT.format(date="2024-01-15") + "3. Övrigt\nÄrendet gäller 811218-9876.\n"
    (result,) = import_files([write(tmp_path, "x.txt", text)], archive).files
    (problem,) = result.problems
    assert (problem.code, problem.place.line) == ("W550", 12)
    assert "personnummer i texten: 81****-****" in problem.message
    assert result.report is not None and result.draft is not None
    assert "9876" not in result.report.read_text(encoding="utf-8")
    assert "9876" not in "".join(str(p) for p in result.problems)
    # The draft holds the source's words; the build refuses to publish them.
    assert "811218-9876" in result.draft.read_text(encoding="utf-8")


def test_an_old_encoding_is_read_and_told_of(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "gammal.txt"
    path.write_bytes(TEXT.format(date="2024-01-15").encode("cp1252"))
    (result,) = import_files([path], archive).files
    assert [problem.code for problem in result.problems] == ["W504"]
    assert result.draft is not None and "Närvarande" not in result.draft.read_text("utf-8")


def test_a_profile_adds_an_organisations_own_words(archive: Path, tmp_path: Path) -> None:
    text = TEXT.format(date="2024-01-15").replace("Närvarande:", "Med på mötet:")
    document = write(tmp_path, "x.txt", text.replace("Kustgruppen", "Kustligan"))
    profile = write(
        tmp_path,
        "profil.yml",
        "labels: {present: [Med på mötet]}\nbodies: {kustgruppen: [Kustligan]}\n"
        "organisations: {almvik: [Almvik stad]}\n",
    )
    (result,) = import_files([document], archive, profile=profile).files
    assert result.outcome is Outcome.IMPORTED
    assert result.draft is not None and "name: Bo Ek" in result.draft.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("labels: [x]\n", '"labels" i profilen har fel form'),
        ("etiketter: {}\n", 'okänd nyckel "etiketter" i profilen'),
        ("- x\n", "profilen profil.yml ska bestå av nycklar"),
        ("item_pattern: '('\n", '"item_pattern" i profilen är inget giltigt uttryck'),
        ("a: [\n", "profilen profil.yml är inte giltig YAML"),
    ],
)
def test_a_bad_profile_is_explained(
    archive: Path, document: Path, tmp_path: Path, text: str, says: str
) -> None:
    report = import_files([document], archive, profile=write(tmp_path, "profil.yml", text))
    assert report.files == ()
    assert report.failures[0].code == "E520" and report.failures[0].message.startswith(says)


def test_a_file_that_cannot_be_proven_is_not_written(
    archive: Path, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(*arguments: object) -> str:
        return minutes_file(*arguments).replace("Alla kom i tid.", "Alla kom.")  # type: ignore[arg-type]

    monkeypatch.setattr("minutes_archive.importing.draft.proof.minutes_file", forgetful)
    (result,) = import_files([document], archive).files
    assert (result.outcome, result.problems[0].code) == (Outcome.REFUSED, "E514")
    assert "tid" in result.problems[0].message
    assert [path.name for path in archive.rglob("*") if path.is_file()] == ["archive.yml"]


def test_what_the_grammars_stumble_over_is_a_result_and_no_traceback(
    archive: Path, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise IndexError("utanför")

    monkeypatch.setattr("minutes_archive.importing.importer.Drafting", stumble)
    (result,) = import_files([document], archive).files
    assert (result.outcome, result.problems[0].code) == (Outcome.REFUSED, "E522")


def test_two_meetings_in_one_file_are_refused(archive: Path, tmp_path: Path) -> None:
    text = TEXT.format(date="2024-01-15") + "\n" + TEXT.format(date="2024-02-15")
    (result,) = import_files([write(tmp_path, "x.txt", text)], archive).files
    assert (result.outcome, result.problems[0].code) == (Outcome.REFUSED, "E519")
    assert "rad 12" in result.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        "# Installera\n\n1. Hämta filen\n2. Kör den\n\n## Licens\nMIT, se filen.\n",
        "Kära vänner!\n\nKom och fika på lördag.\n",
    ],
)
def test_what_is_no_minutes_is_refused(archive: Path, tmp_path: Path, text: str) -> None:
    document = write(tmp_path, "x.md", text)
    (result,) = import_files([document], archive, body="kustgruppen").files
    assert (result.outcome, result.problems[0].code) == (Outcome.REFUSED, "E523")


@pytest.mark.parametrize(
    "opening", ["Kallelse till Kustgruppen", "Inbjudan till Kustgruppens möte"]
)
def test_a_notice_of_a_meeting_is_not_its_minutes(
    archive: Path, tmp_path: Path, opening: str
) -> None:
    text = f"{opening} 2024-01-15\n\nPlats: Hamnen\n\n1. Start\n2. Budget\n3. Slut\n"
    (result,) = import_files([write(tmp_path, "x.txt", text)], archive).files
    assert [problem.code for problem in result.problems] == ["E523"]


def test_a_draft_without_a_day_waits_and_does_not_stop_the_archive(
    archive: Path, tmp_path: Path
) -> None:
    import_files([write(tmp_path, "anteckningar.txt", TEXT.format(date=""))], archive)
    _, meetings, problems = read_archive(archive)
    assert meetings == [] and [problem.code for problem in problems] == ["W110"]


@pytest.mark.parametrize(
    ("line", "place", "time"),
    [
        (
            "Plats och tid: Hamnhuset, rum 3:14, kl. 18:00–20:10",
            "Hamnhuset, rum 3:14",
            "18:00–20:10",
        ),
        ("Onsdagen den 15 januari 2024 i Bygdegården", "Bygdegården", ""),
        ("2024-01-15 kl. 9.00\nHembygdsgården", "Hembygdsgården", "9.00"),
        ("Per capsulam 2024-01-15", "Per capsulam", ""),
    ],
)
def test_where_it_was(archive: Path, tmp_path: Path, line: str, place: str, time: str) -> None:
    head = f"Minnesanteckningar Kustgruppen\n{line}\n\nNärvarande: Bo Ek\n\n"
    document = write(tmp_path, "2024-01-15.txt", head + "1. Start\nHej.\n\n2. Slut\nHej.\n")
    import_files([document], archive)
    written = (archive / "kustgruppen/2024/2024-01-15.yml").read_text(encoding="utf-8")
    told = yaml.load(written, Loader=yaml.BaseLoader)
    assert (told.get("place", ""), told.get("time", "")) == (place, time)


def test_two_meetings_of_a_day_are_two_drafts(archive: Path, tmp_path: Path) -> None:
    first = "Protokoll Kustgruppen 2025-03-04\nNärvarande: Eva Ek\n\n1. Ekonomi\nKassan är god.\n"
    second = (
        "Protokoll Kustgruppen 2025-03-04 kl. 20.00\nNärvarande: Siv Öd\n\n"
        "1. Konstituering\nSiv Öd blev kassör.\n\n2. Firma\nFirman tecknas av två.\n"
    )
    paths = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt", "d.txt")]
    texts = (first, second, first, f"{first}\n2. Slut\nHej.\n\n{second}")
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    one, two, same, both = import_files(paths, archive).files
    assert [r.draft.name if r.draft else "" for r in (one, two)] == [
        "2025-03-04.yml",
        "2025-03-04-2.yml",
    ]
    assert [p.code for p in two.problems if p.code == "W527"] == ["W527"]
    assert [p.code for r in (same, both) for p in r.problems] == ["E516", "E519"]
