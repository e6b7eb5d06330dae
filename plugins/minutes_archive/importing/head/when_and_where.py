"""Date, time and place of the meeting: from labels, title and text, and from what the user says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from minutes_archive.importing.words.dates import FoundDate, FoundTime, find_dates, find_times
from minutes_archive.importing.words.draft_tree import Gathered, Leaf, MarkKind, fixed, read, repeat
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.passages import EMPTY, Passage, joined

WHEN = ("date_and_time", "place_and_time", "time", "date")
WHERE = ("place_and_time", "place", "date_and_time", "time")
TRIM = " \t,;:.–-()|*_\\"
MAX_PLACE = 60
_JOINTS = re.compile(r"(?:[\s,;.:–\-()]|kl\.?|klockan|ca\.?|den|till|från|i|på)+", re.IGNORECASE)
_PAUSE = re.compile(r"\b(?:ajourner\w+|paus|uppehåll)\b", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"(?:i|på|vid)\s+(?=[A-ZÅÄÖ]|\w+(?:gården|huset|lokalen|skolan|kyrkan|biblioteket|stugan|hallen|kansliet|kontoret)\b|\w*sal\b|\w*rum\b|\w*lokal\w*\b|\w+salen\b|\w+rummet\b)"
)
# "Protokoll fört vid styrelsemöte i klubbhuset".
_IN_A_HOUSE = re.compile(r"\s(?:i|på)\s(?P<place>[\w-]+(?:\s[\w-]+){0,3})\s*$")
# "Minnesanteckningar, onsdag 19 februari 2025, 13-15, hemma hos Eva Ek".
_HOURS_AND_HOME = re.compile(
    r",\s*(?P<time>\d{1,2}\s?[-–]\s?\d{1,2})(?:,\s*(?P<place>(?:hemma )?hos .+))?\s*$"
)
_TOWN = re.compile(r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?")
_SIX = re.compile(r"\s*(([0-4]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))\s*")
_CUT = "\x00"


@dataclass(slots=True)
class When:
    """When and where, as far as it is known; `strength` says how sure the date is.

    3 and more is a labelled date, 1 one that only stands somewhere; a weekday adds one.
    """

    date: dt.date | None = None
    date_words: Passage = EMPTY
    strength: int = 0
    in_title: bool = False
    time: Leaf | None = None
    place: Passage = EMPTY
    place_in_title: bool = False


class WhenAndWhere:
    """Finds date, time and place, and takes their words."""

    def __init__(self, pack: LanguagePack, gathered: Gathered, found: When | None = None):
        self.pack = pack
        self.gathered = gathered
        self.found = found or When()

    def from_labels(self, values: Mapping[str, Passage]) -> None:
        """Read the labelled values, best label first."""
        left = dict(values)
        # A label with a whole date goes first: others may repeat the day without its year.
        dated = [
            c for c in WHEN if any(d.year for d in find_dates(left.get(c, EMPTY).text, self.pack))
        ]
        for concept in dict.fromkeys((*dated, *WHEN)):
            if concept in left:
                left[concept] = self._take(left[concept])
        for concept in WHERE:
            pieces = self._place_pieces(left.get(concept, EMPTY))
            if pieces and not self.found.place:
                self.found.place = self._bare_place(joined(pieces))
        form = left.get("form", EMPTY)
        if not self.found.place and self.pack.whole("digital_places").fullmatch(
            form.text.strip(TRIM)
        ):
            self.found.place = form.strip(TRIM)

    def _bare_place(self, words: Passage) -> Passage:
        """Return a place without the preposition before it: "i Almviks bibliotek"."""
        preposition = _PREPOSITION.match(words.text)
        if preposition is None or self.pack.whole("digital_places").fullmatch(words.text):
            return words
        self.gathered.mark(MarkKind.LABEL, words.group(preposition))
        return words.after(preposition)

    def weak_date(self, words: Passage) -> None:
        """Take a date from words that may as well tell when the document was published."""
        for date in find_dates(words.text, self.pack)[:1]:
            self._set_date(date, words, 1)

    def from_lines(self, title: Passage, lines: Sequence[Passage]) -> Passage:
        """Fill what the labels left open; return the title without what it lent."""
        areas = [title, *lines]
        for number, words in enumerate(areas):
            for date in find_dates(words.text, self.pack) if self.found.date is None else ():
                if self._set_date(date, words, 1):
                    self.found.in_title = number == 0
                    break
            if number:
                self._place_beside_day(words)
        if self.found.date is None:
            self._date_over_lines(lines)
        for number, words in enumerate(areas):
            time = next(find_times(words.text), None)
            dates = find_dates(words.text, self.pack)
            if time is None or self.found.time is not None or not (dates or time.start < 3):
                continue
            if number == 0:
                title = self._cut_title(title, time)
            else:
                self._take_line(words, time, dates)
        title = self._hours_in_title(title)
        self._place_below(areas)
        self._place_in_title(title)
        self._day_out_of_place()
        return title

    def _hours_in_title(self, title: Passage) -> Passage:
        """Take "13-15, hemma hos Eva Ek" off the end of a title, behind its day."""
        dates = find_dates(title.text, self.pack)
        match = _HOURS_AND_HOME.match(title.text, dates[-1].end) if dates else None
        if match is None or self.found.time is not None:
            return title
        hours = title.group(match, "time")
        self.found.time = Leaf(re.sub(r"\s*[-–]\s*", "–", hours.text), hours)
        if match["place"] and not self.found.place:
            self.found.place = title.group(match, "place")
        elif match["place"]:
            return joined([title[: match.start()], title[match.end("time") :]], "")
        return title[: match.start()]

    def _place_in_title(self, title: Passage) -> None:
        """Find the house in "Protokoll fört vid årsmöte, Folkets hus 4 mars 2025".

        A group may be named as a house is ("Samverkansgrupp förskola"): it is no place.
        """
        dates = find_dates(title.text, self.pack)
        before = title[: dates[0].start] if dates else title
        after = title[dates[-1].end :] if dates else EMPTY
        for part in (before, after):
            housed = _IN_A_HOUSE.search(part.text.rstrip(TRIM))
            if not self.found.place and housed and self._is_house(housed["place"]):
                self.found.place, self.found.place_in_title = part.group(housed, "place"), True
        if self.found.place or not dates:
            return
        behind = after.strip(TRIM)
        preposition = _PREPOSITION.match(behind.text)
        named = behind.after(preposition) if preposition else EMPTY
        if _TOWN.fullmatch(named.text) and not self._is_body(named.text):
            self.found.place, self.found.place_in_title = named, True
            return
        for part in (before, after):
            for piece in part.split(r",|\s(?:i|på|vid)\s(?=[A-ZÅÄÖ])"):
                bare = piece.strip(TRIM)
                if bare and bare.text[:1].isupper() and self._is_house(bare.text):
                    self.found.place, self.found.place_in_title = bare, True
                    return

    def _is_house(self, words: str) -> bool:
        named = self.pack.whole("places").fullmatch(words)
        return named is not None and not self._is_body(words.split(maxsplit=1)[0])

    def _is_body(self, words: str) -> bool:
        """Return whether a word names a body; "Föreningens hus" belongs to one."""
        pattern = self.pack.whole("body_words")
        return any(pattern.fullmatch(w) and w[-1:] != "s" for w in re.findall(r"[\w-]+", words))

    def _day_out_of_place(self) -> None:
        """Take the day off a place where it stands beside it again, without its year."""
        known, place = self.found.date, self.found.place
        for date in find_dates(place.text, self.pack)[:1] if known else ():
            if date.nearest(known, later=True) == known and not self.found.place_in_title:  # type: ignore[arg-type]
                self.gathered.mark(MarkKind.AGAIN, place[date.start : date.end])
                parts = (place[: date.start].strip(TRIM), place[date.end :].strip(TRIM))
                self.found.place = joined([part for part in parts if part], ", ")

    def _place_below(self, areas: Sequence[Passage]) -> None:
        """Take the room or house on a line of its own below the day."""
        for above, words in pairwise(sorted(areas, key=lambda area: area.start)):
            bare = words.strip(TRIM)
            if self.found.place or not bare or len(bare) > MAX_PLACE:
                continue
            has_time = any(find_dates(above.text, self.pack)) or any(find_times(above.text))
            if has_time and self.pack.whole("places").fullmatch(bare.text):
                self.found.place = bare

    def _date_over_lines(self, lines: Sequence[Passage]) -> None:
        """Find a date that is broken at the end of a line."""
        for first, second in pairwise(lines):
            both = joined([first, second])
            for date in find_dates(both.text, self.pack):
                if date.start < len(first) < date.end and self._set_date(date, both, 1):
                    self.found.in_title = True
                    return

    def _take(self, words: Passage) -> Passage:
        """Take the date and the time out of some words; return what is left."""
        cuts: list[tuple[int, int]] = []
        for date in (find_dates(words.text, self.pack) or _six_digits(words))[:1]:
            known = self.found.date
            if known is None and self._set_date(date, words, 3):
                cuts.append((date.start, date.end))
            elif known is not None and date.on(known.year) == known:
                cuts.append((date.start, date.end))
                self.gathered.mark(MarkKind.AGAIN, words[date.start : date.end])
        times = [t for t in find_times(words.text) if not any(a <= t.start < b for a, b in cuts)]
        if self.found.time is None and times:
            # "rum 3:14, kl. 18–20": the room has a number that looks like a time.
            sure = [t for t in times if t.clock_start > t.start or "–" in t.value]
            time = (sure or times)[0]
            self._set_time(words, time)
            cuts.append((time.start, time.end))
        elif self.found.time is None and not cuts and _is_hours(words):
            hours = words.strip(TRIM)
            self.found.time = Leaf(re.sub(r"\s*[-–]\s*", "–", hours.text), hours)
            return EMPTY
        return _without(words, cuts)

    def _set_date(self, found: FoundDate, words: Passage, strength: int) -> bool:
        if found.date is None:
            return False
        self.found.date, self.found.date_words = found.date, words[found.start : found.end]
        self.found.strength = strength + (found.weekday >= 0)
        return True

    def _set_time(self, words: Passage, time: FoundTime) -> None:
        clock = words[time.clock_start : time.end]
        digits = [i for i, character in enumerate(clock.text) if not character.isalpha()]
        letters = [i for i, character in enumerate(clock.text) if character.isalpha()]
        self.found.time = Leaf(time.value, _picked(clock, digits))
        self.gathered.mark(MarkKind.LABEL, words[time.start : time.clock_start])
        self.gathered.mark(MarkKind.LABEL, _picked(clock, letters))

    def _take_line(self, words: Passage, time: FoundTime, dates: Sequence[FoundDate]) -> None:
        """Take time and place from a line that no label introduces."""
        self._set_time(words, time)
        rest = words[time.end :].strip(TRIM)
        if rest and not self.found.place and len(rest) < MAX_PLACE:
            self.found.place = self._bare_place(rest)
        for date in dates[:1]:
            again = words[date.start : date.end]
            known = self.found.date
            same = known is not None and date.nearest(known, later=True) == known
            if same and again.start != self.found.date_words.start:
                self.gathered.mark(MarkKind.AGAIN, again)

    def _cut_title(self, title: Passage, time: FoundTime) -> Passage:
        """Take time and place off the end of a title that also tells them."""
        rest = title[time.end :].strip(TRIM)
        if len(rest) > MAX_PLACE:
            return title
        preposition = _PREPOSITION.match(rest.text)
        if preposition:
            self.gathered.mark(MarkKind.LABEL, rest.group(preposition))
            rest = rest.after(preposition)
        self._set_time(title, time)
        if rest and not self.found.place:
            self.found.place = rest
        return title[: time.start].strip(" \t,;:–-")

    def _place_beside_day(self, words: Passage) -> None:
        """Read "2020-03-13 Zoom" and "den 13 mars 2020 i Bygdegården"."""
        dates = find_dates(words.text, self.pack)
        if self.found.place or not dates or any(find_times(words.text)):
            return
        for rest in (words[dates[0].end :].strip(TRIM), words[: dates[0].start].strip(TRIM)):
            if not self.found.place and self.pack.whole("digital_places").fullmatch(rest.text):
                self.found.place = rest
        after = words[dates[0].end :].strip(TRIM)
        preposition = _PREPOSITION.match(after.text)
        named = after.after(preposition) if preposition else EMPTY
        is_own = dates[0].date is not None and dates[0].date == self.found.date
        if is_own and not self.found.place and named.text[:1].isupper() and len(named) < MAX_PLACE:
            self.gathered.mark(MarkKind.LABEL, after.group(preposition) if preposition else EMPTY)
            self.found.place = named

    def _place_pieces(self, words: Passage) -> list[Passage]:
        """Return the words of a place, without a pause told beside it."""
        pieces = []
        for piece in words.split(rf"\t|{_CUT}"):
            pause = _PAUSE.search(piece.text)
            kept = piece[: pause.start()] if pause else piece
            bracketed = kept.text.count("(") == 1
            bare = kept.strip(TRIM.replace("(", "").replace(")", "") if bracketed else TRIM)
            if bare and not _JOINTS.fullmatch(bare.text) and not bare.text.isdigit():
                pieces.append(bare)
        return pieces


def _six_digits(words: Passage) -> list[FoundDate]:
    """Return the day that "240918" is where a label says that it is one."""
    match = _SIX.fullmatch(words.text)
    return (
        [FoundDate(*match.span(1), 2000 + int(match[2]), int(match[3]), int(match[4]))]
        if match
        else []
    )


def _is_hours(words: Passage) -> bool:
    """Return whether words are as "13-15", which is a time where a label says so."""
    return re.fullmatch(r"\d{1,2}(?:\s*[-–]\s*\d{1,2})?", words.strip(TRIM).text) is not None


def _without(words: Passage, cuts: Sequence[tuple[int, int]]) -> Passage:
    """Return words with parts taken out; a zero character marks where."""
    parts, begin = [], 0
    for start, end in sorted(cuts):
        parts.append(words[begin:start])
        begin = end
    return joined([*parts, words[begin:]], _CUT)


def _picked(words: Passage, places: Sequence[int]) -> Passage:
    return Passage("".join(words.text[i] for i in places), [words.at[i] for i in places])


WEAK = 1


def meeting_date(
    when: When, given: dt.date | None, named: dt.date | None, gathered: Gathered
) -> dt.date | None:
    """Return the meeting's date; one given from outside wins, then the document's own.

    A date that a document only has in its title or beside it, and the file's name (`named`)
    contradicts, is often left from the document it was written over: then the name decides.
    """
    if given:
        return given
    if when.date and named and named != when.date:
        weak = when.strength <= WEAK
        gathered.note(
            "W512",
            f"dokumentet säger {when.date.isoformat()} men filnamnet {named.isoformat()}; "
            f"utkastet följer {'filnamnet' if weak else 'dokumentet'}",
            when.date_words,
            "kontrollera att datumet inte är kvar från ett tidigare möte",
        )
        return named if weak else when.date
    if when.date is None and named:
        gathered.note("W513", f"datumet {named.isoformat()} är hämtat ur filnamnet")
    return when.date or named


def date_leaf(when: When, date: dt.date | None) -> Leaf | None:
    """Return the date as a value of the draft."""
    if date is None:
        return None
    value = date.isoformat()
    if when.date != date:
        return fixed(value)
    return repeat(value, when.date_words) if when.in_title else read(value, when.date_words)
