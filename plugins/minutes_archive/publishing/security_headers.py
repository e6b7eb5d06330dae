"""HTTP headers for the finished site, as ready files for the common static hosts.

The Content-Security-Policy has neither 'unsafe-inline' nor 'unsafe-eval': the theme's few
inline scripts are allowed by their SHA-256, computed from what stands around the pages' content.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

# What may follow the name of an element (HTML Standard, 13.2.5.8).
_AFTER_NAME = frozenset({b" ", b"\t", b"\n", b"\f", b"\r", b"/", b">"})
_SRC = re.compile(rb"\bsrc\s*=", re.IGNORECASE)
# Other types are data blocks, which no browser runs (HTML Standard, 4.12.1).
_TYPE = re.compile(rb"\btype\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
# One source of a policy: no space, and nothing that would end a directive, a header or a string.
_SOURCE = re.compile(r"[^\s;,\"\\]+")
_APACHE_START = re.compile(
    rb"<IfModule mod_headers\.c>\n(?:  <If [^\n]*\n)?"
    rb"  Header always set Content-Security-Policy \"default-src"
)
_RUN_TYPES = frozenset({b"", b"module", b"text/javascript", b"application/javascript"})


def inline_scripts(html: bytes) -> set[bytes]:
    """Return the scripts that the theme puts around a page's content and a browser would run.

    The content itself has none. If something came through the sanitiser all the same, its hash
    would be what lets it run; so the content is passed over, to the last tag that may end it.
    """
    start, end = html.find(b"<article"), html.rfind(b"</article>")
    around = html if start < 0 or end < start else html[:start] + html[end:]
    found = set()
    for attributes, body in _script_elements(around):
        if _SRC.search(attributes) or not body:
            continue
        kind = _TYPE.search(attributes)
        if (kind[1].lower() if kind else b"") in _RUN_TYPES:
            found.add(body)
    return found


def _script_elements(html: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield attributes and content of every script element.

    Every page is looked through, and to find a word is many times quicker than a pattern.
    """
    lowered = html.lower()
    end = 0
    while (start := lowered.find(b"<script", end)) >= 0:
        end = start + len(b"<script")
        if html[end : end + 1] not in _AFTER_NAME:
            continue
        opened = html.find(b">", end)
        closed = lowered.find(b"</script", opened)
        if opened < 0 or closed < 0:
            return
        yield html[end:opened], html[opened + 1 : closed]
        end = closed


Additions = Mapping[str, Sequence[str]]
"""Sources that a site allows beside its own, by directive."""

OPTIONAL = frozenset({"frame-src", "media-src", "object-src"})


@dataclass(frozen=True, slots=True)
class HeaderRules:
    """For which pages a build writes headers ("site", "archive" or "off"), and with what more."""

    scope: str = "site"
    additions: Additions = field(default_factory=dict)


def policy_directives(
    scripts: Iterable[bytes], additions: Additions | None = None
) -> dict[str, str]:
    """Return the directives of the policy that lets the site's files and these scripts run."""
    hashes = sorted(
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in scripts
    )
    directives = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *hashes]),
        "style-src": "'self'",
        # The theme's style sheet holds its icons as data: pictures.
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    for name, sources in (additions or {}).items():
        before = directives.get(name, "'self'")
        # A source beside 'none' would be ignored.
        kept = [] if before == "'none'" else before.split()
        directives[name] = " ".join([*kept, *(new for new in sources if new not in kept)])
    return directives


def wrong_additions(additions: Mapping[object, object]) -> list[str]:
    """Return the entries of `headers_allow` that cannot stand in a policy."""
    known = {*policy_directives(()), *OPTIONAL}
    wrong = []
    for name, sources in additions.items():
        listed = sources if isinstance(sources, list) else [None]
        good = all(isinstance(source, str) and _SOURCE.fullmatch(source) for source in listed)
        if name not in known or not good:
            wrong.append(f"{name}: {sources}")
    return wrong


def content_security_policy(scripts: Iterable[bytes], additions: Additions | None = None) -> str:
    """Return the policy as the value of its header."""
    directives = policy_directives(scripts, additions)
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def security_headers(
    scripts: Iterable[bytes], additions: Additions | None = None
) -> dict[str, str]:
    """Return the headers that every response should carry, by name."""
    return {
        "Content-Security-Policy": content_security_policy(scripts, additions),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


def netlify_headers(
    headers: dict[str, str], open_paths: Iterable[str], paths: Sequence[str] = ()
) -> str:
    """Return a `_headers` file for Netlify and Cloudflare Pages.

    `open_paths` are folders ("data/") that scripts on other sites may read; `paths` are those
    that the headers are for, empty for the whole site.
    """
    lines = []
    for path in paths or ("",):
        lines += [_netlify_path(path), *(f"  {name}: {value}" for name, value in headers.items())]
    for path in open_paths:
        lines += [f"/{path}*", "  Access-Control-Allow-Origin: *"]
    return "".join(f"{line}\n" for line in lines)


def nginx_headers(headers: dict[str, str], paths: Sequence[str] = (), base: str = "/") -> str:
    """Return lines to `include` in a server block of nginx; an empty value gives no header."""
    if not paths:
        return "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())
    lines = []
    for number, (name, value) in enumerate(headers.items(), start=1):
        # Each archive of a site has variables of its own.
        variable = f"$archive_{hashlib.sha256(paths[0].encode()).hexdigest()[:8]}_{number}"
        lines += [f'set {variable} "";', f'if ($uri ~ "{_pattern(paths, base)}") {{']
        lines += [f'  set {variable} "{value}";', "}", f"add_header {name} {variable} always;"]
    return "".join(f"{line}\n" for line in lines)


def apache_headers(headers: dict[str, str], paths: Sequence[str] = (), base: str = "/") -> str:
    """Return lines for `.htaccess` (mod_headers)."""
    lines = "".join(f'  Header always set {name} "{value}"\n' for name, value in headers.items())
    if paths:
        lines = f'  <If "%{{REQUEST_URI}} =~ m#{_pattern(paths, base)}#">\n{lines}  </If>\n'
    return f"<IfModule mod_headers.c>\n{lines}</IfModule>\n"


def are_apache_headers(content: bytes) -> bool:
    """Return whether an `.htaccess` begins with the lines that `apache_headers` makes."""
    return _APACHE_START.match(content) is not None


def _netlify_path(path: str) -> str:
    return "/" if path == "index.html" else f"/{path}*"


def _pattern(paths: Sequence[str], base: str) -> str:
    """Return a pattern of the paths: folders with all below them, and "index.html" for the root."""
    folders = "|".join(re.escape(path) for path in paths if path != "index.html")
    root = "|(index\\.html)?$" if "index.html" in paths else ""
    return f"^{re.escape(base)}({folders}{root})"
