"""What the verbs do; each loads what it needs, and returns the code the program ends with."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import logging
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from minutes_archive.caching import Readings
from minutes_archive.commandline.problem_lines import FORMATS
from minutes_archive.commandline.project import Project, find_project
from minutes_archive.commandline.terminal import (
    GOOD,
    PROBLEMS,
    USAGE,
    print_line,
    print_sentence,
    print_warning,
    reason,
    show,
    words,
)
from minutes_archive.exports import export_problems
from minutes_archive.language.problem_words import in_language, translated
from minutes_archive.language.system_errors import reason_of
from minutes_archive.loading import ArchiveProblemsError, examine
from minutes_archive.model import Registry
from minutes_archive.permanence import LEDGER_FILE, read_ledger, record_addresses, write_ledger
from minutes_archive.problems import Problem, Severity, has_errors, softened, sort_problems
from minutes_archive.progress import Progress
from minutes_archive.publishing.manifest import (
    MANIFEST,
    ManifestError,
    compare_with_manifest,
    read_manifest,
    served_paths,
)
from minutes_archive.publishing.other_sites import what_stands
from minutes_archive.reading.legal_duties import missing_facts
from minutes_archive.reading.plausibility import meetings_to_come


def build(options: argparse.Namespace) -> int:
    """Build the archive into the site folder; with problems the old site stays as it was."""
    config = _config_of(options.project)
    if config is None:
        return USAGE
    from minutes_archive.building.build import BuildStoppedError, ForeignFolderError, build_site
    from minutes_archive.building.site_lock import SiteBusyError

    site_dir = options.project.site_dir
    print_sentence("building", minutes=options.minutes, site=site_dir)
    try:
        with Progress(words=in_language) as progress:
            result = build_site(
                config, site_dir, Path(options.minutes), clean=options.clean, show_progress=progress
            )
    except ArchiveProblemsError as stopped:
        show(stopped.problems)
    except ForeignFolderError as foreign:
        print_line(f"build: {in_language(str(foreign))}")
        return USAGE
    except BuildStoppedError as stopped:
        if str(stopped):
            print_warning("build_stopped", reason=_of_mkdocs(str(stopped)))
    except (OSError, SiteBusyError) as stopped:
        print_warning("build_stopped", reason=reason(stopped))
    else:
        mention_missing_ledger(Path(options.minutes))
        start = site_dir / options.project.prefix / "index.html"
        for folder in result.others:
            print_sentence("kept", folder=f"{site_dir}/{folder}")
        print_sentence("built", pages=result.state.pages, start=start)
        return GOOD
    print_warning("not_changed")
    return PROBLEMS


def serve(options: argparse.Namespace) -> int:
    """Serve the site and rebuild it at every change."""
    config = _config_of(options.project)
    if config is None:
        return USAGE
    # Brings a web server and a watcher of files, which a build does without.
    from minutes_archive.building.build import BuildStoppedError
    from minutes_archive.commandline.serve import serve_site

    minutes = Path(options.minutes)
    print_sentence("showing", minutes=options.minutes, address=options.address)
    if options.edit:
        print_sentence("editing", minutes=options.minutes, address=options.address)
    try:
        serve_site(config, minutes, options.address, may_edit=options.edit)
    except ArchiveProblemsError as stopped:
        show(stopped.problems)
        return PROBLEMS
    except BuildStoppedError as stopped:
        if str(stopped):
            print_warning("build_stopped", reason=_of_mkdocs(str(stopped)))
        return PROBLEMS
    except OSError as error:
        why = in_language(reason_of(error))
        print_warning("cannot_listen", address=options.address, reason=why)
        return USAGE
    return GOOD


def demo(options: argparse.Namespace) -> int:
    """Write an invented archive into a folder, or one that is deleted at the end, and serve it."""
    from minutes_archive.commandline.demo import write_demo

    if options.folder and Path(options.folder).exists() and any(Path(options.folder).iterdir()):
        print_warning("folder_taken", folder=options.folder)
        return USAGE
    with contextlib.ExitStack() as stack:
        temporary = "" if options.folder else stack.enter_context(tempfile.TemporaryDirectory())
        folder = Path(options.folder or temporary).resolve()
        count = write_demo(folder)
        print_sentence("demo", count=count, folder=folder)
        options.project = find_project(str(folder / "mkdocs.yml"), "", "", None)
        options.minutes, options.edit = str(options.project.minutes), True
        return serve(options)


def check(options: argparse.Namespace) -> int:
    """Show all problems that a build would show.

    What only finished pages of the archive show, `--site` does, which makes all of them.
    """
    folder, project, readings = Path(options.minutes), options.project, Readings()
    stopped, is_looked_at = "", False
    if options.site and _config_of(project) is None:
        return USAGE
    with Progress(words=in_language) as progress:
        archive, problems = examine(folder, readings, progress, project.prefix)
    if archive is not None:
        problems = sort_problems([*problems, *meetings_to_come(archive.meetings, dt.date.today())])
    if archive is not None and not has_errors(problems):
        # What a build tells when it has read all; it stops before where there are errors.
        problems += missing_facts(archive.registry)
        problems += export_problems(archive, project.site_url)
        problems += _of_docs(project, archive.registry)
        if not has_errors(problems) and project.config_file:
            found, stopped, is_looked_at = _of_site(
                project, project.config_file, readings.again(), options.site
            )
            problems += found
        problems = sort_problems(problems)
    if options.format == "text":
        show(problems)
    else:
        sys.stdout.write(FORMATS[options.format](map(translated, problems)))
    if stopped:
        print_warning("build_stopped", reason=stopped)
    if has_errors(problems) or archive is None or stopped:
        return PROBLEMS
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    if options.strict and warnings:
        print_warning("warnings_count", n=warnings)
        return PROBLEMS
    number = len(archive.meetings)
    print_sentence("good_one" if number == 1 else "good_other", minutes=options.minutes, n=number)
    if not (options.site and is_looked_at):
        print_sentence("check_more" if is_looked_at else "check_files")
    mention_missing_ledger(folder)
    return GOOD


def record(options: argparse.Namespace) -> int:
    """Write the addresses of now into the ledger of published addresses."""
    folder = Path(options.minutes)
    archive, problems = examine(folder, prefix=options.project.prefix)
    problems = softened(problems)
    show(problems)
    if archive is None or has_errors(problems):
        return PROBLEMS
    ledger, _ = read_ledger(folder)
    lines = record_addresses(archive, ledger or {})
    file = write_ledger(folder, lines)
    print_sentence("recorded", n=len(lines), file=file.as_posix())
    return GOOD


def verify(options: argparse.Namespace) -> int:
    """Compare a copy of a site with its manifest, file by file."""
    site = Path(options.site)
    if not site.is_dir():
        print_warning("no_folder", folder=site)
        return USAGE
    # Below a prefix, the manifest is of the archive's own folder.
    below = site / options.project.prefix
    if not options.manifest and not (site / MANIFEST).is_file() and below.is_dir():
        site = below
    manifest = Path(options.manifest) if options.manifest else site / MANIFEST
    try:
        entries = read_manifest(manifest)
    except ManifestError as stopped:
        print_line(f"{in_language(str(stopped))}.")
        return PROBLEMS
    t = words()
    if options.served or options.list:
        rules = manifest.with_name("_redirects")
        redirects = rules.read_text(encoding="utf-8") if rules.is_file() else ""
        entries = {path: entries[path] for path in served_paths(entries, redirects)}
    if options.list:
        start = f"{options.list.rstrip('/')}/"
        for path in entries:
            print(start + quote(path.removesuffix("index.html") if _is_page(path) else path))
        return GOOD
    # Those that other settings have built have a manifest of their own.
    others = [
        folder
        for folder in what_stands(site, own=entries).others
        if next((site / folder).rglob(MANIFEST), None)
    ]
    for folder in others:
        print_sentence("other_site", folder=f"{site}/{folder}")
    differences = [
        difference
        for difference in compare_with_manifest(site, entries)
        if not any(difference.path.startswith(f"{folder}/") for folder in others)
    ]
    for difference in differences:
        print_line(f"{difference.path} {t(f'cli.difference.{difference.what}')}")
    if differences:
        print_warning("differ", n=len(differences), manifest=manifest)
        return PROBLEMS
    print_sentence("same", site=site, n=len(entries), manifest=manifest)
    return GOOD


def _is_page(path: str) -> bool:
    return path == "index.html" or path.endswith("/index.html")


def new(options: argparse.Namespace) -> int:
    """Write a minutes file for a meeting that `check` accepts."""
    from minutes_archive.commandline.new_meeting import write_new_meeting

    made = write_new_meeting(
        Path(options.minutes),
        options.date,
        body=options.body,
        title=options.title,
        kind=options.kind,
        with_people=options.people,
    )
    show(list(made.problems))
    if made.file is None:
        return PROBLEMS
    for remark in made.remarks:
        print_line(in_language(remark))
    print_sentence("new_written", file=made.file.as_posix())
    return GOOD


def import_documents(options: argparse.Namespace) -> int:
    """Import published documents as drafts to review; print a table of what became of each."""
    from minutes_archive.importing import import_files

    report = import_files(
        [Path(name) for name in options.files],
        Path(options.minutes),
        force=options.force,
        ocr=options.ocr,
        profile=Path(options.profile) if options.profile else None,
        body=options.body or None,
        date=options.date,
        progress=print_line,
    )
    show(report.problems)
    for line in report.summary(in_language):
        print(line)
    return GOOD if report.succeeded else PROBLEMS


def mention_missing_ledger(folder: Path) -> None:
    """Say where no ledger watches over published addresses."""
    if not (folder / LEDGER_FILE).exists():
        print_sentence("no_ledger", file=LEDGER_FILE)


def _config_of(project: Project) -> Path | None:
    """Return the project's mkdocs.yml; where there is none, say so."""
    if project.config_file is None:
        print_warning("no_config")
    return project.config_file


def _of_mkdocs(sentence: str) -> str:
    """Return what stopped MkDocs in the words of the language, as far as they are ours."""
    return in_language(sentence.removeprefix("Bygget avbröts: "))


def _of_site(
    project: Project, config: Path, readings: Readings, is_whole: bool
) -> tuple[list[Problem], str, bool]:
    """Make the site aside; return what that shows, why it stopped, and whether it could be made.

    Links, own pages, what headers break and the gate over finished files are seen there.
    """
    try:
        from minutes_archive.building.build import BuildStoppedError, look_at_site
    except ModuleNotFoundError:  # no MkDocs here
        if is_whole:
            raise
        return [], "", False

    logger = logging.getLogger("minutes_archive")
    before, logger.disabled = logger.disabled, True  # each warning is shown with the others
    try:
        with Progress(words=in_language) as progress:
            found = look_at_site(
                config,
                project.site_dir,
                project.minutes,
                readings,
                is_whole=is_whole,
                show_progress=progress,
            )
        return found, "", True
    except ArchiveProblemsError as stopped:
        return stopped.problems, "", True
    except BuildStoppedError as stopped:
        return [], _of_mkdocs(str(stopped)) or "mkdocs", True
    finally:
        logger.disabled = before


def _of_docs(project: Project, registry: Registry) -> list[Problem]:
    """Return the problems of pages written by hand, where MkDocs is there to say which are."""
    if project.config_file is None or not project.config_file.is_file():
        return []
    try:
        from minutes_archive.publishing.docs_folder import project_problems, read_project
    except ModuleNotFoundError:
        return []
    from mkdocs.exceptions import MkDocsException

    try:
        return list(project_problems(read_project(project.config_file), project.minutes, registry))
    except ArchiveProblemsError as stopped:
        return stopped.problems
    except MkDocsException:
        return []  # the build tells what is wrong with mkdocs.yml
