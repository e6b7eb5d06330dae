"""A fault in the reading of one item does not keep the document out."""

from __future__ import annotations

from pathlib import Path

import pytest

from importing.test_importer import TEXT, write
from minutes_archive.importing import Outcome, import_files
from minutes_archive.importing.draft.proof import prove

FAULTS = {
    "items[1].content[0].text blev ett annat värde": ["W524"],
    "present[0].name blev ett annat värde": ["W524", "W524", "W524", "W531", "W540"],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_does_not_hold_is_copied_instead(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    faults = [[fault]]

    def once(*arguments: object) -> list[str]:
        return faults.pop() if faults else prove(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("minutes_archive.importing.draft.proof.prove", once)
    document = write(tmp_path, "anteckningar.txt", TEXT.format(date="2024-01-15"))
    (result,) = import_files([document], archive).files
    assert result.outcome is Outcome.WITH_NOTES
    assert sorted(problem.code for problem in result.problems) == FAULTS[fault]
    assert result.draft is not None
    assert "Mötet avslutas." in result.draft.read_text(encoding="utf-8")


def test_a_fault_that_stays_is_refused(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "minutes_archive.importing.draft.proof.prove",
        lambda *_: ["items[0].title saknas i filen"],
    )
    document = write(tmp_path, "anteckningar.txt", TEXT.format(date="2024-01-15"))
    (result,) = import_files([document], archive).files
    assert [problem.code for problem in result.problems] == ["E514"]
    assert [path.name for path in archive.rglob("*") if path.is_file()] == ["archive.yml"]
