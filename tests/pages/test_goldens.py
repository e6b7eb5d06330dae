"""Every page of the invented archive is as its file in tests/goldens/ says."""

from __future__ import annotations

from goldens import GOLDENS, differences


def test_pages_are_as_their_files() -> None:
    assert list(GOLDENS.glob("*.html")), "write them with build.py goldens --write"
    found = differences()
    first = next(iter(found.values()), "")
    assert list(found) == [], f"read the difference, then build.py goldens --write\n{first[:3000]}"
