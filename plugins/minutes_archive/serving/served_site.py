"""The archive as a function from an address to what a browser gets, kept up to date.

What MkDocs makes (pages written by hand, the files of the theme, the frame around pages) is made
once and again when mkdocs.yml, docs/, the theme or the registry changes. Everything else is made
when a browser asks for it, from the archive as it is in memory: after an edit only the file that
was edited is read.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import tempfile
import threading
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from minutes_archive.archive import Archive
from minutes_archive.building.build import BuildStoppedError, load_project, plugin_of, run_mkdocs
from minutes_archive.building.scratch import scratch_folder
from minutes_archive.caching import Readings
from minutes_archive.language.problem_words import in_language, line_of
from minutes_archive.loading import ArchiveProblemsError, load_archive
from minutes_archive.pages import Page, PagePlan, Renderer, plan_meetings
from minutes_archive.problems import Place, Problem, errors_of
from minutes_archive.publishing.compatible import ArchivePage
from minutes_archive.publishing.search_files import make_index
from minutes_archive.publishing.site_build import Result, SiteBuild
from minutes_archive.publishing.site_files import PublishedFile, site_files, site_plans
from minutes_archive.publishing.site_state import SiteState
from minutes_archive.serving.messages import Request, Response, type_of
from minutes_archive.serving.preview import Preview, done_line, with_marks

clerk_log = logging.getLogger("minutes_archive")

# How long nothing must have changed before the search index is made unasked.
_QUIET = 2.0

_RELOAD = "/livereload/"
_PATIENCE = 25.0  # seconds that a browser waits for news before it asks again

_SCRIPT = (
    "<script>(async function wait(){try{"
    f'const r=await fetch("{_RELOAD}%s");if(await r.text()!=="%s")return location.reload();'
    "}catch{await new Promise(d=>setTimeout(d,1000))}wait()})()</script>"
)


class _OutdatedError(Exception):
    """What was being made is of a state that is no longer shown."""


class FrameBuild(SiteBuild):
    """A build that stops where MkDocs is done: the archive's own pages wait until asked for."""

    def write(self, config: MkDocsConfig) -> None:
        for script in self.scripts:
            file = Path(config.site_dir, script.address)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"".join(script.chunks))

    def write_at_root(self, name: str, content: bytes) -> None:
        """Leave out the sitemap: nobody searches a site that is being written."""

    def finish(self, config: MkDocsConfig, shared: dict[str, str]) -> None:  # noqa: ARG002
        self.result = Result(SiteState(), tuple(self.warnings), is_changed=True)


@dataclass(frozen=True)
class Frame:
    """What MkDocs made: files in a folder, and what is needed to put pages into its theme.

    It `is_bare` where the archive's own pages are not among the files; where other plugins may
    want to see every page, all are.
    """

    config: MkDocsConfig
    build: SiteBuild
    folder: Path
    is_bare: bool

    @cached_property
    def own_pages(self) -> dict[str, File]:
        """The pages of the archive that the menu or a hand-written page names, by address."""
        files = self.build.files.documentation_pages()
        return {f.dest_uri.removesuffix("index.html"): f for f in files if f.generated_by}

    def document(self, page: Page) -> str:
        """Return a page in the frame of the theme."""
        file = self.own_pages.get(page.address)
        if file is None:
            return self.build.publisher.document(page)[0]
        shown, build = file.page, self.build
        assert isinstance(shown, ArchivePage)
        shown.show(page)
        shown.read_source(self.config)
        shown.render(self.config, build.files)
        shown.active = True
        try:
            pages = build.files.documentation_pages()
            context = get_context(build.nav, pages, self.config, shown)
            context = build.page_context(context, shown)
            template = build.environment.get_template(str(shown.meta["template"]))
            return build.finished_page(template.render(context), shown)
        finally:
            shown.active = False


@dataclass(frozen=True)
class State:
    """An archive in its frame; a change of either makes a new one."""

    frame: Frame
    archive: Archive
    readings: Readings
    renderer: Renderer
    warnings: tuple[Problem, ...]
    number: int

    @property
    def draft_errors(self) -> tuple[Problem, ...]:
        """Errors of drafts, which are left out of this state because of them."""
        return tuple(p for p in self.warnings if p.of_draft and p.code.startswith("E"))

    @cached_property
    def of_meetings(self) -> dict[str, PagePlan]:
        if not self.frame.is_bare:
            return {}
        return {plan.address: plan for _, plan in plan_meetings(self.renderer)}

    @cached_property
    def _all(self) -> dict[str, PagePlan]:
        if not self.frame.is_bare:
            return {}
        return {plan.address: plan for plan in site_plans(self.renderer)}

    def page(self, address: str) -> str | None:
        """Return the page of the archive at an address, or None where it has none there."""
        plan = self.of_meetings.get(address) or self._all.get(address)
        return self.frame.document(plan.make()) if plan else None

    def file(self, address: str) -> bytes | None:
        """Return the file of the archive at an address: an original, data, a feed, a redirect."""
        for file in site_files(self.renderer):
            if isinstance(file, PublishedFile):
                if file.address == address:
                    return b"".join(file.chunks)
            elif address in file.files.addresses:
                return b"".join(piece for at, piece in file.files.pieces if at == address)
        return None

    def has_page(self, address: str) -> bool:
        """Return whether the archive has a page at an address."""
        return address in self.of_meetings or address in self._all


class ServedSite:
    """Answers requests, and takes notice of changes; safe to use from several threads."""

    def __init__(self, config_file: Path, minutes_dir: Path, site_url: str, root: str) -> None:
        self._config_file, self._minutes = config_file, minutes_dir
        self._site_url, self._root = site_url, root
        # One page at a time: MkDocs' pages and Jinja's fragments are shared.
        self._making = threading.Lock()
        self._news = threading.Condition()
        self._scratch = contextlib.ExitStack()
        self._temporary = self._scratch.enter_context(scratch_folder(config_file.parent))
        # The files of the search index, and the number of the state that they are of.
        self._index: tuple[int, dict[str, bytes]] = (0, {})
        self._indexing = threading.Lock()
        self._frame_is_old = False
        self._troubles = 0
        self._state = self._framed(1, Readings())
        self.problems: tuple[Problem, ...] = self._state.draft_errors
        """The errors that keep the latest edit from showing; empty where all is well."""

    @property
    def language(self) -> str:
        """The language of the archive."""
        return self._state.archive.registry.language

    @property
    def _version(self) -> str:
        """What a browser has seen: it asks again where this is another."""
        return f"{self._state.number}.{self._troubles}"

    @property
    def number(self) -> int:
        """The number of the state that is shown; it grows with each change."""
        return self._state.number

    def close(self) -> None:
        """Delete what lies on the disk."""
        self._scratch.close()

    # Changes ------------------------------------------------------------------------

    @property
    def frame_places(self) -> list[Path]:
        """The files and folders that the frame is made of."""
        config, request = self._state.frame.config, self._state.frame.build.request
        custom = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
        watched = [Path(path) for path in config.watch if Path(path) != self._minutes]
        docs = Path(config.docs_dir)
        return [self._config_file, docs, *request.templates_dirs, *custom, *watched]

    def change(self, *, frame: bool) -> None:
        """Take in what has changed; where it has errors they are told, and the old state stays."""
        before = self._state
        again = frame or self._frame_is_old or not before.frame.is_bare
        try:
            if again:
                state = self._framed(before.number + 1, before.readings)
            else:
                state = self._edited(before)
        except ArchiveProblemsError as found:
            self._tell_errors(found.problems)
        except (BuildStoppedError, OSError) as stopped:
            self._tell_errors([], str(stopped))
        else:
            known = set(before.warnings)
            for problem in state.warnings:
                if problem not in known and not frame:
                    clerk_log.warning(line_of(problem, self.language))
            self.problems = state.draft_errors
            clerk_log.warning(in_language(done_line(), self.language))
            with self._news:
                self._state = state
                self._news.notify_all()
            if state.frame is not before.frame:
                shutil.rmtree(before.frame.folder, ignore_errors=True)

    def _tell_errors(self, problems: list[Problem], words: str = "") -> None:
        shown = errors_of(problems) or [Problem(Place(""), "", words)]
        with self._news:
            self.problems = tuple(shown)
            self._troubles += 1
            self._news.notify_all()
        for problem in problems:
            clerk_log.error(line_of(problem, self.language))
        if words:
            clerk_log.error(in_language(words, self.language))
        clerk_log.error(in_language(done_line(shown), self.language))

    def _framed(self, number: int, known: Readings) -> State:
        """Let MkDocs make the frame, and read the archive for it."""
        self._frame_is_old = True
        folder = Path(tempfile.mkdtemp(dir=self._temporary))
        config = load_project(self._config_file, folder, site_url=self._site_url)
        readings = known.again()
        plugin = plugin_of(config, self._minutes)
        request = replace(
            plugin.request(config),
            minutes_dir=self._minutes,
            readings=readings,
            with_drafts=True,
        )
        is_bare = set(config.plugins) == {"minutes-archive"} and not config.hooks
        build = FrameBuild(replace(request, publishing="fast")) if is_bare else SiteBuild(request)
        result = run_mkdocs(config, plugin, build)
        frame = Frame(config, build, folder, is_bare)
        self._frame_is_old = False
        return State(frame, build.archive, readings, build.renderer, result.warnings, number)

    def _edited(self, before: State) -> State:
        """Read the minutes folder again for the same frame."""
        frame = before.frame
        request = frame.build.request
        readings = before.readings.again()
        prefix = before.archive.addresses.prefix
        archive, warnings = load_archive(
            request.minutes_dir, readings, request.show_progress, prefix, with_drafts=True
        )
        renderer = frame.build.renderer_of(archive, self._site_url)
        state = State(frame, archive, readings, renderer, tuple(warnings), before.number + 1)
        # The names in the menu, the language, the footer: all are in the frame. And a page that
        # the menu or a hand-written page names may be gone.
        gone = before.of_meetings.keys() - state.of_meetings.keys()
        named = {*frame.own_pages, *frame.build.linked_pages}
        if archive.registry != before.archive.registry or gone & named:
            return self._framed(before.number + 1, readings)
        return state

    def keep_indexed(self) -> None:
        """Make the search index whenever nothing has changed for a while; never returns."""
        while True:
            with self._news:
                self._news.wait_for(lambda: self._index[0] != self._state.number)
                state = self._state
                if self._news.wait_for(lambda: self._state is not state, _QUIET):  # noqa: B023
                    continue
            self._make_index()

    def _make_index(self) -> None:
        """Make the index of the state that is shown; leave it when that is no longer shown."""
        with self._indexing:
            state, found = self._state, dict[str, bytes]()
            if self._index[0] == state.number:
                return

            def write(address: str, content: bytes) -> None:
                if self._state is not state:
                    raise _OutdatedError
                found[address] = content

            with contextlib.suppress(_OutdatedError):
                if state.frame.is_bare:
                    make_index(state.renderer, state.frame.build.files, write)
                self._index = (state.number, found)

    # Requests -----------------------------------------------------------------------

    def respond(self, request: Request) -> Response:
        """Return what lies at the address of a request."""
        if request.method not in ("GET", "HEAD"):
            return Response(status=405)
        if request.path.startswith(_RELOAD):
            return self._news_after(request.path.removeprefix(_RELOAD))
        if not request.path.startswith(self._root):
            return _moved(self._root) if request.path == "/" else Response(status=404)
        state = self._state
        address = request.path.removeprefix(self._root).removesuffix("index.html")
        try:
            return self._at(state, address)
        except Exception as error:
            words = in_language(f"Sidan /{address} kunde inte visas: {error}", self.language)
            clerk_log.error(words)
            return Response(words.encode(), 500, type_of("x.txt"))

    def _at(self, state: State, address: str) -> Response:
        folder = state.frame.folder
        if not address or address.endswith("/"):
            with self._making:
                document = state.page(address)
            if document is not None:
                return self._html(state, document.encode(errors="xmlcharrefreplace"), address)
            address += "index.html"
        elif (folder / address / "index.html").is_file() or state.has_page(f"{address}/"):
            return _moved(f"{self._root}{address}/")
        file = (folder / address).resolve()
        if file.is_relative_to(folder.resolve()) and file.is_file():
            content: bytes | None = file.read_bytes()
        elif address.startswith(state.archive.addresses.index_folder):
            while not self._index[0]:  # nothing has been searched yet
                self._make_index()
            # That of the state before until there is a newer one.
            content = self._index[1].get(address)
        else:
            with self._making:
                content = state.file(address)
        if content is None:
            missing = folder / "404.html"
            body = missing.read_bytes() if missing.is_file() else b""
            return replace(self._html(state, body), status=404)
        if address.endswith(".html"):
            return self._html(state, content)
        return Response(content, type=type_of(address))

    def _html(self, state: State, content: bytes, address: str = "") -> Response:
        preview = Preview(state.archive, self._root, f"{self._root}granska/")
        content = with_marks(content, preview, address, self.problems)
        version = self._version
        script = (_SCRIPT % (version, version)).encode()
        head, end, tail = content.rpartition(b"</body>")
        return Response(head + script + end + tail if end else content)

    def _news_after(self, number: str) -> Response:
        """Answer when there is a newer state than the browser has, or after a while."""
        with self._news:
            self._news.wait_for(lambda: self._version != number, _PATIENCE)
        return Response(self._version.encode(), type=type_of("x.txt"))


def _moved(path: str) -> Response:
    return Response(status=301, headers={"Location": quote(path)})
