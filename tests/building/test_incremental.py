"""A build that takes over what stays of the last site gives the very site of a clean build."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from building.edits import Editor
from built_site import copy_small
from minutes_archive.building import build
from minutes_archive.building.build import build_site
from minutes_archive.loading import ArchiveProblemsError

STEPS, EDITS = 4, 3
SLOW = pytest.mark.slow


_CLEAN: dict[str, dict[str, bytes]] = {}


class Project:
    """A copy of some of the invented archive with settings of its own, built again and again."""

    def __init__(self, folder: Path, seed: int = 0, copied_from: Path | None = None) -> None:
        self.folder = folder
        self.minutes = folder / "minutes"
        if copied_from is None:
            copy_small(self.minutes)
        else:
            shutil.copytree(copied_from, folder)
        self.editor = Editor(folder, self.minutes, seed)
        self.site = folder / "site"

    @property
    def memory(self) -> list[Path]:
        return [file for file in (self.folder / ".minutes-archive").glob("*/*") if file.is_file()]

    def build(self, site: str = "site", *, clean: bool = False) -> dict[str, bytes]:
        build_site(self.editor.config_file, self.folder / site, self.minutes, clean=clean)
        return contents(self.folder / site)

    def built_clean(self) -> dict[str, bytes]:
        """Return the site of a clean build; what several tests come to is built once."""
        parts = (self.folder / "docs", self.folder / "mallar", self.minutes)
        made_of = [sorted(contents(part).items()) for part in parts]
        key = self.editor.config_file.read_text(encoding="utf-8") + repr(made_of)
        if key not in _CLEAN:
            _CLEAN[key] = self.build("clean", clean=True)
        return _CLEAN[key]

    def edit_text(self, file: str, words: str) -> None:
        path = self.minutes / file
        text = path.read_text(encoding="utf-8")
        changed = text.replace("- text: |\n          ", f"- text: |\n          {words} ", 1)
        assert changed != text
        path.write_text(changed, encoding="utf-8")


def contents(site: Path) -> dict[str, bytes]:
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.rglob("*")
        if file.is_file()
    }


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each test's project lies: what builds remember is told by where the site is."""
    return tmp_path_factory.mktemp("place") / "project"


@pytest.fixture(scope="module")
def first(place: Path) -> Path:
    """A copy of the project with its site and what its first build remembers."""
    Project(place).build()
    return Path(shutil.move(place, place.with_name("first")))


@pytest.fixture
def project(place: Path) -> Iterator[Project]:
    """A project that nobody has built."""
    yield Project(place)
    shutil.rmtree(place)


@pytest.fixture
def built(place: Path, first: Path) -> Iterator[Project]:
    """A project that has been built once, into `site`."""
    yield Project(place, copied_from=first)
    shutil.rmtree(place)


MEETING = "styrgruppen/2022/2022-02-03.yml"


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=SLOW) for seed in range(2, 32))])
def test_any_edits_give_the_site_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    project = Project(tmp_path, seed)
    for _ in range(STEPS):
        edits = [project.editor.edit() for _ in range(EDITS)]
        try:
            site = project.build()
        except ArchiveProblemsError:
            project.editor.undo_all()
            continue
        # Now and then another folder, which must not take the first one's memory for its own.
        assert differences(site, project.build("clean", clean=True)) == [], edits


def test_an_edit_of_text_makes_few_pages(built: Project) -> None:
    before = {file: file.stat().st_ino for file in built.site.rglob("index.html")}
    built.edit_text(MEETING, "Rättat.")
    site = built.build()
    made = [file for file, inode in before.items() if file.stat().st_ino != inode]
    assert "Rättat." in site["moten/styrgruppen/2022-02-03/index.html"].decode()
    assert 0 < len(made) < len(before) / 3
    assert differences(site, built.built_clean()) == []


def test_a_municipality_that_a_text_names_lists_it(built: Project) -> None:
    """What others learn from a text is more than an edit of text."""
    built.edit_text(MEETING, "Älgsnäs kommun.")
    assert differences(built.build(), built.built_clean()) == []


def test_nothing_new_leaves_the_site_alone(built: Project) -> None:
    before = built.site.stat().st_ino
    built.build()
    assert built.site.stat().st_ino == before


def test_no_file_of_the_last_site_is_written_to(built: Project, tmp_path: Path) -> None:
    """The new site has second names of its files; who still holds the old one sees no change."""
    before = contents(built.site)
    held = tmp_path / "held"
    shutil.copytree(built.site, held, copy_function=os.link)
    built.edit_text(MEETING, "Rättat.")
    assert built.build() != before
    assert contents(held) == before


def test_the_last_hand_written_page_can_go(built: Project) -> None:
    """The search had a group of records without any in it."""
    (built.folder / "docs" / "hjalp.md").unlink()
    assert differences(built.build(), built.built_clean()) == []


def test_pages_are_counted_without_the_one_for_errors(project: Project) -> None:
    result = build_site(project.editor.config_file, project.site, project.minutes)
    pages = [path for path in project.site.rglob("*.html") if path.name != "404.html"]
    assert result.state.pages == len(pages)


def test_two_folders_have_two_memories(project: Project) -> None:
    first, second = project.build("one"), project.build("two")
    project.edit_text(MEETING, "Rättat.")
    edited = project.build("one")
    project.edit_text(MEETING, "Åter.")
    project.build("two")
    assert first == second
    assert differences(project.build("one"), project.build("two")) == []
    assert edited != first


def test_what_others_write_into_the_site_is_not_kept(built: Project) -> None:
    (built.site / "index.html").write_text("främmande", encoding="utf-8")
    (built.site / "främmande.html").write_text("", encoding="utf-8")
    built.edit_text(MEETING, "Rättat.")
    assert differences(built.build(), built.built_clean()) == []
    (built.site / "om" / "index.html").write_text("främmande", encoding="utf-8")
    assert differences(built.build(), built.built_clean()) == []


@pytest.fixture(
    params=["other", *(pytest.param(name, marks=SLOW) for name in ("short", "long", "empty"))]
)
def damage(request: pytest.FixtureRequest) -> Iterator[str]:
    yield request.param


def test_a_damaged_memory_is_not_used(built: Project, damage: str) -> None:
    built.edit_text(MEETING, "Rättat.")
    built.build()
    for file in built.memory:
        content = file.read_bytes()
        half = len(content) // 2
        damaged = {
            "short": content[:half],
            "long": content + b"x",
            "other": content[:half] + bytes([content[half] ^ 1]) + content[half + 1 :],
            "empty": b"",
        }
        file.write_bytes(damaged[damage])
    built.edit_text(MEETING, "Åter.")
    assert differences(built.build(), built.built_clean()) == []


def test_a_memory_that_is_gone_costs_only_time(built: Project) -> None:
    shutil.rmtree(built.folder / ".minutes-archive")
    built.edit_text(MEETING, "Rättat.")
    assert differences(built.build(), built.built_clean()) == []


@pytest.mark.parametrize("step", ["swap", pytest.param("run_mkdocs", marks=SLOW)])
def test_a_build_that_dies_is_followed_by_a_right_one(
    built: Project, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Dies, and the edit is taken back: nothing of it may be left."""
    whole = contents(built.site)
    built.edit_text(MEETING, "Rättat.")
    built.build()
    file = built.minutes / MEETING
    text = file.read_text(encoding="utf-8")
    built.edit_text(MEETING, "Dör.")
    original = getattr(build, step)

    def dying(*arguments: object) -> None:
        original(*arguments)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(build, step, dying)
        with pytest.raises(KeyboardInterrupt):
            built.build()
    file.write_text(text, encoding="utf-8")
    site = built.build()
    assert differences(site, built.built_clean()) == []
    assert site != whole


def test_the_memory_is_nobody_elses_and_never_committed(built: Project) -> None:
    folder = built.folder / ".minutes-archive"
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_memories_of_sites_that_are_gone_are_swept(project: Project) -> None:
    project.build("one")
    project.build("two")
    shutil.rmtree(project.folder / "one")
    project.edit_text(MEETING, "Rättat.")
    project.build("two")
    places = (project.folder / ".minutes-archive").glob("*/site-dir")
    assert [place.read_text(encoding="utf-8") for place in places] == [str(project.folder / "two")]
