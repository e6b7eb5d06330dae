"""A value cached in one file: written whole, read back only if complete and from the same code."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import io
import pickle
from pathlib import Path
from typing import Any

_MAGIC = b"minutes-archive cache 1\n"

# Pickles can name any function there is; ours name values and dates, and nothing else is read.
_MODULES = (
    "minutes_archive.model",
    "minutes_archive.problems",
    "minutes_archive.personal_data.finding",
    "minutes_archive.privacy.document_search",
    "minutes_archive.reading.format",
    "minutes_archive.caching.readings",
    "minutes_archive.publishing.site_state",
)
_OTHERS = frozenset({("datetime", "date"), ("builtins", "frozenset"), ("builtins", "set")})


class Store:
    """A file that holds one value made by code of a certain version."""

    def __init__(self, file: Path, version: bytes) -> None:
        self._file = file
        self._version = version

    def read(self) -> Any:
        """Return the value, or None where there is none that can be trusted."""
        try:
            content = self._file.read_bytes()
        except OSError:
            return None
        head = len(_MAGIC)
        payload = content[head + 64 :]
        expected = _MAGIC + self._version + hashlib.sha256(payload).digest()
        return loads(payload) if content[: head + 64] == expected else None

    def write(self, value: Any) -> None:
        """Replace the stored value; a disk that refuses the write costs time in the next build."""
        payload = pickle.dumps(value, protocol=5)
        head = _MAGIC + self._version + hashlib.sha256(payload).digest()
        fresh = self._file.with_name(f"{self._file.name}.new")
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("wb") as stream:
                stream.write(head)
                stream.write(payload)
            fresh.replace(self._file)


def loads(content: bytes) -> Any:
    """Return a pickled value; None where the bytes name anything but classes of this package."""
    # Nothing of it is garbage yet, and looking for some takes as long as the reading.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _Values(io.BytesIO(content)).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, IndexError):
        return None
    finally:
        if collecting:
            gc.enable()


class _Values(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _OTHERS:
            return super().find_class(module, name)
        if module in _MODULES and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
