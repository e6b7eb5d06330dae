"""The sitemap: every page search engines may list, cut where the protocol's limit is reached.

https://www.sitemaps.org/protocol.html: at most 50,000 addresses and 50 MB a file; larger
sites have an index that names the parts.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from html import escape

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_build_date

URLS_PER_FILE = 50_000
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

# An absolute address, and the date of what is there (ISO) or "".
Entry = tuple[str, str]


def sitemap_files(
    entries: Iterable[Entry], site_url: str, limit: int = URLS_PER_FILE
) -> dict[str, bytes]:
    """Return the sitemap's files by name: `sitemap.xml`, and its parts where there are several.

    `site_url` is the absolute address of the site with a final slash. `sitemap.xml.gz` holds
    the same as `sitemap.xml`, as MkDocs promises.
    """
    ordered = sorted(entries)
    if len(ordered) <= limit:
        files = {"sitemap.xml": _urls(ordered)}
    else:
        parts = [ordered[start : start + limit] for start in range(0, len(ordered), limit)]
        files = {f"sitemap-{n}.xml": _urls(part) for n, part in enumerate(parts, start=1)}
        files["sitemap.xml"] = _index([f"{site_url}{name}" for name in files])
    files["sitemap.xml.gz"] = _gzipped(files["sitemap.xml"])
    return files


def _gzipped(content: bytes) -> bytes:
    """Return the content as gzip (RFC 1952), by the same bytes whatever zlib a Python has.

    In blocks that are stored as they are: how well a library compresses is its own business. So
    it saves nothing; it is there because MkDocs has had a file at this address, which owners of
    sites have told search engines of, and an address that has been published stays.
    """
    blocks = [content[i : i + 65535] for i in range(0, len(content), 65535)] or [b""]
    stored = b"".join(
        struct.pack("<BHH", block is blocks[-1], len(block), len(block) ^ 0xFFFF) + block
        for block in blocks
    )
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
    size = len(content) & 0xFFFFFFFF
    return head + stored + struct.pack("<II", zlib.crc32(content), size)


def mkdocs_urls(files: Files) -> list[Entry]:
    """Return the pages that MkDocs itself writes; without `site_url` none has an address."""
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    return [
        (page.canonical_url, _date_of(page))
        for page in pages
        if page.canonical_url and not _is_hidden(page)
    ]


def _date_of(page: MkDocsPage) -> str:
    """Return the day that a page tells; the day of the build, MkDocs' own guess, is none."""
    return "" if page.update_date == get_build_date() else page.update_date


def _is_hidden(page: MkDocsPage) -> bool:
    minutes = page.meta.get("minutes")
    return isinstance(minutes, dict) and bool(minutes.get("noindex"))


def _urls(entries: Sequence[Entry]) -> bytes:
    rows = "".join(
        f"<url><loc>{escape(address)}</loc>"
        + (f"<lastmod>{modified}</lastmod>" if modified else "")
        + "</url>\n"
        for address, modified in entries
    )
    return _document("urlset", rows)


def _index(addresses: Sequence[str]) -> bytes:
    rows = "".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>\n" for url in addresses)
    return _document("sitemapindex", rows)


def _document(name: str, rows: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{head}\n<{name} {_NAMESPACE}>\n{rows}</{name}>\n".encode()
