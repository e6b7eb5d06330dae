"""What the verbs of build.py do; exit codes: 0 good, 1 the data has problems, 2 wrong usage."""

from __future__ import annotations

import argparse
import datetime as dt
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from minutes_archive import migrating
from minutes_archive.loading import examine
from minutes_archive.new_archive import Founding, write_new_archive
from minutes_archive.new_meeting import write_new_meeting
from minutes_archive.plugin import ArchiveNotBuiltError
from minutes_archive.problem_lines import FORMATS
from minutes_archive.problems import Problem, Severity, has_errors
from minutes_archive.publishing.building import build_site
from minutes_archive.publishing.serving import serve_site

GOOD, PROBLEMS, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if (not given or given[0].startswith("--")) and not {"-h", "--help"} & set(given):
        given.insert(0, "build")
    try:
        options = _parser().parse_args(given)
    except SystemExit as stop:
        return int(stop.code or 0)
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except KeyboardInterrupt:
        say("Avbrutet.")
        return PROBLEMS


def build(options: argparse.Namespace) -> int:
    """Build the archive into the site folder; with problems the old site stays as it was."""
    site_dir = Path(options.site_dir)
    say(f"Bygger {options.minutes}/ till {site_dir}/ …")
    try:
        build_site(Path(options.config), site_dir, Path(options.minutes))
    except ArchiveNotBuiltError as stopped:
        show(stopped.problems)
        say("Webbplatsen är inte ändrad.")
        return PROBLEMS
    except (MkDocsException, OSError) as stopped:
        say(f"Bygget avbröts: {stopped}")
        say("Webbplatsen är inte ändrad.")
        return PROBLEMS
    pages = sum(1 for _ in site_dir.rglob("*.html"))
    say(f"Klart: {pages} sidor. Öppna {site_dir / 'index.html'} eller kör build.py serve.")
    return GOOD


def serve(options: argparse.Namespace) -> int:
    """Serve the site and rebuild it at every change."""
    say(f"Visar {options.minutes}/ på http://{options.address}/ – avsluta med Ctrl+C.")
    try:
        serve_site(Path(options.config), Path(options.minutes), options.address)
    except ArchiveNotBuiltError as stopped:
        show(stopped.problems)
        return PROBLEMS
    return GOOD


def check(options: argparse.Namespace) -> int:
    """Tell all problems of the minutes folder; build nothing."""
    archive, problems = examine(Path(options.minutes))
    if options.format == "text":
        show(problems)
    else:
        sys.stdout.write(FORMATS[options.format](problems))
    if has_errors(problems):
        return PROBLEMS
    assert archive is not None
    say(f"{options.minutes}: {len(archive.meetings)} publicerade möten, inga fel.")
    return GOOD


def new(options: argparse.Namespace) -> int:
    """Write a minutes file for a meeting that `check` accepts."""
    file, problems = write_new_meeting(
        Path(options.minutes), options.date, body=options.body, title=options.title
    )
    show(problems)
    if file is None:
        return PROBLEMS
    say(f"Skrev {file.as_posix()}. Fyll i den och kör build.py check.")
    return GOOD


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


def show(problems: Sequence[Problem]) -> None:
    """Print problems to stderr, one a line, then how many."""
    for problem in problems:
        print(problem, file=sys.stderr)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if errors:
        say(f"{errors} fel." if errors > 1 else "1 fel.")


def say(line: str) -> None:
    """Tell the user what is happening; results go to files, so all talk is on stderr."""
    print(line, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=Path(sys.argv[0]).name,
        description="Bygger ett sökbart arkiv av publicerade mötesanteckningar.",
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    def verb(
        name: str, run: Callable[[argparse.Namespace], int], text: str
    ) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=text, description=text)
        added.add_argument(
            "--minutes", default="minutes", metavar="MAPP", help="mappen med mötesfiler"
        )
        added.set_defaults(run=run)
        return added

    builds = verb("build", build, "bygg webbplatsen (förvalt)")
    builds.add_argument("--site-dir", default="site", metavar="MAPP", help="där webbplatsen läggs")
    builds.add_argument("--clean", action="store_true", help="bygg om allt från grunden")
    serves = verb("serve", serve, "visa webbplatsen lokalt och bygg om vid ändringar")
    serves.add_argument("--address", default="127.0.0.1:8000", metavar="IP:PORT")
    for added in (builds, serves):
        added.add_argument(
            "--config", default="mkdocs.yml", metavar="FIL", help="MkDocs inställningar"
        )
    checks = verb("check", check, "kontrollera mötesfilerna utan att bygga")
    checks.add_argument(
        "--format",
        choices=tuple(FORMATS),
        default="text",
        help="text, eller för granskningsverktyg",
    )
    news = verb("new", new, "skriv en mötesfil att fylla i")
    news.add_argument("date", metavar="ÅÅÅÅ-MM-DD")
    news.add_argument("--body", default="", help="organets id, om arkivet har flera")
    news.add_argument("--title", default="", help="dokumentets titel")
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
    return parser
