"""Names of files that may be published: they work on every system and run nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from minutes_archive.addresses import is_reserved_name
from minutes_archive.model import Attachment
from minutes_archive.problems import Problem

# Documents, pictures, sound, film: nothing that a browser or a web server would run.
_DOCUMENTS = frozenset(
    {
        *("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "odg", "rtf", "txt", "md", "csv"),
        *("tsv", "json", "geojson", "ics", "eml", "epub", "doc", "xls", "ppt", "msg", "zip"),
        *("png", "jpg", "jpeg", "gif", "webp", "avif", "tif", "tiff", "bmp", "heic"),
        *("mp3", "m4a", "wav", "ogg", "oga", "opus", "flac", "mp4", "m4v", "webm", "ogv", "mov"),
        *("dwg", "dxf", "ifc", "gpkg", "vtt", "srt"),
    }
)


def is_of_the_archive(name: str) -> bool:
    """Return whether a file is a minutes file or an import's report: no document for readers."""
    return name.lower().endswith((".yml", ".yaml", ".granskning.md"))


def file_name_problems(named: Iterable[Attachment]) -> Iterator[Problem]:
    """Yield what is wrong with the names of a meeting's original and attachments."""
    by_folded: dict[str, str] = {}
    for attachment in named:
        name = attachment.file
        first = by_folded.setdefault(name.casefold(), name)
        if first != name:
            yield Problem(
                attachment.place,
                "E422",
                f'"{name}" och "{first}" är samma fil på en del datorer',
                "ge dem olika namn",
            )
        if name.startswith(".") or name.endswith((".", " ")) or is_reserved_name(name):
            yield Problem(
                attachment.place, "E422", f'filnamnet "{name}" går inte att använda', "döp om filen"
            )
        elif is_of_the_archive(name):
            yield Problem(
                attachment.place,
                "E424",
                f'"{name}" hör till arkivet självt och går inte att publicera som dokument',
                "ange originalet (PDF, Word), eller ta bort raden",
            )
        elif name.rpartition(".")[2].lower() not in _DOCUMENTS:
            yield Problem(
                attachment.place,
                "E423",
                f'"{name}" är inget dokument av en typ som kan publiceras',
                "spara den som PDF",
            )
