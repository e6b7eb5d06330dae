"""What the preview adds to a page that it serves."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from minutes_archive.serving.preview import Preview, with_marks


@pytest.fixture
def preview() -> Preview:
    marks: Any = SimpleNamespace(
        panel=lambda problems: "".join(problems), banner=lambda address: f"<b>{address} ł</b>",
        head=lambda: "<link>",
    )  # fmt: skip
    return cast("Preview", marks)


def test_marks_stand_in_the_head_and_first_in_the_body(preview: Preview) -> None:
    page = b"<html><head><title>x</title></head>\n<body class='a'><p>y</p></body></html>"
    assert with_marks(page, preview, "moten/", cast("Any", ["<i>fel</i>"])) == (
        b"<html><head><title>x</title><link></head>\n<body class='a'>"
        b"<i>fel</i><b>moten/ \xc5\x82</b><p>y</p></body></html>"
    )


def test_what_has_no_head_is_left_alone(preview: Preview) -> None:
    assert with_marks(b"no page", preview, "x.html", []) == b"no page"
