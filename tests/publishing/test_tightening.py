"""Blank lines of the theme go, those of the content stay."""

from __future__ import annotations

from minutes_archive.publishing.tightening import tightened


def test_blank_lines_around_the_content_go() -> None:
    page = "<html>\n\n  \n<nav>\n\n</nav><article>\n\n<pre>a\n\nb</pre></article>\n\n\n</html>"
    tight = "<html>\n<nav>\n</nav><article>\n\n<pre>a\n\nb</pre></article>\n</html>"
    assert tightened(page) == tight


def test_a_page_without_content_stays_as_it_is() -> None:
    assert tightened("<p>\n\n</p>") == "<p>\n\n</p>"
    assert tightened("</article>\n\n<article>") == "</article>\n\n<article>"
