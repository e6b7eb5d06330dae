"""How people are shown: by name, by role, or not at all, as the registry says."""

from __future__ import annotations

import re

from minutes_archive.language.catalogue import Translator
from minutes_archive.model import Attendance, Meeting, Role

_NAMED = re.compile(r"punkt|§|\bp\.", re.IGNORECASE)
_FIRST_NUMBER = re.compile(r"\d.*")


class PeopleShown:
    """Writes people as `people: names | roles | hidden` of the registry allows."""

    def __init__(self, people: str, translate: Translator) -> None:
        self._people = people
        self._t = translate

    def name(self, person: Attendance) -> str:
        """Return the person's name, or the role in its stead."""
        if self._people == "names":
            return person.name
        if self._people == "roles" and person.role:
            return self._t(f"role.{person.role.value}")
        return self._t("role.participant")

    def notes(self, person: Attendance) -> str:
        """Return the words after a name: role, part of the meeting, whom one stood in for."""
        words = []
        if person.role and self._people == "names":
            words.append(self._t(f"role.{person.role.value}"))
        if person.items:
            words.append(self._part(person.items))
        if person.substitute_for and self._people == "names":
            words.append(self._t("attendance.substitute_for", name=person.substitute_for))
        if person.note and self._people == "names":
            words.append(person.note)
        return ", ".join(words)

    def signed(self, name: str, meeting: Meeting) -> str:
        """Return how a signatory is shown."""
        if self._people == "names":
            return name
        roles = {person.name: person.role for person in meeting.present}
        role = roles.get(name)
        shown = role if self._people == "roles" and role else None
        return (
            self._t(f"role.{shown.value}")
            if isinstance(shown, Role)
            else self._t("role.participant")
        )

    def shows_names(self) -> bool:
        return self._people == "names"

    def _part(self, items: str) -> str:
        """Return "endast punkt 2" for bare numbers, "t.o.m. punkt 4" for other forms."""
        if items[:1].isdigit():
            return self._t("attendance.only_items", items=items)
        if _NAMED.search(items):
            return items
        return _FIRST_NUMBER.sub(lambda m: self._t("attendance.items", items=m[0]), items, count=1)
