"""Bytes of YAML become nodes with positions, and hostile bytes become one placed problem."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import yaml
from yaml.nodes import MappingNode

from minutes_archive.problems import Problem
from minutes_archive.reading import positions
from minutes_archive.reading.positions import compose, place_of, read_bytes

LOADERS = {"plain": yaml.SafeLoader, "libyaml": getattr(yaml, "CSafeLoader", None)}


@pytest.fixture(params=LOADERS)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Read with PyYAML's own loader, and with libyaml where it is there."""
    chosen = LOADERS[request.param]
    if chosen is None:
        pytest.skip("PyYAML without libyaml")
    monkeypatch.setattr(positions, "LOADER", chosen)
    return str(request.param)


def problem(raw: bytes | str) -> Problem:
    node, problems = compose(raw.encode() if isinstance(raw, str) else raw, "a.yml")
    assert node is None
    assert len(problems) == 1
    return problems[0]


def at(found: Problem) -> tuple[str, int, int]:
    return found.code, found.place.line, found.place.column


@pytest.mark.usefixtures("loader")
def test_nodes_know_their_line_and_column_from_one() -> None:
    node, problems = compose("första: 1\nandra:\n  - {name: Å}\n".encode(), "a.yml")
    assert problems == []
    assert isinstance(node, MappingNode)
    inner = node.value[1][1].value[0].value[0][1]
    assert (inner.value, str(place_of(inner, "a.yml"))) == ("Å", "a.yml:3:12")


@pytest.mark.usefixtures("loader")
def test_scalars_stay_text_whatever_yaml_would_make_of_them() -> None:
    node, _ = compose(b"a: 8:30\nb: no\nc: 0136\nd: 2020-11-20\ne: ~\n", "a.yml")
    assert isinstance(node, MappingNode)
    assert [value.value for _, value in node.value] == ["8:30", "no", "0136", "2020-11-20", "~"]


@pytest.mark.usefixtures("loader")
def test_decomposed_letters_are_composed() -> None:
    node, _ = compose(unicodedata.normalize("NFD", "å: ärende\n").encode(), "a.yml")
    assert isinstance(node, MappingNode)
    assert [(key.value, value.value) for key, value in node.value] == [("å", "ärende")]


@pytest.mark.usefixtures("loader")
def test_a_byte_order_mark_is_passed_over() -> None:
    node, problems = compose(b"\xef\xbb\xbfa: 1\n", "a.yml")
    assert problems == []
    assert isinstance(node, MappingNode)
    assert node.value[0][0].value == "a"


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("raw", "expected", "words"),
    [
        pytest.param("", ("E008", 0, 0), "tom", id="empty"),
        pytest.param("# bara en kommentar\n", ("E008", 0, 0), "tom", id="comment-only"),
        pytest.param("å: 1\nb: \xe5".encode("latin-1"), ("E002", 1, 1), "0xE5", id="latin-1"),
        pytest.param(b"a: 1\nb: fr\xe5n\n", ("E002", 2, 6), "0xE5", id="latin-1-later"),
        pytest.param("a: 1\nb: x\x07y\n", ("E004", 2, 5), "U+0007", id="control-character"),
        pytest.param("a: 1\n\tb: 2\n", ("E004", 2, 1), "tabb", id="tab"),
        pytest.param("a: 1\n---\nb: 2\n", ("E004", 2, 1), "flera dokument", id="two-documents"),
        pytest.param('a: 1\nb: "x\nc: 2\n', ("E004", 2, 4), "citattecken", id="open-quote"),
        pytest.param("a: 1\nb: [x, y\nc: 2\n", ("E004", 2, 4), "klammer", id="open-bracket"),
        pytest.param("a: 1\nb: {x: 1\n", ("E004", 2, 4), "klammer", id="open-brace"),
        pytest.param("a: 1\nb: x: y\n", ("E004", 2, 5), "kolon", id="second-colon"),
        pytest.param("a: *x\n", ("E004", 1, 4), "*", id="unknown-alias"),
        pytest.param("a: !!python/name:os.system x\n", ("E007", 1, 4), "taggen", id="foreign-tag"),
        pytest.param("a: &a [*a]\n", ("E006", 1, 4), "sig själv", id="alias-loop"),
    ],
)
def test_what_cannot_be_read_is_told_where_it_begins(
    raw: bytes | str, expected: tuple[str, int, int], words: str
) -> None:
    found = problem(raw)
    assert at(found) == expected
    assert words in str(found)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("a: " + "[" * 100_000, id="brackets"),
        pytest.param("- " * 100_000 + "a", id="dashes"),
        pytest.param("? " * 100_000 + "a", id="questions"),
        pytest.param("a: " + "{a: " * 50_000, id="braces"),
        pytest.param("".join(" " * n + "a:\n" for n in range(1500)), id="indent"),
    ],
)
def test_deep_nesting_is_refused(raw: str) -> None:
    assert problem(raw).code == "E006"


@pytest.mark.usefixtures("loader")
def test_aliases_that_unfold_without_bound_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    found = problem("\n".join(lines) + "\n")
    assert found.code == "E006"
    assert "vecklas ut" in found.message


@pytest.mark.usefixtures("loader")
def test_a_few_aliases_are_fine() -> None:
    node, problems = compose(b"a: &a [x, y]\nb: *a\nc: *a\n", "a.yml")
    assert problems == []
    assert node is not None


def test_a_file_over_the_limit_is_not_read_on(tmp_path: Path) -> None:
    file = tmp_path / "stor.yml"
    file.write_bytes(b"a: " + b"x" * 5_000_000)
    raw, _ = read_bytes(file, "stor.yml")
    assert raw is not None
    assert len(raw) < 5_000_000
    node, problems = compose(raw, "stor.yml")
    assert node is None
    assert [str(found)[:12] for found in problems] == ["stor.yml E00"]
    assert problems[0].code == "E003"


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    _, problems = read_bytes(tmp_path / "ingen.yml", "ingen.yml")
    assert [str(found) for found in problems] == ["ingen.yml E001 filen finns inte: ingen.yml"]


def test_a_folder_that_is_called_like_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "mapp.yml").mkdir()
    _, problems = read_bytes(tmp_path / "mapp.yml", "mapp.yml")
    assert [found.code for found in problems] == ["E001"]
