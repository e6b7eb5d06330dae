"""Postings -> shards: ranges of terms in alphabetical order, each a file the browser can fetch.

A shard's payload: a JSON header {"t": front-coded terms, "f": {place: file of a long list}};
then, as variable-length integers, three counts a term (title, text, parts) and one length in
bytes a term; then all record-number differences; then all codes, a byte each. Lists that are
too long for a shard have a file of their own, and length 0 in it.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from minutes_archive.language.analysis import fold
from minutes_archive.search.containers import IndexFile, named, payload
from minutes_archive.search.encoding import differences, front_coded, varints
from minutes_archive.search.postings import CODE_BITS, CODE_MASK, Postings

# A question reads a whole shard for one of its terms: small shards cost fewer bytes, and
# more files.
SHARD_BYTES = 12_000
LONG_LIST_BYTES = 6_000
# Stop words are seldom asked for, so they should not make the shards of others longer.
STOP_LIST_BYTES = 64


@dataclass
class _Shard:
    terms: list[str] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    steps: list[bytes] = field(default_factory=list)
    codes: list[bytes] = field(default_factory=list)
    long_lists: dict[int, str] = field(default_factory=dict)
    size: int = 0


@dataclass(frozen=True, slots=True)
class TermFile:
    """A file of the term index; `first_key` is "" for a long list."""

    file: IndexFile
    first_key: str = ""


def make_shards(
    terms: dict[str, int], postings: Postings, stop_words: Collection[str]
) -> Iterator[TermFile]:
    """Yield the shards in order of their terms' keys, and the long lists among them."""
    shard = _Shard()
    order = sorted((fold(term), term) for term in terms)
    for position, (key, term) in enumerate(order):
        lists = [field[terms[term]] for field in postings.lists]
        # Variants of one key are looked up together, so a shard must not end between them.
        may_end = position == 0 or order[position - 1][0] != key
        if shard.size > SHARD_BYTES and may_end:
            yield _finish(shard)
            shard = _Shard()
        limit = STOP_LIST_BYTES if term in stop_words else LONG_LIST_BYTES
        long_list = _add(shard, term, lists, limit)
        if long_list:
            yield TermFile(long_list)
    if shard.terms:
        yield _finish(shard)


def _add(shard: _Shard, term: str, lists: list[array[int] | None], limit: int) -> IndexFile | None:
    steps = b"".join(
        varints(differences(entry >> CODE_BITS for entry in found)) for found in lists if found
    )
    codes = b"".join(bytes([entry & CODE_MASK for entry in found]) for found in lists if found)
    place = len(shard.terms)
    shard.terms.append(term)
    shard.counts += [len(found) if found else 0 for found in lists]
    shard.size += len(term) + 4
    if len(steps) + len(codes) > limit:
        shard.lengths.append(0)
        file = named("h", payload({"b": len(steps)}, steps, codes))
        shard.long_lists[place] = file.name.partition("/")[2]
        return file
    shard.lengths.append(len(steps))
    shard.steps.append(steps)
    shard.codes.append(codes)
    shard.size += len(steps) + len(codes)
    return None


def _finish(shard: _Shard) -> TermFile:
    header = {"t": front_coded(shard.terms), "f": shard.long_lists}
    content = payload(
        header, varints(shard.counts), varints(shard.lengths), *shard.steps, *shard.codes
    )
    return TermFile(named("t", content), fold(shard.terms[0]))
