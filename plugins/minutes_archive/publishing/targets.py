"""Every address of the archive as a target that pages written by hand, and the menu, may link to.

In the fast way MkDocs knows few of the archive's pages, and never its feeds and data by their
own names. Whoever asks for one of them is given a file that says where it lies.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from minutes_archive.pages import PagePlan
from minutes_archive.publishing.compatible import anchors_of, data_file, source_of
from minutes_archive.publishing.site_files import Content, PublishedFiles


class KnownTargets:
    """The archive's addresses by the names that links have for them."""

    def __init__(
        self, contents: Iterable[Content], prefix: str, config: MkDocsConfig, minutes_dir: Path
    ) -> None:
        self._contents, self._prefix = contents, prefix
        self._config, self._minutes_dir = config, minutes_dir
        self._files: dict[str, File | None] = {}

    def lay_over(self, files: Files) -> None:
        """Let `files` find the archive's addresses beside its own files."""
        known = files.get_file_from_path

        def get_file_from_path(path: str) -> File | None:
            return known(path) or self.file(PurePath(path).as_posix())

        files.get_file_from_path = get_file_from_path  # type: ignore[method-assign]

    @property
    def linked_pages(self) -> list[str]:
        """Return the addresses of the pages that somebody has asked for."""
        asked = (self._table.get(name) for name, file in self._files.items() if file)
        return sorted({plan.address for plan in asked if plan is not None})

    def file(self, name: str) -> File | None:
        """Return the file for `moten/index.md`, `moten`, `data/decisions.json` …, or None."""
        if not name.startswith(self._prefix):
            return None
        if name not in self._files:
            self._files[name] = self._file(name)
        return self._files[name]

    def _file(self, name: str) -> File | None:
        if name not in self._table:
            return None
        plan = self._table[name]
        if plan is None:
            return data_file(name, b"", self._config, self._minutes_dir)
        file = data_file(f"{plan.address}index.html", b"", self._config, self._minutes_dir)
        file.src_uri, file.url = source_of(plan.address), plan.address or "./"
        page: Any = _Target(plan)
        file.page = page
        return file

    @cached_property
    def _table(self) -> dict[str, PagePlan | None]:
        table: dict[str, PagePlan | None] = {}
        for content in self._contents:
            if isinstance(content, PagePlan):
                table[source_of(content.address)] = table[content.address.rstrip("/")] = content
            elif isinstance(content, PublishedFiles):
                table |= dict.fromkeys(content.files.addresses)
            else:
                table[content.address] = None
        return table


class _Target:
    """What MkDocs asks of a page that another one links to: which anchors it has."""

    def __init__(self, plan: PagePlan) -> None:
        self._plan = plan

    @cached_property
    def present_anchor_ids(self) -> set[str]:
        return anchors_of(self._plan.make().html)
