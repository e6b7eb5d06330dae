"""One file -> lines, as a program of its own: `python -m … FORMAT PATH [--ocr]`.

It runs apart from the importer, with bounds on memory and time and without network, so
that a hostile file can hurt nothing but itself. The answer is JSON on standard output.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from minutes_archive.importing.files.confinement import LIMITS
from minutes_archive.importing.files.refusals import (
    DAMAGED,
    EMPTY,
    NO_PACKAGE,
    NOT_MINUTES,
    TOO_LARGE,
    TOO_SLOW,
    RefusedError,
)
from minutes_archive.importing.words.passages import may_be_minutes
from minutes_archive.importing.words.source import Format, Source, to_json

# What says nothing of a meeting on its first eight pages or so is not understood further.
FIRST_CHARACTERS = 24_000


def extract(format_: Format, path: Path, ocr: bool = False) -> Source:
    """Return the lines of a file; raises RefusedError when it cannot be read whole."""
    source = _reader(format_, ocr)(path)
    for size, most, unit in (
        (len(source.lines), LIMITS.lines, "rader"),
        (len(source.text), LIMITS.characters, "tecken"),
    ):
        if size > most:
            raise RefusedError(TOO_LARGE, f"{size} {unit}, gränsen är {most}")
    if not any(line.text.strip() for line in source.lines):
        raise RefusedError(EMPTY)
    # A PDF is asked after its first pages (pdf_file); reading the others costs next to nothing.
    opening = source.text[:FIRST_CHARACTERS]
    if len(source.text) > FIRST_CHARACTERS and not may_be_minutes(opening):
        raise RefusedError(NOT_MINUTES)
    return source


def _reader(format_: Format, ocr: bool) -> Callable[[Path], Source]:
    """Return the reader of a format; the heavy libraries are loaded only here."""
    if format_ is Format.PDF:
        from minutes_archive.importing.files.pdf_file import read_pdf

        return lambda path: read_pdf(path, ocr)
    if format_ is Format.DOCX:
        from minutes_archive.importing.files.docx_file import read_docx

        return read_docx
    from minutes_archive.importing.files.markdown_file import read_markdown
    from minutes_archive.importing.files.plain_text import read_text

    read = read_markdown if format_ is Format.MARKDOWN else read_text
    return lambda path: read(path.read_bytes())


def load_reader(format_: Format, ocr: bool = False) -> None:
    """Load the libraries that reading a format takes; of one that is missing, `answer` tells."""
    with suppress(ModuleNotFoundError):
        _reader(format_, ocr)


def answer(format_: Format, path: Path, ocr: bool = False) -> dict[str, Any]:
    """Return what is said of a file: its source, or why it is refused. Nothing raises."""
    try:
        return {"source": to_json(extract(format_, path, ocr))}
    except RefusedError as refused:
        return {"refused": [refused.code, refused.message, refused.hint]}
    except MemoryError:
        return {"refused": [TOO_SLOW.code, "läsningen tog för mycket minne", TOO_SLOW.hint]}
    except ModuleNotFoundError as missing:
        message = NO_PACKAGE.message.format(detail=missing.name)
        return {"refused": [NO_PACKAGE.code, message, NO_PACKAGE.hint]}
    except Exception:
        # Whatever a library throws at a broken file, the user is told that it is broken.
        return {"refused": [DAMAGED.code, DAMAGED.message, DAMAGED.hint]}


def main(arguments: Sequence[str]) -> int:
    """Read one file and write the answer; a refusal is an answer as well."""
    said = answer(Format(arguments[0]), Path(arguments[1]), "--ocr" in arguments)
    sys.stdout.buffer.write(json.dumps(said, ensure_ascii=True).encode("ascii"))
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    from minutes_archive.importing.files.confinement import confine, die_with_parent

    die_with_parent()
    confine("--ocr" in sys.argv)
    sys.exit(main(sys.argv[1:]))
