"""The pages that there is one of: start, about, glossary, search, and tombstones."""

from __future__ import annotations

from collections import Counter

from minutes_archive.archive import Refers, Tombstone, newest_first
from minutes_archive.model import Holding, Meeting
from minutes_archive.pages.legal import legal_links
from minutes_archive.pages.page import Page, TocEntry
from minutes_archive.pages.rendering import Renderer
from minutes_archive.pages.terms import TERMS, term_anchor
from minutes_archive.pages.watching import watch

# Swedish sorts å ä ö after z; English words have none of them.
_ORDER = str.maketrans({"å": "{a", "ä": "{b", "ö": "{c"})


def glossary_page(renderer: Renderer) -> Page:
    """Render the explanations in the order of the alphabet."""
    t = renderer.t
    terms = [
        (term_anchor(t, term), t(f"glossary.{term}.term"), t(f"glossary.{term}.text"))
        for term in TERMS
    ]
    return renderer.page(
        "glossary.html",
        renderer.addresses.about("glossary"),
        title=t("glossary.title"),
        description=t("glossary.description", name=renderer.registry.name),
        terms=sorted(terms, key=lambda term: term[1].lower().translate(_ORDER)),
    )


_KEY = "search.key."


def search_page(renderer: Renderer) -> Page:
    """Render the search page; without JavaScript it leads to the register of decisions."""
    strings = renderer.t.starting_with("search.")
    return renderer.page(
        "search.html",
        renderer.addresses.section("search"),
        title=renderer.t("search.title"),
        description=renderer.t("search.description", name=renderer.registry.name),
        index=renderer.addresses.index_folder,
        strings={
            "strings": {key: text for key, text in strings.items() if not key.startswith(_KEY)},
            "keys": {
                key.removeprefix(_KEY): text
                for key, text in strings.items()
                if key.startswith(_KEY)
            },
            "register": renderer.addresses.section("decisions"),
        },
    )


LATEST = 8
# As many meetings as a reader may have missed since the last visit.
NEWEST = 12
LACKING_SHOWN = 200


def start_page(renderer: Renderer) -> Page:
    """Render the start page: search, counts, the latest decisions and meetings."""
    archive = renderer.archive
    held = (m for m in reversed(archive.meetings) if m.held is not Holding.CANCELLED)
    latest = next(held, None)
    known = archive.decision_by_id
    made = [known[d.id] for d in latest.decisions if d.id in known] if latest else []
    return renderer.page(
        "start.html",
        renderer.addresses.start,
        head=renderer.heads.start(),
        title=renderer.registry.name,
        description=renderer.t("start.description", name=renderer.registry.name),
        latest=latest,
        decisions=made[:LATEST],
        decision_count=len(made),
        earlier=newest_first(
            [entry for entry in archive.decisions if entry.meeting is not latest],
            max(0, LATEST - len(made)),
        ),
        meetings=newest_first(archive.meetings, LATEST),
        newest=newest_first(archive.meetings, NEWEST),
        examples=_examples(renderer),
        watch=watch(renderer, "decisions", calendar="meetings"),
    )


def _examples(renderer: Renderer) -> list[str]:
    """Return questions that this archive has answers to: what has come up the most."""
    archive, registry = renderer.archive, renderer.registry
    matters = Counter({key: len(found) for key, found in archive.matter_entries.items()})
    topics = Counter({key: len(found) for key, found in archive.topic_entries.items()})
    named = Counter({key: len(found) for key, found in archive.items_naming.items()})
    names = [registry.matters[key].name for key, _ in _most(matters)[:2]]
    names += [registry.topics[key].name for key, _ in _most(topics)[:1]]
    names += [registry.municipalities[key].name for key, _ in _most(named)[:1]]
    return list(dict.fromkeys(names))


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return what counts the most first; by name where that is the same."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def about_page(renderer: Renderer) -> Page:
    """Render what the archive holds, and openly what it lacks."""
    archive, t = renderer.archive, renderer.t
    meetings = Counter(meeting.date.year for meeting in archive.meetings)
    decisions = Counter(entry.meeting.date.year for entry in archive.decisions)
    lacking = [(meeting, _lacking_fields(meeting)) for meeting in reversed(archive.meetings)]
    return renderer.page(
        "about.html",
        renderer.addresses.section("about"),
        title=t("about.title"),
        description=t("about.description", name=renderer.registry.name),
        toc=tuple(
            TocEntry(t(f"about.{key}"), renderer.addresses.anchor(anchor))
            for key, anchor in (
                ("contents", "contents"),
                ("missing", "missing"),
                ("fields", "fields"),
                *((("withdrawn", "withdrawn"),) if archive.tombstones else ()),
                ("not_notice_board", "notice_boards"),
                ("more", "browse"),
                *((("publisher", "publisher"),) if renderer.registry.publisher.name else ()),
            )
        ),
        years=[(year, meetings[year], decisions[year]) for year in sorted(meetings, reverse=True)],
        span=_span(renderer),
        missing_meetings=[
            (missing, list(dict.fromkeys(map(_meeting_of, missing.referred_by))))
            for missing in archive.missing
        ],
        lacking=[row for row in lacking if row[1]][:LACKING_SHOWN],
        more=legal_links(renderer.registry, renderer.addresses, t),
        boards=[m for m in renderer.registry.municipalities.values() if m.notice_board],
        tombstone_title=lambda stone: tombstone_title(renderer, stone),
    )


def _span(renderer: Renderer) -> str:
    """Return from when to when the meetings are; "" where there are none."""
    meetings, t, day = renderer.archive.meetings, renderer.t, renderer.dates.day
    if not meetings:
        return ""
    first, last = meetings[0].date, meetings[-1].date
    if len(meetings) == 1:
        return t("about.span_one", date=day(first))
    if first == last:
        return t("about.span_day", n=len(meetings), date=day(first))
    return t("about.span", first=day(first), last=day(last))


def tombstone_page(renderer: Renderer, stone: Tombstone) -> Page:
    """Render what is left of a withdrawn meeting or decision; nobody is named."""
    addresses = renderer.addresses
    of_decision = bool(stone.decision_id)
    address = (
        addresses.decision(stone.decision_id)
        if of_decision
        else addresses.meeting(stone.meeting_id)
    )
    return renderer.page(
        "tombstone.html",
        address,
        title=tombstone_title(renderer, stone),
        description=renderer.t("tombstone.description"),
        noindex=True,
        stone=stone,
        anchors=sorted({*map(addresses.item_anchor, stone.item_slugs), *stone.anchors}),
    )


def tombstone_title(renderer: Renderer, stone: Tombstone) -> str:
    """Return the title of a tombstone, from ids and dates only."""
    if stone.decision_id:
        return renderer.t("tombstone.decision_title", citation=stone.decision_id)
    body = renderer.registry.bodies[stone.body].name
    return renderer.t("tombstone.meeting_title", body=body, date=renderer.dates.day(stone.date))


def _meeting_of(refers: Refers) -> Meeting:
    return refers if isinstance(refers, Meeting) else refers.meeting


def _lacking_fields(meeting: Meeting) -> list[str]:
    if meeting.held is Holding.CANCELLED:
        return []
    fields = {
        "time": meeting.time,
        "place": meeting.location,
        "present": meeting.present or not meeting.takes_attendance,
        "recorded_by": meeting.recorded_by,
        "source": meeting.source,
    }
    return [name for name, value in fields.items() if not value]
