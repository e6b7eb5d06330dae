"""The borders of the house: who may import MkDocs, and which room may use which."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from built_site import ROOT

PACKAGE = ROOT / "plugins" / "minutes_archive"
MODULES = sorted(PACKAGE.rglob("*.py"))

MAY_IMPORT_MKDOCS = (
    *("plugin.py", "config.py", "publishing/", "building/", "serving/", "commandline/"),
)
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "manager", "misc", "base", "util"}

# What each room may use of the others: data flows one way, from files to the site.
LATER_ROOMS = {
    "reading": {"archive", "pages", "search", "exports", "publishing", "building"},
    "archive": {"reading", "pages", "search", "exports", "publishing", "building"},
    "pages": {"reading", "publishing", "building"},
    "exports": {"publishing", "building"},
    "publishing": {"building"},
    "language": {"reading", "pages", "search", "exports", "publishing", "building"},
}


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 50


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_only_the_edge_imports_mkdocs(module: Path) -> None:
    if not name_of(module).startswith(MAY_IMPORT_MKDOCS):
        theirs = [name for name in imports(module) if name.split(".")[0] in ("mkdocs", "material")]
        assert theirs == []


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_room_uses_a_later_one(module: Path) -> None:
    room = name_of(module).partition("/")[0]
    later = {f"minutes_archive.{name}" for name in LATER_ROOMS.get(room, ())}
    wrong = [name for name in imports(module) if ".".join(name.split(".")[:2]) in later]
    assert wrong == []


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_has_a_docstring_and_a_name_that_says_something(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    if text:
        assert ast.get_docstring(ast.parse(text))
    assert module.stem not in NAMES_THAT_SAY_NOTHING
