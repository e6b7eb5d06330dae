"""The same pages as sites of other generators, each with Material's frame as its layout.

Peers get ready-made Markdown, links that are never checked and no search index to build.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from benchmarks.markdown_pages import markdown_page
from minutes_archive.pages import Page

_MATERIAL_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)


def write_sources(pages: Iterable[Page], folder: Path, name: str) -> int:
    """Write each page as `<address><name>` below a folder; return their number."""
    count = 0
    for page in pages:
        place = folder / page.address
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(markdown_page(page), encoding="utf-8")
        count += 1
    return count


def frame_of(document: str) -> tuple[str, str]:
    """Cut a finished page of the archive into what stands before and after its content."""
    start = document.index('<div id="innehallet"')
    end = document.index("</article>")
    return document[:start], document[end:]


def write_hugo_site(folder: Path, pages: Iterable[Page], frame: tuple[str, str]) -> None:
    """Write a Hugo site: one layout for all pages, sitemap on, taxonomies and feeds off."""
    before, after = frame
    head = _MATERIAL_TITLE.sub("<title>{{ .Title }} - {{ .Site.Title }}</title>", before)
    layouts = folder / "layouts"
    layouts.mkdir(parents=True)
    for name in ("single", "list", "home"):
        (layouts / f"{name}.html").write_text(f"{head}{{{{ .Content }}}}{after}", encoding="utf-8")
    settings = {
        "baseURL": "https://arkiv.example/",
        "title": "Provbygdens mötesarkiv",
        "disableKinds": ["taxonomy", "term", "RSS"],
    }
    (folder / "hugo.json").write_text(json.dumps(settings), encoding="utf-8")
    write_sources(pages, folder / "content", "_index.md")


def write_eleventy_site(folder: Path, pages: Iterable[Page], frame: tuple[str, str]) -> None:
    """Write an Eleventy site with one Nunjucks layout for all pages."""
    before, after = frame
    head = _MATERIAL_TITLE.sub("<title>{{ title }}</title>", before)
    layouts = folder / "content" / "_includes"
    layouts.mkdir(parents=True)
    layout = f"{head}{{{{ content | safe }}}}{after}"
    (layouts / "page.njk").write_text(layout, encoding="utf-8")
    (folder / "content" / "content.json").write_text('{"layout": "page.njk"}', encoding="utf-8")
    # Markdown files would be run through a template language first: not needed, not fair.
    (folder / "eleventy.config.cjs").write_text(
        'module.exports = () => ({dir: {input: "content"}, markdownTemplateEngine: false});\n',
        encoding="utf-8",
    )
    write_sources(pages, folder / "content", "index.md")


def write_mkdocs_site(folder: Path, pages: Iterable[Page]) -> None:
    """Write a plain MkDocs + Material site with its own search; records outside the menu."""
    settings = (
        "site_name: Provbygdens mötesarkiv\nsite_url: https://arkiv.example/\n"
        "theme: {name: material, language: sv, font: false, features: [navigation.tabs]}\n"
        "nav: [{Start: index.md}, {Beslut: beslut/index.md}]\n"
        "not_in_nav: |\n  *\n"
        "validation: {links: {not_found: ignore, unrecognized_links: ignore}}\n"
        "plugins: [search]\n"
    )
    folder.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    write_sources(pages, folder / "docs", "index.md")
