"""The manifest of a site: every file with its size and SHA-256, and the check against it."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

MANIFEST = "manifest.json"
_FORMAT = 1
_FIRST_LINE = re.compile(rb'\{"format": \d+, (?:"prefix": ("[^"]*"), )?"files": \{')
_RULES = ("_headers", "_redirects", ".htaccess")


class ManifestError(Exception):
    """A folder has no manifest, or one that cannot be read (message in Swedish)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is "missing", "changed" or "extra" in a copy of a site."""

    path: str
    what: str


def site_files(site: Path) -> Iterator[str]:
    """Yield the paths of all files below a site folder, with slashes, sorted.

    A .git at the top is the history of a published branch, no part of the site.
    """
    found = []
    root = str(site)
    for base, folders, names in os.walk(root, onerror=_raise):
        inside = base[len(root) :].replace(os.sep, "/").lstrip("/")
        if not inside:
            folders[:] = [name for name in folders if name != ".git"]
        found += [f"{inside}/{name}" if inside else name for name in names]
    yield from sorted(found)


def _raise(error: OSError) -> None:
    """Let a folder that cannot be listed not pass for an empty one."""
    raise error


def manifest_text(entries: Mapping[str, tuple[int, str]], prefix: str = "") -> str:
    """Return the manifest as JSON, one file a line; entries are size and SHA-256 by path.

    `prefix` is the folder of the site that the manifest lies in.
    """
    place = f'"prefix": {json.dumps(prefix)}, ' if prefix else ""
    rows = ",\n".join(
        f'{json.dumps(path, ensure_ascii=False)}: {{"bytes": {size}, "sha256": "{digest}"}}'
        for path, (size, digest) in sorted(entries.items())
    )
    return f'{{"format": {_FORMAT}, {place}"files": {{\n{rows}\n}}}}\n'


def prefix_of_manifest(file: Path) -> str | None:
    """Return the folder of its site that a manifest lies in, "" for the root.

    None where the file is no manifest of an archive. Only its first line is read.
    """
    try:
        with file.open("rb") as stream:
            found = _FIRST_LINE.fullmatch(stream.readline(2000).rstrip())
        return str(json.loads(found[1] or '""')) if found else None
    except (OSError, ValueError):
        return None


def read_manifest(file: Path) -> dict[str, tuple[int, str]]:
    """Return the entries of a manifest; raises ManifestError where it cannot be read."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return {
            str(path): (int(entry["bytes"]), str(entry["sha256"]))
            for path, entry in data["files"].items()
        }
    except FileNotFoundError as error:
        raise ManifestError(f"{file} finns inte") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ManifestError(f"{file} går inte att läsa") from error


def served_paths(entries: Iterable[str], redirects: str = "") -> Iterator[str]:
    """Yield the paths that web servers give to readers; `redirects` is the text of _redirects.

    Rules for servers they keep to themselves, and from an old address they lead on.
    """
    moved = {line.split()[0].strip("/") for line in redirects.splitlines() if line.strip()}
    for path in entries:
        is_rule = path in _RULES or path.startswith("_nginx/") or "/_nginx/" in path
        if not is_rule and path.removesuffix("index.html").strip("/") not in moved:
            yield path


def compare_with_manifest(
    site: Path, entries: Mapping[str, tuple[int, str]]
) -> Iterator[Difference]:
    """Yield how a copy of a site differs from a manifest, sorted by path."""
    present = set(site_files(site)) - {MANIFEST}
    for path in sorted(present | set(entries)):
        if path not in entries:
            yield Difference(path, "extra")
        elif path not in present:
            yield Difference(path, "missing")
        elif _changed(site / path, *entries[path]):
            yield Difference(path, "changed")


def _changed(file: Path, size: int, digest: str) -> bool:
    try:
        if file.stat().st_size != size:
            return True
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() != digest
    except OSError:
        return True
