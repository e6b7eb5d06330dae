"""An index in a store changed where its records have changed.

The result is what `whole.py` would make of all records: where that cannot be had by changing
a few files, TooMuchChangedError says so.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from minutes_archive.language.analysis import Analysis, fold
from minutes_archive.language.analysis_compounds import known_words
from minutes_archive.search import phrases
from minutes_archive.search.changes import (
    Changes,
    TooMuchChangedError,
    find_changes,
    most_changes,
)
from minutes_archive.search.content_store import StoredGroups, put_group, read_facts, remove_group
from minutes_archive.search.manifest import Totals, put_manifest, read_totals
from minutes_archive.search.posting_changes import ChangedPostings
from minutes_archive.search.postings import codes_of
from minutes_archive.search.spelling_changes import put_spellings
from minutes_archive.search.store import Store
from minutes_archive.search.texts import RECORDS_A_FILE, text_file
from minutes_archive.search.vocabulary import NumberedWords, fewest_seen, word_hash
from minutes_archive.search.whole import Settings, put_columns
from minutes_archive.search.word_changes import ChangedWords
from minutes_archive.search.words import GroupContent, RecordGroup, RecordWords


def patch(
    store: Store, groups: Sequence[RecordGroup], settings: Settings, made: dict[str, GroupContent]
) -> None:
    """Change an index into that of other groups; raises TooMuchChangedError.

    Contents that had to be made are put in `made`, also when it is raised.
    """
    stored = StoredGroups(store)
    totals = read_totals(store)
    changes = find_changes(stored, groups, made)
    if [group[0] for group in changes.groups] == stored.ids and changes.is_empty:
        return
    fewest = fewest_seen(totals.records)
    if not totals.records or not changes.records or fewest_seen(changes.records) != fewest:
        raise TooMuchChangedError
    _put_texts(store, stored, changes, totals.records)
    analysis = Analysis()
    words = ChangedWords(store, known_words(analysis, settings.hunspell), fewest)
    words.load([*changes.before.values(), *changes.after.values()])
    split = words.count(changes.before.values(), changes.after.values())
    totals.words += _said(changes.after.values()) - _said(changes.before.values())
    _put_phrases(store, changes, totals)
    _put_postings(store, stored, changes, words, split, totals, analysis)
    _put_groups(store, changes, words, made, settings)
    totals.records = changes.records
    put_manifest(store, totals)


def _said(records: Iterable[RecordWords]) -> int:
    return sum(len(record.title) + len(record.text) for record in records)


def _put_texts(store: Store, stored: StoredGroups, changes: Changes, before: int) -> None:
    count = changes.records
    rows = {
        number: row
        for first, _, content in changes.contents
        for number, row in enumerate(content.rows, first)
    }
    files = {number // RECORDS_A_FILE for number in rows}
    if before != count and count % RECORDS_A_FILE:
        files.add(count // RECORDS_A_FILE)
    payloads = {}
    for file in sorted(files):
        numbers = range(file * RECORDS_A_FILE, min((file + 1) * RECORDS_A_FILE, count))
        held = [rows[n] if n in rows else stored.rows(n, 1)[0] for n in numbers]
        payloads[file] = text_file(held)
    store.put_numbered("r", payloads, -(-count // RECORDS_A_FILE))


def _put_phrases(store: Store, changes: Changes, totals: Totals) -> None:
    count, each = totals.buckets, totals.each
    if phrases.bucket_count(totals.words) != count:
        raise TooMuchChangedError
    steps: dict[int, list[tuple[int, bool]]] = {}
    hashes: dict[str, int] = {}
    for number in changes.before.keys() | changes.after.keys():
        was = _buckets(changes.before.get(number), hashes, count - 1)
        now = _buckets(changes.after.get(number), hashes, count - 1)
        for bucket in was ^ now:
            steps.setdefault(bucket, []).append((number, bucket in now))
    payloads = {}
    for file in sorted({bucket // each for bucket in steps}):
        buckets = phrases.read_buckets(store.payload("p", file))
        for place in range(each):
            found = set(buckets[place])
            for number, is_new in steps.get(file * each + place, ()):
                (found.add if is_new else found.remove)(number)
            buckets[place] = sorted(found)
        payloads[file] = phrases.buckets_file(buckets)
    store.put_numbered("p", payloads, count // each)
    if phrases.buckets_a_file(count, store.total_length("p")) != each:
        raise TooMuchChangedError


def _buckets(record: RecordWords | None, hashes: dict[str, int], mask: int) -> set[int]:
    found: set[int] = set()
    for words in (record.title, record.text) if record else ():
        for word in words:
            if word not in hashes:
                hashes[word] = word_hash(fold(word))
        found |= phrases.pair_buckets([hashes[word] & mask for word in words], mask)
    return found


def _put_postings(
    store: Store,
    stored: StoredGroups,
    changes: Changes,
    words: ChangedWords,
    split: list[str],
    totals: Totals,
    analysis: Analysis,
) -> None:
    stop_words = {analysis.term(word) for word in analysis.stop_words}
    postings = ChangedPostings(store, stop_words)
    before, after = dict(changes.before), dict(changes.after)
    others = _saying(split, stored, changes, words, postings)
    words.load(others.values())
    before |= others
    after |= others
    for number in before.keys() | after.keys():
        empty: list[dict[str, int]] = [{}, {}, {}]
        was, now = empty, empty
        if number in before:
            was, lengths = codes_of(before[number], words.term_of, words.parts_before)
            totals.lengths = [a - b for a, b in zip(totals.lengths, lengths, strict=True)]
        if number in after:
            now, lengths = codes_of(after[number], words.term_of, words.parts_after)
            totals.lengths = [a + b for a, b in zip(totals.lengths, lengths, strict=True)]
        for field, (old, new) in enumerate(zip(was, now, strict=True)):
            for term in {term for term, _ in old.items() ^ new.items()}:
                postings.change(term, field, number, old.get(term), new.get(term))
    postings.save()
    put_spellings(store, words, postings, analysis.stop_words)


def _saying(
    split: list[str],
    stored: StoredGroups,
    changes: Changes,
    words: ChangedWords,
    postings: ChangedPostings,
) -> dict[int, RecordWords]:
    """Return the unchanged records that say a word with other parts than before."""
    numbers: set[int] = set()
    for word in split:
        numbers |= postings.records_of(words.term_of[word])
        if len(numbers) > most_changes(changes.records):
            raise TooMuchChangedError
    starts = [span.first for span in stored.spans.values()]
    places = {bisect_right(starts, number) - 1 for number in numbers}
    wanted = set(split)
    found: dict[int, RecordWords] = {}
    for place in sorted(places):
        identity = stored.ids[place]
        if identity in changes.kept:
            content = stored.content(identity)
            found |= {
                number: record
                for number, record in enumerate(content.words, stored.spans[identity].first)
                if not wanted.isdisjoint((*record.title, *record.text, *record.extra))
            }
    return found


def _put_groups(
    store: Store,
    changes: Changes,
    words: ChangedWords,
    made: dict[str, GroupContent],
    settings: Settings,
) -> None:
    held = read_facts(store, [identity for _, identity, _ in changes.contents])
    new = {identity: content.facts for _, identity, content in changes.contents}
    order = [identity for identity, _, _ in changes.groups]
    has_same_facts = order == [entry[0] for entry in store.state("groups")] and held == new
    store.set_state("groups", changes.groups)
    for identity in changes.gone:
        remove_group(store, identity)
    for _, identity, content in changes.contents:
        if identity in made:
            read = [_numbered(record, words) for record in content.words]
            put_group(store, identity, read, content.facts)
    if not has_same_facts:
        facts = read_facts(store, order)
        put_columns(store, list(facts.values()), settings)


def _numbered(record: RecordWords, words: ChangedWords) -> NumberedWords:
    fields = (record.title, record.text, record.extra)
    return NumberedWords(*[array("I", map(words.number, field)) for field in fields])
