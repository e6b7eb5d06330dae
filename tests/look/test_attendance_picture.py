"""The picture of attendance says what the table below it says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from bs4 import BeautifulSoup


def test_every_meeting_has_its_mark(swedish_site: Path) -> None:
    files = sorted((swedish_site / "kommuner").glob("*/index.html"))
    assert len(files) > 3
    for file in files:
        page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        rows = Counter(str(row["data-presence"]) for row in page.select("tr[data-presence]"))
        marks = Counter(
            str(mark["class"][-1]).removeprefix("ma-mark--")
            for mark in page.select("svg[role=img] .ma-mark")
        )
        assert rows
        assert marks == rows, file


def test_marks_stand_on_the_line_of_their_year_and_body_in_order_of_time(
    swedish_site: Path,
) -> None:
    file = swedish_site / "kommuner" / "almvik" / "index.html"
    picture = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser").select_one(
        "svg[role=img]"
    )
    assert picture is not None
    assert str(picture["aria-label"]).startswith("Bild av närvaron för Almvik")
    labels = [text.get_text() for text in picture.select(".ma-picture__line")]
    assert labels == ["2023 FD", "2023 SG", "2022 FD", "2022 SG"]
    titles = [title.get_text() for title in picture.select("title")]
    assert "Styrgruppen 15 september 2022: Delvis närvarande" in titles
    places: dict[str, list[tuple[str, float]]] = {}
    for mark in picture.select("g:has(> title)"):
        circle = mark.select_one("circle")
        assert circle is not None
        places.setdefault(str(circle["cy"]), []).append(
            (mark.get_text().split(":")[0], float(str(circle["cx"])))
        )
    assert [len(marks) for _, marks in sorted(places.items(), key=lambda p: int(p[0]))] == [
        2,
        2,
        4,
        3,
    ]
    for marks in places.values():
        assert len({re.sub(r" \d.*", "", name) for name, _ in marks}) == 1
        across = [x for _, x in marks]
        assert across == sorted(across, reverse=True)
