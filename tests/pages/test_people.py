"""People in words: what is said of them where names are shown, and where they are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from built_site import INVENTED
from minutes_archive.language.catalogue import Translator
from minutes_archive.model import Attendance, PeopleShown, Registry, Role
from minutes_archive.pages.people import PeopleInWords
from minutes_archive.reading import read_registry

PERSON = Attendance(
    "Eva Ek",
    roles=(Role.CHAIR,),
    items="1–3",
    disqualified="2",
    substitute_for="Bo Alm",
    note="på distans",
    party="C",
)


@pytest.fixture(scope="module")
def registry() -> Registry:
    registry, _ = read_registry(INVENTED)
    assert registry is not None
    return registry


def words(registry: Registry, shown: PeopleShown) -> PeopleInWords:
    return PeopleInWords(replace(registry, people=shown), Translator("sv"))


def test_with_names_all_is_said(registry: Registry) -> None:
    people = words(registry, PeopleShown.NAMES)
    assert people.name(PERSON) == "Eva Ek (C)"
    assert people.name(replace(PERSON, party="")) == "Eva Ek"
    said = people.notes(PERSON)
    assert "ordförande" in said and "ersätter Bo Alm" in said and "på distans" in said
    assert "jäv" in said and "1–3" in said


def test_without_names_nobody_is_named(registry: Registry) -> None:
    people = words(registry, PeopleShown.ROLES)
    assert people.name(PERSON) == "ordförande"
    said = people.notes(PERSON)
    assert "1–3" in said and "jäv" in said
    for hidden in ("ordförande", "Bo Alm", "på distans", "Eva"):
        assert hidden not in said
