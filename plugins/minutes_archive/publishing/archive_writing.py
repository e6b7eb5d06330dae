"""Everything the archive adds to a site written, by two processes where there is much of it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from mkdocs.structure.files import Files

from minutes_archive.pages import Renderer
from minutes_archive.progress import Tell, silent
from minutes_archive.publishing.fast import FastPublisher
from minutes_archive.publishing.search_files import write_search
from minutes_archive.publishing.second_process import SecondProcess, Turns, can_share
from minutes_archive.publishing.site_files import Content, site_contents
from minutes_archive.publishing.site_writing import SiteWriter, publish
from minutes_archive.publishing.sitemap import Entry

# So many meetings and decisions are worth a second process (it takes some 20 ms to begin).
WORTH_SHARING = 400

# Pages taken at a time: those of one meeting show the same, and are quicker made together.
_AT_A_TIME = 50


class ArchiveWriting:
    """The writing of one archive into one site.

    `done` are the paths that MkDocs has written; `by_hand` gives the source file in docs/ of
    those that are not the archive's.
    """

    def __init__(
        self,
        renderer: Renderer,
        publisher: FastPublisher,
        writer: SiteWriter,
        files: Files,
        by_hand: Mapping[str, str],
        search_store: Path | None,
        tell: Tell = silent,
    ) -> None:
        self._renderer = renderer
        self._publisher = publisher
        self._writer = writer
        self._files = files
        self._by_hand = by_hand
        self._store = search_store
        self._tell = tell
        self._done: Container[str] = {file.dest_uri for file in files.documentation_pages()}
        self._urls: list[Entry] = []

    def run(self) -> list[Entry]:
        """Write pages, files and search index; return the pages' entries for the sitemap."""
        archive = self._renderer.archive
        much = len(archive.meetings) + len(archive.decisions) >= WORTH_SHARING
        if not (much and self._writer.is_first and can_share() and self._share()):
            self._publish(lambda _: True)
            self._tell("Skriver sökindexet", 0)
            # The index needs most memory of all: nothing may lie about that is not needed.
            self._renderer.let_go()
            self._write_search()
        self._tell("Skriver", 1)
        return self._urls

    def _share(self) -> bool:
        """Write everything with a second process; tell whether the system gave one."""
        # Both need them all.
        for meeting in self._renderer.archive.meetings:
            self._renderer.inputs_of(meeting)()
        own = set[int]()
        try:
            turns = Turns()
            second = SecondProcess(lambda: self._as_second(turns))
        except OSError:
            return False
        try:
            self._publish_in(turns, own)
            self._renderer.let_go()
            told = second.told()
        finally:
            second.stop()
            turns.close()
        if told is None:
            self._write_search()
            self._publish(lambda number: number not in own)
        else:
            state, urls = told
            self._writer.take_over(state)
            self._urls += urls
        return True

    def _as_second(self, turns: Turns) -> object:
        self._tell = silent
        self._write_search()
        self._publish_in(turns, set())
        return self._writer.state, self._urls

    def _write_search(self) -> None:
        write_search(self._renderer, self._files, self._writer, self._store)

    def _publish_in(self, turns: Turns, own: set[int]) -> None:
        """Write what nobody else has taken."""
        mine = turns.take()

        def is_mine(number: int) -> bool:
            nonlocal mine
            if number != mine:
                return False
            own.add(number)
            mine = turns.take()
            return True

        self._publish(is_mine)

    def _publish(self, is_mine: Callable[[int], bool]) -> None:
        archive = self._renderer.archive
        # Each meeting has a page and a document, each matter a page and two feeds.
        about = 2 * len(archive.meetings) + len(archive.decisions) + 3 * len(archive.matter_entries)

        def told(number: int) -> bool:
            self._tell("Skriver sidor", min(number * _AT_A_TIME / (about + 1), 0.99))
            return is_mine(number)

        contents = _only(site_contents(self._renderer), told)
        self._urls += publish(contents, self._publisher, self._writer, self._done, self._by_hand)


def _only(contents: Iterable[Content], is_mine: Callable[[int], bool]) -> Iterator[Content]:
    """Yield the pieces whose numbers are wanted; a piece is several contents."""
    remaining, number = iter(contents), 0
    while piece := list(islice(remaining, _AT_A_TIME)):
        if is_mine(number):
            yield from piece
        number += 1
