"""The MkDocs plugin: each event hands over to the step of a build that does the work."""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
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
from minutes_archive.config import MinutesArchiveConfig, templates_dirs
from minutes_archive.language.problem_words import language_of, line_of
from minutes_archive.loading import ArchiveProblemsError
from minutes_archive.personal_data.logs import mask_logs
from minutes_archive.program import MINUTES_DIR_VARIABLE
from minutes_archive.publishing.finishing import remove_left_rules
from minutes_archive.publishing.other_sites import move_aside, put_back, refuse_loss, what_stands
from minutes_archive.publishing.others import is_another_round, sorts_out_languages
from minutes_archive.publishing.site_build import BuildRequest, SiteBuild, write_sitemap


def prefixes_of(config: MkDocsConfig) -> list[str]:
    """Return the prefixes of all archives that mkdocs.yml names, as addresses begin with them."""
    return [folder_prefix(plugin.config.prefix) or "" for plugin in archives_of(config)]


def archives_of(config: MkDocsConfig) -> list[MinutesArchivePlugin]:
    """Return the plugins of all archives that mkdocs.yml names, in its order."""
    return [p for p in config.plugins.values() if isinstance(p, MinutesArchivePlugin)]


class MinutesArchivePlugin(BasePlugin[MinutesArchiveConfig]):  # type: ignore[no-untyped-call]
    """Turns a folder of minutes files into pages of a MkDocs site.

    A site may hold several archives: each is a plugin with a `prefix` of its own.
    """

    supports_multiple_instances = True

    def request(self, config: MkDocsConfig) -> BuildRequest:
        """Return what mkdocs.yml asks for."""
        base = Path(config.config_file_path).parent if config.config_file_path else Path()
        folder = base / os.environ.get(MINUTES_DIR_VARIABLE, self.config.minutes_dir)
        return BuildRequest(
            folder,
            templates_dirs(config, self.config),
            self.config.prefix,
            self.config.whole_site,
            self.config.publishing,
            self.config.headers,
            self.config.headers_allow,
        )

    def build_with(self, build: SiteBuild) -> None:
        """Let the steps of this build be taken, and its errors be raised as they are."""
        self._given = build

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        mask_logs()
        if is_another_round(config):
            return config
        self._build = self._given or SiteBuild(self.request(config))
        request = self._build.request
        read = (request.minutes_dir, *request.templates_dirs)
        config.watch += [str(path) for path in read if path.is_dir()]
        with self._raising_as_mkdocs():
            self._build.read(config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Take other sites out of the folder that MkDocs empties; our own build does not ask."""
        if self._given or self._builds(config)[0] is not self._build or is_another_round(config):
            return
        site = Path(config.site_dir)
        with self._raising_as_mkdocs():
            standing = what_stands(site)
            docs, settings = Path(config.docs_dir), Path(config.config_file_path).name
            refuse_loss(standing, prefixes_of(config), docs, site, settings)
            move_aside(standing.others, site)
        remove_left_rules(site)
        self._emptied = site, settings
        # Not on_shutdown: a plugin that has it is used again for the next mkdocs.yml.
        atexit.register(self._put_back)  # an interrupted build tells no event

    def on_build_error(self, **_: Any) -> None:
        self._put_back()

    def _put_back(self) -> None:
        if self._emptied:
            (site, settings), self._emptied = self._emptied, None
            atexit.unregister(self._put_back)
            with self._raising_as_mkdocs():
                for folder in put_back(site, settings):
                    self._build.say_kept(f"{site.name}/{folder}")

    # Before plugins that look at all pages (tags, literate-nav run at -50 and below) …
    @event_priority(50)
    def _files_first(self, files: Files, *, config: MkDocsConfig) -> Files:
        if not sorts_out_languages(config):
            return self._add_pages(files, config)
        if not is_another_round(config):
            self._build.show_pages(config, files)
        return files

    # … but not for one that (at -100) leaves out what does not lie in docs/ …
    @event_priority(-99)
    def _files_between(self, files: Files, *, config: MkDocsConfig) -> Files:
        if sorts_out_languages(config) and not is_another_round(config):
            self._build.hide_pages(files)
        return files

    # … after which they are there again.
    @event_priority(-200)
    def _files_last(self, files: Files, *, config: MkDocsConfig) -> Files:
        if is_another_round(config):
            self._build.add_links(config, files)
            return files
        return self._add_pages(files, config) if sorts_out_languages(config) else files

    on_files = CombinedEvent(_files_first, _files_between, _files_last)

    def _add_pages(self, files: Files, config: MkDocsConfig) -> Files:
        with self._raising_as_mkdocs():
            self._build.add_pages(config, files)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        if not is_another_round(config):
            self._build.take_menu(nav, files)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        if is_another_round(config):
            self._build.prepare_round(env, config, files)
        else:
            self._build.prepare_templates(env, config, files)
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        self._build.frame_page(page)
        return markdown

    def on_page_context(self, context: Any, *, page: Page, **_: Any) -> Any:
        return self._build.page_context(context, page)

    def on_pre_template(self, template: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        return self._build.template(template, template_name, config)

    def on_template_context(self, context: Any, **_: Any) -> Any:
        return self._build.template_context(context)

    # Before plugins that make the markup smaller: what is looked for is still as it was written.
    @event_priority(100)
    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        with self._raising_as_mkdocs():
            return self._build.finished_page(output, page)

    # Before plugins that look at the finished site.
    @event_priority(50)
    def _write_archive(self, *, config: MkDocsConfig) -> None:
        if not is_another_round(config):
            with self._raising_as_mkdocs():
                self._build.write(config)

    # After plugins that change the finished site, and one that (at -100) builds it in other
    # languages, too: what is finished stays as it is.
    @event_priority(-110)
    def _finish(self, *, config: MkDocsConfig) -> None:
        if self._is_last(config) and not is_another_round(config):
            with self._raising_as_mkdocs():
                write_sitemap(self._builds(config), config)
                builds, shared = self._builds(config), dict[str, str]()
                for build in builds:
                    build.refuse_foreign(config)
                # Of two archives, one may lie in a folder of the other.
                for build in sorted(builds, key=lambda b: -len(b.archive.addresses.prefix)):
                    build.finish(config, shared)
            for plugin in archives_of(config):
                plugin._put_back()

    def _builds(self, config: MkDocsConfig) -> list[SiteBuild]:
        """Return the builds of all archives of the site."""
        return [plugin._build for plugin in archives_of(config)]

    def _is_last(self, config: MkDocsConfig) -> bool:
        """Return whether all archives of the site have done a step when this one has."""
        return self._builds(config)[-1] is self._build

    on_post_build = CombinedEvent(_write_archive, _finish)

    @contextmanager
    def _raising_as_mkdocs(self) -> Iterator[None]:
        """Raise problems as MkDocs' own error where MkDocs runs the build."""
        try:
            yield
        except ArchiveProblemsError as found:
            if self._given:
                raise
            language = language_of(self._build.request.minutes_dir)
            lines = [line_of(problem, language) for problem in found.problems]
            raise PluginError("\n".join(lines)) from found

    _given: SiteBuild | None = None
    _emptied: tuple[Path, str] | None = None
    _build: SiteBuild
