"""The table of redirects -> pages that lead on, and rules for web servers, all from one table.

A static host without rules of its own shows the pages; the others answer before a page
is read. Files at an old address are served again, since no page can stand for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from minutes_archive.addresses import relative
from minutes_archive.pages import Renderer
from minutes_archive.permanence import Redirect


def redirect_page(renderer: Renderer, redirect: Redirect) -> bytes:
    """Return the document at an old address: not indexed, with a link, going on by itself."""
    text = renderer.render(
        "redirect.html",
        redirect.old,
        language=renderer.registry.language,
        link=relative(redirect.new, redirect.old),
        canonical=renderer.site_url + redirect.new
        if renderer.site_url
        else relative(redirect.new, redirect.old),
    )
    return f"{text}\n".encode()


def server_rules(redirects: Iterable[Redirect], site_url: str) -> dict[str, str]:
    """Return the rules by file: Netlify and Cloudflare Pages, and a map for nginx.

    Paths begin where the site does on its host, which `site_url` says; "" is the root.
    """
    base = urlsplit(site_url).path or "/"
    table = [(base + redirect.old, base + redirect.new) for redirect in redirects]
    if not table:
        return {}
    netlify = [f"{old} {new} 301" for old, new in table]
    # nginx compares with the path as it reads when decoded.
    nginx = [f"{_in_quotes(unquote(old))} {new};" for old, new in table]
    return {
        "_redirects": "".join(f"{line}\n" for line in netlify),
        "_nginx/redirects.map": "".join(f"{line}\n" for line in nginx),
    }


def apache_rules(redirects: Iterable[Redirect], site_url: str) -> str:
    """Return the same rules for an .htaccess file (mod_alias).

    Apache matches the decoded path. A page's rule must not reach what lies below it, so it is a
    pattern; a file has nothing below, and the goal of a pattern would be encoded once more.
    """
    base = urlsplit(site_url).path or "/"
    rules = []
    for redirect in redirects:
        old, new = unquote(base + redirect.old), base + redirect.new
        if redirect.is_file:
            rules.append(f"Redirect 301 {_in_quotes(old)} {new}\n")
        else:
            rules.append(f"RedirectMatch 301 ^{re.escape(old)}$ {new}\n")
    return "".join(rules)


def _in_quotes(path: str) -> str:
    """Write a path so that neither nginx nor Apache reads anything else in it."""
    if re.fullmatch(r"[\w/.-]+", path, re.ASCII):
        return path
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
