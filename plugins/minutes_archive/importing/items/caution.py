"""What to read less of when a draft does not hold: an item, or everything but the plain text.

A fault in the reading of one item must not keep a whole document out. The draft is made again
with that item's text as it stands, and a note says so; only what still does not hold is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from minutes_archive.importing.words.draft_tree import Branch, Draft, Leaf

_ITEM = re.compile(r"items\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Caution:
    """The items whose text is only copied; with `everything`, the lists of people as well."""

    items: frozenset[int] = frozenset()
    everything: bool = False

    def covers(self, item: int) -> bool:
        return self.everything or item in self.items


NO_CAUTION = Caution()


def more_caution(
    caution: Caution, draft: Draft, wrong: Sequence[str], doubled: Iterable[int]
) -> Caution | None:
    """Return how to read a document whose draft failed a proof; None when no way is left.

    `wrong` names the values that failed, `doubled` the offsets of words used twice.
    """
    if caution.everything:
        return None
    named = {int(number) for text in wrong for number in _ITEM.findall(text)}
    starts = [_start(item) for item in draft.tree.rows("items") if isinstance(item, Branch)]
    for offset in doubled:
        before = [at for at, start in enumerate(starts) if start <= offset]
        named |= set(before[-1:])
    new = frozenset(named) | caution.items
    return Caution(new) if new > caution.items else Caution(caution.items, everything=True)


def _start(item: Branch) -> int:
    heads = [leaf for key in ("number", "title") if isinstance(leaf := item.get(key), Leaf)]
    return min((leaf.passage.start for leaf in heads if leaf.passage.is_sourced), default=0)
