"""What is installed is locked by hash, and what is shipped of others is listed with its licence."""

from __future__ import annotations

import re
import tomllib

import pytest

from trust.sites import ROOT

THEME = ROOT / "plugins" / "minutes_archive" / "theme"
LOCKS = ("requirements.lock", "requirements-test.lock")
NAME = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)", re.MULTILINE)


def locked(lock: str) -> set[str]:
    return {name for name, _ in NAME.findall((ROOT / lock).read_text(encoding="utf-8"))}


def bare(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match
    return re.sub(r"[._-]+", "-", match[0]).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_version_and_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    requirements = [line for line in lines if not line.strip().startswith("#")]
    assert len(requirements) > 10
    for line in requirements:
        assert re.match(r"\s*[a-z0-9][a-z0-9.-]*==\S+", line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), line


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {bare(requirement) for requirement in project["project"]["dependencies"]}
    assert wanted <= locked("requirements.lock")
    groups = project["dependency-groups"]
    tests = {bare(entry) for entry in groups["test"] if isinstance(entry, str)}
    assert wanted | tests <= locked("requirements-test.lock")


def test_the_commands_of_the_readme_install_by_hash() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^python3 build\.py( |$)", readme, re.MULTILINE)
    launcher = (ROOT / "build.py").read_text(encoding="utf-8")
    assert "--require-hashes" in launcher
    assert all(lock in launcher for lock in LOCKS)


def test_every_vendored_script_is_listed_with_its_licence() -> None:
    listed = (ROOT / "docs" / "dev" / "third-party.md").read_text(encoding="utf-8")
    vendored = [path for path in THEME.rglob("*.js") if path.name.endswith(".min.js")]
    assert vendored
    for path in vendored:
        assert path.relative_to(THEME.parent).as_posix() in listed
        assert list(path.parent.glob(f"LICENSE-{path.name.split('.')[0]}*"))
    for licence in THEME.rglob("LICENSE*"):
        assert licence.name in listed
