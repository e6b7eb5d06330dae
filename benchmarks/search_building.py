"""Builds one index of a synthetic archive in a process of its own and tells what that took.

Run as `python -m benchmarks.search_building ours|pagefind DECISIONS FOLDER`; the
last line of its output is a JSON object: seconds of CPU, peak bytes, files, bytes on disk.
"""

from __future__ import annotations

import base64
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.search_records import synthetic_records
from minutes_archive.search.index import index_files
from minutes_archive.search.records import SearchRecord

TYPE_NAMES = {"decision": "Beslut", "item": "Punkt", "meeting": "Möte", "page": "Sida"}
# Pagefind answers every message; unread answers must not fill the pipe.
MESSAGES_AHEAD = 200


class PagefindMissingError(Exception):
    """Neither pagefind_bin nor pagefind_bin_extended is installed."""


def build_ours(records: list[SearchRecord], folder: Path) -> float:
    """Write our index into a folder; return the seconds of CPU."""
    start = time.process_time()
    for path, content in index_files(records, TYPE_NAMES, folder=""):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return time.process_time() - start


def pagefind_program() -> Path:
    """Return Pagefind's binary; the package's own wrapper waits a tenth of a second a record."""
    try:
        found: Path | None = import_module("pagefind.service").get_executable()
    except ImportError:
        raise PagefindMissingError from None
    if found is None:
        raise PagefindMissingError
    return found


def build_pagefind(records: Iterable[SearchRecord], folder: Path) -> float:
    """Feed records to Pagefind's service; return the seconds of CPU that it took."""
    program = str(pagefind_program())
    before = _cpu_of_children()
    with subprocess.Popen(
        [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as service:
        _send(service, {"type": "NewIndex", "config": {"force_language": "sv"}})
        index = _answer(service)["index_id"]
        waiting = 0
        for record in records:
            _send(service, _message(index, record))
            waiting += 1
            if waiting > MESSAGES_AHEAD:
                _answer(service)
                waiting -= 1
        for _ in range(waiting):
            _answer(service)
        _send(service, {"type": "WriteFiles", "index_id": index, "output_path": str(folder)})
        _answer(service)
        assert service.stdin
        service.stdin.close()
    return _cpu_of_children() - before


def _message(index: int, record: SearchRecord) -> dict[str, Any]:
    filters = {
        "type": [record.type],
        "body": [record.body_name],
        "year": [record.date[:4]],
        "municipality": list(record.municipality_names),
        "status": [record.status_text],
        "matter": [record.matter_name],
    }
    meta = {"title": record.title, "date": record.date_text, "item": record.item_label}
    about = " ".join((record.names, record.reference, *record.municipality_names))
    return {
        "type": "AddRecord",
        "index_id": index,
        "url": f"/{record.url}",
        "content": f"{record.item_label or record.title}. {record.text} {about}",
        "language": "sv",
        "meta": meta,
        "filters": {name: list(filter(None, values)) for name, values in filters.items()},
        "sort": {"date": record.date},
    }


def _send(service: subprocess.Popen[bytes], payload: dict[str, Any]) -> None:
    assert service.stdin
    message = json.dumps({"message_id": 1, "payload": payload}).encode("utf-8")
    service.stdin.write(base64.b64encode(message) + b",")
    service.stdin.flush()


def _answer(service: subprocess.Popen[bytes]) -> dict[str, Any]:
    assert service.stdout
    told = bytearray()
    while (sign := service.stdout.read(1)) not in (b",", b""):
        told += sign
    payload: dict[str, Any] = json.loads(base64.b64decode(bytes(told)))["payload"]
    if payload["type"] == "Error":
        raise RuntimeError(payload["message"])
    return payload


def _cpu_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main(engine: str, decisions: str, folder: str) -> None:
    """Build one index and print what it took."""
    records = synthetic_records(int(decisions))
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    try:
        cpu = build_ours(records, place) if engine == "ours" else build_pagefind(records, place)
    except PagefindMissingError:
        print(json.dumps({"missing": True}))
        return
    whose = resource.RUSAGE_SELF if engine == "ours" else resource.RUSAGE_CHILDREN
    files = [file.stat().st_size for file in place.rglob("*") if file.is_file()]
    memory = resource.getrusage(whose).ru_maxrss * 1024
    print(json.dumps({"cpu": cpu, "memory": memory, "files": len(files), "bytes": sum(files)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
