"""What the tests of this room need to make sites and to read every byte of them."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from minutes_archive.loading import examine
from minutes_archive.problems import Problem

ROOT = Path(__file__).parents[2]
INVENTED = ROOT / "tests" / "archive"

BuildSite = Callable[[Path, Path], Path]


def every_byte(site: Path) -> dict[str, bytes]:
    """Return all files of a site by address, with what compressed files hold unpacked."""
    files = {}
    for path in sorted(site.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            files[path.relative_to(site).as_posix()] = (
                gzip.decompress(data) if path.suffix == ".gz" else data
            )
    return files


def telling(files: Mapping[str, bytes], *patterns: re.Pattern[bytes]) -> list[str]:
    """Return the files that tell what no byte and no name may tell."""
    return [
        name
        for name, data in files.items()
        if any(pattern.search(data) or pattern.search(name.encode()) for pattern in patterns)
    ]


def problems_of(minutes: Path) -> list[Problem]:
    """Return the problems of a minutes folder, without what the law's own pages lack (W9…)."""
    _, problems = examine(minutes)
    return [problem for problem in problems if not problem.code.startswith("W9")]
