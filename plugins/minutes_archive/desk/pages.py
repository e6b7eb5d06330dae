"""The pages of the desk: ordinary HTML with forms, one for each act, that work without scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from minutes_archive.desk.acts import KINDS, PERSON_KEYS
from minutes_archive.desk.drafts import DraftFile, ReviewNote
from minutes_archive.desk.imports import Job
from minutes_archive.desk.originals import Original
from minutes_archive.language.catalogue import Translator
from minutes_archive.language.problem_words import in_language, translated
from minutes_archive.model import Role
from minutes_archive.problems import Problem

_TEMPLATES = Path(__file__).parent / "templates"
# Values of the head, in the order of a protocol's front page; others of the file come after them.
_HEAD = (
    "title",
    "date",
    "time",
    "place",
    "body",
    "kind",
    "reference",
    "recorded_by",
    "attested_by",
)
_LISTS = ("present", "absent", "items")
_NOT_SHOWN = ("format", "status")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the file: its path as a form names it, its label, and what stands there."""

    path: str
    label: str
    text: str
    can_change: bool = True

    @property
    def rows(self) -> int:
        """How many lines a field for it should show."""
        return max(self.text.count("\n") + 1, len(self.text) // 70 + 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, or a piece of an item's content, with the notes that stand before it."""

    path: str
    anchor: str
    values: dict[str, str]
    notes: tuple[ReviewNote, ...]
    kind: str = ""
    main: Value | None = None
    facts: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item of the draft."""

    index: int
    path: str
    anchor: str
    title: str
    facts: tuple[Value, ...]
    notes: tuple[ReviewNote, ...]
    entries: tuple[Entry, ...]


class DeskPages:
    """Renders the desk's pages in a language; `root` is the address that `serve` answers at."""

    def __init__(self, language: str, root: str, token: str, may_edit: bool) -> None:
        self.t, self._language = Translator(language), language
        self._environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {
            "t": self.t,
            "label": self._label,
            "said": self._said,
            "desk": f"{root}granska/",
            "site": root,
            "token": token,
            "may_edit": may_edit,
            "kinds": KINDS,
            "roles": [role.value for role in Role],
            "person_keys": PERSON_KEYS,
            "language": language,
        }

    def _said(self, words: str) -> str:
        """Return what a draft's comments say, which are Swedish, in the language of the desk."""
        return " – ".join(in_language(part, self._language) for part in words.split(" – "))

    def overview(self, drafts: Iterable[DraftFile], latest: Job | None) -> str:
        return self._render("overview.html", drafts=list(drafts), latest=latest)

    def job(self, job: Job) -> str:
        return self._render("job.html", job=job)

    def changed(self, name: str, typed: str) -> str:
        return self._render("changed.html", name=name, typed=typed)

    def published(self, draft: DraftFile) -> str:
        return self._render("published.html", draft=draft)

    def refusal(self, reason: str) -> str:
        return self._render("refusal.html", reason=reason)

    def draft(
        self,
        draft: DraftFile,
        original: Original | None,
        problems: Sequence[Problem],
        *,
        message: str,
        can_undo: bool,
        names: Sequence[str],
    ) -> str:
        """Return the page of one draft: its values to the left, the original to the right."""
        notes = self._notes_by_path(draft)
        at = list(names).index(draft.name) if draft.name in names else 0
        return self._render(
            "draft.html",
            draft=draft,
            original=original and self._in_language(original),
            problems=[translated(problem, self._language) for problem in problems],
            message=in_language(message, self._language),
            can_undo=can_undo,
            following=names[at + 1] if at + 1 < len(names) else "",
            loose=notes.get("", ()),
            head=self._head(draft),
            head_notes=[n for path, found in notes.items() if path in _flat(draft) for n in found],
            people={which: self._people(draft, which, notes) for which in ("present", "absent")},
            items=self._items(draft, notes),
        )

    def _in_language(self, original: Original) -> Original:
        return replace(original, refusal=in_language(original.refusal, self._language))

    def _render(self, template: str, **values: Any) -> str:
        return self._environment.get_template(template).render(**values)

    def _label(self, key: str) -> str:
        try:
            return self.t(f"desk.key.{key}")
        except KeyError:
            return key

    def _head(self, draft: DraftFile) -> list[Value]:
        values = draft.values
        keys = [key for key in _HEAD if key in values]
        keys += [key for key in values if key not in (*_HEAD, *_LISTS, *_NOT_SHOWN)]
        return [self._shown(key, values[key]) for key in keys]

    def _shown(self, path: str, value: Any) -> Value:
        label = self._label(path.rpartition(".")[2])
        return Value(path, label, _as_text(value), isinstance(value, str))

    def _people(
        self, draft: DraftFile, which: str, notes: dict[str, tuple[ReviewNote, ...]]
    ) -> list[Entry]:
        rows = draft.values.get(which)
        return [
            Entry(
                path := f"{which}.{n}",
                path.replace(".", "-"),
                {key: _as_text(value) for key, value in row.items()},
                notes.get(path, ()),
            )
            for n, row in enumerate(rows if isinstance(rows, list) else [])
            if isinstance(row, dict)
        ]

    def _items(self, draft: DraftFile, notes: dict[str, tuple[ReviewNote, ...]]) -> list[Item]:
        rows = draft.values.get("items")
        return [
            self._item(n, row, notes)
            for n, row in enumerate(rows if isinstance(rows, list) else [])
            if isinstance(row, dict)
        ]

    def _item(
        self, index: int, row: dict[str, Any], notes: dict[str, tuple[ReviewNote, ...]]
    ) -> Item:
        path = f"items.{index}"
        content = row.get("content")
        return Item(
            index,
            path,
            path.replace(".", "-"),
            " ".join(_as_text(row[key]) for key in ("number", "title") if key in row),
            tuple(self._shown(f"{path}.{key}", row[key]) for key in row if key != "content"),
            notes.get(path, ()),
            tuple(
                self._entry(f"{path}.content.{n}", entry, notes)
                for n, entry in enumerate(content if isinstance(content, list) else [])
                if isinstance(entry, dict) and entry
            ),
        )

    def _entry(
        self, path: str, entry: dict[str, Any], notes: dict[str, tuple[ReviewNote, ...]]
    ) -> Entry:
        kind, *others = entry
        return Entry(
            path,
            path.replace(".", "-"),
            {},
            notes.get(path, ()),
            kind,
            self._shown(f"{path}.{kind}", entry[kind]),
            tuple(self._shown(f"{path}.{key}", entry[key]) for key in others),
        )

    def _notes_by_path(self, draft: DraftFile) -> dict[str, tuple[ReviewNote, ...]]:
        """Return the notes by the path of what stands right after them; "" for the whole file."""
        document = draft.document
        if document is None:
            return {"": tuple(draft.notes)}
        lines = {document.line_of(path): ".".join(map(str, path)) for path in _paths(draft)}
        found: dict[str, list[ReviewNote]] = {}
        first = min(lines, default=0)
        for note in draft.notes:
            after = min((line for line in lines if line > note.line), default=0)
            found.setdefault("" if note.line < first or not after else lines[after], []).append(
                note
            )
        return {path: tuple(notes) for path, notes in found.items()}


def _flat(draft: DraftFile) -> set[str]:
    return {key for key in draft.values if key not in _LISTS}


def _paths(draft: DraftFile) -> Iterable[tuple[str | int, ...]]:
    """Yield the paths that a note can stand before; where two begin on a line, the inner last."""
    values = draft.values
    for key, value in values.items():
        if key in _LISTS and isinstance(value, list):
            for n, row in enumerate(value):
                yield (key, n)
                content = row.get("content") if isinstance(row, dict) else None
                for m in range(len(content) if isinstance(content, list) else 0):
                    yield (key, n, "content", m)
        else:
            yield (key,)


def _as_text(value: Any) -> str:
    """Return a value of the file as a person reads it."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_as_text(child)}" for key, child in value.items())
    if isinstance(value, list):
        return ", ".join(map(_as_text, value))
    return str(value).strip("\n")
