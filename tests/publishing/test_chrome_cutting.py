"""Frames: a rendered page cut at its markers gives back what was rendered."""

from __future__ import annotations

import pytest

from minutes_archive.publishing.chrome_cutting import FrameNotCutError, cut, marker, tightened

TITLE, CONTENT = marker("title"), marker("content")


def row(number: int) -> str:
    return f'<li><a href="#{marker("anchor", number)}">{marker("title", number)}</a></li>'


def test_values_stand_wherever_their_marker_stood() -> None:
    frame = cut(f"<title>{TITLE}</title><h1>{TITLE}</h1>{CONTENT}<p>fot</p>")

    assert (
        frame.filled({"title": "A", "content": "<p>B</p>"})
        == "<title>A</title><h1>A</h1><p>B</p><p>fot</p>"
    )


@pytest.mark.parametrize("count", [1, 2, 5])
def test_rows_are_repeated_with_all_that_stands_between_them(count: int) -> None:
    frame = cut(f"<ul>\n{row(1)}\n  {row(2)}\n</ul>{CONTENT}")
    rows = [{"title": f"T{n}", "anchor": f"a{n}"} for n in range(count)]

    expected = "\n  ".join(f'<li><a href="#a{n}">T{n}</a></li>' for n in range(count))
    assert frame.filled({"content": "x"}, rows) == f"<ul>\n{expected}\n</ul>x"


def test_rows_may_stand_in_two_places() -> None:
    frame = cut(f"{row(1)}{row(2)}|{row(1)}{row(2)}")

    one = '<li><a href="#a">T</a></li>'
    assert frame.filled({}, [{"title": "T", "anchor": "a"}]) == f"{one}|{one}"


def test_rows_that_differ_are_refused() -> None:
    with pytest.raises(FrameNotCutError):
        cut(f"<b>{row(1)}<i>{row(2)}</i>".replace("</a></li></i>", "</a></p></i>", 1) + row(1))


def test_a_lone_row_is_refused() -> None:
    with pytest.raises(FrameNotCutError):
        cut(f"{row(1)}<p>slut</p>")


def test_blank_lines_around_the_content_go() -> None:
    page = "<html>\n\n  \n<nav>\n\n</nav><article>\n\n<pre>a\n\nb</pre></article>\n\n\n</html>"
    tight = "<html>\n<nav>\n</nav><article>\n\n<pre>a\n\nb</pre></article>\n</html>"
    assert tightened(page) == tight


def test_a_page_without_content_stays_as_it_is() -> None:
    assert tightened("<p>\n\n</p>") == "<p>\n\n</p>"
    assert tightened("</article>\n\n<article>") == "</article>\n\n<article>"
