"""What a store depends on besides its records: the code, its tables, and what runs them."""

from __future__ import annotations

import hashlib
import json
import sys
import unicodedata
import zlib

from minutes_archive.caching import code_version
from minutes_archive.search.whole import Settings


def store_key(settings: Settings) -> str:
    """Return a digest of everything but records that the files of an index depend on."""
    digest = hashlib.sha256(code_version())
    running = (sys.byteorder, unicodedata.unidata_version, zlib.ZLIB_RUNTIME_VERSION)
    digest.update(json.dumps([running, sorted(settings.type_names.items())]).encode())
    if settings.hunspell:
        digest.update(settings.hunspell.read_bytes())
    return digest.hexdigest()
