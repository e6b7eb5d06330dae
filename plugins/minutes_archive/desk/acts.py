"""What a clerk does to a draft at the desk; each act is one edit of the file, and can be undone.

An act is asked for with the version that was seen. If the file is another by then, nothing is
written and ChangedMeanwhileError is raised: an editor or another tab has been there.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from minutes_archive.desk.drafts import DraftFile, find_drafts
from minutes_archive.desk.editing import Document, EditRefusedError
from minutes_archive.desk.editing import Path as ValuePath
from minutes_archive.problems import Problem, has_errors

KINDS = ("text", "decision", "follow_up", "deferred", "heading")
"""What words under an item may be, as keys of the format."""

PERSON_KEYS = ("name", "from", "party", "role", "items", "note", "substitute_for")

Form = Mapping[str, str]
Check = Callable[[Path, bytes], Sequence[Problem]]
"""Returns the problems of a minutes file in its folder, as if it held these bytes."""


class ChangedMeanwhileError(Exception):
    """The file is not as it was seen; nothing has been written."""


class NotReadyError(EditRefusedError):
    """A draft cannot be published yet."""


class Acts:
    """The acts on the drafts of one minutes folder."""

    def __init__(self, minutes: Path, check: Check) -> None:
        self.minutes = minutes
        self._check = check
        self._lock = threading.Lock()
        self._undone: dict[str, list[tuple[bytes, bytes]]] = {}

    def drafts(self) -> dict[str, DraftFile]:
        return find_drafts(self.minutes)

    def problems(self, draft: DraftFile) -> list[Problem]:
        """Return what is wrong in a draft as it stands."""
        return list(self._check(draft.file, draft.raw))

    def can_undo(self, draft: DraftFile) -> bool:
        """Return whether the last act of the desk is what the file holds now."""
        done = self._undone.get(draft.name, [])
        return bool(done) and done[-1][1] == draft.raw

    def run(self, name: str, form: Form) -> DraftFile:
        """Do the act that a form asks for and return the draft as it is then.

        Raises EditRefusedError with a sentence for the clerk, or ChangedMeanwhileError.
        """
        with self._lock:
            draft = self.drafts().get(name)
            if draft is None:
                raise EditRefusedError("Utkastet finns inte längre.")
            if form.get("version") != draft.version:
                raise ChangedMeanwhileError
            act = form.get("act", "")
            if act == "undo":
                return self._undo(draft)
            if act == "date":
                return self._give_date(draft, form.get("value", ""))
            if act not in _ACTS:
                raise EditRefusedError("Okänd handling.")
            text = _ACTS[act](draft, form)
            if act == "publish":
                self._refuse_unsound(draft, text)
            return self._write(draft, text.encode())

    def _undo(self, draft: DraftFile) -> DraftFile:
        if not self.can_undo(draft):
            raise EditRefusedError("Det finns inget att ångra.")
        before, _ = self._undone[draft.name].pop()
        _replace(draft.file, before)
        return DraftFile(draft.name, draft.file, before)

    def _give_date(self, draft: DraftFile, written: str) -> DraftFile:
        """Move an undated draft, its report and its original to where a meeting of a day lies."""
        if not draft.is_undated:
            raise EditRefusedError("Mötet har ett datum.")
        try:
            day = dt.date.fromisoformat(written)
        except ValueError:
            raise EditRefusedError("Skriv ett datum som 2026-03-12.") from None
        body = draft.name.split("/")[0]
        text = _document(draft).set_value(("date",), day.isoformat())
        folder = self.minutes / body / f"{day.year:04d}"
        target = folder / f"{day.isoformat()}.yml"
        original = draft.original
        moved = [file for file in (original, _report_of(draft.file)) if file and file.is_file()]
        taken = [target, *(folder / file.name for file in moved)]
        if any(file.exists() for file in taken):
            raise EditRefusedError(f"Det finns redan ett möte {day.isoformat()} i den mappen.")
        folder.mkdir(parents=True, exist_ok=True)
        for file in moved:
            shutil.copy2(file, folder / file.name)
        made = DraftFile(f"{body}/{day.year:04d}/{day.isoformat()}", target, text.encode())
        target.write_bytes(made.raw)
        for file in (*moved, draft.file):
            file.unlink()
        return made

    def _write(self, draft: DraftFile, raw: bytes) -> DraftFile:
        if raw != draft.raw:
            _replace(draft.file, raw)
            self._undone.setdefault(draft.name, []).append((draft.raw, raw))
        return DraftFile(draft.name, draft.file, raw)

    def _refuse_unsound(self, draft: DraftFile, text: str) -> None:
        """Read the folder as it would be with the file published; raise NotReadyError at errors."""
        problems = [p for p in self._check(draft.file, text.encode()) if p.code.startswith("E")]
        if has_errors(problems):
            faults = "; ".join(f"rad {p.place.line}: {p.message} ({p.code})" for p in problems[:5])
            raise NotReadyError(f"Utkastet kan inte publiceras än: {faults}")


def _report_of(file: Path) -> Path:
    """Return where the importer puts its review report beside a draft."""
    return file.with_name(f"{file.stem}.granskning.md")


def path_of(written: str) -> ValuePath:
    """Return the path that a form names, `items.0.content.2.text`."""
    if not re.fullmatch(r"[A-Za-z_]+(\.([A-Za-z_]+|\d{1,5}))*", written):
        raise EditRefusedError("Stället finns inte i filen.")
    return tuple(int(step) if step.isdigit() else step for step in written.split("."))


def _document(draft: DraftFile) -> Document:
    return Document(draft.raw.decode("utf-8"))


def _value(form: Form, name: str) -> str:
    return form.get(name, "").replace("\r\n", "\n").strip()


def _accept_note(draft: DraftFile, form: Form) -> str:
    line = form.get("line", "")
    return _document(draft).remove_note(int(line) if line.isdigit() else 0)


def _set_value(draft: DraftFile, form: Form) -> str:
    value = _value(form, "value")
    document, path = _document(draft), path_of(form.get("path", ""))
    if not value:
        raise EditRefusedError("Ett tomt värde går inte att spara; ta bort uppgiften i stället.")
    if path[-1] == "status":
        raise EditRefusedError("Status ändras med Publicera.")
    return document.set_value(path, value)


def _set_person(draft: DraftFile, form: Form) -> str:
    path = path_of(form.get("path", ""))
    text = draft.raw.decode("utf-8")
    for key in PERSON_KEYS:
        if key not in form:
            continue
        document, value = Document(text), _value(form, key)
        now = document.node(path)
        given = {k.value: v for k, v in now.value}
        if value and (key not in given or getattr(given[key], "value", None) != value):
            text = document.set_value((*path, key), value)
        elif not value and key in given and key != "name":
            text = document.remove((*path, key))
    return text


def _change_kind(draft: DraftFile, form: Form) -> str:
    path, kind = path_of(form.get("path", "")), form.get("to", "")
    if kind not in KINDS:
        raise EditRefusedError("Det slaget finns inte.")
    document = _document(draft)
    value = getattr(document.node(path), "value", "")
    if kind == "heading" and "\n" in str(value).strip():
        raise EditRefusedError("En rubrik är en enda rad.")
    return document.rename_key(path, kind)


def _move(draft: DraftFile, form: Form) -> str:
    """Take an entry of an item's content to the end, or the beginning, of another item's."""
    *before, step = path = path_of(form.get("path", ""))
    to = form.get("item", "")
    if len(path) != 4 or before[0] != "items" or not to.isdigit():
        raise EditRefusedError("Stället finns inte i filen.")
    document = _document(draft)
    values = document.values()["items"]
    entry = values[before[1]]["content"][step]
    if any(not isinstance(value, str) for value in entry.values()):
        raise EditRefusedError("Uppgifter med fler delar flyttas i filen.")
    if int(to) == before[1] or int(to) >= len(values):
        raise EditRefusedError("Välj en annan punkt.")
    later = int(to) > int(before[1])
    at = 0 if later else len(values[int(to)].get("content") or [])
    moved = Document(document.remove(tuple(path)))
    return moved.insert(("items", int(to), "content", at), entry)


def _place_words(draft: DraftFile, form: Form) -> str:
    """Give words that stand in a comment a place under an item, and take the comment away."""
    line, kind, item = form.get("line", ""), form.get("kind", "text"), form.get("item", "")
    kept = next((k for k in draft.kept_words if str(k.line) == line), None)
    if kept is None or kind not in KINDS or not item.isdigit():
        raise EditRefusedError("Orden finns inte på den raden längre.")
    document = _document(draft)
    content = document.values()["items"][int(item)].get("content") or []
    lines = draft.text.splitlines(keepends=True)
    without = "".join([*lines[: kept.line - 1], *lines[kept.line :]])
    return Document(without).insert(
        ("items", int(item), "content", len(content)), {kind: kept.words}
    )


def _remove(draft: DraftFile, form: Form) -> str:
    path = path_of(form.get("path", ""))
    if len(path) == 1 and path[0] in ("format", "body", "date", "status", "items"):
        raise EditRefusedError("Den uppgiften måste finnas.")
    return _document(draft).remove(path)


def _add_person(draft: DraftFile, form: Form) -> str:
    which = form.get("list", "")
    if which not in ("present", "absent"):
        raise EditRefusedError("Välj närvarande eller frånvarande.")
    person = {key: value for key in PERSON_KEYS if (value := _value(form, key))}
    if "name" not in person:
        raise EditRefusedError("Skriv ett namn.")
    rows = draft.values.get(which) or []
    return _document(draft).insert((which, len(rows)), person)


def _add_item(draft: DraftFile, form: Form) -> str:
    title, number = _value(form, "title"), _value(form, "number")
    if not title:
        raise EditRefusedError("Skriv en rubrik.")
    rows = draft.values.get("items") or []
    entry = {"number": number, "title": title} if number else {"title": title}
    at = form.get("at", "")
    return _document(draft).insert(("items", int(at) if at.isdigit() else len(rows)), entry)


def _add_entry(draft: DraftFile, form: Form) -> str:
    item, kind, words = form.get("item", ""), form.get("kind", ""), _value(form, "value")
    rows = draft.values.get("items") or []
    if kind not in KINDS or not item.isdigit() or int(item) >= len(rows):
        raise EditRefusedError("Välj en punkt och vad det är.")
    if not words:
        raise EditRefusedError("Skriv texten.")
    content = rows[int(item)].get("content") or []
    return _document(draft).insert(("items", int(item), "content", len(content)), {kind: words})


def _publish(draft: DraftFile, _form: Form) -> str:
    if draft.notes:
        raise NotReadyError(f"{len(draft.notes)} anteckningar är kvar att granska.")
    if draft.is_undated:
        raise NotReadyError("Mötets datum saknas.")
    return _document(draft).set_value(("status",), "published")


_ACTS: Mapping[str, Callable[[DraftFile, Form], str]] = {
    "note": _accept_note,
    "set": _set_value,
    "person": _set_person,
    "kind": _change_kind,
    "move": _move,
    "place": _place_words,
    "remove": _remove,
    "add-person": _add_person,
    "add-item": _add_item,
    "add-entry": _add_entry,
    "publish": _publish,
}


def _replace(file: Path, raw: bytes) -> None:
    """Write a file whole or not at all, with the rights it had."""
    temporary = file.with_name(f".{file.name}.desk")
    try:
        temporary.write_bytes(raw)
        temporary.chmod(file.stat().st_mode & 0o777)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
