"""The site as plain documents that open from a disk: no server, no scripts, no theme."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import escape, unescape
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from markdown_it import MarkdownIt

from minutes_archive.archive import newest_first
from minutes_archive.pages import Page, PagePlan, Renderer
from minutes_archive.pages.docs_pages import HandWritten, link_from
from minutes_archive.publishing.site_files import PublishedFile, PublishedFiles, site_contents

# Our own templates and sanitiser quote every attribute and escape "<" in text.
_TAG = re.compile(r'<[a-zA-Z][^\s>/]*(?:\s+[^\s=>"/]+(?:="[^"]*")?)*\s*/?>')
_LINK = re.compile(r'(\s(?:href|src))="([^"]*)"')
_REFRESH = re.compile(r'(\scontent="0; url=)([^"]*)"')
_FORM = re.compile(r"<form\b.*?</form\s*>", re.DOTALL)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def with_links(html: str, change: Callable[[str], str]) -> str:
    """Return the HTML with every href, src and refresh changed."""

    def link(found: re.Match[str]) -> str:
        return f'{found[1]}="{escape(change(unescape(found[2])))}"'

    def refresh(found: re.Match[str]) -> str:
        return f'{found[1]}{escape(change(unescape(found[2])))}"'

    def tag(found: re.Match[str]) -> str:
        return _REFRESH.sub(refresh, _LINK.sub(link, found[0]))

    return _TAG.sub(tag, html)


def without_forms(html: str) -> str:
    """Return the HTML without its forms, which nothing answers here."""
    return _FORM.sub("", html)


def to_file(value: str, name: str = "index.html") -> str:
    """Return a link of the site as one to a file: a folder's page gets the name said out.

    Links to elsewhere and within the page stay; a query is dropped, as no file answers it.
    """
    if _SCHEME.match(value) or value.startswith("#"):
        return value
    parts = urlsplit(value)
    path = parts.path
    if path.endswith("/") or path.rpartition("/")[2] in ("", ".", ".."):
        path = f"{path.rstrip('/')}/{name}" if path not in ("", "./", ".") else name
    return urlunsplit(("", "", path, "", parts.fragment))


STYLES = Path(__file__).with_name("plain.css")
STYLES_ADDRESS = "arkiv.css"
SECTIONS = ("meetings", "decisions", "municipalities", "bodies", "follow_ups", "upcoming", "about")

_LISTED = 5000
"""How many decisions the page that stands for the search lists; more would choke a browser."""

_FIRST_HEADING = re.compile(r"\s*<h1.*?</h1>", re.DOTALL)


def plain_contents(renderer: Renderer) -> Iterator[Page | PublishedFile]:
    """Yield the site's pages and files without what works on a server only.

    The page of the search becomes a list of all decisions, for the browser's own search.
    """
    search = renderer.addresses.section("search")
    for content in site_contents(renderer):
        if isinstance(content, PublishedFiles):
            yield from content.apart()
        elif content.address == search:
            yield _list_for_searching(renderer)
        elif isinstance(content, PagePlan):
            yield content.make()
        elif not content.address.startswith("assets/"):
            yield content


def plain_files(
    renderer: Renderer, by_hand: Iterable[HandWritten]
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield path and content of every file of the plain site; to be read before the next."""
    pages = list(by_hand)
    document = partial(_document, renderer, [page for page in pages if page.is_page])
    # A published original may be HTML too: it is kept to the byte.
    originals = {
        file.address
        for meeting in renderer.archive.meetings
        for file in renderer.files_of(meeting).values()
    }
    yield STYLES_ADDRESS, (STYLES.read_bytes(),)
    for content in plain_contents(renderer):
        if isinstance(content, Page):
            html = without_forms(content.html)
            text = document(content.address, content.title, content.description, html)
            yield f"{content.address}index.html", (text,)
        elif content.address.endswith("/index.html") and content.address not in originals:
            html = b"".join(content.chunks).decode("utf-8")
            yield content.address, (with_links(html, to_file).encode("utf-8"),)
        else:
            yield content.address, content.chunks
    for page in pages:
        if page.is_page:
            html = _html(page)
            yield f"{page.address}index.html", (document(page.address, page.title, "", html),)
        else:
            yield page.source, (page.content,)


def _document(
    renderer: Renderer,
    by_hand: list[HandWritten],
    address: str,
    title: str,
    description: str,
    html: str,
) -> bytes:
    text = renderer.render(
        "plain.html",
        address,
        title=title,
        description=description,
        sections=SECTIONS,
        by_hand=by_hand,
        styles=STYLES_ADDRESS,
        site_url=renderer.site_url,
        content=html,
    )
    return f"{with_links(text, to_file)}\n".encode("utf-8", errors="xmlcharrefreplace")


def _html(page: HandWritten) -> str:
    html: str = MarkdownIt("js-default", {"html": False}).disable(["image"]).render(page.markdown)
    heading = "" if _FIRST_HEADING.match(html) else f"<h1>{escape(page.title)}</h1>\n"
    return heading + with_links(html, partial(link_from, page))


def _list_for_searching(renderer: Renderer) -> Page:
    decisions = renderer.archive.decisions
    return renderer.page(
        "plain_search.html",
        renderer.addresses.section("search"),
        title=renderer.t("plain.search_title"),
        description=renderer.t("plain.search_description"),
        decisions=newest_first(decisions) if len(decisions) <= _LISTED else (),
    )
