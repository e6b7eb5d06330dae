"""A web server that answers as Netlify and Cloudflare Pages would: with the site's `_headers`."""

from __future__ import annotations

import fnmatch
import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Rules = list[tuple[str, list[tuple[str, str]]]]


def read_rules(site: Path) -> Rules:
    """Read `_headers`: a path pattern, then its headers on indented lines."""
    rules: Rules = []
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[-1][1].append((name, value))
        else:
            rules.append((line, []))
    return rules


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, rules: Rules, **named: Any) -> None:
        self._rules = rules
        super().__init__(*arguments, **named)

    def end_headers(self) -> None:
        for pattern, headers in self._rules:
            if fnmatch.fnmatchcase(self.path.partition("?")[0], pattern):
                for name, value in headers:
                    self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serve_with_headers(site: Path) -> Iterator[str]:
    """Serve a site on a free loopback port with its own headers; yield its address."""
    handler = functools.partial(_Handler, directory=str(site), rules=read_rules(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
