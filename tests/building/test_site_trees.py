"""The tree of the next site: what stays is taken over by name, and no served file written to."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from minutes_archive.building.site_trees import ForeignFileError, bring_up
from minutes_archive.publishing.manifest import MANIFEST
from minutes_archive.publishing.site_state import FileState


class Trees:
    """A served site, what a build made, and the tree that lies aside."""

    def __init__(self, folder: Path) -> None:
        self.served, self.made, self.tree = (folder / name for name in ("site", "fresh", "spare"))
        for place in (self.served, self.made):
            place.mkdir()
        (self.made / MANIFEST).write_text("{}")

    def bring_up(self, held: dict[str, FileState], wanted: dict[str, FileState]) -> dict[str, str]:
        bring_up(self.tree, held, wanted, self.made, self.served)
        files = (file for file in self.tree.rglob("*") if file.is_file())
        return {file.relative_to(self.tree).as_posix(): file.read_text() for file in files}


def write(folder: Path, path: str, content: str) -> FileState:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content)
    digest = hashlib.sha256(content.encode()).digest()
    return FileState(len(content), digest, file.stat().st_mtime_ns)


@pytest.fixture
def trees(tmp_path: Path) -> Trees:
    return Trees(tmp_path)


def test_what_is_new_is_moved_and_what_stays_gets_a_second_name(trees: Trees) -> None:
    stays = write(trees.served, "a/index.html", "a")
    write(trees.served, "b/index.html", "old")
    new = write(trees.made, "b/index.html", "new")
    found = trees.bring_up({}, {"a/index.html": stays, "b/index.html": new})
    assert found == {"a/index.html": "a", "b/index.html": "new", MANIFEST: "{}"}
    assert (trees.tree / "a/index.html").samefile(trees.served / "a/index.html")
    assert (trees.served / "b/index.html").read_text() == "old"


def test_what_is_held_stays_and_what_nobody_wants_goes(trees: Trees) -> None:
    same, old = write(trees.tree, "a.html", "a"), write(trees.tree, "c/d.html", "d")
    before = (trees.tree / "a.html").stat().st_ino
    found = trees.bring_up({"a.html": same, "c/d.html": old}, {"a.html": same})
    assert found == {"a.html": "a", MANIFEST: "{}"}
    assert (trees.tree / "a.html").stat().st_ino == before
    assert not (trees.tree / "c").exists()


@pytest.mark.parametrize("is_known", [True, False])
def test_a_file_that_is_another_now_is_replaced_and_never_written_to(
    trees: Trees, is_known: bool
) -> None:
    other = write(trees.tree, "a.html", "older")
    witness = trees.tree.parent / "witness"
    os.link(trees.tree / "a.html", witness)
    wanted = write(trees.served, "a.html", "now")
    found = trees.bring_up({"a.html": other} if is_known else {}, {"a.html": wanted})
    assert found["a.html"] == "now"
    assert witness.read_text() == "older"


def test_without_hard_links_there_is_a_copy(trees: Trees, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: object) -> None:
        raise PermissionError

    stays = write(trees.served, "a/index.html", "a")
    monkeypatch.setattr(os, "link", refusing)
    assert trees.bring_up({}, {"a/index.html": stays})["a/index.html"] == "a"


def test_a_file_that_somebody_changed_or_took_is_refused(trees: Trees) -> None:
    stays = write(trees.served, "a.html", "a")
    with pytest.raises(ForeignFileError):
        trees.bring_up({}, {"a.html": stays._replace(size=7)})
    with pytest.raises(ForeignFileError):
        trees.bring_up({}, {"gone.html": stays})
