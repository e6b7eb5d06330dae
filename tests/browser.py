"""A headless Chromium and a web server of this machine, for tests that drive the real site."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from minutes_archive.benchmarks.chromium import Browser, NoBrowserError, open_chromium

__all__ = ["Browser", "open_browser", "serve_folder"]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serve a folder on a free loopback port while the context lasts; yield its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def open_browser(profile: Path) -> Iterator[Browser]:
    """Start a Chromium with an empty profile; skip the test where there is none."""
    try:
        with open_chromium(profile) as chrome:
            yield chrome
    except NoBrowserError as missing:
        pytest.skip(str(missing))
