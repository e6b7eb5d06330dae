"""Records -> the files of the search index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from minutes_archive.addresses import INDEX_FOLDER
from minutes_archive.language.analysis import Analysis, tables
from minutes_archive.search import scoring
from minutes_archive.search.containers import IndexFile, in_folders, named, payload
from minutes_archive.search.encoding import front_coded
from minutes_archive.search.facets import make_columns
from minutes_archive.search.numbering import in_index_order
from minutes_archive.search.phrases import PAIR_FACTOR, make_phrases
from minutes_archive.search.postings import Postings, make_postings
from minutes_archive.search.records import Record
from minutes_archive.search.shards import Shard, make_shards
from minutes_archive.search.spellings import common_keys, common_words, spelling_files
from minutes_archive.search.texts import RECORDS_A_FILE, text_files
from minutes_archive.search.vocabulary import Vocabulary

# Raised when a file means something else than before, so that an old page says "reload".
FORMAT = 1


def index_files(
    records: Iterable[Record],
    type_names: Mapping[str, str],
    folder: str = INDEX_FOLDER,
    hunspell: Path | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the index as its site-relative path and content; the manifest last.

    Only the manifest has a fixed name; all others are named by their content. `type_names`
    are what decision, item, meeting and page are called to readers. `hunspell` is an optional
    Swedish `.dic` file for splitting compounds.
    """
    for file in _files(in_index_order(records), type_names, hunspell):
        yield f"{folder}{file.name}.js", file.script


def _files(
    ordered: list[Record], type_names: Mapping[str, str], hunspell: Path | None
) -> Iterator[IndexFile]:
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "records": len(ordered),
        "chunk": RECORDS_A_FILE,
        "tables": tables(),
    }
    manifest["texts"], files = in_folders("r", list(text_files(ordered)))
    yield from files

    analysis = Analysis()
    vocabulary = Vocabulary()
    texts = [vocabulary.read(record) for record in ordered]
    vocabulary.finish(analysis, len(ordered), hunspell)

    phrases = make_phrases(texts, vocabulary.hashes())
    manifest["phrases"] = {
        "buckets": phrases.buckets,
        "each": phrases.per_file,
        "factor": PAIR_FACTOR,
    }
    manifest["phrases"]["files"], files = in_folders("p", phrases.contents)
    yield from files
    del phrases

    postings = make_postings(texts, vocabulary)
    del texts
    manifest["scoring"] = _scoring(postings)
    yield from _terms(vocabulary, postings, analysis, manifest)
    yield from _spellings(vocabulary, postings, analysis, manifest)

    columns = make_columns(ordered, type_names)
    manifest["columns"] = {}
    for name, content in columns.items():
        file = named("f", content)
        manifest["columns"][name] = [file.name, len(content)]
        yield file
    yield IndexFile("manifest", payload(manifest))


def _scoring(postings: Postings) -> dict[str, Any]:
    return {
        "fields": scoring.FIELDS,
        "boosts": scoring.BOOSTS,
        "averages": postings.averages,
        "k1": scoring.K1,
        "b": scoring.B,
        "base": scoring.LENGTH_BASE,
        "most": scoring.MOST_COUNTED,
    }


def _terms(
    vocabulary: Vocabulary, postings: Postings, analysis: Analysis, manifest: dict[str, Any]
) -> Iterator[IndexFile]:
    stop_words = {analysis.term(word) for word in analysis.stop_words}
    shards = []
    for entry in make_shards(vocabulary.terms, postings, stop_words):
        if isinstance(entry, Shard):
            shards.append(entry)
        else:
            yield entry
    manifest["terms"], files = _range_files("t", [(s.separator, s.content) for s in shards])
    yield from files


def _range_files(
    kind: str, parts: list[tuple[str, bytes]]
) -> tuple[dict[str, Any], Iterator[IndexFile]]:
    """Return what the manifest says of files that each hold a range of keys, and the files."""
    folders, files = in_folders(kind, [content for _, content in parts])
    return {"keys": front_coded(key for key, _ in parts), "folders": folders}, files


def _spellings(
    vocabulary: Vocabulary, postings: Postings, analysis: Analysis, manifest: dict[str, Any]
) -> Iterator[IndexFile]:
    words = common_words(vocabulary, analysis.stop_words)
    keys = common_keys(vocabulary.terms, postings)
    manifest["spellings"] = {}
    for name, entries in (
        ("forwards", words.items()),
        ("backwards", ((word[::-1], count) for word, count in words.items())),
        ("endings", ((key[::-1], count) for key, count in keys.items())),
    ):
        found = list(spelling_files(entries))
        manifest["spellings"][name], files = _range_files("v", found)
        yield from files
