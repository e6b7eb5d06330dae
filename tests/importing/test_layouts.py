"""Documents in the six layouts, each as text, Word and PDF, are read as a careful reader would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from importing.papers import as_text, write_docx, write_pdf
from minutes_archive.importing.confined.extraction import extract
from minutes_archive.importing.draft.drafting import Drafting, Given
from minutes_archive.importing.draft.emitting import minutes_file
from minutes_archive.importing.draft.ledger import balance
from minutes_archive.importing.draft.proof import prove
from minutes_archive.importing.head.bodies import find_body
from minutes_archive.importing.words.draft_tree import Branch, Draft, Leaf, MarkKind, Rows
from minutes_archive.importing.words.language_pack import LanguagePack, load_pack
from minutes_archive.importing.words.source import Format, Source
from minutes_archive.model import Registry
from minutes_archive.reading import read_registry

LAYOUTS = Path(__file__).parent / "layouts"
NAMES = sorted(path.stem for path in LAYOUTS.glob("L*.txt"))


@dataclass(frozen=True)
class Paper:
    """One invented document in one format, read and drafted."""

    source: Source
    draft: Draft
    expected: dict[str, Any]
    registry: Registry


@pytest.fixture(scope="module")
def pack() -> LanguagePack:
    return load_pack()


@pytest.fixture(scope="module")
def registry() -> Registry:
    registry, problems = read_registry(LAYOUTS)
    assert registry is not None and problems == []
    return registry


def write_text(markup: str, path: Path) -> Path:
    path.write_text(as_text(markup), encoding="utf-8")
    return path


WRITERS: dict[Format, Callable[[str, Path], Path]] = {
    Format.TEXT: write_text,
    Format.DOCX: write_docx,
    Format.PDF: write_pdf,
}


@pytest.fixture(scope="module", params=[(n, f) for n in NAMES for f in WRITERS], ids=str)
def paper(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    pack: LanguagePack,
    registry: Registry,
) -> Paper:
    name, format_ = request.param
    header, markup = (LAYOUTS / f"{name}.txt").read_text("utf-8").split("\n---\n", 1)
    path = WRITERS[format_](markup, tmp_path_factory.mktemp("paper") / f"document.{format_}")
    source = extract(format_, path)
    found = find_body([" ".join(line.text for line in source.lines[:30])], registry, pack)
    assert found is not None
    draft = Drafting(source, registry, pack, Given(found.body)).draft()
    return Paper(source, draft, yaml.load(header, Loader=yaml.BaseLoader), registry)


def entries(paper: Paper) -> list[Branch]:
    items = [item for item in paper.draft.tree.rows("items") if isinstance(item, Branch)]
    return [e for item in items for e in item.rows("content") if isinstance(e, Branch)]


def told(paper: Paper, key: str) -> list[str]:
    """Return people as the expectations write them: name, organisation, role, items."""
    return [
        " ".join(filter(None, (person.text(k) for k in ("name", "from", "role", "items"))))
        for person in paper.draft.tree.rows(key)
        if isinstance(person, Branch)
    ]


def names(paper: Paper, key: str) -> list[str]:
    node = paper.draft.tree.get(key)
    if isinstance(node, Rows):
        return [leaf.value for leaf in node.nodes if isinstance(leaf, Leaf)]
    return [node.value] if isinstance(node, Leaf) else []


def test_every_word_is_used_once_or_said_not_to_be(paper: Paper, tmp_path: Path) -> None:
    assert paper.source.disagreement == ""
    result = balance(paper.source, paper.draft)
    assert (result.doubled, result.left_over) == ((), ())
    written = tmp_path / "draft.yml"
    written.write_text(minutes_file(paper.draft, paper.source), encoding="utf-8")
    assert prove(written, paper.draft, paper.source) == []


def test_nothing_of_weight_is_left_without_a_place(paper: Paper) -> None:
    left = [m.passage.text for m in paper.draft.marks if m.kind is MarkKind.NOT_PLACED]
    assert sum(len(text.split()) for text in left) <= 3


@pytest.mark.parametrize("key", ["date", "time", "place", "kind"])
def test_the_head(paper: Paper, key: str) -> None:
    assert paper.draft.tree.text(key) == paper.expected.get(key, "")


def test_the_items(paper: Paper) -> None:
    items = [item for item in paper.draft.tree.rows("items") if isinstance(item, Branch)]
    assert [item.text("title") for item in items] == paper.expected["items"]
    for key, expected in (("number", "numbers"), ("reference", "references")):
        if expected in paper.expected:
            assert [item.text(key) for item in items] == paper.expected[expected]


@pytest.mark.parametrize("key", ["present", "absent"])
def test_the_people(paper: Paper, key: str) -> None:
    assert told(paper, key) == paper.expected[key]


def test_who_stood_in_for_whom(paper: Paper) -> None:
    stood_in = {
        person.text("name"): person.text("substitute_for")
        for person in paper.draft.tree.rows("present")
        if isinstance(person, Branch) and person.get("substitute_for")
    }
    assert stood_in == paper.expected.get("substitutes", {})


def test_the_decisions_are_word_for_word(paper: Paper) -> None:
    decided = [entry.text("decision") for entry in entries(paper) if entry.get("decision")]
    assert decided == paper.expected["decisions"]


def test_a_count_of_votes_belongs_to_its_decision(paper: Paper) -> None:
    votes = [votes for e in entries(paper) if isinstance(votes := e.get("votes"), Branch)]
    counted = [{key: vote.text(key) for key, _ in vote.entries} for vote in votes]
    assert counted == ([paper.expected["votes"]] if "votes" in paper.expected else [])


def test_follow_ups_deferrals_and_coming_meetings(paper: Paper) -> None:
    assert sum(e.get("follow_up") is not None for e in entries(paper)) == int(
        paper.expected["follow_ups"]
    )
    assert sum(e.get("deferred") is not None for e in entries(paper)) == int(
        paper.expected["deferred"]
    )
    coming = [e.text("date") for e in paper.draft.tree.rows("upcoming") if isinstance(e, Branch)]
    assert coming == paper.expected["upcoming"]


@pytest.mark.parametrize("key", ["recorded_by", "attested_by"])
def test_the_sign_off(paper: Paper, key: str) -> None:
    assert names(paper, key) == paper.expected[key]
