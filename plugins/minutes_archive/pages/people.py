"""How people are shown: by name, by role, or not at all, as the registry says."""

from __future__ import annotations

import re

from minutes_archive.language.catalogue import Translator
from minutes_archive.language.parties import split_party
from minutes_archive.model import Attendance, Meeting, Registry, Role

_NAMED = re.compile(r"punkt|§|\bp\.", re.IGNORECASE)
_FIRST_NUMBER = re.compile(r"\d.*")


class PeopleInWords:
    """Writes people as `people: names | roles | hidden` of the registry allows."""

    def __init__(self, registry: Registry, translate: Translator) -> None:
        self._registry = registry
        self._t = translate

    def name(self, person: Attendance) -> str:
        """Return the person's name, or the role in its stead."""
        if self._registry.shows_names:
            return f"{person.name} ({person.party})" if person.party else person.name
        return self._roles(person.roles)

    def notes(self, person: Attendance) -> str:
        """Return the words after a name: role, part of the meeting, whom one stood in for."""
        words = []
        if person.roles and self._registry.shows_names:
            words.append(self._roles(person.roles))
        if person.items:
            words.append(self._part(person.items))
        if person.disqualified:
            words.append(self._disqualified(person.disqualified))
        if person.substitute_for and self._registry.shows_names:
            words.append(self._t("attendance.substitute_for", name=person.substitute_for))
        if person.note and self._registry.shows_names:
            words.append(person.note)
        return ", ".join(words)

    def signed(self, name: str, meeting: Meeting) -> str:
        """Return how a signatory is shown."""
        if self._registry.shows_names:
            return name
        roles = {person.name: person.roles for person in meeting.present}
        parties = [p.abbreviation for p in self._registry.parties]
        shown = roles.get(split_party(name, parties)[0], ())
        return self._roles(shown)

    def _roles(self, roles: tuple[Role, ...]) -> str:
        """Return the words for roles, or for a participant of whom no role is told."""
        if not roles or not self._registry.shows_roles:
            return self._t("role.participant")
        return self._t("attendance.role_and").join(self._t(f"role.{role.value}") for role in roles)

    def _disqualified(self, items: str) -> str:
        """Return "jäv punkt 5" for bare numbers, "jäv § 5" for other forms."""
        named = items if _NAMED.search(items) else self._t("attendance.items", items=items)
        return self._t("attendance.disqualified", items=named)

    def _part(self, items: str) -> str:
        """Return "endast punkt 2" for bare numbers, "t.o.m. punkt 4" for other forms."""
        if items[:1].isdigit():
            return self._t("attendance.only_items", items=items)
        if _NAMED.search(items):
            return items
        return _FIRST_NUMBER.sub(lambda m: self._t("attendance.items", items=m[0]), items, count=1)
