"""Lists of people as minutes write them: names, organisations, roles, parts of the meeting."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from importing.conftest import Drafted
from minutes_archive.importing.words.draft_tree import Branch

DraftOf = Callable[[str], Drafted]
ITEMS = "\n\n" + "\n".join(f"{n}. Punkt {n}\nText.\n" for n in range(1, 12))


def people(draft_of: Callable[[str], Drafted], head: str, key: str = "present") -> list[str]:
    draft, _ = draft_of(f"Minnesanteckningar Kustgruppen 2024-01-15\n\n{head}{ITEMS}")
    return [
        " | ".join(f"{name}={person.text(name)}" for name, _ in person.entries)
        for person in draft.tree.rows(key)
        if isinstance(person, Branch)
    ]


# One row after "Närvarande:", and the persons in it.
ROWS = {
    "Bo Ek Almvik": ["name=Bo Ek | from=almvik"],
    "Bo Ek, Almvik": ["name=Bo Ek | from=almvik"],
    "Bo Ek (Almvik)": ["name=Bo Ek | from=almvik"],
    "Bo Ek – Almviks kommun": ["name=Bo Ek | from=almvik"],
    "Bo Ek Almvik, endast punkt 2": ["name=Bo Ek | from=almvik | items=2"],
    "Anna Kowalska Lindberg Almvik, endast p. 2": [
        "name=Anna Kowalska Lindberg | from=almvik | items=2"
    ],
    "Bo Ek (Almvik, p. 1–3), Mia Al": ["name=Bo Ek | from=almvik | items=1–3", "name=Mia Al"],
    "Bo Ek, §§ 1–4": ["name=Bo Ek | items=1–4"],
    "Bo Ek (t.o.m. p. 10)": ["name=Bo Ek | items=t.o.m. 10"],
    "Bo Ek, fr.o.m. punkt 3": ["name=Bo Ek | items=fr.o.m. 3"],
    "Bo Ek, ej § 5": ["name=Bo Ek | items=ej 5"],
    "Bo Ek §§ 1-3, § 5": ["name=Bo Ek | items=1-3, 5"],
    "Bo Ek, jäv § 5": ["name=Bo Ek | note=jäv § 5"],
    "Bo Ek, t.o.m. § 5 kl. 10.15": ["name=Bo Ek | items=t.o.m. 5 | note=t.o.m. § 5 kl. 10.15"],
    "Bo Ek, lämnade sammanträdet kl. 10.40 under § 5": [
        "name=Bo Ek | items=t.o.m. 5 | note=lämnade sammanträdet kl. 10.40 under § 5"
    ],
    "Bo Ek, kommundirektör Almvik": ["name=Bo Ek | from=almvik | note=kommundirektör"],
    "oppositionsråd Bo Ek, Almvik": ["name=Bo Ek | from=almvik | note=oppositionsråd"],
    "Dr. Bo Ek": ["name=Bo Ek | note=Dr"],
    "Bo Ek, HR-chef": ["name=Bo Ek | note=HR-chef"],
    "Bo Ek, lämnade mötet efter punkt 9": [
        "name=Bo Ek | items=t.o.m. 9 | note=lämnade mötet efter punkt 9"
    ],
    "Bo Ek, anslöt under punkt 4": ["name=Bo Ek | items=fr.o.m. 4 | note=anslöt under punkt 4"],
    "Bo Ek, endast punkt 99": ["name=Bo Ek | note=endast punkt 99"],
    "Bo Ek, kl. 13.00-14.30": ["name=Bo Ek | note=kl. 13.00-14.30"],
    "Bo Ek (S), ordförande": ["name=Bo Ek | party=S | role=chair"],
    "Bo Ek (ordf.)": ["name=Bo Ek | role=chair"],
    "Bo Ek, 1:e vice ordförande": ["name=Bo Ek | role=vice_chair"],
    "Bo Ek, mötessekreterare": ["name=Bo Ek | role=secretary"],
    "Bo Ek, kommundirektör": ["name=Bo Ek | note=kommundirektör"],
    "kommundirektör Bo Ek": ["name=Bo Ek | note=kommundirektör"],
    "Tf. förvaltningschef Bo Ek": ["name=Bo Ek | note=Tf. förvaltningschef"],
    "Bo Ek (M) ersättare för Mia Al (C)": [
        "name=Bo Ek | party=M | role=substitute | substitute_for=Mia Al (C)"
    ],
    "Bo Ek (M), tjg ersättare för Mia Al": [
        "name=Bo Ek | party=M | role=substitute | substitute_for=Mia Al"
    ],
    "Bo Ek (S) ersätter Mia Al (S) § 4": [
        "name=Bo Ek | party=S | role=substitute | items=4 | substitute_for=Mia Al (S)"
    ],
    "Bo Ek, Sjöfartsverket": ["name=Bo Ek | note=Sjöfartsverket"],
    "Bo Ek, Kustens Bygg AB": ["name=Bo Ek | note=Kustens Bygg AB"],
    "Bo Ek, Region Kusten, Mia Al, SKR": [
        "name=Bo Ek | note=Region Kusten",
        "name=Mia Al | note=SKR",
    ],
    "Bo Ek och Mia Al": ["name=Bo Ek", "name=Mia Al"],
    "Bo Ek; Mia Al; Nils von Platen": ["name=Bo Ek", "name=Mia Al", "name=Nils von Platen"],
    "Almvik: Bo Ek, Mia Al": ["name=Bo Ek | from=almvik", "name=Mia Al | from=almvik"],
    "Ann-Sofie Dahl-Ek, Åsa Ö. Ros": ["name=Ann-Sofie Dahl-Ek", "name=Åsa Ö. Ros"],
    "Anna, Bo och Carin": ["name=Anna", "name=Bo", "name=Carin"],
    "Se bilaga 1": [],
    "Enligt närvarolista": [],
    "Tolv ledamöter": [],
}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_of_people(draft_of: Callable[[str], Drafted], row: str) -> None:
    assert people(draft_of, f"Närvarande: {row}") == ROWS[row]


def test_one_person_a_line(draft_of: Callable[[str], Drafted]) -> None:
    head = "Närvarande:\n- Bo Ek, Almvik\n- Mia Al, Bergsund\n\nFörhinder:\n- Per Öst"
    assert people(draft_of, head) == ["name=Bo Ek | from=almvik", "name=Mia Al | from=bergsund"]
    assert people(draft_of, head, "absent") == ["name=Per Öst"]


def test_a_comma_list_over_several_lines(draft_of: Callable[[str], Drafted]) -> None:
    head = "Närvarande: Bo Ek (Almvik), Mia Al (Bergsund), Nils\nvon Platen (Granby), Rut\nRos"
    assert [row.split(" | ")[0] for row in people(draft_of, head)] == [
        "name=Bo Ek",
        "name=Mia Al",
        "name=Nils von Platen",
        "name=Rut Ros",
    ]


def test_a_name_broken_over_two_lines(draft_of: Callable[[str], Drafted]) -> None:
    head = "Närvarande: Bo Ek Almvik\nAnna Kowalska\nLindberg\nMia Al Bergsund"
    assert people(draft_of, head) == [
        "name=Bo Ek | from=almvik",
        "name=Anna Kowalska Lindberg",
        "name=Mia Al | from=bergsund",
    ]


def test_two_lists_side_by_side(draft_of: Callable[[str], Drafted]) -> None:
    head = (
        "Närvarande                    Frånvarande\n"
        "Bo Ek, Almvik                 Per Öst, Granby\n"
        "Mia Al, Bergsund              Rut Ros, Ekholma\n"
        "Nils Hed, Strandö\n"
    )
    assert [row.split(" | ")[0] for row in people(draft_of, head)] == [
        "name=Bo Ek",
        "name=Mia Al",
        "name=Nils Hed",
    ]
    assert people(draft_of, head, "absent") == [
        "name=Per Öst | from=granby",
        "name=Rut Ros | from=ekholma",
    ]


def test_several_columns_of_names(draft_of: Callable[[str], Drafted]) -> None:
    head = "Ledamöter\nBo Ek (S)        Mia Al (M)\nNils Hed (C)     Rut Ros (V)\n"
    assert people(draft_of, head) == [
        "name=Bo Ek | party=S | role=member",
        "name=Mia Al | party=M | role=member",
        "name=Nils Hed | party=C | role=member",
        "name=Rut Ros | party=V | role=member",
    ]


def test_a_matrix_of_crosses(draft_of: Callable[[str], Drafted]) -> None:
    head = (
        "Ledamöter            Närvarande\n"
        "Bo Ek                X, mötesordf.\n"
        "Mia Al               anmält förhinder\n"
        "Nils Hed             X, ej § 2-3\n"
    )
    assert people(draft_of, head) == [
        "name=Bo Ek | role=chair",
        "name=Nils Hed | role=member | items=ej 2-3",
    ]
    assert people(draft_of, head, "absent") == ["name=Mia Al"]


def test_groups_by_municipality(draft_of: Callable[[str], Drafted]) -> None:
    head = "Närvarande\nAlmviks kommun\nBo Ek\nMia Al\nGranby kommun\nNils Hed"
    assert people(draft_of, head) == [
        "name=Bo Ek | from=almvik",
        "name=Mia Al | from=almvik",
        "name=Nils Hed | from=granby",
    ]


def test_a_label_in_a_narrow_column_may_be_broken(draft_of: Callable[[str], Drafted]) -> None:
    head = (
        "Beslutande          Bo Ek (S), ordförande\n"
        "Ej tjänstgörande    Mia Al (M)\n"
        "ersättare           Nils Hed (C)\n"
    )
    assert people(draft_of, head) == [
        "name=Bo Ek | party=S | role=chair",
        "name=Mia Al | party=M | role=substitute",
        "name=Nils Hed | party=C | role=substitute",
    ]


def test_people_end_where_the_text_begins(draft_of: Callable[[str], Drafted]) -> None:
    head = (
        "Närvarande: Bo Ek, Almvik\nMia Al, Bergsund\n\n"
        "Mötet utgick från den presentation som Rut Ros skickade ut i förväg till alla.\n"
    )
    assert [row.split(" | ")[0] for row in people(draft_of, head)] == ["name=Bo Ek", "name=Mia Al"]


def test_people_may_stand_in_the_first_items(draft_of: Callable[[str], Drafted]) -> None:
    text = (
        "Protokoll Kustgruppen 2024-01-15\n\n§ 1 Öppnande\nMötet öppnas.\n\n§ 2 Upprop\n"
        "Närvarande: Bo Ek, Mia Al\nFrånvarande: Per Öst\n\n§ 3 Slut\nMötet avslutas.\n"
    )
    draft, _ = draft_of(text)
    found = {
        key: [person.text("name") for person in draft.tree.rows(key) if isinstance(person, Branch)]
        for key in ("present", "absent")
    }
    assert found == {"present": ["Bo Ek", "Mia Al"], "absent": ["Per Öst"]}


def test_a_title_in_capitals_stays_with_the_person_before_it(draft_of: DraftOf) -> None:
    head = "Närvarande:\n  Bo Ek, HR-chef\n  Mia Al, näringslivschef"
    assert people(draft_of, head) == [
        "name=Bo Ek | note=HR-chef",
        "name=Mia Al | note=näringslivschef",
    ]


def test_the_headings_of_a_table_say_that_it_lists_who_came(draft_of: DraftOf) -> None:
    table = """
Namn         Organisation   Närvaro
Bo Ek        Almvik         ordförande
Mia Al       Bergsund       hela mötet
Sven Rask    Granby         punkt 1–3
Ida Ro       Ekholma        förhinder
"""
    assert people(draft_of, table) == [
        "name=Bo Ek | from=almvik | role=chair",
        "name=Mia Al | from=bergsund",
        "name=Sven Rask | from=granby | items=1–3",
    ]
    assert people(draft_of, table, "absent") == ["name=Ida Ro | from=ekholma"]


def test_a_name_that_wraps_in_a_narrow_column_is_one_name(draft_of: DraftOf) -> None:
    table = """
Namn          Kommun        Närvaro
Anna          Almvik        hela mötet
Kullander
Kjell Lindh   Bergsund      t.o.m.
Åkesson                     punkt 3
"""
    assert people(draft_of, table) == [
        "name=Anna Kullander | from=almvik",
        "name=Kjell Lindh Åkesson | from=bergsund | items=t.o.m. 3",
    ]


def test_a_municipality_that_nobody_came_from_does_not_end_the_list(draft_of: DraftOf) -> None:
    head = "Närvarande:\nAlmvik: Bo Ek\nBergsund: förhinder\nGranby: Mia Al"
    assert people(draft_of, head) == ["name=Bo Ek | from=almvik", "name=Mia Al | from=granby"]


def test_words_read_without_rings_and_dots_mean_the_same(draft_of: DraftOf) -> None:
    head = "Narvarande ledamoter: Bo Ek (ordforande), Mia Al Lovhamn"
    assert people(draft_of, head) == [
        "name=Bo Ek | role=chair",
        "name=Mia Al | from=lovhamn | role=member",
    ]


def test_part_of_the_meeting_may_be_broken_over_two_lines(draft_of: DraftOf) -> None:
    head = "Närvarande:\nBo Ek, Almvik, punkt\n1–3\nMia Al, Bergsund"
    assert people(draft_of, head) == [
        "name=Bo Ek | from=almvik | items=1–3",
        "name=Mia Al | from=bergsund",
    ]


def test_a_value_beside_a_label_goes_on_below_itself(draft_of: DraftOf) -> None:
    head = """
Övriga deltagare     Jan Öst, chef                 Ersättare
                     Mona Dal, sekreterare         Ture Ros
"""
    assert people(draft_of, head) == [
        "name=Jan Öst | note=chef",
        "name=Mona Dal | role=secretary",
        "name=Ture Ros | role=substitute",
    ]


def test_a_party_before_each_name(draft_of: DraftOf) -> None:
    head = (
        "Närvarande\n"
        "M   Eva Ekholm, ordf.\n"
        "C   Bo Almgren\n"
        "KD  Lars Wiklander, fr.o.m. § 5\n"
        "S   Siv Ödman\n"
    )
    assert people(draft_of, head) == [
        "name=Eva Ekholm | party=M | role=chair",
        "name=Bo Almgren | party=C",
        "name=Lars Wiklander | party=KD | items=fr.o.m. 5",
        "name=Siv Ödman | party=S",
    ]


def test_an_initial_is_no_party(draft_of: DraftOf) -> None:
    assert people(draft_of, "Närvarande\nM Ekholm\nS Almgren\nBo Alm") == [
        "name=M Ekholm",
        "name=S Almgren",
        "name=Bo Alm",
    ]


def test_an_officer_among_substitutes_is_none(draft_of: DraftOf) -> None:
    head = (
        "Ersättare: Eva Ek (S), Bo Alm (M) samt sekreterare Ann Lind, "
        "socialchef Siv Ödman, ekonomichef Ulf By"
    )
    assert people(draft_of, head) == [
        "name=Eva Ek | party=S | role=substitute",
        "name=Bo Alm | party=M | role=substitute",
        "name=Ann Lind | role=secretary",
        "name=Siv Ödman | note=socialchef",
        "name=Ulf By | note=ekonomichef",
    ]


def test_two_blanks_part_columns_where_the_next_line_has_its_own(draft_of: DraftOf) -> None:
    head = (
        "Närvarande:\n"
        "Bo Alm              Socialchef\n"
        "Gunilla Wettermark  Controller\n"
        "Ann Lind            Ekonom\n"
    )
    assert people(draft_of, head) == [
        "name=Bo Alm | note=Socialchef",
        "name=Gunilla Wettermark | note=Controller",
        "name=Ann Lind | note=Ekonom",
    ]


def test_column_headings_beside_the_label(draft_of: DraftOf) -> None:
    head = (
        "Ledamöter     Namn                   Parti   Anm\n"
        "              Eva Ek, ordf           (M)\n"
        "              Bo Alm                 (C)     §§ 2–3\n"
    )
    assert people(draft_of, head) == [
        "name=Eva Ek | party=M | role=chair",
        "name=Bo Alm | party=C | role=member | items=2–3",
    ]


def test_who_has_no_cross_in_a_list_of_crosses_was_not_there(draft_of: DraftOf) -> None:
    head = (
        "Närvarolista\n\nLedamöter\nEva Ek (S), ordf        x\nBo Alm (M)              x\n"
        "Siv Öd (C)              x\nUlf By (V)              -\n"
    )
    assert people(draft_of, head, "absent") == ["name=Ulf By | party=V"]


def test_a_trade_union_is_no_person(draft_of: DraftOf) -> None:
    head = "Närvarande: Sara Ek, Sveriges Lärare\nFrånvarande: Mona Alm, Sveriges Skolledare"
    assert people(draft_of, head) == ["name=Sara Ek | note=Sveriges Lärare"]
    assert people(draft_of, head, "absent") == ["name=Mona Alm | note=Sveriges Skolledare"]
