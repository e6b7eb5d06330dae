"""serve: an edit shows, a broken file shows its problems while the last good site stays up."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from built_site import ROOT, run, surroundings
from deploy.servers import free_port
from factories import item, meeting, write_archive

DAY = "styrgruppen/2022-01-01"
PAGE = "moten/styrgruppen/2022-01-01/"
PATIENCE = 60  # seconds; a machine under load builds slowly


class Served:
    """A running `build.py serve` and what it has said."""

    def __init__(self, url: str, said: Path) -> None:
        self.url = url
        self._said = said

    def said(self) -> str:
        return self._said.read_text(encoding="utf-8")

    def page(self, address: str = PAGE) -> str:
        try:
            with urllib.request.urlopen(self.url + address, timeout=PATIENCE) as answer:
                body: bytes = answer.read()
                return body.decode()
        except (urllib.error.URLError, ConnectionError):
            return ""

    def wait(self, reached: Callable[[], bool]) -> None:
        """Wait until something holds; fail with what the server said when it never does."""
        end = time.monotonic() + PATIENCE
        while not reached():
            assert time.monotonic() < end, self.said()
            time.sleep(0.1)


@contextmanager
def served(minutes: Path, log: Path) -> Iterator[Served]:
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, str(ROOT / "build.py"), "serve"]
    command += ["--minutes", str(minutes), "--address", address]
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=surroundings(),
            stderr=said,
            stdout=said,
            start_new_session=True,
        )
    try:
        yield Served(f"http://{address}/", log)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def write(minutes: Path, text: str, **changes: str) -> None:
    write_archive(minutes, {DAY: meeting("2022-01-01", item({"text": text}), **changes)})


def test_edits_show_and_a_broken_file_waits(minutes: Path, tmp_path: Path) -> None:
    write(minutes, "Första lydelsen.")
    with served(minutes, tmp_path / "said.txt") as server:
        server.wait(lambda: "Första lydelsen." in server.page())

        write(minutes, "Andra lydelsen.")
        server.wait(lambda: "Andra lydelsen." in server.page())

        write(minutes, "Tredje lydelsen.", tittel="x", kind="y")
        server.wait(lambda: "Den senaste felfria versionen visas" in server.said())
        assert "E101" in server.said()
        assert "E108" in server.said()
        assert "Andra lydelsen." in server.page()

        write(minutes, "Fjärde lydelsen.")
        server.wait(lambda: "Fjärde lydelsen." in server.page())
        assert "Traceback" not in server.said()


def test_a_folder_that_is_broken_from_the_start_is_told(minutes: Path) -> None:
    write(minutes, "x", tittel="y")
    done = run("serve", "--minutes", minutes, "--address", f"127.0.0.1:{free_port()}")
    assert done.returncode == 1
    assert "E101" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_in_use_is_told(minutes: Path) -> None:
    write(minutes, "x")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = run("serve", "--minutes", minutes, "--address", address)
    assert done.returncode == 2
    assert address in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("address", ["8000x", "127.0.0.1:port"])
def test_an_address_that_is_none_is_told(minutes: Path, address: str) -> None:
    write(minutes, "x")
    done = run("serve", "--minutes", minutes, "--address", address)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
