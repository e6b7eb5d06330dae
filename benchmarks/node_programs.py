"""Programs of npm packages: on the path, or installed in a node_modules folder here or above."""

from __future__ import annotations

import json
import shutil
from pathlib import Path


def find_node_program(name: str, start: Path | None = None) -> str:
    """Return the path of a program, or "" where no package with it is installed."""
    for folder in _places(start):
        found = shutil.which(name, path=str(folder / "node_modules" / ".bin"))
        if found:
            return found
    return shutil.which(name) or ""


def node_program_version(name: str, start: Path | None = None) -> str:
    """Return the version of the package that a program belongs to, or "" where it is unknown."""
    program = find_node_program(name, start)
    for folder in Path(program).resolve().parents if program else ():
        told = folder / "package.json"
        if told.is_file():
            return str(json.loads(told.read_text(encoding="utf-8")).get("version", ""))
    return ""


def _places(start: Path | None) -> tuple[Path, ...]:
    here = (start or Path()).resolve()
    return (here, *here.parents)
