"""What every page needs to be rendered: templates, words, dates, addresses, the archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment

from minutes_archive.archive import (
    AnnouncementEntry,
    Archive,
    DecisionEntry,
    Target,
)
from minutes_archive.headlines import shorten
from minutes_archive.language.citations import (
    item_label,
    nth_mark,
)
from minutes_archive.model import OPEN_STATES, FollowUp, Meeting, Reference
from minutes_archive.pages.decision_steps import steps_near
from minutes_archive.pages.files import ServedFile, served_files
from minutes_archive.pages.inputs import Digests, PageInputs
from minutes_archive.pages.layout import Layout
from minutes_archive.pages.markdown import Links, Span, TextRenderer
from minutes_archive.pages.page import Page, TocEntry, no_inputs
from minutes_archive.pages.page_heads import EmptyHeads, PageHeads
from minutes_archive.pages.page_texts import PageTexts
from minutes_archive.pages.people import PeopleInWords
from minutes_archive.pages.templating import TEMPLATES, CompiledTemplates, TemplateEnvironment
from minutes_archive.pages.terms import TermLinker
from minutes_archive.pages.votes import counts_in_words, roll_call
from minutes_archive.wording import Wording

# What these show of the archive is more than the values they are given.
_OF_EVERYTHING = frozenset({"start.html", "about.html", "bodies.html"})

# Letters of the longest word of a heading, in the steps of the style sheet.
_LONG_WORDS = (12, 16, 20, 24, 30)

# The pages where the words of meetings meet readers who do not know them.
_EXPLAINED = frozenset({"meeting.html", "decision.html", "upcoming.html"})


class Renderer(Wording):
    """Renders templates of one archive; `overrides` are folders searched before ours.

    `site_url` is the absolute address of the site with a final slash, or "".
    """

    def __init__(
        self,
        archive: Archive,
        site_url: str = "",
        overrides: Iterable[Path] = (),
        heads: PageHeads | None = None,
        digests: Digests | None = None,
        compiled: CompiledTemplates | None = None,
    ) -> None:
        super().__init__(archive)
        self._compiled = compiled
        self.heads: PageHeads = heads or EmptyHeads()
        self.site_url = site_url
        self.people = PeopleInWords(archive.registry, self.t)
        self.terms = TermLinker(self.t, self.addresses)
        self.layout = Layout(archive.registry, self.addresses, self.t, site_url)
        self._templates: dict[str, Any] = {}
        self._files: dict[str, dict[str, ServedFile]] = {}
        self._overrides = tuple(overrides)
        # What templates of others read of the archive is not known.
        known = None if self._overrides else digests
        near = partial(steps_near, self)
        self.inputs = PageInputs(archive, known, self.files_of, near) if known else None

    @property
    def has_calendars(self) -> bool:
        """Return whether the site has calendars: their events need a host that names them."""
        return bool(urlsplit(self.site_url or self.registry.publisher.url).hostname)

    @cached_property
    def environment(self) -> Environment:
        fixed = {"t": self.t, "address": self.addresses}
        environment = TemplateEnvironment(self._overrides, TEMPLATES, fixed, self._compiled)
        environment.globals |= {
            "dates": self.dates,
            "registry": self.registry,
            "archive": self.archive,
            "cite_meeting": self.cite_meeting,
            "cite_item": self.cite_item,
            "cite": self.cite,
            "item_label": lambda item: item_label(item, self.t),
            "item_heading": lambda item: _capital(item_label(item, self.t)),
            "body_of": self.body,
            "meeting_day": self.meeting_day,
            "body_name": self.meeting_bodies,
            "organisation": self.organisation_name,
            "target": self.target,
            "shorten": shorten,
            "is_open": lambda task: task.latest.follow_up.state in OPEN_STATES,
            "own_words": self.own_words,
            "reference_to": self.reference_to,
            "status_word": self.status_word,
            "is_decision": lambda entry: isinstance(entry, DecisionEntry),
            # What stands around a page, for templates rendered without one.
            "trail": (),
            "report": "",
            "permalink": "",
            "person_name": self.people.name,
            "notes": self.people.notes,
            "vote_counts": lambda vote: counts_in_words(vote, self.t),
            "roll_call": lambda vote: roll_call(vote, self.t),
        }
        return environment

    @cached_property
    def page_texts(self) -> PageTexts:
        title, table = self.t("municipality.mention"), self.t("text.table")
        return PageTexts(TextRenderer(self.archive.mentions, title, table), self.links_of)

    def links_of(self, meeting_id: str) -> Links:
        """Return where the links of a meeting's texts lead; "" for texts of no meeting."""
        if not meeting_id:
            return Links(self.addresses.municipality)
        return Links(
            self.addresses.municipality,
            lambda name: quote(self.addresses.meeting_file(meeting_id, name)),
            lambda reference: self.address_of(reference, meeting_id),
            self.cited,
        )

    def address_of(self, reference: str, meeting_id: str) -> str:
        """Return the address of what a text of a meeting refers to, or "" where it is missing."""
        if reference.startswith("#"):
            return self.addresses.meeting(meeting_id) + reference
        target = self.archive.targets.get(self.archive.citations.reference(reference))
        if target is None or target.meeting is None:
            return ""
        if target.decision:
            return self.addresses.decision(target.decision.id)
        if target.item:
            return self.addresses.item(target.meeting_id, target.item.slug)
        return self.addresses.meeting(target.meeting_id)

    def cited(self, text: str) -> list[Span]:
        """Return the citations in a text, those linked that the archive holds."""
        return [
            Span(found.start, found.end, self.address_of(found.reference, ""))
            for found in self.archive.citations.find(text)
        ]

    def let_go(self) -> None:
        """Free the memory of texts that were rendered once for many pages, now all made."""
        self.__dict__.pop("environment", None)
        self._templates.clear()
        self.__dict__.pop("page_texts", None)

    def render(self, template: str, address: str, **values: Any) -> str:
        """Render a template for the page at an address; links in it go by `root`."""
        compiled = self._templates.get(template)
        if compiled is None:
            compiled = self._templates[template] = self.environment.get_template(template)
        root = "../" * address.count("/")
        texts = self.page_texts.at(root)
        text: str = compiled.render({"root": root, "here": address, **texts, **values})
        return text

    def page(
        self,
        template: str,
        address: str,
        *,
        title: str,
        description: str,
        toc: tuple[TocEntry, ...] = (),
        modified: dt.date | None = None,
        noindex: bool = False,
        edit_file: str = "",
        head: str = "",
        shared_as: str = "",
        **values: Any,
    ) -> Page:
        """Return the page that a template makes; it sees `title` beside the values.

        `shared_as` is its title where it is shared, if that differs.
        """
        render = partial(self._render_page, template, address, title, values)
        kind = template.removesuffix(".html")
        if not noindex:
            card = self.layout.open_graph(kind, shared_as or title, description, address)
            head = f"{card}\n{head}" if head else card
        anchor = self.addresses.anchor("content")
        inputs = self._inputs_of_page(template, (address, title, description, toc, head), values)
        return Page(
            address,
            kind,
            title,
            render,
            description,
            toc,
            head,
            modified,
            noindex,
            edit_file,
            anchor,
            inputs=inputs,
        )

    def inputs_of(self, meeting: Meeting) -> Callable[[], bytes | None]:
        """Return what tells the inputs of the pages of a meeting and its decisions."""
        return partial(self.inputs.of_meeting, meeting) if self.inputs else no_inputs

    def _inputs_of_page(
        self, template: str, around: Any, values: Mapping[str, Any]
    ) -> Callable[[], bytes | None]:
        if self.inputs is None or template in _OF_EVERYTHING:
            return no_inputs
        return partial(self.inputs.of_values, template, {"": around, **values})

    def _render_page(
        self, template: str, address: str, title: str, values: Mapping[str, Any]
    ) -> str:
        html = self.render(
            template,
            address,
            **{
                "title": title,
                "trail": self.layout.trail(address),
                "report": self.layout.report(title, address),
                "permalink": self.site_url and self.site_url + address,
                **values,
            },
        )
        html = html.replace("<h1>", f"<h1{_long_word(title)}>", 1)
        if template in _EXPLAINED:
            return self.terms.link(html, "../" * address.count("/"))
        return html

    # What templates ask for -----------------------------------------------------

    def reference_to(self, entry: DecisionEntry) -> str:
        """Return a reference in words: body, kind of minutes, day, item and number."""
        meeting = entry.meeting
        body = self.body(meeting)
        return self.t(
            f"reference.{meeting.kind.value}",
            body=body.full_name_on(meeting.date) or self.meeting_bodies(meeting),
            date=self.meeting_day(meeting),
            item=item_label(entry.item, self.t),
            decision=self.t("cite.decision", number=entry.decision.number),
        )

    def meeting_day(self, meeting: Meeting) -> str:
        """Return the day of a meeting, and which of the day's meetings it is."""
        day = self.dates.day(meeting.date)
        if meeting.sequence == 1:
            return day
        ordinals = self.t.list("date.ordinals")
        if meeting.sequence <= len(ordinals):
            return self.t("date.nth", day=day, nth=ordinals[meeting.sequence - 1])
        return f"{day}{nth_mark(meeting.sequence)}"

    def organisation_name(self, identity: str, day: dt.date | None = None) -> str:
        """Return what a municipality or an organisation is called, or was on a day."""
        if identity in self.registry.municipalities:
            municipality = self.registry.municipalities[identity]
            return municipality.name_on(day) if day else municipality.name
        if identity in self.registry.organisations:
            return self.registry.organisations[identity].name
        return ""

    def search_for(self, facet: str, choice: str) -> str:
        """Return the address of the search with one choice made, such as a municipality."""
        key = quote(self.t(f"search.key.{facet}"))
        return f"{self.addresses.section('search')}?{key}={quote(choice)}"

    def own_words(self, follow_up: FollowUp) -> str:
        """Return a task's note; "" where the note only repeats the word for its state."""
        note = follow_up.note.strip().rstrip(".").casefold()
        return "" if note == self.t(f"state.{follow_up.state.value}").casefold() else follow_up.note

    def target(self, reference: Reference) -> Target:
        return self.archive.target(reference)

    def files_of(self, meeting: Meeting) -> dict[str, ServedFile]:
        """Return the source document and attachments of a meeting, by name."""
        if meeting.id not in self._files:
            self._files[meeting.id] = {
                name: replace(file, size=self.file_size(file.bytes))
                for name, file in served_files(meeting, self.addresses).items()
            }
        return self._files[meeting.id]

    @cached_property
    def place_in_matter(self) -> dict[str, int]:
        """Which step of its matter a decision is, by the decision's id."""
        return {
            entry.id: position
            for entries in self.archive.decisions_of_matter.values()
            for position, entry in enumerate(entries)
        }

    def announcement_title(self, entry: AnnouncementEntry) -> str:
        """Return what is announced: its title, or the body that meets."""
        announcement = entry.announcement
        body = self.registry.bodies.get(announcement.body)
        name = body.name_on(announcement.date) if body else ""
        if announcement.title and name and name not in announcement.title:
            return f"{name}: {announcement.title}"
        return announcement.title or name or self.t("column.meeting")

    def file_size(self, size: int) -> str:
        """Return a size in the words of the language, 1 kB being 1000 bytes."""
        if size < 1000:
            return self.t("file.bytes", n=size)
        if size < 1_000_000:
            return self.t("file.kilobytes", n=round(size / 1000))
        megabytes = f"{size / 1_000_000:.1f}".replace(".", self.t("number.decimal_mark"))
        return self.t("file.megabytes", n=megabytes)


def _long_word(title: str) -> str:
    """Return the class of a heading with a long word: how many letters a line must hold."""
    longest = max(map(len, title.replace("-", "- ").split()), default=0)
    step = next((step for step in _LONG_WORDS if longest <= step), _LONG_WORDS[-1])
    return f' class="ma-long-{step}"' if longest >= _LONG_WORDS[0] else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
