"""Edits at the place of a value: what is asked for, and not a byte more."""

from __future__ import annotations

import difflib
import random
import re

import pytest

from minutes_archive.desk.editing import Document, EditRefusedError

TEXT = """\
# yaml-language-server: $schema=../../schema/meeting-1.json
format: 1
body: styrgruppen   # organet
date: 2022-01-01
status: draft
title: "Protokoll: ett möte"

# GRANSKA W502 (rad 3): två ordförande – välj en
present:
  - {name: Eva Ek, from: almvik, role: chair}
  - {name: "Bo, Alm"}   # vikarie

items:
  - number: "§ 1"
    title: Färjan
    content:
      - text: |
          Första stycket.

          Andra stycket.
      # GRANSKA W510 (rad 9): kanske ett beslut
      - decision: >-
          Att köpa en färja
          i vår.
        matter: farjan

  # Punkten är lång.
  - title: Övrigt
    content:
      - heading: Rubrik
recorded_by: [Eva Ek, Bo Alm]
"""


def changed(new: str, old: str = TEXT) -> list[str]:
    """Return the lines taken away and put in, with their signs."""
    rows = difflib.ndiff(old.splitlines(), new.splitlines())
    return [row for row in rows if row[0] in "+-"]


def test_a_plain_value_changes_alone_and_keeps_the_comment_beside_it() -> None:
    new = Document(TEXT).set_value(("body",), "direktionen")
    assert changed(new) == ["- body: styrgruppen   # organet", "+ body: direktionen   # organet"]


def test_a_quoted_value_is_quoted_only_where_it_must_be() -> None:
    document = Document(TEXT)
    assert "+ title: Protokoll" in changed(document.set_value(("title",), "Protokoll"))
    assert "+ title: 'a: b'" in changed(document.set_value(("title",), "a: b"))
    assert "+ title: 'no'" in changed(document.set_value(("title",), "no"))


@pytest.mark.parametrize("value", ["A, B", "{x}", "[y]", "a: b", "# c", "'d'", 'e "f"', "”g”", "-"])
def test_values_in_braces_keep_their_braces(value: str) -> None:
    new = Document(TEXT).set_value(("present", 1, "name"), value)
    assert Document(new).values()["present"][1] == {"name": value}
    assert new.count("# vikarie") == 1


def test_a_block_changes_and_its_neighbours_stay() -> None:
    new = Document(TEXT).set_value(("items", 0, "content", 0, "text"), "Ny rad.\n\n- a\n- b")
    assert changed(new) == [
        "-           Första stycket.",
        "+           Ny rad.",
        "-           Andra stycket.",
        "+           - a",
        "+           - b",
    ]
    new = Document(TEXT).set_value(("items", 0, "content", 1, "decision"), "Att avstå.")
    assert "+       - decision: Att avstå." in changed(new)
    assert "        matter: farjan\n" in new


def test_new_keys_stand_where_the_mapping_ends() -> None:
    document = Document(TEXT)
    new = document.set_value(("items", 0, "content", 1, "responsible"), "Kansliet")
    assert changed(new) == ["+         responsible: Kansliet"]
    new = document.set_value(("present", 1, "from"), "bergsund")
    assert '  - {name: "Bo, Alm", from: bergsund}   # vikarie\n' in new
    new = document.set_value(("time",), "8.30–11.00")
    assert changed(new) == ["+ time: 8.30–11.00"]
    assert new.index("time:") < new.index("# GRANSKA W502")


def test_a_text_becomes_a_decision_by_its_key() -> None:
    new = Document(TEXT).rename_key(("items", 0, "content", 0, "text"), "decision")
    assert changed(new) == ["-       - text: |", "+       - decision: |"]
    with pytest.raises(EditRefusedError):
        Document(TEXT).rename_key(("items", 0, "content", 1, "decision"), "matter")


def test_entries_are_put_in_at_the_front_between_and_at_the_end() -> None:
    document = Document(TEXT)
    person = {"name": "Siv Sund", "from": "granby"}
    for index, at in ((0, 0), (1, 1), (2, 2), (9, 2)):
        new = document.insert(("present", index), person)
        assert Document(new).values()["present"][at] == person
        assert changed(new) == ["+   - {name: Siv Sund, from: granby}"]
    new = document.insert(("items", 0, "content", 1), {"decision": "Att gå hem.", "matter": "x"})
    assert changed(new) == ["+       - decision: Att gå hem.", "+         matter: x"]
    # Before the note that speaks of what comes after.
    assert new.index("gå hem") < new.index("# GRANSKA W510")
    new = document.insert(("items", 2), {"number": "9", "title": "Ny: punkt"})
    assert changed(new) == ["+   - number: '9'", "+     title: 'Ny: punkt'"]
    new = document.insert(("recorded_by", 1), "Siv Sund")
    assert "recorded_by: [Eva Ek, Siv Sund, Bo Alm]" in new


def test_a_list_that_is_not_there_is_made() -> None:
    document = Document(TEXT)
    new = document.insert(("absent", 0), {"name": "Siv Sund"})
    assert Document(new).values()["absent"] == [{"name": "Siv Sund"}]
    assert new.index("absent:") < new.index("items:")
    new = document.insert(("items", 0, "content", 1, "reservations", 0), "Eva Ek reserverar sig.")
    assert changed(new) == ["+         reservations:", "+           - Eva Ek reserverar sig."]
    empty = "body: a\npresent: []\nitems:\n"
    new = Document(empty).insert(("present", 0), {"name": "Siv"})
    assert new == "body: a\npresent: [{name: Siv}]\nitems:\n"


def test_what_is_removed_takes_its_comments_along() -> None:
    document = Document(TEXT)
    assert changed(document.remove(("items", 0, "content", 1))) == [
        "-       # GRANSKA W510 (rad 9): kanske ett beslut",
        "-       - decision: >-",
        "-           Att köpa en färja",
        "-           i vår.",
        "-         matter: farjan",
    ]
    assert changed(document.remove(("present", 0))) == [
        "-   - {name: Eva Ek, from: almvik, role: chair}"
    ]
    assert "{name: Eva Ek, from: almvik}" in document.remove(("present", 0, "role"))
    assert "recorded_by: [Bo Alm]" in document.remove(("recorded_by", 0))
    new = document.remove(("items", 0, "number"))
    assert changed(new) == ['-   - number: "§ 1"', "-     title: Färjan", "+   - title: Färjan"]
    new = document.remove(("items", 1, "content", 0))
    assert "content:\n      - heading" not in new
    assert Document(new).values()["items"][1] == {"title": "Övrigt"}


def test_a_note_is_removed_by_its_line_and_nothing_else_is() -> None:
    document = Document(TEXT)
    line = TEXT.splitlines().index("# GRANSKA W502 (rad 3): två ordförande – välj en") + 1
    assert changed(document.remove_note(line)) == [
        "- # GRANSKA W502 (rad 3): två ordförande – välj en"
    ]
    for other in (0, 1, line + 1, 99):
        with pytest.raises(EditRefusedError):
            document.remove_note(other)


@pytest.mark.parametrize("text", ["", "a", "- a", "a: [", "a: 1\na: *b", "\tx: 1"])
def test_what_is_no_minutes_file_is_refused(text: str) -> None:
    with pytest.raises(EditRefusedError):
        Document(text)


def test_places_that_do_not_exist_are_refused() -> None:
    for path in (("items", 7, "title"), ("items", 0, "title", "x"), ("present", "name")):
        with pytest.raises(EditRefusedError):
            Document(TEXT).set_value(path, "x")


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_line_ends_and_byte_order_marks_stay(ends: str, mark: str) -> None:
    text = mark + TEXT.replace("\n", ends)
    new = Document(text).set_value(("items", 0, "content", 0, "text"), "En.\nTvå.")
    new = Document(new).insert(("present", 9), {"name": "Siv"})
    assert new.startswith(mark + "# yaml")
    assert re.sub("\r\n", "", new).count("\n") == (0 if ends == "\r\n" else new.count("\n"))
    assert Document(new).values()["items"][0]["content"][0]["text"].split() == ["En.", "Två."]


def scalar_paths(values: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(values, dict):
        return [p for key, value in values.items() for p in scalar_paths(value, (*path, key))]
    if isinstance(values, list):
        return [p for n, value in enumerate(values) for p in scalar_paths(value, (*path, n))]
    return [path]


def test_random_edits_change_one_value_each_and_lose_no_comment() -> None:
    pick = random.Random(1)
    text = TEXT
    values = ["Ny", "a: b", "två\nrader", "- x", "# y", "'", '"', "å\n\n  indraget", "*", "1.", "~"]
    for _ in range(300):
        document = Document(text)
        path = pick.choice(scalar_paths(document.values()))
        value = pick.choice(values)
        new = document.set_value(path, value)
        made = Document(new)
        assert made.node(path).value.strip() == value.strip()
        assert [r for r in new.splitlines() if r.strip().startswith("# GRANSKA")] == [
            r for r in text.splitlines() if r.strip().startswith("# GRANSKA")
        ]
        text = new
