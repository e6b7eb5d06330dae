"""Which feeds there are, and what stands in each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain

from minutes_archive.addresses import item_id
from minutes_archive.archive import (
    DecisionEntry,
    FollowUpEntry,
    ItemEntry,
    meeting_order,
    newest_first,
)
from minutes_archive.exports.atom import atom
from minutes_archive.exports.feed import Feed
from minutes_archive.exports.feed_entries import Entry, feed_entry
from minutes_archive.exports.follow_up_fields import reports
from minutes_archive.exports.json_feed import json_feed
from minutes_archive.exports.site import Site
from minutes_archive.exports.site_file import SiteFile

# The newest entries only: a reader fetches the whole file again and again. Older things are
# in the data files, which no reader polls.
NEWEST = 100

# A feed must say when it changed; that of an archive without meetings never did.
_NEVER = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class FeedPlan:
    """A feed before its entries are gathered: `page` shows what it tells of."""

    title: str
    section: str
    identity: str
    page: str
    entries: Callable[[], Sequence[Entry]]


def feed_plans(site: Site) -> Iterator[FeedPlan]:
    """Yield every feed there is: of all decisions, of all meetings, and so on."""
    yield of_decisions(site)
    yield of_meetings(site)
    yield of_follow_ups(site)
    for identity in sorted(site.registry.bodies):
        yield of_body(site, identity)
    for identity in sorted(site.registry.municipalities):
        yield of_municipality(site, identity)
    for identity in sorted(site.registry.matters):
        yield of_matter(site, identity)


def feed_files(site: Site) -> Iterator[SiteFile]:
    """Yield every feed as Atom and, with `site_url`, as JSON Feed."""
    for plan in feed_plans(site):
        # Gathered when the first of the two is read, and only then.
        gathered = cache(partial(gather, site, plan))
        shown = partial(_shown, site, plan)
        address = site.addresses.feed(plan.section, plan.identity)
        yield SiteFile(address, _written(site, gathered, atom), shown=shown)
        if site.site_url:
            address = site.addresses.json_feed(plan.section, plan.identity)
            yield SiteFile(address, _written(site, gathered, json_feed), shown=shown)


def gather(site: Site, plan: FeedPlan) -> Feed:
    """Return a feed with its newest entries."""
    newest = [feed_entry(site, entry) for entry in newest_first(plan.entries(), NEWEST)]
    updated = max((entry.updated for entry in newest), default=site.latest or _NEVER)
    return Feed(
        title=plan.title,
        address=site.addresses.feed(plan.section, plan.identity),
        json_address=site.addresses.json_feed(plan.section, plan.identity),
        page=plan.page,
        updated=updated,
        entries=tuple(newest),
    )


def _shown(site: Site, plan: FeedPlan) -> object:
    """Return what a feed tells of; one without entries is as old as the newest meeting."""
    newest = newest_first(plan.entries(), NEWEST)
    return plan.title, newest or site.latest


def of_decisions(site: Site) -> FeedPlan:
    return _plan(site, "decisions", lambda: site.archive.decisions)


def of_meetings(site: Site) -> FeedPlan:
    return _plan(site, "meetings", lambda: site.archive.meetings)


def of_follow_ups(site: Site) -> FeedPlan:
    return _plan(site, "follow_ups", lambda: reports(site))


def of_body(site: Site, identity: str) -> FeedPlan:
    """Return the feed of a body: its meetings, each with its decisions."""
    name = site.body_name(site.registry.bodies[identity])
    page = site.addresses.body(identity)
    return FeedPlan(
        name, "bodies", identity, page, lambda: site.archive.meetings_of_body.get(identity, ())
    )


def of_municipality(site: Site, identity: str) -> FeedPlan:
    """Return the feed of a municipality: decisions that name or concern it, items that name it."""
    name = site.t("feed.municipality", name=site.registry.municipalities[identity].name)
    page = site.addresses.municipality(identity)
    return FeedPlan(name, "municipalities", identity, page, lambda: _naming(site, identity))


def of_matter(site: Site, identity: str) -> FeedPlan:
    name = site.t("feed.matter", name=site.registry.matters[identity].name)
    page = site.addresses.matter(identity)
    return FeedPlan(
        name, "matters", identity, page, lambda: site.archive.matter_entries.get(identity, ())
    )


def _plan(site: Site, section: str, entries: Callable[[], Sequence[Entry]]) -> FeedPlan:
    title = site.t(f"feed.{section}", name=site.registry.name)
    return FeedPlan(title, section, "", site.addresses.section(section), entries)


def _naming(site: Site, identity: str) -> list[ItemEntry | DecisionEntry]:
    """Return what names a municipality; an item is left out where its decisions stand for it."""
    archive = site.archive
    decisions = archive.decisions_naming.get(identity, ())[-NEWEST:]
    items = archive.items_naming.get(identity, ())[-NEWEST:]
    told = {item_id(entry.meeting.id, entry.item.slug) for entry in decisions}
    both: Iterable[ItemEntry | DecisionEntry] = chain(
        (entry for entry in items if entry.id not in told), decisions
    )
    return sorted(both, key=_order)


def _order(entry: ItemEntry | DecisionEntry | FollowUpEntry) -> tuple[object, int]:
    return meeting_order(entry.meeting), entry.meeting.items.index(entry.item)


def _written(
    site: Site, gathered: Callable[[], Feed], write: Callable[[Site, Feed], bytes]
) -> Iterator[bytes]:
    yield write(site, gathered())
