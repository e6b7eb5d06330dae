"""A whole site built by MkDocs into a folder of its own, then put in place of the old one."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from minutes_archive.publishing.manifest import MANIFEST
from minutes_archive.publishing.site_lock import OLD, build_folder

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2
_RENAME_SWAP = 2  # macOS, renamex_np


class ForeignFolderError(Exception):
    """The site folder holds something that no build made (message in Swedish)."""


def build_site(
    config_file: Path,
    site_dir: Path,
    minutes_dir: Path,
    *,
    strict: bool = True,
    site_url: str | None = None,
) -> None:
    """Build a site beside `site_dir` and swap it in when it is whole.

    A `site_url` given here goes before that of the settings.

    Raises mkdocs.exceptions.MkDocsException where the build stops; the old site then stays.
    Raises SiteBusyError while another build writes the same folder, and ForeignFolderError
    where the folder holds something else than a site.
    """
    site_dir = site_dir.resolve()
    _refuse_foreign(site_dir, config_file.resolve(), minutes_dir.resolve())
    with build_folder(site_dir) as fresh:
        # MkDocs takes None as a setting that was not given.
        config = load_config(
            str(config_file), site_dir=str(fresh), strict=strict, site_url=site_url
        )
        config.plugins["minutes-archive"].config["minutes_dir"] = str(minutes_dir.resolve())
        config.plugins.run_event("startup", command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.run_event("shutdown")
        swap(fresh, site_dir)


def swap(fresh: Path, place: Path) -> None:
    """Put a folder in another's place; the old one ends up where the fresh one was.

    In one step where the kernel can exchange two names, else in two renames; a build
    killed between those leaves the old site where the next build finds it. Hidden files
    of the old site (a .git of the published branch) stay in the place.
    """
    if not place.exists():
        fresh.rename(place)
        return
    if not _exchange(fresh, place):
        aside = fresh.with_name(OLD)
        place.rename(aside)
        fresh.rename(place)
        aside.rename(fresh)
    for hidden in fresh.glob(".*"):
        if not (place / hidden.name).exists():
            hidden.rename(place / hidden.name)


def _refuse_foreign(site_dir: Path, config_file: Path, minutes_dir: Path) -> None:
    """A build replaces the whole folder: refuse one that a mistake in --site-dir would empty."""
    for own in (config_file, minutes_dir, Path.cwd()):
        if site_dir == own or site_dir in own.parents:
            raise ForeignFolderError(
                f"{site_dir} innehåller {own} och skulle ersättas. "
                "Välj en egen mapp med --site-dir."
            )
    if not site_dir.exists():
        return
    if not site_dir.is_dir():
        raise ForeignFolderError(f"{site_dir} är en fil. Välj en mapp med --site-dir.")
    ours = (MANIFEST, "sitemap.xml", "404.html")
    if any(site_dir.iterdir()) and not any((site_dir / name).is_file() for name in ours):
        raise ForeignFolderError(
            f"{site_dir} innehåller något annat än en byggd webbplats och skulle ersättas. "
            "Välj en tom mapp med --site-dir."
        )


def _exchange(one: Path, other: Path) -> bool:
    try:
        system = ctypes.CDLL(None, use_errno=True)
    except (OSError, TypeError):
        return False
    first, second = os.fsencode(one), os.fsencode(other)
    if hasattr(system, "renameat2"):
        flags = ctypes.c_uint(_RENAME_EXCHANGE)
        return bool(system.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, flags) == 0)
    if hasattr(system, "renamex_np"):
        return bool(system.renamex_np(first, second, ctypes.c_uint(_RENAME_SWAP)) == 0)
    return False
