"""All that a site depends on beside the words of its minutes files, as one digest.

Two builds with the same digest differ only in minutes files. It is empty where that cannot
be told: other plugins, hooks, themes and templates may read anything.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from minutes_archive.caching import code_version
from minutes_archive.model import Registry
from minutes_archive.permanence import LEDGER_FILE
from minutes_archive.reading.reader import REGISTRY_FILE

# Settings whose value, or extensions whose result, lies elsewhere than in mkdocs.yml and docs/.
_FROM_ELSEWHERE = re.compile(r"!ENV|^INHERIT|snippets|macros|!relative", re.MULTILINE)


def is_plain(config: MkDocsConfig, registry: Registry) -> bool:
    """Tell whether a build reads nothing but mkdocs.yml, docs/ and the minutes folder."""
    options: Any = config.plugins["minutes-archive"].config
    text = Path(config.config_file_path).read_text(encoding="utf-8", errors="replace")
    return (
        set(config.plugins) == {"minutes-archive"}
        and not config.hooks
        and config.theme.name == "material"
        and not config.theme.custom_dir
        and not options.templates_dir
        and not options.prefix
        and options.publishing == "fast"
        # Elsewhere one file's names and words decide what is shown of others.
        and registry.people == "names"
        and not registry.privacy_exceptions
        and not _FROM_ELSEWHERE.search(text)
    )


def settings_digest(config_file: Path, docs_dir: Path, minutes_dir: Path) -> bytes:
    """Return a digest of the code, mkdocs.yml, docs/, and the minutes folder but its meetings."""
    digest = hashlib.sha256(code_version())
    for path in (config_file, minutes_dir / REGISTRY_FILE, minutes_dir / LEDGER_FILE):
        digest.update(_content(path))
    for path in _files(docs_dir):
        digest.update(path.relative_to(docs_dir).as_posix().encode() + b"\0" + _content(path))
    for path in _files(minutes_dir):
        if not path.name.lower().endswith((".yml", ".yaml")):
            digest.update(_told_by_the_system(path, minutes_dir))
    return digest.digest()


def _files(folder: Path) -> Iterator[Path]:
    for base, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield Path(base, name)


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError:
        return b"-\0"
    return b"%d\0%b" % (len(content), hashlib.sha256(content).digest())


def _told_by_the_system(path: Path, folder: Path) -> bytes:
    """Return what is known of a file unread: its time of change cannot be set back by hand."""
    found = path.lstat()
    kept = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, stat.S_IFMT(found.st_mode))
    return f"{path.relative_to(folder).as_posix()}\0{kept}\0".encode(errors="surrogateescape")
