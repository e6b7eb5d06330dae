"""Every page as Markdown with front matter: a project that plain MkDocs and Zensical build."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bs4 import Tag
from markdownify import MarkdownConverter

from minutes_archive.pages import Page, Renderer
from minutes_archive.pages.docs_pages import HandWritten
from minutes_archive.preservation.plain_site import (
    SECTIONS,
    plain_contents,
    to_file,
    with_links,
    without_forms,
)
from minutes_archive.preservation.way_out import let_out
from minutes_archive.privacy.finished_files import Gate

_CELLS = frozenset({"td", "th"})
_BARE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_SIGNS = re.compile(r"[\\`*_\[\]{}]")
_LINE_START = re.compile(r"^(\s*(?:\d+(?=[.)]\s))?)([-+#>.)])(?=\s|#|-|>|$)", re.MULTILINE)
_UNDERLINE = re.compile(r"^=(?==*\s*$)", re.MULTILINE)

# The sign after a heading that links to itself: a theme has its own.
_OWN_LINK = re.compile(r'\s*<a class="ma-anchor"[^>]*>.*?</a>', re.DOTALL)


class _Converter(MarkdownConverter):
    """Keeps anchors, as links lead to parts of pages, and text as text."""

    def escape(self, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 (its signature)
        return markdown_text(text)

    def process_tag(self, node: Tag, parent_tags: set[str] | None = None) -> str:
        text: str = super().process_tag(node, parent_tags=parent_tags)  # type: ignore[misc]  # the stub lacks it
        identity = node.get("id")
        if not identity or node.name in _BARE:
            return text
        anchor = f'<a id="{identity}"></a>'
        stripped = text.lstrip("\n")
        # Before a block an anchor is a paragraph of its own, so that the block stays one.
        inline = node.name in ("a", "span", "time", "mark", "th", "td")
        return anchor + text if inline else f"\n\n{anchor}\n\n{stripped}"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802
        heading: str = super().convert_hN(n, el, text, parent_tags)  # type: ignore[misc]  # as above
        identity = el.get("id")
        if not identity or not heading.strip():
            return heading
        return f"\n\n{heading.strip()} {{#{identity}}}\n\n"

    def convert_ol(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Write a list whose numbers Markdown would change as lines with the numbers in them."""
        entries = el.find_all("li", recursive=False)
        parenthesis = "ma-parenthesis" in (el.get("class") or [])
        if not parenthesis and not any(entry.get("value") for entry in entries):
            listed: str = super().convert_list(el, text, parent_tags)  # type: ignore[misc]  # as above
            return listed
        number = int(str(el.get("start") or 1)) - 1
        lines = []
        for entry in entries:
            number = int(str(entry.get("value") or number + 1))
            words = " ".join(self.process_tag(entry, {*parent_tags, "td"}).split())
            sign = ")" if parenthesis else "."
            lines.append(f"{number}\\{sign} {words.removesuffix('<br>')}")
        return "\n\n" + "  \n".join(lines) + "\n\n"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if _CELLS & parent_tags:
            return f"{text.strip()}<br>"
        item: str = super().convert_li(el, text, parent_tags)  # type: ignore[misc]  # as above
        return item

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        cell: str = super().convert_td(el, text.strip().removesuffix("<br>"), parent_tags)  # type: ignore[misc]  # as above
        return cell


def write_markdown(
    folder: Path, renderer: Renderer, by_hand: Iterable[HandWritten], gate: Gate | None = None
) -> int:
    """Write a project into a folder, which is new or empty, and return how many pages it has.

    The folder is there when all of it is written. Raises ArchiveProblemsError where the gate
    lets a file not out.
    """
    by_hand = list(by_hand)
    files = _files(renderer, by_hand)
    settings = _settings(renderer, by_hand).encode("utf-8")
    whole = chain(
        ((f"docs/{path}", chunks) for path, chunks in files), [("mkdocs.yml", (settings,))]
    )
    folder.parent.mkdir(parents=True, exist_ok=True)
    pages = 0
    with TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside:
        for path, chunks in let_out(whole, gate or Gate()):
            file = Path(beside, "new", path)
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("wb") as stream:
                stream.writelines(chunks)
            pages += path.endswith(".md")
        folder.mkdir(exist_ok=True)
        for part in ("docs", "mkdocs.yml"):
            Path(beside, "new", part).rename(folder / part)
    return pages


def markdown_text(text: str) -> str:
    """Return text so that Markdown shows it as it is: no tag, link, list or heading comes of it."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "&#124;")
    text = _SIGNS.sub(r"\\\g<0>", text)
    text = _UNDERLINE.sub("&#61;", text)
    return _LINE_START.sub(r"\1\\\2", text)


def markdown_page(page: Page) -> str:
    """Return a page of the archive as Markdown; links go to the Markdown files of others."""
    html = _OWN_LINK.sub("", without_forms(page.html))
    html = with_links(html, partial(to_file, name="index.md"))
    converter = _Converter(heading_style="ATX", bullets="-", autolinks=False)
    front: dict[str, Any] = {"title": page.title, "description": page.description}
    if page.modified:
        front["date"] = page.modified.isoformat()
    head = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items() if value
    )
    body: str = converter.convert(html)
    return f"---\n{head}---\n\n{_tidy(body)}\n"


def _files(
    renderer: Renderer, by_hand: Iterable[HandWritten]
) -> Iterator[tuple[str, Iterable[bytes]]]:
    for content in plain_contents(renderer):
        if isinstance(content, Page):
            yield f"{content.address}index.md", (markdown_page(content).encode("utf-8"),)
        else:
            yield content.address, content.chunks
    for page in by_hand:
        yield page.source, (page.content,)


def _tidy(text: str) -> str:
    lines: list[str] = []
    for line in text.strip().splitlines():
        if line.strip() or (lines and lines[-1]):
            # Two blanks are what a line break is to MkDocs.
            is_broken = line.strip() and line.endswith("  ")
            lines.append(line.rstrip() + ("  " if is_broken else ""))
    return "\n".join(lines)


def _settings(renderer: Renderer, by_hand: Iterable[HandWritten]) -> str:
    """Return an mkdocs.yml that needs no plugin; the menu names the sections only."""
    menu = [(renderer.t("nav.start"), "index.md")]
    menu += [
        (renderer.t(f"{name}.title"), f"{renderer.addresses.section(name)}index.md")
        for name in SECTIONS
    ]
    menu += [(page.title, page.source) for page in by_hand if page.is_page]
    rows = "".join(
        f"  - {json.dumps(title, ensure_ascii=False)}: {posixpath.normpath(path)}\n"
        for title, path in menu
    )
    name = json.dumps(renderer.registry.name, ensure_ascii=False)
    address = f"site_url: {json.dumps(renderer.site_url)}\n" if renderer.site_url else ""
    return (
        f"site_name: {name}\n{address}plugins: []\nmarkdown_extensions: [attr_list, def_list]\n"
        f'not_in_nav: "*"\nnav:\n{rows}'
    )
