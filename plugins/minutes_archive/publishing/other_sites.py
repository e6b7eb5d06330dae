"""Sites that other settings have built into folders of a site: building it anew keeps them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from minutes_archive.addresses import SECTION_FOLDERS
from minutes_archive.loading import ArchiveProblemsError
from minutes_archive.problems import Place, Problem
from minutes_archive.publishing.manifest import (
    MANIFEST,
    ManifestError,
    prefix_of_manifest,
    read_manifest,
)

# What each site of MkDocs has, and no folder inside one.
_MARKS = ("404.html", "sitemap.xml")


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a site folder before it is built anew.

    `others` are the folders of sites of their own, built by other settings: "inner",
    "protokoll/arkiv". `archives` are the prefixes of the archives of this very site.
    """

    others: tuple[str, ...] = ()
    archives: tuple[str, ...] = ()


def what_stands(site: Path, own: Collection[str] | None = None) -> Standing:
    """Look for archives and other sites below a site folder.

    `own` are the paths that the last build of the site wrote, where that is known. An archive's
    manifest says how far below the root of its site it lies. A site without an archive has no
    such mark: it is told from the site's own folders where `own` is known.
    """
    if own is None:
        try:
            own = read_manifest(site / MANIFEST)
        except ManifestError:
            own = None
    others: set[str] = set()
    archives: set[str] = set()
    to_visit = [""]
    while to_visit:
        folder = to_visit.pop()
        if any(f"{folder}/".startswith(f"{other}/") for other in others):
            continue
        try:
            entries = list(os.scandir(site / folder))
        except OSError:  # nothing is there, or nobody may look
            continue
        names = {entry.name for entry in entries}
        above = f"{folder}/" if folder else ""
        prefix = prefix_of_manifest(site / folder / MANIFEST) if MANIFEST in names else None
        skipped: Collection[str] = ()
        if prefix is not None:
            root = above.removesuffix(prefix)
            if root:
                if f"{above}{MANIFEST}" not in (own or ()):
                    others.add(root.rstrip("/"))
                continue
            archives.add(prefix)
            skipped = SECTION_FOLDERS
        elif folder and own is not None:
            marks = [f"{above}{mark}" for mark in _MARKS if mark in names]
            if marks and not any(mark in own for mark in marks):
                others.add(folder)
                continue
        to_visit += sorted(
            f"{above}{entry.name}"
            for entry in entries
            if entry.is_dir(follow_symlinks=False)
            and entry.name not in skipped
            and not entry.name.startswith(".")
        )
    return Standing(tuple(sorted(others)), tuple(sorted(archives)))


def refuse_loss(
    standing: Standing, prefixes: Iterable[str], docs: Path, site: Path, settings: str
) -> None:
    """Stop where an archive that stands in the site would not stand in it any more.

    `prefixes` are those of the archives that are to be built, and `docs` the folder of pages by
    hand; `settings` is the name of the file that says so. Raises ArchiveProblemsError.
    """
    lost = [
        prefix
        for prefix in standing.archives
        if prefix not in prefixes and not (docs / prefix / MANIFEST).exists()
    ]
    problems = [
        Problem(
            Place(settings),
            "E605",
            f"arkivet i {site.name}/{prefix} är byggt med ett annat prefix eller av andra "
            "inställningar, och skulle tas bort",
            "ge inställningarna var sin site_dir, eller skriv båda arkiven i samma fil (pluginen "
            f"två gånger); ska det bort, ta först bort mappen {site.name}/{prefix}",
        )
        for prefix in lost
    ]
    if problems:
        raise ArchiveProblemsError(problems)


def carry_over(folders: Iterable[str], old: Path, fresh: Path, settings: str) -> None:
    """Give the sites below `old` a second name below `fresh`, which takes its place.

    Raises ArchiveProblemsError where `fresh` has files of its own there.
    """
    for folder in kept(folders, old, fresh, settings):
        shutil.copytree(old / folder, fresh / folder, symlinks=True, copy_function=_link)


def kept(folders: Iterable[str], old: Path, fresh: Path, settings: str) -> list[str]:
    """Return the folders of those sites below `old` that are to stand below `fresh` as well.

    Not a copy of a site in docs/, which the site publishes itself. Raises ArchiveProblemsError
    where `fresh` has other files in such a folder.
    """
    found = [folder for folder in folders if not _is_site(fresh / folder)]
    for folder in found:
        _refuse_both(fresh, folder, old.name, settings)
    return found


def move_aside(folders: Iterable[str], site: Path) -> None:
    """Move sites out of a site folder that MkDocs is about to empty."""
    for folder in folders:
        goal = _aside(site) / folder
        if goal.exists():  # left by a build that was killed; what stands is newer
            shutil.rmtree(goal)
        goal.parent.mkdir(parents=True, exist_ok=True)
        (site / folder).rename(goal)


def put_back(site: Path, settings: str) -> tuple[str, ...]:
    """Put back all that was moved out of a site folder, and return the folders.

    Raises ArchiveProblemsError where MkDocs has written into such a folder; what was there before
    is put back all the same.
    """
    aside = _aside(site)
    folders = what_stands(aside, own=()).others if aside.is_dir() else ()
    problems: list[Problem] = []
    for folder in folders:
        if _is_site(site / folder):
            continue  # a copy of a site in docs/, which this site publishes itself
        try:
            _refuse_both(site, folder, site.name, settings)
        except ArchiveProblemsError as found:
            problems += found.problems
            shutil.rmtree(site / folder)
        (site / folder).parent.mkdir(parents=True, exist_ok=True)
        (aside / folder).rename(site / folder)
    shutil.rmtree(aside, ignore_errors=True)
    if problems:
        raise ArchiveProblemsError(problems)
    return folders


def _aside(site: Path) -> Path:
    """Return where sites wait: beside the site folder, on the same file system."""
    return site.with_name(f".{site.name}-kept")


def _is_site(folder: Path) -> bool:
    return any((folder / mark).exists() for mark in (MANIFEST, *_MARKS))


def _refuse_both(site: Path, folder: str, name: str, settings: str) -> None:
    if (site / folder).exists():
        problem = Problem(
            Place(settings),
            "E201",
            f"webbplatsen har egna sidor i mappen {name}/{folder}, där andra inställningar har "
            "byggt en webbplats",
            "flytta den ena till en annan mapp",
        )
        raise ArchiveProblemsError([problem])


def _link(source: str, goal: str) -> None:
    try:
        os.link(source, goal)
    except OSError:  # no hard links here: a copy does as well
        shutil.copy2(source, goal)
