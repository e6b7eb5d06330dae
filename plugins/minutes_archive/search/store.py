"""The files of an index in a database, with what the next build needs to change them.

A store on disk has a digest of its whole content beside it. Without one that fits, whatever
the reason (damage, a build that was killed, another program), the store counts as empty.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from minutes_archive.search.containers import (
    FOLDER_FILES,
    content_name,
    folder_name,
    packed,
    script,
    unpacked,
)

_TABLES = """
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE facts (id TEXT PRIMARY KEY, facts BLOB) WITHOUT ROWID;
CREATE TABLE words_of (id TEXT PRIMARY KEY, words BLOB);
CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT UNIQUE, term TEXT, seen INTEGER,
    filed INTEGER, role INTEGER, parts TEXT);
CREATE INDEX terms ON words (term);
CREATE TABLE files (kind TEXT, key, path TEXT, digest TEXT, length INTEGER, size INTEGER,
    sha256 TEXT, extra TEXT, packed BLOB, PRIMARY KEY (kind, key));
CREATE INDEX paths ON files (path);
"""
# All lists of spellings share a folder: files with the same content are the same file.
_FOLDERS = {"w": "v", "e": "v"}
_PUT = "INSERT OR REPLACE INTO files VALUES (?,?,?,?,?,?,?,?,?)"
Key = str | int


class _Content(NamedTuple):
    """What a file carries: the name and the length of its payload, and that packed."""

    name: str
    length: int
    packed: bytes


def _content(payload: bytes) -> _Content:
    return _Content(content_name(payload), len(payload), packed(payload))


class Store:
    """The files of one index by kind and key, and the state they were made from."""

    def __init__(self, path: Path | None = None) -> None:
        # A database without a name lives in memory, and on disk where it grows.
        self.path = path
        self.connection = sqlite3.connect(str(path or ""), isolation_level=None, timeout=0)
        for setting in ("journal_mode=MEMORY", "synchronous=OFF", "cache_size=-16000"):
            self.connection.execute(f"PRAGMA {setting}")
        self.changed: set[str] = set()

    @classmethod
    def new(cls, path: Path | None) -> Store:
        """Make an empty store; what the path holds is overwritten."""
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
        store = cls(path)
        store.connection.executescript(_TABLES)
        store.connection.execute("BEGIN EXCLUSIVE")
        return store

    @classmethod
    def open(cls, path: Path, key: str) -> Store | None:
        """Open a store that is whole and was made with this key; None where there is none."""
        try:
            if _digest_file(path).read_text(encoding="ascii") != _digest(path):
                return None
            store = cls(path)
            store.connection.execute("BEGIN EXCLUSIVE")
            if store.state("key") == key:
                return store
            store.close()
        except (OSError, ValueError, sqlite3.Error):
            pass
        return None

    def commit(self) -> None:
        """Make all changes last."""
        self.connection.execute("COMMIT")
        if self.path:
            _digest_file(self.path).write_text(_digest(self.path), encoding="ascii")

    def rename(self, path: Path) -> None:
        """Put a store that is committed in another's place."""
        assert self.path
        _digest_file(path).unlink(missing_ok=True)
        self.path.replace(path)
        _digest_file(self.path).replace(_digest_file(path))
        self.path = path

    def roll_back(self) -> None:
        """Undo all changes."""
        self.connection.execute("ROLLBACK")
        self.changed.clear()

    def close(self) -> None:
        """Forget the store; what is not committed is undone."""
        self.connection.close()

    def state(self, name: str) -> Any:
        """Return a value of the state, or None."""
        row = self.connection.execute("SELECT value FROM state WHERE name=?", (name,)).fetchone()
        return json.loads(row[0]) if row else None

    def set_state(self, name: str, value: Any) -> None:
        """Set a value of the state."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        self.connection.execute("INSERT OR REPLACE INTO state VALUES (?,?)", (name, text))

    def put(self, kind: str, key: Key, payload: bytes, extra: Any = None) -> str:
        """Put a file that is named by its own content; return the name."""
        content = _content(payload)
        self._put(kind, key, f"{_FOLDERS.get(kind, kind)}/{content.name}", content, extra)
        return content.name

    def put_manifest(self, payload: bytes) -> None:
        """Put the one file whose name is fixed."""
        self._put("manifest", "", "manifest", _content(payload))

    def put_folders(self, kind: str, payloads: Iterable[bytes]) -> None:
        """Put all files of a kind that is numbered."""
        held: list[_Content] = []
        folder = 0
        for payload in payloads:
            held.append(_content(payload))
            if len(held) == FOLDER_FILES[kind]:
                self._put_folder(kind, folder, held)
                held, folder = [], folder + 1
        self._put_folder(kind, folder, held)

    def put_numbered(self, kind: str, payloads: dict[int, bytes], count: int) -> None:
        """Replace numbered files, of which there are now `count`, and rename their folders."""
        each = FOLDER_FILES[kind]
        dirty = {number // each for number in payloads}
        query = "DELETE FROM files WHERE kind=? AND key>=?"
        if self.connection.execute(query, (kind, count)).rowcount and count % each:
            dirty.add(count // each)
        for folder in sorted(dirty):
            numbers = range(folder * each, min((folder + 1) * each, count))
            contents = [
                _content(payloads[n]) if n in payloads else self._stored(kind, n) for n in numbers
            ]
            self._put_folder(kind, folder, contents)

    def _stored(self, kind: str, key: Key) -> _Content:
        query = "SELECT digest, length, packed FROM files WHERE kind=? AND key=?"
        return _Content(*self.connection.execute(query, (kind, key)).fetchone())

    def _put_folder(self, kind: str, folder: int, contents: Sequence[_Content]) -> None:
        path = f"{kind}/{folder_name(content.name for content in contents)}"
        first = folder * FOLDER_FILES[kind]
        for place, content in enumerate(contents):
            self._put(kind, first + place, f"{path}/{place}", content)

    def _put(self, kind: str, key: Key, path: str, content: _Content, extra: Any = None) -> None:
        served = script(path, content.packed)
        sha256 = hashlib.sha256(served).hexdigest()
        about = json.dumps(extra) if extra else ""
        row = (kind, key, path, content.name, content.length, len(served), sha256, about)
        self.connection.execute(_PUT, (*row, content.packed))
        self.changed.add(path)

    def remove(self, kind: str, key: Key) -> None:
        """Remove a file."""
        self.connection.execute("DELETE FROM files WHERE kind=? AND key=?", (kind, key))

    def payload(self, kind: str, key: Key) -> bytes:
        """Return the payload of a file; raises KeyError where there is none."""
        return self.with_extra(kind, key)[0]

    def with_extra(self, kind: str, key: Key) -> tuple[bytes, Any]:
        """Return the payload of a file and what was noted with it."""
        row = self.connection.execute(
            "SELECT packed, extra FROM files WHERE kind=? AND key=?", (kind, key)
        ).fetchone()
        if row is None:
            raise KeyError(kind, key)
        return unpacked(row[0]), json.loads(row[1]) if row[1] else None

    def paths(self, kind: str, each: int = 1) -> list[tuple[Any, str]]:
        """Return keys and paths of all files of a kind, or of one in `each`, in order."""
        chosen = "" if each == 1 else f" AND key % {each} = 0"
        query = f"SELECT key, path FROM files WHERE kind=?{chosen} ORDER BY key"
        return self.connection.execute(query, (kind,)).fetchall()

    def length(self, kind: str, key: Key) -> int:
        """Return the bytes of a file's payload."""
        query = "SELECT length FROM files WHERE kind=? AND key=?"
        length: int = self.connection.execute(query, (kind, key)).fetchone()[0]
        return length

    def total_length(self, kind: str) -> int:
        """Return the bytes of all payloads of a kind."""
        query = "SELECT coalesce(sum(length), 0) FROM files WHERE kind=?"
        total: int = self.connection.execute(query, (kind,)).fetchone()[0]
        return total

    def entries(self) -> Iterator[tuple[str, int, str]]:
        """Yield path, size and SHA-256 of every file as it is served."""
        yield from self.connection.execute("SELECT path, size, sha256 FROM files ORDER BY rowid")

    def script(self, path: str) -> bytes:
        """Return a file as it is served; raises KeyError where there is none."""
        query = "SELECT packed FROM files WHERE path=?"
        row = self.connection.execute(query, (path,)).fetchone()
        if row is None:
            raise KeyError(path)
        return script(path, row[0])


def new_path(path: Path) -> Path:
    """Return where a new store is made before it takes its place; removes what others left."""
    for left in path.parent.glob(f"{path.name}.*.new*"):
        left.unlink(missing_ok=True)
    return path.with_name(f"{path.name}.{os.getpid()}.new")


def _digest_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.digest")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
