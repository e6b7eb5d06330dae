"""A whole site built beside the old one, then put in its place."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from minutes_archive.building.build_memory import BuildMemory
from minutes_archive.building.durability import force_out_contents, force_out_names
from minutes_archive.building.site_lock import SPARE, build_folder, sweep
from minutes_archive.building.site_trees import ForeignFileError, bring_up, is_as_built
from minutes_archive.building.swapping import swap
from minutes_archive.building.text_edits import find_text_edit, write_text_edit
from minutes_archive.plugin import MinutesArchivePlugin, clerk_log
from minutes_archive.progress import Tell, silent
from minutes_archive.publishing.build_settings import settings_digest
from minutes_archive.publishing.manifest import MANIFEST
from minutes_archive.publishing.site_state import SiteState


class ForeignFolderError(Exception):
    """The site folder holds something that no build made (message in Swedish)."""


def build_site(
    config_file: Path,
    site_dir: Path,
    minutes_dir: Path,
    *,
    strict: bool = True,
    clean: bool = False,
    tell: Tell = silent,
) -> int:
    """Build a site beside `site_dir`, swap it in when it is whole; return how many pages it has.

    What stays of the last site is taken over, to the same result; `clean` makes all of it.
    `tell` hears how far it has come.

    Raises mkdocs.exceptions.MkDocsException where the build stops; the old site then stays.
    Raises SiteBusyError while another build writes the same folder, and ForeignFolderError
    where the folder holds something else than a site.
    """
    site_dir, minutes_dir = site_dir.resolve(), minutes_dir.resolve()
    _refuse_foreign(site_dir, config_file.resolve(), minutes_dir)
    memory = BuildMemory.of_project(config_file.resolve().parent, site_dir, minutes_dir)
    if clean:
        memory.forget()
    return Build(config_file, site_dir, minutes_dir, memory, strict, tell=tell).run()


@dataclass(frozen=True, slots=True)
class Build:
    """One build of a site; `site_url` is its address where that is not what mkdocs.yml says."""

    config_file: Path
    site_dir: Path
    minutes_dir: Path
    memory: BuildMemory
    strict: bool = True
    site_url: str = ""
    tell: Tell = silent

    def run(self) -> int:
        """Build the site and swap it in; return how many pages it has."""
        with build_folder(self.site_dir) as fresh:
            self.memory.prepare()
            before = self.memory.state_of(self.site_dir)
            after = self._after_text_edit(fresh, before) if before else None
            whole = fresh
            if after is None:
                sweep(fresh)
                after, is_complete = self._made(fresh, before)
            else:
                is_complete = False
            if after is before:
                return _pages(after)
            if not is_complete:
                whole = fresh.with_name(SPARE)
                if not self._brought_up(whole, fresh, after):
                    whole = fresh
                    after, _ = self._made(fresh, None)
            force_out_contents(whole)
            swap(whole, self.site_dir)
            force_out_names(self.site_dir.parent)
            self.memory.save(after, before if whole != fresh else None)
        return _pages(after)

    def _after_text_edit(self, fresh: Path, before: SiteState) -> SiteState | None:
        """Write what an edit of running text changes; None where more than that has changed."""
        settings = settings_digest(self.config_file, Path(before.docs_dir), self.minutes_dir)
        if not before.settings or settings != before.settings:
            return None
        edit = find_text_edit(self.minutes_dir, self.memory.readings, before)
        if edit is None:
            return None
        if edit.meetings:
            after = write_text_edit(edit, fresh, self.memory, before)
        else:
            after = before if is_as_built(self.site_dir, before.files) else None
        if after is not None:
            for problem in edit.problems:
                clerk_log.warning(str(problem))
        return after

    def _made(self, fresh: Path, before: SiteState | None) -> tuple[SiteState, bool]:
        """Let MkDocs write the site, or what of it is new; tell its state, and if it is whole."""
        config = load_config(str(self.config_file), site_dir=str(fresh), strict=self.strict)
        if self.site_url:
            config.site_url = self.site_url
        plugin = config.plugins["minutes-archive"]
        assert isinstance(plugin, MinutesArchivePlugin)
        plugin.config["minutes_dir"] = str(self.minutes_dir)
        plugin.readings, plugin.before = self.memory.readings, before
        plugin.search_store = self.memory.search_store
        plugin.tell = self.tell
        config.plugins.run_event("startup", command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.run_event("shutdown")
        assert plugin.after is not None
        return plugin.after, plugin.before is None

    def _brought_up(self, spare: Path, fresh: Path, after: SiteState) -> bool:
        """Make the tree that lies aside the whole site; tell if it is, else `fresh` is empty."""
        held = self.memory.spare_state_of(spare)
        if held is None:
            shutil.rmtree(spare, ignore_errors=True)
        try:
            bring_up(spare, held.files if held else {}, after.files, fresh, self.site_dir)
        except ForeignFileError:
            # Somebody else wrote into the site: nothing of it is taken over.
            shutil.rmtree(spare, ignore_errors=True)
            sweep(fresh)
            return False
        return True


def _pages(state: SiteState) -> int:
    return sum(path.endswith(".html") for path in state.files)


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
