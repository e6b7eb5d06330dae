"""The files of open data: which there are, and their bytes as JSON or CSV."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any

from minutes_archive.exports.decision_fields import DECISIONS
from minutes_archive.exports.fields import Dataset, Field, Record, in_table, to_json
from minutes_archive.exports.follow_up_fields import FOLLOW_UPS
from minutes_archive.exports.meeting_fields import MEETINGS
from minutes_archive.exports.site import CHUNK, Site, SiteFiles

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


def dataset_files(site: Site) -> Iterator[SiteFiles]:
    """Yield the files of each dataset, made together: what a row says is found out once."""
    planned = planned_files(site)
    for dataset in DATASETS:
        files = [file for file in planned if file.dataset is dataset]
        addresses = tuple(file.address for file in files)
        yield SiteFiles(addresses, _pieces(site, dataset, files))


def _pieces(
    site: Site, dataset: Dataset[Any], files: Iterable[DataFile]
) -> Iterator[tuple[str, bytes]]:
    makers = {Format.JSON: _json, Format.CSV: _csv, Format.EXCEL: _excel}
    layouts = {name: makers[name](site, dataset) for name in {file.format for file in files}}
    growing = [(file.year, _Growing(file.address, layouts[file.format])) for file in files]
    of_year = defaultdict(list)
    for year, file in growing:
        of_year[year].append(file)
    for thing in dataset.rows(site):
        record = dataset.record(site, thing)
        rows = {layout: layout.row(thing, record) for layout in layouts.values()}
        for file in chain(of_year[None], of_year.get(dataset.year(thing), ())):
            if file.add(rows[file.layout]):
                yield file.address, file.taken()
    for _, file in growing:
        file.end()
        yield file.address, file.taken()


def _file_name(stem: str, format_: Format) -> str:
    return f"{stem}-excel.csv" if format_ is Format.EXCEL else f"{stem}.{format_.value}"


@dataclass(frozen=True, slots=True, eq=False)
class _Layout:
    """How a file begins, how a row is written, what stands before the first row and the others."""

    head: str
    row: Callable[[Any, Record], str]
    first: str = ""
    between: str = ""
    tail: str = ""


class _Growing:
    """A file that is being written: `add` appends rows, and the bytes not yet taken wait here."""

    def __init__(self, address: str, layout: _Layout) -> None:
        self.address = address
        self.layout = layout
        self._waiting = [layout.head]
        self._size = 0
        self._before = layout.first

    def add(self, row: str) -> bool:
        """Append a row; return whether enough bytes wait to be written."""
        self._waiting += (self._before, row)
        self._before = self.layout.between
        self._size += len(row)
        return self._size >= CHUNK

    def end(self) -> None:
        self._waiting.append(self.layout.tail)

    def taken(self) -> bytes:
        content = "".join(self._waiting).encode("utf-8")
        self._waiting.clear()
        self._size = 0
        return content


def _json(site: Site, dataset: Dataset[Any]) -> _Layout:  # noqa: ARG001 (one form for all)
    """Write an object with one list, one record a line, so that line tools can read it too."""
    head = f'{{"{dataset.name}": ['
    return _Layout(head, lambda _, record: to_json(record), "\n", ",\n", "\n]}\n")


def _csv(site: Site, dataset: Dataset[Any]) -> _Layout:  # noqa: ARG001
    """Write RFC 4180: commas, CRLF, the keys as header."""
    line = _LineWriter(",")
    names = [field.name for field in dataset.columns]
    return _Layout(line(names), lambda _, record: line([in_table(record[name]) for name in names]))


def _excel(site: Site, dataset: Dataset[Any]) -> _Layout:
    """Write what a spreadsheet opens rightly in Sweden: byte order mark, semicolons, words."""
    line = _LineWriter(";")
    columns = dataset.columns
    head = "\ufeff" + line([site.t(f"data.heading.{field.name}") for field in columns])

    def row(thing: Any, record: Record) -> str:
        return line([_harmless(_readable(site, field, thing, record)) for field in columns])

    return _Layout(head, row)


def _readable(site: Site, field: Field[Any], thing: Any, record: Record) -> str:
    if field.readable is not None:
        return field.readable(site, thing)
    value = record[field.name]
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
