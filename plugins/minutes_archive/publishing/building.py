"""A whole site built by MkDocs into a folder of its own, then put in place of the old one."""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def build_site(
    config_file: Path, site_dir: Path, minutes_dir: Path, *, strict: bool = True
) -> None:
    """Build a site beside `site_dir` and swap it in when it is whole.

    Raises mkdocs.exceptions.MkDocsException where the build stops; the old site then stays.
    """
    site_dir = site_dir.resolve()
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{site_dir.name}-", dir=site_dir.parent))
    try:
        fresh.chmod(0o755)
        config = load_config(str(config_file), site_dir=str(fresh), strict=strict)
        config.plugins["minutes-archive"].config["minutes_dir"] = str(minutes_dir.resolve())
        config.plugins.run_event("startup", command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.run_event("shutdown")
        swap(fresh, site_dir)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def swap(fresh: Path, place: Path) -> None:
    """Put a folder in another's place; the old one ends up where the fresh one was.

    In one step where the kernel can exchange two names, else in two renames.
    """
    if not place.exists():
        fresh.rename(place)
        return
    if _exchange(fresh, place):
        return
    aside = fresh.with_name(fresh.name + "-old")
    place.rename(aside)
    fresh.rename(place)
    aside.rename(fresh)


def _exchange(one: Path, other: Path) -> bool:
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    result = rename(
        _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), ctypes.c_uint(_RENAME_EXCHANGE)
    )
    return bool(result == 0)
