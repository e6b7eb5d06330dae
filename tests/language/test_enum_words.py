"""Every value that a file may give has its words in every language: a new one is told here."""

from __future__ import annotations

import inspect
from enum import StrEnum

import pytest

from minutes_archive import model
from minutes_archive.archive import entries
from minutes_archive.language.catalogue import LANGUAGES, load_catalogue
from minutes_archive.reading import format as minutes_format

# What the values are looked up by; a page that meets one without words could not be made.
SHOWN_AS: dict[str, tuple[str, ...]] = {
    "Ballot": ("vote.{}", "vote.count.{}"),
    "CastingVote": ("vote.casting.{}",),
    "Conformance": ("accessibility.{}",),
    "DecisionStatus": ("status.{}",),
    "FollowUpState": ("state.{}",),
    "DocumentKind": ("kind.{}",),
    "MeetingForm": ("form.{}",),
    "MeetingPlan": ("plan.{}",),
    "Presence": ("presence.{}",),
    "Role": ("role.{}",),
    "WithdrawalReason": ("tombstone.{}",),
}
# Decide what is shown, and are no words of a page.
NOT_SHOWN = {"Publication", "Holding", "PeopleShown"}


def enums() -> dict[str, type[StrEnum]]:
    return {
        name: value
        for module in (model, entries, minutes_format)
        for name, value in inspect.getmembers(module, inspect.isclass)
        if issubclass(value, StrEnum) and value is not StrEnum
    }


def test_every_enum_is_shown_or_said_not_to_be() -> None:
    assert set(enums()) - NOT_SHOWN == set(SHOWN_AS)


@pytest.mark.parametrize("name", SHOWN_AS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_has_words(name: str, language: str) -> None:
    catalogue = load_catalogue(language)
    keys = [form.format(value.value) for value in enums()[name] for form in SHOWN_AS[name]]
    assert [key for key in keys if not catalogue.get(key)] == []
