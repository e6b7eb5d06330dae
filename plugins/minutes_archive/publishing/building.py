"""A whole site built by MkDocs into a folder of its own, then put in place of the old one."""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from minutes_archive.plugin import MinutesArchivePlugin
from minutes_archive.publishing.build_memory import BuildMemory
from minutes_archive.publishing.durability import force_out_contents, force_out_names
from minutes_archive.publishing.manifest import MANIFEST
from minutes_archive.publishing.site_lock import OLD, SPARE, build_folder, move_foreign
from minutes_archive.publishing.site_state import SiteState
from minutes_archive.publishing.site_trees import ForeignFileError, bring_up

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
    clean: bool = False,
) -> None:
    """Build a site beside `site_dir` and swap it in when it is whole.

    What stays of the last site is taken over, to the same result; `clean` makes all of it.

    Raises mkdocs.exceptions.MkDocsException where the build stops; the old site then stays.
    Raises SiteBusyError while another build writes the same folder, and ForeignFolderError
    where the folder holds something else than a site.
    """
    site_dir = site_dir.resolve()
    _refuse_foreign(site_dir, config_file.resolve(), minutes_dir.resolve())
    memory = BuildMemory(config_file.resolve().parent, site_dir, minutes_dir.resolve())
    if clean:
        memory.forget()
    with build_folder(site_dir) as fresh:
        before = memory.state_of(site_dir)
        after, taken_over = _make(config_file, fresh, minutes_dir, memory, before, strict=strict)
        tree = _whole_tree(fresh, site_dir, memory, after) if taken_over else fresh
        if tree is None:
            after, _ = _make(config_file, fresh, minutes_dir, memory, None, strict=strict)
        whole = tree or fresh
        force_out_contents(whole)
        swap(whole, site_dir)
        force_out_names(site_dir.parent)
        memory.save(after, before if whole != fresh else None)


def _make(
    config_file: Path,
    folder: Path,
    minutes_dir: Path,
    memory: BuildMemory,
    before: SiteState | None,
    *,
    strict: bool,
) -> tuple[SiteState, bool]:
    """Let MkDocs write the site, or what of it is not as before; tell its state, and which."""
    config = load_config(str(config_file), site_dir=str(folder), strict=strict)
    plugin = config.plugins["minutes-archive"]
    assert isinstance(plugin, MinutesArchivePlugin)
    plugin.config["minutes_dir"] = str(minutes_dir.resolve())
    plugin.readings, plugin.before = memory.readings, before
    config.plugins.run_event("startup", command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.run_event("shutdown")
    assert plugin.after is not None
    return plugin.after, plugin.before is not None


def _whole_tree(fresh: Path, site_dir: Path, memory: BuildMemory, after: SiteState) -> Path | None:
    """Return the tree of the whole site; None, and nothing in `fresh`, where that cannot be."""
    spare = fresh.with_name(SPARE)
    held = memory.spare_state_of(spare)
    if held is None:
        shutil.rmtree(spare, ignore_errors=True)
    try:
        bring_up(spare, held.files if held else {}, after.files, fresh, site_dir)
    except ForeignFileError:
        # Somebody else wrote into the site: nothing of it is taken over.
        for folder in (spare, fresh):
            shutil.rmtree(folder, ignore_errors=True)
        fresh.mkdir()
        return None
    return spare


def swap(fresh: Path, place: Path) -> None:
    """Put a folder in another's place; the old one ends up where the fresh one was.

    In one step where the kernel can exchange two names, else in two renames; a build
    killed between those leaves the old site where the next build finds it. What others have
    hidden in the old site (a .git of the published branch) stays in the place.
    """
    if not place.exists():
        fresh.rename(place)
        return
    if not _exchange(fresh, place):
        aside = fresh.with_name(OLD)
        place.rename(aside)
        try:
            fresh.rename(place)
        except OSError:
            aside.rename(place)
            raise
        aside.rename(fresh)
    move_foreign(fresh, place)


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
