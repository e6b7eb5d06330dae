"""The original beside a draft: its lines as the importer read them, and pictures of its pages.

Both are made by programs of their own, with the importer's bounds on memory and time: a
document that somebody has sent is not trusted more here than there.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from minutes_archive.desk.drafts import spot

PROGRAM = "minutes_archive.desk.originals"
SECONDS = 30
# Wide enough to be read at the width of half a screen, on dense screens too.
WIDTH = 1100


@dataclass(frozen=True, slots=True)
class OriginalLine:
    """A line of the original and the anchor that notes lead to."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class OriginalPage:
    """A page of the original; number 0 where the document has no pages."""

    number: int
    lines: tuple[OriginalLine, ...]


@dataclass(frozen=True, slots=True)
class Original:
    """A document as the desk shows it; `refusal` says why it cannot be read ("" when it can)."""

    pages: tuple[OriginalPage, ...] = ()
    has_pictures: bool = False
    refusal: str = ""


def read_original(file: Path) -> Original:
    """Return the lines of a document, page by page."""
    from minutes_archive.importing.confined.isolation import read_in_order
    from minutes_archive.importing.files.refusals import RefusedError
    from minutes_archive.importing.words.source import Format

    for _, source in read_in_order([file]):
        if isinstance(source, RefusedError):
            return Original(refusal=source.message, has_pictures=file.suffix.lower() == ".pdf")
        numbers = dict.fromkeys([page.number for page in source.pages] or [0])
        rows: dict[int, list[OriginalLine]] = {number: [] for number in numbers}
        for line in source.lines:
            number = line.page if line.page in rows else next(iter(rows))
            words = f"{line.marker} {line.text}".strip()
            rows[number].append(
                OriginalLine(words, spot(line.page if source.pages else 0, line.number))
            )
        pages = tuple(OriginalPage(number, tuple(lines)) for number, lines in rows.items())
        return Original(pages, source.format is Format.PDF)
    return Original(refusal="dokumentet går inte att läsa")


def page_picture(file: Path, page: int) -> bytes | None:
    """Return a page of a PDF as PNG, or None where it cannot be drawn within the bounds."""
    command = [sys.executable, "-m", PROGRAM, str(file.resolve()), str(page)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS)
    except (subprocess.TimeoutExpired, OSError):
        return None
    return done.stdout if done.returncode == 0 and done.stdout[:4] == b"\x89PNG" else None


def main(arguments: Sequence[str]) -> int:
    """Write one page of a PDF to standard output as PNG; exit code 1 where there is none."""
    import io

    import pypdfium2

    document = pypdfium2.PdfDocument(arguments[0])
    number = int(arguments[1])
    if not 1 <= number <= len(document):
        return 1
    page = document[number - 1]
    scale = min(WIDTH / max(page.get_width(), 1), 4)
    picture = io.BytesIO()
    page.render(scale=scale).to_pil().save(picture, "PNG")
    sys.stdout.buffer.write(picture.getvalue())
    return 0


if __name__ == "__main__":
    from PIL import Image  # noqa: F401 (loaded before the bounds are set)

    from minutes_archive.importing.files.confinement import confine

    confine(False)
    sys.exit(main(sys.argv[1:]))
