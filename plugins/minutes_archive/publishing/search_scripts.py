"""The scripts of the search as the files that a site serves, named by their content."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from mkdocs.structure.files import Files

from minutes_archive.publishing.chrome import SEARCH_ENGINE, SEARCH_PAGE
from minutes_archive.publishing.site_files import DataFile
from minutes_archive.search.containers import content_name

# Beside the index, whose folder holds nothing else.
SCRIPTS_FOLDER = "assets/search-engine/"
# A comment that has its lines to itself.
_COMMENT = re.compile(r"^ */\*.*?\*/ *$", re.MULTILINE | re.DOTALL)


def engine_script(theme_dirs: Iterable[str]) -> DataFile:
    """Return the engine, which the header's box needs, too."""
    return _joined(SEARCH_ENGINE, theme_dirs)


def page_script(theme_dirs: Iterable[str]) -> DataFile:
    """Return what the search page alone needs."""
    return _joined(SEARCH_PAGE, theme_dirs)


def _joined(names: Iterable[str], theme_dirs: Iterable[str]) -> DataFile:
    """Join scripts in the order they need each other; a file in an earlier folder counts.

    One request instead of twenty, and a fifth fewer bytes: ours go without their comments and
    indentation. What is not ours (lunr) is not touched.
    """
    folders = [Path(folder) for folder in theme_dirs]
    scripts = []
    for name in names:
        file = next(folder / name for folder in folders if (folder / name).is_file())
        text = file.read_text(encoding="utf-8")
        scripts.append(text.rstrip() if name.endswith(".min.js") else _bare(text))
    content = ("\n".join(scripts) + "\n").encode("utf-8")
    return DataFile(f"{SCRIPTS_FOLDER}{content_name(content)}.js", (content,))


def leave_out_parts(files: Files) -> None:
    """Take the scripts that the files are made of out of what MkDocs copies."""
    for name in (*SEARCH_ENGINE, *SEARCH_PAGE):
        file = files.get_file_from_path(name)
        if file is not None:
            files.remove(file)


def _bare(script: str) -> str:
    lines = (line.strip() for line in _COMMENT.sub("", script).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
