"""What the user named -> files, and a file's bytes, taken with care: never all of /dev/zero."""

from __future__ import annotations

import errno
import glob
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from minutes_archive.importing.files.limits import LIMITS, megabytes
from minutes_archive.importing.files.refusals import (
    MISSING,
    NO_FILE,
    NOT_ALLOWED,
    TOO_LARGE,
    RefusedError,
)

# What is taken from a folder: what can be read, and what deserves to be told that it cannot.
DOCUMENT_NAMES = (".pdf", ".docx", ".docm", ".txt", ".md", ".markdown", ".doc", ".odt", ".rtf")


def named_files(names: Sequence[Path]) -> list[Path]:
    """Return the files that are meant: a folder means its documents, a pattern what fits it.

    A name for which there is nothing stays, so that the user is told of it. A file is listed
    once, at its first place.
    """
    return list(dict.fromkeys(path for name in names for path in _meant(name)))


def _meant(name: Path) -> Iterator[Path]:
    if name.is_dir():
        found = sorted(_documents(name))
        yield from found or [name]
    elif not os.path.lexists(name) and glob.has_magic(str(name)):
        # Windows leaves patterns to the program. Path.glob raises at some of them.
        yield from sorted(map(Path, glob.glob(str(name)))) or [name]  # noqa: PTH207
    else:
        yield name


def _documents(folder: Path) -> Iterator[Path]:
    for inside, _folders, names in os.walk(folder, onerror=_raise):
        for name in names:
            low = name.lower()
            ours = low.endswith(".granskning.md") or low.startswith(".")
            if low.endswith(DOCUMENT_NAMES) and not ours:
                yield Path(inside, name)


def _raise(error: OSError) -> None:
    """Let a folder that cannot be listed not pass for an empty one."""
    raise error


def read_bounded(path: Path) -> bytes:
    """Return a file's bytes; raises RefusedError for what is no file of a size to read."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise RefusedError(NO_FILE, "mappen har inga dokument")
        if not stat.S_ISREG(status.st_mode):
            raise RefusedError(NO_FILE, "det är ingen vanlig fil")
        if status.st_size > LIMITS.file:
            size, most = megabytes(status.st_size), megabytes(LIMITS.file)
            raise RefusedError(TOO_LARGE, f"{size}, gränsen är {most}")
        with path.open("rb") as file:
            return file.read(LIMITS.file + 1)
    except PermissionError:
        raise RefusedError(NOT_ALLOWED) from None
    except FileNotFoundError:
        raise RefusedError(MISSING, "filen finns inte") from None
    except (OSError, ValueError) as error:
        looped = getattr(error, "errno", None) == errno.ELOOP
        said = "länken pekar på sig själv" if looped else "filen går inte att öppna"
        raise RefusedError(MISSING, said) from None
