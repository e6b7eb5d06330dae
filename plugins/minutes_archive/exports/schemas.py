"""The schemas of the open data: JSON Schema for the JSON, Table Schema for the CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from minutes_archive.exports.archive_document import archive_schema
from minutes_archive.exports.data_files import DATASETS
from minutes_archive.exports.fields import DIALECT, Dataset, Field, JsonSchema, list_of, shape
from minutes_archive.exports.meeting_document import meeting_schema
from minutes_archive.exports.site import Site, SiteFile


def schema_address(site: Site, name: str) -> str:
    """Return where a schema lies: that of `decisions.json`, or `decisions-table.json`."""
    return site.addresses.data(f"schema/{name}.json")


def schema_files(site: Site) -> Iterator[SiteFile]:
    """Yield every schema."""
    schemas = {"archive": archive_schema(), "meeting": _described(site, meeting_schema())}
    for dataset in DATASETS:
        schemas[dataset.file_name] = _of_list(site, dataset)
    for name, schema in sorted(schemas.items()):
        address = schema_address(site, name)
        title = site.t(f"data.file.{name.replace('-', '_')}")
        head: JsonSchema = {"$schema": DIALECT, "$id": site.url(address), "title": title}
        yield _file(address, {**head, **schema})
    for dataset in DATASETS:
        address = schema_address(site, f"{dataset.file_name}-table")
        yield _file(address, table_schema(site, dataset))


def table_schema(site: Site, dataset: Dataset[Any]) -> dict[str, Any]:
    """Return the Table Schema (Frictionless Data) of a dataset's CSV."""
    return {
        "fields": [_column(site, field) for field in dataset.columns],
        "primaryKey": "id",
        "missingValues": [""],
    }


def _column(site: Site, field: Field[Any]) -> dict[str, Any]:
    column: dict[str, Any] = {
        "name": field.name,
        "title": site.t(f"data.heading.{field.name}"),
        "description": site.t(f"data.field.{field.name}"),
        "type": column_type(field),
    }
    if words := field.schema.get("enum"):
        known = [word for word in words if word is not None]
        column["constraints"] = {"required": known == words, "enum": known}
    elif field.schema.get("type") in ("string", "integer", "boolean"):
        column["constraints"] = {"required": True}
    return column


def column_type(field: Field[Any]) -> str:
    """Return the type of a column in the words of Table Schema; lists of ids are strings."""
    types = field.schema.get("type", "string")
    names = [types] if isinstance(types, str) else types
    if "integer" in names or "boolean" in names:
        return str(names[0])
    return {"date": "date", "date-time": "datetime"}.get(field.schema.get("format", ""), "string")


def _of_list(site: Site, dataset: Dataset[Any]) -> JsonSchema:
    return shape(**{dataset.name: list_of(_described(site, dataset.schema))})


def _described(site: Site, schema: JsonSchema) -> JsonSchema:
    properties = {
        name: {**value, "description": site.t(f"data.field.{name}")}
        for name, value in schema["properties"].items()
    }
    return {**schema, "properties": properties}


def _file(address: str, schema: JsonSchema) -> SiteFile:
    text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return SiteFile(address, iter([text.encode("utf-8")]))
