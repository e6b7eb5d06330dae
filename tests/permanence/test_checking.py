"""A published address stays, leads on or is a tombstone; an id keeps its words."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from minutes_archive.addresses import Addresses
from minutes_archive.archive import Archive
from minutes_archive.loading import examine
from minutes_archive.permanence import (
    LEDGER_FILE,
    find_redirects,
    read_ledger,
    record_addresses,
    write_ledger,
)
from minutes_archive.permanence.last_site import vanished_bodies
from minutes_archive.permanence.published import fingerprint
from minutes_archive.problems import Place, Problem, has_errors
from trust.sites import problems_of

MEETING = "styrgruppen/2023/2023-09-14.yml"
TEXT = """\
format: 1
body: styrgruppen
date: 2023-09-14
status: published
items:
  - title: Reservvatten
    content:
      - decision: Att bygga en ledning till Ekholma.
      - decision: Att betala hälften var.
"""
FIRST = "sg-2023-09-14-1-1"
REGISTRY = "archive.yml"


def archive_of(minutes: Path) -> Archive:
    archive, problems = examine(minutes)
    assert archive is not None
    assert not has_errors(problems), problems
    return archive


def record(minutes: Path) -> None:
    ledger, problems = read_ledger(minutes)
    assert problems == []
    write_ledger(minutes, record_addresses(archive_of(minutes), ledger or {}))


@pytest.fixture
def recorded(minutes: Path) -> Path:
    """Return the copied archive and one meeting more, with all addresses in the ledger."""
    (minutes / MEETING).write_text(TEXT, encoding="utf-8")
    record(minutes)
    assert found(minutes) == []
    return minutes


def found(minutes: Path) -> list[Problem]:
    return problems_of(minutes)


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_without_a_ledger_nothing_is_watched(minutes: Path) -> None:
    (minutes / "forbundsdirektionen/2022/2022-12-08-2.yml").unlink()
    assert not [p for p in found(minutes) if p.code.startswith("E41")]


def test_recording_twice_changes_nothing(recorded: Path) -> None:
    before = (recorded / LEDGER_FILE).read_bytes()
    record(recorded)
    assert (recorded / LEDGER_FILE).read_bytes() == before
    lines = before.decode().splitlines()[2:]
    assert lines == sorted(lines)


def test_the_ledger_knows_every_address_of_things(recorded: Path) -> None:
    ledger, _ = read_ledger(recorded)
    assert ledger is not None
    archive = archive_of(recorded)
    assert {f"beslut/{entry.id}/" for entry in archive.decisions} <= set(ledger)
    assert {f"moten/{m.id}/" for m in archive.meetings} <= set(ledger)
    assert "arenden/e-arkiv/" in ledger
    assert "amnen/vatten/" in ledger
    assert "kommuner/lovhamn/" in ledger
    assert "organ/styrgruppen/" in ledger
    assert "moten/forbundsdirektionen/2022-12-08/2022-12-08-budget.txt" in ledger
    assert not [address for address in ledger if "kanarie" in address]


CORRECTED = "corrections: [{date: 2024-01-10, text: Rättad.}]\nitems:"


def test_new_words_are_an_error_and_a_correction_allows_them(recorded: Path) -> None:
    file = recorded / MEETING
    rewrite(file, "Ekholma", "Bergsund")
    (problem,) = found(recorded)
    assert problem.code == "E412"
    assert problem.place.path.endswith(MEETING)
    assert (problem.place.line, problem.place.column) == (8, 9)
    assert "corrections:" in problem.hint
    rewrite(file, "items:", CORRECTED)
    assert found(recorded) == []
    record(recorded)
    rewrite(file, "Bergsund", "Almvik")
    assert [p.code for p in found(recorded)] == ["E412"]


def test_the_same_words_otherwise_set_are_no_change(recorded: Path) -> None:
    rewrite(
        recorded / MEETING, "Att bygga en ledning", ">\n          ATT bygga\n          en ledning"
    )
    assert found(recorded) == []
    assert fingerprint("Att  köpa\nen bil.") == fingerprint("att köpa en bil")
    assert fingerprint("Att köpa en bil") != fingerprint("Att köpa en båt")


def test_a_decision_put_in_above_says_where_to_write_id(recorded: Path) -> None:
    file = recorded / MEETING
    new = "content:\n      - decision: Att utreda."
    rewrite(file, "content:", new)
    first, second = found(recorded)
    assert (first.code, second.code) == ("E412", "E412")
    assert FIRST in first.message
    assert first.hint == 'skriv id: "1" i beslutet på rad 9'
    assert second.hint == 'skriv id: "2" i beslutet på rad 10'
    text = file.read_text(encoding="utf-8")
    rewrite(file, "items:", CORRECTED)
    assert [p.code for p in found(recorded)] == ["E412", "E412"]
    text = text.replace("Ekholma.\n", 'Ekholma.\n        id: "1"\n')
    file.write_text(text.replace("var.\n", 'var.\n        id: "2"\n'), encoding="utf-8")
    assert found(recorded) == []


def test_a_decision_taken_out_names_the_entry_to_write(recorded: Path) -> None:
    file = recorded / MEETING
    last = "      - decision: Att betala hälften var.\n"
    rewrite(file, last, "")
    gone = [p for p in found(recorded) if "beslut/" in p.message]
    assert [p.code for p in gone] == ["E411"]
    entry = gone[0].hint.partition("content: ")[2]
    file.write_text(TEXT.replace(last, f"      {entry}\n"), encoding="utf-8")
    assert found(recorded) == []
    stones = {stone.decision_id for stone in archive_of(recorded).tombstones}
    assert "sg-2023-09-14-1-2" in stones


def test_a_meeting_taken_out_names_its_file(recorded: Path) -> None:
    (recorded / MEETING).unlink()
    problems = [p for p in found(recorded) if p.code in ("E411", "E202")]
    hint = next(p.hint for p in problems if p.code == "E411")
    assert MEETING in hint
    assert "aliases: [styrgruppen/2023-09-14]" in hint


def test_an_emptied_withdrawn_meeting_keeps_all_its_tombstones(recorded: Path) -> None:
    rewrite(recorded / MEETING, TEXT, TEXT.partition("status")[0] + "status: withdrawn\n")
    assert found(recorded) == []
    ids = {FIRST, "sg-2023-09-14-1-2"}
    archive, _ = examine(recorded)
    assert archive is not None
    assert ids <= {stone.decision_id for stone in archive.tombstones}


def test_a_renamed_matter_needs_an_alias(recorded: Path) -> None:
    for file in recorded.rglob("*.yml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace("  e-arkiv:", "  arkivering:").replace(
                "matter: e-arkiv", "matter: arkivering"
            ),
            encoding="utf-8",
        )
    (problem,) = [p for p in found(recorded) if p.code == "E411"]
    assert "aliases: [e-arkiv]" in problem.hint
    rewrite(recorded / REGISTRY, "arkivering: {", "arkivering: {aliases: [e-arkiv], ")
    assert [p for p in found(recorded) if p.code == "E411"] == []
    redirects, _ = find_redirects(archive_of(recorded))
    assert ("arenden/e-arkiv/", "arenden/arkivering/") in [(r.old, r.new) for r in redirects]


def test_a_meeting_of_another_date_leads_on_from_all_it_had(recorded: Path) -> None:
    old = recorded / "forbundsdirektionen/2023/2023-06-15.yml"
    ids = [
        d.id for d in archive_of(recorded).meeting_by_id["forbundsdirektionen/2023-06-15"].decisions
    ]
    rewrite(
        old,
        "date: 2023-06-15",
        "aliases: [forbundsdirektionen/2023-06-15]\ndate: 2023-06-16",
    )
    old.rename(old.with_name("2023-06-16.yml"))
    assert [p for p in found(recorded) if p.code.startswith("E41")] == []
    table = {r.old: r.new for r in find_redirects(examine(recorded)[0])[0]}  # type: ignore[arg-type]
    assert table["moten/forbundsdirektionen/2023-06-15/"] == "moten/forbundsdirektionen/2023-06-16/"
    for identity in ids:
        new = identity.replace("2023-06-15", "2023-06-16")
        assert table[f"beslut/{identity}/"] == f"beslut/{new}/"


def test_a_body_with_a_new_id_and_code_leads_on(recorded: Path) -> None:
    for file in recorded.rglob("*.yml"):
        text = file.read_text(encoding="utf-8")
        text = re.sub(r"styrgruppen(?=[/:\n,}\]])", "ledningen", text)
        text = text.replace(" sg-20", " ln-20")
        text = text.replace("[sg-20", "[ln-20").replace("code: SG", "code: LN")
        file.write_text(text, encoding="utf-8")
    (recorded / "styrgruppen").rename(recorded / "ledningen")
    assert any(p.code == "E411" for p in found(recorded))
    text = (recorded / REGISTRY).read_text(encoding="utf-8")
    text = text.replace("code: LN", "code: LN\n    former_codes: SG\n    aliases: styrgruppen")
    (recorded / REGISTRY).write_text(text, encoding="utf-8")
    assert [p for p in found(recorded) if p.code.startswith("E41")] == []


def test_an_alias_in_use_and_one_used_twice_are_errors(minutes: Path) -> None:
    rewrite(minutes / REGISTRY, "vatten: {", "vatten: {aliases: [skola, bad], ")
    rewrite(minutes / REGISTRY, "ekonomi: {", "ekonomi: {aliases: bad, ")
    problems = [p for p in found(minutes) if p.code.startswith("E41")]
    assert sorted(p.code for p in problems) == ["E413", "E414"]
    assert all(p.place.path.endswith(REGISTRY) and p.place.line > 1 for p in problems)


def test_a_file_replaced_without_correction_is_an_error(recorded: Path) -> None:
    (recorded / "forbundsdirektionen/2022/2022-12-08-budget.txt").write_text("Annat")
    (problem,) = found(recorded)
    assert problem.code == "E412"
    assert "2022-12-08-budget.txt" in problem.message


def test_bad_lines_and_git_conflicts_are_told(recorded: Path) -> None:
    with (recorded / LEDGER_FILE).open("a") as stream:
        stream.write("<<<<<<< HEAD\nskräp\n")
    problems = found(recorded)
    assert [p.code for p in problems] == ["E416", "E416"]
    assert "git" in problems[0].message


def test_ledgers_of_two_clerks_merge_line_by_line(recorded: Path) -> None:
    """Either side adds a decision of its own; git keeps both lines."""

    def git(*arguments: str) -> None:
        name = ["-c", "user.name=Prov", "-c", "user.email=prov@example.org"]
        subprocess.run(["git", *name, *arguments], cwd=recorded, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    (recorded / ".gitattributes").write_text(f"{LEDGER_FILE} merge=union\n")
    git("add", "-A")
    git("commit", "-qm", "a")
    for branch in ("en", "annan"):
        git("checkout", "-qb", branch, "main")
        (recorded / "styrgruppen/2023" / f"2023-09-{10 + len(branch)}.yml").write_text(
            f"format: 1\nbody: styrgruppen\ndate: 2023-09-{10 + len(branch)}\nstatus: published\n"
            "items:\n  - title: Nytt\n    content: [{decision: Att börja.}]\n",
            encoding="utf-8",
        )
        record(recorded)
        git("add", "-A")
        git("commit", "-qm", branch)
    git("merge", "-q", "-m", "samman", "en")
    ledger, problems = read_ledger(recorded)
    assert problems == []
    assert ledger is not None
    assert {"beslut/sg-2023-09-12-1-1/", "beslut/sg-2023-09-15-1-1/"} <= set(ledger)
    assert found(recorded) == []


def test_words_changed_while_a_meeting_moved_are_told(recorded: Path) -> None:
    """An alias leads the old id on; it may not lead it to other words."""
    file = recorded / MEETING
    moved = TEXT.replace("date: 2023-09-14", "aliases: [styrgruppen/2023-09-14]\ndate: 2023-09-15")
    file.unlink()
    file = file.with_name("2023-09-15.yml")
    file.write_text(moved, encoding="utf-8")
    assert found(recorded) == []
    file.write_text(moved.replace("Ekholma", "Bergsund"), encoding="utf-8")
    assert [p.code for p in found(recorded)] == ["E412"]
    put_in = moved.replace("content:\n", "content:\n      - decision: Att vänta.\n")
    file.write_text(put_in, encoding="utf-8")
    assert [p.code for p in found(recorded)] == ["E412", "E412"]


@pytest.mark.parametrize("damage", ["empty", "only the header", "half", "cut in a line"])
def test_a_ledger_that_is_not_whole_stops(recorded: Path, damage: str) -> None:
    file = recorded / LEDGER_FILE
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    file.write_text(
        {
            "empty": "",
            "only the header": "".join(lines[:2]),
            "half": "".join(lines[: len(lines) // 2]),
            "cut in a line": text[:-5],
        }[damage],
        encoding="utf-8",
    )
    ledger, problems = read_ledger(recorded)
    assert ledger is None
    assert [problem.code for problem in problems] == ["E416"]
    assert "git" in problems[0].hint


def test_bodies_that_the_last_site_had_do_not_vanish() -> None:
    addresses = Addresses("sv")
    before = [
        "moten/a/2020-01-01/index.html",
        "moten/b/2020-01-01/index.html",
        "organ/b/index.html",
    ]
    now = ["moten/a/2020-01-01/index.html", "moten/index.html", "organ/b/index.html"]
    problems = list(vanished_bodies(before, now, addresses, Place("archive.yml")))
    assert [problem.code for problem in problems] == ["E428"]
    assert '"b"' in problems[0].message
    assert list(vanished_bodies(before, before, addresses, Place("archive.yml"))) == []


FACTS = """\
format: 1
body: styrgruppen
date: 2023-09-14
status: published
present:
  - {name: Karin Ek, party: M, from: almvik, role: chair}
  - {name: Olle Berg, from: bergsund, items: "1"}
absent:
  - {name: Eva Lind, from: ekholma}
items:
  - title: Reservvatten
    votes: {yes: 4, no: 1}
    content:
      - decision: Att bygga en ledning till Ekholma.
        votes: {yes: 3, no: 2, outcome: Bifall.}
        reservations: Olle Berg reserverar sig.
        due: 2023-12-01
      - decision: Att betala hälften var.
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{name: Karin Ek, party: M", "{name: Karin Ek, party: S"),
        ("role: chair", "role: member"),
        ("Olle Berg, from: bergsund", "Olle Berg, from: ekholma"),
        ('items: "1"', 'items: "1", note: digitalt, disqualified: "1"'),
        ("name: Eva Lind", "name: Eva Lindh"),
        ("absent:\n  - {name: Eva Lind, from: ekholma}\n", ""),
        ("  - {name: Eva Lind, from: ekholma}\n", "  - {name: Bo Ask}\n"),
        ("yes: 4", "yes: 5"),
        ("    votes: {yes: 4, no: 1}\n", ""),
        ("yes: 3", "yes: 4"),
        ("outcome: Bifall.", "outcome: Avslag."),
        ("reserverar sig.", "reserverar sig inte."),
        ("        reservations: Olle Berg reserverar sig.\n", ""),
        ("due: 2023-12-01", "due: 2024-12-01"),
        ("due: 2023-12-01", "due: 2023-12-01\n        status: postponed"),
        ("hälften var.\n", "hälften var.\n        status: rejected\n"),
    ],
)
def test_facts_are_watched_as_words_are(minutes: Path, before: str, after: str) -> None:
    file = minutes / MEETING
    file.write_text(FACTS, encoding="utf-8")
    record(minutes)
    assert found(minutes) == []
    assert before in FACTS
    file.write_text(FACTS.replace(before, after), encoding="utf-8")
    (problem,) = [p for p in problems_of(minutes) if p.code.startswith("E")]
    assert problem.code in ("E411", "E412")
    assert "corrections" in problem.hint
    corrected = FACTS.replace(before, after) + (
        "corrections: [{date: 2023-10-01, text: Protokollet rättat.}]\n"
    )
    file.write_text(corrected, encoding="utf-8")
    assert [p for p in problems_of(minutes) if p.code.startswith("E")] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Karin Ek, party: M", "Karin Ek (M), party: M"),
        ("name: Karin Ek, party: M,", "name: Karin Ek (M),"),
        ("Olle Berg reserverar sig.", "Olle Berg  reserverar\n          sig"),
        ("votes: {yes: 4, no: 1}", "votes: [{no: 1, yes: 4}]"),
        ("        due: 2023-12-01\n", "        due: 2023-12-01\n        responsible: Kansliet\n"),
        ("hälften var.\n", "hälften var.\n        status: decided\n"),
    ],
)
def test_the_same_facts_written_otherwise(minutes: Path, before: str, after: str) -> None:
    file = minutes / MEETING
    file.write_text(FACTS, encoding="utf-8")
    record(minutes)
    assert before in FACTS
    file.write_text(FACTS.replace(before, after), encoding="utf-8")
    assert found(minutes) == []


def test_a_ledger_from_before_facts_were_watched(minutes: Path) -> None:
    file = minutes / MEETING
    file.write_text(FACTS, encoding="utf-8")
    record(minutes)
    ledger, _ = read_ledger(minutes)
    assert ledger is not None
    lines = [line for address in ledger for line in ledger[address]]
    before = [
        replace(line, fingerprint="") if "#beslut" in line.address else line
        for line in lines
        if "#narvaro" not in line.address and "#omrostning" not in line.address
    ]
    write_ledger(minutes, before)
    file.write_text(FACTS.replace("yes: 3", "yes: 4").replace("party: M", "party: S"), "utf-8")
    assert found(minutes) == []
