"""Groups of records -> the files of the search index."""

from __future__ import annotations

import contextlib
import gc
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from minutes_archive.addresses import Addresses
from minutes_archive.search.changes import TooMuchChangedError
from minutes_archive.search.content_store import StoredGroups
from minutes_archive.search.numbering import in_index_order
from minutes_archive.search.patching import patch
from minutes_archive.search.records import Record
from minutes_archive.search.store import Store, new_path
from minutes_archive.search.store_key import store_key
from minutes_archive.search.whole import Settings, build_whole
from minutes_archive.search.words import GroupContent, RecordGroup, group_content


@dataclass(frozen=True)
class IndexUpdate:
    """An index that is up to date: what files it has, and their contents.

    `files` gives size and SHA-256 of every file by its site-relative path; only the manifest
    has a fixed name, all others are named by their content. `changed` are the paths that the
    index in the store did not have before, or not with this content.
    """

    files: Mapping[str, tuple[int, str]]
    changed: frozenset[str]
    _store: Store
    _folder: str

    def content(self, path: str) -> bytes:
        """Return a file as it is served; raises KeyError where the index has none."""
        return self._store.script(path.removeprefix(self._folder).removesuffix(".js"))

    def close(self) -> None:
        """Let go of the store; contents can no longer be had."""
        self._store.close()


def update_index(
    groups: Sequence[RecordGroup],
    type_names: Mapping[str, str],
    store: Path | None = None,
    folder: str = Addresses().index_folder,
    hunspell: Path | None = None,
) -> IndexUpdate:
    """Return the index of the groups' records, in their order; dates must not fall.

    `store` is a file that the index of an earlier build is kept in; from it, only what has
    changed since is made anew. The result is the same as without. A store that is damaged,
    foreign, busy, or of another version is not used. `type_names` are what decision, item,
    meeting and page are called to readers. `hunspell` is an optional Swedish `.dic` file for
    splitting compounds.
    """
    settings = Settings(type_names, hunspell)
    if store:
        with contextlib.suppress(OSError, sqlite3.Error):  # no room for it, or no right to write
            return _update(groups, settings, store, folder)
    return _update(groups, settings, None, folder)


def index_files(
    records: Iterable[Record],
    type_names: Mapping[str, str],
    folder: str = Addresses().index_folder,
    hunspell: Path | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the index of some records as its path and content."""
    days = groupby(in_index_order(records), lambda record: (record.date, record.body))
    groups = [RecordGroup("/".join(key), b"", partial(iter, list(found))) for key, found in days]
    update = update_index(groups, type_names, None, folder, hunspell)
    with contextlib.closing(update):
        for path in update.files:
            yield path, update.content(path)


def _update(
    groups: Sequence[RecordGroup], settings: Settings, path: Path | None, folder: str
) -> IndexUpdate:
    key = store_key(settings)
    previous = Store.open(path, key) if path else None
    made: dict[str, GroupContent] = {}
    store = _patched(previous, groups, settings, made) if previous else None
    if not store:
        store = _built(previous, groups, settings, made, path)
    store.set_state("key", key)
    store.commit()
    if path and store.path != path:
        store.rename(path)
    files = {f"{folder}{name}.js": (size, digest) for name, size, digest in store.entries()}
    changed = frozenset(f"{folder}{name}.js" for name in store.changed)
    return IndexUpdate(files, changed & files.keys(), store, folder)


def _patched(
    store: Store, groups: Sequence[RecordGroup], settings: Settings, made: dict[str, GroupContent]
) -> Store | None:
    """Change what the groups change; None where that is no less work than a new index."""
    try:
        with _no_search_for_garbage():
            patch(store, groups, settings, made)
    except TooMuchChangedError:
        store.roll_back()
        return None
    return store


def _built(
    previous: Store | None,
    groups: Sequence[RecordGroup],
    settings: Settings,
    made: dict[str, GroupContent],
    path: Path | None,
) -> Store:
    """Make a new index; groups that have not changed are taken from the previous one."""
    store = Store.new(path and new_path(path))
    stored = StoredGroups(previous) if previous else None
    if stored:
        stored.load_words()

    def content(group: RecordGroup) -> GroupContent:
        if group.id in made:
            return made[group.id]
        if stored and stored.fingerprints.get(group.id) == group.fingerprint:
            return stored.content(group.id)
        return group_content(group)

    with _no_search_for_garbage():
        build_whole(((group, content(group)) for group in groups), store, settings)
    if previous:
        previous.close()
    return store


@contextlib.contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """An index is millions of values that refer to no other: looking for rings in them is slow."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
