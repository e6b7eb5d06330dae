"""What stands in a comment, of YAML or of HTML, is in no byte that goes out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from built_site import build
from factories import registry, write_archive, write_yaml
from minutes_archive.commandline.commands import main

HIDDEN = "Hemligstämplad"
MINUTES = f"""\
# {HIDDEN}
format: 1
body: styrgruppen  # {HIDDEN}
date: 2024-03-01
status: published
title: "Mötet <!-- {HIDDEN} --> i mars"
items:
  - number: "1 <!-- {HIDDEN} -->"
    title: "Färjan <!-- {HIDDEN} -->"
    content:
      - text: |
          Sagt. <!-- {HIDDEN} -->

          <!--
          {HIDDEN}

          - {HIDDEN}
          -->
          Mera sagt.
      - heading: "Rubrik <!-- {HIDDEN} -->"
      - decision: |
          <!-- {HIDDEN} -->
          Att köpa färjan.
        reservations: "Ek reserverar sig. <!-- {HIDDEN} -->"
        responsible: "Kansliet <!-- {HIDDEN} -->"
      - follow_up: "Fråga rederiet. <!-- {HIDDEN} -->"
        note: "Pågår <!-- {HIDDEN} -->"
      - deferred: "Båten <!-- {HIDDEN} -->"
      - withheld: "Sekretess <!-- {HIDDEN} -->"
corrections:
  - {{date: 2024-03-02, text: "Rättat. <!-- {HIDDEN} -->"}}
"""


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("comments") / "minutes"
    described = registry(description=f"Ett arkiv. <!-- {HIDDEN} -->")
    write_archive(folder, {}, described)
    write_yaml(folder / "styrgruppen" / "2024" / "2024-03-01.yml", MINUTES)
    return folder


def test_no_file_of_the_site_holds_a_comment(minutes: Path, tmp_path: Path) -> None:
    site = build(minutes, tmp_path / "site").folder
    files = [file for file in site.rglob("*") if file.is_file()]
    assert [
        f for f in files if HIDDEN.casefold() in f.read_text("utf-8", "replace").casefold()
    ] == []
    assert "Mera sagt." in (site / "moten/styrgruppen/2024-03-01/index.html").read_text("utf-8")


def test_no_export_holds_a_comment(minutes: Path, tmp_path: Path) -> None:
    where = ["--minutes", str(minutes)]
    assert main(["export", *where, "--markdown", str(tmp_path / "md")]) == 0
    assert main(["export", *where, str(tmp_path / "arkiv.zip")]) == 0
    files = [file for file in (tmp_path / "md").rglob("*") if file.is_file()]
    assert [f for f in files if HIDDEN in f.read_text("utf-8", "replace")] == []
    with zipfile.ZipFile(tmp_path / "arkiv.zip") as packed:
        names = packed.namelist()
        assert [n for n in names if HIDDEN in packed.read(n).decode("utf-8", "replace")] == []
    assert "minutes/styrgruppen/2024/2024-03-01.yml" in names
