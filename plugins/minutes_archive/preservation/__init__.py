"""Preservation: the archive in forms that need no server, and none of the programs that made it."""

from __future__ import annotations

from minutes_archive.preservation.markdown_pages import write_markdown
from minutes_archive.preservation.package import write_package

__all__ = ["write_markdown", "write_package"]
