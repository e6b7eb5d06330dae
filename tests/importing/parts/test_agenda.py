"""Where the items of an agenda begin, in every form of numbering, and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from importing.conftest import Drafted, codes_of, items_of
from minutes_archive.importing.draft.drafting import Drafting, Given
from minutes_archive.importing.draft.ledger import balance
from minutes_archive.importing.files.markdown_file import read_markdown
from minutes_archive.importing.words.draft_tree import MarkKind
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.model import Registry

DraftOf = Callable[[str], Drafted]
HEAD = "Minnesanteckningar Kustgruppen 2024-01-15\n\nNärvarande: Bo Ek\n\n"
FORMS = {
    "5.": ("1. Start", "2. Slut", ["1", "2"]),
    "5)": ("1) Start", "2) Slut", ["1", "2"]),
    "5:": ("1: Start", "2: Slut", ["1", "2"]),
    "5:glued": ("1:Start", "2:Slut", ["1", "2"]),
    "§ 5": ("§ 7 Start", "§ 8 Slut", ["§ 7", "§ 8"]),
    "§5": ("§7 Start", "§8 Slut", ["§ 7", "§ 8"]),
    "5 §": ("7 § Start", "8 § Slut", ["7 §", "8 §"]),
    "KS § 5": ("KS § 7 Start", "KS § 8 Slut", ["§ 7", "§ 8"]),
    "§ 5/20": ("§ 7/24 Start", "§ 8/24 Slut", ["§ 7/24", "§ 8/24"]),
    "§ 2024/5": ("§ 2024/7 Start", "§ 2024/8 Slut", ["§ 2024/7", "§ 2024/8"]),
    "23 A": ("§ 23 Start", "§ 23 A Slut", ["§ 23", "§ 23 A"]),
    "Punkt 5": ("Punkt 1 – Start", "Punkt 2 – Slut", ["1", "2"]),
    "Ärende 5": ("Ärende 1: Start", "Ärende 2: Slut", ["1", "2"]),
    "below the number": ("§ 7\nStart", "§ 8\nSlut", ["§ 7", "§ 8"]),
}


def read(draft_of: DraftOf, text: str) -> list[tuple[str, str]]:
    draft, _ = draft_of(HEAD + text)
    return [(item.text("number"), item.text("title")) for item in items_of(draft)]


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_numbering(draft_of: DraftOf, form: str) -> None:
    first, second, numbers = FORMS[form]
    text = f"{first}\nAlla hälsas välkomna till mötet.\n\n{second}\nMötet avslutas.\n"
    assert read(draft_of, text) == list(zip(numbers, ["Start", "Slut"], strict=True))


def test_a_wrapped_line_with_a_day_is_no_item(draft_of: DraftOf) -> None:
    text = "1. Start\nMötet flyttas till torsdagen den\n26 november kl 19.00.\n\n2. Slut\nKlart.\n"
    assert [number for number, _ in read(draft_of, text)] == ["1", "2"]


def test_a_list_inside_an_item_is_no_agenda(draft_of: DraftOf) -> None:
    text = (
        "1. Start\nTre frågor:\n\n1. Vem?\n2. Vad?\n3. När?\n\n2. Vägar\nText om vägarna.\n\n"
        "3. Hamnar\nText om hamnarna.\n\n4. Slut\nKlart.\n"
    )
    assert [title for _, title in read(draft_of, text)] == ["Start", "Vägar", "Hamnar", "Slut"]


def test_a_list_of_the_agenda_is_not_the_agenda(draft_of: DraftOf) -> None:
    agenda = "Dagordning\n1. Start\n2. Slut\n\n"
    draft, _ = draft_of(HEAD + agenda + "1. Start\nAlla kom.\n\n2. Slut\nKlart.\n")
    assert [item.text("title") for item in items_of(draft)] == ["Start", "Slut"]
    assert sum(mark.kind is MarkKind.AGENDA for mark in draft.marks) >= 1
    assert not any(mark.kind is MarkKind.NOT_PLACED for mark in draft.marks)


def test_numbers_that_are_missing_are_pointed_out(draft_of: DraftOf) -> None:
    draft, _ = draft_of(HEAD + "1. Start\nText här.\n\n2. Väg\nText här.\n\n5. Slut\nKlart.\n")
    assert [item.text("number") for item in items_of(draft)] == ["1", "2", "5"]
    assert [n.message for n in draft.notes if n.code == "W518"] == [
        "punktnumren hoppar: 3–4 saknas"
    ]


def test_headings_without_numbers(draft_of: DraftOf) -> None:
    text = (
        "Start\nAlla hälsas välkomna till årets första möte i gruppen.\n\n"
        "Vägar\nVägarna diskuteras länge och väl av alla närvarande.\n\n"
        "Slut\nMötet avslutas i god tid.\n"
    )
    assert read(draft_of, text) == [("", "Start"), ("", "Vägar"), ("", "Slut")]


def test_markdown_headings_outrank_a_numbered_list(names: Registry, swedish: LanguagePack) -> None:
    text = (
        "# Kustgruppen\n**Minnesanteckningar 2024-01-15**\n\nGenomgång av\n1. Processen\n"
        "2. Ärenden\n\n"
        "## Vägar\nText.\n\n### Gator\nMer text.\n\n## Hamnar\nText.\n"
    )
    draft = Drafting(read_markdown(text.encode()), names, swedish, Given("kustgruppen")).draft()
    assert [item.text("title") for item in items_of(draft)] == ["Vägar", "Hamnar"]
    assert draft.tree.text("title") == "Kustgruppen Minnesanteckningar 2024-01-15"


def test_a_reference_number_belongs_to_its_item(draft_of: DraftOf) -> None:
    text = "§ 7 Vägar (dnr KS/2023:114)\nText.\n\n§ 8 Hamnar\nDnr 2024/KS 0290 10\nText.\n"
    draft, _ = draft_of(HEAD + text)
    assert [(i.text("title"), i.text("reference")) for i in items_of(draft)] == [
        ("Vägar", "KS/2023:114"),
        ("Hamnar", "2024/KS 0290 10"),
    ]


def test_a_title_goes_on_where_it_was_broken(draft_of: DraftOf) -> None:
    text = "1. Remiss om vägplan för\nE4/E20\nRemissen gås igenom.\n\n2. Slut\nKlart.\n"
    assert read(draft_of, text)[0] == ("1", "Remiss om vägplan för E4/E20")


FAULTS = {
    "weekday": ("Datum: onsdagen den 15 januari 2024\n", "W511"),
    "twice present": ("Datum: 2024-01-15\nNärvarande: Bo Ek, Bo Ek\n", "W514"),
    "present and absent": ("Datum: 2024-01-15\nNärvarande: Bo Ek\nFrånvarande: Bo Ek\n", "W514"),
    "attester absent": (
        "Datum: 2024-01-15\nNärvarande: Bo Ek\nFrånvarande: Mia Al\nJusterare: Mia Al\n",
        "W515",
    ),
    "no people": ("Datum: 2024-01-15\n", "W531"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_of_the_source_are_pointed_out(draft_of: DraftOf, fault: str) -> None:
    head, code = FAULTS[fault]
    draft, _ = draft_of(f"Protokoll Kustgruppen\n{head}\n1. Start\nAlla kom.\n\n2. Slut\nKlart.\n")
    assert code in codes_of(draft)


def test_a_sound_document_has_no_notes(draft_of: DraftOf) -> None:
    draft, _ = draft_of(HEAD + "1. Start\nAlla kom i tid.\n\n2. Slut\nMötet avslutas.\n")
    assert codes_of(draft) == []


def test_a_title_may_begin_with_a_figure(draft_of: DraftOf) -> None:
    text = "1 Start\nVi börjar mötet.\n\n2 5G-utbyggnad\nMaster planeras.\n\n3 Slut\nVi slutar.\n"
    assert [title for _, title in read(draft_of, text)] == ["Start", "5G-utbyggnad", "Slut"]


def test_a_title_that_fills_its_line_goes_on_in_the_next(draft_of: DraftOf) -> None:
    long = "Svar på motion om kostnadsfri kollektivtrafik för alla personer över"
    text = f"§ 1 Start\nVi börjar.\n\n§ 2 {long}\n65 år, väckt av Bo Ek\nMotionen lästes upp.\n"
    assert read(draft_of, text)[1][1] == f"{long} 65 år, väckt av Bo Ek"


REFERENCES = {
    "Taxa (dnr 2024.584 FN)": "2024.584 FN",
    "Taxa (Diarienummer: KS-2018-763)": "KS-2018-763",
    "Taxa, dnr 2014/112": "2014/112",
    "Taxa\nDnr KS 2021/45 042": "KS 2021/45 042",
}


@pytest.mark.parametrize("heading", REFERENCES)
def test_a_reference_is_taken_off_the_title(draft_of: DraftOf, heading: str) -> None:
    draft, source = draft_of(f"{HEAD}§ 1 {heading}\nTaxan föredras.\n\n§ 2 Slut\nKlart.\n")
    item = items_of(draft)[0]
    assert (item.text("title"), item.text("reference")) == ("Taxa", REFERENCES[heading])
    assert balance(source, draft).doubled == ()


def test_a_heading_of_higher_rank_is_an_item_as_well(
    names: Registry, swedish: LanguagePack
) -> None:
    text = b"# Anteckningar 2024-01-15\n\n### Start\n\nHej.\n\n### Mer\n\nHej.\n\n## Slut\n\nHej.\n"
    source = read_markdown(text)
    draft = Drafting(source, names, swedish, Given("kustgruppen")).draft()
    assert [item.text("title") for item in items_of(draft)] == ["Start", "Mer", "Slut"]


def test_title_and_day_may_stand_before_a_markdown_text(
    names: Registry, swedish: LanguagePack
) -> None:
    front = b'+++\ndate = "2024-01-15T20:00:00+01:00"\ntitle = "Styrelsens vinter"\n+++\n'
    text = front + b"## Start\n\nHej.\n\n## Slut\n\nHej.\n"
    draft = Drafting(read_markdown(text), names, swedish, Given("kustgruppen")).draft()
    told = [draft.tree.text(key) for key in ("title", "date", "time")]
    assert told == ["Styrelsens vinter", "2024-01-15", ""]


def test_titles_above_their_numbers(draft_of: DraftOf) -> None:
    text = (
        "Ny förskola                                  KS 2025.0034\n\n§ 7\n\nSkolan byggs.\n\n"
        "Kommunstyrelsens beslut\n\nSkolan byggs.\n\n"
        "Medborgarförslag om en lång gångväg\nmellan badet och skolan\n\n§ 8\n\nÄrende\n\nEn väg.\n"
    )
    assert read(draft_of, text) == [
        ("§ 7", "Ny förskola"),
        ("§ 8", "Medborgarförslag om en lång gångväg mellan badet och skolan"),
    ]


def test_last_lines_of_items_are_no_titles_of_the_next(draft_of: DraftOf) -> None:
    text = (
        "§ 7\n\nNy förskola\n\nSkolan byggs.\n\nSkickas till\n\nKommunstyrelsen\n\n"
        "§ 8\n\nNy väg\n\nVägen byggs.\n\nSkickas till\n\nTekniska kontoret\n\n"
        "§ 9\n\nNytt bad\n\nBadet byggs.\n"
    )
    titles = [("§ 7", "Ny förskola"), ("§ 8", "Ny väg"), ("§ 9", "Nytt bad")]
    assert read(draft_of, text) == titles


def test_decisions_that_come_again_are_no_table_of_contents(draft_of: DraftOf) -> None:
    decided = "Beslut\n\n1. Förslaget antas.\n2. Paragrafen justeras omedelbart.\n\n"
    draft, _ = draft_of(f"{HEAD}§ 7 Start\n\n{decided}§ 8 Mitt\n\n{decided}§ 9 Slut\n\n{decided}")
    assert [len(item.rows("content")) for item in items_of(draft)] == [2, 2, 2]
