"""What holds for every input: reading never raises, no words are lost, order does not matter."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fuzz.pipeline import compiled
from fuzz.structure import known_keys
from minutes_archive.archive import link
from minutes_archive.model import Meeting, Registry
from minutes_archive.pages import Renderer
from minutes_archive.pages.decision import decision_page
from minutes_archive.pages.meeting import meeting_page
from minutes_archive.problems import has_errors
from minutes_archive.reading.positions import compose
from minutes_archive.reading.reader import read_meeting, read_registry
from minutes_archive.reading.scalars import YEARS

ROOT = Path(__file__).parents[1]
# A failing example is shown as it was found: to make it smaller takes minutes.
QUICK = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
)
WORDS = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Zs"),
        include_characters=" \n",
    ),
    min_size=1,
    max_size=80,
).filter(lambda text: text.strip() and "@" not in text)
LINES = WORDS.map(lambda text: " ".join(text.split()))
PLAIN = st.from_regex(r"[A-Za-zåäöÅÄÖ]{1,12}( [a-zåäö]{1,12}){0,6}", fullmatch=True)

DECISION = st.fixed_dictionaries(
    {"decision": PLAIN},
    optional={
        "status": st.sampled_from(["decided", "postponed", "rejected", "noted", "done"]),
        "matter": st.sampled_from(["dricksvatten", "e-arkiv"]),
        "topics": st.lists(st.sampled_from(["vatten", "skola"]), min_size=1, max_size=2),
        "concerns": st.just("almvik"),
        "responsible": LINES,
        "due": st.dates(dt.date(YEARS[0], 1, 1), dt.date(YEARS[-1], 12, 31)).map(str),
        "reference": LINES,
        "reservations": st.lists(WORDS, min_size=1, max_size=2),
        "follows": st.sampled_from(["styrgruppen/1999-01-01", "sg-1999-01-01-1-1"]),
    },
)
CONTENT = st.one_of(
    DECISION,
    st.fixed_dictionaries({"text": WORDS}),
    st.fixed_dictionaries({"heading": LINES}),
    st.fixed_dictionaries({"withheld": WORDS}),
    st.fixed_dictionaries({"deferred": PLAIN}),
    st.fixed_dictionaries({"follow_up": PLAIN}, optional={"note": WORDS, "responsible": LINES}),
)
ITEM = st.fixed_dictionaries({"title": PLAIN, "content": st.lists(CONTENT, max_size=4)})
MEETING = st.fixed_dictionaries(
    {
        "format": st.just("1"),
        "body": st.just("styrgruppen"),
        "date": st.just("2023-09-14"),
        "status": st.just("published"),
        "items": st.lists(ITEM, min_size=1, max_size=4),
    },
    optional={"place": LINES, "title": LINES, "reference": LINES},
)
TREES = st.recursive(
    st.one_of(st.text(max_size=20), st.sampled_from(["2023-09-14", "1", "published", ""])),
    lambda children: st.one_of(
        st.lists(children, max_size=4),
        st.dictionaries(
            st.one_of(st.sampled_from(known_keys()), st.text(max_size=8)), children, max_size=5
        ),
    ),
    max_leaves=25,
)


@pytest.fixture(scope="module")
def registry() -> Registry:
    found, problems = read_registry(ROOT / "archive")
    assert found is not None
    assert not has_errors(problems)
    return found


def read(values: object, registry: Registry) -> tuple[Meeting | None, list[str], bool]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "styrgruppen" / "2023" / "2023-09-14.yml"
        file.parent.mkdir(parents=True)
        try:
            text = yaml.dump(values, allow_unicode=True, Dumper=yaml.CSafeDumper)
            file.write_text(text, encoding="utf-8")
        except UnicodeEncodeError:
            file.write_text("", encoding="utf-8")
        meeting, problems = read_meeting(file, registry)
        return meeting, [str(problem) for problem in problems], has_errors(problems)


def bare(text: str) -> str:
    return "".join(text.split())


@QUICK
@given(st.binary(max_size=300))
def test_any_bytes_are_nodes_or_a_problem(data: bytes) -> None:
    node, problems = compose(data, "fil.yml")
    assert (node is None) == bool(problems)


@QUICK
@given(st.text(alphabet=st.sampled_from("[]{}:-?&*!|>'\"%@`#, \n\tab1"), max_size=200))
def test_any_signs_of_yaml_are_nodes_or_a_problem(text: str) -> None:
    node, problems = compose(text.encode(), "fil.yml")
    assert (node is None) == bool(problems)


@QUICK
@given(TREES)
def test_any_tree_is_read_without_a_fault(registry: Registry, tree: object) -> None:
    meeting, problems, failed = read(tree, registry)
    assert failed or meeting is not None
    assert all(problem.isprintable() for problem in problems)


@QUICK
@given(MEETING)
def test_a_sound_meeting_loses_no_words_on_its_way_to_the_page(
    registry: Registry, values: dict[str, object]
) -> None:
    meeting, problems, failed = read(values, registry)
    assert not failed, problems
    assert meeting is not None
    archive, found = link(registry, [meeting])
    assert found == []
    renderer = Renderer(archive)
    renderer.environment.bytecode_cache = compiled(registry.language)
    page = BeautifulSoup(meeting_page(renderer, meeting).html, "html.parser")
    shown = bare(page.get_text())
    for item in values["items"]:  # type: ignore[attr-defined]
        assert bare(item["title"]) in shown
        for entry in item["content"]:
            for key in ("decision", "deferred", "follow_up"):
                assert bare(entry.get(key, "")) in shown
            # Plain on the page, where Markdown has no say.
            for key in ("heading", "withheld"):
                assert bare(entry.get(key, "")) in shown, key
    for decision in archive.decisions:
        own = BeautifulSoup(decision_page(renderer, decision, None, None).html, "html.parser")
        for words in (decision.decision.text, decision.decision.responsible):
            assert bare(words) in bare(own.get_text())
        assert own.select("script") == []


@QUICK
@given(st.permutations(sorted((ROOT / "archive").glob("*/*/*.yml"))))
def test_the_order_of_the_files_changes_nothing(registry: Registry, files: list[Path]) -> None:
    meetings = [meeting for file in files if (meeting := read_meeting(file, registry)[0])]
    archive, problems = link(registry, meetings)
    again, same = link(registry, meetings[::-1])
    assert problems == same
    assert [entry.id for entry in archive.decisions] == [entry.id for entry in again.decisions]
    assert archive.matter_entries == again.matter_entries
    assert archive.missing == again.missing
    assert archive.replaced_by == again.replaced_by
    assert [task.reports for task in archive.tasks] == [task.reports for task in again.tasks]
