"""Words that mean the same, or nearly: a table, and the files that a browser looks them up in.

A file's payload is text, a line for what may be asked: its key, `=` words that stand for the same
thing, `~` words that nearly do. Which file holds a key tells the hash of its first letters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from minutes_archive.language.analysis import Analysis, fold, normalise, words
from minutes_archive.search.vocabulary import word_hash

# A question reads one file for each of its words.
FILE_BYTES = 2_500
# What is told and looked up for one word: more would cost more than it finds.
MOST_WORDS = 14
# So many letters tell the file: a word and its stem mostly share it.
HASHED = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Who asks for one of `asked` also gets those of `found` that are other words.

    Words of another language (`is_foreign`) have no Swedish endings.
    """

    asked: tuple[str, ...]
    found: tuple[str, ...]
    is_same: bool = False
    is_foreign: bool = False


@dataclass(slots=True)
class _Entry:
    same: dict[str, None] = field(default_factory=dict)
    near: dict[str, None] = field(default_factory=dict)


@cache
def table() -> tuple[Group, ...]:
    """Return the groups of `synonyms_sv.txt`."""
    source = files("minutes_archive.language").joinpath("synonyms_sv.txt")
    return tuple(read_table(source.read_text(encoding="utf-8")))


def read_table(text: str) -> Iterator[Group]:
    """Yield the groups of a table; its form is told at the head of `synonyms_sv.txt`."""
    for line in text.splitlines():
        told = line.partition("#")[0].strip()
        if not told:
            continue
        is_same = told.startswith("=")
        asked, _, found = told.removeprefix("=").partition(">")
        is_foreign = found.startswith(">")
        listed = _listed(found.removeprefix(">") or asked)
        yield Group(_listed(asked), listed, is_same, is_foreign)


def own_groups(synonyms: Iterable[Sequence[str]]) -> list[Group]:
    """Return the groups that an archive's registry adds: all words of one mean the same."""
    return [Group(tuple(group), tuple(group), is_same=True) for group in synonyms]


def synonym_files(
    groups: Iterable[Group], analysis: Analysis, terms: Collection[str]
) -> list[bytes]:
    """Return the payloads of all files, a power of two of them, or none.

    Only words whose `terms` the archive has are told; what may be asked need not be in it.
    """
    entries: dict[str, _Entry] = {}
    for group in groups:
        there = {
            word: _key(word, analysis) for word in group.found if _is_there(word, analysis, terms)
        }
        for asked in group.asked if there else ():
            own = _key(asked, analysis)
            told = [word for word, key in there.items() if key != own]
            keys = {fold(normalise(asked))} if group.is_foreign else _keys(asked, analysis)
            for key in keys if told else ():
                entry = entries.setdefault(key, _Entry())
                (entry.same if group.is_same else entry.near).update(dict.fromkeys(told))
    lines = {key: _line(key, entry) for key, entry in sorted(entries.items())}
    if not lines:
        return []
    count = 1
    while count * FILE_BYTES < sum(map(len, lines.values())):
        count *= 2
    contents: list[list[str]] = [[] for _ in range(count)]
    for key, line in lines.items():
        contents[word_hash(key.partition(" ")[0][:HASHED]) & (count - 1)].append(line)
    return ["\n".join(content).encode("utf-8") for content in contents]


def _line(key: str, entry: _Entry) -> str:
    near = [word for word in entry.near if word not in entry.same]
    told = [*("=" + word for word in entry.same), *("~" + word for word in near)]
    return "".join((key, *told[:MOST_WORDS]))


def _listed(told: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in told.split(",") if word.strip())


def _telling(told: str, analysis: Analysis) -> list[str]:
    said = words(normalise(told))
    return [word for word in said if word not in analysis.stop_words] or said


def _is_there(told: str, analysis: Analysis, terms: Collection[str]) -> bool:
    return all(analysis.term(word) in terms for word in _telling(told, analysis))


def _key(told: str, analysis: Analysis) -> str:
    return " ".join(fold(analysis.term(word)) for word in _telling(told, analysis))


def _keys(told: str, analysis: Analysis) -> set[str]:
    """Return the keys by which what may be asked is looked up, typed with and without its dots."""
    said = _telling(told, analysis)
    return {_key(told, analysis), " ".join(fold(analysis.term(fold(word))) for word in said)}
