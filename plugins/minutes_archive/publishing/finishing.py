"""The last step of a build: rules for web servers, and the manifest of every file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from minutes_archive.addresses import Addresses
from minutes_archive.loading import ArchiveProblemsError
from minutes_archive.permanence import Redirect
from minutes_archive.problems import Place, Problem
from minutes_archive.publishing.manifest import (
    MANIFEST,
    ManifestError,
    manifest_text,
    read_manifest,
    site_files,
)
from minutes_archive.publishing.policy_check import stopped_by_policy
from minutes_archive.publishing.redirecting import apache_rules, server_rules
from minutes_archive.publishing.security_headers import (
    HeaderRules,
    apache_headers,
    are_apache_headers,
    netlify_headers,
    nginx_headers,
    policy_directives,
    security_headers,
)
from minutes_archive.publishing.site_state import SiteState
from minutes_archive.publishing.site_writing import SiteWriter

_OF_ALL = ("_headers", "_redirects", "_nginx/headers.conf", "_nginx/redirects.map")


def finishing_files(addresses: Addresses, rules: HeaderRules) -> list[str]:
    """Return the paths that finishing may write; what a site has there itself would be lost."""
    prefix = addresses.prefix
    names = [f"{prefix}{MANIFEST}"]
    return names if rules.scope == "off" else [*names, f"{prefix}.htaccess", *_OF_ALL]


def finish_site(
    site: Path,
    writer: SiteWriter,
    redirects: Iterable[Redirect],
    site_url: str,
    addresses: Addresses,
    rules: HeaderRules,
    others: Mapping[str, str],
    shared: dict[str, str],
    warn: Callable[[list[Problem]], None],
) -> SiteState:
    """Write headers, redirect rules and manifest into a site that is otherwise finished.

    Reads what MkDocs and other plugins wrote. The rules describe the pages as they are, so
    nothing may be changed after this. `others` are pages by hand, and their sources; `warn` hears
    which of them the headers break. `shared` holds what other archives of the site have put into
    the files at its root, and gets what this one does. Returns the state of the whole site.

    Below a prefix, the manifest lies there and is of the files there.
    """
    state = writer.state
    for path in site_files(site):
        if path not in state.files:
            writer.take_over(path)
    prefix = addresses.prefix
    inside = prefix if rules.scope == "archive" else ""
    scripts = {
        script
        for path, file in state.files.items()
        if path.startswith(inside)
        for script in file.scripts
    }
    if rules.scope != "off":
        warn(list(_broken_pages(site, scripts, addresses, rules, others)))
        for path, text in _server_files(
            scripts, list(redirects), site_url, addresses, rules
        ).items():
            shared[path] = shared.get(path, "") + text
            writer.write(path, (shared[path].encode(),))
    entries = {
        path.removeprefix(prefix): (file.size, file.sha256.hex())
        for path, file in state.files.items()
        if path.startswith(prefix) and path != f"{prefix}{MANIFEST}"
    }
    writer.write(f"{prefix}{MANIFEST}", (manifest_text(entries, prefix).encode(),))
    return state


def remove_left_rules(site: Path) -> None:
    """Remove the rules that a build before has left at the root of a site folder.

    MkDocs empties the folder but for hidden files, among which they are.
    """
    file = site / ".htaccess"
    if file.is_file() and are_apache_headers(file.read_bytes()):
        file.unlink()


def refuse_foreign(site: Path, addresses: Addresses, rules: HeaderRules) -> None:
    """Raise ArchiveProblemsError where another plugin wrote a file that finishing would write."""
    try:
        before = read_manifest(site / f"{addresses.prefix}{MANIFEST}")
    except ManifestError:
        before = {}
    problems = [
        Problem(
            Place("mkdocs.yml"),
            "E201",
            f"arkivet skriver också filen /{path}, som en annan plugin skrev",
            "skriv headers: off under minutes-archive, eller låt bli den andra filen",
        )
        for path in finishing_files(addresses, rules)
        if (site / path).exists()
        and path.removeprefix(addresses.prefix) not in before
        and not (path.endswith(MANIFEST) and before)
    ]
    if problems:
        raise ArchiveProblemsError(problems)


def _broken_pages(
    site: Path,
    scripts: set[bytes],
    addresses: Addresses,
    rules: HeaderRules,
    others: Mapping[str, str],
) -> Iterable[Problem]:
    """Yield a warning for each page by hand that the policy breaks, and for the archive's own."""
    policy = policy_directives(scripts, rules.additions)
    pages = {f"{addresses.start}index.html": "mkdocs.yml"}
    if rules.scope == "site":
        pages |= {path: f"docs/{source}" for path, source in others.items()}
    for path, source in pages.items():
        file = site / path
        if not path.endswith(".html") or not file.is_file():
            continue
        stopped = stopped_by_policy(file.read_text(encoding="utf-8", errors="replace"), policy)
        if stopped:
            yield Problem(
                Place(source),
                "W602",
                f"säkerhetspolicyn stoppar på sidan: {', '.join(stopped)}",
                "tillåt det med headers_allow, eller skriv headers: archive eller headers: off "
                "under minutes-archive i mkdocs.yml",
            )


def _server_files(
    scripts: set[bytes],
    redirects: list[Redirect],
    site_url: str,
    addresses: Addresses,
    rules: HeaderRules,
) -> Mapping[str, str]:
    headers = security_headers(scripts, rules.additions)
    open_paths = [addresses.data(""), addresses.section("feeds"), addresses.section("calendars")]
    base = urlsplit(site_url).path or "/"
    paths = addresses.folders if rules.scope == "archive" else ()
    # A file in the archive's own folder is for what lies there.
    here = () if addresses.prefix else paths
    return {
        "_headers": netlify_headers(headers, open_paths, paths),
        "_nginx/headers.conf": nginx_headers(headers, paths, base),
        f"{addresses.prefix}.htaccess": apache_headers(headers, here, base)
        + apache_rules(redirects, site_url),
        **server_rules(redirects, site_url),
    }
