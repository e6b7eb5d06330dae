"""What outlives MkDocs 1: ProperDocs runs the plugin, Zensical builds the Markdown.

Both come from the package index into an environment of their own, so these tests need a
network and run when asked for: `python3 build.py test -m slow`.
"""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import subprocess
import sysconfig
import venv
from pathlib import Path

import pytest

from preservation.conftest import INVENTED, ROOT

pytestmark = pytest.mark.slow

GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')


@pytest.fixture(scope="module")
def programs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with both programs, and behind them the packages that run the tests."""
    if "slow" not in (request.config.getoption("-m") or ""):
        pytest.skip("needs the package index: run with -m slow")
    base = tmp_path_factory.mktemp("others")
    venv.create(base, with_pip=True)
    programs = base / ("Scripts" if os.name == "nt" else "bin")
    pip = [programs / "python", "-m", "pip", "install", "-q", "properdocs", "zensical"]
    done = subprocess.run(pip, capture_output=True, text=True, timeout=300)
    if done.returncode:
        pytest.skip(f"cannot be installed: {done.stderr[-200:]}")
    (packages,) = base.rglob("site-packages")
    paths = [str(ROOT / "plugins"), sysconfig.get_path("purelib")]
    (packages / "borrowed.pth").write_text("\n".join(paths) + "\n", encoding="utf-8")
    return programs


def run(*command: str | Path, cwd: Path) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_properdocs_builds_the_same_site(programs: Path, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/hej.md").write_text("# Hej\n", encoding="utf-8")
    shutil.copytree(INVENTED, tmp_path / "minutes")
    settings = "site_name: Arkivet\ntheme: {name: material}\nplugins: [minutes-archive]\n"
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    run(programs / "properdocs", "build", "-q", "-d", tmp_path / "proper", cwd=tmp_path)
    run(programs / "python", "-m", "mkdocs", "build", "-q", "-d", tmp_path / "plain", cwd=tmp_path)
    names = {
        site: sorted(
            file.relative_to(tmp_path / site).as_posix()
            for file in (tmp_path / site).rglob("*")
            if file.is_file()
        )
        for site in ("proper", "plain")
    }
    assert names["proper"] == names["plain"]
    pages = [name for name in names["plain"] if name.endswith(".html")]
    assert len(pages) > 60
    for name in pages:
        proper, plain = (
            GENERATOR.sub(b"", (tmp_path / site / name).read_bytes()) for site in names
        )
        assert proper == plain, name
    # The manifest holds the hashes of the pages, generator line and all.
    kinds = (".json", ".xml", ".csv", ".ics")
    data = [name for name in names["plain"] if name.endswith(kinds) and name != "manifest.json"]
    same, differing, _ = filecmp.cmpfiles(tmp_path / "proper", tmp_path / "plain", data, False)
    assert (sorted(same), differing) == (data, [])


def test_zensical_builds_the_markdown(programs: Path, project: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(project, tmp_path / "arkiv", ignore=shutil.ignore_patterns("site"))
    run(programs / "zensical", "build", cwd=copy)
    sources = [file.parent.relative_to(copy / "docs") for file in (copy / "docs").rglob("index.md")]
    missing = [str(page) for page in sources if not (copy / "site" / page / "index.html").is_file()]
    assert sources and missing == []
    meeting = copy / "site/moten/styrgruppen/2022-02-03/index.html"
    assert 'id="beslut-3-1"' in meeting.read_text(encoding="utf-8")
