"""Random changes of the code: which there are, where they stand, and what is left alone."""

from __future__ import annotations

import pytest

from mutants import PACKAGE, mutants_of

MODULE = PACKAGE / "pages" / "page.py"


def changes(source: str) -> list[str]:
    made = mutants_of(MODULE, source.encode())
    for mutant in made:
        compile(mutant.text, str(MODULE), "exec")
    return [f"{mutant.first_line} {mutant.before} -> {mutant.after}" for mutant in made]


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("a == b", ["1 a == b -> a != b"]),
        ("a and b", ["1 a and b -> (a or b)"]),
        ("x = a + b", ["1 a + b -> (a - b)"]),
        ("x = 'å'", ["1 'å' -> 'åx'"]),
        ("x = 1", ["1 1 -> 2"]),
        ("x = 640", ["1 640 -> 1280"]),
        ("x = True", ["1 True -> False"]),
        ("f(a)", ["1 f(a) -> pass"]),
        ("def f():\n    return a", ["2 return a -> return None"]),
        ("if a:\n    b", ["1 a -> (not (a))"]),
        ("x = b if a else c", ["1 a -> (not (a))"]),
    ],
)
def test_each_kind_of_change(source: str, made: list[str]) -> None:
    assert changes(source) == made


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring."""',
        "def f(a: 'x') -> 'y':\n    pass",
        "@g(1)\ndef f():\n    pass",
        "__all__ = ['a']",
        "if TYPE_CHECKING:\n    x = 1",
        "log.info('a')",
        "raise ValueError('a')",
        "x = f'a{b}'",
        "x = ''",
        "assert a == b",
        "x = zip(a, b, strict=False)",
    ],
)
def test_what_nobody_could_see_is_left_alone(source: str) -> None:
    assert changes(source) == []


def test_a_change_leaves_the_rest_of_the_text_as_it_was() -> None:
    source = "# å\nx = 'ä'  # ö\ny = (\n    a  # b\n    == c\n)\n"
    one, other = mutants_of(MODULE, source.encode())
    assert one.text.decode() == source.replace("'ä'", "'äx'")
    assert other.text.decode() == "# å\nx = 'ä'  # ö\ny = (\n    a != c\n)\n"
    assert (other.first_line, other.last_line, other.at_import) == (4, 5, True)


def test_what_acts_in_a_function_does_not_act_at_import() -> None:
    made = mutants_of(MODULE, b"x = 1\ndef f():\n    return g(2)\n")
    assert [mutant.at_import for mutant in made] == [True, False, False]
