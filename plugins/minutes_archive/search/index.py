"""Records -> the files of the search index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from minutes_archive.addresses import Addresses
from minutes_archive.language.analysis import Analysis, normalise, words
from minutes_archive.search import spellings
from minutes_archive.search.facets import Facts, facts_of, make_columns, together
from minutes_archive.search.index_files import IndexFiles, Write
from minutes_archive.search.manifest import Totals, put_manifest
from minutes_archive.search.numbering import in_index_order
from minutes_archive.search.phrases import bucket_count, buckets_a_file, make_buckets
from minutes_archive.search.postings import Postings, make_postings
from minutes_archive.search.records import SearchRecord
from minutes_archive.search.shards import LIMITS, TermLists, all_lists, divided, shard_file
from minutes_archive.search.snippets import RECORDS_A_FILE, Row, text_file, text_row
from minutes_archive.search.synonyms import own_groups, synonym_files, table
from minutes_archive.search.vocabulary import NumberedWords, Vocabulary, record_words


def write_index(
    groups: Iterable[Iterable[SearchRecord]],
    type_names: Mapping[str, str],
    write: Write,
    hunspell: Path | None = None,
    synonyms: Iterable[Sequence[str]] = (),
    own_names: Iterable[str] = (),
) -> None:
    """Make the index of some records and hand every file of it to `write`.

    A group holds the records of one meeting or hand-written page; the dates of groups must
    not fall. `type_names` are what decision, item, meeting and page are called to readers.
    `hunspell` is an optional Swedish `.dic` file for splitting compounds. `synonyms` are groups
    of words that mean the same in this archive; `own_names` are what it calls itself.
    """
    files = IndexFiles(write)
    vocabulary = Vocabulary()
    texts = _put_texts(groups, vocabulary, files, type_names)
    analysis = Analysis()
    vocabulary.finish(analysis, len(texts), hunspell)
    totals = Totals(len(texts), sum(len(text.title) + len(text.text) for text in texts))
    _put_phrases(files, texts, vocabulary, totals)
    postings = make_postings(texts, vocabulary)
    totals.lengths = postings.lengths
    terms = vocabulary.terms
    alike = synonym_files([*own_groups(synonyms), *table()], analysis, terms, vocabulary.numbers)
    files.put_folders("s", alike)
    totals.synonym_files = len(alike)
    _put_spoken(files, vocabulary, analysis)
    del texts, vocabulary
    _put_postings(files, postings, terms, analysis)
    put_manifest(files, totals, _telling_words(own_names, analysis))


def index_files(
    records: Iterable[SearchRecord],
    type_names: Mapping[str, str],
    folder: str = Addresses().index_folder,
    hunspell: Path | None = None,
    synonyms: Iterable[Sequence[str]] = (),
    own_names: Iterable[str] = (),
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the index of some records as its path and content."""
    days = groupby(in_index_order(records), lambda record: (record.date, record.body))
    found: dict[str, bytes] = {}
    listed = (list(day) for _, day in days)
    write_index(listed, type_names, found.__setitem__, hunspell, synonyms, own_names)
    for path, content in found.items():
        yield f"{folder}{path}", content


def _telling_words(names: Iterable[str], analysis: Analysis) -> list[str]:
    """Return the words of the archive's own names: they tell none of its records apart."""
    said = {word for name in names for word in words(normalise(name))}
    return sorted(said - analysis.stop_words)


def _put_texts(
    groups: Iterable[Iterable[SearchRecord]],
    vocabulary: Vocabulary,
    files: IndexFiles,
    type_names: Mapping[str, str],
) -> list[NumberedWords]:
    """Put what hits show and the columns; return the words of all records."""
    texts: list[NumberedWords] = []
    facts: list[Facts] = []

    def rows() -> Iterator[Row]:
        for group in groups:
            records = in_index_order(group)
            texts.extend([vocabulary.read(record_words(record)) for record in records])
            facts.append(facts_of(records))
            yield from map(text_row, records)

    files.put_folders("r", map(text_file, _in_files(rows())))
    columns = make_columns(facts, type_names)
    first, held = together(columns)
    files.put("f", " ".join(held), first)
    for name in columns.keys() - set(held):
        files.put("f", name, columns[name])
    return texts


def _put_postings(
    files: IndexFiles, postings: Postings, terms: dict[str, int], analysis: Analysis
) -> None:
    stop_words = {analysis.term(word) for word in analysis.stop_words}
    counted: Counter[str] = Counter()

    def lists() -> Iterator[TermLists]:
        for entry, long_list in all_lists(terms, postings, stop_words):
            if long_list:
                files.put("h", entry.term, long_list)
            if spellings.is_spelling(entry.key):
                counted[entry.key] += sum(entry.counts)
            yield entry

    for separator, found in divided(lists(), LIMITS):
        files.put("t", separator, shard_file(found))
    keys = [(key, spellings.common(count)) for key, count in counted.items()]
    _put_spellings(files, spellings.ENDINGS, -1, keys)


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
    files: IndexFiles, texts: list[NumberedWords], vocabulary: Vocabulary, totals: Totals
) -> None:
    count = totals.buckets = bucket_count(totals.words)
    encoded = list(make_buckets(texts, vocabulary.hashes(), count))
    each = totals.each = buckets_a_file(count, sum(map(len, encoded)))
    files.put_folders("p", (b"".join(encoded[i : i + each]) for i in range(0, count, each)))


def _put_spoken(files: IndexFiles, vocabulary: Vocabulary, analysis: Analysis) -> None:
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
    _put_spellings(files, spellings.FORWARDS, 1, listed)
    _put_spellings(files, spellings.BACKWARDS, -1, listed)


def _put_spellings(files: IndexFiles, kind: str, step: int, listed: list[tuple[str, str]]) -> None:
    entries = spellings.in_order(listed, step)
    for separator, found in divided(entries, spellings.LIMITS):
        files.put(kind, separator, spellings.spellings_file(found))
