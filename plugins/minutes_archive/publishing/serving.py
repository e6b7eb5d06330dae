"""The site served on this machine while minutes are edited."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.commands.serve import serve as mkdocs_serve

from minutes_archive.config import MINUTES_DIR_VARIABLE


def serve_site(config_file: Path, minutes_dir: Path, address: str) -> None:
    """Serve until interrupted; the plugin itself keeps the last good archive.

    MkDocs loads its settings anew at each rebuild, so the folder is handed over in the
    environment.
    """
    os.environ[MINUTES_DIR_VARIABLE] = str(minutes_dir.resolve())
    mkdocs_serve(str(config_file), livereload=True, dev_addr=address)
