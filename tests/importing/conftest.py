"""An archive to import into, and documents in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from minutes_archive.importing.draft.drafting import Drafting, Given
from minutes_archive.importing.files.plain_text import read_text
from minutes_archive.importing.words.draft_tree import Branch, Draft
from minutes_archive.importing.words.language_pack import LanguagePack, load_pack
from minutes_archive.importing.words.source import Source
from minutes_archive.model import Registry
from minutes_archive.reading import read_registry

LAYOUTS = Path(__file__).parent / "layouts"

Drafted = tuple[Draft, Source]


@pytest.fixture(scope="session")
def swedish() -> LanguagePack:
    return load_pack()


@pytest.fixture(scope="session")
def names() -> Registry:
    registry, _ = read_registry(LAYOUTS)
    assert registry is not None
    return registry


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return a minutes folder with a registry and nothing else."""
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "archive.yml").write_bytes((LAYOUTS / "archive.yml").read_bytes())
    return folder


@pytest.fixture
def draft_of(names: Registry, swedish: LanguagePack) -> Callable[[str], Drafted]:
    """Return a function that drafts a text as one of the Kustgruppen's minutes."""

    def make(text: str) -> Drafted:
        source = read_text(text.encode("utf-8"))
        return Drafting(source, names, swedish, Given("kustgruppen")).draft(), source

    return make


def items_of(draft: Draft) -> list[Branch]:
    return [item for item in draft.tree.rows("items") if isinstance(item, Branch)]


def entries_of(draft: Draft) -> list[tuple[str, str]]:
    """Return the entries of all items: the key that opens each, and its words on one line."""
    found = []
    for item in items_of(draft):
        for entry in item.rows("content"):
            if isinstance(entry, Branch):
                key = entry.entries[0][0]
                found.append((key, " ".join(entry.text(key).split())))
    return found


def entry_branches(draft: Draft) -> list[Branch]:
    """Return the entries of all items."""
    rows = [entry for item in items_of(draft) for entry in item.rows("content")]
    return [entry for entry in rows if isinstance(entry, Branch)]


def codes_of(draft: Draft) -> list[str]:
    return [note.code for note in draft.notes]
