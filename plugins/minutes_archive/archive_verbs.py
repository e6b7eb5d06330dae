"""The verbs that make, renew and pack whole archives: init, migrate, export."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path

from minutes_archive import migrating
from minutes_archive.new_archive import Founding, write_new_archive
from minutes_archive.terminal import GOOD, PROBLEMS, USAGE, say, show

Run = Callable[[argparse.Namespace], int]


def add_archive_verbs(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    verb: Callable[[str, Run, str], argparse.ArgumentParser],
) -> None:
    """Add the verbs to the command line; `verb` adds one that takes --minutes."""
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
