"""The zip of a Word file, opened with care: every byte that comes out is counted."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from minutes_archive.importing.files.confinement import LIMITS, megabytes
from minutes_archive.importing.files.refusals import (
    DAMAGED,
    DOCTYPE,
    ENCRYPTED,
    HOSTILE,
    WRONG_TYPE,
    RefusedError,
)

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_STRICT = "http://purl.oclc.org/ooxml/"
_NAMESPACES = {
    "wordprocessingml/main": "wordprocessingml/2006/main",
    "officeDocument/relationships": "officeDocument/2006/relationships",
    "officeDocument/math": "officeDocument/2006/math",
    "drawingml/main": "drawingml/2006/main",
    "drawingml/wordprocessingDrawing": "drawingml/2006/wordprocessingDrawing",
    "drawingml/chart": "drawingml/2006/chart",
    "drawingml/diagram": "drawingml/2006/diagram",
    "drawingml/picture": "drawingml/2006/picture",
}
_DOCTYPE = re.compile(rb"<\s*!\s*D\s*O\s*C\s*T\s*Y\s*P\s*E", re.IGNORECASE)
CHUNK = 1 << 16


def _in_transitional_names(root: etree._Element) -> None:
    """Rename what a file in ISO 29500 Strict says as the files of most programs say it."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        element.tag = _transitional(element.tag)
        for name, value in list(element.attrib.items()):
            renamed = _transitional(str(name))
            if renamed != name:
                del element.attrib[name]
                element.set(renamed, value)


def _transitional(name: str) -> str:
    uri, closing, local = name[1:].partition("}") if name.startswith("{") else ("", "", name)
    if not uri.startswith(_STRICT):
        return name
    known = _NAMESPACES.get(uri.removeprefix(_STRICT))
    return f"{{http://schemas.openxmlformats.org/{known}}}{local}" if closing and known else name


class Package:
    """A Word file's parts by name; what is read is bounded in sum and in each part."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError):
            raise RefusedError(DAMAGED) from None
        members = self._zip.infolist()
        if len(members) > LIMITS.members:
            raise RefusedError(HOSTILE, f"{len(members)} delar")
        if any(member.flag_bits & 1 for member in members):
            raise RefusedError(ENCRYPTED)
        self._members = {member.filename: member for member in members}
        self._unpacked = 0
        self._parsed: dict[str, etree._Element] = {}

    def names(self) -> Iterator[str]:
        yield from sorted(self._members)

    def has(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Return a part; declared sizes can lie, so what comes out is counted."""
        member = self._members[name]
        parts, size = [], 0
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    self._unpacked += len(chunk)
                    self._bound(size, member.compress_size)
                    parts.append(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
            raise RefusedError(DAMAGED) from None
        except RuntimeError:  # what zipfile says of an encrypted member
            raise RefusedError(ENCRYPTED) from None
        return b"".join(parts)

    def _bound(self, size: int, packed: int) -> None:
        if size > LIMITS.part or self._unpacked > LIMITS.unpacked:
            raise RefusedError(HOSTILE, f"mer än {megabytes(min(LIMITS.part, LIMITS.unpacked))}")
        if size > 2_000_000 and size > LIMITS.ratio * max(packed, 1):
            raise RefusedError(HOSTILE, f"mer än {LIMITS.ratio} gånger sin storlek")

    def xml(self, name: str) -> etree._Element:
        """Return a part's root element; a document type definition is refused."""
        if name not in self._parsed:
            raw = self.read(name)
            if _DOCTYPE.search(raw.replace(b"\x00", b"")[:4096]) or b"<!ENTITY" in raw[:65536]:
                raise RefusedError(DOCTYPE)
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            try:
                root = etree.fromstring(raw, parser)
            except (etree.XMLSyntaxError, ValueError):
                raise RefusedError(DAMAGED) from None
            if root.getroottree().docinfo.internalDTD is not None:
                raise RefusedError(DOCTYPE)
            if any(str(uri).startswith(_STRICT) for uri in root.nsmap.values()):
                _in_transitional_names(root)
            self._parsed[name] = root
        return self._parsed[name]

    def main_part(self) -> str:
        """Return the name of the document part; without one it is no Word file."""
        if self.has("_rels/.rels"):
            for kind, target in self.relationships(""):
                if kind == "officeDocument":
                    name = target.lstrip("/")
                    if not self.has(name):
                        raise RefusedError(DAMAGED)
                    if not name.startswith("word/"):
                        raise RefusedError(WRONG_TYPE, "filen är ingen Word-fil")
                    return name
        if self.has("word/document.xml"):
            return "word/document.xml"
        if self.has("mimetype") or self.has("xl/workbook.xml") or self.has("ppt/presentation.xml"):
            raise RefusedError(WRONG_TYPE, "filen är ingen Word-fil")
        raise RefusedError(DAMAGED)

    def relationships(self, part: str) -> list[tuple[str, str]]:
        """Return a part's relationships: the last word of the type, and the target's name."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(name):
            return []
        found = []
        for element in self.xml(name).iter(f"{_RELATIONSHIPS}Relationship"):
            if element.get("TargetMode") == "External":
                continue
            kind = (element.get("Type") or "").rsplit("/", 1)[-1]
            target = element.get("Target") or ""
            full = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            found.append((kind, full))
        return found
