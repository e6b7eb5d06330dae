"""Page headers in texts whose pages follow each other without a mark."""

from __future__ import annotations

from collections.abc import Callable

from importing.conftest import Drafted, entries_of
from minutes_archive.importing.words.draft_tree import MarkKind

HEADER = "Almviks kommun          PROTOKOLL          Sida {n} (3)\nKustgruppen\n2024-01-15\n"
PAGES = (
    "\nNärvarande: Bo Ek\n\n§ 1 Start\n\nBeslut\nBåten köps.\n",
    "\n§ 2 Mer\n\nBeslut\nBryggan säljs.\n",
    "\n§ 3 Slut\nMötet avslutas.\n",
)


def test_a_header_with_a_rising_page_number_is_no_part_of_an_item(
    draft_of: Callable[[str], Drafted],
) -> None:
    text = "".join(HEADER.format(n=n) + page for n, page in enumerate(PAGES, start=1))
    draft, _ = draft_of(text)
    assert entries_of(draft) == [
        ("decision", "Båten köps."),
        ("decision", "Bryggan säljs."),
        ("text", "Mötet avslutas."),
    ]
    assert sum(mark.kind is MarkKind.FURNITURE for mark in draft.marks) >= 2


def test_a_section_word_that_comes_at_the_top_of_every_page_is_none(
    draft_of: Callable[[str], Drafted],
) -> None:
    pages = [f"§ {n} Ärende {n}\n\nBeslut\nBåt {n} köps.\n" for n in (1, 2, 3)]
    draft, _ = draft_of(
        "Protokoll Kustgruppen 2024-01-15\nNärvarande: Bo Ek\n\f" + "\f".join(pages)
    )
    assert [key for key, _ in entries_of(draft)] == ["decision", "decision", "decision"]
