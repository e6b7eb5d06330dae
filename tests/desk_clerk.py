"""A minutes folder with drafts, and the desk over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlencode

from benchmarks.answering import answering
from factories import item, meeting, write_archive
from minutes_archive.desk.checking import problems_of_file
from minutes_archive.desk.requests import Desk
from minutes_archive.serving.messages import Request, Response, make_server

HOST = "127.0.0.1:8000"
NAME = "styrgruppen/2022/2022-03-01"
DRAFT = """\
# yaml-language-server: $schema=../../schema/meeting-1.json
format: 1
body: styrgruppen
date: 2022-03-01
status: draft
source: {file: protokoll.txt}
# GRANSKA W502 (rad 2): två rubriker – välj en
title: PROTOKOLL

present:
  # GRANSKA W505 (rad 4): okänd förkortning
  - {name: Eva Ek, from: almvik, role: chair}
  - {name: Bo Alm}

items:
  - number: "1"
    title: Färjan
    content:
      - text: |
          Färjan diskuteras.
  - number: "2"
    title: Övrigt

# Ord ur källan som inte har någon egen plats i filen:
#   inte placerat (rad 9): Mötet beslutar att köpa en färja.
"""
ORIGINAL = (
    "Granby\nPROTOKOLL\n\nEva Ek, ordf.\nBo Alm\n\n1 Färjan\nFärjan diskuteras.\nMötet beslutar.\n"
)


@contextmanager
def served_desk(minutes: Path) -> Iterator[str]:
    """Serve the desk over a minutes folder on this machine; yield its address, with a slash."""
    desk = Desk(minutes, problems_of_file(minutes), may_edit=True)

    def respond(request: Request) -> Response:
        return desk.respond(request) or Response(status=404)

    with answering(make_server("127.0.0.1", 0, respond)) as address:
        yield address


class Clerk:
    """Asks the desk as a browser on the same machine would."""

    def __init__(self, minutes: Path, *, may_edit: bool = True) -> None:
        self.minutes = minutes
        self.desk = Desk(minutes, problems_of_file(minutes), may_edit=may_edit)
        self.file = minutes / f"{NAME}.yml"

    def get(self, path: str, **headers: str) -> Response | None:
        return self.desk.respond(Request(unquote(f"/{path}"), "GET", "", {"Host": HOST, **headers}))

    def page(self, path: str = f"granska/{NAME}/") -> str:
        answer = self.get(path)
        assert answer is not None
        return answer.body.decode()

    def act(self, act: str, /, **fields: str) -> Response:
        draft = self.desk.acts.drafts()[NAME]
        form = {"act": act, "token": self.desk.token, "version": draft.version}
        return self.post(f"granska/{NAME}/", {**form, **fields})

    def post(self, path: str, form: dict[str, str], **headers: str) -> Response:
        sent = {
            "Host": HOST,
            "Origin": f"http://{HOST}",
            "Content-Type": "application/x-www-form-urlencoded",
            **headers,
        }
        kept = {name: value for name, value in sent.items() if value}
        answer = self.desk.respond(
            Request(unquote(f"/{path}"), "POST", "", kept, urlencode(form).encode())
        )
        assert answer is not None
        return answer

    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")


def write_folder(folder: Path) -> Path:
    """Write a minutes folder with one published meeting, a draft and its original."""
    write_archive(
        folder,
        {"styrgruppen/2022-01-01": meeting("2022-01-01", item({"text": "Mötet öppnas."}))},
    )
    file = folder / f"{NAME}.yml"
    file.write_text(DRAFT, encoding="utf-8")
    file.with_name("protokoll.txt").write_text(ORIGINAL, encoding="utf-8")
    return folder
