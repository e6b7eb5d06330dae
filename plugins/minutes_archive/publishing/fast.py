"""Pages of the archive put into frames that the theme has rendered once for each form of page.

MkDocs' page loop is not run for them, so other plugins' page hooks do not see them. A frame
is rendered by MkDocs' own environment with its own context; nothing is known of the markup.
A theme may show more of a page than a frame knows: the first page of each form is rendered
whole as well, and where the two differ, so are all pages of that form.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from minutes_archive.pages import Page, TocEntry
from minutes_archive.publishing.chrome_cutting import Frame, FrameNotCutError, cut, marker
from minutes_archive.publishing.compatible import page_file

Form = tuple[str, str, bool, bool, bool, bool]

_NOBODYS_NAME = "x--x"


class FastPublisher:
    """Makes the documents of one build; a frame is made when the first page of a form comes."""

    def __init__(
        self, config: MkDocsConfig, environment: Environment, nav: Navigation, files: Files
    ) -> None:
        self._config = config
        self.site_url = f"{config.site_url.rstrip('/')}/" if config.site_url else ""
        self._template = environment.get_template("main.html")
        self._nav = nav
        self._files = files.documentation_pages()
        self._frames: dict[Form, Frame | None] = {}

    def document(self, page: Page) -> str:
        """Return a page as a whole HTML document."""
        form = _form(page)
        if form not in self._frames:
            html = page.html
            page = replace(page, render=lambda: html)
            self._frames[form] = self._checked_frame(page)
        frame = self._frames[form]
        return self._render(page) if frame is None else _filled(frame, page)

    def _checked_frame(self, page: Page) -> Frame | None:
        try:
            frame = self._frame(page)
        except FrameNotCutError:
            return None
        return frame if _filled(frame, page) == self._render(page) else None

    def _frame(self, page: Page) -> Frame:
        """Render the theme around markers, for a page of the same form as this one."""
        model = Page(
            address=f"{_folder(page.address)}{_NOBODYS_NAME}/",
            kind=page.kind,
            title=marker("title"),
            # Material adds an h1 of its own to content without one.
            render=lambda: f"<h1>{marker('content')}",
            description=marker("description") if page.description else "",
            toc=tuple(TocEntry(marker("title", n), marker("anchor", n)) for n in (1, 2))
            if page.toc
            else (),
            head=marker("head") if page.head else "",
            noindex=page.noindex,
            wide=page.wide,
        )
        rendered = self._render(model, marked=True)
        return cut(rendered.replace(f"<h1>{marker('content')}", marker("content")))

    def _render(self, model: Page, *, marked: bool = False) -> str:
        page: Any = page_file(model, self._config).page
        if marked and page.canonical_url:
            page.canonical_url = page.canonical_url.removesuffix(model.address) + marker("address")
        page.read_source(self._config)
        page.render(self._config, self._files)
        context = get_context(self._nav, self._files, self._config, page)
        rendered: str = self._template.render(context)
        return rendered


def _filled(frame: Frame, page: Page) -> str:
    values = {
        "address": quote(page.address),
        "title": escape(page.title),
        "description": escape(page.description),
        "head": page.head,
        "content": page.html,
    }
    rows = [{"title": escape(entry.title), "anchor": entry.anchor} for entry in page.toc]
    return frame.filled(values, rows)


def _form(page: Page) -> Form:
    """Return what of a page its frame depends on."""
    return (
        # MkDocs shortens links to what shares a folder with the page.
        _folder(page.address),
        page.kind,
        bool(page.toc),
        bool(page.description),
        bool(page.head),
        page.noindex,
    )


def _folder(address: str) -> str:
    """Return the address of the folder that a page's own folder lies in."""
    return address[: address.rstrip("/").rfind("/") + 1]
