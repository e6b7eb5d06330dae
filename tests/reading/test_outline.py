"""An outline changes with all of a minutes file but its running text."""

from __future__ import annotations

import pytest

from minutes_archive.reading import compose, outline, text_of

FILE = """\
format: 1
items:
  - number: "1"
    title: Rubrik
    content:
      - text: |
          Första stycket.
      - decision: Att ett.
      - text: Kort.
      - {text: "I klamrar."}
upcoming: []
"""


def outline_of(text: str) -> bytes:
    node, problems = compose(text.encode(), "fil.yml")
    assert node is not None, problems
    return outline(node, text_of(text.encode()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Första stycket.", "Andra.\n\n          Tredje stycket."),
        ("Kort.", "Längre: nej."),
        ("Kort.", "'Kort'"),
        ("I klamrar.", "I, klamrar: {}"),
        ("text: |\n", "text: >-\n"),
    ],
)
def test_running_text_leaves_it(old: str, new: str) -> None:
    if new == "Längre: nej.":
        new = '"Längre: nej."'
    assert old in FILE
    assert outline_of(FILE.replace(old, new)) == outline_of(FILE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Rubrik", "Annan"),
        ("Att ett.", "Att två."),
        ("      - text: Kort.\n", ""),
        ("text: Kort.", "heading: Kort."),
        ("format: 1", "format: 2"),
        ("      - text: |\n          Första", "      - decision: |\n          Första"),
        ("text: Kort.", "text: Kort.\n        extra: x"),
    ],
)
def test_anything_else_changes_it(old: str, new: str) -> None:
    assert old in FILE
    assert outline_of(FILE.replace(old, new)) != outline_of(FILE)


def test_a_text_that_is_used_elsewhere_is_more_than_text() -> None:
    shared = FILE.replace("text: Kort.", "text: &kort Kort.\n      - decision: *kort")
    assert outline_of(shared) != outline_of(shared.replace("Kort.", "Lång."))
    taken = FILE.replace("Att ett.", "&att Att ett.").replace("text: Kort.", "text: *att")
    assert outline_of(taken) != outline_of(taken.replace("Att ett.", "Att två."))
