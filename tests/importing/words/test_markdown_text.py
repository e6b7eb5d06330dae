"""Whatever the words are, Markdown shows exactly them."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from minutes_archive.importing.items.texts import escaped, shown_words, wrapped
from minutes_archive.importing.words.passages import letters, normalise

AWKWARD = st.text(alphabet=st.sampled_from("ab1 *_#`[]()<>+-=.)!&;:~|\\/åÖ§\"'"), max_size=80)


@given(AWKWARD)
@example("1. Att köpa")
@example("# Rubrik")
@example("- streck")
@example("---")
@example("===")
@example("<script>alert(1)</script>")
@example("&copy; &#169;")
@example("![bild](x)")
@example("[x]: y")
@example("a\\")
@example("12) p")
@example("+ plus")
@example("> citat")
@example("``")
@settings(max_examples=400, deadline=None)
def test_escaped_text_shows_its_own_letters(text: str) -> None:
    text = " ".join(normalise(text).split())
    assert letters(shown_words(escaped(text))) == letters(text)
    assert letters(shown_words("\n".join(wrapped(escaped(text), 12)))) == letters(text)


@pytest.mark.parametrize(
    "text", ["Vanlig text, med komma.", "Pris: 3,5 % (ca 2 mnkr)", "E4/E20 & Covid-19", "a_b c*d"]
)
def test_ordinary_text_stays_readable(text: str) -> None:
    assert escaped(text).replace("\\", "") == text


def test_markup_characters_are_shown_and_not_obeyed() -> None:
    assert "*inte* fet" in shown_words(escaped("*inte* fet"))
    assert shown_words(escaped("1. ett")).strip() == "1. ett"
