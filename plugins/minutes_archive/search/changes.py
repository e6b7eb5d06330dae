"""Which records are other ones than in the store: the groups compared by their fingerprints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from minutes_archive.search.content_store import StoredGroups
from minutes_archive.search.words import GroupContent, RecordGroup, RecordWords, group_content

# More records than this, and one part of all: then a new index is less work.
MOST_RECORDS, MOST_OF_ALL = 400, 1 / 25


class TooMuchChangedError(Exception):
    """So much has changed that a new index is no more work."""


@dataclass
class Changes:
    """The records that have gone, and those that have come, by their numbers.

    A record that has another number now, or another content, is in both. `contents` are the
    groups that have come, each with the number of its first record; `gone` the ids of groups
    that are no more.
    """

    groups: list[tuple[str, str, int]] = field(default_factory=list)
    before: dict[int, RecordWords] = field(default_factory=dict)
    after: dict[int, RecordWords] = field(default_factory=dict)
    contents: list[tuple[int, str, GroupContent]] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    records: int = 0

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing has changed."""
        return not self.before and not self.after


def most_changes(records: int) -> int:
    """Return how many of so many records may change before a new index is less work."""
    return max(MOST_RECORDS, int(records * MOST_OF_ALL))


def find_changes(
    stored: StoredGroups, groups: Sequence[RecordGroup], made: dict[str, GroupContent]
) -> Changes:
    """Compare the groups with the stored ones; contents that had to be made are put in `made`.

    Raises TooMuchChangedError.
    """
    changes = Changes()
    most = most_changes(sum(span.count for span in stored.spans.values()))
    come: list[tuple[int, RecordGroup]] = []
    touched = 0
    for group, is_same in _compared(stored, groups):
        if not is_same:
            made[group.id] = group_content(group)
        count = stored.spans[group.id].count if is_same else len(made[group.id])
        if is_same and stored.spans[group.id].first == changes.records:
            changes.kept.add(group.id)
        else:
            come.append((changes.records, group))
            touched += count
            if touched > most:
                raise TooMuchChangedError
        changes.groups.append((group.id, group.fingerprint.hex(), count))
        changes.records += count
    changes.gone = stored.spans.keys() - {group.id for group in groups}
    if touched + sum(stored.spans[identity].count for identity in changes.gone) > most:
        raise TooMuchChangedError
    for first, group in come:
        content = made.get(group.id) or stored.content(group.id)
        changes.contents.append((first, group.id, content))
        changes.after.update(enumerate(content.words, first))
    for identity in stored.ids:
        if identity not in changes.kept:
            words = stored.content(identity).words
            changes.before.update(enumerate(words, stored.spans[identity].first))
    return changes


def _compared(
    stored: StoredGroups, groups: Sequence[RecordGroup]
) -> Iterator[tuple[RecordGroup, bool]]:
    for group in groups:
        yield group, stored.fingerprints.get(group.id) == group.fingerprint
