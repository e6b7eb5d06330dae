"""The last step of a build: rules for web servers, and the manifest of every file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from minutes_archive.addresses import Addresses
from minutes_archive.permanence import Redirect
from minutes_archive.publishing.manifest import MANIFEST, digest_of, manifest_text, site_files
from minutes_archive.publishing.redirecting import apache_rules, server_rules
from minutes_archive.publishing.security_headers import (
    apache_headers,
    inline_scripts,
    netlify_headers,
    nginx_headers,
    security_headers,
)


def seal_site(
    site: Path, redirects: Iterable[Redirect], site_url: str, addresses: Addresses
) -> None:
    """Write headers, redirect rules and manifest into a site that is otherwise finished.

    Reads every file once. The rules describe the pages as they are, so nothing may be
    changed after this.
    """
    entries = {}
    scripts: set[bytes] = set()
    for path in site_files(site):
        content = (site / path).read_bytes()
        entries[path] = digest_of(content)
        if path.endswith(".html"):
            scripts |= inline_scripts(content)
    for path, text in _server_files(scripts, list(redirects), site_url, addresses).items():
        content = text.encode()
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_bytes(content)
        entries[path] = digest_of(content)
    entries.pop(MANIFEST, None)
    (site / MANIFEST).write_bytes(manifest_text(entries).encode())


def _server_files(
    scripts: set[bytes], redirects: list[Redirect], site_url: str, addresses: Addresses
) -> Mapping[str, str]:
    headers = security_headers(scripts)
    open_paths = [addresses.data(""), addresses.section("feeds"), addresses.section("calendars")]
    return {
        "_headers": netlify_headers(headers, open_paths),
        "_nginx/headers.conf": nginx_headers(headers),
        ".htaccess": apache_headers(headers) + apache_rules(redirects, site_url),
        **server_rules(redirects, site_url),
    }
