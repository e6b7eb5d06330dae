"""Lines without a place in the draft that say something all the same, told in the review.

A letterhead, a form to sign and a page of e-signatures have no place in a minutes file. But a
line of theirs that holds a name, a day, an hour, a label with a value or a verb that decides
may be what a careful reader would miss: then the review says so, once for each kind of line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minutes_archive.importing.head.fields import PEOPLE, find_label
from minutes_archive.importing.head.when_and_where import WHEN, WHERE
from minutes_archive.importing.words.dates import find_dates, find_times
from minutes_archive.importing.words.draft_tree import Branch, Draft, Mark, MarkKind, Note
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.passages import EMPTY, Passage
from minutes_archive.importing.words.source import Source

_NAME_AND_PARTY = re.compile(r"[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+){1,3}\s\([A-ZÅÄÖ]{1,4}\)")
_SPOKEN_LABELS = frozenset({*PEOPLE, *WHEN, *WHERE, "called"})
# So many places are listed; the others are counted.
MAX_PLACES = 12
_SAYS = {
    MarkKind.FORM: "rader i blanketter och underskriftssidor har uppgifter utan plats i filen",
    MarkKind.LETTERHEAD: "rader i brevhuvudet har uppgifter utan plats i filen",
    MarkKind.AGENDA: "rader i innehållsförteckningen har ingen punkt",
}


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells which passages say something, for one document."""

    draft: Draft
    source: Source
    pack: LanguagePack

    def notes(self) -> Iterator[Note]:
        """Yield one note for each kind of lines set aside, and one for what got no place."""
        for kind in (MarkKind.FORM, MarkKind.LETTERHEAD):
            marks = [m for m in self.draft.marks if m.kind is kind and self._says(m.passage)]
            if marks:
                yield self._note("W541", _SAYS[kind], marks, "för in det som hör hemma i filen")
        lost = [mark for mark in self.draft.marks if mark.kind is MarkKind.NOT_PLACED]
        if lost:
            count = "ett stycke" if len(lost) == 1 else f"{len(lost)} stycken"
            hint = (
                "orden står som kommentarer på sina ställen i filen; ta bort # för att använda dem"
            )
            yield self._note("W540", f"{count} fick ingen plats", lost, hint)

    def _note(self, code: str, says: str, marks: Sequence[Mark], hint: str) -> Note:
        ordered = sorted((mark.passage for mark in marks), key=lambda passage: passage.start)
        places = [self.source.where(passage.start) for passage in ordered[:MAX_PLACES]]
        more = f" och {len(ordered) - MAX_PLACES} till" if len(ordered) > MAX_PLACES else ""
        words = _short(ordered[0])
        return Note(code, f"{says}: {words} ({'; '.join(places)}{more})", _point(ordered[0]), hint)

    def _says(self, passage: Passage) -> bool:
        text = " ".join(passage.text.split())
        return bool(
            self._names_somebody(text)
            or self._says_when(text)
            or self._is_labelled(passage)
            or self.pack.anywhere("decision_sentence").search(text)
        )

    def _names_somebody(self, text: str) -> bool:
        folded = text.casefold()
        return _NAME_AND_PARTY.search(text) is not None or any(n in folded for n in self._people())

    def _people(self) -> Iterator[str]:
        for key in ("present", "absent"):
            for person in self.draft.tree.rows(key):
                if isinstance(person, Branch) and " " in person.text("name"):
                    yield person.text("name").casefold()

    def _says_when(self, text: str) -> bool:
        """Tell a day or an hour that is not the meeting's own day again."""
        own = self.draft.tree.text("date")
        days = [date.date.isoformat() if date.date else "" for date in find_dates(text, self.pack)]
        return any(day != own for day in days) or any(find_times(text))

    def _is_labelled(self, passage: Passage) -> bool:
        label = find_label(passage, self.pack)
        return label is not None and label.concept in _SPOKEN_LABELS and bool(label.rest)


def _point(passage: Passage) -> Passage:
    """Return the first line of a passage, to stand beside its note."""
    return passage[: len(passage.text.split("\n")[0])] if passage else EMPTY


def _short(passage: Passage) -> str:
    text = " ".join(passage.text.split())
    return f"”{text if len(text) <= 60 else text[:57] + '…'}”"
