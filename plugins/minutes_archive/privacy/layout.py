"""Where the sources lie: out of reach of whatever copies files into a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from minutes_archive.problems import Place, Problem


def layout_problems(
    minutes: Path, copied: Iterable[tuple[str, Path]], settings: str
) -> Iterator[Problem]:
    """Yield an error for each folder that is copied whole and holds the minutes.

    `copied` are such folders, each by the key of the settings that names it. MkDocs copies what
    it finds in them, drafts, notes and originals as well.
    """
    home = minutes.resolve()
    for key, folder in copied:
        if home.is_relative_to(folder.resolve()):
            yield Problem(
                Place(settings),
                "E424",
                f"mappen med mötesfiler ({minutes.name}) ligger i {key} ({folder.name}), "
                "som kopieras hel till webbplatsen: utkast och anteckningar skulle publiceras",
                "flytta mötesfilerna till en egen mapp utanför, och ändra minutes_dir",
            )


def links_out(folder: Path, key: str) -> Iterator[Problem]:
    """Yield an error for each file below a folder that is copied and in truth lies elsewhere."""
    root = folder.resolve()
    for path in sorted(root.rglob("*")) if root.is_dir() else ():
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            yield Problem(
                Place(f"{folder.name}/{path.relative_to(root).as_posix()}"),
                "E421",
                f"är en länk ut ur {key}",
                "lägg dit filen själv",
            )
