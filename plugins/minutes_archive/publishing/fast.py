"""Pages of the archive put into frames that the theme has rendered once for each form of page.

MkDocs' page loop is not run for them, so other plugins' page hooks do not see them. A frame
is rendered by MkDocs' own environment with its own context; nothing is known of the markup.
A theme may show more of a page than a frame knows: the first page of each form is rendered
whole as well, and where the two differ, so are all pages of that form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from minutes_archive.pages import Page, TocEntry
from minutes_archive.publishing.chrome import TEMPLATE
from minutes_archive.publishing.chrome_cutting import (
    Frame,
    FrameNotCutError,
    cut,
    marker,
    tightened,
)
from minutes_archive.publishing.compatible import page_file
from minutes_archive.publishing.parts import refuse_missing
from minutes_archive.publishing.site_state import Form

_NOBODYS_NAME = "x--x"


class FastPublisher:
    """Makes the documents of one build; a frame is made when the first page of a form comes."""

    def __init__(
        self,
        config: MkDocsConfig,
        environment: Environment,
        nav: Navigation,
        files: Files,
        values: Mapping[str, Any],
        minutes_dir: Path,
        theme: str = "",
    ) -> None:
        self._config = config
        self.site_url = f"{config.site_url.rstrip('/')}/" if config.site_url else ""
        self._template = environment.get_template(TEMPLATE)
        self._values = values
        self._minutes_dir = minutes_dir
        self._theme = theme
        self._nav = nav
        self._files = files.documentation_pages()
        self._frames: dict[Form, Frame | None] = {}
        self._digests: dict[Form, bytes] = {}
        self._forms: dict[bytes, Form] = {}
        self._checked: set[Form] = set()

    def document(self, page: Page) -> tuple[str, bytes]:
        """Return a page as a whole HTML document, and the digest of its frame.

        The digest is empty for a page whose form has none.
        """
        form = _form(page)
        if form not in self._checked:
            html = page.html
            page = replace(page, render=lambda: html)
            self._check(form, page)
        frame = self._frame_of(form)
        document = self._render(page) if frame is None else _filled(frame, page)
        return document, self._digests[form]

    def compare_anew(self) -> None:
        """Compare the next page of each form with its frame, as if it were the first."""
        self._checked.clear()
        self._frames = {form: frame for form, frame in self._frames.items() if frame is not None}

    def form(self, digest: bytes) -> Form:
        """Return the form of the pages that a frame of this build is for."""
        return self._forms[digest]

    def has_frame(self, form: Form | None, digest: bytes) -> bool:
        """Return whether pages of a form get the very frame that a digest is of."""
        if form is None or not digest:
            return False
        self._frame_of(form)
        return self._digests[form] == digest

    def _check(self, form: Form, page: Page) -> None:
        """Do without a frame where a first page of the form shows more than one knows."""
        self._checked.add(form)
        frame = self._frame_of(form)
        whole = self._render(page)
        if self._theme:
            refuse_missing(whole, page, page.html, self._values, self._theme)
        if frame is not None and _filled(frame, page) != whole:
            self._frames[form], self._digests[form] = None, b""

    def _frame_of(self, form: Form) -> Frame | None:
        if form not in self._frames:
            try:
                frame = self._frame(form)
            except FrameNotCutError:
                self._frames[form], self._digests[form] = None, b""
            else:
                digest = blake2b(repr((form, frame)).encode(), digest_size=16).digest()
                self._frames[form], self._digests[form] = frame, digest
                self._forms[digest] = form
        return self._frames[form]

    def _frame(self, form: Form) -> Frame:
        """Render the theme around markers, for pages of a form."""
        folder, kind, has_toc, has_description, has_head, noindex, wide = form
        rows = (TocEntry(marker("title", n), marker("anchor", n)) for n in (1, 2))
        model = Page(
            address=f"{folder}{_NOBODYS_NAME}/",
            kind=kind,
            title=marker("title"),
            # Material adds an h1 of its own to content without one.
            render=lambda: f"<h1>{marker('content')}",
            description=marker("description") if has_description else "",
            toc=tuple(rows) if has_toc else (),
            head=marker("head") if has_head else "",
            noindex=noindex,
            wide=wide,
        )
        rendered = self._render(model, marked=True)
        return cut(rendered.replace(f"<h1>{marker('content')}", marker("content")))

    def _render(self, model: Page, *, marked: bool = False) -> str:
        page: Any = page_file(model, self._config, self._minutes_dir).page
        if marked and page.canonical_url:
            page.canonical_url = page.canonical_url.removesuffix(model.address) + marker("address")
        page.read_source(self._config)
        page.render(self._config, self._files)
        context = get_context(self._nav, self._files, self._config, page)
        return tightened(self._template.render(context, minutes_archive=self._values))


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
        page.wide,
    )


def _folder(address: str) -> str:
    """Return the address of the folder that a page's own folder lies in."""
    return address[: address.rstrip("/").rfind("/") + 1]
