"""The review report beside a draft: what to look at, and where every word went (Swedish)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from minutes_archive.importing.words.draft_tree import Branch, Draft, Mark, MarkKind, Note
from minutes_archive.importing.words.passages import words
from minutes_archive.importing.words.source import Format, PageKind, Source
from minutes_archive.personal_data.finding import without_identity_numbers

_PAGE_WORDS = {
    PageKind.DIGITAL: "digital text",
    PageKind.OCR: "maskinläst text över en sidbild",
    PageKind.SCAN: "skannad bild",
    PageKind.EMPTY: "tom",
}
_FORMATS = {
    Format.TEXT: "text",
    Format.MARKDOWN: "Markdown",
    Format.DOCX: "Word (DOCX)",
    Format.PDF: "PDF",
}


def review_report(name: str, draft_name: str, draft: Draft, source: Source) -> str:
    """Return the report in Markdown; no personal identity number is printed whole."""
    parts = [
        f"# Granskning av {draft_name}",
        f"Källa: {name} ({_FORMATS[source.format]}).",
        _summary(draft),
        "## Att granska",
        _notes(draft.notes, source),
        "## Kontroll av orden",
        _count(draft, source),
        *_pages(source),
        "## Ord som inte står ordagrant i filen",
        _set_aside(draft, source),
    ]
    return without_identity_numbers("\n\n".join(part for part in parts if part)) + "\n"


def _summary(draft: Draft) -> str:
    tree = draft.tree
    items = [item for item in tree.rows("items") if isinstance(item, Branch)]
    entries = [e for item in items for e in item.rows("content") if isinstance(e, Branch)]
    counted = {
        "punkter": len(items),
        "närvarande": len(tree.rows("present")),
        "frånvarande": len(tree.rows("absent")),
        "beslut": sum(entry.get("decision") is not None for entry in entries),
        "uppföljningar": sum(entry.get("follow_up") is not None for entry in entries),
        "bordläggningar": sum(entry.get("deferred") is not None for entry in entries),
        "kommande möten": len(tree.rows("upcoming")),
    }
    rows = [f"| {name} | {count} |" for name, count in counted.items()]
    return "\n".join(["| Läst | Antal |", "| --- | ---: |", *rows])


def _notes(notes: Sequence[Note], source: Source) -> str:
    if not notes:
        return "Inget särskilt. Läs ändå igenom utkastet innan det publiceras."
    ordered = sorted(notes, key=lambda note: (note.passage.start, note.code))
    return "\n".join(_note(note, source) for note in ordered)


def _note(note: Note, source: Source) -> str:
    where = f"{source.where(note.passage.start)}: " if note.passage else ""
    quoted = " ".join(note.passage.text.split())
    shown = quoted if len(quoted) <= 120 else quoted[:117] + "…"
    words_ = f" ”{shown}”" if shown and shown not in note.message else ""
    hint = f" – {note.hint}" if note.hint else ""
    return f"- **{note.code}** {where}{note.message}{words_}{hint}"


def _count(draft: Draft, source: Source) -> str:
    total = len(words(source.text))
    aside = Counter(dict.fromkeys(MarkKind, 0))
    for mark in draft.marks:
        aside[mark.kind] += len(words(mark.passage.text))
    rows = [f"- {kind.value}: {count}" for kind, count in aside.items() if count]
    placed = max(total - sum(aside.values()), 0)
    return "\n".join(
        [
            f"Källan har {total} ord. {placed} står i ett fält, {aside[MarkKind.NOT_PLACED]} fick "
            "ingen plats, de andra är av de slag som räknas upp här. Inget ord är borta och inget "
            "har kommit till: filen är läst igen från disk.",
            "",
            *rows,
        ]
    )


def _pages(source: Source) -> list[str]:
    if not source.pages:
        return []
    kinds = ", ".join(f"{page.number} {_PAGE_WORDS[page.kind]}" for page in source.pages)
    return [f"Sidor: {kinds}."]


def _set_aside(draft: Draft, source: Source) -> str:
    """List the words that are labels, furniture or values in another form, with their places."""
    lines = [
        f"- {kind.value}: {_joined([m for m in draft.marks if m.kind is kind], source)}"
        for kind in MarkKind
        if any(mark.kind is kind for mark in draft.marks)
    ]
    for key, leaf in draft.leaves():
        if leaf.how == "read" and leaf.passage:
            text = " ".join(leaf.passage.text.split())
            lines.append(f"- läst som `{key}: {leaf.value}`: ”{text}”")
    return "\n".join(lines)


def _joined(marks: Sequence[Mark], source: Source) -> str:
    found: dict[str, list[str]] = {}
    for mark in sorted(marks, key=lambda mark: mark.passage.start):
        text = " ".join(mark.passage.text.split())
        found.setdefault(text, []).append(source.where(mark.passage.start))
    return "; ".join(f"”{text}” ({', '.join(places)})" for text, places in found.items())
