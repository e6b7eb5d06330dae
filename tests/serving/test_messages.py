"""The types by which the served archive sends its files: those of a host that is set up right."""

from __future__ import annotations

import pytest

from minutes_archive.serving.messages import type_of


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("moten/index.html", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("data/archive.json", "application/json; charset=utf-8"),
        ("floden/beslut.xml", "application/xml; charset=utf-8"),
        ("data/decisions.csv", "text/csv; charset=utf-8"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.md", "text/plain; charset=utf-8"),
        ("kalender/alla.ics", "text/calendar; charset=utf-8"),
        ("datasets/dcat.rdf", "application/rdf+xml; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
        ("bilaga.pdf", "application/pdf"),
        ("utan-typ", "application/octet-stream"),
    ],
)
def test_a_file_has_the_type_of_its_ending(name: str, told: str) -> None:
    assert type_of(name) == told
