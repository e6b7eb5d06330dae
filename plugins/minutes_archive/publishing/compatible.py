"""Pages of the archive as MkDocs pages with ready HTML: every other plugin's hooks run."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from minutes_archive.pages import Page, PagePlan
from minutes_archive.publishing.chrome import TEMPLATE
from minutes_archive.publishing.site_files import Content, PublishedFiles
from minutes_archive.reading.reader import REGISTRY_FILE

_ID = re.compile(r'\sid="([^"]+)"')


class ArchivePage(MkDocsPage):
    """A MkDocs page whose content needs no conversion."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        # Titles are HTML to MkDocs' themes.
        super().__init__(escape(page.title), file, config)
        self.show(page)

    def show(self, page: Page) -> None:
        """Take another state of the same page."""
        self._page = page
        self.update_date = page.modified.isoformat() if page.modified else ""

    @property
    def shown(self) -> Page:
        """The page of the archive that this one shows."""
        return self._page

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 (MkDocs' signature)
        self.markdown = ""
        self.meta = page_meta(self._page)

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        self.content = html = self._page.html
        self.toc = page_toc(self._page)
        # What hand-written pages may link to; MkDocs checks their anchors against it.
        self.present_anchor_ids = anchors_of(html)


def anchors_of(html: str) -> set[str]:
    """Return the ids that links to a page may name."""
    return set(_ID.findall(html))


def source_of(address: str) -> str:
    """Return the name by which mkdocs.yml and hand-written pages call a page of the archive."""
    return f"{address}index.md"


def page_meta(page: Page) -> dict[str, object]:
    """Return what Material's templates read as front matter."""
    hidden = ["navigation"] if page.toc else ["navigation", "toc"]
    meta: dict[str, object] = {
        "description": escape(page.description),
        "hide": hidden,
        "template": TEMPLATE,
        "minutes": {"kind": page.kind, "head": page.head, "noindex": page.noindex},
    }
    return meta


def mkdocs_files(
    contents: Iterable[Content], config: MkDocsConfig, minutes_dir: Path
) -> Iterator[File]:
    """Yield everything as files that pass through MkDocs' own steps.

    A page's source is its minutes file, or the registry in `minutes_dir` where it shows many.
    """
    for content in contents:
        if isinstance(content, PagePlan):
            yield page_file(content.make(), config, minutes_dir)
        elif isinstance(content, PublishedFiles):
            for file in content.apart():
                yield data_file(file.address, b"".join(file.chunks), config, minutes_dir)
        else:
            yield data_file(content.address, b"".join(content.chunks), config, minutes_dir)


def page_toc(page: Page) -> TableOfContents:
    """Return the contents below one entry for the page itself, the goal of the skip link."""
    top = AnchorLink(escape(page.title), page.anchor, 1)
    top.children = [AnchorLink(escape(entry.title), entry.anchor, 2) for entry in page.toc]
    return TableOfContents([top])


def page_file(page: Page, config: MkDocsConfig, minutes_dir: Path) -> File:
    """Return a generated MkDocs file for a page, outside the menu unless mkdocs.yml lists it."""
    name = source_of(page.address)
    file = File.generated(config, name, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    source = Path(page.edit_file).absolute() if page.edit_file else minutes_dir / REGISTRY_FILE
    file.abs_src_path = str(source)
    with suppress(ValueError):  # on another drive of Windows
        file.edit_uri = Path(os.path.relpath(source, config.docs_dir)).as_posix()
    file.page = ArchivePage(page, file, config)
    return file


def data_file(address: str, content: bytes, config: MkDocsConfig, minutes_dir: Path) -> File:
    """Return a generated file that is published as it is, whatever its name ends in.

    The source name never ends in .md: MkDocs would take a published Markdown original for
    a page of the site.
    """
    file = File.generated(config, f"{address}.published", content=content)
    file.abs_src_path = str(minutes_dir / REGISTRY_FILE)
    file.dest_uri = address
    file.url = address
    return file
