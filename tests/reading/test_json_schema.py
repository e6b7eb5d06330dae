"""The JSON Schemas lie in the repository as the code makes them, and agree with the reader."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator

from built_site import INVENTED, ROOT, SEED
from factories import item, meeting, registry
from minutes_archive.commandline.new_meeting import write_new_meeting
from minutes_archive.reading.json_schema import archive_schema, meeting_schema, schema_files

SCHEMAS = {
    "archive-1.json": Draft202012Validator(json.loads(archive_schema())),
    "meeting-1.json": Draft202012Validator(json.loads(meeting_schema())),
}


class EditorLoader(yaml.SafeLoader):
    """Types scalars by the core schema of YAML 1.2, as editors do: dates are strings."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first
    )
EditorLoader.add_constructor(
    "tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node))
)

GOOD = sorted([*SEED.rglob("*.yml"), *INVENTED.rglob("*.yml")])


def schema_of(file: Path) -> Draft202012Validator:
    return SCHEMAS["archive-1.json" if file.name == "archive.yml" else "meeting-1.json"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_repository_holds_the_schema_that_the_code_makes(name: str) -> None:
    assert (SEED / "schema" / name).read_text(encoding="utf-8") == schema_files()[name]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name].schema)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_explained(name: str) -> None:
    def records(schema: Any) -> list[dict[str, Any]]:
        if isinstance(schema, list):
            return [found for child in schema for found in records(child)]
        if not isinstance(schema, dict):
            return []
        own = [schema["properties"]] if "properties" in schema else []
        return own + [found for child in schema.values() for found in records(child)]

    found = records(SCHEMAS[name].schema)
    assert found
    assert all(key["description"] for properties in found for key in properties.values())


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_good_files_are_good_to_editors_too(file: Path) -> None:
    content = yaml.load(file.read_text(encoding="utf-8"), Loader=EditorLoader)
    assert [error.message for error in schema_of(file).iter_errors(content)] == []


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_the_first_line_names_the_schema(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named, first
    name = "archive-1.json" if file.name == "archive.yml" else "meeting-1.json"
    assert (file.parent / named[1]).resolve() == (SEED / "schema" / name).resolve()


def test_a_new_minutes_file_names_the_schema(tmp_path: Path) -> None:
    text = (SEED / "archive.yml").read_text(encoding="utf-8")
    (tmp_path / "archive.yml").write_text(text, encoding="utf-8")
    file = write_new_meeting(tmp_path, "2021-03-01", body="ledningsgruppen").file
    assert file is not None
    first = file.read_text(encoding="utf-8").splitlines()[0]
    named = first.partition("$schema=")[2]
    assert (file.parent / named).resolve() == (tmp_path / "schema/meeting-1.json").resolve()


def broken(**changes: Any) -> dict[str, Any]:
    return meeting("2022-01-01", **changes)


def test_what_the_cases_below_break_is_good() -> None:
    SCHEMAS["meeting-1.json"].validate(meeting("2022-01-01"))


@pytest.mark.parametrize(
    "pattern", re.findall(r'"pattern": "(.+)"', "".join(schema_files().values()))
)
def test_patterns_hold_no_escape_that_javascript_refuses(pattern: str) -> None:
    assert set(re.findall(r"\\(.)", json.loads(f'"{pattern}"'))) <= set("dS.\\")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(broken(tittel="x"), id="unknown-key"),
        pytest.param(broken(status=None), id="missing-key"),
        pytest.param(broken(status="publicerad"), id="unknown-word"),
        pytest.param(broken(date="20220101"), id="date"),
        pytest.param(broken(format=2), id="version"),
        pytest.param(broken(time="efter lunch"), id="time"),
        pytest.param(broken(present={"name": "Eva Ek"}), id="not-a-list"),
        pytest.param(broken(present=["Eva Ek"]), id="not-a-record"),
        pytest.param(broken(items=[item({"beslut": "x"})]), id="unknown-content"),
        pytest.param(broken(items=[item({"text": "x", "decision": "y"})]), id="two-contents"),
        pytest.param(broken(items=[item({"follow_up": "x", "origin": "igår"})]), id="pointer"),
        pytest.param(broken(title=None, place=""), id="empty"),
    ],
)
def test_bad_minutes_are_refused(content: dict[str, Any]) -> None:
    assert not SCHEMAS["meeting-1.json"].is_valid(content)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(registry(bodies=None), id="no-bodies"),
        pytest.param(registry(language="fi"), id="language"),
        pytest.param(registry(bodies={"Å": {"name": "Å", "code": "A"}}), id="id"),
        pytest.param(registry(publisher={"name": "X", "url": "example.se"}), id="address"),
        pytest.param(registry(people="alla"), id="people"),
    ],
)
def test_bad_registries_are_refused(content: dict[str, Any]) -> None:
    assert not SCHEMAS["archive-1.json"].is_valid(content)
    assert SCHEMAS["archive-1.json"].is_valid(registry())
