"""What the verbs of build.py do; exit codes: 0 good, 1 the data has problems, 2 wrong usage."""

from __future__ import annotations

import argparse
import datetime as dt
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from minutes_archive.archive.twins import meetings_to_come
from minutes_archive.building.build import BuildStoppedError, ForeignFolderError, build_site
from minutes_archive.building.site_lock import SiteBusyError
from minutes_archive.commandline.archive_verbs import add_archive_verbs
from minutes_archive.commandline.new_meeting import write_new_meeting
from minutes_archive.commandline.problem_lines import FORMATS
from minutes_archive.commandline.terminal import GOOD, PROBLEMS, USAGE, reason, say, show
from minutes_archive.loading import ArchiveProblemsError, examine
from minutes_archive.permanence import (
    LEDGER_FILE,
    read_ledger,
    record_addresses,
    write_ledger,
)
from minutes_archive.personal_data.logs import mask_logs
from minutes_archive.problems import has_errors, softened, sort_problems
from minutes_archive.progress import Progress
from minutes_archive.publishing.manifest import (
    MANIFEST,
    ManifestError,
    compare_with_manifest,
    read_manifest,
)


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
    mask_logs()
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except KeyboardInterrupt:
        say("Avbrutet.")
        return PROBLEMS
    except OSError as stopped:
        say(f"{options.verb}: {reason(stopped)}")
        return PROBLEMS


def build(options: argparse.Namespace) -> int:
    """Build the archive into the site folder; with problems the old site stays as it was."""
    site_dir = Path(options.site_dir)
    say(f"Bygger {options.minutes}/ till {site_dir}/ …")
    try:
        with Progress() as progress:
            result = build_site(
                Path(options.config),
                site_dir,
                Path(options.minutes),
                clean=options.clean,
                tell=progress,
            )
    except ArchiveProblemsError as stopped:
        show(stopped.problems)
        say("Webbplatsen är inte ändrad.")
        return PROBLEMS
    except ForeignFolderError as foreign:
        say(f"build: {foreign}")
        return USAGE
    except BuildStoppedError as stopped:
        if str(stopped):
            say(str(stopped))
        say("Webbplatsen är inte ändrad.")
        return PROBLEMS
    except (OSError, SiteBusyError) as stopped:
        say(f"Bygget avbröts: {reason(stopped)}")
        say("Webbplatsen är inte ändrad.")
        return PROBLEMS
    say_without_ledger(Path(options.minutes))
    pages = result.state.pages
    say(f"Klart: {pages} sidor. Öppna {site_dir / 'index.html'} eller kör build.py serve.")
    return GOOD


def serve(options: argparse.Namespace) -> int:
    """Serve the site and rebuild it at every change."""
    # Brings a web server and a watcher of files, which a build does without.
    from minutes_archive.serving.serve import serve_site

    say(f"Visar {options.minutes}/ på http://{options.address}/ – avsluta med Ctrl+C.")
    if options.edit:
        say(
            f"Utkast granskas på http://{options.address}/granska/ och sparas i {options.minutes}/."
        )
    try:
        serve_site(
            Path(options.config),
            Path(options.minutes),
            options.address,
            may_edit=options.edit,
        )
    except ArchiveProblemsError as stopped:
        show(stopped.problems)
        return PROBLEMS
    except BuildStoppedError as stopped:
        if str(stopped):
            say(str(stopped))
        return PROBLEMS
    except OSError as error:
        say(f"serve: det går inte att lyssna på {options.address} ({error.strerror})")
        return USAGE
    return GOOD


def check(options: argparse.Namespace) -> int:
    """Tell all problems of the minutes folder; build nothing."""
    with Progress() as progress:
        archive, problems = examine(Path(options.minutes), tell=progress)
    if archive is not None:
        problems = sort_problems([*problems, *meetings_to_come(archive, dt.date.today())])
    if options.format == "text":
        show(problems)
    else:
        sys.stdout.write(FORMATS[options.format](problems))
    if has_errors(problems):
        return PROBLEMS
    assert archive is not None
    number = len(archive.meetings)
    meetings = "1 publicerat möte" if number == 1 else f"{number} publicerade möten"
    say(f"{options.minutes}: {meetings}, inga fel.")
    say_without_ledger(Path(options.minutes))
    return GOOD


def record(options: argparse.Namespace) -> int:
    """Write the addresses of now into the ledger of published addresses."""
    folder = Path(options.minutes)
    archive, problems = examine(folder)
    problems = softened(problems)
    show(problems)
    if archive is None or has_errors(problems):
        return PROBLEMS
    ledger, _ = read_ledger(folder)
    lines = record_addresses(archive, ledger or {})
    file = write_ledger(folder, lines)
    say(f"Skrev {len(lines)} adresser i {file.as_posix()}. Lägg in filen i git.")
    return GOOD


def verify(options: argparse.Namespace) -> int:
    """Compare a copy of a site with its manifest, file by file."""
    site = Path(options.site)
    manifest = Path(options.manifest) if options.manifest else site / MANIFEST
    if not site.is_dir():
        say(f"Mappen {site} finns inte.")
        return USAGE
    try:
        entries = read_manifest(manifest)
    except ManifestError as stopped:
        say(f"{stopped}.")
        return PROBLEMS
    words = {"missing": "saknas", "changed": "är ändrad", "extra": "hör inte dit"}
    count = 0
    for count, difference in enumerate(compare_with_manifest(site, entries), start=1):  # noqa: B007
        say(f"{difference.path} {words[difference.what]}")
    if count:
        say(f"{count} filer skiljer sig från {manifest}.")
        return PROBLEMS
    say(f"{site}: {len(entries)} filer stämmer med {manifest}.")
    return GOOD


def new(options: argparse.Namespace) -> int:
    """Write a minutes file for a meeting that `check` accepts."""
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
        say(remark)
    say(f"Skrev {made.file.as_posix()}. Fyll i den och kör build.py check.")
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
        progress=say,
    )
    show(report.problems)
    for line in report.summary():
        print(line)
    return GOOD if report.succeeded else PROBLEMS


def say_without_ledger(folder: Path) -> None:
    """Tell where published addresses are not watched over."""
    if not (folder / LEDGER_FILE).exists():
        say(f"Ingen {LEDGER_FILE}: adresser bevakas inte (build.py record börjar bevaka dem).")


def _date(written: str) -> dt.date:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{written}" är inget datum; skriv ÅÅÅÅ-MM-DD') from None


def _address(written: str) -> str:
    host, _, port = written.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise argparse.ArgumentTypeError(f'"{written}" är ingen adress; skriv 127.0.0.1:8000')
    return written


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
    serves.add_argument("--address", type=_address, default="127.0.0.1:8000", metavar="IP:PORT")
    serves.add_argument(
        "--edit", action="store_true", help="låt /granska/ rätta och publicera utkast"
    )
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
    verb("record", record, "skriv in publicerade adresser i published.txt")
    verifies = verb("verify", verify, "jämför en kopia av webbplatsen med dess manifest")
    verifies.add_argument("site", metavar="MAPP", help="kopian av webbplatsen")
    verifies.add_argument("--manifest", metavar="FIL", help="jämför med ett annat manifest")
    imports = verb("import", import_documents, "gör mötesfiler av publicerade dokument")
    imports.epilog = (
        "Varje dokument blir ett utkast, MAPP/<organ>/<år>/<datum>.yml, med en granskningsrapport "
        "bredvid sig. Inga ord går förlorade och inga läggs till; det som är tveksamt står i "
        "rapporten och som # GRANSKA i utkastet. Granska, rätta och skriv status: published. "
        "Exempel: python3 build.py import protokoll/*.pdf"
    )
    imports.add_argument("files", nargs="+", metavar="FIL", help="PDF, DOCX, TXT, MD eller mapp")
    imports.add_argument("--force", action="store_true", help="skriv över utkast som finns")
    imports.add_argument("--ocr", action="store_true", help="läs skannade sidor med tesseract")
    imports.add_argument(
        "--profile", default="", metavar="FIL", help="YAML med organisationens egna ord och namn"
    )
    imports.add_argument(
        "--body", default="", metavar="ID", help="vilket organ, om dokumentet inte säger det"
    )
    imports.add_argument(
        "--date", type=_date, metavar="ÅÅÅÅ-MM-DD", help="vilken dag, om dokumentet inte säger det"
    )
    news = verb("new", new, "skriv en mötesfil att fylla i")
    news.add_argument(
        "date", nargs="?", default="", metavar="ÅÅÅÅ-MM-DD", help="förval: nästa aviserade möte"
    )
    news.add_argument("--body", default="", help="organets id, namn eller kod, om det finns flera")
    news.add_argument("--kind", default="", help="protokoll eller minnesanteckningar")
    news.add_argument(
        "--people", action="store_true", help="hämta deltagarna från organets förra möte"
    )
    news.add_argument("--title", default="", help="dokumentets titel")
    add_archive_verbs(verbs, verb)
    return parser
