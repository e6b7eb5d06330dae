"""The expected pages of the invented archive, one HTML file for each, in tests/goldens/.

`python3 build.py goldens` tells which pages differ from their file; `--write` writes them anew,
to be read in review like any other change. A file holds what a page says of itself (title,
description, head without linked data) and its content from the h1 on, one element a line; the
theme's frame is not in it, so that it changes only where the archive does.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from built_site import INVENTED
from minutes_archive.exports import ExportHeads
from minutes_archive.loading import load_archive
from minutes_archive.pages import Renderer, render_pages

ROOT = Path(__file__).resolve().parents[1]
GOLDENS = ROOT / "tests" / "goldens"
SITE_URL = "https://arkiv.example.se/"
# A line begins where an element of the page's structure does; inline elements stay in their line.
_BLOCKS = re.compile(
    r"\s*(</?(?:article|aside|caption|circle|dd|details|div|dl|dt|fieldset|figure|footer|form|h[1-6]"
    r"|header|label|legend|li|line|link|main|meta|nav|ol|p|path|rect|script|section|select|summary"
    r"|svg|table|tbody|td|text|th|thead|title|tr|ul)\b)"
)

# Compared value by value in tests/exports.
_LINKED_DATA = re.compile(r'<script type="application/ld\+json">.*?</script>', re.DOTALL)


def pages() -> dict[str, str]:
    """Render every page of the invented archive; a golden file's name -> its text."""
    archive, _ = load_archive(INVENTED)
    renderer = Renderer(archive, SITE_URL, (), ExportHeads(archive, SITE_URL))
    found = {}
    for page in render_pages(renderer):
        name = (page.address.strip("/") or "index").replace("/", "__") + ".html"
        lines = [
            f"<!-- address: /{page.address} -->",
            f"<!-- title: {page.title} -->",
            f"<!-- description: {page.description} -->",
            *(f"<!-- contents: {entry.title} #{entry.anchor} -->" for entry in page.toc),
            *_lines(_LINKED_DATA.sub("", page.head)),
            *_lines(page.html),
        ]
        found[name] = "\n".join(lines) + "\n"
    return found


def _lines(html: str) -> list[str]:
    broken = _BLOCKS.sub(r"\n\1", html)
    return [" ".join(line.split()) for line in broken.splitlines() if line.strip()]


def differences() -> dict[str, str]:
    """Return a unified diff for each page that is not as its file, or that has none."""
    made = pages()
    kept = {file.name: file.read_text(encoding="utf-8") for file in GOLDENS.glob("*.html")}
    return {
        name: "\n".join(
            difflib.unified_diff(
                kept.get(name, "").splitlines(),
                made.get(name, "").splitlines(),
                f"tests/goldens/{name}",
                "rendered",
                lineterm="",
                n=2,
            )
        )
        for name in sorted({*made, *kept})
        if made.get(name) != kept.get(name)
    }


def write() -> None:
    """Make the folder hold the pages of now and nothing else."""
    GOLDENS.mkdir(exist_ok=True)
    made = pages()
    for file in GOLDENS.glob("*.html"):
        if file.name not in made:
            file.unlink()
    for name, text in made.items():
        (GOLDENS / name).write_text(text, encoding="utf-8", newline="\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare the pages with their files, or write the files."""
    parser = argparse.ArgumentParser(prog="build.py goldens", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the files anew")
    if parser.parse_args(arguments).write:
        write()
        return 0
    found = differences()
    for difference in found.values():
        print(difference)
    print(f"{len(found)} pages differ." if found else "All pages are as their files.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
