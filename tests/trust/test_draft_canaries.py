"""A word in every field of a draft, and of what only it names, is in no byte of anything made."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from minutes_archive.commandline.commands import main
from minutes_archive.reading.format import MEETING
from trust.sites import INVENTED, ROOT, BuildSite, every_byte, telling

TELLTALE = re.compile(rb"ghostword|kn-2024|2024-03-0[0-9]|2024-12-2[0-9]|811218", re.IGNORECASE)

DRAFT = """\
format: 1
body: ghostword-organ
date: 2024-03-03
end_date: 2024-03-04
time: "7.13–7.31"
form: hybrid
held: held
joint_with: styrgruppen
attachments:
  - {file: ghostwordkallelse.txt, title: ghostword}
place: ghostword
kind: notes
status: draft
title: ghostword
reference: ghostword
source: {file: ghostword.txt, title: ghostword}
recorded_by: Ghostword Ett
attested_by: [Ghostword Två]
attested_date: 2024-03-09
aliases: [ghostword-organ/2024-03-02]
present:
  - name: Ghostword Tre
    from: ghostword-org
    party: Ghostword
    role: chair
    disqualified: "1"
    note: ghostword
    substitute_for: Ghostword Fyra
    items: "1"
absent:
  - {name: Ghostword Fem, from: algsnas, note: ghostword}
items:
  - number: "1"
    title: ghostword
    reference: ghostword
    matter: ghostword-arende
    topics: [ghostword-amne]
    follows: styrgruppen/2023-04-20
    votes:
      - question: ghostword
        yes: 1
        absent: 7
        casting_vote: yes
        outcome: ghostword
        roll_call:
          - {name: Ghostword Sex, party: Ghostword, vote: yes}
    content:
      - proposals:
          - {text: ghostword, by: Ghostword Sju}
      - proposition: ghostword
      - text: ghostword om Älgsnäs 811218-9876
      - heading: ghostword
      - decision: Att ghostword.
        id: "7"
        status: rejected
        matter: ghostword-arende
        topics: [ghostword-amne]
        concerns: [algsnas]
        responsible: Ghostword
        due: 2024-12-24
        replaces: [fd-2023-03-09-3-2]
        follows: [sg-2023-01-26-3-1, styrgruppen/2023-04-20]
        reference: ghostword
        votes: {yes: 3, no: 2, abstained: 1, text: ghostword}
        reservations: [ghostword]
        aliases: [kn-2024-03-02-1-1]
      - decision: Att ghostword togs bort.
        withdrawn: {reason: mistake, date: 2024-03-08}
      - follow_up: ghostword
        note: ghostword
        state: done
        origin: sg-2023-01-26-3-1
        matter: ghostword-arende
        responsible: Ghostword
        due: 2024-12-23
      - deferred: ghostword
        to: styrgruppen/2023-04-20
      - withheld: ghostword
      - attachment: ghostwordbilaga.txt
        title: ghostword
upcoming:
  - date: 2024-12-21
    time: "19.13"
    body: styrgruppen
    title: ghostword
    place: ghostword
    status: proposed
corrections:
  - {date: 2024-03-07, text: ghostword, items: "1"}
"""
REGISTRY = {
    "matters": "ghostword-arende: {name: G, description: ghostword, reference: ghostword}",
    "topics": "ghostword-amne: {name: ghostword}",
    "organisations": "ghostword-org: {name: ghostword, url: 'https://ghostword.example'}",
    "bodies": "ghostword-organ: {name: ghostword, code: KN, members: [almvik]}",
}
AROUND = """\
# ghostword i archive.yml
privacy_exceptions:
  - {file: ghostword-organ/2024/2024-03-03.yml, reason: ghostword}
"""
PUBLISHED = """\
# ghostword i en kommentar
format: 1
body: styrgruppen
date: 2023-06-15
status: published
items:
  - number: "1"
    title: Lägesrapport
    content:
      # ghostword: den hemliga texten stod här
      - withheld: Sekretess enligt OSL 18:8
      - decision: "Att beslutet syns." # ghostword
"""


def write_archive(minutes: Path) -> Path:
    shutil.copytree(INVENTED, minutes)
    text = (minutes / "archive.yml").read_text(encoding="utf-8")
    for part, line in REGISTRY.items():
        text = text.replace(f"\n{part}:\n", f"\n{part}:\n  {line}\n", 1)
    (minutes / "archive.yml").write_text(text + AROUND, encoding="utf-8")
    year = minutes / "ghostword-organ" / "2024"
    year.mkdir(parents=True)
    (year / "2024-03-03.yml").write_text(DRAFT, encoding="utf-8")
    for name in (
        "ghostword.txt",
        "ghostwordbilaga.txt",
        "ghostwordkallelse.txt",
        "ghostword-namnlos.txt",
    ):
        (year / name).write_text("ghostword", encoding="utf-8")
    (minutes / "styrgruppen/2023/2023-06-15.yml").write_text(PUBLISHED, encoding="utf-8")
    return minutes


@pytest.fixture(scope="module")
def made(
    build_archive: BuildSite, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, bytes]]:
    """Return every byte of the site, of the package and of the Markdown, by kind."""
    folder = tmp_path_factory.mktemp("canaries")
    minutes = write_archive(folder / "minutes")
    found = {"site": every_byte(build_archive(minutes, folder / "site"))}
    own = ["--minutes", str(minutes), "--config", str(ROOT / "mkdocs.yml")]
    assert main(["export", str(folder / "arkiv.zip"), *own]) == 0
    with zipfile.ZipFile(folder / "arkiv.zip") as package:
        found["package"] = {name: package.read(name) for name in package.namelist()}
    assert main(["export", "--markdown", str(folder / "markdown"), *own]) == 0
    found["markdown"] = every_byte(folder / "markdown")
    return found


def test_the_draft_has_every_key_of_the_format() -> None:
    """A key added to the format is not tested until it has a canary here."""
    keys = set(re.findall(r"([a-z_]+):", DRAFT))
    missing = []

    def gather(schema: object) -> None:
        if isinstance(schema, dict):
            properties = schema.get("properties")
            if isinstance(properties, dict):
                missing.extend(set(properties) - keys)
            for value in schema.values():
                gather(value)
        elif isinstance(schema, list):
            for value in schema:
                gather(value)

    gather(MEETING.json_schema())
    assert set(missing) == {"text"} - keys


@pytest.mark.parametrize("kind", ["site", "package", "markdown"])
def test_no_byte_and_no_name_tells_of_the_draft(
    made: dict[str, dict[str, bytes]], kind: str
) -> None:
    assert telling(made[kind], TELLTALE) == []


def test_what_is_published_is_there_all_the_same(made: dict[str, dict[str, bytes]]) -> None:
    page = made["site"]["moten/styrgruppen/2023-06-15/index.html"].decode()
    assert "Sekretess enligt OSL 18:8" in page
    assert "Att beslutet syns." in page
    source = made["package"]["minutes/styrgruppen/2023/2023-06-15.yml"].decode()
    assert "Att beslutet syns." in source
    assert "arenden/oanvant-arende/index.html" in made["site"]


def test_what_has_been_shown_once_stays(minutes: Path) -> None:
    """A matter with a published address keeps it when a draft is the first to use it."""
    assert main(["record", "--minutes", str(minutes)]) == 0
    draft = minutes / "styrgruppen/2023/2023-11-23.yml"
    text = draft.read_text(encoding="utf-8")
    text = text.replace("matter: dricksvatten", "matter: oanvant-arende", 1)
    draft.write_text(text, encoding="utf-8")
    assert main(["check", "--minutes", str(minutes)]) == 0
