"""Runs the reading program on a file, apart from everything else, and takes its answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

from minutes_archive.importing.limits import LIMITS
from minutes_archive.importing.refusals import DAMAGED, TOO_SLOW, Reason, RefusedError
from minutes_archive.importing.source import Format, Source, from_json

PROGRAM = "minutes_archive.importing.extraction"


def read_apart(format_: Format, path: Path, ocr: bool = False) -> Source:
    """Return the lines of a file; raises RefusedError when it cannot be read in time."""
    command = [sys.executable, "-X", "utf8", "-m", PROGRAM, format_.value, str(path.resolve())]
    seconds = LIMITS.seconds + (LIMITS.ocr_seconds_a_page * LIMITS.pages // 10 if ocr else 0)
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(
                [*command, "--ocr"] if ocr else command,
                stdin=subprocess.DEVNULL,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise RefusedError(TOO_SLOW, f"den tog mer än {seconds} sekunder") from None
        return _answer(answer, done.returncode)


def _environment() -> dict[str, str]:
    """Return the environment of the reader: where Python and its packages are, and no more."""
    package_root = Path(__file__).resolve().parents[2]
    kept = ("PATH", "SYSTEMROOT", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "TMPDIR", "TEMP", "TMP")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    return {
        **environment,
        "PYTHONPATH": str(package_root),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_THREAD_LIMIT": "1",
    }


def _answer(answer: IO[bytes], code: int) -> Source:
    size = answer.seek(0, os.SEEK_END)
    if size > LIMITS.answer:
        raise RefusedError(TOO_SLOW, "filen gav för mycket text")
    answer.seek(0)
    try:
        said = json.loads(answer.read())
    except ValueError:
        # Killed by the memory or the processor limit before it could say so.
        if code < 0 or code > 1:
            raise RefusedError(TOO_SLOW, "filen tog för mycket minne eller tid") from None
        raise RefusedError(DAMAGED) from None
    if "refused" in said:
        code_, message, hint = said["refused"]
        raise RefusedError(Reason(code_, message, hint))
    return from_json(said["source"])
