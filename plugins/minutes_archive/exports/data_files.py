"""The files of open data: which there are, and their bytes as JSON or CSV."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from minutes_archive.exports.decision_fields import DECISIONS
from minutes_archive.exports.fields import Dataset, Field, in_table, to_json
from minutes_archive.exports.follow_up_fields import FOLLOW_UPS
from minutes_archive.exports.meeting_fields import MEETINGS
from minutes_archive.exports.site import Site
from minutes_archive.exports.site_file import SiteFile, in_chunks

DATASETS: tuple[Dataset[Any], ...] = (DECISIONS, MEETINGS, FOLLOW_UPS)

# With more rows than this a dataset also comes year by year: about 10 MB of JSON, which a
# browser still reads at once and a spreadsheet still shows.
ROWS_IN_ONE_FILE = 10_000

# A spreadsheet takes a text that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Format(StrEnum):
    """How a data file is written."""

    JSON = "json"
    CSV = "csv"
    EXCEL = "excel"

    @property
    def media_type(self) -> str:
        return "application/json" if self is Format.JSON else "text/csv"


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of a dataset: all of it, or (`year`) the rows of a year."""

    address: str
    dataset: Dataset[Any]
    format: Format
    rows: int
    year: int | None = None


def planned_files(site: Site) -> list[DataFile]:
    """Return the files of every dataset, whole ones first, then those of each year."""
    found = []
    for dataset in DATASETS:
        years = Counter(dataset.year(thing) for thing in dataset.rows(site))
        total = years.total()
        formats = [Format.JSON, Format.CSV]
        if dataset is DECISIONS:
            formats.append(Format.EXCEL)
        for format_ in formats:
            name = _file_name(dataset.file_name, format_)
            found.append(DataFile(site.addresses.data(name), dataset, format_, total))
        if total > ROWS_IN_ONE_FILE:
            for year, rows in sorted(years.items()):
                for format_ in formats:
                    name = _file_name(f"{dataset.file_name}/{year}", format_)
                    address = site.addresses.data(name)
                    found.append(DataFile(address, dataset, format_, rows, year))
    return found


def written(site: Site, file: DataFile) -> SiteFile:
    """Return a data file with its bytes."""
    rows = (
        thing
        for thing in file.dataset.rows(site)
        if file.year is None or file.dataset.year(thing) == file.year
    )
    writers: dict[Format, Callable[[], Iterator[str]]] = {
        Format.JSON: lambda: _json(site, file.dataset, rows),
        Format.CSV: lambda: _csv(site, file.dataset, rows),
        Format.EXCEL: lambda: _excel(site, file.dataset, rows),
    }
    return SiteFile(file.address, in_chunks(writers[file.format]()))


def _file_name(stem: str, format_: Format) -> str:
    return f"{stem}-excel.csv" if format_ is Format.EXCEL else f"{stem}.{format_.value}"


def _json(site: Site, dataset: Dataset[Any], rows: Iterable[Any]) -> Iterator[str]:
    """Write an object with one list, one record a line, so that line tools can read it too."""
    yield f'{{"{dataset.name}": ['
    between = "\n"
    for thing in rows:
        yield between + to_json(dataset.record(site, thing))
        between = ",\n"
    yield "\n]}\n"


def _csv(site: Site, dataset: Dataset[Any], rows: Iterable[Any]) -> Iterator[str]:
    """Write RFC 4180: commas, CRLF, the keys as header."""
    line = _LineWriter(",")
    columns = dataset.columns
    yield line([field.name for field in columns])
    for thing in rows:
        yield line([in_table(field.value(site, thing)) for field in columns])


def _excel(site: Site, dataset: Dataset[Any], rows: Iterable[Any]) -> Iterator[str]:
    """Write what a spreadsheet opens rightly in Sweden: byte order mark, semicolons, words."""
    line = _LineWriter(";")
    columns = dataset.columns
    yield "\ufeff" + line([site.t(f"data.heading.{field.name}") for field in columns])
    for thing in rows:
        yield line([_harmless(_readable(site, field, thing)) for field in columns])


def _readable(site: Site, field: Field[Any], thing: Any) -> str:
    if field.readable is not None:
        return field.readable(site, thing)
    value = field.value(site, thing)
    return ", ".join(value) if isinstance(value, list) else in_table(value)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


class _LineWriter:
    """Turns one row at a time into a line of CSV."""

    def __init__(self, delimiter: str) -> None:
        self._buffer = io.StringIO(newline="")
        self._writer = csv.writer(self._buffer, delimiter=delimiter, lineterminator="\r\n")

    def __call__(self, row: list[str]) -> str:
        self._buffer.seek(0)
        self._buffer.truncate()
        self._writer.writerow(row)
        return self._buffer.getvalue()
