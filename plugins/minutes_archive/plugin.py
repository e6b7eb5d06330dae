"""The MkDocs plugin: each event hands over to the step that does the work."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from minutes_archive.addresses import folder_prefix
from minutes_archive.archive import Archive
from minutes_archive.caching import Readings
from minutes_archive.config import MINUTES_DIR_VARIABLE, MinutesArchiveConfig
from minutes_archive.exports import PageHeads, export_problems
from minutes_archive.loading import ArchiveProblemsError, load_archive
from minutes_archive.pages import Renderer
from minutes_archive.permanence import find_redirects
from minutes_archive.privacy.check import check_hand_written
from minutes_archive.problems import Place, Problem, has_errors
from minutes_archive.progress import Tell, silent
from minutes_archive.publishing.archive_writing import ArchiveWriting
from minutes_archive.publishing.build_settings import is_plain, settings_digest
from minutes_archive.publishing.chrome import (
    TEMPLATE,
    dress_whole_site,
    drop_other_search,
    error_page,
    lay_templates,
    own_files,
    prepare_environment,
    settings_of_archive,
    template_values,
    theme_file,
)
from minutes_archive.publishing.compatible import mkdocs_files
from minutes_archive.publishing.digests import archive_digests
from minutes_archive.publishing.division import pages_for_mkdocs
from minutes_archive.publishing.docs_folder import paths_by_hand
from minutes_archive.publishing.fast import FastPublisher
from minutes_archive.publishing.menu import (
    apply_menu_titles,
    default_menu,
    menu_is_made_by_others,
    show_in_menu,
)
from minutes_archive.publishing.sealing import seal_site
from minutes_archive.publishing.search_files import write_search
from minutes_archive.publishing.search_scripts import engine_script, page_script
from minutes_archive.publishing.site_files import Content, DataFile, site_contents
from minutes_archive.publishing.site_state import SiteState
from minutes_archive.publishing.site_writing import SiteWriter, refuse_twice
from minutes_archive.publishing.sitemap import mkdocs_urls, sitemap_files
from minutes_archive.publishing.tightening import tightened

# Not below MkDocs' logger: its strict mode would count a clerk's slip as a reason to stop serving.
# Writing and sealing, see below.
_OWN_LAST_STEPS = 2

clerk_log = logging.getLogger("minutes_archive")


class ArchiveNotBuiltError(PluginError):
    """The minutes have problems; `problems` holds them all."""

    def __init__(self, cause: ArchiveProblemsError) -> None:
        super().__init__(str(cause))
        self.problems = cause.problems


class MinutesArchivePlugin(BasePlugin[MinutesArchiveConfig]):  # type: ignore[no-untyped-call]
    """Turns a folder of minutes files into pages of a MkDocs site."""

    archive: Archive | None = None
    readings: Readings | None = None
    """What minutes files gave before, where somebody keeps it."""
    search_store: Path | None = None
    """The file that keeps the search index for the next build."""
    before: SiteState | None = None
    """The last site, where the next one is to take over what stays of it."""
    after: SiteState | None = None
    """The site that was written."""
    tell: Tell = staticmethod(silent)
    """Hears how far a build has come."""
    told: list[Problem]
    """The warnings of this build."""

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 (MkDocs' signature)
        """Keep one plugin through all rebuilds of `serve`, so that a broken edit can wait."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        base = Path(config.config_file_path).parent if config.config_file_path else Path()
        folder = base / os.environ.get(MINUTES_DIR_VARIABLE, self.config.minutes_dir)
        self._overrides = [base / self.config.templates_dir] if self.config.templates_dir else []
        config.watch += [str(path) for path in [folder, *self._overrides] if path.is_dir()]
        self.told = []
        self._prefix = self._read_prefix()
        # Of what is about to be read, not of what it may have become when all is written.
        docs = Path(config.docs_dir)
        if self.readings is not None:
            self._settings = settings_digest(Path(config.config_file_path), docs, folder)
        self.archive = self._load(folder)
        if self.readings is None or len(config.plugins.events["post_build"]) > _OWN_LAST_STEPS:
            self.before = None
        self._tell(export_problems(self.archive, config.site_url or ""))
        lay_templates(config)
        if self._whole_site:
            dress_whole_site(config, self.archive)
        self._own_settings = settings_of_archive(config, self.archive)
        # Ours is cut where the protocol's limit is, and knows pages that MkDocs does not.
        config.theme.static_templates.discard("sitemap.xml")
        return config

    # Before plugins that look at all pages (tags, literate-nav run at -50 and below).
    @event_priority(50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        assert self.archive is not None
        site_url = config.site_url or ""
        digests = archive_digests(self.archive, self.readings, site_url)
        self._renderer = renderer = Renderer(
            self.archive, site_url, self._overrides, PageHeads(self.archive, site_url), digests
        )
        assets = list(own_files(files, config, renderer.addresses))
        self._by_hand = {file.dest_uri: file.src_uri for file in files}
        if self._whole_site:
            drop_other_search(files, config)
        by_hand = paths_by_hand(files, config.docs_dir)
        self._tell(list(check_hand_written(by_hand, self.archive.registry)))
        fast = self.config.publishing == "fast"
        contents: Iterable[Content] = (
            pages_for_mkdocs(renderer, config, files) if fast else site_contents(renderer)
        )
        own = [*assets, *mkdocs_files(contents, config)]
        for file in own:
            refuse_twice(file.dest_uri, self._by_hand)
            files.append(file)
        self._own_pages = {file.src_uri for file in own if file.page is not None}
        if config.nav is None and self._whole_site and not menu_is_made_by_others(config):
            config.nav = default_menu(files, renderer.addresses, renderer.t)
        elif config.nav is None:
            show_in_menu(files, renderer.addresses, self._whole_site)
        apply_menu_titles(config.nav, files)
        return files

    def on_nav(self, nav: Navigation, **_: Any) -> Navigation:
        self._nav = nav
        return nav

    def on_env(
        self,
        env: Environment,
        *,
        config: MkDocsConfig,
        files: Files,
    ) -> Environment:
        """Hand the words and addresses of the archive to the theme's templates."""
        assert self.archive is not None
        prepare_environment(env, config, self._whole_site)
        file_of, addresses = partial(theme_file, config), self.archive.addresses
        self._scripts = (engine_script(file_of, addresses), page_script(file_of, addresses))
        engine, page = (script.address for script in self._scripts)
        whole = self._whole_site
        self._values = template_values(config, env, self.archive, whole, (engine, page))
        self._environment = env
        self._publisher = FastPublisher(self._own_settings, env, self._nav, files, self._values)
        self._files = files
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        """Put pages written by hand into the archive's frame where it is the whole site."""
        if self._whole_site and page.file.src_uri not in self._own_pages:
            page.meta.setdefault("template", TEMPLATE)
        return markdown

    def on_page_context(self, context: Any, *, page: Page, **_: Any) -> Any:
        """Give the archive's pages its words, and its settings in place of the site's."""
        if page.file.src_uri in self._own_pages:
            context["config"] = self._own_settings
        elif not self._whole_site:
            return context
        context["minutes_archive"] = self._values
        return context

    def on_pre_template(self, template: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Show the archive's own page for what is not there where it is the whole site."""
        if self._whole_site and template_name == "404.html":
            return error_page(template, self._environment, config)
        return template

    def on_template_context(self, context: Any, **_: Any) -> Any:
        """Give templates of the site the archive's words where it is the whole site."""
        if self._whole_site:
            context["minutes_archive"] = self._values
        return context

    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        """Leave out the blank lines that the theme puts around the archive's pages."""
        is_dressed = self._whole_site or page.file.src_uri in self._own_pages
        return tightened(output) if is_dressed else output

    # Before plugins that look at the finished site.
    @event_priority(50)
    def _write_archive(self, *, config: MkDocsConfig) -> None:
        self._writer = writer = SiteWriter(Path(config.site_dir), self.before)
        urls = mkdocs_urls(self._files)
        if self.config.publishing == "fast":
            urls += ArchiveWriting(
                self._renderer,
                self._publisher,
                writer,
                self._files,
                self._by_hand,
                self.search_store,
                self.tell,
            ).run()
        else:
            write_search(self._renderer, self._files, writer, self.search_store)
        for script in self._scripts:
            writer.write(script.address, script.chunks)
        if config.site_url:
            for name, content in sitemap_files(urls, config.site_url).items():
                writer.write(name, (content,))

    # After plugins that change the finished site: what is sealed stays as it is.
    @event_priority(-100)
    def _seal(self, *, config: MkDocsConfig) -> None:
        assert self.archive is not None
        redirects, _ = find_redirects(self.archive)
        addresses = self.archive.addresses
        if len(config.plugins.events["post_build"]) > _OWN_LAST_STEPS:
            # Another plugin may have changed any of the files.
            self._writer.state = SiteState()
        self.after = seal_site(
            Path(config.site_dir), self._writer, redirects, config.site_url or "", addresses
        )
        inputs = self._renderer.inputs
        if inputs and is_plain(config, self.archive.registry):
            self.after.settings, self.after.docs_dir = self._settings, config.docs_dir
            self.after.site_url = self._renderer.site_url
            self.after.shown, self.after.told = inputs.around, self.told
            self.after.registry = self.archive.registry

    on_post_build = CombinedEvent(_write_archive, _seal)

    def _load(self, folder: Path) -> Archive:
        try:
            archive, warnings = load_archive(folder, self.readings, self.tell, self._prefix)
            if self.readings is not None:
                self.readings.save()
                self.readings.let_go()
        except ArchiveProblemsError as found:
            if not self._serving or self.archive is None:
                raise ArchiveNotBuiltError(found) from found
            for problem in found.problems:
                clerk_log.error(str(problem))
            clerk_log.error("Den senaste felfria versionen visas tills problemen är rättade.")
            return self.archive
        self._tell(warnings)
        return archive

    @property
    def _whole_site(self) -> bool:
        """Whether pages written by hand wear the archive's look, too."""
        chosen = self.config.whole_site
        return chosen if chosen is not None else not self._prefix

    def _read_prefix(self) -> str:
        prefix = folder_prefix(self.config.prefix)
        if prefix is None:
            problem = Problem(
                Place("mkdocs.yml"),
                "E601",
                f'prefix: "{self.config.prefix}" kan inte vara adressen till en mapp',
                "skriv ett ord av a–z, 0–9 och bindestreck, till exempel prefix: arkiv",
            )
            raise ArchiveNotBuiltError(ArchiveProblemsError([problem]))
        return prefix

    def _tell(self, problems: list[Problem]) -> None:
        """Tell warnings; stop at errors."""
        if has_errors(problems):
            raise ArchiveNotBuiltError(ArchiveProblemsError(problems))
        self.told += problems
        for problem in problems:
            clerk_log.warning(str(problem))

    _serving = False
    _prefix = ""
    _scripts: tuple[DataFile, ...]
    _overrides: list[Path]
    _renderer: Renderer
    _by_hand: dict[str, str]
    _own_pages: set[str]
    _own_settings: MkDocsConfig
    _values: dict[str, Any]
    _environment: Environment
    _nav: Navigation
    _files: Files
    _writer: SiteWriter
    _settings: bytes
    _publisher: FastPublisher
