"""Wordings and layouts of real minutes that were once read wrongly, with what they say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from importing.conftest import Drafted, codes_of, entries_of
from minutes_archive.importing.draft.doubts import remark_notes
from minutes_archive.importing.draft.drafting import Drafting, Given
from minutes_archive.importing.files.markdown_file import read_markdown
from minutes_archive.importing.files.plain_text import read_text
from minutes_archive.importing.words.draft_tree import Branch, Draft, Leaf, Node, Rows
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.model import Registry

DraftOf = Callable[[str], Drafted]

ITEMS = "\n\n1. Start\nInget nytt.\n\n2. Slut\nInget mer.\n"


def values(node: Node | None) -> Any:
    """Return a part of a draft as plain values."""
    if isinstance(node, Leaf):
        return node.value
    if isinstance(node, Rows):
        return [values(part) for part in node.nodes]
    if isinstance(node, Branch):
        return {key: values(part) for key, part in node.entries if values(part)}
    return None


def read(draft_of: DraftOf, text: str) -> dict[str, Any]:
    draft, _ = draft_of(text)
    made: dict[str, Any] = values(draft.tree)
    return made


def people(made: dict[str, Any], key: str = "present") -> list[str]:
    """Return the people of a list as "name | from | note"."""
    parts = ("name", "party", "role", "from", "note")
    return [" | ".join(p[k] for k in parts if k in p) for p in made.get(key) or []]


def draft(draft_of: DraftOf, text: str) -> Draft:
    return draft_of(text)[0]


def test_a_place_after_a_name_is_no_part_of_the_next_name(draft_of: DraftOf) -> None:
    head = (
        "Protokoll 2025-03-04\n\nNärvarande:\nEva Ek, Ekö, ordförande\nBo Alm, Bolby\nSiv Öd, Cedby"
    )
    assert people(read(draft_of, head + ITEMS)) == [
        "Eva Ek | chair | Ekö",
        "Bo Alm | Bolby",
        "Siv Öd | Cedby",
    ]


def test_places_below_the_names(draft_of: DraftOf) -> None:
    head = "Protokoll 2025-03-04\n\nNärvarande\nEva Ek\nEkö\nBo Alm\nBolby\nSiv Öd\nCedby"
    assert people(read(draft_of, head + ITEMS)) == [
        "Eva Ek | Ekö",
        "Bo Alm | Bolby",
        "Siv Öd | Cedby",
    ]


def test_two_tables_of_crosses_side_by_side(draft_of: DraftOf) -> None:
    head = (
        "Protokoll 2025-03-04\n\n"
        "Ledamöter                   Närv.   Ersättare               Närv.\n"
        "Eva Ek (S) ordf             X       Rut Sten (S)            X\n"
        "Bo Alm (M) v ordf           X       Per Dal (M)             -\n"
        "Siv Öd (C)                  -       Lo Hed (C)              X tjg\n"
        "Ulf By (SD)                 X"
    )
    made = read(draft_of, head + ITEMS)
    assert people(made) == [
        "Eva Ek | S | chair",
        "Bo Alm | M | vice_chair",
        "Ulf By | SD | member",
        "Rut Sten | S | substitute",
        "Lo Hed | C | substitute | tjg",
    ]
    assert people(made, "absent") == ["Siv Öd | C", "Per Dal | M"]


def test_persons_after_each_others_items(draft_of: DraftOf) -> None:
    row = "Eva Ek, ekonom §§ 1-2 Bo Alm, planchef"
    made = read(draft_of, f"Protokoll 2025-03-04\n\nÖvriga: {row}{ITEMS}")
    assert [p["name"] for p in made["present"]] == ["Eva Ek", "Bo Alm"]


def test_the_offices_below_the_names_head_no_further_names(draft_of: DraftOf) -> None:
    end = (
        "Vid protokollet                         Justeras\n\n"
        "Per Dal                                 Eva Ek\n"
        "Sekreterare                             Ordförande\n\n"
        "                                        Siv Öd\n"
    )
    head = "Protokoll 2025-03-04\n\nNärvarande: Eva Ek, Bo Alm, Siv Öd, Per Dal"
    made = read(draft_of, f"{head}{ITEMS}\n{end}")
    assert (made["recorded_by"], made["attested_by"]) == ("Per Dal", ["Eva Ek", "Siv Öd"])


def test_a_name_and_an_office_above_the_attesters(draft_of: DraftOf) -> None:
    end = "Bo Alm, sekreterare\n\nJusteras:\n\nSiv Öd                       Ulf By\n"
    made = read(draft_of, f"Protokoll 2025-03-04\n\nNärvarande: Eva Ek, Bo Alm{ITEMS}\n{end}")
    assert (made["recorded_by"], made["attested_by"]) == ("Bo Alm", ["Siv Öd", "Ulf By"])


def test_officers_elected_together_and_by_the_title(draft_of: DraftOf) -> None:
    items = (
        "\n\n§ 1 Val av ordförande och sekreterare\n"
        "Till ordförande valdes Eva Ek och till sekreterare Bo Alm.\n\n"
        "§ 2 Val av två justerare, tillika rösträknare\nSiv Öd och Ulf By valdes.\n"
    )
    made = read(draft_of, "Protokoll 2025-03-04\n\nNärvarande: Eva Ek, Bo Alm" + items)
    assert (made["recorded_by"], made["attested_by"]) == ("Bo Alm", ["Siv Öd", "Ulf By"])
    assert people(made) == ["Eva Ek | chair", "Bo Alm | secretary"]


def test_what_a_vote_is_about_is_no_ballot(draft_of: DraftOf) -> None:
    text = (
        "Protokoll 2025-03-04\n\nNärvarande: Eva Ek (S), Ulf By (SD)\n\n§ 1 Taxa\n\n"
        "Beslut\nTaxan antas.\n\n"
        "Omröstning\n"
        "Den som stödjer förslaget röstar ja, den som stödjer Ulf Bys förslag röstar nej.\n\n"
        "§ 2 Slut\n\nBeslut\nMötet avslutas.\n"
    )
    assert "votes" not in read(draft_of, text)["items"][0]["content"][0]


def test_a_list_of_votes_does_not_say_who_was_there(draft_of: DraftOf) -> None:
    text = (
        "Protokoll 2025-03-04\nBeslutande: Enligt närvarolista\n\n§ 1 Taxa\n\nBeslut\n"
        "Taxan antas.\n\n"
        "Ledamot       Parti   Ja   Nej\nEva Ek        S       X\nBo Alm        M            X\n"
        "Siv Öd        C       X\n\n§ 2 Slut\n\nBeslut\nMötet avslutas.\n"
    )
    made = draft(draft_of, text)
    assert not made.tree.rows("present")
    assert "W531" in codes_of(made)


def test_an_annex_of_an_earlier_item_is_no_reservation_of_the_last(draft_of: DraftOf) -> None:
    text = (
        "Protokoll 2025-03-04\n\nNärvarande: Eva Ek (S)\n\n§ 1 Taxa\n\nBeslut\nTaxan antas.\n\n"
        "§ 2 Slut\n\nBeslut\nMötet avslutas.\n\nBilaga A § 1\nReservation från SD\n"
        "Taxan är för hög.\n"
    )
    made = draft(draft_of, text)
    assert values(made.tree.get("items"))[1]["content"] == [{"decision": "Mötet avslutas."}]
    assert "W540" in codes_of(made)


def test_titles_in_lower_case_and_over_two_lines(draft_of: DraftOf) -> None:
    names = "\n\nNärvarande: Eva Ek, Bo Alm"
    for head, title in (
        ("Kustgruppen protokoll 2025-03-04", "Kustgruppen protokoll 2025-03-04"),
        (
            "Anteckningar referensgrupp\nvägar, möte 3\n2025-03-04",
            "Anteckningar referensgrupp vägar, möte 3",
        ),
        ("PROTOKOLL\nStyrelsemöte nr 3\n2025-03-04", "PROTOKOLL Styrelsemöte nr 3"),
        ("Vägar - Referensgrupp 6\nden 4 mars 2025", "Vägar - Referensgrupp 6"),
    ):
        assert read(draft_of, head + names + ITEMS)["title"] == title


def test_a_short_list_under_a_heading(draft_of: DraftOf) -> None:
    text = (
        "Anteckningar 2025-03-04\nNärvarande: Eva Ek, Bo Alm\n\nTidtabell\nSiv gick igenom den.\n\n"
        "Resandestatistik\n- Ökning 4 %\n\nNästa möte\nTid bestäms senare.\n"
    )
    titles = [item["title"] for item in read(draft_of, text)["items"]]
    assert titles == ["Tidtabell", "Resandestatistik", "Nästa möte"]


def minutes(*lines: str) -> str:
    return "\n".join(("Protokoll 2025-03-04", "", *lines))


def test_the_attestation_has_its_own_day_and_place(draft_of: DraftOf) -> None:
    text = minutes(
        "Tid             Kl. 08:30-12:00",
        "Plats           Sessionssalen",
        "Ledamöter",
        "Eva Ek (S)",
        "Justering",
        "Justerare          Eva Ek (S)",
        "Tid och plats      Digital signering 2025-04-03",
    )
    made = read(draft_of, text + ITEMS)
    assert (made["date"], made["place"]) == ("2025-03-04", "Sessionssalen")


def test_lists_ordered_by_surname(draft_of: DraftOf) -> None:
    text = minutes("Närvarande:", "Ek, Eva (S) ordförande", "Alm, Bo (M)", "Sten Öd, Siv (C)")
    assert people(read(draft_of, text + ITEMS)) == [
        "Eva Ek | S | chair",
        "Bo Alm | M",
        "Siv Sten Öd | C",
    ]


def test_local_parties_are_told_by_their_form(draft_of: DraftOf) -> None:
    text = minutes("Beslutande: Eva Ek (S), Bo Alm (M), Siv Öd (NyP)", "Gäst: Per Dal (SKR)")
    assert people(read(draft_of, text + ITEMS)) == [
        "Eva Ek | S | member",
        "Bo Alm | M | member",
        "Siv Öd | NyP | member",
        "Per Dal | guest | SKR",
    ]


def test_who_was_there_in_a_later_sentence(draft_of: DraftOf) -> None:
    text = (
        "Protokoll nr 3\nStyrelsen sammanträdde den 4 mars 2025. "
        "Närvarande var Eva Ek (ordförande), Bo Alm samt Siv Öd. Ann Li hade lämnat återbud."
    )
    made = draft(draft_of, text + ITEMS)
    assert people(values(made.tree)) == ["Eva Ek | chair", "Bo Alm", "Siv Öd"]
    assert values(made.tree)["date"] == "2025-03-04"
    assert "W540" in codes_of(made)


def test_clauses_on_lines_of_their_own(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek, Bo Alm",
        "",
        "§ 1 Lån",
        "Beslut:  att amortera 200 000 kr",
        "         att binda lån 2",
        "",
        "§ 2 Bolag",
        "Fullmäktige beslutar",
        "att anta bolagsordningen",
        "att uppdra åt styrelsen att vidta åtgärder.",
        "Fullmäktige beslutar för egen del",
        "att paragrafen justeras omedelbart.",
        "",
    )
    items = read(draft_of, text)["items"]
    assert [e["decision"] for e in items[0]["content"]] == [
        "att amortera 200 000 kr",
        "att binda lån 2",
    ]
    assert [e["decision"] for e in items[1]["content"] if "decision" in e] == [
        "att anta bolagsordningen",
        "att uppdra åt styrelsen att vidta åtgärder.",
        "att paragrafen justeras omedelbart.",
    ]


def test_paragraphs_numbered_by_the_word(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek, Bo Alm",
        "",
        "Paragraf 20",
        "Val av justerare",
        "Beslut",
        "Bo Alm väljs.",
        "",
        "Paragraf 21",
        "Dispens",
        "Beslut",
        "Dispens medges.",
        "",
        "Justerat den 11 mars 2025",
        "",
        "Eva Ek, ordförande",
        "",
        "Bo Alm, justerare",
    )
    made = read(draft_of, text)
    assert [(i["number"], i["title"]) for i in made["items"]] == [
        ("20", "Val av justerare"),
        ("21", "Dispens"),
    ]
    assert made["items"][1]["content"] == [{"decision": "Dispens medges."}]
    assert made["attested_by"] == "Bo Alm"


def test_names_alone_at_the_end_are_told(draft_of: DraftOf) -> None:
    end = "\n\nEva Ek                     Bo Alm                    Siv Öd\n"
    made = draft(draft_of, minutes("Närvarande: Eva Ek, Bo Alm, Siv Öd") + ITEMS + end)
    assert "Eva Ek" not in str(values(made.tree)["items"])
    assert "W541" in codes_of(made)


def test_names_of_strangers_in_the_letterhead_are_told(draft_of: DraftOf) -> None:
    head = "Anteckningar samråd\n2025-03-04\n\nFrån länet: Eva Ek och Bo Alm\nPlats: Almvik"
    made = draft(draft_of, head + "\n\n1. Start\nInget.\n\n2. Slut\nInget.\n")
    assert {"W531", "W541"} <= set(codes_of(made))


def test_what_a_board_proposes_to_the_council_is_told(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek (S), Bo Alm (M)",
        "",
        "§ 1 Budget",
        "",
        "Kommunstyrelsens förslag till kommunfullmäktige",
        "Budgeten antas.",
        "",
        "§ 2 Taxa",
        "",
        "Beslut",
        "Taxan antas.",
    )
    made = draft(draft_of, text)
    assert [n.passage.text for n in made.notes if n.code == "W520"] == [
        "Kommunstyrelsens förslag till kommunfullmäktige"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nämnden enas om att bevilja 20 000 kronor.",
        "Tekniska nämnden noterar informationen till protokollet.",
        "Rådet lägger rapporten till protokollet.",
        "Nämnden föreslår kommunfullmäktige besluta att anta taxan.",
        "Gruppen är i stort sett överens om att taxan höjs.",
        "Alla är överens om att taxan höjs.",
    ],
)
def test_sentences_that_may_decide_are_pointed_out(draft_of: DraftOf, sentence: str) -> None:
    text = minutes(
        "Närvarande: Eva Ek, Bo Alm", "", "1. Bidrag", "Ann Li redovisar läget.", sentence, ""
    )
    made = draft(draft_of, text)
    assert [n.passage.text for n in made.notes if n.code == "W520"] == [sentence]


def test_an_office_on_a_line_of_a_list_is_that_of_one(draft_of: DraftOf) -> None:
    text = minutes(
        "Beslutande",
        "Ordförande Eva Ek (S)",
        "Vice ordförande Bo Alm (M)",
        "Siv Öd (C)",
        "Ulf By (SD)",
        "",
        "1. Start",
        "Inget nytt.",
    )
    people = draft(draft_of, text).tree.rows("present")
    assert [(p.text("name"), p.text("role")) for p in people if isinstance(p, Branch)] == [
        ("Eva Ek", "chair"),
        ("Bo Alm", "vice_chair"),
        ("Siv Öd", ""),
        ("Ulf By", ""),
    ]


def test_a_title_before_a_name_with_a_particle(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: ordf. Carl af Ekenstam, kassör Maj von Brolund, Lis-Marie Dalvik Norrby",
        "",
        "1. Start",
        "Inget nytt.",
    )
    people = draft(draft_of, text).tree.rows("present")
    assert [p.text("name") for p in people if isinstance(p, Branch)] == [
        "Carl af Ekenstam",
        "Maj von Brolund",
        "Lis-Marie Dalvik Norrby",
    ]


def test_the_counts_of_a_vote_are_no_decision(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek (S), Bo Alm (M)",
        "",
        "§ 1 Bidrag",
        "Nämndens beslut",
        "Bidrag beviljas med 40 000 kronor.",
        "Omröstning begärs. Omröstningen utfaller med 3 ja-röster mot 1 nej-röst.",
        "",
        "§ 2 Taxa",
        "Nämndens beslut",
        "Taxan antas.",
    )
    (first, _) = draft(draft_of, text).tree.rows("items")
    assert isinstance(first, Branch)
    decided = [e for e in first.rows("content") if isinstance(e, Branch) and e.get("decision")]
    assert [e.text("decision") for e in decided] == ["Bidrag beviljas med 40 000 kronor."]
    assert isinstance(vote := decided[0].get("votes"), Branch) and vote.text("yes") == "3"


def test_a_draft_without_a_title_says_so(draft_of: DraftOf) -> None:
    made = draft(draft_of, "Närvarande: Eva Ek, Bo Alm\nDatum: 2025-03-04" + ITEMS)
    assert "W533" in codes_of(made)


def test_parts_of_the_agenda_that_number_from_one(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek, Bo Alm",
        "",
        "Beslutsärenden",
        "",
        "1. Budget",
        "Budgeten antas.",
        "",
        "2. Taxa",
        "Taxan höjs.",
        "",
        "Informationsärenden",
        "",
        "1. Läget i kommunen",
        "Eva berättade.",
        "",
        "2. Kommande val",
        "Bo berättade.",
    )
    made = draft(draft_of, text)
    items = values(made.tree)["items"]
    assert [(i.get("number"), i["title"]) for i in items] == [
        ("1", "Budget"),
        ("2", "Taxa"),
        (None, "Läget i kommunen"),
        (None, "Kommande val"),
    ]
    assert {"W518", "W540"} <= set(codes_of(made))


def test_items_that_share_their_numbers_are_told(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek, Bo Alm",
        *("", "1. Öppnande", "Eva öppnade mötet.", "", "2. Val", "Bo valdes."),
        *("", "1. Ekonomi", "Kassan är god.", "", "2. Lokaler", "De är slitna."),
        *("", "3. Rapporter", "Inget.", "", "4. Avslut", "Mötet avslutades."),
    )
    assert "W518" in codes_of(draft(draft_of, text))


def test_names_under_yes_no_and_abstained(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek (S), Bo Alm (M), Siv Öd (C), Ulf By (SD)",
        *("", "§ 1 Taxa", "", "Beslut", "Taxan antas.", "", "Omröstningsresultat"),
        "Ja                     Nej                    Avstår",
        "Eva Ek (S)             Ulf By (SD)            Siv Öd (C)",
        "Bo Alm (M)",
        *("", "§ 2 Slut", "", "Beslut", "Mötet avslutas."),
    )
    (vote,) = read(draft_of, text)["items"][0]["content"][0]["votes"]
    assert {(b["name"], b["vote"]) for b in vote["roll_call"]} == {
        ("Eva Ek", "yes"),
        ("Bo Alm", "yes"),
        ("Ulf By", "no"),
        ("Siv Öd", "abstained"),
    }


def test_a_title_that_goes_on_with_how_the_meeting_was_held(draft_of: DraftOf) -> None:
    head = "PROTOKOLL\nfört vid stämma i Brf Ekbacken den 20 maj 2025 i Ekskolans matsal.\n"
    made = read(draft_of, f"{head}\nNärvarande: Eva Ek (suppleant, tjänstgör för Bo Alm){ITEMS}")
    assert made["title"].startswith("PROTOKOLL fört vid stämma i Brf Ekbacken")
    assert (made["date"], made["place"]) == ("2025-05-20", "Ekskolans matsal")
    (person,) = made["present"]
    assert (person["role"], person["substitute_for"]) == ("substitute", "Bo Alm")
    assert "note" not in person


def test_a_sentence_that_fills_its_line_may_end_a_decision(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek (S)",
        *("", "§ 1 Mark", "", "Beslut"),
        "Nämnden utser Mark AB till vinnare av tävlingen om de tjugo tomterna vid vattnet.",
        "Ordföranden och direktören undertecknar avtalet med vinnaren för kommunens räkning nu",
        "eller senare.",
        *("", "Ärendet", "Två anbud kom in.", "", "§ 2 Slut", "", "Beslut", "Mötet avslutas."),
    )
    made = draft(draft_of, text)
    (note,) = [n for n in made.notes if n.code == "W528"]
    assert note.passage.text.startswith("Ordföranden och direktören")


def test_an_empty_box_among_crosses_is_absence_and_told(draft_of: DraftOf) -> None:
    text = minutes(
        "Namn          Organisation   Närvarande",
        "Eva Ek        Almvik         X",
        "Bo Alm        Bolby",
        "Siv Öd                       X",
    )
    made = draft(draft_of, text + ITEMS)
    assert people(values(made.tree)) == ["Eva Ek | almvik", "Siv Öd"]
    assert people(values(made.tree), "absent") == ["Bo Alm | Bolby"]
    assert "W529" in codes_of(made)


def test_a_day_without_a_year_is_no_place_of_signing(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek, Siv Öd",
        *("", "1. Start", "Inget nytt.", "", "2. Övrigt", "Städdag 12 april.", ""),
        "Vid protokollet   Justeras",
        "Siv Öd            Eva Ek",
    )
    made = read(draft_of, text)
    assert made["items"][1]["content"] == [{"text": "Städdag 12 april."}]
    assert made["recorded_by"] == "Siv Öd"


def test_names_who_vote_yes_with_their_offices(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek (S), Bo Alm (M), Siv Öd (C), Ulf By (SD)",
        *("", "§ 1 Översyn av regler för planering, budget och", "uppföljning", "", "Beslut"),
        *("", "Reglerna antas.", "", "Omröstning", ""),
        'Godkänd voteringsproposition: "Ja för bifall och Nej för avslag."',
        "Rut Sten (S), Eva Ek (S) samt tjänstgörande ersättarna Siv Öd (C) och",
        "Ann Li (V) röstar Ja (4).",
        "Ulf By (SD)",
        "och tjänstgörande ordföranden Bo Alm (M) röstar Nej (2).",
        "Kaj Ås (KD) avstår från att rösta (1).",
        *("", "§ 2 Slut", "", "Beslut", "", "Mötet avslutas."),
    )
    item = read(draft_of, text)["items"][0]
    assert item["title"] == "Översyn av regler för planering, budget och uppföljning"
    (vote,) = item["content"][0]["votes"]
    assert [(b["name"].split()[0], b["vote"]) for b in vote["roll_call"]] == [
        *((name, "yes") for name in ("Rut", "Eva", "Siv", "Ann")),
        *((name, "no") for name in ("Ulf", "Bo")),
        ("Kaj", "abstained"),
    ]
    assert (vote["yes"], vote["no"], vote["abstained"]) == ("4", "2", "1")


def test_a_sentence_that_goes_on_after_a_blank_line_is_one_decision(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek (S), Bo Alm (M)",
        *("", "§ 1 Uppdrag", "", "Beslut", "", "1. Uppdragen förklaras fullgjorda.", "a.", ""),
        *("2. I andra hand inträder suppleant för S,", "", "inträder suppleant för V.", ""),
        *("Ärendet", "", "Uppdragen är klara.", "", "§ 2 Slut", "", "Beslut", "", "Slut."),
    )
    entries = read(draft_of, text)["items"][0]["content"]
    assert [e["decision"] for e in entries if "decision" in e] == [
        "Uppdragen förklaras fullgjorda. a.",
        "I andra hand inträder suppleant för S, inträder suppleant för V.",
    ]


def test_the_day_and_hours_below_those_who_signed_first(draft_of: DraftOf) -> None:
    head = (
        "Föreningen/Protokoll\n\nJusterat:\nOrdförande Eva Ek\nSekreterare Bo Alm\n\n"
        "4 mars 2025 16:30-16:55, i Almby bibliotek\n\nNärvarande: Eva Ek, Bo Alm"
    )
    made = read(draft_of, head + ITEMS)
    assert (made["date"], made["time"], made["place"]) == (
        "2025-03-04",
        "16:30–16:55",
        "Almby bibliotek",
    )


def test_an_association_decides_and_its_items_name_the_attester(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek, Siv Öd",
        *("", "1. Val av justerare: Siv Öd", "", "2. Skolgården"),
        *("Föreningen beslutade att köpa två bänkar.", "", "3. Slut", "Klart."),
    )
    made = read(draft_of, text)
    assert made["attested_by"] == "Siv Öd"
    assert made["items"][1]["content"] == [
        {"decision": "Föreningen beslutade att köpa två bänkar."}
    ]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("§ 1 Ekonomi", "§ 1"),
        ("1 § Ekonomi", "1 §"),
        ("Ärende 1 Ekonomi", "1"),
        ("Punkt 1: Ekonomi", "1"),
        ("1. Ekonomi", "1"),
        ("1) Ekonomi", "1"),
        ("1. ekonomi gicks igenom", None),
    ],
)
def test_minutes_of_a_single_item(draft_of: DraftOf, heading: str, number: str | None) -> None:
    made = read(draft_of, minutes("Närvarande: Eva Ek, Bo Alm", "", heading, "", "Gicks igenom."))
    items = [(item.get("number"), item["title"]) for item in made.get("items", [])]
    assert items == ([(number, "Ekonomi")] if number else [])


def test_a_paragraph_between_clauses_is_read_as_a_decision_and_told(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek, Bo Alm",
        "",
        "1. Budget",
        "",
        "Beslut",
        "",
        "att anta budgeten,",
        "",
        "Gäller från den 1 maj.",
        "",
        "att ta ut avgiften.",
        "",
        "2. Slut",
        "Inget.",
    )
    made = draft(draft_of, text)
    (note,) = [note for note in made.notes if note.code == "W519"]
    assert note.passage.text == "Gäller från den 1 maj."
    assert entries_of(made)[:3] == [
        ("decision", "att anta budgeten,"),
        ("decision", "Gäller från den 1 maj."),
        ("decision", "att ta ut avgiften."),
    ]


@pytest.mark.parametrize(("length", "is_title"), [(160, True), (161, False)])
def test_a_line_that_is_too_long_is_no_title(
    draft_of: DraftOf, length: int, is_title: bool
) -> None:
    line = ("Minnesanteckningar från mötet om " + "vatten" * 40)[:length]
    made = draft(draft_of, line + "\n\nNärvarande: Eva Ek, Bo Alm\nDatum: 2025-03-04" + ITEMS)
    assert made.tree.text("title").startswith(line) is is_title


def test_identity_numbers_are_told_by_how_sure_they_are() -> None:
    source = read_text(b"Eva 811218-9876, Bo 811218-9875.")
    assert [(note.code, note.message) for note in remark_notes(source)] == [
        ("W550", "personnummer i texten: 81****-****"),
        ("W550", "möjligt personnummer i texten: 81****-****"),
    ]


@pytest.mark.parametrize("joining", ["samt", "och", "jämte"])
def test_another_person_after_a_name_is_told_of_however_short_the_words(
    draft_of: DraftOf, joining: str
) -> None:
    listed = f"Närvarande: Eva Ek, Bo Alm {joining} suppleanten Iris Brolund"
    draft, _ = draft_of(f"Protokoll Kustgruppen 2024-01-15\n\n{listed}{ITEMS}")
    named = any(person.get("name") == "Iris Brolund" for person in values(draft.tree)["present"])
    assert named or "W526" in codes_of(draft)


def test_a_person_who_is_disqualified_is_no_rest_of_a_title(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek, Cecilia Öd",
        "",
        "§ 23 Jäv",
        "Cecilia Öd (C) anmäler jäv och lämnar lokalen.",
        "",
        "§ 24 Val av ersättare efter Ann",
        "Lind (S)",
        "Beslut",
        "Valet bordläggs.",
    )
    assert [item["title"] for item in read(draft_of, text)["items"]] == [
        "Jäv",
        "Val av ersättare efter Ann Lind (S)",
    ]


def test_a_title_in_bold_ends_where_the_bold_ends(names: Registry, swedish: LanguagePack) -> None:
    text = (
        "# Möte 2025-03-04\n\nNärvarande: Eva Ek, Bo Alm\n\n1. **Budget** Bo Alm visade tabellen.\n"
        "2. **Nästa möte** 8 april klockan 13 i Ekö.\n"
    )
    source = read_markdown(text.encode("utf-8"))
    made = values(Drafting(source, names, swedish, Given("kustgruppen")).draft().tree)
    assert [item["title"] for item in made["items"]] == ["Budget", "Nästa möte"]
    assert "Bo Alm visade tabellen." in str(made["items"][0])


def test_the_next_entry_of_a_list_is_no_next_meeting(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek, Bo Alm",
        "",
        "5. Uppgifter",
        "- Bo Alm skriver ett förslag till nästa möte",
        "- Städdag 26 april",
        "",
    )
    assert "next_meetings" not in read(draft_of, text)


def test_organisations_told_in_sentences_of_their_own(draft_of: DraftOf) -> None:
    head = (
        "Protokoll 2025-03-04\n\nNärvarande:\n"
        "Almvik: Eva Ek, Bo Alm. Granby: Carl af Ström. Kansliet: Ann Lind."
    )
    assert people(read(draft_of, head + ITEMS)) == [
        "Eva Ek | almvik",
        "Bo Alm | almvik",
        "Carl af Ström | granby",
        "Ann Lind | Kansliet",
    ]


def test_a_reference_in_a_column_of_its_own_and_years_that_are_none(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek, Bo Alm",
        "",
        "§ 1 Månadsrapport                          VoO 2025/0051",
        "Beslut",
        "Rapporten läggs till handlingarna.",
        "",
        "§ 2 Remiss om färdtjänst                   Von 2025/0102",
        "Beslut",
        "Yttrandet antas.",
        "",
        "§ 3 Åtgärder för budget i balans 2024/2025",
        "VON/2025:77",
        "Beslut",
        "Planen antas.",
    )
    assert [(item["title"], item["reference"]) for item in read(draft_of, text)["items"]] == [
        ("Månadsrapport", "VoO 2025/0051"),
        ("Remiss om färdtjänst", "Von 2025/0102"),
        ("Åtgärder för budget i balans 2024/2025", "VON/2025:77"),
    ]


def test_who_takes_no_part_and_rules_are_no_decisions(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek (S), Bo Alm (M)",
        "",
        "§ 1 Plan",
        "Beslut",
        "Planen antas.",
        "",
        "Bo Alm (M) deltar ej i beslutet.",
        "_____",
        "",
        "§ 2 Taxa",
        "Beslut",
        "Taxan antas.",
        "_____",
    )
    made = draft(draft_of, text)
    assert entries_of(made) == [
        ("decision", "Planen antas."),
        ("text", "Bo Alm (M) deltar ej i beslutet."),
        ("decision", "Taxan antas."),
    ]
    assert "W522" not in codes_of(made)


def test_a_list_below_a_decision_without_an_end_is_told(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek (S), Bo Alm (M)",
        "",
        "§ 1 Val",
        "Beslut",
        "Till kontaktpersoner utses",
        "- Bo Alm (M) för skolan",
        "- Eva Ek (S) för badet",
    )
    made = draft(draft_of, text)
    assert [n.passage.text for n in made.notes if n.code == "W522"] == ["Bo Alm (M) för skolan"]


def test_who_attests_below_the_day_of_it(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek, Bo Alm, Siv Öd, Ann Lind",
        "",
        "§ 1 Val",
        "Beslut",
        "Valet bordläggs.",
        "",
        "Vid protokollet",
        "",
        "Ann Lind",
        "",
        "Justeras den 22 mars 2025",
        "",
        "Eva Ek          Bo Alm",
    )
    made = read(draft_of, text)
    assert made["recorded_by"] == "Ann Lind"
    assert made["attested_by"] == ["Eva Ek", "Bo Alm"]


def test_counts_that_stand_as_word_and_figure(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek, Bo Alm",
        "",
        "§ 1 Mur",
        "Omröstning",
        "Omröstningen utfaller med tre (3) ja-röster och två (2) nej-röster.",
        "",
        "Beslut",
        "Muren rivs.",
    )
    (item,) = read(draft_of, text)["items"]
    assert item["content"][-1]["votes"] == {"yes": "3", "no": "2"}


def test_names_above_what_they_signed_as_under_a_heading(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek, Bo Alm, Ann Lind",
        "",
        "§ 1 Mur",
        "Beslut",
        "Muren rivs.",
        "",
        "Underskrifter",
        "",
        "Eva Ek              Bo Alm              Ann Lind",
        "Ordförande          Justerare           Sekreterare",
    )
    made = read(draft_of, text)
    assert (made["recorded_by"], made["attested_by"]) == ("Ann Lind", "Bo Alm")


def test_a_place_on_the_line_below_a_title_with_the_day(draft_of: DraftOf) -> None:
    head = (
        "Kommunalförbundet Kustvatten\nProtokoll fört vid direktionens sammanträde\n"
        "fredagen den 22 mars 2024 klockan 9.15–11.40\n"
        "Vattenverket i Almvik, konferensrum Källan\n\nNärvarande: Eva Ek, Bo Alm"
    )
    made = read(draft_of, head + ITEMS)
    assert made["place"] == "Vattenverket i Almvik, konferensrum Källan"


def test_a_decision_in_passing_is_pointed_out_where_others_are_named(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek, Bo Alm",
        "",
        "§ 1 Dagordning",
        "Ärende 9 utgår. I övrigt fastställs dagordningen.",
        "",
        "§ 2 Mur",
        "Läget föredras. Taxan fastställs i maj.",
        "Beslut",
        "Muren rivs.",
    )
    made = draft(draft_of, text)
    told = [n.passage.text for n in made.notes if n.code == "W520"]
    assert told == ["I övrigt fastställs dagordningen."]


def test_tasks_below_the_next_meeting_are_no_meetings(draft_of: DraftOf) -> None:
    text = minutes(
        "Deltagare: Eva Ek, Bo Alm",
        "Anteckningar: Bo Alm",
        "",
        "1. Start",
        "Eva hälsade välkommen.",
        "",
        "2. Nästa möte",
        "Vi ses 5 juni kl 9-12.",
        "",
        "Att göra",
        "Vem      Vad                          När",
        "Bo       Skicka mall för underlag     10 april",
        "Alla     Lämna underlag               28 april",
        "",
    )
    made = read(draft_of, text)
    assert made["recorded_by"] == "Bo Alm"
    assert [meeting["date"] for meeting in made["upcoming"]] == ["2025-06-05"]
    told = [(e["responsible"], e["follow_up"]) for e in made["items"][1]["content"][1:]]
    assert told == [("Bo", "Skicka mall för underlag"), ("Alla", "Lämna underlag")]


def test_a_table_of_markdown_keeps_its_signs_and_a_reservation_its_place(
    names: Registry, swedish: LanguagePack
) -> None:
    text = (
        "# Möte 2025-03-04\n\nNärvarande: Eva Ek, Bo Alm (suppleant, från p. 2)\n\n"
        "## §1 Stammar\n\nOfferter:\n\n| Företag | Pris |\n|---|---|\n| Rör AB | 2 Mkr |\n\n"
        "Beslutades att anlita Rör AB. Bo Alm reserverade sig mot beslutet.\n\n"
        "## §2 Slut\n\nKlart.\n"
    )
    draft = Drafting(read_markdown(text.encode()), names, swedish, Given("kustgruppen")).draft()
    made = values(draft.tree)
    content = made["items"][0]["content"]
    assert "| Företag | Pris |\n|---|---|\n| Rör AB | 2 Mkr |" in content[0]["text"]
    assert content[1]["decision"] == "Beslutades att anlita Rör AB."
    assert content[1]["reservations"] == ["Bo Alm reserverade sig mot beslutet."]
    assert people(made)[1] == "Bo Alm | substitute | från p. 2"
    assert made["present"][1]["items"] == "fr.o.m. 2"


def test_a_reservation_with_quoted_reasons_and_one_without_a_decision(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek (S), Bo Alm (M)",
        "",
        "§ 1 Mark",
        "Beslut",
        "Marken säljs.",
        "",
        "Reservation",
        "",
        "Bo Alm (M) reserverar sig med följande motivering:",
        "",
        '"Priset är för lågt."',
        "",
        "Skickas till",
        "Ekonomienheten",
        "",
        "§ 2 Samverkan",
        "Bo Alm reserverar sig mot förslaget.",
    )
    made = draft(draft_of, text)
    content = values(made.tree)["items"][0]["content"]
    assert content[0]["reservations"] == [
        "Bo Alm (M) reserverar sig med följande motivering:",
        '"Priset är för lågt."',
    ]
    told = [n.passage.text for n in made.notes if n.code == "W520"]
    assert told == ["Bo Alm reserverar sig mot förslaget."]


def test_the_writer_who_signs_twice_attests_nothing(draft_of: DraftOf) -> None:
    text = minutes(
        "Beslutande           Eva Ek (S), Bo Alm (M)",
        "",
        "Justerare            Eva Ek (S) och Bo Alm (M)",
        "",
        "Justeringens tid     2025-03-12, kansliet",
        "",
        "Underskrifter        Paragrafer 1-2",
        "",
        "Sekreterare          .................",
        "                     Ann Lind",
        "Ordförande           .................",
        "                     Eva Ek",
        "",
        "§ 1 Mark",
        "Beslut",
        "Marken säljs.",
        "",
        "§ 2 Slut",
        "Klart.",
        "",
        "Vid protokollet: Ann Lind",
    )
    made = read(draft_of, text)
    assert (made["recorded_by"], made["attested_by"]) == ("Ann Lind", ["Eva Ek", "Bo Alm"])


def test_a_meeting_that_decides_without_att(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek, Bo Alm",
        "",
        "1. Öppnande",
        "Mötet ansågs stadgeenligt utlyst.",
        "",
        "2. Budget",
        "Mötet beslutade fastställa årsavgiften till 4 800 kr.",
        "",
        "3. Motion",
        "Efter votering med handuppräckning och långa inlägg från alla håll beslutade mötet att "
        "bifalla motionen.",
        "",
    )
    made = draft(draft_of, text)
    assert entries_of(made)[:2] == [
        ("decision", "Mötet ansågs stadgeenligt utlyst."),
        ("decision", "Mötet beslutade fastställa årsavgiften till 4 800 kr."),
    ]
    assert [n.passage.text[:16] for n in made.notes if n.code == "W520"] == ["Efter votering m"]


def test_what_was_put_off_before_and_what_is_proposed(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek, Bo Alm, Ann Lind, sekreterare",
        "",
        "§ 1 Direktiv",
        "Ärendet bordlades den 5 februari.",
        "",
        "Arbetsutskottet föreslår kommunstyrelsen",
        "att anta direktivet.",
        "",
        "§ 2 Taxa",
        "Beslut",
        "Taxan antas.",
        "",
        "Justerat 2025-03-12",
        "",
        "Eva Ek            Bo Alm            Ann Lind",
    )
    made = draft(draft_of, text)
    assert not any(key == "deferred" for key, _ in entries_of(made))
    assert [n.passage.text[:15] for n in made.notes if n.code == "W520"] == ["Arbetsutskottet"]
    assert made.tree.text("recorded_by") == "Ann Lind"
    assert values(made.tree)["attested_by"] == ["Eva Ek", "Bo Alm"]


def test_a_group_named_as_a_house_is_no_place(draft_of: DraftOf) -> None:
    for title in ("Samverkansgrupp förskola", "Brukarråd Ekhuset"):
        made = read(draft_of, f"{title}, protokoll 2025-05-06\n\nNärvarande: Eva Ek{ITEMS}")
        assert "place" not in made
    made = read(draft_of, f"Föreningens hus, protokoll 2025-05-06\n\nNärvarande: Eva Ek{ITEMS}")
    assert made["place"] == "Föreningens hus"


def test_a_town_behind_the_day_and_a_house_before_it(draft_of: DraftOf) -> None:
    title = "Minnesanteckningar från gruppens möte den 1 april 2014 i "
    assert read(draft_of, f"{title}Bolby{ITEMS}")["place"] == "Bolby"
    assert "place" not in read(draft_of, f"{title}Samordningsgruppen{ITEMS}")
    digital = f"Anteckningar från digitalt möte i Teams 2023-10-12{ITEMS}"
    assert read(draft_of, digital)["place"] == "Teams"


def test_hours_and_a_home_at_the_end_of_a_title(draft_of: DraftOf) -> None:
    title = "Minnesanteckningar, onsdag 19 februari 2025, 13-15"
    made = read(draft_of, f"{title}, hemma hos Eva Ek{ITEMS}")
    assert (made["time"], made["place"]) == ("13–15", "hemma hos Eva Ek")
    assert made["title"] == "Minnesanteckningar, onsdag 19 februari 2025"
    assert read(draft_of, title + ITEMS)["time"] == "13–15"
    placed = read(draft_of, f"{title}, hemma hos Eva Ek\n\nPlats: Ekgården{ITEMS}")
    assert (placed["time"], placed["place"]) == ("13–15", "Ekgården")
    assert placed["title"] == "Minnesanteckningar, onsdag 19 februari 2025, hemma hos Eva Ek"


def test_six_digits_are_a_day_where_a_label_says_so(draft_of: DraftOf) -> None:
    head = "Protokoll föräldraråd\n\n"
    assert read(draft_of, f"{head}Datum: 240918{ITEMS}")["date"] == "2024-09-18"
    assert "date" not in read(draft_of, f"{head}Diarienummer: 240918{ITEMS}")


def test_people_of_the_employer_and_of_the_unions(draft_of: DraftOf) -> None:
    head = (
        "Protokoll 2025-05-06\n\nNärvarande från arbetsgivaren: Eva Ek (ordförande), Bo Alm\n"
        "Närvarande från arbetstagarorganisationerna: Siv Öd (Vision)"
    )
    assert people(read(draft_of, head + ITEMS)) == ["Eva Ek | chair", "Bo Alm", "Siv Öd | Vision"]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("På plats: Eva Ek, Bo Alm", "present"),
        ("Via telefon: Eva Ek, Bo Alm", "present"),
        ("Förhinder hade Eva Ek, Bo Alm", "absent"),
        ("Förhindrade att delta: Eva Ek, Bo Alm", "absent"),
    ],
)
def test_who_came_how_and_who_could_not(draft_of: DraftOf, line: str, key: str) -> None:
    made = read(draft_of, f"Minnesanteckningar 2025-03-04\n\nNärvarande: Siv Öd\n{line}{ITEMS}")
    names = [name.split(" | ")[0] for name in people(made, key)]
    assert names[-2:] == ["Eva Ek", "Bo Alm"]
    assert len(people(made)) == (3 if key == "present" else 1)


def test_who_took_notes_below_who_was_absent(draft_of: DraftOf) -> None:
    head = "Anteckningar 2025-03-04\n\nNärvarande: Eva Ek, Bo Alm\nFrånvarande: Siv Öd\n"
    made = read(draft_of, f"{head}Antecknade: Bo Alm{ITEMS}")
    assert (people(made, "absent"), made["recorded_by"]) == (["Siv Öd"], "Bo Alm")


def test_attested_digitally(draft_of: DraftOf) -> None:
    made = read(draft_of, f"Protokoll 2025-03-04{ITEMS}\nJusterat digitalt\nEva Ek\nBo Alm\n")
    assert made["attested_by"] == ["Eva Ek", "Bo Alm"]


def test_a_table_of_people_whose_column_says_when(names: Registry, swedish: LanguagePack) -> None:
    table = (
        "| Namn | Organisation | När |\n|---|---|---|\n| Eva Ek | Ekö | Ja |\n| Bo Alm | Al | Nej |"
    )
    source = read_markdown(f"# Protokoll 2025-03-04\n\n{table}{ITEMS}".encode())
    made = values(Drafting(source, names, swedish, Given("kustgruppen")).draft().tree)
    assert people(made) == ["Eva Ek | Ekö"]
    assert people(made, "absent") == ["Bo Alm | Al"]


def test_who_votes_after_the_word_and_where_it_was_attested(draft_of: DraftOf) -> None:
    text = minutes(
        "Närvarande: Eva Ek (S), Bo Alm (M), Siv Öd (C)",
        "",
        "§ 1 Remissvar",
        "Beslut",
        "Svaret avges.",
        "",
        "Omröstning",
        "Omröstningen ger 2 ja och 1 nej.",
        "Ja röstar Eva Ek (S) och Siv Öd (C). Nej röstar Bo Alm (M).",
        "",
        "Justering",
        "Ort och datum: Lövhamn 2025-03-20",
        "Justerare: Bo Alm",
        "Sekreterare: Ann Lind",
    )
    made = read(draft_of, text)
    (item,) = made["items"]
    told = next(entry["votes"] for entry in item["content"] if "votes" in entry)
    assert [(b["name"], b["vote"]) for b in told[0]["roll_call"]] == [
        ("Eva Ek", "yes"),
        ("Siv Öd", "yes"),
        ("Bo Alm", "no"),
    ]
    assert "Lövhamn" not in str(item)
    assert (made["recorded_by"], made["attested_by"]) == ("Ann Lind", "Bo Alm")


def decisions(draft: Draft) -> list[str]:
    return [words for key, words in entries_of(draft) if key == "decision"]


def test_a_decision_that_is_an_entry_of_a_list_or_a_quote(
    names: Registry, swedish: LanguagePack
) -> None:
    text = (
        "# Protokoll 2025-03-04\n\nNärvarande: Eva Ek\n\n## 1. Val\n\n"
        "- Mötet beslutade att välja Bo Alm.\n- Mötet beslutade att välja Siv Öd.\n\n"
        "## 2. Hyra\n\n> Styrelsen beslutar enhälligt att teckna avtal.\n\n"
        "## 3. Övrigt\n\nPer undrade - mötet beslutade att fråga förra året - hur det gick.\n"
    )
    draft = Drafting(read_markdown(text.encode()), names, swedish, Given("kustgruppen")).draft()
    assert decisions(draft) == [
        "Mötet beslutade att välja Bo Alm.",
        "Mötet beslutade att välja Siv Öd.",
        "Styrelsen beslutar enhälligt att teckna avtal.",
    ]


def test_put_to_the_papers_with_approval(draft_of: DraftOf) -> None:
    head = "Protokoll 2025-03-04\n\nNärvarande: Eva Ek\n\n1. Rapport\n"
    item = "Rapporten lades med godkännande till handlingarna.\n\n2. Slut\nInget mer.\n"
    assert decisions(draft(draft_of, head + item)) == [
        "Rapporten lades med godkännande till handlingarna."
    ]


def test_lists_of_the_employer_and_of_the_unions_under_one_heading(draft_of: DraftOf) -> None:
    head = (
        "Protokoll 2025-03-04\n\nNärvarande\nArbetsgivare:\n  Eva Ek, ordförande\n"
        "Fackliga organisationer:\n  Bo Alm, Kommunal\n  Siv Öd, Vision\n"
        "Frånvarande med giltigt förfall: Ulf By"
    )
    made = read(draft_of, head + ITEMS)
    assert people(made) == ["Eva Ek | chair", "Bo Alm | Kommunal", "Siv Öd | Vision"]
    assert people(made, "absent") == ["Ulf By"]


def test_the_aula_of_a_school_and_a_lecture(draft_of: DraftOf) -> None:
    made = read(draft_of, f"Protokoll från årsmöte 2025-03-04 i Ekskolans aula, kl. 19.00{ITEMS}")
    assert made["place"] == "Ekskolans aula"
