"""A whole site built beside the old one, then put in its place."""

from __future__ import annotations

import os
import re
import tempfile
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
from minutes_archive.caching import Readings
from minutes_archive.plugin import MinutesArchivePlugin, archives_of, prefixes_of
from minutes_archive.problems import Problem
from minutes_archive.progress import ShowProgress, silent
from minutes_archive.publishing.manifest import MANIFEST
from minutes_archive.publishing.other_sites import (
    carry_over,
    kept,
    put_back,
    refuse_loss,
    what_stands,
)
from minutes_archive.publishing.others import refuse_without_plugin
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
        plugin = plugin_of(config, minutes_dir)
        known = replace(
            plugin.request(config),
            minutes_dir=minutes_dir,
            readings=readings,
            last=last,
            show_progress=show_progress,
        )
        result = run_mkdocs(config, plugin, SiteBuild(known))
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


def look_at_site(
    config_file: Path,
    site_dir: Path,
    minutes_dir: Path,
    readings: Readings,
    *,
    is_whole: bool,
    show_progress: ShowProgress = silent,
) -> list[Problem]:
    """Return the warnings that a build would give, from a site made aside and thrown away.

    Of the archive's pages those of the menu are made, or all of them where `is_whole` says so.
    Raises what `build_site` raises where a build would stop.
    """
    config_file, site_dir = config_file.resolve(), site_dir.resolve()
    _, last = BuildMemory(config_file.parent, site_dir).read()
    standing = what_stands(site_dir, last.state.files if last else None)
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder).resolve() / "site"
        config = load_project(config_file, fresh)
        docs = Path(config.docs_dir)
        refuse_loss(standing, prefixes_of(config), docs, site_dir, config_file.name)
        plugin = plugin_of(config, minutes_dir)
        request = replace(
            plugin.request(config),
            minutes_dir=minutes_dir.resolve(),
            readings=readings,
            last=last,
            is_sample=not is_whole,
            show_progress=show_progress,
        )
        builds = [SiteBuild(request)]
        for other in archives_of(config):
            if other is not plugin:
                aside = replace(other.request(config), is_sample=not is_whole)
                builds.append(SiteBuild(aside))
                other.build_with(builds[-1])
        run_mkdocs(config, plugin, builds[0])
        kept(standing.others, site_dir, fresh, config_file.name)
    return [warning for build in builds for warning in build.warnings]


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


def run_mkdocs(config: MkDocsConfig, plugin: MinutesArchivePlugin, build: SiteBuild) -> Result:
    """Let MkDocs ask a plugin for the steps of a build until the site is whole."""
    plugin.build_with(build)
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

    Raises BuildStoppedError where it has mistakes, and ArchiveProblemsError where it does not
    name the plugin.
    """
    with _own_errors():
        config = load_config(str(config_file), site_dir=str(site_dir), strict=strict)
    refuse_without_plugin(config)
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
        if "configuration error" in str(stopped):
            words = "fel i inställningarna (se ovan)"
            raise BuildStoppedError(f"Bygget avbröts: {words}") from stopped
        # The reasons of plugins stand in MkDocs' own lines.
        is_told = isinstance(stopped.__context__, PluginError)
        raise BuildStoppedError("" if is_told else f"Bygget avbröts: {stopped}") from stopped
    except MkDocsException as stopped:
        raise BuildStoppedError(f"Bygget avbröts: {stopped}") from stopped


def plugin_of(config: MkDocsConfig, minutes_dir: Path) -> MinutesArchivePlugin:
    """Return our plugin; of several, the one of the minutes folder, or else the first."""
    plugins = archives_of(config)
    for plugin in plugins:
        if plugin.request(config).minutes_dir.resolve() == minutes_dir.resolve():
            return plugin
    return plugins[0]


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
