"""Each fault of YAML is told in Swedish, alike with PyYAML's own parser and with libyaml."""

from __future__ import annotations

import pytest
import yaml

from minutes_archive.reading import positions

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else [])]


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        pytest.param("a: 1\n\tb: 2\n", 2, 1, "tabb", id="tab"),
        pytest.param("a: 1\nb: @x\n", 2, 4, "särskild betydelse", id="reserved-sign"),
        pytest.param("a: 1\nb: 'x\nc: 2\n", 2, 4, "citattecken avslutas aldrig", id="open-quote"),
        pytest.param("a: 1\nb: [x, y\nc: 2\n", 2, 4, "klammer", id="open-bracket"),
        pytest.param("a: 1\nb: x: y\n", 2, 5, "kolon", id="second-colon"),
        pytest.param("a: 1\nb\nc: 2\n", 2, 1, "saknar kolon", id="no-colon"),
        pytest.param("a:\n  - x\n - y\n", 3, 2, "fel indrag", id="list-indent"),
        pytest.param("- x\ny: 1\n", 2, 1, "fel indrag i en lista", id="list-ends"),
        pytest.param("a:\n  b: 1\n c: 2\n", 3, 2, "fel indrag", id="indent"),
        pytest.param("a: 'don't'\n", 1, 9, "text efter ett avslutande", id="quote-inside"),
        pytest.param("a: - x\n", 1, 4, "samma rad som nyckeln", id="list-on-the-line"),
        pytest.param("a: *x\n", 1, 4, "börjar med *", id="star"),
        pytest.param("a: &x 1\nb: &x 2\n", 2, 4, "samma ankare", id="two-anchors"),
        pytest.param("a: 1\n---\nb: 2\n", 2, 1, "flera dokument", id="two-documents"),
        pytest.param('a: "\\q"\n', 1, None, "unknown escape", id="not-foreseen"),
    ],
)
def test_explanation(
    loader: type,
    text: str,
    line: int,
    column: int | None,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(positions, "Loader", loader)
    _, (problem,) = positions.compose(text.encode(), "a.yml")
    assert (problem.code, problem.place.line) == ("E004", line)
    assert column in (None, problem.place.column)
    assert words in str(problem)
