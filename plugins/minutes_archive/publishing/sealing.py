"""The last step of a build: rules for web servers, and the manifest of every file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from minutes_archive.addresses import Addresses
from minutes_archive.permanence import Redirect
from minutes_archive.publishing.manifest import MANIFEST, manifest_text, site_files
from minutes_archive.publishing.redirecting import apache_rules, server_rules
from minutes_archive.publishing.security_headers import (
    apache_headers,
    netlify_headers,
    nginx_headers,
    security_headers,
)
from minutes_archive.publishing.site_state import SiteState
from minutes_archive.publishing.site_writing import SiteWriter


def seal_site(
    site: Path,
    writer: SiteWriter,
    redirects: Iterable[Redirect],
    site_url: str,
    addresses: Addresses,
) -> SiteState:
    """Write headers, redirect rules and manifest into a site that is otherwise finished.

    Reads what MkDocs and other plugins wrote. The rules describe the pages as they are, so
    nothing may be changed after this. Returns the state of the whole site.
    """
    state = writer.state
    for path in site_files(site):
        if path not in state.files:
            writer.take_over(path)
    scripts = {script for file in state.files.values() for script in file.scripts}
    for path, text in _server_files(scripts, list(redirects), site_url, addresses).items():
        writer.write(path, (text.encode(),))
    entries = {path: (file.size, file.sha256.hex()) for path, file in state.files.items()}
    writer.write(MANIFEST, (manifest_text(entries).encode(),))
    return state


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
