"""What stands in an agenda item: decisions and what is none, follow-ups, deferrals, text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from importing.conftest import Drafted, codes_of, entries_of, entry_branches
from minutes_archive.importing.words.draft_tree import Branch

DraftOf = Callable[[str], Drafted]
HEAD = "Minnesanteckningar Kustgruppen 2024-01-15\n\nNärvarande: Bo Ek\n\n"


def content(
    draft_of: DraftOf, body: str, title: str = "Ärendet", number: str = "1."
) -> list[tuple[str, str]]:
    draft, _ = draft_of(
        f"{HEAD}{number} {title}\n{body}\n\n{number.replace('1', '2')} Slut\nKlart.\n"
    )
    return entries_of(draft)[:-1]


DECISIONS = {
    "a block with att": (
        "Text först.\n\nBeslut\nAtt köpa båten.\n\nAtt sälja bryggan.",
        [
            ("text", "Text först."),
            ("decision", "Att köpa båten."),
            ("decision", "Att sälja bryggan."),
        ],
    ),
    "att within a clause does not part it": (
        "Beslut\nAtt köpa båten och att den ska heta Ros.",
        [("decision", "Att köpa båten och att den ska heta Ros.")],
    ),
    "att after a comma goes on a subject whose verb comes later": (
        "Beslut\nStyrelsens uppdrag till gruppen,\natt köpa båten vid bryggan, antecknas och\n"
        "förklaras fullgjort.",
        [
            (
                "decision",
                "Styrelsens uppdrag till gruppen, att köpa båten vid bryggan, antecknas och "
                "förklaras fullgjort.",
            )
        ],
    ),
    "att after a comma and who proposed it is a clause": (
        "Beslut\nEnligt styrelsens förslag,\natt köpa båten, antecknas i inventariet, och\n"
        "att sälja bryggan.",
        [
            ("text", "Enligt styrelsens förslag,"),
            ("decision", "att köpa båten, antecknas i inventariet, och"),
            ("decision", "att sälja bryggan."),
        ],
    ),
    "a list after the words that decide": (
        "Gruppen beslutar att\n• köpa båten\n• sälja bryggan",
        [
            ("text", "Gruppen beslutar att"),
            ("decision", "köpa båten"),
            ("decision", "sälja bryggan"),
        ],
    ),
    "who decides on a line of its own": (
        "Beslut\nKommunstyrelsen\n\nlägger rapporten till handlingarna.",
        [("text", "Kommunstyrelsen"), ("decision", "lägger rapporten till handlingarna.")],
    ),
    "a clause without att between clauses with it": (
        "Beslut\nAtt köpa båten.\n\nSälja bryggan.\n\nAtt måla skjulet.",
        [
            ("decision", "Att köpa båten."),
            ("decision", "Sälja bryggan."),
            ("decision", "Att måla skjulet."),
        ],
    ),
    "a decision that begins with its verb": (
        "Beslut\nGodkänna båtköpet.\n\nUppdra åt Bo att sälja bryggan.\n\nAtt Mia betalar.",
        [
            ("decision", "Godkänna båtköpet."),
            ("decision", "Uppdra åt Bo att sälja bryggan."),
            ("decision", "Att Mia betalar."),
        ],
    ),
    "names complete a decision": (
        "Mötet beslutade att välja\nBo Ek, ordförande\nMia Al, kassör",
        [("decision", "Mötet beslutade att välja Bo Ek, ordförande Mia Al, kassör")],
    ),
    "the verb before who decides": (
        "Efter diskussion beslutade gruppen att köpa båten.",
        [("decision", "Efter diskussion beslutade gruppen att köpa båten.")],
    ),
    "a decision of another day is none": (
        "Den 3 mars beslutade kommunstyrelsen att pausa projektet.",
        [("text", "Den 3 mars beslutade kommunstyrelsen att pausa projektet.")],
    ),
    "papers for a decision are none": (
        "Beslut\nBåten köps.\n\nUnderlag för beslut\n• Skrivelse\n• Bilaga 1",
        [
            ("decision", "Båten köps."),
            ("heading", "Underlag för beslut"),
            ("text", "- Skrivelse - Bilaga 1"),
        ],
    ),
    "a block without att": (
        "Beslut:\nMötet delar informationen mellan kommunerna.",
        [("decision", "Mötet delar informationen mellan kommunerna.")],
    ),
    "lower case clauses line by line": (
        "Beslut\natt köpa båten,\natt sälja bryggan samt\natt tacka alla.",
        [
            ("decision", "att köpa båten,"),
            ("decision", "att sälja bryggan samt"),
            ("decision", "att tacka alla."),
        ],
    ),
    "a lead-in and a numbered list": (
        "Beslut\nDirektionen beslutar att\n1. köpa båten\n2. sälja bryggan",
        [
            ("text", "Direktionen beslutar att"),
            ("decision", "köpa båten"),
            ("decision", "sälja bryggan"),
        ],
    ),
    "a lead-in without a heading": (
        "Bakgrunden är känd av alla.\n\nDirektionen beslutar\natt köpa båten\natt sälja bryggan",
        [
            ("text", "Bakgrunden är känd av alla."),
            ("text", "Direktionen beslutar"),
            ("decision", "att köpa båten"),
            ("decision", "att sälja bryggan"),
        ],
    ),
    "a bulleted block": (
        "Beslut\n- Rapporten godkänns.\n- Avvikelserna noteras.",
        [("decision", "Rapporten godkänns."), ("decision", "Avvikelserna noteras.")],
    ),
    "inline": (
        "Rapporten gicks igenom.\n\nBeslut: Läggs till handlingarna.",
        [("text", "Rapporten gicks igenom."), ("decision", "Läggs till handlingarna.")],
    ),
    "a genitive heading": (
        "Kustgruppens beslut\nKustgruppen godkänner planen.\n\nBakgrund\nPlanen är från 2019.",
        [
            ("decision", "Kustgruppen godkänner planen."),
            ("heading", "Bakgrund"),
            ("text", "Planen är från 2019."),
        ],
    ),
    "a paragraph": (
        "Mötet beslutade att köpa båten.",
        [("decision", "Mötet beslutade att köpa båten.")],
    ),
    "a sentence among others": (
        "Frågan bereddes. Styrelsen beslutade enhälligt att köpa båten. Alla var nöjda.",
        [
            ("text", "Frågan bereddes."),
            ("decision", "Styrelsen beslutade enhälligt att köpa båten."),
            ("text", "Alla var nöjda."),
        ],
    ),
    "two blocks in one item": (
        "Beslut\nAtt köpa båten.\n\nDiskussion kring bryggan.\n\nBeslut\nAtt sälja bryggan.",
        [
            ("decision", "Att köpa båten."),
            ("text", "Diskussion kring bryggan."),
            ("decision", "Att sälja bryggan."),
        ],
    ),
    "a list after a whole sentence belongs to the text": (
        "Beslut\nKustgruppen har tagit del av följande rapporter.\n- Rapport ett\n- Rapport två",
        [
            ("decision", "Kustgruppen har tagit del av följande rapporter."),
            ("text", "- Rapport ett - Rapport två"),
        ],
    ),
}


@pytest.mark.parametrize("case", DECISIONS)
def test_decisions(draft_of: DraftOf, case: str) -> None:
    body, expected = DECISIONS[case]
    assert content(draft_of, body) == expected


NO_DECISIONS = {
    "a proposal": "Förslag till beslut\natt köpa båten,\natt sälja bryggan.",
    "an administration's proposal": "Förvaltningens förslag till beslut\nPlanen godkänns.",
    "a proposal onwards": "Förslag till kommunfullmäktige\natt köpa båten.",
    "motions": "Yrkanden\nBo Ek yrkar att båten köps.",
    "an earlier decision": "Kommunfullmäktige beslutade 2019-03-04 att köpa båten.",
    "grounds": "Beslutsunderlag\nTjänsteskrivelse 2024-01-02",
    "a clause about something else": "Att båten är gammal vet alla.",
    "a mention": "Beslut fattas på nästa möte.",
}


@pytest.mark.parametrize("case", NO_DECISIONS)
def test_what_is_no_decision(draft_of: DraftOf, case: str) -> None:
    assert not [entry for entry in content(draft_of, NO_DECISIONS[case]) if entry[0] == "decision"]


def test_a_decision_after_a_proposal_is_found(draft_of: DraftOf) -> None:
    body = "Förslag\nAtt köpa båten för 3 000 kr.\n\nStyrelsen beslutade att avslå förslaget."
    assert content(draft_of, body)[-1] == ("decision", "Styrelsen beslutade att avslå förslaget.")


def test_sentences_are_only_suggested_where_decisions_have_headings(draft_of: DraftOf) -> None:
    body = "Beslut\nAtt köpa båten.\n\nDiskussion\nStyrelsen beslutade att ta en paus."
    draft, _ = draft_of(f"{HEAD}1. Ärendet\n{body}\n\n2. Slut\nKlart.\n")
    assert [key for key, _ in entries_of(draft)].count("decision") == 1
    assert "W520" in codes_of(draft)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Att besluta senare om båten.", "postponed"),
        ("Ärendet bordläggs.", "postponed"),
        ("Ärendet återremitteras till förvaltningen.", "referred_back"),
        ("Motionen avslås.", "rejected"),
        ("att lägga protokollet till handlingarna", "noted"),
        ("Att köpa båten.", ""),
    ],
)
def test_what_became_of_it(draft_of: DraftOf, words: str, status: str) -> None:
    draft, _ = draft_of(f"{HEAD}1. Ärendet\nBeslut\n{words}\n\n2. Slut\nKlart.\n")
    assert {path: leaf.value for path, leaf in draft.leaves()}.get(
        "items[0].content[0].status", ""
    ) == status


def test_votes_and_reservations_go_to_their_decision(draft_of: DraftOf) -> None:
    body = (
        "Beslut\nMotionen avslås.\n\nVotering\n9 ja-röster, 6 nej-röster och 1 avstår.\n\n"
        "Reservation\nBo Ek reserverar sig mot beslutet."
    )
    draft, _ = draft_of(f"{HEAD}1. Ärendet\n{body}\n\n2. Slut\nKlart.\n")
    values = {path: leaf.value for path, leaf in draft.leaves()}
    decision = "items[0].content[0]"
    assert (values[f"{decision}.votes.yes"], values[f"{decision}.votes.no"]) == ("9", "6")
    assert values[f"{decision}.votes.abstained"] == "1"
    assert values[f"{decision}.reservations[0]"] == "Bo Ek reserverar sig mot beslutet."


def test_follow_ups_have_their_words_on_the_state(draft_of: DraftOf) -> None:
    body = (
        "Genomgång.\n\n• Ta fram en lista.\n- Klart\n\n"
        "• Kalla till möte som ska vara klart den 1 mars.\n- Pågår.\n"
    )
    draft, _ = draft_of(f"{HEAD}1. Föregående möte\n{body}\n\n2. Slut\nKlart.\n")
    values = {path: leaf.value for path, leaf in draft.leaves() if "content[" in path}
    assert values["items[0].content[1].follow_up"] == "Ta fram en lista."
    assert values["items[0].content[1].state"] == "done"
    assert values["items[0].content[1].note"] == "Klart"
    assert values["items[0].content[2].state"] == "ongoing"
    assert values["items[0].content[2].due"] == "2024-03-01"


def test_bullets_with_dashes_elsewhere_are_no_follow_ups(draft_of: DraftOf) -> None:
    body = "• Granby bygger hus.\n- Många hus\n\n• Almvik bygger vägar.\n- Breda vägar"
    assert {key for key, _ in content(draft_of, body)} == {"text"}


def test_a_deferral_points_to_the_meeting_it_names(draft_of: DraftOf) -> None:
    body = "På grund av tidsbrist bordläggs frågan till Kustgruppens möte den 2 februari."
    draft, _ = draft_of(f"{HEAD}1. Ärendet\n{body}\n\n2. Slut\nKlart.\n")
    values = {path: leaf.value for path, leaf in draft.leaves()}
    assert values["items[0].content[0].deferred"] == body
    assert values["items[0].content[0].to"] == "kustgruppen/2024-02-02"
    assert values["upcoming[0].date"] == "2024-02-02"
    assert "W510" in codes_of(draft)


def test_a_deferral_that_names_no_day_points_nowhere(draft_of: DraftOf) -> None:
    assert content(draft_of, "Ärendet bordläggs till nästa möte.") == [
        ("deferred", "Ärendet bordläggs till nästa möte.")
    ]


def test_paragraphs_lists_and_headings(draft_of: DraftOf) -> None:
    body = (
        "Verksamhetsplan\nEn lång rad som bryts av dokumentets bredd och därför går vidare på\n"
        "nästa rad innan den tar slut.\n\nPunkter som togs upp vid genomgången:\n• ett\n"
        "• två rader som\nhör ihop\n\n1) numrerat\n\nKort paus."
    )
    assert content(draft_of, body) == [
        ("heading", "Verksamhetsplan"),
        (
            "text",
            "En lång rad som bryts av dokumentets bredd och därför går vidare på nästa rad innan "
            "den tar slut. Punkter som togs upp vid genomgången: - ett - två rader som hör ihop "
            "1\\) numrerat Kort paus.",
        ),
    ]


def test_private_use_bullets_never_reach_the_draft(draft_of: DraftOf) -> None:
    ((_, text),) = content(draft_of, "\uf0b7 ett\n\uf0b7 två")
    assert text == "- ett - två"


@pytest.mark.parametrize(
    ("line", "coming"),
    [
        ("Nästa möte är den 2 februari kl. 9.00.", ("2024-02-02", "9.00", "kustgruppen", "")),
        (
            "Förslag att nästa möte blir den 2 februari.",
            ("2024-02-02", "", "kustgruppen", "proposed"),
        ),
        ("Extrainsatt möte den 2 februari ställs in.", ("2024-02-02", "", "", "cancelled")),
        ("Nästa möte hölls den 2 januari.", None),
        ("Programmet gäller till den 2 februari.", None),
    ],
)
def test_coming_meetings(
    draft_of: DraftOf, line: str, coming: tuple[str, str, str, str] | None
) -> None:
    draft, _ = draft_of(f"{HEAD}1. Ärendet\n{line}\n\n2. Slut\nKlart.\n")
    values = {path: leaf.value for path, leaf in draft.leaves() if path.startswith("upcoming")}
    keys = ("date", "time", "body", "status")
    found = tuple(values.get(f"upcoming[0].{key}", "") for key in keys) if values else None
    assert found == coming


def test_a_vote_told_before_the_decision_belongs_to_it(draft_of: DraftOf) -> None:
    body = "Votering\nJa-röster: 7, nej-röster: 4\nBeslut: Taxan antas."
    draft, _ = draft_of(f"{HEAD}1. Taxa\n{body}\n\n2. Slut\nKlart.\n")
    (decision,) = [e for e in entry_branches(draft) if e.get("decision")]
    votes = decision.get("votes")
    assert isinstance(votes, Branch) and (votes.text("yes"), votes.text("no")) == ("7", "4")


def test_a_reservation_without_a_heading_belongs_to_the_decision_before_it(
    draft_of: DraftOf,
) -> None:
    body = "Beslut\nTaxan antas.\n\nMot beslutet reserverar sig Bo Ek."
    draft, _ = draft_of(f"{HEAD}1. Taxa\n{body}\n\n2. Slut\nKlart.\n")
    (decision,) = [e for e in entry_branches(draft) if e.get("decision")]
    assert [key for key, _ in decision.entries] == ["decision", "reservations"]
    assert "W522" not in codes_of(draft)


def test_what_became_of_a_proposal_is_not_part_of_it(draft_of: DraftOf) -> None:
    body = "Förslag till beslut:\nAtt köpa båten.\n\nFrågan bordläggs till nästa möte."
    assert content(draft_of, body)[-1] == ("deferred", "Frågan bordläggs till nästa möte.")


def test_a_task_may_tell_its_own_state(draft_of: DraftOf) -> None:
    body = "• Måla skjulet: klart, Bo målade\n• Köpa båt – pågår\n• Rensa bryggan"
    assert content(draft_of, body, title="Uppföljning") == [
        ("follow_up", "Måla skjulet"),
        ("follow_up", "Köpa båt"),
        ("follow_up", "Rensa bryggan"),
    ]


def test_a_state_under_a_task_may_have_the_same_dash(draft_of: DraftOf) -> None:
    body = "- Måla skjulet.\n- Klart\n- Köpa båt.\n- Tas upp senare."
    assert content(draft_of, body, title="Uppföljning") == [
        ("follow_up", "Måla skjulet."),
        ("follow_up", "Köpa båt."),
    ]


def test_parts_numbered_within_an_item_are_headings(draft_of: DraftOf) -> None:
    body = "1.1 Båten\nBåten läcker.\n1.2 Bryggan\nBryggan håller."
    assert content(draft_of, body) == [
        ("heading", "1.1 Båten"),
        ("text", "Båten läcker."),
        ("heading", "1.2 Bryggan"),
        ("text", "Bryggan håller."),
    ]


def test_days_on_lines_of_their_own_are_meetings_of_their_own(draft_of: DraftOf) -> None:
    body = "16 mars kl. 8.30\n25 april\n6 juni (prel.)"
    draft, _ = draft_of(f"{HEAD}1. Start\nHej.\n\n2. Kommande möten\n{body}\n")
    coming = [e for e in draft.tree.rows("upcoming") if isinstance(e, Branch)]
    assert [(e.text("date"), e.text("status")) for e in coming] == [
        ("2024-03-16", ""),
        ("2024-04-25", ""),
        ("2024-06-06", "proposed"),
    ]


def test_a_decision_told_after_a_sentence_is_one(draft_of: Callable[[str], Drafted]) -> None:
    draft, _ = draft_of(
        "Protokoll Kustgruppen 2024-01-15\nNärvarande: Bo Ek\n\n1. Val\n"
        "Vi gick igenom listan. Beslut: Mia Al tillfrågas.\n\n2. Övrigt\nInget.\n"
    )
    assert [key for key, _ in entries_of(draft)] == ["text", "decision", "text"]


def test_counts_below_a_list_of_votes_are_of_that_list(
    draft_of: Callable[[str], Drafted],
) -> None:
    draft, _ = draft_of(
        "Protokoll Kustgruppen 2024-01-15\nNärvarande: Bo Ek\n\n§ 1 Budget\n\nBeslut\n\n"
        "Budgeten fastställs.\n\nOmröstning\n\n1   Bo Ek (S)     Ja\n2   Mia Al (M)    Nej\n"
        "3   Nils Hed (C)  Ja\n\nJa 2, Nej 1.\n\n§ 2 Övrigt\n\nInget.\n"
    )
    told = dict(draft.leaves())
    (yes,) = [leaf.value for key, leaf in told.items() if key.endswith(".yes")]
    assert yes == "2"
    assert sum("roll_call" in key and key.endswith(".vote") for key in told) == 3
