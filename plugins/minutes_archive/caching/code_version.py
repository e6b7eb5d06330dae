"""Which code made a cache: the package's own files, and the versions of what it stands on."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE = Path(__file__).parents[1]

# Verbs of their own; a change there changes no page.
_BESIDE = frozenset({"commandline", "importing", "__pycache__"})
_LIBRARIES = (
    "mkdocs",
    "mkdocs-material",
    "jinja2",
    "markupsafe",
    "PyYAML",
    "markdown",
    "markdown-it-py",
    "nh3",
    "tzdata",
    "pypdfium2",
    "pdfplumber",
    "lxml",
)


@cache
def code_version() -> bytes:
    """Return 32 bytes that change whenever the code does that turns minutes into a site."""
    digest = hashlib.sha256(sys.version.encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    for base, folders, names in os.walk(PACKAGE):
        folders[:] = sorted(folder for folder in folders if folder not in _BESIDE)
        for name in sorted(names):
            file = Path(base, name)
            content = file.read_bytes()
            digest.update(f"{file.relative_to(PACKAGE).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.digest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
