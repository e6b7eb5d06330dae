"""nginx and Apache, run from the recipes, answer as readers need: the whole site is crawled."""

from __future__ import annotations

import gzip
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from built_site import Site
from deploy.servers import SERVERS
from minutes_archive.commandline.commands import main

CACHED_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Host:
    """One server and the site it serves; asks over one connection."""

    def __init__(self, url: str, site: Path) -> None:
        self.site = site
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=60)

    def get(self, path: str, **headers: str) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        self._connection.request("GET", path, headers=sent)
        answer = self._connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, found, answer.read())

    def close(self) -> None:
        self._connection.close()


@pytest.fixture(scope="module", params=sorted(SERVERS))
def host(request: pytest.FixtureRequest, invented_site: Site) -> Iterator[Host]:
    # Not below pytest's own folder: that one only its owner may enter, and servers change user.
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        base.chmod(0o755)
        site = base / "site"
        copy_readable(invented_site.folder, site)
        with SERVERS[request.param](site, base) as url:  # type: ignore[attr-defined]
            found = Host(url, site)
            yield found
            found.close()


def copy_readable(source: Path, goal: Path) -> None:
    for folder, _, names in os.walk(source):
        inside = goal / Path(folder).relative_to(source)
        inside.mkdir(mode=0o755)
        for name in names:
            (inside / name).write_bytes((Path(folder) / name).read_bytes())


def published(site: Path) -> list[str]:
    """Return the path of every file that readers may ask for."""
    inside = [file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()]
    for_servers = ("_headers", "_redirects", ".htaccess", "_nginx/")
    return sorted(path for path in inside if not path.startswith(for_servers))


def moved(site: Path) -> dict[str, str]:
    lines = (site / "_redirects").read_text(encoding="utf-8").splitlines()
    return {old: new for old, new, _ in (line.split() for line in lines)}


def test_every_file_is_served_byte_for_byte(host: Host) -> None:
    paths = published(host.site)
    assert len(paths) > 150
    old = moved(host.site)
    wrong = []
    for path in paths:
        asked = f"/{path.removesuffix('index.html')}"
        answer = host.get(asked)
        if asked in old:
            sound = answer.status == 301 and answer.headers["location"].endswith(old[asked])
        else:
            sound = answer.status == 200 and answer.body == (host.site / path).read_bytes()
        if not sound:
            wrong.append((asked, answer.status))
    assert wrong == []


def test_every_answer_carries_the_security_headers(host: Host) -> None:
    lines = (host.site / "_headers").read_text(encoding="utf-8").splitlines()
    wanted = dict(line.strip().split(": ", 1) for line in lines[1 : lines.index("/data/*")])
    assert "Content-Security-Policy" in wanted
    for path in ("/", "/data/decisions.json", "/assets/minutes-archive/minutes.css", "/saknas/"):
        headers = host.get(path).headers
        assert {name: headers.get(name.lower()) for name in wanted} == wanted, path


@pytest.mark.parametrize(
    ("path", "types"),
    [
        ("/", {"text/html; charset=utf-8"}),
        ("/data/decisions.json", {"application/json", "application/json; charset=utf-8"}),
        ("/data/decisions.csv", {"text/csv; charset=utf-8"}),
        ("/floden/beslut.xml", {"application/atom+xml; charset=utf-8"}),
        ("/kalender/moten.ics", {"text/calendar; charset=utf-8"}),
        (
            "/assets/minutes-archive/minutes.js",
            {"application/javascript; charset=utf-8", "text/javascript; charset=utf-8"},
        ),
        ("/assets/minutes-archive/minutes.css", {"text/css; charset=utf-8"}),
    ],
)
def test_content_types(host: Host, path: str, types: set[str]) -> None:
    answer = host.get(path)
    assert answer.status == 200
    assert answer.headers["content-type"].lower() in types


def test_hashed_assets_are_kept_and_pages_are_asked_for_again(host: Host) -> None:
    (style,) = (host.site / "assets/stylesheets").glob("main.*.min.css")
    index = host.site / "assets/search-index"
    named, numbered = min(index.glob("*/*.js")), min(index.glob("*/*/*.js"))
    engine = min((host.site / "assets/search-engine").glob("*.js"))
    for file in (style, named, numbered, engine):
        path = f"/{file.relative_to(host.site).as_posix()}"
        assert host.get(path).headers["cache-control"] == CACHED_FOR_EVER
    for path in (
        "/",
        "/assets/search-index/manifest.js",
        "/assets/minutes-archive/minutes.css",
        "/data/decisions.json",
    ):
        assert host.get(path).headers["cache-control"] == "public, max-age=300"


def test_an_unchanged_page_is_not_sent_twice(host: Host) -> None:
    first = host.get("/beslut/")
    again = host.get("/beslut/", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_an_unchanged_page_is_not_sent_twice_where_it_is_compressed(host: Host) -> None:
    for path in ("/beslut/", "/data/decisions.json"):
        first = host.get(path, Accept_Encoding="gzip")
        assert first.headers["content-encoding"] == "gzip"
        etag = first.headers["etag"]
        again = host.get(path, Accept_Encoding="gzip", If_None_Match=etag)
        assert (again.status, again.body) == (304, b""), etag
        other = host.get(path, Accept_Encoding="gzip", If_None_Match='"12-gzip"')
        assert other.status == 200


def test_text_is_compressed_and_caches_are_told(host: Host) -> None:
    for path in ("/", "/data/decisions.json", "/floden/beslut.xml"):
        plain = host.get(path)
        packed = host.get(path, Accept_Encoding="gzip")
        assert packed.headers["content-encoding"] == "gzip"
        assert "accept-encoding" in packed.headers["vary"].lower()
        assert gzip.decompress(packed.body) == plain.body
        assert len(packed.body) < len(plain.body) / 2


def test_unknown_addresses_get_the_archives_own_page(host: Host) -> None:
    assert not (host.site / "assets" / "index.html").exists()
    folders = ("/assets/", "/assets/stylesheets/", "/data/schema/")
    for path in ("/saknas/", "/beslut/saknas/", "/data/saknas.json", *folders):
        answer = host.get(path)
        assert answer.status == 404
        assert answer.body == (host.site / "404.html").read_bytes()
        assert "immutable" not in answer.headers.get("cache-control", "")


def test_a_folder_without_its_slash_leads_on(host: Host) -> None:
    answer = host.get("/beslut")
    assert answer.status == 301
    assert urlsplit(answer.headers["location"]).path == "/beslut/"


def test_old_addresses_lead_to_the_new(host: Host) -> None:
    table = moved(host.site)
    assert table
    for old, new in table.items():
        answer = host.get(old)
        assert (answer.status, urlsplit(answer.headers["location"]).path) == (301, new)


def test_other_sites_may_read_the_data_and_only_the_data(host: Host) -> None:
    assert host.get("/data/decisions.json").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in host.get("/").headers


@pytest.mark.parametrize("path", ["/_headers", "/_redirects", "/_nginx/headers.conf", "/.htaccess"])
def test_what_is_for_servers_is_not_served(host: Host, path: str) -> None:
    assert (host.site / path.strip("/")).is_file()
    assert host.get(path).status in (403, 404)


def test_no_folder_is_listed(host: Host) -> None:
    assert host.get("/assets/stylesheets/").status in (403, 404)


def test_a_copy_fetched_from_the_server_is_verified(
    host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As deploy.md says; wget is asked for the same addresses in the same way."""
    assert main(["verify", str(host.site), "--list", "https://arkiv.example"]) == 0
    listed = capsys.readouterr().out.splitlines()
    for url in listed:
        path = urlsplit(url).path
        answer = host.get(path)
        assert answer.status == 200, path
        file = tmp_path / unquote(path).lstrip("/")
        file = file / "index.html" if path.endswith("/") else file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(answer.body)
    manifest = str(host.site / "manifest.json")
    assert main(["verify", str(tmp_path), "--served", "--manifest", manifest]) == 0
    (tmp_path / "index.html").write_bytes(b"x")
    assert main(["verify", str(tmp_path), "--served", "--manifest", manifest]) == 1


def test_the_data_is_whole(host: Host) -> None:
    assert json.loads(host.get("/data/decisions.json").body)["decisions"]
