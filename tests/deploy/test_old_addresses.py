"""Old addresses with hard names lead on alike: as pages, under nginx, and under Apache."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest

from built_site import INVENTED, build_here
from deploy.servers import SERVERS

NAMES = (
    "Bilaga ett å.txt",
    "50% färdig.txt",
    "a;b#c.txt",
    "a'b&c=d.txt",
    "a$b{c}(d)[e]+f^g.txt",
    "~hem,ljud!@.txt",
)
MEETING = """\
format: 1
body: styrgruppen
date: 2023-09-15
status: published
aliases: [styrgruppen/2023-09-14]
items:
  - title: Kartor
    content:
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("old")
    minutes = Path(shutil.copytree(INVENTED, folder / "minutes"))
    year = minutes / "styrgruppen/2023"
    files = ""
    for name in NAMES:
        (year / name).write_text(name, encoding="utf-8")
        escaped = name.replace("'", "''")
        files += f"      - attachment: '{escaped}'\n"
    files += "      - decision: Att rita kartor.\n        aliases: [sg-2023-09-15-1-7]\n"
    (year / "2023-09-15.yml").write_text(MEETING + files, encoding="utf-8")
    return build_here(minutes, folder / "site").folder


def moved(site: Path) -> dict[str, str]:
    lines = (site / "_redirects").read_text(encoding="utf-8").splitlines()
    return {old: new for old, new, _ in (line.split(" ") for line in lines)}


@pytest.fixture(scope="module", params=sorted(SERVERS))
def server(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        base.chmod(0o755)
        shutil.copytree(site, base / "site")
        for path in [base / "site", *(base / "site").rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        with SERVERS[request.param](base / "site", base) as url:  # type: ignore[attr-defined]
            yield url


def test_every_file_and_decision_of_the_moved_meeting_is_in_the_table(site: Path) -> None:
    table = moved(site)
    for name in NAMES:
        old = f"/moten/styrgruppen/2023-09-14/{quote(name)}"
        assert table[old] == f"/moten/styrgruppen/2023-09-15/{quote(name)}"
    assert table["/beslut/sg-2023-09-14-1-1/"] == "/beslut/sg-2023-09-15-1-1/"
    assert table["/beslut/sg-2023-09-15-1-7/"] == "/beslut/sg-2023-09-15-1-1/"


def test_servers_lead_on_by_the_same_table(server: str, site: Path) -> None:
    wrong = []
    for old, new in moved(site).items():
        status, location = ask(server, old)
        target = urlsplit(urljoin(server, location)).path
        if (status, target) != (301, new) or ask(server, new)[0] != 200:
            wrong.append((old, status, target))
    assert wrong == []


def ask(server: str, path: str) -> tuple[int, str]:
    with closing(HTTPConnection(urlsplit(server).netloc, timeout=60)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers.get("location", "")


def test_pages_and_files_at_old_addresses_say_the_same(site: Path) -> None:
    for old, new in moved(site).items():
        if not old.endswith("/"):
            continue
        page = (site / old.strip("/") / "index.html").read_text(encoding="utf-8")
        target = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page)
        assert target
        assert urljoin(f"https://x.example{old}", target[1]) == f"https://x.example{new}"
        assert 'name="robots" content="noindex"' in page
    for name in NAMES:
        file = site / "moten/styrgruppen/2023-09-14" / name
        assert file.read_text(encoding="utf-8") == name
