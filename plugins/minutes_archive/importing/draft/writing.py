"""The draft on disk: written under another name, proven, and only then given its own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from minutes_archive.importing.draft.emitting import minutes_file
from minutes_archive.importing.draft.ledger import balance
from minutes_archive.importing.draft.proof import prove
from minutes_archive.importing.draft.report import review_report
from minutes_archive.importing.files.refusals import LEDGER, PROOF, Reason
from minutes_archive.importing.items.texts import in_markdown
from minutes_archive.importing.words.draft_tree import Draft
from minutes_archive.importing.words.source import Source
from minutes_archive.personal_data.finding import without_identity_numbers
from minutes_archive.problems import printable


@dataclass(frozen=True, slots=True)
class Failed:
    """Which proof a draft did not hold, and where; no `why` when it holds."""

    why: Reason | None = None
    wrong: tuple[str, ...] = ()
    doubled_at: tuple[int, ...] = ()

    @property
    def detail(self) -> str:
        more = f" (och {len(self.wrong) - 3} till)" if len(self.wrong) > 3 else ""
        return "; ".join(self.wrong[:3]) + more


def original_name(path: Path, target: Path) -> str:
    """Return the name of the document itself beside its draft."""
    return f"{target.stem}{path.suffix.lower() or '.txt'}"


def write_proven(target: Path, report: Path, path: Path, draft: Draft, source: Source) -> Failed:
    """Write a draft, its report and a copy of the document when the draft holds every proof.

    Else tell which proof it does not hold.
    """
    draft = in_markdown(draft)
    found = balance(source, draft)
    if found.doubled:
        return Failed(LEDGER, found.doubled, found.doubled_at)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.importing")
    try:
        temporary.write_text(minutes_file(draft, source), encoding="utf-8", newline="\n")
        wrong = prove(temporary, draft, source)
        if wrong:
            return Failed(PROOF, tuple(wrong))
        text = review_report(
            printable(without_identity_numbers(path.name)), target.name, draft, source
        )
        report.write_text(text, encoding="utf-8", newline="\n")
        original = target.with_name(original_name(path, target))
        if path.resolve() != original.resolve():
            shutil.copyfile(path, original)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return Failed()
