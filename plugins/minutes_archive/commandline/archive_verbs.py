"""The verbs that make, renew and pack whole archives: init, migrate, export."""

from __future__ import annotations

import argparse
import datetime as dt
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from minutes_archive.addresses import slugify
from minutes_archive.commandline import migrating
from minutes_archive.commandline.new_archive import Founding, write_new_archive
from minutes_archive.commandline.terminal import (
    GOOD,
    PROBLEMS,
    USAGE,
    print_sentence,
    print_warning,
    reason,
    show,
)
from minutes_archive.loading import ArchiveProblemsError, examine
from minutes_archive.pages import Renderer
from minutes_archive.privacy.check import excused_numbers
from minutes_archive.privacy.finished_files import Gate
from minutes_archive.problems import has_errors, softened

if TYPE_CHECKING:
    from minutes_archive.publishing.docs_folder import SiteProject


def init(options: argparse.Namespace) -> int:
    """Make an archive of one's own that builds at once."""
    folder = Path(options.folder)
    try:
        day = dt.date.fromisoformat(options.date) if options.date else dt.date.today()
    except ValueError:
        print_warning("no_date", written=options.date)
        return USAGE
    founding = Founding(
        options.name,
        options.publisher,
        tuple(options.municipality),
        tuple(options.body),
        options.site_url,
        options.host,
    )
    files, problems = write_new_archive(folder, founding, day)
    show(problems)
    if problems:
        return PROBLEMS
    for file in files:
        print_sentence("written", file=file.as_posix())
    print_sentence("init_next", file=files[-1].name, folder=folder)
    return GOOD


def export(options: argparse.Namespace) -> int:
    """Pack the archive for keeping: a zip that opens without a server, or Markdown."""
    # Their libraries are a third of what a build would load, and a build needs none of them.
    from mkdocs.exceptions import MkDocsException

    from minutes_archive.preservation import write_package
    from minutes_archive.publishing.docs_folder import project_problems, read_project

    if options.file and options.markdown:
        print_warning("zip_or_markdown")
        return USAGE
    config = options.project.config_file
    if config is None:
        print_warning("no_config")
        return USAGE
    minutes = Path(options.minutes)
    archive, problems = examine(minutes, prefix=options.project.prefix)
    problems = softened(problems)
    show(problems)
    if archive is None or has_errors(problems):
        return PROBLEMS
    file = Path(options.file or f"{slugify(archive.registry.name) or 'arkiv'}.zip")
    if not options.markdown and file.exists() and not zipfile.is_zipfile(file):
        print_warning("no_zip", file=file)
        return USAGE
    try:
        project = read_project(config)
        renderer = Renderer(archive, project.site_url, project.overrides)
        found = list(project_problems(project, minutes, archive.registry))
        show(found)
        if has_errors(found):
            return PROBLEMS
        excused = excused_numbers(minutes, archive.registry, project.files)
        gate = Gate(excused, sources=project.sources)
        if options.markdown:
            return _write_markdown(Path(options.markdown), renderer, project, gate)
        print_sentence("packing", minutes=options.minutes, file=file)
        count, left_out = write_package(file, renderer, minutes, project.by_hand, gate)
    except ArchiveProblemsError as stopped:
        show(stopped.problems)
        print_warning("nothing_written")
        return PROBLEMS
    except (MkDocsException, OSError) as stopped:
        print_warning("export_stopped", reason=reason(stopped))
        return PROBLEMS
    for path in left_out:
        print_warning("left_out", path=path)
    print_sentence("packed", files=count, size=file.stat().st_size)
    return GOOD


def _write_markdown(folder: Path, renderer: Renderer, project: SiteProject, gate: Gate) -> int:
    from minutes_archive.preservation import write_markdown

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        print_warning("folder_taken", folder=folder)
        return USAGE
    print_sentence("writing_markdown", folder=folder)
    pages = write_markdown(folder, renderer, project.by_hand, gate)
    print_sentence("markdown_written", pages=pages, folder=folder)
    return GOOD


def migrate(options: argparse.Namespace) -> int:
    """Rewrite minutes files of an older format in the newest."""
    changed, count, problems = migrating.migrate(Path(options.minutes))
    show(problems)
    if problems:
        print_warning("not_migrated")
        return PROBLEMS
    for file in migrating.write(changed):
        print_sentence("rewritten", file=file.as_posix())
    if not changed:
        print_sentence("newest", minutes=options.minutes, n=count)
    return GOOD
