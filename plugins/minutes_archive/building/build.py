"""A whole site built beside the old one, then put in its place."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError

from minutes_archive.building.build_memory import BuildMemory
from minutes_archive.building.durability import force_out_contents, force_out_names
from minutes_archive.building.site_lock import build_folder
from minutes_archive.building.swapping import swap
from minutes_archive.plugin import MinutesArchivePlugin, prefixes_of
from minutes_archive.progress import ShowProgress, silent
from minutes_archive.publishing.manifest import MANIFEST
from minutes_archive.publishing.other_sites import (
    carry_over,
    put_back,
    refuse_loss,
    what_stands,
)
from minutes_archive.publishing.site_build import Result, SiteBuild


class ForeignFolderError(Exception):
    """The site folder holds something that no build made (message in Swedish)."""


class BuildStoppedError(Exception):
    """MkDocs stopped the build; says why, in Swedish, or nothing where MkDocs has said it."""


def build_site(
    config_file: Path,
    site_dir: Path,
    minutes_dir: Path,
    *,
    strict: bool = True,
    clean: bool = False,
    show_progress: ShowProgress = silent,
) -> Result:
    """Build a site beside `site_dir` and swap it in when it is whole.

    Files of the last site that are as they would become are taken over, to the same result;
    `clean` makes all of them. `show_progress` is called with how far it has come.

    Raises ArchiveProblemsError where the minutes have errors, and BuildStoppedError where
    MkDocs stops; the old site then stays. Raises SiteBusyError while another build writes the
    same folder, and ForeignFolderError where the folder holds something else than a site.
    """
    site_dir, minutes_dir = site_dir.resolve(), minutes_dir.resolve()
    config_file = config_file.resolve()
    _refuse_foreign(site_dir, config_file, minutes_dir)
    memory = BuildMemory(config_file.parent, site_dir)
    with readable_by_all(), build_folder(site_dir) as fresh:
        put_back(site_dir, config_file.name)
        readings, last = memory.read()
        standing = what_stands(site_dir, last.state.files if last else None)
        if clean:
            memory.forget()
            readings, last = memory.read()
        config = load_project(config_file, fresh, strict=strict)
        docs = Path(config.docs_dir)
        refuse_loss(standing, prefixes_of(config), docs, site_dir, config_file.name)
        request = plugin_of(config).request(config)
        known = replace(
            request,
            minutes_dir=minutes_dir,
            readings=readings,
            last=last,
            show_progress=show_progress,
        )
        result = run_mkdocs(config, SiteBuild(known))
        if result.is_changed:
            for folder in standing.others:
                with build_folder(site_dir / folder):
                    pass  # nobody builds it just now, or this one waits
            carry_over(standing.others, site_dir, fresh, config_file.name)
            force_out_contents(fresh)
            swap(fresh, site_dir)
            force_out_names(site_dir.parent)
        memory.save(readings, result.state)
    return replace(result, others=standing.others)


@contextmanager
def readable_by_all() -> Iterator[None]:
    """Let others read the files that are made, as a web server under its own user must.

    A umask of 077 would make a site that only its owner can read. What others may write stays
    as the umask says, and so does everything that is made before and after.
    """
    before = os.umask(0o022)
    os.umask(before & 0o022)
    try:
        yield
    finally:
        os.umask(before)


def run_mkdocs(config: MkDocsConfig, build: SiteBuild) -> Result:
    """Let MkDocs ask for the steps of a build until the site is whole."""
    plugin_of(config).build_with(build)
    config.plugins.run_event("startup", command="build", dirty=False)
    try:
        with _own_errors():
            mkdocs_build(config)
    finally:
        config.plugins.run_event("shutdown")
    assert build.result is not None
    return build.result


def load_project(
    config_file: Path, site_dir: Path, *, strict: bool = True, site_url: str = ""
) -> MkDocsConfig:
    """Read mkdocs.yml; `site_url` is the site's address where that is not what it says.

    Raises BuildStoppedError where it has mistakes.
    """
    with _own_errors():
        config = load_config(str(config_file), site_dir=str(site_dir), strict=strict)
    config.site_url = site_url or config.site_url
    return config


@contextmanager
def _own_errors() -> Iterator[None]:
    """Translate what MkDocs raises."""
    try:
        yield
    except Abort as stopped:
        if warnings := re.search(r"(\d+) warnings? in strict mode", str(stopped)):
            words = f"{warnings[1]} varningar från MkDocs (se ovan) och strict: true."
            raise BuildStoppedError(f"Bygget avbröts: {words}") from stopped
        # The reasons of plugins stand in MkDocs' own lines.
        is_told = isinstance(stopped.__context__, PluginError)
        raise BuildStoppedError("" if is_told else f"Bygget avbröts: {stopped}") from stopped
    except MkDocsException as stopped:
        raise BuildStoppedError(f"Bygget avbröts: {stopped}") from stopped


def plugin_of(config: MkDocsConfig) -> MinutesArchivePlugin:
    """Return our plugin among those that mkdocs.yml names."""
    plugin = config.plugins["minutes-archive"]
    assert isinstance(plugin, MinutesArchivePlugin)
    return plugin


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
    if any((site_dir / name).is_file() for name in ours):
        return
    # Of two settings, those of a folder of the other's site may be built first.
    inside = {folder.partition("/")[0] for folder in what_stands(site_dir).others}
    if any(entry.name not in inside for entry in site_dir.iterdir()):
        raise ForeignFolderError(
            f"{site_dir} innehåller något annat än en byggd webbplats och skulle ersättas. "
            "Välj en tom mapp med --site-dir."
        )
