"""Words that mean the same, or nearly: a table, and the files that a browser looks them up in.

A file's payload is text, a line for what may be asked: its key, `=` words that stand for the same
thing, `~` words that nearly do. Which file holds a key tells the hash of its first letters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from minutes_archive.language.analysis import Analysis, fold, normalise, tables, words
from minutes_archive.search.vocabulary import word_hash

# A question reads one file for each of its words.
FILE_BYTES = 2_500
# What is told and looked up for one word: more would cost more than it finds.
MOST_WORDS = 14
# So many letters tell the file: a word and its stem mostly share it.
HASHED = 3
# "bastu" is told by "bastubyggnad" where the archive says only that; shorter words begin others.
SHORTEST_IN_COMPOUND = 5
MOST_COMPOUNDS = 3


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
        entry_text = line.partition("#")[0].strip()
        if not entry_text:
            continue
        is_same = entry_text.startswith("=")
        asked, _, found = entry_text.removeprefix("=").partition(">")
        is_foreign = found.startswith(">")
        listed = _listed(found.removeprefix(">") or asked)
        yield Group(_listed(asked), listed, is_same, is_foreign)


def own_groups(synonyms: Iterable[Sequence[str]]) -> list[Group]:
    """Return the groups that an archive's registry adds: all words of one mean the same."""
    return [Group(tuple(group), tuple(group), is_same=True) for group in synonyms]


class _Compounds:
    """The words of an archive, to find those that begin or end with a word that it does not say."""

    def __init__(self, said: Iterable[str], analysis: Analysis) -> None:
        self._analysis = analysis
        self._particles = frozenset(tables()["prefixes"].split())
        self._forwards = sorted(word for word in said if len(word) > SHORTEST_IN_COMPOUND)
        by_term: dict[str, str] = {}
        for word in sorted(self._forwards, key=lambda word: (len(word), word)):
            by_term.setdefault(analysis.term(word)[::-1], word)
        self._backwards = sorted(by_term.items())

    def with_part(self, word: str) -> list[str]:
        """Return a few: "bastubyggnad" for "bastu", "tvåspråkighetsprogram" for "tvåspråkig"."""
        if not word.isalpha() or len(word) < SHORTEST_IN_COMPOUND:
            return []
        found = []
        # "munhälsa" begins "munhälsobedömning".
        start = word[:-1] if word[-1] in "ae" and len(word) > SHORTEST_IN_COMPOUND + 1 else word
        for at in range(bisect_left(self._forwards, start), len(self._forwards)):
            if not self._forwards[at].startswith(start):
                break
            found.append(self._forwards[at])
        ending = self._analysis.term(word)[::-1]
        if len(ending) >= SHORTEST_IN_COMPOUND:
            for at in range(bisect_left(self._backwards, (ending, "")), len(self._backwards)):
                term, whole = self._backwards[at]
                if not term.startswith(ending):
                    break
                if term[len(ending) :][::-1] not in self._particles:
                    found.append(whole)
        return sorted(dict.fromkeys(found), key=lambda one: (len(one), one))[:MOST_COMPOUNDS]


def synonym_files(
    groups: Iterable[Group], analysis: Analysis, terms: Collection[str], said: Iterable[str] = ()
) -> list[bytes]:
    """Return the payloads of all files, a power of two of them, or none.

    Only words whose `terms` the archive has are told, or what it has `said` that is made of them;
    what may be asked need not be in it.
    """
    entries: dict[str, _Entry] = {}
    compounds = _Compounds(said, analysis)

    @cache
    def there_for(word: str) -> list[str]:
        return [word] if _is_there(word, analysis, terms) else compounds.with_part(word)

    @cache
    def key_of(word: str) -> str:
        return _key(word, analysis)

    groups = list(groups)
    kin: dict[str, list[str]] = {}
    for group in groups:
        for word in () if group.is_foreign else group.asked:
            kin.setdefault(word, []).extend(group.found)
    for group in groups:
        there = [one for word in group.found for one in there_for(word)]
        if group.is_foreign and not there:
            # "refugees" is "flykting", and where nothing says that, "skyddsbehövande".
            also = [other for word in group.found for other in kin.get(word, ())]
            there = [one for other in dict.fromkeys(also) for one in there_for(other)]
        for asked in group.asked if there else ():
            own = key_of(asked)
            others = [word for word in there if key_of(word) != own]
            keys = {fold(normalise(asked))} if group.is_foreign else _keys(asked, analysis)
            for key in keys if others else ():
                entry = entries.setdefault(key, _Entry())
                (entry.same if group.is_same else entry.near).update(dict.fromkeys(others))
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
    others = [*("=" + word for word in entry.same), *("~" + word for word in near)]
    return "".join((key, *others[:MOST_WORDS]))


def _listed(phrase: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in phrase.split(",") if word.strip())


def _words_of(phrase: str, analysis: Analysis) -> list[str]:
    said = words(normalise(phrase))
    return [word for word in said if word not in analysis.stop_words] or said


def _is_there(phrase: str, analysis: Analysis, terms: Collection[str]) -> bool:
    return all(analysis.term(word) in terms for word in _words_of(phrase, analysis))


def _key(phrase: str, analysis: Analysis) -> str:
    return " ".join(fold(analysis.term(word)) for word in _words_of(phrase, analysis))


def _keys(phrase: str, analysis: Analysis) -> set[str]:
    """Return the keys by which what may be asked is looked up, typed with and without its dots."""
    said = _words_of(phrase, analysis)
    return {_key(phrase, analysis), " ".join(fold(analysis.term(fold(word))) for word in said)}
