"""Every file that would be published, searched for personal data before the build.

An identity number in something published is an error and is never printed whole;
everything less sure, or not published, is a warning.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from minutes_archive.attachments import content_of
from minutes_archive.model import Meeting, PrivacyException, Publication, Registry
from minutes_archive.personal_data.finding import (
    PersonalData,
    PersonalDataKind,
    find_numbers,
    find_personal_data,
)
from minutes_archive.privacy.document_search import (
    Finding,
    Searched,
    exception_name,
    findings_in,
)
from minutes_archive.privacy.documents import Documents
from minutes_archive.privacy.documents_apart import search_apart, searching_program
from minutes_archive.privacy.finished_files import search_finished
from minutes_archive.problems import Place, Problem, did_you_mean
from minutes_archive.reading.positions import compose, place_of, scalars

HAND_WRITTEN = "docs/"
_NO_TEXT = frozenset(
    {
        ".css",
        ".js",
        ".html",
        ".htm",
        ".xml",
        ".json",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".svg",
        ".webp",
        ".ico",
        ".woff2",
        ".woff",
    }
)

# What makes a quoted value read otherwise than it is written.
_ESCAPES = re.compile(r"\\(?:[xuUN_LPe0/]|[ \t]*\r?\n)")

_MEND = "ta bort eller maskera det, eller skriv filen under privacy_exceptions i archive.yml"
_MEND_NUMBER = (
    "ta bort eller maskera det; är det ingens nummer, skriv under privacy_exceptions i archive.yml "
    'filen, ett skäl och text: "{}"'
)


@dataclass(frozen=True, slots=True)
class _Found:
    """Personal data at a place; `name` is what an exception calls this finding and no other."""

    place: Place
    data: PersonalData
    published: bool
    name: str
    page: int = 0


def check_privacy(
    folder: Path,
    registry: Registry,
    meetings: Iterable[Meeting],
    documents: Documents | None = None,
) -> Iterator[Problem]:
    """Yield what personal data the minutes files, their originals and attachments hold.

    `documents` remembers what was found in documents before.
    """
    judge = _Judge(folder.resolve(), registry, documents=documents)
    with searching_program():
        own = Path(registry.place.path)
        yield from judge.text_file(own, registry.place.path)
        for meeting in meetings:
            path = Path(meeting.file)
            published = meeting.status is Publication.PUBLISHED
            yield from judge.text_file(path, meeting.file, published)
            for attachment in meeting.files if published else ():
                yield from judge.document(meeting.path_of(attachment.file))
            if published:
                yield from _told_by_the_original(meeting, registry)
        yield from judge.idle_exceptions()


def check_hand_written(
    files: Iterable[tuple[str, Path]], registry: Registry, documents: Documents | None = None
) -> Iterator[Problem]:
    """Yield what personal data the files of docs/ hold; each by its path there, and where it is."""
    with searching_program():
        for name, path in files:
            shown = f"{HAND_WRITTEN}{name}"
            root = Path(path.as_posix().removesuffix(name)).resolve()
            if not path.resolve().is_relative_to(root):
                yield Problem(
                    Place(shown), "E421", "är en länk ut ur docs/", "lägg dit filen själv"
                )
                continue
            judge = _Judge(path.parent, registry, {path: shown}, documents)
            yield from judge.hand_written(path, shown)


def excused_numbers(
    folder: Path, registry: Registry, by_hand: Iterable[tuple[str, Path]] = ()
) -> frozenset[str]:
    """Return the identity numbers that exceptions let out: never to be shown or kept."""
    named = {entry.file for entry in registry.privacy_exceptions if entry.text}
    judge = _Judge(folder.resolve(), registry)
    with searching_program():
        for name in sorted(named):
            path = folder.resolve() / name
            if path.suffix.lower() in (".yml", ".yaml"):
                list(judge.text_file(path, name))
            elif not name.startswith(HAND_WRITTEN):
                list(judge.document(path))
        for name, path in by_hand if named else ():
            shown = f"{HAND_WRITTEN}{name}"
            if shown in named:
                own = _Judge(path.parent, registry, {path: shown})
                list(own.hand_written(path, shown))
                judge.excused |= own.excused
    return frozenset(judge.excused)


class _Judge:
    """Drops findings that the registry excuses, and remembers which exceptions were used."""

    def __init__(
        self,
        root: Path,
        registry: Registry,
        names: Mapping[Path, str] | None = None,
        documents: Documents | None = None,
    ) -> None:
        self._documents = documents or Documents()
        self._root = root
        self._names = names or {}
        self._exceptions = registry.privacy_exceptions
        self._official = _official(registry)
        self._needed: set[PrivacyException] = set()
        self._files: set[str] = set()
        self.excused: set[str] = set()
        """The numbers that exceptions let out."""

    def problems(self, path: Path, found: Iterable[_Found]) -> Iterator[Problem]:
        exceptions = self._exceptions_of(path)
        for finding in found:
            # What is excused is this finding; a whole file only where nothing stops the build.
            stops = finding.published and finding.data.kind is PersonalDataKind.IDENTITY_NUMBER
            excuses = [e for e in exceptions if e.text == finding.name or not (e.text or stops)]
            self._needed.update(excuses)
            if excuses and stops:
                self.excused.add(finding.data.number)
            if not excuses and not _is_official(finding.data, self._official):
                yield _problem(finding)

    def text_file(self, path: Path, shown: str, published: bool = True) -> Iterator[Problem]:
        """Search a file of YAML or Markdown."""
        yield from self.problems(path, _in_text_file(path, shown, published, self._documents))

    def document(self, path: Path) -> Iterator[Problem]:
        """Search an original or attachment; one that is excused whole need not be readable."""
        if path.is_symlink() or not path.is_file():
            return  # the reader has told
        searched = self._documents.findings(
            content_of(path).sha256,
            path.suffix.lower(),
            lambda: search_apart(path.name, path.read_bytes()),
        )
        shown = self._names.get(path, path.as_posix())
        yield from self.problems(
            path,
            [
                _Found(
                    Place(shown, found.line, found.column), found.data, True, found.name, found.page
                )
                for found in searched.findings
            ],
        )
        whole = [e for e in self._exceptions_of(path) if not e.text]
        if searched.unread or searched.covered:
            self._needed.update(whole)
        if searched.unread and not whole:
            yield Problem(
                Place(shown),
                "W404",
                f"inte granskad för personuppgifter: {'; '.join(searched.unread)}",
                "granska filen själv och skriv den under privacy_exceptions",
            )
        if searched.covered and not whole:
            yield Problem(
                Place(shown),
                "W408",
                f"filen innehåller mer än den visar: {'; '.join(searched.covered)}",
                "byt den mot en där texten verkligen är borttagen (maskera och skriv ut på nytt), "
                "eller skriv den under privacy_exceptions om allt får läsas",
            )

    def hand_written(self, path: Path, shown: str) -> Iterator[Problem]:
        """Search a file of docs/, its name and what pictures, scripts and styles hold included."""
        yield from self.problems(
            path,
            [
                _Found(Place(shown), data, True, exception_name(shown, data))
                for data in find_numbers(unquote(shown))
            ],
        )
        kind = path.suffix.lower()
        if kind == ".md":
            yield from self.text_file(path, shown)
        elif kind in _NO_TEXT:
            yield from self.problems(path, _in_finished_file(path, shown))
        else:
            yield from self.document(path)

    def idle_exceptions(self) -> Iterator[Problem]:
        """Yield exceptions for files that no meeting names, and those that excuse nothing."""
        for entry in self._exceptions:
            if entry.file.startswith(HAND_WRITTEN) and entry.file not in self._files:
                continue  # the build looks there, when it reads docs/
            if entry.file not in self._files:
                hint = did_you_mean(entry.file, self._files) if len(self._files) > 12 else ""
                what = f'undantaget gäller en fil som inte publiceras: "{entry.file}"'
                yield Problem(entry.place, "E402", what, hint)
            elif entry not in self._needed:
                what = f'undantaget för "{entry.file}" behövs inte'
                yield Problem(entry.place, "W405", what, "ta bort det ur privacy_exceptions")

    def _exceptions_of(self, path: Path) -> list[PrivacyException]:
        if not self._exceptions:
            return []
        try:
            name = self._names.get(path) or path.resolve().relative_to(self._root).as_posix()
        except ValueError:
            name = path.as_posix()
        self._files.add(name)
        return [entry for entry in self._exceptions if entry.file == name]


def _told_by_the_original(meeting: Meeting, registry: Registry) -> Iterator[Problem]:
    """Yield a warning where the original shows names that the pages hide."""
    if meeting.source is None:
        return
    if any(decision.withdrawn for decision in meeting.decisions):
        yield Problem(
            meeting.source.place,
            "W406",
            f"ett beslut är borttaget, men originalet {meeting.source.file} publiceras ändå",
            "byt det mot ett där beslutet är maskerat, eller ta bort source",
        )
    if not registry.shows_names and meeting.present:
        yield Problem(
            meeting.source.place,
            "W407",
            f"namn visas inte (people: {registry.people}), men originalet {meeting.source.file} "
            "publiceras",
            "byt det mot ett där namnen är maskerade, eller ta bort source",
        )


def _in_text_file(
    path: Path, shown: str, published: bool, documents: Documents
) -> Iterator[_Found]:
    try:
        content = path.read_bytes()
    except OSError:
        return  # the reader has told that the file cannot be read

    def search() -> Searched:
        text = content.decode("utf-8-sig", errors="replace")
        found = [*findings_in(text)]
        if _ESCAPES.search(text):
            found += _in_escaped_values(text, shown)
        return Searched(tuple(found))

    sha256 = hashlib.sha256(content).hexdigest()
    for found in documents.findings(sha256, "text", search).findings:
        place = Place(shown, found.line, found.column)
        yield _Found(place, found.data, published, found.name)


def _in_finished_file(path: Path, shown: str) -> Iterator[_Found]:
    for found in search_finished(path.name, path.read_bytes()):
        data = PersonalData(PersonalDataKind.IDENTITY_NUMBER, 0, 0, found.shown, found.number)
        yield _Found(Place(shown, found.line, 1), data, True, exception_name(shown, data))


def _in_escaped_values(text: str, shown: str) -> Iterator[Finding]:
    """Search the values that are written otherwise than they read: "811218\\x2d9876"."""
    node, _ = compose(text.encode("utf-8", "surrogatepass"), shown)
    for scalar in scalars(node) if node else ():
        if _ESCAPES.search(text, scalar.start_mark.index, scalar.end_mark.index):
            place = place_of(scalar, shown)
            for data in find_personal_data(scalar.value):
                name = exception_name(scalar.value, data)
                yield Finding(place.line, place.column, 0, data, name)


def _problem(found: _Found) -> Problem:
    where = f" på sidan {found.page}" if found.page else ""
    shown, mend = found.data.shown, _MEND_NUMBER.format(found.name)
    match found.data.kind:
        case PersonalDataKind.IDENTITY_NUMBER if found.published:
            return Problem(found.place, "E401", f"personnummer {shown}{where}", mend)
        case PersonalDataKind.IDENTITY_NUMBER:
            return Problem(
                found.place, "W401", f"personnummer {shown} i en fil som inte publiceras", mend
            )
        case PersonalDataKind.LOOK_ALIKE:
            return Problem(found.place, "W401", f"liknar ett personnummer: {shown}{where}", mend)
        case PersonalDataKind.EMAIL:
            return Problem(
                found.place, "W402", f"e-postadress som kan vara privat: {shown}{where}", _MEND
            )
        case PersonalDataKind.PHONE:
            return Problem(
                found.place, "W403", f"telefonnummer som kan vara privat: {shown}{where}", _MEND
            )


def _official(registry: Registry) -> frozenset[str]:
    """Return the hosts, addresses and numbers that the registry itself publishes."""
    publisher = registry.publisher
    sites = [
        publisher.url,
        *(m.url for m in registry.municipalities.values()),
        *(o.url for o in registry.organisations.values()),
    ]
    hosts = {(urlsplit(site).hostname or "").removeprefix("www.") for site in sites if site}
    own = {publisher.email.casefold(), publisher.email.rpartition("@")[2].casefold()}
    own.add(_digits(publisher.phone))
    if registry.privacy:
        officer = registry.privacy.officer
        own |= {registry.privacy.email.casefold(), _digits(officer)}
        own |= {word.strip(",;").casefold() for word in officer.split()}
    return frozenset({*hosts, *own} - {""})


def _is_official(data: PersonalData, official: frozenset[str]) -> bool:
    if data.kind is PersonalDataKind.PHONE:
        return _digits(data.shown) in official
    if data.kind is not PersonalDataKind.EMAIL:
        return False
    host = data.shown.rpartition("@")[2].casefold()
    return any(host == known or host.endswith("." + known) for known in official)


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())
