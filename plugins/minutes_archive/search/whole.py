"""A whole index, made in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from minutes_archive.language.analysis import Analysis
from minutes_archive.search import spellings
from minutes_archive.search.content_store import put_group
from minutes_archive.search.facets import make_columns
from minutes_archive.search.facts import Facts
from minutes_archive.search.manifest import Totals, put_manifest
from minutes_archive.search.phrases import bucket_count, buckets_a_file, make_buckets
from minutes_archive.search.postings import Postings, make_postings
from minutes_archive.search.ranges import divided
from minutes_archive.search.shards import LIMITS, TermLists, all_lists, shard_file
from minutes_archive.search.store import Store
from minutes_archive.search.texts import RECORDS_A_FILE, Row, text_file
from minutes_archive.search.vocabulary import NumberedWords, Vocabulary
from minutes_archive.search.words import GroupContent, RecordGroup


@dataclass(frozen=True, slots=True)
class Settings:
    """What an index depends on besides its records."""

    type_names: Mapping[str, str]
    hunspell: Path | None = None


def build_whole(
    contents: Iterable[tuple[RecordGroup, GroupContent]], store: Store, settings: Settings
) -> None:
    """Put all files of an index into an empty store, and what its next change needs."""
    vocabulary = Vocabulary()
    texts = _put_texts(contents, vocabulary, store, settings)
    analysis = Analysis()
    vocabulary.finish(analysis, len(texts), settings.hunspell)
    totals = Totals(len(texts), sum(len(text.title) + len(text.text) for text in texts))
    _put_phrases(store, texts, vocabulary, totals)
    if store.path:
        _put_words(store, vocabulary)
    postings = make_postings(texts, vocabulary)
    totals.lengths = postings.lengths
    terms = vocabulary.terms
    _put_spoken(store, vocabulary, analysis)
    del texts, vocabulary
    _put_postings(store, postings, terms, analysis)
    put_manifest(store, totals)


def _put_texts(
    contents: Iterable[tuple[RecordGroup, GroupContent]],
    vocabulary: Vocabulary,
    store: Store,
    settings: Settings,
) -> list[NumberedWords]:
    """Put what hits show and the columns; return the words of all records."""
    texts: list[NumberedWords] = []
    facts: list[Facts] = []
    groups = []

    def rows() -> Iterator[Row]:
        for group, content in contents:
            read = [vocabulary.read(words) for words in content.words]
            texts.extend(read)
            facts.append(content.facts)
            groups.append((group.id, group.fingerprint.hex(), len(read)))
            if store.path:
                put_group(store, group.id, read, content.facts)
            yield from content.rows

    store.put_folders("r", map(text_file, _in_files(rows())))
    store.set_state("groups", groups)
    put_columns(store, facts, settings)
    return texts


def _put_postings(
    store: Store, postings: Postings, terms: dict[str, int], analysis: Analysis
) -> None:
    stop_words = {analysis.term(word) for word in analysis.stop_words}
    counted: Counter[str] = Counter()

    def lists() -> Iterator[TermLists]:
        for entry, long_list in all_lists(terms, postings, stop_words):
            if long_list:
                store.put("h", entry.term, long_list.payload, long_list.counted)
            if spellings.is_spelling(entry.key):
                counted[entry.key] += sum(entry.counts)
            yield entry

    for separator, found in divided(lists(), LIMITS):
        store.put("t", separator, shard_file(found))
    keys = [(key, spellings.common(count)) for key, count in counted.items()]
    _put_spellings(store, spellings.ENDINGS, -1, keys)


def put_columns(store: Store, facts: list[Facts], settings: Settings) -> None:
    """Put the columns of facts about all records."""
    for name, content in make_columns(facts, settings.type_names).items():
        store.put("f", name, content)


def _in_files(rows: Iterable[Row]) -> Iterator[list[Row]]:
    held: list[Row] = []
    for row in rows:
        held.append(row)
        if len(held) == RECORDS_A_FILE:
            yield held
            held = []
    if held:
        yield held


def _put_phrases(
    store: Store, texts: list[NumberedWords], vocabulary: Vocabulary, totals: Totals
) -> None:
    count = totals.buckets = bucket_count(totals.words)
    encoded = list(make_buckets(texts, vocabulary.hashes(), count))
    each = totals.each = buckets_a_file(count, sum(map(len, encoded)))
    store.put_folders("p", (b"".join(encoded[i : i + each]) for i in range(0, count, each)))


def _put_words(store: Store, vocabulary: Vocabulary) -> None:
    names = list(vocabulary.terms)
    rows = (
        (
            number,
            word,
            names[vocabulary.term_of[number]],
            vocabulary.seen[number],
            vocabulary.filed[number],
            vocabulary.roles[number],
            " ".join([names[term] for term in vocabulary.parts_of.get(number, ())]),
        )
        for word, number in vocabulary.numbers.items()
    )
    store.connection.executemany("INSERT INTO words VALUES (?,?,?,?,?,?,?)", rows)


def _put_spoken(store: Store, vocabulary: Vocabulary, analysis: Analysis) -> None:
    """Put the lists of words, and of the terms that are said in compounds alone."""
    with_words = set(vocabulary.term_of)
    found = {
        term: spellings.IN_COMPOUNDS
        for term, number in vocabulary.terms.items()
        if number not in with_words
    }
    found |= {
        word: spellings.common(vocabulary.seen[number])
        for word, number in vocabulary.numbers.items()
    }
    listed = [e for e in found.items() if spellings.is_spelling(e[0], analysis.stop_words)]
    _put_spellings(store, spellings.FORWARDS, 1, listed)
    _put_spellings(store, spellings.BACKWARDS, -1, listed)


def _put_spellings(store: Store, kind: str, step: int, listed: list[tuple[str, str]]) -> None:
    entries = spellings.in_order(listed, step)
    for separator, found in divided(entries, spellings.LIMITS):
        store.put(kind, separator, spellings.spellings_file(found))
