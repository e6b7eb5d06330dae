"""What in a minutes folder nothing reads: files under other names, and no ordinary files."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from minutes_archive.language.system_errors import reason_of
from minutes_archive.model import Meeting
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
    """Return the problem of a folder that cannot be listed."""
    return Problem(
        Place(Path(error.filename or folder).as_posix()),
        "E425",
        f"mappen går inte att läsa ({reason_of(error)}), så det som ligger där "
        "skulle försvinna från webbplatsen",
        "ge dig rätt att läsa mappen, eller anslut den disk som den ligger på",
    )


def is_plain(path: Path) -> bool:
    """Return whether a path is a file itself, no link, pipe or device."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)  # one question instead of two
    except (OSError, ValueError):
        return False


# A second ending that editors and mail add, or take for a backup.
_ENDS_TWICE = re.compile(
    r"(?P<stem>.+?)\.ya?ml(?:\.(?:txt|text|doc|docx|bak|orig|old|rej|tmp|swp|yml|yaml)|~)", re.I
)
# What browsers, file managers, mail and synchronised folders make of a second copy.
_COPY = re.compile(
    r"(?P<stem>.+?)(?:"
    r" ?\(\d{1,2}\)"
    r"| \d{1,2}"
    r"| ?[-–_ ] ?(?:kopia|kopiera|copy)(?: ?\(?\d*\)?)?"
    r"| ?\((?:kopia|copy|[^()]*(?:conflict|konflikt|motstridig)[^()]*)\)"
    r"|[-._ ](?:sync-)?(?:conflict|konflikt)\w*[^/]*"
    r")",
    re.IGNORECASE,
)
_COPY_OF = re.compile(r"(?:kopia av|copy of) (?P<stem>.+)", re.IGNORECASE)
_REPORT = ".granskning.md"
# What systems leave behind, and what people write for each other.
_UNHEEDED = re.compile(
    r"\..*|~\$.*|thumbs\.db|desktop\.ini|readme(\..*)?|läsmig(\..*)?|.*\.lock", re.IGNORECASE
)


def is_misnamed(name: str) -> bool:
    """Return whether a YAML file has two endings, or a name that says it is a copy of another."""
    return _ENDS_TWICE.fullmatch(name) is not None or _original_of(name) != ""


def _original_of(name: str) -> str:
    stem = name.rpartition(".")[0]
    found = _COPY.fullmatch(stem) or _COPY_OF.fullmatch(stem)
    return f"{found['stem'].strip()}.yml" if found else ""


def stray_files(folder: Path, shown: str, meetings: Iterable[Meeting]) -> Iterator[Problem]:
    """Yield a problem for each file of a minutes folder that is no part of the archive.

    `shown` is the folder as problems print it, with a slash at its end. A file beside a meeting
    that could not be read may belong to it; only names that a meeting's file is saved under by
    mistake are told there.
    """
    named = {_key(m.file.rpartition("/")[0], f.file) for m in meetings for f in m.files}
    read = {meeting.file for meeting in meetings}
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = Path(base).relative_to(folder).as_posix()
        if inside == ".":
            folders[:] = [name for name in folders if name != "schema"]
        place = shown if inside == "." else f"{shown}{inside}/"
        minutes = [n for n in names if n.lower().endswith((".yml", ".yaml"))]
        all_read = all(f"{place}{name}" in read for name in minutes if not is_misnamed(name))
        # A file that is missing may lie here under another name.
        here = {_key("", name)[1] for name in names}
        all_read &= all(file in here for where, file in named if where == place.rstrip("/"))
        for name in sorted(names):
            if not _UNHEEDED.fullmatch(name):
                known = not all_read or _key(place.rstrip("/"), name) in named
                yield from _stray(name, place, set(names), known=known, at_top=inside == ".")


def _stray(
    name: str, place: str, beside: set[str], *, known: bool, at_top: bool
) -> Iterator[Problem]:
    low = name.lower()
    twice = _ENDS_TWICE.fullmatch(name)
    original = _original_of(name) if low.endswith((".yml", ".yaml")) else ""
    if twice:
        right = f"{twice['stem']}.yml"
        yield Problem(
            Place(place + name),
            "E429",
            f'filen läses inte, för den heter "{name}"',
            f"{right} finns redan: ta bort den här om den inte behövs"
            if right in beside
            else f"döp om den till {right}",
        )
    elif original:
        yield Problem(
            Place(place + name),
            "E429",
            f'filen läses inte, för "{name}" är namnet på en kopia',
            f"jämför den med {original} och ta bort den som inte gäller"
            if original in beside
            else f"döp om den till {original}",
        )
    elif low.endswith(".yaml"):
        right = f"{name[: -len('.yaml')]}.yml"
        if right not in beside and not at_top:  # else it is told where it is read
            words = "filens namn slutar på .yaml"
            yield Problem(Place(place + name), "E429", words, f"döp om den till {right}")
    elif not known and not at_top and not low.endswith((".yml", _REPORT)):
        yield Problem(
            Place(place + name),
            "W426",
            "filen hör inte till något möte och publiceras inte",
            f"skriv source: {{file: {name}}} i mötet, eller flytta filen",
        )


def _key(folder: str, name: str) -> tuple[str, str]:
    return folder, unicodedata.normalize("NFC", name)
