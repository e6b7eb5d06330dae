"""Which characters are looked for: what is passed over unread can hold none of them."""

from __future__ import annotations

import sys

from minutes_archive.exports.printable import printable
from minutes_archive.reading import scalars
from minutes_archive.reading.scalars import is_clean

PRINTABLE = "".join(sign for sign in map(chr, range(sys.maxunicode + 1)) if sign.isprintable())
UNPRINTABLE = [sign for sign in map(chr, range(sys.maxunicode + 1)) if not sign.isprintable()]


def test_no_printable_character_is_looked_for() -> None:
    assert scalars._ANY.search(PRINTABLE) is None
    assert printable(f"\t{PRINTABLE}") == f"\t{PRINTABLE}"


def test_every_other_character_is_looked_at() -> None:
    found = {sign for sign in UNPRINTABLE if not is_clean(f"a{sign}\nb")}
    assert found == {sign for sign in UNPRINTABLE if scalars._ANY.search(sign)}
    assert not is_clean("\u200b") and is_clean("a\u00a0b\nc")
