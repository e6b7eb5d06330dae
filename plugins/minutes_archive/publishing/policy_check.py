"""What a Content-Security-Policy would stop on a page that somebody else wrote.

Browsers say so in a console that nobody reads, and only where the headers are served: in
production. So the build says it.
"""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import urlsplit

_INLINE = "'unsafe-inline'"

# The directive that decides on what an attribute of an element names.
_FETCHED = {
    ("img", "src"): "img-src",
    ("script", "src"): "script-src",
    ("iframe", "src"): "frame-src",
    ("frame", "src"): "frame-src",
    ("object", "data"): "object-src",
    ("embed", "src"): "object-src",
    ("video", "src"): "media-src",
    ("audio", "src"): "media-src",
    ("source", "src"): "media-src",
    ("track", "src"): "media-src",
    ("form", "action"): "form-action",
}


def stopped_by_policy(html: str, policy: Mapping[str, str]) -> list[str]:
    """Return what browsers would not show or run of a page, as "directive: what", once each."""
    page = _Page()
    page.feed(html)
    page.close()
    found = {
        f"{directive}: {shown}"
        for directive, source, shown in page.needs
        if not _allows(policy, directive, source)
    }
    return sorted(found)


def _allows(policy: Mapping[str, str], directive: str, source: str) -> bool:
    allowed = policy.get(directive, policy.get("default-src", "")).split()
    if source == _INLINE:
        return _INLINE in allowed
    goal = urlsplit(source)
    if goal.scheme == "data":
        return "data:" in allowed
    if not goal.netloc:
        return "'self'" in allowed
    scheme = goal.scheme or "https"
    names = {"*", f"{scheme}:", goal.netloc, f"{scheme}://{goal.netloc}"}
    return any(
        entry.rstrip("/") in names
        or source.startswith(entry)
        or (entry.startswith("*.") and goal.netloc.endswith(entry[1:]))
        for entry in allowed
        if not entry.startswith("'")
    )


class _Page(HTMLParser):
    """Collects what a page asks of a browser; inline scripts around the content have a hash."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.needs: list[tuple[str, str, str]] = []
        self._in_content = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_content += tag == "article"
        given = {name: value or "" for name, value in attrs}
        for name in given:
            if name == "style":
                self.needs.append(("style-src", _INLINE, f'<{tag} style="…">'))
            elif name.startswith("on"):
                self.needs.append(("script-src", _INLINE, f'<{tag} {name}="…">'))
        if tag == "style":
            self.needs.append(("style-src", _INLINE, "<style>"))
        runs = tag == "script" and given.get("type", "") in ("", "module", "text/javascript")
        if runs and "src" not in given and self._in_content:
            self.needs.append(("script-src", _INLINE, "<script>"))
        if tag == "link" and "stylesheet" in given.get("rel", "").split():
            self._fetch("style-src", given.get("href", ""))
        for (element, name), directive in _FETCHED.items():
            if element == tag:
                self._fetch(directive, given.get(name, ""))

    def handle_endtag(self, tag: str) -> None:
        self._in_content -= tag == "article"

    def _fetch(self, directive: str, source: str) -> None:
        source = source.strip()
        goal = urlsplit(source)
        if source:
            shown = "data:" if goal.scheme == "data" else goal.netloc or source
            self.needs.append((directive, source, shown))
