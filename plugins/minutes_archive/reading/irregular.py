"""Things in a minutes folder that are no ordinary files, and folders that cannot be listed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from minutes_archive.problems import Place, Problem


def irregular_files(folder: Path) -> Iterator[Problem]:
    """Yield a problem for each linked folder and each minutes file that is not a plain file.

    A link could publish what lies outside the folder; reading a pipe would never end. A folder
    that cannot be listed is not an empty one: its meetings would be gone without a word.
    """
    unlisted: list[OSError] = []
    for base, folders, names in os.walk(folder, onerror=unlisted.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            path = Path(base) / name
            if path.is_symlink():
                yield Problem(
                    Place(path.as_posix()), "E421", "mappen är en länk", "lägg dit mappen själv"
                )
        for name in sorted(names):
            path = Path(base) / name
            if name.endswith((".yml", ".yaml")) and not is_plain(path):
                yield Problem(
                    Place(path.as_posix()),
                    "E421",
                    "är en länk eller ingen vanlig fil",
                    "lägg dit filen själv",
                )
    for error in unlisted if folder.is_dir() else ():
        yield unlisted_folder(error, folder)


def unlisted_folder(error: OSError, folder: Path) -> Problem:
    """Tell of a folder that cannot be listed."""
    return Problem(
        Place(Path(error.filename or folder).as_posix()),
        "E425",
        f"mappen går inte att läsa ({error.strerror or 'okänt fel'}), så det som ligger där "
        "skulle försvinna från webbplatsen",
        "ge dig rätt att läsa mappen, eller anslut den disk som den ligger på",
    )


def is_plain(path: Path) -> bool:
    """Tell whether a path is a file itself, no link, pipe or device."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)  # one question instead of two
    except (OSError, ValueError):
        return False
