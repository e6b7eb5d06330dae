"""The peers' sources: the same words, links and tables, and Material's frame as a layout."""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt

from benchmarks import peers
from benchmarks.markdown_pages import markdown_page
from minutes_archive.pages import Page

HTML = (
    '<div id="innehallet"><h1>Rubrik</h1><p>Ett <a href="../x/">ord</a> *här*.</p>'
    "<ul><li>ett</li><li><p>två</p></li></ul>"
    "<table><caption>Tabell</caption><thead><tr><th>A</th><th>B</th></tr></thead>"
    "<tbody><tr><td>1</td><td><ul><li>2</li></ul></td></tr></tbody></table></div>"
)
PAGE = Page("beslut/a-1/", "decision", 'Titel "A"', lambda: HTML, "Beskrivning")


def test_markdown_says_what_the_page_says() -> None:
    _, _, text = markdown_page(PAGE).partition("---\n\n")
    html = MarkdownIt("commonmark").enable("table").render(text)

    assert "<h1>Rubrik</h1>" in html
    assert '<a href="../x/">ord</a> *här*.' in html
    assert html.count("<li>") == 2
    assert html.count("<tr>") == 2
    assert html.count("<td>") == 2


def test_every_peer_gets_every_page(tmp_path: Path) -> None:
    frame = peers.frame_of(f"<html><title>x</title>{HTML}</article></html>")
    pages = [PAGE, Page("beslut/a-2/", "decision", "Två", lambda: HTML)]

    peers.write_hugo_site(tmp_path / "hugo", pages, frame)
    peers.write_eleventy_site(tmp_path / "eleventy", pages, frame)
    peers.write_mkdocs_site(tmp_path / "mkdocs", pages)

    layout = (tmp_path / "hugo/layouts/single.html").read_text(encoding="utf-8")
    assert "{{ .Content }}" in layout and "Rubrik" not in layout
    for place in ("hugo/content", "eleventy/content", "mkdocs/docs"):
        assert len(list((tmp_path / place / "beslut").glob("*/*.md"))) == 2
