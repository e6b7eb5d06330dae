"""The package as others get it: a wheel, in an environment of its own, away from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]
INVENTED = ROOT / "tests" / "archive"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**kept, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
    )


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has the wheel, and borrows what it depends on.

    A line in a .pth file adds the packages of the running environment behind those of the
    new one, without its editable installs: no network, and the wheel's files come first.
    """
    base = tmp_path_factory.mktemp("wheel")
    source = base / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "plugins", source / "plugins", ignore=ignored)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    build = (*pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", base, source)
    built = run(*build, cwd=base)
    assert built.returncode == 0, built.stderr
    (wheel,) = base.glob("*.whl")
    venv.create(base / "env", with_pip=False)
    programs = base / "env" / ("Scripts" if os.name == "nt" else "bin")
    installed = run(
        *pip, "--python", programs / "python", "install", "-q", "--no-deps", wheel, cwd=base
    )
    assert installed.returncode == 0, installed.stderr
    where = run(
        programs / "python",
        "-c",
        "import sysconfig; print(sysconfig.get_path('purelib'))",
        cwd=base,
    )
    borrowed = Path(where.stdout.strip()) / "borrowed.pth"
    borrowed.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


def title(page: Path) -> str:
    heading = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").h1
    assert heading is not None
    return heading.get_text(strip=True)


def test_the_package_that_runs_is_the_wheel(programs: Path, tmp_path: Path) -> None:
    code = "import minutes_archive; print(minutes_archive.__file__)"
    done = run(programs / "python", "-c", code, cwd=tmp_path)
    assert programs.parent in Path(done.stdout.strip()).parents


def test_every_file_of_the_package_is_in_the_wheel(programs: Path) -> None:
    (package,) = programs.parent.rglob("minutes_archive/plugin.py")
    tracked = [
        file.relative_to(ROOT / "plugins/minutes_archive")
        for file in (ROOT / "plugins/minutes_archive").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    ]
    assert len(tracked) > 50
    assert [str(name) for name in tracked if not (package.parent / name).is_file()] == []


def test_five_lines_make_an_archive_of_any_mkdocs_project(programs: Path, tmp_path: Path) -> None:
    lines = ["site_name: Vår sida", "theme:", "  name: material", "plugins:", "  - minutes-archive"]
    (tmp_path / "mkdocs.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "hej.md").write_text("# Egen sida\n", encoding="utf-8")
    shutil.copytree(INVENTED, tmp_path / "minutes")
    done = run(programs / "python", "-m", "mkdocs", "build", "-q", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert title(tmp_path / "site/hej/index.html") == "Egen sida"
    decisions = [page.name for page in (tmp_path / "site/beslut").iterdir() if page.is_dir()]
    assert any(name.startswith("sg-2022-") for name in decisions)


def test_init_check_and_build_from_the_wheel(programs: Path, tmp_path: Path) -> None:
    made = run(
        *(programs / "minutes-archive", "init", "arkiv", "--name", "Granbys arkiv"),
        *("--municipality", "Granby", "--date", "2026-02-03"),
        cwd=tmp_path,
    )
    assert made.returncode == 0, made.stderr
    archive = tmp_path / "arkiv"
    (draft,) = archive.glob("minutes/*/2026/2026-02-03.yml")
    text = draft.read_text(encoding="utf-8")
    for written, filled_in in (
        ("status: draft", "status: published"),
        ("Förnamn Efternamn", "Eva Ek"),
        ("Skriv vad som sades under punkten.", "Mötet öppnas."),
    ):
        text = text.replace(written, filled_in)
    draft.write_text(text, encoding="utf-8")
    checked = run(programs / "minutes-archive", "check", cwd=archive)
    assert (checked.returncode, checked.stderr.count("1 publicerat")) == (0, 1), checked.stderr
    built = run(programs / "minutes-archive", cwd=archive)
    assert built.returncode == 0, built.stderr
    assert title(archive / "site/index.html") == "Granbys arkiv"
    assert (archive / "site/moten/kommunstyrelsen/2026-02-03/index.html").is_file()
    assert (archive / "site/om/lasa/index.html").is_file()
