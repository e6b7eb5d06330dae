"""A built site as tests see it: parsed pages by address, and the verbs that build it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from minutes_archive.building.build import build_site

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "minutes"
TEXT_FILES = {".html", ".xml", ".json", ".csv", ".txt", ".ics", ".js", ".css"}
INVENTED = ROOT / "tests" / "archive"
MakeOnce = Callable[[str, Callable[[Path], object]], Path]
"""What the fixture `made_once` is: it fills a folder once for all processes of a run."""

SMALL = ("2022-02-03", "2022-03-10", "2022-04-21", "2023-06-15")
"""The days of the meetings, two of each body, that most of what happens to an archive needs."""


def copy_small(folder: Path) -> Path:
    """Copy the invented archive's first meetings: a build takes half as long."""
    shutil.copytree(INVENTED, folder, dirs_exist_ok=True)
    for file in folder.glob("*/*/*"):
        if not file.name.startswith(SMALL):
            file.unlink()
    return folder


class Site:
    """A folder of built pages; addresses are as in `addresses.py`, "" is the start page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._parsed: dict[str, BeautifulSoup] = {}

    @cached_property
    def addresses(self) -> list[str]:
        """All pages by address, the error page and mere redirects apart."""
        files = sorted(self.folder.rglob("index.html"))
        found = [file.relative_to(self.folder).as_posix()[: -len("index.html")] for file in files]
        return [name for name in found if not self._leads_on(name)]

    def _leads_on(self, address: str) -> bool:
        """Return whether a page only sends readers on; those without the word are not parsed."""
        text = (self.folder / address / "index.html").read_bytes()
        return b"refresh" in text and bool(self.page(address).select('meta[http-equiv="refresh"]'))

    def page(self, address: str) -> BeautifulSoup:
        if address not in self._parsed:
            name = address if address.endswith(".html") else f"{address}index.html"
            html = (self.folder / name).read_text(encoding="utf-8")
            self._parsed[address] = BeautifulSoup(html, "html.parser")
        return self._parsed[address]

    def content(self, address: str) -> Tag:
        """Return the archive's own part of a page, without the frame."""
        found = self.page(address).select_one("#innehallet")
        assert found is not None, f"{address} has no content of the archive"
        return found

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield every text file of the site that the archive has a part in."""
        for file in sorted(self.folder.rglob("*")):
            theirs = "assets/javascripts" in file.as_posix()
            if file.suffix in TEXT_FILES and not theirs:
                yield file, file.read_text(encoding="utf-8")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def one(tag: Tag, selector: str) -> Tag:
    """Return the only element that a selector finds."""
    found = tag.select(selector)
    assert len(found) == 1, f"{selector}: {len(found)} found"
    return found[0]


def row_of(tag: Tag, heading: str) -> Tag:
    """Return the table row whose header cell has this text."""
    rows = [
        row
        for row in tag.select("tbody tr")
        if any(text_of(cell) == heading for cell in row.select("th"))
    ]
    assert len(rows) == 1, f"{heading}: {len(rows)} rows"
    return rows[0]


def section(tag: Tag, heading_id: str) -> Tag:
    """Return the section whose heading has this id."""
    found = one(tag, f"#{heading_id}").find_parent("section")
    assert found is not None, f"#{heading_id} heads no section"
    return found


def text_of(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def links(tag: Tag) -> list[str]:
    return [str(link["href"]) for link in tag.select("a[href]")]


def run(
    *arguments: str | Path, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run build.py with the given arguments, as a user would."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *map(str, arguments)],
        cwd=cwd,
        env=surroundings(**environment),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
    )


def surroundings(**environment: str) -> dict[str, str]:
    """Return an environment in which this very tree is the package."""
    kept = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    return {**kept, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1", **environment}


def build(minutes: Path, site_dir: Path, *options: str, **environment: str) -> Site:
    """Build a site that must build, as a user would."""
    done = run("build", "--minutes", minutes, "--site-dir", site_dir, *options, **environment)
    assert done.returncode == 0, done.stderr
    return Site(site_dir)


def build_here(minutes: Path, site_dir: Path) -> Site:
    """Build the same site in this process: in half the time, where the verb is not the point."""
    build_site(ROOT / "mkdocs.yml", site_dir, minutes)
    return Site(site_dir)
