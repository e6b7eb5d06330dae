"""One build of a site, step by step as MkDocs asks for the steps."""

from __future__ import annotations

import logging
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from minutes_archive.addresses import folder_prefix
from minutes_archive.archive import Archive
from minutes_archive.caching import Documents, Readings, code_version
from minutes_archive.exports import ExportHeads, export_problems
from minutes_archive.language.catalogue import Translator
from minutes_archive.language.problem_words import chosen, line_of
from minutes_archive.loading import ArchiveProblemsError, load_archive
from minutes_archive.pages import Renderer
from minutes_archive.pages.templating import CompiledTemplates
from minutes_archive.permanence import find_redirects
from minutes_archive.permanence.last_site import vanished_bodies
from minutes_archive.privacy.check import check_hand_written, excused_numbers
from minutes_archive.privacy.finished_files import Found, Gate
from minutes_archive.privacy.layout import layout_problems
from minutes_archive.problems import Place, Problem, has_errors
from minutes_archive.program import program_name
from minutes_archive.progress import ShowProgress, silent
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
from minutes_archive.publishing.chrome_cutting import tightened
from minutes_archive.publishing.compatible import ArchivePage, mkdocs_files
from minutes_archive.publishing.digests import archive_digests
from minutes_archive.publishing.docs_folder import (
    copied_folders,
    decomposed_names,
    paths_by_hand,
    sources_of,
)
from minutes_archive.publishing.fast import FastPublisher
from minutes_archive.publishing.finishing import finish_site, finishing_files, refuse_foreign
from minutes_archive.publishing.manifest import MANIFEST
from minutes_archive.publishing.menu import (
    apply_menu_titles,
    default_menu,
    pages_for_mkdocs,
    show_in_menu,
)
from minutes_archive.publishing.others import at_work_on_pages, at_work_on_site, makes_the_menu
from minutes_archive.publishing.parts import is_material, refuse_missing
from minutes_archive.publishing.processes import answers
from minutes_archive.publishing.search_files import write_search
from minutes_archive.publishing.search_scripts import engine_script, page_script
from minutes_archive.publishing.security_headers import HeaderRules, wrong_additions
from minutes_archive.publishing.site_files import Content, PublishedFile, paths_of, site_contents
from minutes_archive.publishing.site_state import SiteState
from minutes_archive.publishing.site_writing import LastSite, SiteWriter, publish, refuse_twice
from minutes_archive.publishing.sitemap import Entry, mkdocs_urls, sitemap_files
from minutes_archive.publishing.targets import KnownTargets

# Not below MkDocs' logger: its strict mode would count a clerk's slip as a reason to stop.
clerk_log = logging.getLogger("minutes_archive")

# Facts that the law or others ask for, and that an archive can be without for a while.
_ADVICE = ("W8", "W9")

# So many pages or files are made, and looked into, in one go.
_BATCH = 128

# What was said of each mkdocs.yml, so that `serve` does not say it at each change.
_said: set[tuple[str, str]] = set()


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What is to be built: the folders, the way of publishing, and what is known already.

    `headers` says for which pages rules are written ("site", "archive", "off", or "auto") and
    `headers_allow` what they allow beside the site's own files. `publishing` is "fast",
    "compatible", or "auto": compatible where other plugins work on pages. `prefix` is the
    folder of the site that the archive is to lie in, as mkdocs.yml says it. `whole_site` says
    whether pages written by hand wear the archive's look, too; None where mkdocs.yml does not
    say.

    `readings` remembers what files gave, where somebody keeps it; `last` is the site that the
    new one may take files from; `show_progress` is called with how far the build has come.
    `with_drafts` shows drafts as if they were published; only `serve` asks for it. `is_sample`
    makes of the archive's pages those of the menu alone, where that can be; only `check` asks for
    it, which wants to know what is told and no site.
    """

    minutes_dir: Path
    templates_dirs: tuple[Path, ...] = ()
    prefix: str = ""
    whole_site: bool | None = None
    publishing: str = "auto"
    headers: str = "auto"
    headers_allow: Mapping[str, Sequence[str]] = field(default_factory=dict)
    readings: Readings | None = None
    with_drafts: bool = False
    is_sample: bool = False
    last: LastSite | None = None
    show_progress: ShowProgress = silent


@dataclass(frozen=True, slots=True)
class Result:
    """A site that was built: its state, the warnings, and whether it differs from the last.

    `others` are the folders of sites inside it that other settings have built.
    """

    state: SiteState
    warnings: tuple[Problem, ...]
    is_changed: bool
    others: tuple[str, ...] = ()


@dataclass
class SiteBuild:
    """The steps of one build; each is called once, in the order they stand here.

    Raises ArchiveProblemsError from any step. `result` is there after the last one.
    """

    request: BuildRequest
    result: Result | None = None
    warnings: list[Problem] = field(default_factory=list)

    archive: Archive = field(init=False)
    renderer: Renderer = field(init=False)
    publisher: FastPublisher = field(init=False)
    nav: Navigation = field(init=False)
    environment: Environment = field(init=False)
    files: Files = field(init=False)
    scripts: tuple[PublishedFile, ...] = field(init=False)
    _compiled: CompiledTemplates = field(default_factory=CompiledTemplates)
    _theme_templates: CompiledTemplates = field(default_factory=CompiledTemplates)
    _writer: SiteWriter = field(init=False)
    urls: list[Entry] = field(default_factory=list)
    _advice: int = 0
    _theme: str = ""
    _by_hand: dict[str, str] = field(init=False)
    is_fast: bool = field(init=False)
    _targets: KnownTargets = field(init=False)
    _gate: Gate = field(init=False)
    _own_pages: set[str] = field(init=False)
    _shown: list[File] = field(default_factory=list)
    rounds: list[Files] = field(default_factory=list)
    """The files of the site, once for each of its languages."""
    _own_settings: MkDocsConfig = field(init=False)
    _values: dict[str, Any] = field(init=False)
    _paths: list[str] = field(init=False)

    def read(self, config: MkDocsConfig) -> None:
        """Read the minutes folder, and lay our templates beside those of the theme."""
        request = self.request
        prefix = _folder_prefix(request.prefix)
        _refuse_file_addresses(config)
        _refuse_wrong_sources(request.headers_allow)
        self.archive, warnings = load_archive(
            request.minutes_dir,
            request.readings,
            request.show_progress,
            prefix,
            with_drafts=request.with_drafts,
        )
        self._report([*warnings, *export_problems(self.archive, config.site_url or "")])
        self._report(
            list(layout_problems(request.minutes_dir, copied_folders(config), "mkdocs.yml"))
        )
        self.is_fast = self._may_be_fast(config)
        lay_templates(config)
        if self._is_whole_site:
            dress_whole_site(config, self.archive)
        self._own_settings = settings_of_archive(config, self.archive)
        self._compiled.keep_beside_templates(
            self.archive.registry.language, self._made_by(self.archive)
        )
        self.renderer = self.renderer_of(self.archive, config.site_url or "", request.readings)

    @cached_property
    def contents(self) -> list[Content]:
        """All pages of the archive, planned, and all its files; each is to be written once."""
        return list(site_contents(self.renderer))

    def show_pages(self, config: MkDocsConfig, files: Files) -> None:
        """Show all pages to plugins, before one of them takes those of docs/ alone."""
        if not self.is_fast:
            self._shown = list(mkdocs_files(self.contents, config, self.request.minutes_dir))
        for file in self._shown:
            files.append(file)

    def hide_pages(self, files: Files) -> None:
        """Take out of the files what `show_pages` has put there."""
        for file in self._shown:
            files.remove(file)

    def add_pages(self, config: MkDocsConfig, files: Files) -> None:
        """Give MkDocs the pages that it must know: all, or those of menu and hand-written pages."""
        renderer = self.renderer
        # Ours is cut where the protocol's limit is, and knows pages that MkDocs does not. Not
        # before this step: MkDocs would copy the template as a file like any other.
        config.theme.static_templates.discard("sitemap.xml")
        assets = list(own_files(files, config, renderer.addresses))
        self._by_hand = {file.dest_uri: file.src_uri for file in files}
        of_the_site = ("404.html", "sitemap.xml", "sitemap.xml.gz") if self._is_whole_site else ()
        for path in (*finishing_files(renderer.addresses, self._rules), *of_the_site):
            refuse_twice(path, self._by_hand)
        if self._is_whole_site:
            drop_other_search(files, config)
        by_hand = list(paths_by_hand(files, config.docs_dir))
        documents = self.request.readings.documents if self.request.readings else Documents()
        registry = self.archive.registry
        self._report(
            [*check_hand_written(by_hand, registry, documents), *decomposed_names(by_hand)]
        )
        self._gate = Gate(
            excused_numbers(self.request.minutes_dir, registry, by_hand),
            documents,
            sources_of(config, by_hand),
        )
        contents: Iterable[Content] = (
            pages_for_mkdocs(self.contents, renderer.addresses, config, files)
            if self.is_fast
            else self.contents
        )
        pages = self._shown or mkdocs_files(contents, config, self.request.minutes_dir)
        own = [*assets, *pages]
        for file in own:
            refuse_twice(file.dest_uri, self._by_hand)
            files.append(file)
        self._own_pages = {file.src_uri for file in own if file.page is not None}
        if config.nav is None and self._is_whole_site and not makes_the_menu(config):
            config.nav = default_menu(files, renderer.addresses, renderer.t)
        elif config.nav is None:
            show_in_menu(files, renderer.addresses, self._is_whole_site)
        apply_menu_titles(config.nav, files)
        self._say_advice(config)
        self._targets = KnownTargets(
            self.contents, renderer.addresses.prefix, config, self.request.minutes_dir
        )
        self._targets.lay_over(files)

    def _made_by(self, archive: Archive) -> bytes:
        """Return the digest of all that is put into templates when they are compiled."""
        words = Translator(archive.registry.language).starting_with("")
        fixed = repr((archive.addresses, sorted(words.items())))
        return sha256(code_version() + fixed.encode()).digest()

    def renderer_of(
        self, archive: Archive, site_url: str, readings: Readings | None = None
    ) -> Renderer:
        """Return what renders the pages of an archive as this build asks for.

        With the readings that it was made of, pages know whether they are as they were.
        """
        return Renderer(
            archive,
            site_url,
            self.request.templates_dirs,
            ExportHeads(archive, site_url),
            archive_digests(archive, readings, site_url),
            self._compiled,
        )

    def add_links(self, config: MkDocsConfig, files: Files) -> None:
        """Let menu and pages of another language of the site link to the archive's pages.

        They are there when the menu is made, and are not written once more (`prepare_round`).
        """
        list(own_files(files, config, self.archive.addresses))  # take our theme's own out
        if self._is_whole_site:
            drop_other_search(files, config)
        contents = pages_for_mkdocs(self.contents, self.archive.addresses, config, files)
        self._shown = list(mkdocs_files(contents, config, self.request.minutes_dir))
        for file in self._shown:
            files.append(file)
        if config.nav is None:
            show_in_menu(files, self.archive.addresses, self._is_whole_site)
        apply_menu_titles(config.nav, files)
        self._targets.lay_over(files)

    def prepare_round(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Make ready for the pages of another language of the site."""
        prepare_environment(env, config, self._is_whole_site)
        self.hide_pages(files)
        self.rounds.append(files)

    def take_menu(self, nav: Navigation, files: Files) -> None:
        self.nav = nav
        if files.get_file_from_path(self.archive.addresses.data("decisions.json")) is None:
            # Another plugin has put its own collection of files in place of MkDocs'.
            self._targets.lay_over(files)

    @property
    def linked_pages(self) -> list[str]:
        """The addresses of the archive's pages that pages written by hand link to."""
        return self._targets.linked_pages

    def prepare_templates(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Hand the words and addresses of the archive to its templates."""
        whole = self._is_whole_site
        prepare_environment(env, config, whole)
        made_by = sha256(code_version() + repr(sorted(env.extensions)).encode()).digest()
        self._theme_templates.keep_beside_templates("theme", made_by)
        env.bytecode_cache = self._theme_templates
        file_of, addresses = partial(theme_file, config), self.archive.addresses
        self.scripts = (engine_script(file_of, addresses), page_script(file_of, addresses))
        engine, page = (script.address for script in self.scripts)
        self._values = template_values(config, env, self.archive, whole, (engine, page))
        self.environment = env
        self.publisher = FastPublisher(
            self._own_settings,
            env,
            self.nav,
            files,
            self._values,
            self.request.minutes_dir,
            self._theme_place(config),
        )
        self.files = files
        self.rounds.append(files)

    @property
    def pages_by_hand(self) -> Iterator[File]:
        """The files of all pages that are not the archive's, in every language of the site."""
        for files in self.rounds:
            for file in files.documentation_pages():
                if not isinstance(file.page, ArchivePage):
                    yield file

    def _theme_place(self, config: MkDocsConfig) -> str:
        """Return what problems call the site's templates, "" where no parts can be asked for."""
        if not is_material(config):
            theme = config.theme.name or "?"
            problem = Problem(
                Place("mkdocs.yml"),
                "W601",
                f"arkivets sidor är gjorda för temat Material (eller MaterialX), inte {theme}: "
                "de blir utan sökruta i sidhuvudet och bara till hälften klädda",
                "skriv theme: {name: material}",
            )
            self._report([problem])
            return ""
        folder = config.theme.custom_dir
        self._theme = f"{Path(folder).name}/main.html" if folder else "mkdocs.yml"
        return self._theme

    def frame_page(self, page: Page) -> None:
        """Put a page written by hand into the archive's frame where it is the whole site."""
        if self._is_whole_site and page.file.src_uri not in self._own_pages:
            page.meta.setdefault("template", TEMPLATE)

    def page_context(self, context: Any, page: Page) -> Any:
        """Give the archive's pages its words, and its settings in place of the site's."""
        if page.file.src_uri in self._own_pages:
            context["config"] = self._own_settings
        elif not self._is_whole_site:
            return context
        context["minutes_archive"] = self._values
        return context

    def template(self, template: Any, name: str, config: MkDocsConfig) -> Any:
        """Return the archive's own page for what is not there where it is the whole site."""
        if self._is_whole_site and name == "404.html":
            return error_page(template, self.environment, config)
        return template

    def template_context(self, context: Any) -> Any:
        """Give templates of the site the archive's words where it is the whole site."""
        if self._is_whole_site:
            context["minutes_archive"] = self._values
        return context

    def finished_page(self, output: str, page: Page) -> str:
        """Leave out the blank lines that the theme puts around the archive's pages."""
        is_dressed = self._is_whole_site or page.file.src_uri in self._own_pages
        if self._theme and isinstance(page, ArchivePage) and page.file.src_uri in self._own_pages:
            refuse_missing(output, page.shown, page.content or "", self._values, self._theme)
        return tightened(output) if is_dressed else output

    def write(self, config: MkDocsConfig) -> None:
        """Write what MkDocs does not: the other pages, data files, the search, the sitemap."""
        last = None if at_work_on_site(config) else self.request.last
        self._writer = writer = SiteWriter(Path(config.site_dir), last)
        if self.is_sample:
            self._paths = list(paths_of(self.contents))
            done = {file.dest_uri for file in self.files.documentation_pages()}
            for path in self._paths:
                if path not in done or path in self._by_hand:
                    refuse_twice(path, self._by_hand)
            return
        done = {file.dest_uri for file in self.files.documentation_pages()}
        if self.is_fast and writer.is_first:
            self._write_first(writer, done)
        else:
            if self.is_fast:
                contents = self._with_progress(self.contents)
                self.urls += publish(contents, self.publisher, writer, done, self._by_hand)
            self.request.show_progress("Skriver sökindexet", 0)
            self._write_search(writer)
        for script in self.scripts:
            writer.write(script.address, script.chunks)
        self._theme_templates.keep()
        self.request.show_progress("Skriver", 1)

    def _write_first(self, writer: SiteWriter, done: Container[str]) -> None:
        """Write a first site with all processors: pages and files in batches, and the index.

        The batches are the same on every machine: in each, the first page of a form is compared
        with its frame, so the number of processors changes no byte.
        """
        contents, starts = self.contents, range(0, len(self.contents), _BATCH)
        batches = [contents[at : at + _BATCH] for at in starts]

        def work(number: int) -> tuple[SiteState, list[Entry]]:
            part = writer.part()
            if number == len(batches):
                self._write_search(part)
                return part.state, []
            self.publisher.compare_anew()
            urls = publish(batches[number], self.publisher, part, done, self._by_hand)
            self._compiled.keep()
            return part.state, urls

        for number, (state, urls) in enumerate(answers(work, len(batches) + 1)):
            self.request.show_progress("Skriver sidor", number / (len(batches) + 1))
            writer.take_in(state)
            self.urls += urls

    def _write_search(self, writer: SiteWriter) -> None:
        self._compiled.keep()
        # The index needs most memory of all: nothing may lie about that is not needed.
        self.renderer.let_go()
        write_search(self.renderer, self.files, writer)

    def refuse_foreign(self, config: MkDocsConfig) -> None:
        """Stop where another plugin has written what finishing would write."""
        refuse_foreign(Path(config.site_dir), self.archive.addresses, self._rules)

    def finish(self, config: MkDocsConfig, shared: dict[str, str]) -> None:
        """Write rules for web servers and the manifest of all files.

        `shared` holds what other archives of the site have put into files at its root.
        """
        if at_work_on_site(config):
            # Another plugin may have changed any of the files.
            self._writer.state = SiteState()
        redirects, _ = find_redirects(self.archive)
        others = {file.dest_uri: file.src_uri for file in self.pages_by_hand}
        state = finish_site(
            Path(config.site_dir),
            self._writer,
            redirects,
            config.site_url or "",
            self.archive.addresses,
            self._rules,
            others,
            shared,
            self._report,
        )
        self._look_into_all(config, Path(config.site_dir), state)
        self.result = Result(state, tuple(self.warnings), self._writer.is_changed)

    def _look_into_all(self, config: MkDocsConfig, site: Path, state: SiteState) -> None:
        """Ask the gate of every finished file, whoever wrote it; it must not be let out else.

        Passed over are files that the last site had, which have been asked, those of packages,
        the search index, which holds words of pages, and the manifest, which holds the names of
        all these files and digests. What shows drafts goes nowhere.
        """
        if self.request.with_drafts:
            return
        last = self.request.last.state.files if self.request.last else {}
        if self.archive.registry.privacy_exceptions:
            last = {}
        index = self.archive.addresses.index_folder
        own = config.theme.custom_dir
        packages = [Path(folder) for folder in config.theme.dirs if folder != own]
        asked = [
            path
            for path, file in state.files.items()
            if not path.startswith(index)
            and path != f"{self.archive.addresses.prefix}{MANIFEST}"
            and ((before := last.get(path)) is None or before.sha256 != file.sha256)
        ]

        def look(number: int) -> list[Found]:
            found: list[Found] = []
            for path in asked[number * _BATCH : (number + 1) * _BATCH]:
                content = (site / path).read_bytes()
                if not _is_of_a_package(path, content, packages):
                    found += self._gate.search(path, content)
            return found

        for found in answers(look, -(-len(asked) // _BATCH)):
            self._gate.hold_back(found)
            for path in {one.path for one in found}:
                (site / path).unlink()  # MkDocs itself builds into the site that is served
        gone = vanished_bodies(
            self.request.last.state.files if self.request.last else (),
            self._paths if self.is_sample else state.files,
            self.archive.addresses,
            self.archive.registry.place,
        )
        self._report([*self._gate.problems(), *gone])

    @property
    def is_sample(self) -> bool:
        """Return whether only some of the archive's pages are made.

        Other plugins that work on pages must find all of them, or tell of links that lead nowhere.
        """
        return self.request.is_sample and self.is_fast

    def write_at_root(self, name: str, content: bytes) -> None:
        """Write a file of the site as a whole."""
        self._writer.write(name, (content,))

    @property
    def _rules(self) -> HeaderRules:
        scope = self.request.headers
        if scope == "auto":
            scope = "site" if self._is_whole_site else "archive"
        return HeaderRules(scope, self.request.headers_allow)

    @property
    def _is_whole_site(self) -> bool:
        chosen = self.request.whole_site
        return chosen if chosen is not None else not self.archive.addresses.prefix

    def _may_be_fast(self, config: MkDocsConfig) -> bool:
        """Choose the way of publishing; say so where others make it the compatible one."""
        others = at_work_on_pages(config)
        if self.request.publishing != "auto" or not others:
            return self.request.publishing != "compatible"
        t = Translator(chosen(self.archive.registry.language))
        self._say_once(config, t("cli.others_at_work", names=", ".join(others)))
        return False

    def _with_progress(self, contents: Iterable[Content]) -> Iterable[Content]:
        archive = self.archive
        # Each meeting has a page and a document, each matter a page and two feeds.
        about = 2 * len(archive.meetings) + len(archive.decisions) + 3 * len(archive.matter_entries)
        for number, content in enumerate(contents):
            if number % 50 == 0:
                self.request.show_progress("Skriver sidor", min(number / (about + 1), 0.99))
            yield content

    def _report(self, problems: list[Problem]) -> None:
        """Show warnings; stop at errors."""
        if has_errors(problems):
            raise ArchiveProblemsError(problems)
        self.warnings += problems
        advice = [problem for problem in problems if problem.code.startswith(_ADVICE)]
        for problem in problems:
            if problem not in advice:
                clerk_log.warning(line_of(problem, self.archive.registry.language))
        self._advice += len(advice)

    def _say_once(self, config: MkDocsConfig, line: str) -> None:
        """Say something that is no problem, once however often a site is rebuilt."""
        if (config.config_file_path, line) not in _said:
            _said.add((config.config_file_path, line))
            clerk_log.warning(line)

    def say_kept(self, folder: str) -> None:
        """Say that a site that other settings have built into this one is still there."""
        clerk_log.warning(
            Translator(chosen(self.archive.registry.language))("cli.kept", folder=folder)
        )

    def _say_advice(self, config: MkDocsConfig) -> None:
        """Show in one line how much is not filled in yet: a check shows what."""
        if self._advice:
            form = "advice_one" if self._advice == 1 else "advice_other"
            t = Translator(chosen(self.archive.registry.language))
            line = t(f"cli.{form}", n=self._advice, program=program_name())
            self._say_once(config, line)


def _is_of_a_package(path: str, content: bytes, packages: Iterable[Path]) -> bool:
    if path.endswith("/index.html"):
        return False  # a page, of which no package has any
    for folder in packages:
        file = folder / path
        if file.is_file() and file.read_bytes() == content:
            return True
    return False


def write_sitemap(builds: Sequence[SiteBuild], config: MkDocsConfig) -> None:
    """Write the one sitemap of a site, with the pages of all its archives."""
    if config.site_url:
        last = builds[-1]
        urls = {url for files in last.rounds for url in mkdocs_urls(files)}
        urls |= {url for build in builds for url in build.urls}
        for name, content in sitemap_files(urls, config.site_url).items():
            last.write_at_root(name, content)


def _refuse_wrong_sources(additions: Mapping[Any, Any]) -> None:
    problems = [
        Problem(
            Place("mkdocs.yml"),
            "E602",
            f"headers_allow: {entry} kan inte stå i en Content-Security-Policy",
            'skriv till exempel img-src: ["https://bilder.exempel.se"]',
        )
        for entry in wrong_additions(additions)
    ]
    if problems:
        raise ArchiveProblemsError(problems)


def _refuse_file_addresses(config: MkDocsConfig) -> None:
    """Stop where a site wants addresses of files: the archive's are folders, and stay."""
    offline = any(name.partition(" ")[0].endswith("offline") for name in config.plugins)
    offline = offline and any(
        getattr(plugin.config, "enabled", True)
        for name, plugin in config.plugins.items()
        if name.partition(" ")[0].endswith("offline")
    )
    if config.use_directory_urls and not offline:
        return
    name = "pluginen offline" if offline else "use_directory_urls: false"
    problem = Problem(
        Place("mkdocs.yml"),
        "E604",
        f"{name} går inte ihop med arkivet, vars adresser är mappar som ska gälla för gott",
        f"ta bort raden; en kopia som går att öppna från disk gör {program_name()} export",
    )
    raise ArchiveProblemsError([problem])


def _folder_prefix(written: str) -> str:
    prefix = folder_prefix(written)
    if prefix is None:
        problem = Problem(
            Place("mkdocs.yml"),
            "E601",
            f'prefix: "{written}" kan inte vara adressen till en mapp',
            "skriv ett ord av a–z, 0–9 och bindestreck, till exempel prefix: arkiv",
        )
        raise ArchiveProblemsError([problem])
    return prefix
