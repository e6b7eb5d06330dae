"""The schemas accept the data, and refuse what is not so."""

from __future__ import annotations

import copy
import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from minutes_archive.exports.data_files import DATASETS

NAMES = {
    "data/archive.json": "archive",
    "data/decisions.json": "decisions",
    "data/meetings.json": "meetings",
    "data/follow-ups.json": "follow-ups",
}


def validator(exported: dict[str, bytes], name: str) -> Draft202012Validator:
    schema = json.loads(exported[f"data/schema/{name}.json"])
    Draft202012Validator.check_schema(schema)
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(schema, format_checker=checker)


@pytest.mark.parametrize(("address", "name"), NAMES.items())
def test_data_follow_their_schema(address: str, name: str, exported: dict[str, bytes]) -> None:
    validator(exported, name).validate(json.loads(exported[address]))


def test_every_meeting_follows_the_schema_of_a_meeting(exported: dict[str, bytes]) -> None:
    check = validator(exported, "meeting")
    documents = [
        data
        for address, data in exported.items()
        if address.startswith("moten/") and address.endswith("/meeting.json")
    ]
    assert len(documents) > 8
    for data in documents:
        check.validate(json.loads(data))


@pytest.mark.parametrize(
    ("key", "value"),
    [("status", "maybe"), ("date", "9 juni"), ("number", "1"), ("municipalities", "almvik")],
)
def test_schema_refuses_wrong_values(key: str, value: str, exported: dict[str, bytes]) -> None:
    data = json.loads(exported["data/decisions.json"])
    data["decisions"][0][key] = value
    with pytest.raises(ValidationError):
        validator(exported, "decisions").validate(data)


def test_schema_refuses_missing_and_unknown_keys(exported: dict[str, bytes]) -> None:
    data = json.loads(exported["data/decisions.json"])
    check = validator(exported, "decisions")
    for key in data["decisions"][0]:
        less = copy.deepcopy(data)
        del less["decisions"][0][key]
        assert not check.is_valid(less), key
    data["decisions"][0]["name"] = "Anna"
    assert not check.is_valid(data)


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.name)
def test_tables_follow_their_table_schema(dataset: Any, exported: dict[str, bytes]) -> None:
    schema = json.loads(exported[f"data/schema/{dataset.file_name}-table.json"])
    text = exported[f"data/{dataset.file_name}.csv"].decode("utf-8")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    assert reader.fieldnames == [field["name"] for field in schema["fields"]]
    casts = {
        "string": str,
        "integer": int,
        "date": dt.date.fromisoformat,
        "datetime": dt.datetime.fromisoformat,
        "boolean": {"true": True, "false": False}.__getitem__,
    }
    seen = set()
    for row in reader:
        for field in schema["fields"]:
            value = row[field["name"]]
            constraints = field.get("constraints", {})
            assert value or not constraints.get("required"), field["name"]
            # An empty cell is no value, as `missingValues` says: no list of words applies to it.
            assert not value or value in constraints.get("enum", [value])
            if value:
                casts[field["type"]](value)
        assert row[schema["primaryKey"]] not in seen
        seen.add(row[schema["primaryKey"]])
    assert seen
