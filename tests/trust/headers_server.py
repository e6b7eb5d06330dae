"""A web server that answers as Netlify and Cloudflare Pages would: with the site's `_headers`."""

from __future__ import annotations

import fnmatch
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from browser import QuietHandler, serve_folder

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


class _Handler(QuietHandler):
    def __init__(self, *arguments: Any, rules: Rules, **named: Any) -> None:
        self._rules = rules
        super().__init__(*arguments, **named)

    def end_headers(self) -> None:
        for pattern, headers in self._rules:
            if fnmatch.fnmatchcase(self.path.partition("?")[0], pattern):
                for name, value in headers:
                    self.send_header(name, value)
        super().end_headers()


def serve_with_headers(site: Path) -> AbstractContextManager[str]:
    """Serve a site on a free loopback port with its own headers; yield its address."""
    return serve_folder(site, _Handler, rules=read_rules(site))
