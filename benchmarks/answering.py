"""A web server on this machine that answers while something else goes on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer

# It looks this often, in seconds, whether it shall end; the default is half a second.
_PATIENCE = 0.02


@contextmanager
def answering(server: ThreadingHTTPServer) -> Iterator[str]:
    """Let a server answer while the context lasts, and close it; yield its address."""
    thread = threading.Thread(target=server.serve_forever, args=(_PATIENCE,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
