"""The tree of the next site, made of the last two without copying what stays.

While a site is served, the one before it lies aside. Most of its files are those of the next
site already; the others are taken from what the build made, or by a second name (a hard link)
from the site that is served. No file that is served is ever written to.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from minutes_archive.publishing.folders import make_folder
from minutes_archive.publishing.manifest import MANIFEST, site_files
from minutes_archive.publishing.site_state import FileState


class ForeignFileError(Exception):
    """A file of a tree is not the one that a build wrote."""


def bring_up(
    tree: Path,
    held: Mapping[str, FileState],
    wanted: Mapping[str, FileState],
    made: Path,
    served: Path,
) -> None:
    """Make a tree hold exactly the wanted files.

    `held` is what the tree holds now. What it lacks is moved from the folder `made` where it
    lies there, else linked from `served`. The manifest goes first and comes last, so that a
    tree with a manifest is a whole one. Raises ForeignFileError where a file is another than
    it should be.
    """
    tree.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileNotFoundError):
        (tree / MANIFEST).unlink()
    _remove(tree, held.keys() - wanted.keys() - {MANIFEST})
    fresh = set(site_files(made))
    folders: set[str] = set()
    for path, state in wanted.items():
        if path == MANIFEST:
            continue
        have = held.get(path)
        if have is None or (have.sha256, have.written) != (state.sha256, state.written):
            folder = path.rpartition("/")[0]
            if folder not in folders:
                make_folder(f"{tree}/{folder}")
                folders.add(folder)
            if path in fresh:
                os.replace(f"{made}/{path}", f"{tree}/{path}")  # noqa: PTH105
            else:
                _take_over(f"{served}/{path}", f"{tree}/{path}", instead=have is not None)
        _refuse_foreign(f"{tree}/{path}", state)
    os.replace(f"{made}/{MANIFEST}", f"{tree}/{MANIFEST}")  # noqa: PTH105


def is_as_built(site: Path, files: Mapping[str, FileState]) -> bool:
    """Tell whether nobody but builds has written the files of a site."""
    try:
        for path, state in files.items():
            _refuse_foreign(f"{site}/{path}", state)
    except ForeignFileError:
        return False
    return True


def _take_over(source: str, goal: str, *, instead: bool) -> None:
    """Give a served file a second name, instead of one that is there."""
    if instead:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(goal)  # noqa: PTH108
    try:
        os.link(source, goal)
    except FileNotFoundError as error:
        raise ForeignFileError(goal) from error
    except FileExistsError:
        # Nobody knew of it. It may be a second name itself, so it is never written to.
        _take_over(source, goal, instead=True)
    except OSError:
        # No hard links here: a second copy does as well.
        shutil.copy2(source, goal)


def _refuse_foreign(file: str, state: FileState) -> None:
    try:
        found = os.stat(file)  # noqa: PTH116
    except FileNotFoundError as error:
        raise ForeignFileError(file) from error
    if (found.st_size, found.st_mtime_ns) != (state.size, state.written):
        raise ForeignFileError(file)


def _remove(tree: Path, paths: Iterable[str]) -> None:
    """Delete files, and the folders that they leave empty."""
    folders = set()
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"{tree}/{path}")  # noqa: PTH108
        folders.add(path.rpartition("/")[0])
    for folder in folders:
        while folder:
            try:
                os.rmdir(f"{tree}/{folder}")  # noqa: PTH106
            except OSError:
                break
            folder = folder.rpartition("/")[0]
