"""Every field of the registry's values can be written in archive.yml, and nothing else."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from minutes_archive.model import (
    Body,
    Matter,
    Meeting,
    Municipality,
    Organisation,
    Publisher,
    Registry,
    Topic,
)
from minutes_archive.reading.composites import MapOf, Record
from minutes_archive.reading.format import MEETING
from minutes_archive.reading.registry_format import REGISTRY

KEYS = {key.name: key.type for key in REGISTRY.keys}


def names(record: Any) -> set[str]:
    found: Record[Any] = record.of if isinstance(record, MapOf) else record
    return {key.name for key in found.keys}


@pytest.mark.parametrize(
    ("record", "model", "derived"),
    [
        pytest.param(REGISTRY, Registry, {"place"}, id="registry"),
        pytest.param(KEYS["publisher"], Publisher, set(), id="publisher"),
        pytest.param(KEYS["municipalities"], Municipality, {"id", "place"}, id="municipality"),
        pytest.param(KEYS["organisations"], Organisation, {"id", "place"}, id="organisation"),
        pytest.param(KEYS["bodies"], Body, {"id", "place"}, id="body"),
        pytest.param(KEYS["matters"], Matter, {"id", "place"}, id="matter"),
        pytest.param(KEYS["topics"], Topic, {"id", "place"}, id="topic"),
    ],
)
def test_keys_are_the_fields_of_the_model(record: Any, model: Any, derived: set[str]) -> None:
    assert names(record) - {"format"} == {field.name for field in fields(model)} - derived


def test_keys_of_a_meeting_are_its_fields() -> None:
    derived = {"id", "sequence", "file"}
    wanted = {field.name for field in fields(Meeting)} - derived
    assert names(MEETING) - {"format"} == wanted - {"location"} | {"place"}
