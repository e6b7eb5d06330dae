"""What a store depends on besides its records: this code, its tables, and what runs them."""

from __future__ import annotations

import hashlib
import json
import sys
import unicodedata
import zlib
from functools import cache
from importlib.resources import files

from minutes_archive.search.whole import Settings


def store_key(settings: Settings) -> str:
    """Return a digest of everything but records that the files of an index depend on."""
    digest = hashlib.sha256(_code())
    digest.update(json.dumps(sorted(settings.type_names.items())).encode())
    if settings.hunspell:
        digest.update(settings.hunspell.read_bytes())
    return digest.hexdigest()


@cache
def _code() -> bytes:
    digest = hashlib.sha256()
    running = (sys.version, sys.byteorder, unicodedata.unidata_version, zlib.ZLIB_RUNTIME_VERSION)
    digest.update("\n".join(running).encode())
    for package, beginning in (("search", ""), ("language", "analysis")):
        for source in sorted(files(f"minutes_archive.{package}").iterdir(), key=lambda f: f.name):
            if source.is_file() and source.name.startswith(beginning):
                digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return digest.digest()
