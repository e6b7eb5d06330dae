"""Every field is described in both languages, and no description is left over."""

from __future__ import annotations

import pytest

from minutes_archive.exports.data_files import DATASETS
from minutes_archive.exports.fields import in_table
from minutes_archive.language.catalogue import load_catalogue


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("kind", "in_tables_only"), [("field", False), ("heading", True)])
def test_fields_are_described(language: str, kind: str, in_tables_only: bool) -> None:
    prefix = f"data.{kind}."
    described = {key.removeprefix(prefix) for key in load_catalogue(language) if prefix in key}
    fields = {
        field.name
        for dataset in DATASETS
        for field in (dataset.columns if in_tables_only else dataset.fields)
    }
    assert described == fields


def test_headings_of_a_table_differ() -> None:
    for language in ("sv", "en"):
        strings = load_catalogue(language)
        for dataset in DATASETS:
            headings = [strings[f"data.heading.{field.name}"] for field in dataset.columns]
            assert len(headings) == len(set(headings))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        ([], ""),
        (["a", "b"], "a b"),
        ("text\nmed rad", "text\nmed rad"),
    ],
)
def test_values_in_a_table(value: object, cell: str) -> None:
    assert in_table(value) == cell
