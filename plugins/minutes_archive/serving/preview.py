"""What `serve` adds to pages and no build ever holds: marks of drafts, and problems as a panel.

Drafts are in the served archive at the addresses that they will have. Their own pages get a
banner with what publishing them changes elsewhere; every link to them, on pages and among the
hits of a search, is marked by a style sheet that names their addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape
from pathlib import Path

from minutes_archive.archive import Archive
from minutes_archive.language.catalogue import Translator
from minutes_archive.language.problem_words import translated
from minutes_archive.model import Meeting, Publication
from minutes_archive.problems import Problem

_STYLE = """
.ma-serve{position:sticky;top:0;z-index:9;font:1rem/1.45 system-ui,sans-serif;padding:.6rem 1rem;
background:#fff3d6;color:#3b2600;border-bottom:4px solid #8a4b08}
.ma-serve p{margin:.1rem 0}.ma-serve a{color:#5b2b00}
.ma-serve ul{margin:.2rem 0;padding-left:1.2rem}
.ma-serve strong{letter-spacing:.06em}
.ma-serve--wrong{background:#fde4e1;color:#45100a;border-color:#96281b;max-height:60vh;
overflow:auto}
"""


class Preview:
    """The marks of one state of the archive; `root` is the address that the site is served at."""

    def __init__(self, archive: Archive, root: str, desk: str) -> None:
        self._archive, self._root, self._desk = archive, root, desk
        self._t = Translator(archive.registry.language)
        self._drafts: dict[str, Meeting] = {}
        addresses = archive.addresses
        for meeting in archive.meetings:
            if meeting.status is Publication.DRAFT:
                self._drafts[addresses.meeting(meeting.id)] = meeting
                for decision in meeting.decisions:
                    self._drafts[addresses.decision(decision.id)] = meeting

    def head(self) -> str:
        """Return the style sheet, with a mark behind every link to a draft."""
        own = [
            f"a[href{match}]::after"
            for address in self._drafts
            for match in (f'$="{address}"', f'*="{address}#"')
        ]
        marks = ""
        if own:
            word = self._t("preview.mark")
            marks = f'{",".join(own)}{{content:" {word}";font-size:.7em;font-weight:700;'
            marks += "background:#8a4b08;color:#fff;border-radius:.3em;padding:.1em .4em;"
            marks += "margin-left:.3em;white-space:nowrap}"
        return f"<style>{_STYLE}{marks}</style>"

    def banner(self, address: str) -> str:
        """Return the banner of a draft's page, "" for other pages."""
        meeting = self._drafts.get(address)
        if meeting is None:
            return ""
        name = "/".join(Path(meeting.file).with_suffix("").parts[-3:])
        review = f'<a href="{escape(self._desk)}{escape(name)}/">{self._t("preview.review")}</a>'
        changes = ", ".join(
            f'<a href="{escape(self._root)}{escape(at)}">{escape(words)}</a>'
            for at, words in self._changed_by(meeting)
        )
        return (
            f'<aside class="ma-serve" role="note"><p><strong>{self._t("preview.draft")}</strong> '
            f"{self._t('preview.not_published')} {review}</p>"
            f"<p>{self._t('preview.changes')} {changes}</p></aside>"
        )

    def _changed_by(self, meeting: Meeting) -> Iterator[tuple[str, str]]:
        """Yield the pages of others that publishing a meeting changes, with what they are of."""
        archive, addresses = self._archive, self._archive.addresses
        registry = archive.registry
        yield addresses.body(meeting.body), registry.bodies[meeting.body].name
        people = (*meeting.present, *meeting.absent)
        for identity in dict.fromkeys(person.organisation for person in people):
            if identity in registry.municipalities:
                yield addresses.municipality(identity), registry.municipalities[identity].name
        matters = [item.matter for item in meeting.items]
        matters += [decision.matter for decision in meeting.decisions]
        for identity in dict.fromkeys(filter(None, matters)):
            if identity in registry.matters:
                yield addresses.matter(identity), registry.matters[identity].name
        if any(item.follow_ups for item in meeting.items):
            yield addresses.section("follow_ups"), self._t("nav.follow_ups")
        if meeting.upcoming or any(item.deferrals for item in meeting.items):
            yield addresses.section("upcoming"), self._t("nav.upcoming")

    def panel(self, problems: Sequence[Problem]) -> str:
        """Return the problems that keep the latest edit from showing, "" where there are none."""
        if not problems:
            return ""
        rows = "".join(f"<li>{self._row(problem)}</li>" for problem in problems[:50])
        return (
            '<aside class="ma-serve ma-serve--wrong" role="alert" data-ma-problems>'
            f"<p><strong>{self._t('preview.wrong')}</strong> {self._t('preview.last_good')}</p>"
            f"<ul>{rows}</ul></aside>"
        )

    def _row(self, problem: Problem) -> str:
        place, problem = problem.place, translated(problem, self._t.language)
        file = Path(place.path)
        if not file.is_absolute():
            file = Path.cwd() / file
        where = f"{escape(place.path)}{f':{place.line}' if place.line else ''}"
        open_file = f'<a href="{escape(file.as_uri())}">{where}</a>' if place.path else ""
        hint = f" – {escape(problem.hint)}" if problem.hint else ""
        return f"{open_file} {escape(problem.code)} {escape(problem.message)}{hint}"


def with_marks(
    document: bytes, preview: Preview, address: str, problems: Sequence[Problem]
) -> bytes:
    """Put the style sheet, a draft's banner and the panel of problems into a page."""
    top = (preview.panel(problems) + preview.banner(address)).encode(errors="xmlcharrefreplace")
    head, end, rest = document.partition(b"</head>")
    if not end:
        return document
    rest_head, body, content = rest.partition(b"<body")
    tag, close, content = content.partition(b">")
    return b"".join((head, preview.head().encode(), end, rest_head, body, tag, close, top, content))


def done_line(errors: Iterable[Problem] = (), now: datetime | None = None) -> str:
    """Return the one line that a change ends with on the terminal: the time, and how it went."""
    clock = (now or datetime.now()).strftime("%H.%M.%S")
    number = len(list(errors))
    if number:
        return f"{clock} {number} fel. Den senaste felfria versionen visas tills de är rättade."
    return f"{clock} Klart."
