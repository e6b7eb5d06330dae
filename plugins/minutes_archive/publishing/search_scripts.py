"""The scripts of the search as the files that a site serves, named by their content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from minutes_archive.addresses import Addresses
from minutes_archive.publishing.chrome import SEARCH_ENGINE, SEARCH_PAGE
from minutes_archive.publishing.site_files import PublishedFile
from minutes_archive.search.index_files import content_name

# A comment that has its lines to itself.
_COMMENT = re.compile(r"^ */\*.*?\*/ *$", re.MULTILINE | re.DOTALL)

# Spaces around signs, in lines that hold no string and no regular expression.
_SPACED = re.compile(r" ?(=>|[=!<>]==?|&&|\|\||[=?:,{}();<>]) ?")
_QUOTED = re.compile("[\"'`/]")

FileOf = Callable[[str], Path]
"""Gives a file of the theme folder by its name there."""


def engine_script(file_of: FileOf, addresses: Addresses) -> PublishedFile:
    """Return the engine, which the header's box needs, too."""
    return _joined(SEARCH_ENGINE, file_of, addresses)


def page_script(file_of: FileOf, addresses: Addresses) -> PublishedFile:
    """Return what the search page alone needs."""
    return _joined(SEARCH_PAGE, file_of, addresses)


def _joined(names: Iterable[str], file_of: FileOf, addresses: Addresses) -> PublishedFile:
    """Join scripts in the order they need each other.

    One request instead of twenty, and a fifth fewer bytes: ours go without their comments,
    indentation and spaces around signs. What is not ours (lunr) is not touched.
    """
    scripts = []
    for name in names:
        text = file_of(f"assets/{name}").read_text(encoding="utf-8")
        scripts.append(text.rstrip() if name.endswith(".min.js") else _bare(text))
    content = ("\n".join(scripts) + "\n").encode("utf-8")
    # Beside the index, whose folder holds nothing else.
    return PublishedFile(addresses.asset(f"search-engine/{content_name(content)}.js"), (content,))


def _bare(script: str) -> str:
    lines = (line.strip() for line in _COMMENT.sub("", script).splitlines())
    shortened = (_shortened(line) for line in lines if line and not line.startswith("//"))
    return "\n".join(
        line if _QUOTED.search(line) else _SPACED.sub(r"\1", line) for line in shortened
    )


def _shortened(line: str) -> str:
    """Return a line without the comment after its code; signs in a string begin none."""
    code, found, _ = line.partition(" // ")
    is_code = found and code[-1] in ";,{(" and not any(code.count(sign) % 2 for sign in "\"'`")
    return code if is_code else line
