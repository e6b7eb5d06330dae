"""A minimal client of the Language Server Protocol: enough to open a file and ask about it."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE = 120
SETTINGS = {"schemaStore": {"enable": False}, "completion": True, "hover": True, "validate": True}


def find_server() -> str | None:
    """Return the server on PATH, or where `npm install` in this repository puts it."""
    local = ROOT / "node_modules" / ".bin" / "yaml-language-server"
    return shutil.which("yaml-language-server") or (str(local) if local.exists() else None)


class Client:
    """Asks one server about files; requests of the server get the settings for an answer."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._messages: queue.Queue[dict[str, Any]] = queue.Queue()
        self._count = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def open(self, file: Path, text: str) -> None:
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def ask_at(self, method: str, file: Path, line: int, character: int) -> Any:
        position = {"line": line, "character": character}
        where = {"textDocument": {"uri": file.as_uri()}, "position": position}
        return self.ask(f"textDocument/{method}", where)

    def ask(self, method: str, params: Any) -> Any:
        self._count += 1
        self._send({"id": self._count, "method": method, "params": params})
        return self._until(lambda message: message.get("id") == self._count)["result"]

    def diagnostics(self, file: Path) -> list[dict[str, Any]]:
        def told(message: dict[str, Any]) -> bool:
            published = message.get("method") == "textDocument/publishDiagnostics"
            return published and message["params"]["uri"] == file.as_uri()

        found: list[dict[str, Any]] = self._until(told)["params"]["diagnostics"]
        return found

    def tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _until(self, wanted: Any) -> dict[str, Any]:
        while True:
            message = self._messages.get(timeout=PATIENCE)
            if "method" in message and "id" in message:
                asked = message["params"].get("items", []) if message.get("params") else []
                answer = [SETTINGS if item.get("section") == "yaml" else None for item in asked]
                self._send({"id": message["id"], "result": answer or None})
            elif wanted(message):
                return message

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while line := stream.readline():
            length = int(line.partition(b":")[2])
            while stream.readline().strip():
                pass
            self._messages.put(json.loads(stream.read(length)))


@contextmanager
def language_server(program: str, folder: Path) -> Iterator[Client]:
    """Start a server for a folder, and end it."""
    process = subprocess.Popen(
        [program, "--stdio"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        client = Client(process)
        abilities = {
            "workspace": {"configuration": True},
            "textDocument": {
                "hover": {"contentFormat": ["markdown"]},
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
            },
        }
        root = folder.as_uri()
        client.ask("initialize", {"processId": None, "rootUri": root, "capabilities": abilities})
        client.tell("initialized", {})
        yield client
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()
