"""The verbs that make, renew and pack whole archives: init, migrate, export."""

from __future__ import annotations

import argparse
import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import MkDocsException

from minutes_archive.addresses import slugify
from minutes_archive.commandline import migrating
from minutes_archive.commandline.new_archive import Founding, write_new_archive
from minutes_archive.commandline.terminal import GOOD, PROBLEMS, USAGE, reason, say, show
from minutes_archive.loading import ArchiveProblemsError, examine
from minutes_archive.pages import Renderer
from minutes_archive.privacy.check import excused_numbers
from minutes_archive.privacy.finished_files import Gate
from minutes_archive.problems import has_errors, softened

if TYPE_CHECKING:
    from minutes_archive.publishing.docs_folder import Project

Run = Callable[[argparse.Namespace], int]


def add_archive_verbs(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    verb: Callable[[str, Run, str], argparse.ArgumentParser],
) -> None:
    """Add the verbs to the command line; `verb` adds one that takes --minutes."""
    exports = verb("export", export, "packa arkivet: en zip-fil, eller sidorna som Markdown")
    exports.add_argument("file", nargs="?", default="", metavar="FIL", help="zip-filen")
    exports.add_argument("--markdown", default="", metavar="MAPP", help="skriv Markdown i en mapp")
    exports.add_argument(
        "--config", default="mkdocs.yml", metavar="FIL", help="MkDocs inställningar"
    )
    verb("migrate", migrate, "skriv om mötesfiler av äldre format i det nyaste")
    inits = verbs.add_parser("init", help="gör ett eget arkiv", description="Gör ett eget arkiv.")
    inits.set_defaults(run=init)
    inits.add_argument("folder", metavar="MAPP", help="den nya mappen")
    inits.add_argument("--name", default="", help="arkivets namn")
    inits.add_argument("--publisher", default="", help="den som ansvarar för arkivet")
    for name, text in (("municipality", "en kommuns namn"), ("body", "ett organs namn")):
        inits.add_argument(
            f"--{name}", action="append", default=[], metavar="NAMN", help=f"{text} (kan upprepas)"
        )
    inits.add_argument("--site-url", default="", metavar="URL", help="där webbplatsen publiceras")
    inits.add_argument("--date", default="", metavar="ÅÅÅÅ-MM-DD", help="första mötets datum")


def init(options: argparse.Namespace) -> int:
    """Make an archive of one's own that builds at once."""
    folder = Path(options.folder)
    try:
        day = dt.date.fromisoformat(options.date) if options.date else dt.date.today()
    except ValueError:
        say(f"{options.date} är inget datum. Skriv ÅÅÅÅ-MM-DD.")
        return USAGE
    founding = Founding(
        options.name,
        options.publisher,
        tuple(options.municipality),
        tuple(options.body),
        options.site_url,
    )
    files, problems = write_new_archive(folder, founding, day)
    show(problems)
    if problems:
        return PROBLEMS
    for file in files:
        say(f"Skrev {file.as_posix()}")
    say(f"Fyll i {files[-1].name}, sätt status: published, och kör minutes-archive i {folder}.")
    return GOOD


def export(options: argparse.Namespace) -> int:
    """Pack the archive for keeping: a zip that opens without a server, or Markdown."""
    # Their libraries are a third of what a build would load, and a build needs none of them.
    from minutes_archive.preservation import write_package
    from minutes_archive.publishing.docs_folder import project_problems, read_project

    if options.file and options.markdown:
        say("Ange en zip-fil eller --markdown, inte båda.")
        return USAGE
    minutes = Path(options.minutes)
    archive, problems = examine(minutes)
    problems = softened(problems)
    show(problems)
    if archive is None or has_errors(problems):
        return PROBLEMS
    file = Path(options.file or f"{slugify(archive.registry.name) or 'arkiv'}.zip")
    if not options.markdown and file.exists() and not zipfile.is_zipfile(file):
        say(f"{file} finns redan och är ingen zip-fil. Ange ett annat namn.")
        return USAGE
    try:
        project = read_project(Path(options.config))
        renderer = Renderer(archive, project.site_url, project.overrides)
        found = list(project_problems(project, minutes, archive.registry))
        show(found)
        if has_errors(found):
            return PROBLEMS
        excused = excused_numbers(minutes, archive.registry, project.files)
        gate = Gate(excused, sources=project.sources)
        if options.markdown:
            return _write_markdown(Path(options.markdown), renderer, project, gate)
        say(f"Packar {options.minutes}/ i {file} …")
        count, left_out = write_package(file, renderer, minutes, project.by_hand, gate)
    except ArchiveProblemsError as stopped:
        show(stopped.problems)
        say("Ingenting är skrivet.")
        return PROBLEMS
    except (MkDocsException, OSError) as stopped:
        say(f"Exporten avbröts: {reason(stopped)}")
        return PROBLEMS
    for path in left_out:
        say(f"{path} utelämnas: den innehåller mer än det som är publicerat.")
    say(f"Klart: {count} filer, {file.stat().st_size} byte.")
    return GOOD


def _write_markdown(folder: Path, renderer: Renderer, project: Project, gate: Gate) -> int:
    from minutes_archive.preservation import write_markdown

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        say(f"{folder} finns redan. Ange en ny eller tom mapp.")
        return USAGE
    say(f"Skriver Markdown i {folder}/ …")
    pages = write_markdown(folder, renderer, project.by_hand, gate)
    say(f"Klart: {pages} sidor. Bygg dem med mkdocs build eller zensical build i {folder}.")
    return GOOD


def migrate(options: argparse.Namespace) -> int:
    """Rewrite minutes files of an older format in the newest."""
    changed, count, problems = migrating.migrate(Path(options.minutes))
    show(problems)
    if problems:
        say("Inga filer är ändrade.")
        return PROBLEMS
    for file in migrating.write(changed):
        say(f"Skrev om {file.as_posix()}")
    if not changed:
        say(f"{options.minutes}: alla {count} filer har redan det nyaste formatet.")
    return GOOD
