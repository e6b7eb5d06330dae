"""What mkdocs.yml says to whoever needs no build: addresses, templates, pages written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import File, InclusionLevel, get_files
from mkdocs.utils.meta import get_data

from minutes_archive.preservation.docs_pages import HandWritten


@dataclass(frozen=True, slots=True)
class Project:
    """The settings of a project: `site_url` ends in a slash or is ""."""

    site_url: str
    overrides: tuple[Path, ...]
    by_hand: tuple[HandWritten, ...]


def read_project(config_file: Path) -> Project:
    """Read mkdocs.yml and docs/; raises mkdocs.exceptions.MkDocsException."""
    config = load_config(str(config_file))
    templates = config.plugins["minutes-archive"].config["templates_dir"]
    return Project(
        f"{config.site_url.rstrip('/')}/" if config.site_url else "",
        (config_file.resolve().parent / templates,) if templates else (),
        tuple(
            _value(file)
            for file in get_files(config)
            if file.inclusion not in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
        ),
    )


def paths_by_hand(files: Iterable[File], docs_dir: str) -> Iterator[tuple[str, Path]]:
    """Yield the files of docs/ that will be published: their path there, and where they lie."""
    for file in files:
        published = file.inclusion not in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
        if published and file.src_dir == docs_dir and file.abs_src_path:
            yield file.src_uri, Path(file.abs_src_path)


def _value(file: File) -> HandWritten:
    content = file.content_bytes
    if not file.src_uri.endswith(".md"):
        return HandWritten(file.src_uri, content)
    text, meta = get_data(content.decode("utf-8"))
    first = next((line for line in text.splitlines() if line.startswith("# ")), "")
    title = str(meta.get("title", "")) or first.removeprefix("# ") or file.name
    return HandWritten(file.src_uri, content, title, text)
