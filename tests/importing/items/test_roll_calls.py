"""A list of votes keeps its columns in every format: a No never comes to look like a Yes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from importing.papers import write_docx, write_pdf
from minutes_archive.importing import import_files

MARKUP = """\
= Protokoll Kommunfullmäktige 2025-03-04
Närvarande: Eva Ek (S), Bo Alm (M), Ulf By (C)

# § 1 Val av justerare
## Beslut
Bo Alm (M) utses.

# § 2 Budget
## Beslut
Budgeten fastställs.

## Omröstning
2 ledamöter röstar ja och 1 ledamot röstar nej. 1 avstår.

| Ledamöter | Parti | Ja | Nej | Avstår |
| Eva Ek | S | X |  |  |
| Bo Alm | M |  | X |  |
| Ulf By | C | X |  |  |
| Ann Li | V |  |  | X |

# § 3 Underlag
## Beslut
Underlaget antecknas.

| Post | 2024 | 2025 |
| Hyra |  | 120 |
| Ved | 80 |  |
"""
REGISTRY = """\
format: 1
name: Provarkivet
municipalities:
  almvik: {name: Almvik, legal_name: Almviks kommun}
bodies:
  kommunfullmaktige: {name: Kommunfullmäktige, code: KF}
"""


@pytest.mark.parametrize(("ending", "write"), [("docx", write_docx), ("pdf", write_pdf)])
def test_a_ruled_table_keeps_its_columns(
    ending: str, write: Callable[[str, Path], Path], tmp_path: Path
) -> None:
    (tmp_path / "archive.yml").write_text(REGISTRY, encoding="utf-8")
    (result,) = import_files([write(MARKUP, tmp_path / f"lista.{ending}")], tmp_path).files
    assert result.draft is not None
    items = yaml.load(result.draft.read_text("utf-8"), Loader=yaml.BaseLoader)["items"]
    (vote,) = items[1]["content"][0]["votes"]
    ballots = {entry["name"]: entry["vote"] for entry in vote.pop("roll_call")}
    assert vote == {"yes": "2", "no": "1", "abstained": "1"}
    assert ballots == {"Eva Ek": "yes", "Bo Alm": "no", "Ulf By": "yes", "Ann Li": "abstained"}
    table = items[1]["content"][-1]["text"]
    assert "| Bo Alm | M |  | X |  |" in table
    other = items[2]["content"][-1]["text"]
    assert "| Hyra |  | 120 |" in other and "| Ved | 80 |  |" in other
