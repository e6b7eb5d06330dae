"""One meeting against what the ledger remembers of it: which line mends what has moved or gone.

Words are followed, not numbers: a decision that stands at another number than it was published
with is told as moved, and one whose place others have taken is never excused by a correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from minutes_archive.addresses import Addresses
from minutes_archive.archive import Archive
from minutes_archive.model import Decision, Meeting
from minutes_archive.permanence.ledger import Recorded
from minutes_archive.permanence.published import Published, fingerprint
from minutes_archive.problems import Place, Problem
from minutes_archive.reading.plausibility import CORRECTION_TO_FILL_IN

Lines = tuple[Recorded, ...]
Where = tuple[str, int]
"""An item's slug and a decision's number in it."""


def check_meeting(
    archive: Archive,
    meeting: Meeting,
    recorded: Mapping[str, Lines],
    now: Mapping[str, Published],
    kept: Set[str],
) -> Iterator[Problem]:
    """Yield an error for each item, decision, anchor and file that vanishes or changes its words.

    `now` is what is published now and `kept` what leads on or is a tombstone, by address.
    """
    check = _Check(meeting, recorded, archive.addresses, now, kept)
    yield from check.items()
    yield from check.decisions()
    yield from check.others()


@dataclass
class _Check:
    meeting: Meeting
    recorded: Mapping[str, Lines]
    addresses: Addresses
    now: Mapping[str, Published]
    kept: Set[str]
    moved_items: set[str] = field(default_factory=set)
    gone_items: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._page = self.addresses.meeting(self.meeting.id)
        self._item = f"{self._page}#{self.addresses.item_anchor('')}"
        self._anchor = f"{self._page}#{self.addresses.words['decision']}-"
        self._reported: set[str] = set()
        self._own = dict(self._decisions_in(self.recorded))
        self._led_on = {rest for rest, _ in self._decisions_in(self.kept)}
        self.old_items = {
            address.removeprefix(self._item): _marks(lines)
            for address, lines in self.recorded.items()
            if address.startswith(self._item)
        }
        self.old_decisions = dict(self._old_decisions())
        self.new_items = {item.slug: item for item in self.meeting.items}
        self.new_decisions: dict[Where, Decision] = {
            (item.slug, decision.number): decision
            for item in self.meeting.items
            for decision in item.decisions
        }

    def _old_decisions(self) -> Iterator[tuple[Where, set[str]]]:
        """Yield where the published decisions stood; the anchor tells, and the id has the words."""
        for address in self.recorded:
            if address.startswith(self._anchor):
                slug, _, number = address.removeprefix(self._anchor).rpartition("-")
                own = self._decision_address(slug, number)
                if own and number.isdigit():
                    self._reported |= {address, own}
                    yield (slug, int(number)), _marks(self.recorded[own])
                elif f"{slug}-{number}" in self._led_on:
                    self._reported.add(address)

    def _decisions_in(self, addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the addresses of this meeting's decisions, each after what follows the date."""
        start = self.addresses.section("decisions")
        day = f"-{self.meeting.id.partition('/')[2]}-"
        for address in addresses:
            if address.startswith(start):
                _, found, rest = address.removeprefix(start).rstrip("/").partition(day)
                if found:
                    yield rest, address

    def _decision_address(self, slug: str, number: str | int) -> str:
        return self._own.get(f"{slug}-{number}", "")

    # Items ---------------------------------------------------------------------------

    def items(self) -> Iterator[Problem]:
        """Yield errors for items that have another number now, and for those that are gone."""
        title = {slug: fingerprint(item.title) for slug, item in self.new_items.items()}
        stays = {s for s, marks in self.old_items.items() if title.get(s) in marks}
        targets: dict[str, str] = {}
        for slug, marks in self.old_items.items():
            if slug in stays:
                continue
            for new, words in title.items():
                if words in marks and new not in stays and new not in targets:
                    targets[new] = slug
                    break
        self.moved_items = set(targets.values())
        for new, slug in targets.items():
            item = self.new_items[new]
            yield Problem(
                item.place,
                "E412" if slug in self.new_items else "E411",
                f'punkt {slug} ("{item.title}") har blivit punkt {new}, så adresserna i den '
                "skulle försvinna eller leda fel",
                f'skriv number: "{slug}" i punkten på rad {item.place.line}',
            )
        for slug in sorted(self.moved_items & set(self.new_items) - set(targets)):
            place = self.new_items[slug].place
            yield Problem(
                place,
                "E412",
                f"punkt {slug} är ny men tar en publicerad punkts nummer",
                f'skriv number: "{self._free_number()}" i punkten på rad {place.line}',
            )
        # Another's words stand where this item was, or nothing does.
        taken = set(targets)
        self.gone_items = {
            slug
            for slug in set(self.old_items) - stays - self.moved_items
            if slug in taken or slug not in self.new_items
        }
        for slug in sorted(self.gone_items):
            numbers = sorted(n for at, n in self.old_decisions if at == slug)
            elsewhere = {n: found for n in numbers if (found := self._elsewhere((slug, n)))}
            entries = [_withdrawn(number) for number in numbers if number not in elsewhere]
            aliases = [self._alias((slug, n), found) for n, found in elsewhere.items()]
            if elsewhere:
                meetings = dict.fromkeys(found.meeting for found in elsewhere.values())
                entries.insert(0, f'{{text: "Se {", ".join(meetings)}."}}')
            name = "Flyttad punkt" if elsewhere else "Borttagen punkt"
            content = f", content: [{', '.join(entries)}]" if entries else ""
            stand_in = f'- {{number: "{slug}", title: {name}{content}}}'
            write = f"skriv sist under items: {stand_in}"
            yield Problem(
                self.meeting.place,
                "E411",
                f"punkt {slug} är publicerad men skulle försvinna",
                " och ".join([*aliases, write, self._correction()]),
            )

    def _elsewhere(self, at: Where) -> Published | None:
        """Return the decision of another meeting that has a published decision's words, if any.

        A file that was split takes decisions with it: they live on, and are not to be buried.
        """
        marks = self.old_decisions[at]
        start = self.addresses.section("decisions")
        for address, entry in self.now.items():
            is_decision = entry.fingerprint in marks and address.startswith(start)
            if is_decision and entry.meeting != self.meeting.id and address not in self.recorded:
                return entry
        return None

    def _alias(self, at: Where, found: Published) -> str:
        old_id = self._decision_address(*at).rstrip("/").rpartition("/")[2]
        where = f"rad {found.place.line} i {found.place.path}"
        return f"skriv aliases: [{old_id}] i beslutet på {where}"

    def _free_number(self) -> int:
        numbers = [int(s) for s in (*self.old_items, *self.new_items) if s.isdigit()]
        return max(numbers, default=0) + 1

    # Decisions -----------------------------------------------------------------------

    def decisions(self) -> Iterator[Problem]:
        """Yield errors for decisions that stand elsewhere now, are gone, or say something else."""
        words = {
            where: fingerprint(decision.text)
            for where, decision in self.new_decisions.items()
            if decision.withdrawn is None
        }
        stays = {at for at, marks in self.old_decisions.items() if words.get(at) in marks}
        displaced = {
            at: marks
            for at, marks in self.old_decisions.items()
            if at not in stays
            and at[0] not in self.moved_items | self.gone_items
            and (at in words or self._decision_address(*at) not in self.kept)
        }
        targets: dict[Where, Where] = {}
        for same_item in (True, False):
            for at, marks in displaced.items():
                if at not in targets.values():
                    for new, mark in words.items():
                        free = new not in stays and new not in targets
                        if mark in marks and free and (new[0] == at[0]) is same_item:
                            targets[new] = at
                            break
        for new, at in targets.items():
            yield from self._moved(at, new, at in words)
        fixed = {new: at for new, at in targets.items() if new[0] == at[0]}
        for at, marks in displaced.items():
            if at in targets.values():
                continue
            if at in words and at not in targets:
                now = self.new_decisions[at]
                lines = self.recorded[self._decision_address(*at)]
                yield from self._changed(f"beslutet {now.id}", now.place, lines)
            elif marks:
                fixed[at[0], -at[1]] = at
                yield self._gone(at)
        yield from self._pushed_on(stays, fixed)
        for at in sorted(stays):
            yield from self._standing(at)

    def _standing(self, at: Where) -> Iterator[Problem]:
        """Yield an error for a decision of the same words with other facts beside them."""
        slug, number = at
        address = f"{self._anchor}{slug}-{number}"
        lines = self.recorded.get(address, ())
        entry = self.now.get(address)
        if entry and _marks(lines) and entry.fingerprint not in _marks(lines):
            now = self.new_decisions[at]
            what = f"status, omröstning, reservationer eller datum för beslutet {now.id}"
            yield from self._changed(what, now.place, lines)

    def _pushed_on(self, stays: set[Where], fixed: Mapping[Where, Where]) -> Iterator[Problem]:
        """Yield errors for decisions that get other numbers once the others have fixed ones."""
        for slug in {new[0] for new in fixed}:
            taken = {at[1] for at in fixed.values() if at[0] == slug}
            free = (number for number in range(1, 1000) if number not in taken)
            for where, decision in self.new_decisions.items():
                if where[0] == slug and where not in fixed:
                    number = next(free)
                    if where in stays and number != where[1]:
                        yield Problem(
                            decision.place,
                            "E412",
                            f"beslutet {decision.id} får ett annat nummer när de andra är rättade",
                            f'skriv id: "{where[1]}" i beslutet på rad {decision.place.line}',
                        )

    def _moved(self, at: Where, new: Where, taken: bool) -> Iterator[Problem]:
        decision = self.new_decisions[new]
        line = decision.place.line
        old_id = self._decision_address(*at).rstrip("/").rpartition("/")[2]
        place = self.new_decisions[at].place if taken else decision.place
        if taken:
            what = f"beslutet {old_id} är nu ett annat beslut: de publicerade orden står i "
        else:
            what = f"adressen beslut/{old_id}/ är publicerad men skulle försvinna: orden står i "
        what += f"{decision.id} (rad {line})"
        if new[0] == at[0]:
            hint = f'skriv id: "{at[1]}" i beslutet på rad {line}'
        elif taken:
            free = 1 + max(n for s, n in (*self.old_decisions, *self.new_decisions) if s == at[0])
            hint = (
                f'skriv id: "{free}" i beslutet på rad {place.line} och '
                f"aliases: [{old_id}] i det på rad {line}"
            )
        else:
            hint = f"skriv aliases: [{old_id}] i beslutet på rad {line}"
        yield Problem(place, "E412" if taken else "E411", what, hint)

    def _gone(self, at: Where) -> Problem:
        address = self._decision_address(*at)
        item = self.new_items.get(at[0])
        place = item.place if item else self.meeting.place
        elsewhere = self._elsewhere(at)
        return Problem(
            place,
            "E411",
            f"adressen {address} är publicerad men skulle försvinna",
            self._alias(at, elsewhere)
            if elsewhere
            else f"skriv i punktens content: - {_withdrawn(at[1])}",
        )

    # Anchors and files -----------------------------------------------------------------

    def others(self) -> Iterator[Problem]:
        """Yield errors for what may change if the page says so: titles, tasks, files."""
        for address, lines in self.recorded.items():
            slug = self._item_of(address)
            if address in self._reported or slug in self.moved_items | self.gone_items:
                continue
            entry = self.now.get(address)
            if entry is not None:
                if entry.fingerprint and _marks(lines) and entry.fingerprint not in _marks(lines):
                    yield from self._changed(entry.name, entry.place, lines)
            elif address.partition("#")[0] not in self.kept and not self._corrected(lines):
                yield Problem(
                    self.meeting.place,
                    "E411",
                    f"adressen {address} är publicerad men skulle försvinna",
                    f"skriv tillbaka det, eller {self._correction()}",
                )

    def _item_of(self, address: str) -> str:
        """Return the slug of the item that an anchor belongs to, "" for other addresses."""
        page, _, anchor = address.partition("#")
        if page != self._page or not anchor:
            return ""
        if address.startswith(self._item):
            return address.removeprefix(self._item)
        votes = f"{self.addresses.anchor('votes')}-"
        if anchor.startswith(votes):
            return anchor.removeprefix(votes)
        words = self.addresses.words
        for kind in ("decision", "follow_up", "deferral"):
            if anchor.startswith(f"{words[kind]}-"):
                return anchor.removeprefix(f"{words[kind]}-").rpartition("-")[0]
        return ""

    def _changed(self, name: str, place: Place, lines: Lines) -> Iterator[Problem]:
        if not self._corrected(lines):
            yield Problem(
                place,
                "E412",
                f"{name} säger något annat än när det publicerades",
                f"ändra tillbaka, eller tala om rättelsen: {self._correction()}",
            )

    def _corrected(self, lines: Lines) -> bool:
        return len(self.meeting.corrections) > max(line.corrections for line in lines)

    def _correction(self) -> str:
        entry = f"{{date: ÅÅÅÅ-MM-DD, text: {CORRECTION_TO_FILL_IN}}}"
        if self.meeting.corrections:
            return f"lägg till under mötets corrections: - {entry}"
        return f"skriv i mötet corrections: [{entry}]"


def _marks(lines: Lines) -> set[str]:
    return {line.fingerprint for line in lines} - {""}


def _withdrawn(number: int) -> str:
    return f'{{decision: Borttaget., id: "{number}", withdrawn: {{reason: mistake}}}}'
