"""How readers follow the archive: the feeds and calendars of a page, and a page on how."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from minutes_archive.pages.page import Page
from minutes_archive.pages.rendering import Renderer

_SECTIONS = ("decisions", "meetings", "follow_ups")


@dataclass(frozen=True, slots=True)
class Watch:
    """The feed of a page, from the site root, and its calendar, a whole URL or ""."""

    feed: str
    calendar: str = ""


def watch(renderer: Renderer, section: str, identity: str = "", calendar: str = "") -> Watch:
    """Return how to follow a list page or a thing of it.

    `calendar` is the section whose calendar goes with it, "" for none.
    """
    addresses = renderer.addresses
    name = addresses.calendar(calendar, identity if calendar == section else "") if calendar else ""
    return Watch(addresses.feed(section, identity), _calendar(renderer, name) if name else "")


def _calendar(renderer: Renderer, address: str) -> str:
    """Return the link that subscribes to a calendar, or downloads it where no host is known."""
    parts = urlsplit(renderer.site_url)
    if parts.hostname:
        return f"webcal://{parts.netloc}{parts.path}{address}"
    return address if renderer.has_calendars else ""


def watch_page(renderer: Renderer) -> Page:
    """Render how to follow the archive: every feed and calendar, with plain instructions."""
    t, addresses, registry = renderer.t, renderer.addresses, renderer.registry
    bodies, municipalities = registry.bodies.values(), registry.municipalities.values()
    return renderer.page(
        "watch.html",
        addresses.about("watch"),
        title=t("watch.title"),
        description=t("watch.description", name=registry.name),
        sections=[(t(f"{name}.title"), watch(renderer, name)) for name in _SECTIONS],
        calendar=watch(renderer, "meetings", calendar="meetings").calendar,
        calendar_file=addresses.calendar("meetings"),
        bodies=[(one.name, watch(renderer, "bodies", one.id, "bodies")) for one in bodies],
        municipalities=[
            (one.name, watch(renderer, "municipalities", one.id)) for one in municipalities
        ],
    )
