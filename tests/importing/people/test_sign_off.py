"""Who signed, in the forms that the end of minutes has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from importing.conftest import Drafted, entries_of
from minutes_archive.importing.words.draft_tree import Branch, Leaf, Rows

TEXT = """Protokoll Kustgruppen 2024-01-15
Närvarande: Bo Ek, Mia Al

§ 1 Start
Hej.

§ 2 Slut
Mötet avslutas.

"""
RULE = "............................."
FORMS = {
    "names under labels side by side": "Vid protokollet   Justeras\nMia Al            Bo Ek",
    "labels under names": f"{RULE}\nMia Al\nSekreterare\n\n{RULE}\nBo Ek\nJusterare",
    "labels under names side by side": "Mia Al            Bo Ek\nSekreterare       Justerare",
    "what they signed as after the names": (
        f"{RULE}   {RULE}\nMia Al, sekreterare      Bo Ek, justerare"
    ),
    "place and day before the lines": (
        f"Almvik 2024-01-20\n{RULE}\nMia Al, sekreterare\n\nJusteras:\n{RULE}\nBo Ek"
    ),
}


def names(node: object) -> list[str]:
    if isinstance(node, Rows):
        return [leaf.value for leaf in node.nodes if isinstance(leaf, Leaf)]
    return [node.value] if isinstance(node, Leaf) else []


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_sign_off(draft_of: Callable[[str], Drafted], form: str) -> None:
    draft, _ = draft_of(TEXT + FORMS[form] + "\n")
    tree = draft.tree
    assert names(tree.get("recorded_by")) == ["Mia Al"]
    assert names(tree.get("attested_by")) == ["Bo Ek"]
    assert entries_of(draft)[-1] == ("text", "Mötet avslutas.")
    assert [e.text("date") for e in tree.rows("upcoming") if isinstance(e, Branch)] == []


def test_the_next_meeting_is_no_place_and_day_of_signing(
    draft_of: Callable[[str], Drafted],
) -> None:
    draft, _ = draft_of(TEXT + "Nästa träff 2024-02-15\n\nAntecknat av Mia Al\n")
    coming = [e.text("date") for e in draft.tree.rows("upcoming") if isinstance(e, Branch)]
    assert coming == ["2024-02-15"]


def test_signing_lines_on_the_front_page(draft_of: Callable[[str], Drafted]) -> None:
    front = f"""Sammanträdesprotokoll
Kustgruppen   2024-01-15

Beslutande      Bo Ek, Mia Al
Utses att justera   Bo Ek
Underskrifter   Sekreterare    {RULE}   Paragrafer 1-2
                               Mia Al
                Justerare      {RULE}
                               Bo Ek

§ 1 Start
Hej.

§ 2 Slut
Klart.
"""
    draft, _ = draft_of(front)
    assert names(draft.tree.get("recorded_by")) == ["Mia Al"]
    assert names(draft.tree.get("attested_by")) == ["Bo Ek"]
