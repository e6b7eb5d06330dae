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
LEAST_BYTES, MOST_BYTES = 6_000, 13_000
LONG_LIST_BYTES = 5_000
# Stop words are seldom asked for, so they should not make the shards of others longer.
STOP_LIST_BYTES = 64
# What half of all records say tells them little apart, and its codes would be most of its
# bytes: the commonest code stands for all.
MOST_CODES = 16_000


@dataclass
class Shard:
    """A range of terms under construction; `separator` is a key between it and the one before."""

    separator: str = ""
    terms: list[str] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    steps: list[bytes] = field(default_factory=list)
    codes: list[bytes] = field(default_factory=list)
    long_lists: dict[int, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        """Return the payload of the shard's file."""
        header = {"t": front_coded(self.terms), "f": self.long_lists}
        numbers = (varints(self.counts), varints(self.lengths))
        return payload(header, *numbers, *self.steps, *self.codes)


def make_shards(
    terms: dict[str, int], postings: Postings, stop_words: Collection[str]
) -> Iterator[Shard | IndexFile]:
    """Yield the shards in order of their terms' keys, and the files of long lists among them."""
    order = sorted((fold(term), term) for term in terms)
    sizes = [_rough_size(term, postings.counts(terms[term])) for _, term in order]
    shard = Shard()
    cuts = _cuts([key for key, _ in order], sizes)
    for position, (_, term) in enumerate(order):
        if position in cuts:
            yield shard
            shard = Shard(cuts[position])
        lists = [field.get(terms[term]) for field in postings.lists]
        limit = STOP_LIST_BYTES if term in stop_words else LONG_LIST_BYTES
        long_list = _add(shard, term, lists, limit)
        if long_list:
            yield long_list
    if shard.terms:
        yield shard


def _rough_size(term: str, counts: tuple[int, ...]) -> int:
    held = 5 * sum(counts) // 2
    return len(term) + 6 + (held if held <= LONG_LIST_BYTES else 0)


def _cuts(keys: list[str], sizes: list[int]) -> dict[int, str]:
    """Return where shards begin, apart from the first, and the separator before each.

    Between the least and the most a shard may hold, the place with the shortest separator is
    taken: the manifest names them all, and such places move least when an archive grows.
    """
    cuts: dict[int, str] = {}
    size, best, since = 0, "", 0
    position = 0
    for place, key in enumerate(keys):
        # Variants of one key are looked up together, so a shard must not end between them.
        if size > LEAST_BYTES and key != keys[place - 1]:
            separator = _separator(keys[place - 1], key)
            if not best or len(separator) <= len(best):
                best, position, since = separator, place, 0
        size += sizes[place]
        since += sizes[place]
        if size > MOST_BYTES and best:
            cuts[position] = best
            size, best = since, ""
    return cuts


def _add(shard: Shard, term: str, lists: list[array[int] | None], limit: int) -> IndexFile | None:
    held = [found for found in lists if found]
    steps = b"".join(
        varints(differences([entry >> CODE_BITS for entry in found])) for found in held
    )
    place = len(shard.terms)
    shard.terms.append(term)
    shard.counts += [len(found) if found else 0 for found in lists]
    if len(steps) + sum(map(len, held)) > limit:
        shard.lengths.append(0)
        file = _long_list(steps, lists)
        shard.long_lists[place] = file.name.partition("/")[2]
        return file
    shard.lengths.append(len(steps))
    shard.steps.append(steps)
    shard.codes += [bytes([entry & CODE_MASK for entry in found]) for found in held]
    return None


def _long_list(steps: bytes, lists: list[array[int] | None]) -> IndexFile:
    """Return the file of a long list: {"b": bytes of differences, "c": code for all, or -1}."""
    common = []
    codes = []
    for found in lists:
        held = bytes([entry & CODE_MASK for entry in found or ()])
        is_common = len(held) > MOST_CODES
        common.append(max(sorted(set(held)), key=held.count) if is_common else -1)
        if not is_common:
            codes.append(held)
    return named("h", payload({"b": len(steps), "c": common}, steps, *codes))


def _separator(before: str, key: str) -> str:
    """Return the shortest beginning of a key that comes after the key before it."""
    for length in range(1, len(key)):
        if key[:length] > before:
            return key[:length]
    return key
