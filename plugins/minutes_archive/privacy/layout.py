"""Where the sources lie: out of reach of whatever copies files into a site."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from minutes_archive.problems import Place, Problem
from minutes_archive.reading.stray_files import unlisted_folder


def layout_problems(
    minutes: Path, copied: Iterable[tuple[str, Path]], settings: str
) -> Iterator[Problem]:
    """Yield an error for each folder that is copied whole into the site and holds the minutes.

    `copied` are such folders, each by the key of the settings that names it. MkDocs copies what
    it finds in them, drafts, notes and originals as well.
    """
    home = minutes.resolve()
    for key, folder in copied:
        yield from _unsafe(folder, key)
        if home.is_relative_to(folder.resolve()):
            yield Problem(
                Place(settings),
                "E427",
                f"mappen med mötesfiler ({minutes.name}) ligger i {key} ({folder.name}), "
                "som kopieras hel till webbplatsen: utkast och anteckningar skulle publiceras",
                "flytta mötesfilerna till en egen mapp utanför, och ändra minutes_dir",
            )


def _unsafe(folder: Path, key: str) -> Iterator[Problem]:
    """Yield an error for folders below a copied one that cannot be listed, and for links out.

    Links in docs/ are told of by who looks at its files one by one, those that are published.
    """
    root = folder.resolve()
    unlisted: list[OSError] = []
    for path, folders, files in os.walk(root, onerror=unlisted.append):
        for name in sorted([*folders, *files]) if key != "docs_dir" else ():
            found = Path(path, name)
            if found.is_symlink() and not found.resolve().is_relative_to(root):
                yield Problem(
                    Place(f"{folder.name}/{found.relative_to(root).as_posix()}"),
                    "E421",
                    f"är en länk ut ur {key}",
                    "lägg dit filen själv",
                )
    for error in unlisted:
        if root.is_dir():
            yield unlisted_folder(error, folder)
