"""Who the desk answers, and to whom it refuses to write: attacks that a browser can be led to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desk_clerk import DRAFT, HOST, NAME, Clerk
from minutes_archive.desk.pages import DeskPages
from minutes_archive.serving.messages import Request

SET = {"act": "set", "path": "title", "value": "Angripet"}


def form(clerk: Clerk, **changes: str) -> dict[str, str]:
    version = clerk.desk.acts.drafts()[NAME].version
    return {**SET, "token": clerk.desk.token, "version": version, **changes}


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost.evil.example:80",
        "10.0.0.1:8000",
        "[::2]:8000",
        "127.0.0.1:8000@evil.example",
    ],
)
@pytest.mark.parametrize("path", ["granska/", f"granska/{NAME}/", "", "moten/"])
def test_a_foreign_host_is_dns_rebinding(clerk: Clerk, host: str, path: str) -> None:
    answer = clerk.get(path, Host=host)
    assert answer is not None and answer.status == 421
    assert b"PROTOKOLL" not in answer.body
    if path.startswith("granska"):
        assert clerk.post(path, form(clerk), Host=host, Origin=f"http://{host}").status == 421
    assert clerk.text() == DRAFT


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "localhost"])
def test_this_machine_is_answered(clerk: Clerk, host: str) -> None:
    answer = clerk.get("granska/", Host=host)
    assert answer is not None and answer.status == 200
    assert clerk.get("moten/", Host=host) is None


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:8000"},
        {"Origin": "http://127.0.0.1:8001"},
        {"Origin": ""},
        {"Origin": "", "Referer": "http://evil.example/granska/"},
        {"Origin": "http://127.0.0.1:8000.evil.example"},
    ],
)
def test_a_form_of_another_site_writes_nothing(clerk: Clerk, headers: dict[str, str]) -> None:
    assert clerk.post(f"granska/{NAME}/", form(clerk), **headers).status == 403
    assert clerk.text() == DRAFT


@pytest.mark.parametrize("token", ["", "x", "å", "0" * 43])
def test_a_form_without_this_runs_token_writes_nothing(clerk: Clerk, token: str) -> None:
    assert clerk.post(f"granska/{NAME}/", form(clerk, token=token)).status == 403
    assert clerk.text() == DRAFT


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "", "multipart/form-data"])
def test_other_kinds_of_posts_carry_no_token(clerk: Clerk, kind: str) -> None:
    answer = clerk.post(f"granska/{NAME}/", form(clerk), **{"Content-Type": kind})
    assert answer.status == 403
    assert clerk.text() == DRAFT


def test_nothing_is_written_without_edit(minutes: Path) -> None:
    clerk = Clerk(minutes, may_edit=False)
    assert clerk.post(f"granska/{NAME}/", form(clerk)).status == 403
    assert clerk.text() == DRAFT
    page = clerk.page()
    assert "PROTOKOLL" in page and "<form" not in page
    assert clerk.desk.token not in page


@pytest.mark.parametrize(
    "path",
    [
        "../../archive",
        "..",
        "%2e%2e/archive",
        "styrgruppen/2022/2022-01-01",
        "/etc/passwd",
        "styrgruppen/2022/../2022/2022-03-01",
        "styrgruppen\\2022\\2022-03-01",
        "x\x00y",
        "archive",
    ],
)
def test_no_path_leaves_the_drafts(clerk: Clerk, path: str) -> None:
    for name in (f"granska/{path}/", f"granska/{path}/sida-1.png", f"granska/assets/{path}"):
        answer = clerk.get(name)
        assert answer is not None and answer.status == 404, name
    assert clerk.post(f"granska/{path}/", form(clerk)).status == 404
    assert (clerk.minutes / "styrgruppen/2022/2022-01-01.yml").read_text().count("published") == 1


def test_an_original_outside_of_the_folder_is_not_shown(clerk: Clerk, tmp_path: Path) -> None:
    secret = tmp_path / "hemligt.txt"
    secret.write_text("HEMLIGT", encoding="utf-8")
    (clerk.file.parent / "lank.txt").symlink_to(secret)
    for name in ("../../../hemligt.txt", str(secret), "lank.txt"):
        clerk.file.write_text(DRAFT.replace("protokoll.txt", name), encoding="utf-8")
        assert "HEMLIGT" not in clerk.page()


def test_markup_in_a_draft_is_shown_as_text(clerk: Clerk) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    clerk.file.write_text(DRAFT.replace("PROTOKOLL", evil), encoding="utf-8")
    clerk.file.with_name("protokoll.txt").write_text(evil, encoding="utf-8")
    page = clerk.page()
    assert "<script>alert" not in page and "<img src=x" not in page
    assert "&lt;script&gt;" in page


def test_every_answer_carries_the_policy(clerk: Clerk) -> None:
    for path in ("granska/", f"granska/{NAME}/", "granska/finns-inte/", "granska/assets/desk.css"):
        answer = clerk.get(path)
        assert answer is not None
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


def test_other_methods_are_refused(clerk: Clerk) -> None:
    answer = clerk.desk.respond(Request(f"/granska/{NAME}/", "PUT", "", {"Host": HOST}, b"x"))
    assert answer is not None and answer.status == 405


def test_an_act_is_refused_in_the_language_of_the_archive(minutes: Path) -> None:
    clerk = Clerk(minutes)
    clerk.desk.pages = DeskPages("en", clerk.desk.root, clerk.desk.token, True)
    refused = clerk.post(f"granska/{NAME}/", form(clerk, value=" ")).body.decode()
    assert "An empty value cannot be saved; remove the entry instead." in refused
    refused = clerk.post(f"granska/{NAME}/", form(clerk, act="publish")).body.decode()
    alert = refused.partition('role="alert">')[2].partition("</p>")[0]
    assert alert and not re.search("[åäöÅÄÖ]", alert)


def test_notes_in_a_draft_are_read_in_the_language_of_the_archive(minutes: Path) -> None:
    clerk = Clerk(minutes)
    clerk.desk.pages = DeskPages("en", clerk.desk.root, clerk.desk.token, True)
    note = "# GRANSKA W520 (sida 2, rad 7): meningen kan vara ett beslut – "
    hint = "gör den till en egen post decision: om den är det"
    (minutes / f"{NAME}.yml").write_text(f"{note}{hint}\n{clerk.text()}", encoding="utf-8")
    answer = clerk.get(f"granska/{NAME}/")
    assert answer is not None
    page = answer.body.decode()
    assert "the sentence may be a decision – make it an entry decision: of its own" in page
    assert "page 2, line 7" in page
