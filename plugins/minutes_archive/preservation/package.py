"""One zip for an e-archive or a memory stick: plain site, originals, data, sources, manifest.

The same archive gives the same bytes: fixed times and rights, a sorted directory, nothing from
the machine. (Compressed bytes are those of the zlib that Python has.)
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from minutes_archive.pages import Renderer
from minutes_archive.pages.docs_pages import HandWritten
from minutes_archive.permanence import LEDGER_FILE
from minutes_archive.preservation.plain_site import plain_files
from minutes_archive.preservation.sources import minutes_source, registry_source
from minutes_archive.preservation.way_out import let_out
from minutes_archive.privacy.finished_files import Gate
from minutes_archive.publishing.manifest import MANIFEST, manifest_text
from minutes_archive.reading.json_schema import schema_files
from minutes_archive.reading.reader import REGISTRY_FILE
from minutes_archive.reading.scalars import VERSION

Source = tuple[str, Callable[[], bytes]]
"""A path in the package, and what reads its content."""

SITE, SOURCES, README = "webbplats/", "minutes/", "LASMIG.txt"

_TIME = (1980, 1, 1, 0, 0, 0)  # the first that the format can tell
_README = Path(__file__).with_name("LASMIG-sv.txt")


def write_package(
    file: Path,
    renderer: Renderer,
    minutes: Path,
    by_hand: Iterable[HandWritten],
    gate: Gate | None = None,
) -> tuple[int, list[str]]:
    """Write the package; return how many files it holds and which minutes files it leaves out.

    The old file stays until the new one is whole. Raises ArchiveProblemsError where the gate
    lets a file not out.
    """
    sources, left_out = _sources(renderer, minutes)
    entries: dict[str, tuple[int, str]] = {}
    beside = file.with_name(f".{file.name}.new")
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
            contents = _contents(renderer, sources, left_out, by_hand)
            for path, chunks in let_out(contents, gate or Gate()):
                entries[path] = _write(package, path, chunks)
            _write(package, MANIFEST, (manifest_text(entries).encode("utf-8"),))
            package.filelist.sort(key=lambda info: info.filename)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
    return len(entries) + 1, left_out


def _contents(
    renderer: Renderer,
    sources: Iterable[Source],
    left_out: list[str],
    by_hand: Iterable[HandWritten],
) -> Iterator[tuple[str, Iterable[bytes]]]:
    yield README, (_readme(renderer, left_out).encode("utf-8"),)
    for name, text in schema_files().items():
        yield f"{SOURCES}schema/{name}", (text.encode("utf-8"),)
    for path, content in sources:
        yield path, (content(),)
    for path, chunks in plain_files(renderer, by_hand):
        yield f"{SITE}{path}", chunks


def _sources(renderer: Renderer, minutes: Path) -> tuple[list[Source], list[str]]:
    """Return the files of the minutes folder that hold nothing but what is published.

    Left out are minutes files of which a decision is withdrawn, and all of them where the
    site shows no names: the files would tell what the site does not.
    """
    archive = renderer.archive
    shy = {stone.meeting_id for stone in archive.tombstones if stone.decision_id}
    left_out = []
    found: dict[str, Callable[[], bytes]] = {}
    for meeting in archive.meetings:
        file = Path(meeting.file)
        inside = f"{SOURCES}{meeting.body}/{file.parent.name}"
        if meeting.id in shy or not archive.registry.shows_names:
            left_out.append(f"{inside}/{file.name}")
        else:
            found[f"{inside}/{file.name}"] = partial(minutes_source, file)
        for original in renderer.files_of(meeting).values():
            found[f"{inside}/{original.name}"] = original.path.read_bytes
    kept = {path.removeprefix(SOURCES) for path in found}
    own = partial(registry_source, minutes / REGISTRY_FILE, archive.registry, kept)
    found[f"{SOURCES}{REGISTRY_FILE}"] = own
    if (minutes / LEDGER_FILE).is_file():
        found[f"{SOURCES}{LEDGER_FILE}"] = (minutes / LEDGER_FILE).read_bytes
    return list(found.items()), left_out


def _readme(renderer: Renderer, left_out: list[str]) -> str:
    registry, archive = renderer.registry, renderer.archive
    publisher = registry.publisher
    contact = [publisher.name, publisher.email, publisher.url, renderer.site_url]
    return _README.read_text(encoding="utf-8").format(
        name=registry.name,
        line="=" * len(registry.name),
        meetings=len(archive.meetings),
        decisions=len(archive.decisions),
        format=VERSION.number,
        left_out="".join(f"\n                   (utelämnad: {path})" for path in left_out),
        publisher="\n".join(["", "Ansvarig", *(f"  {line}" for line in contact if line)])
        if any(contact)
        else "",
    )


def _write(package: zipfile.ZipFile, path: str, chunks: Iterable[bytes]) -> tuple[int, str]:
    info = zipfile.ZipInfo(path, _TIME)
    info.create_system = 3
    info.external_attr = 0o100644 << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    size, digest = 0, hashlib.sha256()
    with package.open(info, "w", force_zip64=True) as stream:
        for chunk in chunks:
            stream.write(chunk)
            size += len(chunk)
            digest.update(chunk)
    return size, digest.hexdigest()
