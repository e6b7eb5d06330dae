"""What is installed is locked by hash, and what is shipped of others is listed with its licence."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from pathlib import Path

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
    extra = project["project"]["optional-dependencies"]["import"]
    wanted = {bare(wish) for wish in (*project["project"]["dependencies"], *extra)}
    assert wanted <= locked("requirements.lock")
    groups = project["dependency-groups"]
    tests = {bare(entry) for entry in groups["test"] if isinstance(entry, str)}
    assert wanted | tests <= locked("requirements-test.lock")


# What is called otherwise where it is installed from; MkDocs comes with ProperDocs as well.
NAMES = {
    "bs4": "beautifulsoup4",
    "markdown_it": "markdown-it-py",
    "pdfminer": "pdfminer-six",
    "yaml": "pyyaml",
}
OF_THE_EXTRA = ("importing/", "desk/originals.py")


def test_what_the_package_imports_is_declared() -> None:
    """Only the verb `import` may ask for what its extra brings: all else comes with the package."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {bare(wish) for wish in project["dependencies"]}
    package = ROOT / "plugins" / "minutes_archive"
    imported = set()
    for file in package.rglob("*.py"):
        if file.relative_to(package).as_posix().startswith(OF_THE_EXTRA):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                imported.add(str(node.module).partition(".")[0])
    others = imported - sys.stdlib_module_names - {"minutes_archive", "properdocs", "material"}
    assert {NAMES.get(name, name.replace("_", "-")) for name in others} <= declared


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


def listed() -> str:
    return (ROOT / "docs" / "dev" / "third-party.md").read_text(encoding="utf-8")


def test_every_library_in_the_themes_bundle_is_listed(invented_site: Path) -> None:
    """The source maps name what went into a bundle."""
    maps = sorted((invented_site / "assets").rglob("*.map"))
    libraries = {
        library
        for file in maps
        for source in json.loads(file.read_text(encoding="utf-8"))["sources"]
        for library in re.findall(r"node_modules/((?:@[^/]+/)?[^/]+)/", source)
    }
    assert "rxjs" in libraries
    assert [name for name in libraries if f"`{name}` |" not in listed()] == []


def test_every_script_and_style_of_a_site_is_ours_or_in_a_listed_folder(
    invented_site: Path,
) -> None:
    ours = {path.relative_to(THEME).as_posix() for path in THEME.rglob("*") if path.is_file()}
    foreign = {
        path.relative_to(invented_site).as_posix()
        for kind in ("*.js", "*.css", "*.wasm", "*.woff2", "*.mjs")
        for path in invented_site.rglob(kind)
    } - ours
    foreign = {path for path in foreign if not path.startswith("assets/search-index/")}
    assert foreign
    folders = re.findall(r"`(assets/[\w-]+)/`", listed())
    assert [path for path in foreign if path.rpartition("/")[0] not in folders] == []


def platforms(lock: str) -> dict[str, int]:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return {
        match[1]: len(re.findall(r"--hash=sha256:", match[0]))
        for match in re.finditer(r"^([a-z0-9][a-z0-9.-]*)==[^\n]*", text, re.MULTILINE)
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_packages_with_compiled_wheels_have_a_hash_for_each_platform(lock: str) -> None:
    """Linux, macOS and Windows, several Pythons: a compiled package has many wheels."""
    hashes = platforms(lock)
    compiled = {"pyyaml", "markupsafe", "nh3", "lxml", "pypdfium2"} & set(hashes)
    assert len(compiled) >= 4
    assert {name: count for name, count in hashes.items() if name in compiled and count < 10} == {}
