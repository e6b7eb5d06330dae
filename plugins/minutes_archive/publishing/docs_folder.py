"""What mkdocs.yml says to whoever needs no build: addresses, templates, pages written by hand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel, get_files
from mkdocs.utils.meta import get_data

from minutes_archive.config import templates_dirs
from minutes_archive.model import Registry
from minutes_archive.pages.docs_pages import HandWritten
from minutes_archive.privacy.check import check_hand_written
from minutes_archive.privacy.layout import layout_problems
from minutes_archive.problems import Place, Problem
from minutes_archive.publishing.others import refuse_without_plugin


@dataclass(frozen=True, slots=True)
class SiteProject:
    """The settings of a project: `site_url` ends in a slash or is "".

    `files` are the files of docs/ that are published: their paths there, and where they lie.
    `copied` are the folders that MkDocs copies from, each by the key that names it.
    """

    site_url: str
    overrides: tuple[Path, ...]
    by_hand: tuple[HandWritten, ...]
    files: tuple[tuple[str, Path], ...] = ()
    copied: tuple[tuple[str, Path], ...] = ()
    sources: Mapping[str, Path] = field(default_factory=dict)


def read_project(config_file: Path) -> SiteProject:
    """Read mkdocs.yml and docs/.

    Raises mkdocs.exceptions.MkDocsException, and ArchiveProblemsError where it names no archive.
    """
    config = load_config(str(config_file))
    refuse_without_plugin(config)
    files = get_files(config)
    return SiteProject(
        f"{config.site_url.rstrip('/')}/" if config.site_url else "",
        templates_dirs(config, config.plugins["minutes-archive"].config),
        tuple(
            _value(file)
            for file in files
            if file.inclusion not in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
        ),
        tuple(paths_by_hand(files, config.docs_dir)),
        copied_folders(config),
        sources_of(config, paths_by_hand(files, config.docs_dir)),
    )


def copied_folders(config: MkDocsConfig) -> tuple[tuple[str, Path], ...]:
    """Return the folders that MkDocs copies into a site, each by the key that names it."""
    own = config.theme.custom_dir
    return ("docs_dir", Path(config.docs_dir)), *((("custom_dir", Path(own)),) if own else ())


def sources_of(config: MkDocsConfig, files: Iterable[tuple[str, Path]]) -> dict[str, Path]:
    """Return the files that pages are made of, beside the minutes, by what problems call them."""
    found = {Path(config.config_file_path).name: Path(config.config_file_path)}
    own = (Path(config.theme.custom_dir),) if config.theme.custom_dir else ()
    for folder in (*own, *templates_dirs(config, config.plugins["minutes-archive"].config)):
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                found[f"{folder.name}/{file.relative_to(folder).as_posix()}"] = file
    found |= {f"docs/{name}": path for name, path in files}
    return found


def project_problems(project: SiteProject, minutes: Path, registry: Registry) -> Iterator[Problem]:
    """Yield what of a project must not be let out, and what of it could not be looked into."""
    yield from layout_problems(minutes, project.copied, "mkdocs.yml")
    yield from check_hand_written(project.files, registry)
    yield from decomposed_names(project.files)


def paths_by_hand(files: Iterable[File], docs_dir: str) -> Iterator[tuple[str, Path]]:
    """Yield the files of docs/ that will be published: their path there, and where they lie."""
    for file in files:
        published = file.inclusion not in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
        if published and file.src_dir == docs_dir and file.abs_src_path:
            yield file.src_uri, Path(file.abs_src_path)


def decomposed_names(files: Iterable[tuple[str, Path]]) -> Iterator[Problem]:
    """Yield a warning for each file of docs/ whose name has letters in parts, o and two dots.

    A zip made on macOS unpacks to such names. They look like any other, and MkDocs finds none of
    them for a link that is written with whole letters.
    """
    for name, _ in files:
        whole = unicodedata.normalize("NFC", name)
        if name != whole:
            yield Problem(
                Place(f"docs/{whole}"),
                "W603",
                "filens namn är skrivet med bokstäver i delar (o och två prickar), som i en zip "
                "från macOS: länkar till den hittar den inte",
                f"döp om den till {whole.rpartition('/')[2]}, skrivet på tangentbordet",
            )


def _value(file: File) -> HandWritten:
    content = file.content_bytes
    if not file.src_uri.endswith(".md"):
        return HandWritten(file.src_uri, content)
    text, meta = get_data(content.decode("utf-8"))
    first = next((line for line in text.splitlines() if line.startswith("# ")), "")
    title = str(meta.get("title", "")) or first.removeprefix("# ") or file.name
    return HandWritten(file.src_uri, content, title, text)
