"""Requests and responses as values, and the web server that carries them."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "rdf": "application/rdf+xml; charset=utf-8",
    "svg": "image/svg+xml",
}


MOST_BYTES = 64_000_000
"""No request may be larger: a document that is dropped on the clerk's desk is the largest."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a browser asks for; `path` is decoded and begins with a slash."""

    path: str
    method: str = "GET"
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Response:
    """What it gets."""

    body: bytes = b""
    status: int = 200
    type: str = _TYPES["html"]
    headers: Mapping[str, str] = field(default_factory=dict)


Respond = Callable[[Request], Response]


def type_of(name: str) -> str:
    """Return the media type of a file by the ending of its name."""
    ending = name.rpartition(".")[2].lower()
    return _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def make_server(host: str, port: int, respond: Respond) -> ThreadingHTTPServer:
    """Return a server that answers each request in a thread; raises OSError where it cannot."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            if length > MOST_BYTES:
                self.close_connection = True
                self.send_error(413)
                return
            request = Request(
                unquote(parts.path),
                self.command,
                parts.query,
                dict(self.headers),
                self.rfile.read(length),
            )
            response = respond(request)
            self.send_response(response.status)
            self.send_header("Content-Type", response.type)
            self.send_header("Content-Length", str(len(response.body)))
            self.send_header("Cache-Control", "no-store")
            for name, value in response.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(response.body)

        do_GET = do_HEAD = do_POST = _answer  # noqa: N815 (the names that the library calls)

        def log_message(self, *_: object) -> None:
            """Say nothing of requests: the clerk reads problems there."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        allow_reuse_address = True

        def handle_error(self, *_: object) -> None:
            """Browsers break connections off whenever a page is left."""

    return Server((host, port), Handler)
