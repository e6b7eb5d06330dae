"""Each fault of YAML is told in Swedish, alike with PyYAML's own parser and with libyaml."""

from __future__ import annotations

import re

import pytest
import yaml

from minutes_archive.reading import parse_meeting, positions
from minutes_archive.reading.yaml_errors import explain

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else [])]


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        pytest.param("a: 1\n\tb: 2\n", 2, 1, "tabb", id="tab"),
        pytest.param("a: 1\nb: @x\n", 2, 4, "något särskilt", id="reserved-sign"),
        pytest.param("a: 1\nb: 'x\nc: 2\n", 2, 4, "citattecken avslutas aldrig", id="open-quote"),
        pytest.param("a: 1\nb: [x, y\nc: 2\n", 2, 4, "klammer", id="open-bracket"),
        pytest.param("a: 1\nb: x: y\n", 2, 5, "kolon", id="second-colon"),
        pytest.param("a: 1\nb\nc: 2\n", 2, 1, "saknar kolon", id="no-colon"),
        pytest.param("a:\n  - x\n - y\n", 3, 2, "fel indrag", id="list-indent"),
        pytest.param("- x\ny: 1\n", 2, 1, "fel indrag i en lista", id="list-ends"),
        pytest.param("a:\n  b: 1\n c: 2\n", 3, 2, "fel indrag", id="indent"),
        pytest.param("a: 'don't'\n", 1, 9, "inne i ett värde", id="quote-inside"),
        pytest.param("a: - x\n", 1, 4, "samma rad som nyckeln", id="list-on-the-line"),
        pytest.param("a: *x\n", 1, 4, "börjar med *", id="star"),
        pytest.param("a: &x 1\nb: &x 2\n", 2, 4, "samma ankare", id="two-anchors"),
        pytest.param("a: 1\n---\nb: 2\n", 2, 1, "flera dokument", id="two-documents"),
        pytest.param('a: "\\q"\n', 1, None, "betyder något annat", id="unknown-escape"),
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
    monkeypatch.setattr(positions, "LOADER", loader)
    _, (problem,) = positions.compose(text.encode(), "a.yml")
    assert (problem.code, problem.place.line) == ("E004", line)
    assert column in (None, problem.place.column)
    assert words in str(problem)


HEAD = "format: 1\nbody: styrgruppen\ndate: 2024-01-01\nstatus: published\nitems:\n"
FILE = "minutes/styrgruppen/2024/2024-01-01.yml"
TEXT = "    content:\n      - text: |\n"
NBSP = "\N{NO-BREAK SPACE}"

# What stands in the file, the line and words of the problem, and the line as the hint has it.
SLIPS = [
    pytest.param("  - title: A\n     content: []\n", 2, "    content: []", id="much-indent"),
    pytest.param("  - title: A\n   content: []\n", 2, "    content: []", id="little-indent"),
    pytest.param("  - title: A\n   - title: B\n", 2, "  - title: B", id="entry-indent"),
    pytest.param(f"  - title: A\n{NBSP * 4}number: x\n", 2, "    number: x", id="nbsp-indent"),
    pytest.param(f"  - title: A\n  {NBSP} number: x\n", 2, "    number: x", id="nbsp-among"),
    pytest.param(f"  -{NBSP}title: A\n", 1, "  - title: A", id="nbsp-after-dash"),
    pytest.param(f"  - title:{NBSP}A\n", 1, "  - title: A", id="nbsp-after-colon"),
    pytest.param("  - title: A\n\u200b    number: x\n", 2, "    number: x", id="zero-width"),
    pytest.param("  – title: A\n", 1, "  - title: A", id="en-dash"),
    pytest.param("  — title: A\n", 1, "  - title: A", id="em-dash"),
    pytest.param("  • title: A\n", 1, "  - title: A", id="dot"),
    pytest.param("  - title: A\n  – title: B\n", 2, "  - title: B", id="later-dash"),
    pytest.param("  -title: A\n", 1, "  - title: A", id="tight-dash"),
    pytest.param("  - title:A\n", 1, "  - title: A", id="tight-colon"),
    pytest.param("  - title：A\n", 1, "  - title: A", id="wide-colon"),
    pytest.param("  - title A\n", 1, "  - title: A", id="no-colon"),
    pytest.param(
        f"  - title: A\n{TEXT}          ett\n        två\n", 5, "          två", id="text-out"
    ),
    pytest.param(
        f"  - title: A\n{TEXT}          ett\ntvå\n", 5, "          två", id="text-far-out"
    ),
    pytest.param(f"  - title: A\n{TEXT}        ett\n", 4, "          ett", id="text-beside-key"),
    *(
        pytest.param(f"  - title: {value}\n", 1, f"  - title: {right}", id=name)
        for name, value, right in [
            ("star", "*A* b", "'*A* b'"),
            ("stars", "**A** b", "'**A** b'"),
            ("ampersand", "& Co", "'& Co'"),
            ("greater", "> 5 personer", "'> 5 personer'"),
            ("greater-number", ">65 år", "'>65 år'"),
            ("pipe", "| a | b", "'| a | b'"),
            ("at", "@anna", "'@anna'"),
            ("tick", "`x` y", "'`x` y'"),
            ("percent", "% av budget", "'% av budget'"),
            ("question", "? vad", "'? vad'"),
            ("comma", ", x", "', x'"),
            ("bracket", "[Utkast] Budget", "'[Utkast] Budget'"),
            ("closing-bracket", "] x", "'] x'"),
            ("brace", "{x} y", "'{x} y'"),
            ("quote", '"Trygg" i Almvik', "'\"Trygg\" i Almvik'"),
            ("apostrophe", "'Trygg' i Almvik", "\"'Trygg' i Almvik\""),
            ("apostrophe-inside", "'don't'", '"don\'t"'),
            ("two-quotes", '"A" och "B"', '\'"A" och "B"\''),
            ("colon", "Val: ordförande", "'Val: ordförande'"),
            ("typographic", "”Val: ny”", "'”Val: ny”'"),
            ("path", '"G:\\gemensam"', "'G:\\gemensam'"),
        ]
    ),
]


@pytest.mark.parametrize(("body", "line", "right"), SLIPS)
def test_what_the_hint_says_mends_the_line(body: str, line: int, right: str) -> None:
    _, problems = parse_meeting((HEAD + body).encode(), FILE, None)
    first = problems[0]
    assert (first.code, first.place.line) == ("E004", 5 + line)
    assert not re.search(r"found|expected|not allowed|mapping", str(first))
    lines = (HEAD + body).splitlines()
    mended = _mended(lines[4 + line], first.hint)
    assert mended == right
    lines[4 + line] = mended
    _, left = parse_meeting(("\n".join(lines) + "\n").encode(), FILE, None)
    assert [p.code for p in left if p.code == "E004"] == []


def _mended(line: str, hint: str) -> str:
    """Do to a line what a hint says, word for word."""
    if indent := re.match(r"skriv (\d+) mellanslag före", hint):
        return " " * int(indent[1]) + line.strip()
    if dash := re.match(r"skriv - i stället för (.)", hint):
        return line.replace(dash[1], "-", 1)
    if "vanliga mellanslag" in hint:
        blanks = re.compile(f"[{NBSP}\u200b]+")
        indent = len(line) - len(line.lstrip(f" {NBSP}\u200b"))
        rest = blanks.sub(" ", line[indent:])
        return " " * max(indent - line.count("\u200b"), 0) + rest
    if hint == "skriv : och ett mellanslag":
        return line.replace("：", ": ")
    written = hint.removeprefix("skriv ")
    if written.startswith("- "):
        return "  " + written + line.split(":", 1)[1]
    return "  - " + written


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> gren", "||||||| bas"])
def test_a_conflict_that_is_left_is_told_at_its_mark(mark: str) -> None:
    _, (problem,) = parse_meeting(f"{HEAD}  - title: A\n{mark}\n".encode(), FILE, None)
    assert (problem.code, problem.place.line) == ("E004", 7)
    assert "konflikt" in problem.message


MENDED = {
    "a: 1\n\tb: 2\n": (2, 1, "raden börjar med en tabb", "använd mellanslag, inte tabb"),
    "a: 1\nb: @x\n": (
        2,
        4,
        "värdet börjar med @, som betyder något särskilt för YAML",
        "skriv b: '@x'",
    ),
    'a: "x\nb: 1\n': (
        1,
        4,
        "ett citattecken avslutas aldrig",
        "avsluta texten med samma tecken som den börjar med",
    ),
    "a: [1, 2\nb: 1\n": (
        1,
        4,
        "en klammer avslutas aldrig, eller ett komma saknas i den",
        "avsluta med ] eller }",
    ),
    "a: b: c\n": (1, 5, "kolon inne i ett värde", "skriv a: 'b: c'"),
    "a: 1\nbara ord\nb: 2\n": (2, 5, "kolon saknas efter nyckeln", "skriv bara: ord"),
    "a: 'x' y\n": (
        1,
        8,
        "värdet börjar med ', som betyder något särskilt för YAML",
        "skriv a: \"'x' y\"",
    ),
    "a: - 1\n": (1, 4, "en lista på samma rad som nyckeln", "börja listan på en ny rad"),
    "a: *x\n": (1, 4, "värdet börjar med *, som betyder något särskilt för YAML", "skriv a: '*x'"),
}


@pytest.mark.parametrize("text", MENDED)
def test_a_fault_is_told_with_how_to_mend_it(text: str) -> None:
    with pytest.raises(yaml.YAMLError) as failed:
        yaml.compose(text, Loader=positions.LOADER)
    problem = explain(failed.value, text, "a.yml")
    what = problem.message.removeprefix("går inte att läsa som YAML: ")
    told = (problem.place.line, problem.place.column, what, problem.hint)
    assert told == MENDED[text]
