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

# The floors of the house, from the ground up: a room uses those on floors
# below its own, and no other. Data comes in below and goes out above.
FLOORS = (
    ("program", "progress", "personal_data"),
    ("problems",),
    ("addresses", "prose"),
    ("model",),
    ("language",),
    ("reading", "archive", "attachments"),
    ("headlines", "wording"),
    ("permanence", "importing", "pages", "search"),
    ("privacy", "exports"),
    ("caching",),
    ("loading", "config"),
    ("publishing",),
    ("preservation", "plugin"),
    ("building",),
    ("serving",),
    ("desk",),
    ("commandline",),
    ("__main__", "__init__"),
)
# The rooms of the importer, which is a house of its own.
IMPORTING_FLOORS = (
    ("words",),
    ("files", "head"),
    ("confined", "people"),
    ("items",),
    ("parts",),
    ("draft",),
    ("outcome",),
    ("importer",),
    ("__init__",),
)


def floor_of(floors: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    return {room: number for number, rooms in enumerate(floors) for room in rooms}


FLOOR = floor_of(FLOORS)
IMPORTING_FLOOR = floor_of(IMPORTING_FLOORS)
IMPORTING = sorted((PACKAGE / "importing").rglob("*.py"))


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


def room_of(module: Path) -> str:
    return name_of(module).partition("/")[0].removesuffix(".py")


def test_every_room_stands_on_a_floor() -> None:
    assert {room_of(module) for module in MODULES} == set(FLOOR)


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_room_uses_one_above(module: Path) -> None:
    room = room_of(module)
    used = {name.split(".")[1] for name in imports(module) if name.startswith("minutes_archive.")}
    assert [other for other in used - {room} if FLOOR[other] >= FLOOR[room]] == []


def importing_room(module: Path) -> str:
    return name_of(module).split("/")[1].removesuffix(".py")


def test_every_room_of_the_importer_stands_on_a_floor() -> None:
    assert {importing_room(module) for module in IMPORTING} == set(IMPORTING_FLOOR)


@pytest.mark.parametrize("module", IMPORTING, ids=name_of)
def test_no_room_of_the_importer_uses_one_above(module: Path) -> None:
    room = importing_room(module)
    names = (name.removeprefix("minutes_archive.importing.") for name in imports(module))
    used = {name.split(".")[0] for name in names if name.split(".")[0] in IMPORTING_FLOOR}
    above = [other for other in used - {room} if IMPORTING_FLOOR[other] >= IMPORTING_FLOOR[room]]
    assert above == []


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_has_a_docstring_and_a_name_that_says_something(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    if text:
        assert ast.get_docstring(ast.parse(text))
    assert module.stem not in NAMES_THAT_SAY_NOTHING
