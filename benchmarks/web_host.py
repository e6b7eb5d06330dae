"""A static host on this machine that answers as real ones do: compressed, with the site's headers.

What it sent is remembered, so that a visit can be weighed without trust in any browser's figures.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from benchmarks.answering import answering

# What the common hosts compress; pictures and archives are compressed already.
_COMPRESSED = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", ".ics"})
PAINTED = "painted"
_LONGEST_WAIT = 20  # seconds, for a browser that never says that it has painted
_GZIP_LEVEL = 6  # nginx and Apache take 1 or 6, hosts with files compressed beforehand 9


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer: the file's path in the site, its bytes, and those of the compressed body."""

    path: str
    raw: int
    compressed: int


@dataclass(frozen=True, slots=True)
class Host:
    """A running host: its address with a final slash, and all it has sent so far."""

    address: str
    sent: list[Sent] = field(default_factory=list)


@contextmanager
def hosted(folder: Path, *, compress: bool = True, scripts_last: bool = False) -> Iterator[Host]:
    """Serve a built site on a free loopback port while the context lasts.

    With `scripts_last` no script is sent, as on a slow line, before the page that was asked for
    last has been seen: before the browser has asked for `PAINTED`.
    """
    server = _Server(("127.0.0.1", 0), _Answer)
    server.host = Host(f"http://127.0.0.1:{server.server_port}/")
    server.folder, server.compress, server.scripts_last = folder, compress, scripts_last
    server.headers = _site_headers(folder)
    with answering(server):
        yield server.host


def _site_headers(folder: Path) -> list[tuple[str, str]]:
    """Return what the site's `_headers` file asks every answer to carry."""
    file = folder / "_headers"
    if not file.is_file():
        return []
    everywhere = file.read_text(encoding="utf-8").split("\n/", 1)[0].splitlines()[1:]
    pairs = (line.strip().partition(": ") for line in everywhere)
    return [(name, value) for name, found, value in pairs if found]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    host: Host
    folder: Path
    compress: bool
    scripts_last: bool
    headers: list[tuple[str, str]]

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.painted = threading.Event()
        self.bodies: dict[Path, tuple[bytes, bytes]] = {}

    def body(self, file: Path) -> tuple[bytes, bytes]:
        """Return a file's bytes raw and as they are sent; each is compressed once."""
        if file not in self.bodies:
            raw = file.read_bytes()
            small = file.suffix in _COMPRESSED
            # The time in the gzip head is left out, so that weights are the same every time.
            self.bodies[file] = (raw, gzip.compress(raw, _GZIP_LEVEL, mtime=0) if small else raw)
        return self.bodies[file]


class _Answer(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/")
        if path == PAINTED:
            self.server.painted.set()
            self.send_response(204)
            self.end_headers()
            return
        file = self.server.folder / path
        if file.is_dir():
            file /= "index.html"
        found = file.is_file() and self.server.folder in file.resolve().parents
        file = file if found else self.server.folder / "404.html"
        raw, compressed = self.server.body(file)
        packed = self.server.compress and len(compressed) < len(raw)
        body = compressed if packed else raw
        kept = True
        if self.server.scripts_last and file.suffix == ".html":
            self.server.painted.clear()
        if self.server.scripts_last and file.suffix == ".js":
            self.server.painted.wait(_LONGEST_WAIT)
            kept = False  # or the next page would have it before it is seen
        self.send_response(200 if found else 404)
        kind = self.guess_type(str(file))
        text = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "public, max-age=600" if kept else "no-store")
        self.send_header("Vary", "Accept-Encoding")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        for name, value in self.server.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.server.host.sent.append(Sent(path, len(raw), len(compressed)))

    def log_message(self, format: str, *args: Any) -> None:
        pass
