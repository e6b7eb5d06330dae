"""Random edits of the records of an archive, and indexes to compare after them."""

from __future__ import annotations

import contextlib
import hashlib
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.search_records import synthetic_records
from minutes_archive.search.index import IndexUpdate, update_index
from minutes_archive.search.records import Record, Successor
from minutes_archive.search.words import RecordGroup
from search_engine import TYPE_NAMES

Groups = dict[str, list[Record]]
Edit = Callable[[Groups, random.Random], None]


def synthetic_groups(decisions: int) -> Groups:
    """Return the records of a synthetic archive by meeting, and two hand-written pages."""
    groups: Groups = {"om/": [_page("om/")], "hjalp/": [_page("hjalp/")]}
    for record in synthetic_records(decisions):
        groups.setdefault(_meeting(record), []).append(record)
    return groups


def _page(address: str) -> Record:
    return Record(id=address, url=address, type="page", title="Om arkivet", text="Så söker du.")


def _meeting(record: Record) -> str:
    return (record.parent or record.id).partition("#")[0]


def update(groups: Groups, store: Path | None, hunspell: Path | None = None) -> IndexUpdate:
    """Return the index of the groups."""

    def group(identity: str, records: list[Record]) -> RecordGroup:
        fingerprint = hashlib.sha256(repr(records).encode()).digest()
        return RecordGroup(identity, fingerprint, lambda: records)

    order = sorted(groups, key=lambda name: (groups[name][0].date, groups[name][0].body, name))
    ordered = [group(name, groups[name]) for name in order]
    return update_index(ordered, TYPE_NAMES, store, "", hunspell)


def contents_of(found: IndexUpdate) -> dict[str, bytes]:
    """Return the contents of all files, which must have the digests that were given."""
    with contextlib.closing(found):
        contents = {path: found.content(path) for path in found.files}
    assert found.files == {
        path: (len(content), hashlib.sha256(content).hexdigest())
        for path, content in contents.items()
    }
    return contents


def assert_as_made_anew(groups: Groups, store: Path, hunspell: Path | None = None) -> None:
    """Compare the index in a store, brought up to date, with one that is made anew."""
    updated = contents_of(update(groups, store, hunspell))
    anew = contents_of(update(groups, None, hunspell))
    assert updated.keys() == anew.keys()
    assert [path for path in anew if anew[path] != updated[path]] == []


def _pick(groups: Groups, chance: random.Random) -> str:
    return chance.choice([name for name, records in groups.items() if records[0].date])


def edit_text(groups: Groups, chance: random.Random) -> None:
    """Change a word of a record."""
    records = groups[_pick(groups, chance)]
    place = chance.randrange(len(records))
    words = records[place].text.split()
    words[chance.randrange(len(words))] = _word(groups, chance)
    told = " ".join(words)
    own = told if records[place].own_text is not None else None
    records[place] = replace(records[place], text=told, own_text=own)


def _word(groups: Groups, chance: random.Random) -> str:
    """Return a word of the archive, two of them in one, or a new one."""
    said = [word for record in groups[_pick(groups, chance)] for word in record.text.split()]
    kind = chance.random()
    if kind < 0.3:
        return chance.choice(said)
    if kind < 0.7:
        return chance.choice(said) + chance.choice(("", "s")) + chance.choice(said).lower()
    return "".join(chance.choice("bdfgklmnrstvaeiouåäö") for _ in range(chance.randint(3, 9)))


def _say_a_part(groups: Groups, chance: random.Random) -> None:
    """Make a beginning of other words a word, often enough to be believed in."""
    said = [
        w for record in groups[_pick(groups, chance)] for w in record.text.split() if len(w) > 8
    ]
    part = chance.choice(said or ["kommunhus"])[: chance.randint(5, 7)]
    records = groups[_pick(groups, chance)]
    records[0] = replace(records[0], text=f"{records[0].text} {part} och {part}")


def _drop_a_decision(groups: Groups, chance: random.Random) -> None:
    records = groups[_pick(groups, chance)]
    decisions = [record for record in records if record.type == "decision"]
    if decisions:
        records.remove(chance.choice(decisions))


def _remove(groups: Groups, chance: random.Random) -> None:
    del groups[_pick(groups, chance)]


def _remove_the_last(groups: Groups, chance: random.Random) -> None:
    newest = max(records[0].date for records in groups.values())
    del groups[chance.choice([name for name in groups if groups[name][0].date == newest])]


def _add(groups: Groups, chance: random.Random, date: str = "") -> None:
    source = groups[_pick(groups, chance)]
    date = date or chance.choice([*groups.values()])[0].date or "2004-01-01"
    name = f"{source[0].body}/{date}-x{chance.randrange(10**6)}"
    old = _meeting(source[0])

    def moved(record: Record) -> Record:
        def renamed(text: str) -> str:
            return text.replace(old, name).replace(old.replace("/", "-"), name.replace("/", "-"))

        return replace(
            record,
            id=renamed(record.id),
            url=renamed(record.url),
            parent=renamed(record.parent),
            date=date,
        )

    groups[name] = [moved(record) for record in source]
    edit_text({name: groups[name]}, chance)


def append(groups: Groups, chance: random.Random) -> None:
    """Add a meeting after all others."""
    _add(groups, chance, "2031-05-05")


def _rename_a_municipality(groups: Groups, chance: random.Random) -> None:
    names = [name for group in groups.values() for r in group for name in r.municipality_names]
    old = chance.choice(names)
    for group in groups.values():
        group[:] = [
            replace(
                r,
                municipality_names=tuple(
                    f"Nya {old}" if name == old else name for name in r.municipality_names
                ),
            )
            for r in group
        ]


def _replace_a_decision(groups: Groups, chance: random.Random) -> None:
    records = groups[_pick(groups, chance)]
    by = Successor("SG 2031-05-05 punkt 1", "beslut/sg-2031-05-05-1-1/")
    for place, record in enumerate(records):
        if record.type == "decision":
            values = {"status": "replaced", "status_text": "Ersatt", "replaced_by": (by,)}
            records[place] = replace(record, **values)  # type: ignore[arg-type]
            return


def _change_a_page(groups: Groups, chance: random.Random) -> None:
    groups["om/"] = [replace(groups["om/"][0], text=f"Så läser du {_word(groups, chance)}.")]


def _add_a_page(groups: Groups, chance: random.Random) -> None:
    name = f"sida-{chance.randrange(10**6)}/"
    groups[name] = [_page(name)]


def _nothing(groups: Groups, chance: random.Random) -> None:
    pass


SMALL: list[Edit] = [
    *(edit_text, edit_text, edit_text, _say_a_part, _say_a_part, append, _remove_the_last),
    *(_replace_a_decision, _change_a_page, _nothing),
]
LARGE: list[Edit] = [_remove, _add, _drop_a_decision, _rename_a_municipality, _add_a_page]
