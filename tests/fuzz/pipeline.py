"""One damaged file taken through everything a build does with it, and what must hold after.

The steps are those of `loading.examine` and of the pages, with the undamaged files read once:
a damaged meeting meets meetings that are whole, a damaged registry has some of them read again.
"""

from __future__ import annotations

import html
import json
import os
import random
import re
import shutil
import xml.etree.ElementTree as Tree
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from minutes_archive.archive import Archive as Linked
from minutes_archive.archive import link
from minutes_archive.archive.people import hide_people
from minutes_archive.exports import ExportHeads, SiteFiles, export_files, export_problems
from minutes_archive.language.catalogue import Translator
from minutes_archive.model import Meeting, Publication, Registry
from minutes_archive.pages import Page, Renderer, render_pages
from minutes_archive.pages.decision import decision_page
from minutes_archive.pages.legal import legal_pages
from minutes_archive.pages.meeting import meeting_page
from minutes_archive.permanence import (
    LEDGER_FILE,
    check_ledger,
    find_redirects,
    read_ledger,
    record_addresses,
    with_old_tombstones,
    write_ledger,
)
from minutes_archive.personal_data.identity_numbers import find_identity_numbers
from minutes_archive.privacy.check import check_privacy
from minutes_archive.problems import Problem, has_errors, sort_problems
from minutes_archive.reading.legal_duties import incomplete_statement, missing_facts
from minutes_archive.reading.reader import minutes_files, read_meeting, read_registry
from minutes_archive.search.index import index_files
from minutes_archive.search.numbering import TYPES
from minutes_archive.search.records import records_of

READ_AGAIN = 4
SITE_URL = "https://arkiv.example/"

_NEVER_IN_A_PAGE = re.compile(
    r"<script|javascript:[^\s<]*\"|\son\w+=\"|[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]"
)
_TAG = re.compile(r"<[^<>]*>")


@dataclass
class Report:
    """What became of the files; `broke` holds each fault with the file that caused it."""

    files: int = 0
    with_problems: int = 0
    with_pages: int = 0
    whole_sites: int = 0
    attachments: int = 0
    slowest: float = 0.0
    peak: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    broke: list[tuple[str, bytes, str]] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.files} files, {self.attachments} of them attachments: {self.with_problems} "
            f"ended in problems, {self.with_pages} in pages ({self.whole_sites} whole sites), "
            f"{len(self.broke)} broke; slowest {self.slowest:.2f} s of processor time, "
            f"peak memory {self.peak} MB"
        )


class FuzzedArchive:
    """A copy of an archive whose files are damaged one at a time."""

    def __init__(self, source: Path, target: Path, publisher: str = "", more: str = "") -> None:
        self.folder = Path(shutil.copytree(source, target))
        own = self.folder / "archive.yml"
        text = own.read_text(encoding="utf-8")
        if publisher:
            text = re.sub(r"^publisher:.*$", publisher, text, count=1, flags=re.MULTILINE) + more
        own.write_text(text, encoding="utf-8")
        registry, problems = read_registry(self.folder)
        assert registry is not None
        assert not has_errors(problems), problems
        self.registry: Registry = registry
        self.files = [own, *minutes_files(self.folder)]
        self.meetings = {file: read_meeting(file, registry)[0] for file in self.files[1:]}
        archive, _ = link(registry, self._others(None))
        write_ledger(self.folder, record_addresses(archive, {}))
        self.ledger = self.folder / LEDGER_FILE
        # What a damaged file may name: a folder, a link, files that only look like documents.
        for year in {file.parent for file in self.meetings}:
            (year / "mapp").mkdir()
            (year / "lank.txt").symlink_to("/etc/hostname")
            (year / "bilaga.docx").write_bytes(b"PK\x03\x04")
            (year / "bilaga.pdf").write_bytes(b"%PDF-1.7")
            os.mkfifo(year / "ror.yml")
        self.original = {file: file.read_bytes() for file in (*self.files, self.ledger)}
        self.attachments: dict[Path, Path] = {}

    def attach(self, meeting_file: Path, name: str, data: bytes) -> None:
        """Let a meeting of the archive attach a document that may be damaged."""
        document = meeting_file.with_name(name)
        document.write_bytes(data)
        self.original[document] = data
        text = self.original[meeting_file].decode()
        text = text.replace("content:\n", f"content:\n      - attachment: {name}\n", 1)
        meeting_file.write_text(text, encoding="utf-8")
        self.original[meeting_file] = meeting_file.read_bytes()
        self.meetings[meeting_file], problems = read_meeting(meeting_file, self.registry)
        assert not has_errors(problems), problems
        self.attachments[document] = meeting_file

    def run(self, file: Path, report: Report, whole_every: int) -> None:
        """Take one damaged file through the pipeline; every `whole_every`th makes a whole site."""
        problems, archive, damaged = self._examined(file, report)
        problems = sort_problems(problems)
        if archive is not None and not has_errors(problems):
            report.with_pages += 1
            problems += [*missing_facts(archive.registry), *export_problems(archive, SITE_URL)]
            renderer = Renderer(archive, SITE_URL, (), ExportHeads(archive, SITE_URL))
            renderer.environment.bytecode_cache = compiled(archive.registry.language)
            for page in _pages_of(renderer, damaged):
                _is_harmless(page, archive)
            if report.with_pages % whole_every == 0:
                report.whole_sites += 1
                _whole_site(renderer)
        if has_errors(problems):
            report.with_problems += 1
        for problem in problems:
            report.codes[problem.code] += 1
            line = str(problem)
            assert line.isprintable(), repr(line)
            assert problem.place.path, line
            assert len(line) < 3000, f"a problem of {len(line)} characters"
            line.encode()

    def _examined(
        self, file: Path, report: Report
    ) -> tuple[list[Problem], Linked | None, Meeting | None]:
        problems: list[Problem] = []
        damaged: Meeting | None = None
        registry: Registry | None = self.registry
        searched: list[Meeting] = []
        if file == self.files[0]:
            registry, problems = read_registry(self.folder)
            if registry is None:
                return problems, None, None
            meetings = []
            # Some of them, others each time: to read all takes half of a run.
            for path in random.Random(report.files).sample(
                list(self.meetings), k=min(READ_AGAIN, len(self.meetings))
            ):
                read, found = read_meeting(path, registry)
                problems += found
                meetings += [read] if read else []
            searched = meetings
        elif file in self.meetings:
            damaged, found = read_meeting(file, self.registry)
            problems += found
            if damaged is None:
                return problems, None, None  # what is left are the undamaged files
            meetings = [*self._others(file), damaged]
            searched = [damaged]
        else:
            meetings = self._others(None)
            owner = self.meetings.get(self.attachments.get(file, file))
            searched = [owner] if owner else []
        assert registry is not None
        archive, found = link(registry, hide_people(registry, meetings))
        problems += [*found, *incomplete_statement(registry)]
        problems += check_privacy(self.folder, registry, searched)
        ledger, found = read_ledger(self.folder)
        problems += found
        if ledger is not None:
            archive = with_old_tombstones(archive, ledger)
        redirects, found = find_redirects(archive)
        problems += found
        # A build would stop at what the ledger finds; here the pages are made all the same.
        if ledger is not None and not has_errors(problems):
            for problem in check_ledger(archive, ledger, redirects):
                assert str(problem).isprintable()
        return problems, archive, damaged

    def _others(self, file: Path | None) -> list[Meeting]:
        return [m for path, m in self.meetings.items() if m and path != file]


def _pages_of(renderer: Renderer, damaged: Meeting | None) -> Iterator[Page]:
    """Yield the pages that show the damaged file: a meeting's own, or those of the registry."""
    archive = renderer.archive
    if damaged is None:
        yield from legal_pages(renderer)
    elif damaged.status is Publication.PUBLISHED:
        yield meeting_page(renderer, archive.meeting_by_id[damaged.id])
        for entry in archive.decisions:
            if entry.meeting.id == damaged.id:
                yield decision_page(renderer, entry, None, None)


def _is_harmless(page: Page, archive: Linked) -> None:
    content = page.html
    content.encode()
    bad = _NEVER_IN_A_PAGE.search(content)
    assert bad is None, f"{page.address}: {content[max(0, bad.start() - 60) : bad.end() + 20]!r}"
    if not archive.registry.privacy_exceptions:
        shown = html.unescape(_TAG.sub("", content))
        numbers = [found.masked for found in find_identity_numbers(shown) if found.certain]
        assert not numbers, f"{page.address} shows {numbers}"
    for script in re.findall(r"<script type=\"application/ld\+json\">(.*?)</script>", page.head):
        json.loads(script)


def _whole_site(renderer: Renderer) -> None:
    addresses = set()
    for page in render_pages(renderer):
        _is_harmless(page, renderer.archive)
        assert page.address not in addresses, f"two pages at {page.address}"
        addresses.add(page.address)
    for exported in export_files(renderer.archive, SITE_URL):
        for file in exported.apart() if isinstance(exported, SiteFiles) else (exported,):
            data = b"".join(file.chunks)
            if file.address.endswith(".json"):
                json.loads(data)
            elif file.address.endswith((".xml", ".rdf")):
                Tree.fromstring(data)
    translate = Translator(renderer.registry.language)
    names = {name: translate(f"search.type.{name}") for name in TYPES}
    for _, script in index_files(records_of(renderer.archive), names):
        script.decode()


class _InMemory(BytecodeCache):
    """Keeps compiled templates from one renderer to the next; they take two thirds of the time."""

    def __init__(self) -> None:
        self._code: dict[str, Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.code


_CACHES: dict[str, _InMemory] = {}


def compiled(language: str) -> BytecodeCache:
    """Return the compiled templates of a language, for another renderer to use."""
    return _CACHES.setdefault(language, _InMemory())
