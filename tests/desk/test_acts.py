"""Acts at the desk: what each does to the file, and what is refused."""

from __future__ import annotations

import pytest

from desk_clerk import DRAFT, NAME, Clerk
from minutes_archive.desk.drafts import find_drafts
from minutes_archive.loading import examine


def test_drafts_are_listed_with_what_is_left(clerk: Clerk) -> None:
    page = clerk.page("granska/")
    assert page.count("<li>") == 1
    assert f'href="/granska/{NAME}/"' in page
    assert "2 saker kvar att granska" in page
    assert "2022-01-01" not in page


def test_notes_know_their_place_in_the_original(clerk: Clerk) -> None:
    draft = clerk.desk.acts.drafts()[NAME]
    assert [(n.code, n.row, n.line) for n in draft.notes] == [("W502", 2, 7), ("W505", 4, 11)]
    page = clerk.page()
    assert 'href="#o-0-4"' in page and 'id="o-0-4"' in page
    assert 'href="#n-11"' in page and 'id="n-11"' in page
    assert "Eva Ek, ordf. <a" in page


def test_a_note_that_is_right_goes_and_comes_back(clerk: Clerk) -> None:
    before = clerk.text()
    assert clerk.act("note", line="7").status == 303
    assert clerk.text() == before.replace("# GRANSKA W502 (rad 2): två rubriker – välj en\n", "")
    assert "1 sak kvar" in clerk.page()
    assert clerk.act("undo").status == 303
    assert clerk.text() == before
    assert clerk.act("undo").status == 422


def test_values_are_corrected_where_they_stand(clerk: Clerk) -> None:
    assert clerk.act("set", path="title", value="Protokoll: vårmötet").status == 303
    assert "title: 'Protokoll: vårmötet'\n" in clerk.text()
    clerk.act("set", path="items.0.content.0.text", value="Färjan\r\n\r\n- a\r\n- b")
    assert "      - text: |\n          Färjan\n\n          - a\n          - b\n" in clerk.text()
    clerk.act("person", path="present.1", name="Bo Alm", **{"from": "bergsund", "role": "guest"})
    assert "  - {name: Bo Alm, from: bergsund, role: guest}\n" in clerk.text()
    clerk.act("person", path="present.1", name="Bo Alm", **{"from": "bergsund", "role": ""})
    assert "  - {name: Bo Alm, from: bergsund}\n" in clerk.text()


def test_words_without_a_place_get_one(clerk: Clerk) -> None:
    (kept,) = clerk.desk.acts.drafts()[NAME].kept_words
    answer = clerk.act("place", line=str(kept.line), item="1", kind="decision")
    assert answer.status == 303
    assert "    content:\n      - decision: Mötet beslutar att köpa en färja.\n" in clerk.text()
    assert "inte placerat" not in clerk.text()
    assert "köpa en färja" in clerk.text()


def test_a_text_becomes_a_decision_and_moves_to_another_item(clerk: Clerk) -> None:
    clerk.act("kind", path="items.0.content.0.text", to="decision")
    assert "      - decision: |\n          Färjan diskuteras.\n" in clerk.text()
    clerk.act("move", path="items.0.content.0", item="1")
    values = clerk.desk.acts.drafts()[NAME].values
    assert "content" not in values["items"][0]
    assert values["items"][1]["content"] == [{"decision": "Färjan diskuteras.\n"}]


def test_people_items_and_texts_are_added(clerk: Clerk) -> None:
    clerk.act("add-person", list="present", name="Siv Sund", **{"from": "granby"})
    clerk.act("add-person", list="absent", name="Ulf By")
    clerk.act("add-item", number="3", title="Avslutning")
    clerk.act("add-entry", item="2", kind="text", value="Mötet avslutas.")
    values = clerk.desk.acts.drafts()[NAME].values
    assert values["present"][2] == {"name": "Siv Sund", "from": "granby"}
    assert values["absent"] == [{"name": "Ulf By"}]
    assert values["items"][2]["title"] == "Avslutning"
    assert values["items"][2]["content"] == [{"text": "Mötet avslutas."}]


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("set", {"path": "status", "value": "published"}),
        ("set", {"path": "title", "value": " "}),
        ("set", {"path": "../title", "value": "x"}),
        ("set", {"path": "items.9.title", "value": "x"}),
        ("remove", {"path": "date"}),
        ("kind", {"path": "items.0.content.0.text", "to": "votes"}),
        ("move", {"path": "items.0.content.0", "item": "0"}),
        ("place", {"line": "3", "item": "0"}),
        ("add-item", {"title": ""}),
        ("add-entry", {"item": "7", "kind": "text", "value": "x"}),
        ("add-person", {"list": "items", "name": "x"}),
        ("note", {"line": "1"}),
        ("undo", {}),
        ("drop", {}),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_changes_nothing(
    clerk: Clerk, act: str, fields: dict[str, str]
) -> None:
    answer = clerk.act(act, **fields)
    assert answer.status == 422
    assert b'role="alert"' in answer.body
    assert clerk.text() == DRAFT


def test_a_file_that_has_changed_is_told_and_not_overwritten(clerk: Clerk) -> None:
    version = clerk.desk.acts.drafts()[NAME].version
    other = DRAFT.replace("PROTOKOLL", "Protokoll")
    clerk.file.write_text(other, encoding="utf-8")
    answer = clerk.act("set", path="title", value="Mitt ord", version=version)
    assert answer.status == 409
    assert b"Mitt ord" in answer.body
    assert clerk.text() == other


def test_it_is_published_when_nothing_is_left_and_it_is_sound(clerk: Clerk) -> None:
    assert clerk.act("publish").status == 422
    clerk.act("note", line="11")
    clerk.act("note", line="7")
    clerk.act("person", path="present.1", name="Bo Alm", **{"from": "tuna"})
    answer = clerk.act("publish")
    assert answer.status == 422
    assert b"E104" in answer.body
    assert "status: draft\n" in clerk.text()
    clerk.act("person", path="present.1", name="Bo Alm", **{"from": "bergsund"})
    answer = clerk.act("publish")
    assert answer.status == 200
    assert "status: published\n" in clerk.text()
    assert clerk.text().replace("published", "draft") != DRAFT
    archive, problems = examine(clerk.minutes)
    assert [p for p in problems if p.code.startswith("E")] == []
    assert archive is not None
    assert "styrgruppen/2022-03-01" in {meeting.id for meeting in archive.meetings}
    assert NAME not in find_drafts(clerk.minutes)


def test_a_file_that_is_no_yaml_is_shown_and_not_edited(clerk: Clerk) -> None:
    clerk.file.write_text("status: draft\ntitle: [", encoding="utf-8")
    assert "Filen går inte att läsa" in clerk.page()
    assert clerk.act("set", path="title", value="x").status == 422
    assert clerk.text() == "status: draft\ntitle: ["


def test_rights_stay_and_nothing_is_left_behind(clerk: Clerk) -> None:
    clerk.file.chmod(0o640)
    clerk.act("set", path="title", value="x")
    assert clerk.file.stat().st_mode & 0o777 == 0o640
    assert [f.name for f in clerk.file.parent.iterdir() if f.name.startswith(".")] == []


def test_an_undated_draft_gets_its_date_and_its_place(clerk: Clerk) -> None:
    undated = clerk.minutes / "styrgruppen/odaterat"
    undated.mkdir()
    clerk.file.rename(undated / "protokoll.yml")
    clerk.file.with_name("protokoll.txt").rename(undated / "protokoll.txt")
    (undated / "protokoll.granskning.md").write_text("Granskning", encoding="utf-8")
    text = DRAFT.replace("date: 2022-03-01\n", "")
    (undated / "protokoll.yml").write_text(text, encoding="utf-8")
    name = "styrgruppen/odaterat/protokoll"
    version = clerk.desk.acts.drafts()[name].version
    form = {"act": "date", "token": clerk.desk.token, "version": version}
    assert clerk.post(f"granska/{name}/", {**form, "value": "i mars"}).status == 422
    assert clerk.post(f"granska/{name}/", {**form, "value": "2022-01-01"}).status == 422
    answer = clerk.post(f"granska/{name}/", {**form, "value": "2022-03-01"})
    assert answer.headers["Location"].endswith(f"/granska/{NAME}/")
    assert list(undated.iterdir()) == []
    assert "date: 2022-03-01\n" in clerk.text()
    assert clerk.text().replace("date: 2022-03-01\n", "") == text
    assert clerk.file.with_name("protokoll.txt").is_file()
    assert clerk.desk.acts.drafts()[NAME].original is not None
