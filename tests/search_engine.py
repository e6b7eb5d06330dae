"""The search engine in Node, and indexes for it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from minutes_archive.publishing.chrome import SEARCH_ENGINE, THEME
from minutes_archive.search.index import index_files
from minutes_archive.search.records import SearchRecord

SCRIPT = Path(__file__).parent / "search" / "engine_in_node.cjs"
TYPE_NAMES = {"decision": "Beslut", "item": "Punkt", "meeting": "Möte", "page": "Sida"}


def write_index(records: Iterable[SearchRecord], folder: Path, **more: Any) -> Path:
    """Write the index of some records; return its folder."""
    for path, content in index_files(records, TYPE_NAMES, folder="", **more):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder


class Engine:
    """A Node process that answers questions from one index."""

    def __init__(self, index: Path) -> None:
        self.index = index
        command = ["node", str(SCRIPT), f"{THEME}/assets/", f"{index}/"]
        self._process = subprocess.Popen(
            [*command, ",".join(SEARCH_ENGINE)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def ask(self, q: str = "", **options: Any) -> dict[str, Any]:
        """Return the answer to a question."""
        return self.send({"q": q, **options})

    def ids(self, q: str, **options: Any) -> list[str]:
        """Return the ids of the hits in their order."""
        return [hit["id"] for hit in self.ask(q, **options)["hits"]]

    def send(self, message: Mapping[str, Any]) -> Any:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the engine stopped: see its message above"
        return json.loads(answer)

    def close(self) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=60)


def decision(number: int, text: str, **more: Any) -> SearchRecord:
    """Return the record of an invented decision; a higher number is newer."""
    identity = f"sg-2024-01-{number:02}-1-1"
    values: dict[str, Any] = {
        "id": identity,
        "url": f"beslut/{identity}/",
        "type": "decision",
        "title": text[:60],
        "text": text,
        "date": f"2024-01-{number:02}",
        "body": "styrgruppen",
        "body_name": "Styrgruppen",
        "status": "decided",
        "status_text": "Beslutat",
    }
    return SearchRecord(**(values | more))
