"""The shards hold a lunr index: its builder, given the same words, scores the same."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from lunr.builder import Builder
from lunr.index import Index

from benchmarks.search_records import synthetic_records
from minutes_archive.language.analysis import Analysis
from minutes_archive.search import postings
from minutes_archive.search.numbering import in_index_order
from minutes_archive.search.records import SearchRecord
from minutes_archive.search.vocabulary import Vocabulary, record_words
from search_engine import write_index


class _Engine(Protocol):
    def send(self, message: dict[str, Any]) -> dict[str, float]: ...


def _terms(records: list[SearchRecord]) -> list[dict[str, list[str]]]:
    """Return the terms of each field of each record, repeats ended where the index ends them."""
    vocabulary = Vocabulary()
    texts = [vocabulary.read(record_words(record)) for record in records]
    vocabulary.finish(Analysis(), len(records))
    names = list(vocabulary.terms)
    found = []
    for text in texts:
        said = [[vocabulary.term_of[word] for word in field] for field in (text.title, text.text)]
        parts: set[int] = set()
        for word in {*text.title, *text.text}:
            parts.update(vocabulary.parts_of.get(word, ()))
        parts -= {*said[0], *said[1]}
        about = {vocabulary.term_of[word] for word in text.extra}
        for word in set(text.extra):
            about.update(vocabulary.parts_of.get(word, ()))
        about -= {*said[0], *said[1], *parts}
        third = sorted(parts) * postings.MOST_COUNTED + sorted(about)
        fields = dict(zip(postings.FIELDS, [*said, third], strict=True))
        found.append({name: [names[term] for term in terms] for name, terms in fields.items()})
    return found


def _ended(terms: list[str]) -> list[str]:
    kept: list[str] = []
    for term in terms:
        if kept.count(term) < postings.MOST_COUNTED:
            kept.append(term)
    return kept


def _rounded(length: int) -> float:
    return postings.LENGTH_BASE ** postings.length_class(length) if length else 0.0


def _length(field: str, terms: list[str]) -> float:
    """Return what the index takes for a field's length: parts and names have none of their own."""
    return min(len(terms), 1) if field == "parts" else _rounded(len(terms))


def _lunr_index(documents: list[dict[str, list[str]]]) -> Index:
    builder = Builder()
    builder.k1(postings.K1)
    builder.b(postings.B)
    for name, boost in zip(postings.FIELDS, postings.BOOSTS, strict=True):
        builder.field(name, boost=boost)
    terms = sorted({t for document in documents for field in document.values() for t in field})
    for rank, term in enumerate(terms):
        builder.inverted_index[term] = {name: {} for name in postings.FIELDS} | {"_index": rank}
    for number, document in enumerate(documents):
        builder.add({"id": number} | {name: _ended(found) for name, found in document.items()})
        for name, found in document.items():
            builder.field_lengths[f"{name}/{number}"] = _length(name, found)
    return builder.build()


def test_every_score_is_that_of_lunrs_own_builder(
    tmp_path: Path, start_engine: Callable[[Path], _Engine]
) -> None:
    records = in_index_order(synthetic_records(120))
    engine = start_engine(write_index(records, tmp_path))
    documents = _terms(records)
    index = _lunr_index(documents)
    chance = random.Random(7)
    compared = 0
    for _ in range(60):
        document = chance.choice(documents)
        pool = [term for field in document.values() for term in field]
        clauses = {term: chance.choice((1, 1, 0.5)) for term in chance.sample(pool, 3)}
        query = index.create_query()
        for term, boost in clauses.items():
            query.term(term, boost=boost, use_pipeline=False)
        expected = {hit["ref"]: hit["score"] for hit in index.query(query)}
        found = engine.send({"scores": sorted(clauses.items())})
        assert found.keys() == expected.keys()
        assert all(abs(found[ref] - score) < 1e-9 for ref, score in expected.items())
        compared += len(found)
    assert compared > 2_000
