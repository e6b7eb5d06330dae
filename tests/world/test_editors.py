"""An editor explains, completes and checks minutes files by the schema their first line names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import without
from world.language_server import Client, find_server, language_server

MINUTES = Path(__file__).parents[2] / "minutes"
FILE = MINUTES / "ledningsgruppen/2020/2020-11-20.yml"


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    program = find_server()
    if program is None:
        without("yaml-language-server is missing: npm ci")
    with language_server(program, MINUTES) as found:
        yield found


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines()) if part in line)


def test_hover_explains_a_key_in_swedish(client: Client) -> None:
    text = FILE.read_text(encoding="utf-8")
    client.open(FILE, text)
    line = line_of(text, "attested_by:")
    hover = client.ask_at("hover", FILE, line, 3)
    assert "De som justerade" in hover["contents"]["value"]


def test_a_real_file_has_no_remarks(client: Client) -> None:
    file = FILE.with_name("utan-anmarkning.yml")
    client.open(file, FILE.read_text(encoding="utf-8"))
    assert client.diagnostics(file) == []


def test_a_wrong_word_is_remarked_on(client: Client) -> None:
    file = FILE.with_name("fel-ord.yml")
    text = FILE.read_text(encoding="utf-8").replace("status: published", "status: publicerad", 1)
    client.open(file, text)
    (remark,) = client.diagnostics(file)
    assert remark["range"]["start"]["line"] == line_of(text, "status: publicerad")


def test_keys_of_a_meeting_are_completed_and_explained(client: Client) -> None:
    file = FILE.with_name("nycklar.yml")
    text = FILE.read_text(encoding="utf-8").replace("kind: notes\n", "k\n", 1)
    client.open(file, text)
    line = text.splitlines().index("k")
    answer = client.ask_at("completion", file, line, 1)
    items = {item["label"]: item for item in answer["items"]}
    assert "kind" in items
    assert "Minnesanteckningar" in str(items["kind"]["documentation"])


def test_words_of_a_key_are_completed(client: Client) -> None:
    file = FILE.with_name("ord.yml")
    text = FILE.read_text(encoding="utf-8").replace("status: published", "status: ", 1)
    client.open(file, text)
    line = text.splitlines().index("status: ")
    answer = client.ask_at("completion", file, line, 8)
    assert {"draft", "published", "withdrawn"} <= {item["label"] for item in answer["items"]}


def test_keys_inside_the_content_of_an_item_are_completed(client: Client) -> None:
    file = FILE.with_name("innehall.yml")
    text = FILE.read_text(encoding="utf-8")
    ending = "  - number: '99'\n    title: Sist\n    content:\n      - \n"
    head = text[: text.index("\nupcoming:")] + "\n" if "\nupcoming:" in text else text
    text = head.rstrip("\n") + "\n" + ending
    client.open(file, text)
    line = len(text.splitlines()) - 1
    answer = client.ask_at("completion", file, line, 8)
    assert {"decision", "follow_up", "text"} <= {item["label"] for item in answer["items"]}
