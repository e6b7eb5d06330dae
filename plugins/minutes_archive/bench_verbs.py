"""The verb `bench`: what is measured; tables in Markdown on stdout, talk on stderr."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from minutes_archive.plugin import ArchiveNotBuiltError
from minutes_archive.terminal import GOOD, PROBLEMS, say, show


def add_bench_verb(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `bench build` and `bench pages` to the command line."""
    text = "mät byggtid, sidornas vikt och Lighthouse"
    benches = verbs.add_parser("bench", help=text, description=text)
    whats = benches.add_subparsers(dest="what", required=True, metavar="VAD")

    text = "mät hur lång tid bygget tar, bredvid andra generatorer"
    builds = whats.add_parser("build", help=text, description=text)
    builds.add_argument(
        "--size", type=int, action="append", metavar="SIDOR", help="1000, 3500, 11000 eller 110000"
    )
    builds.add_argument("--runs", type=int, default=3, metavar="N", help="antal par")
    builds.set_defaults(run=bench_build)

    text = "väg sidorna, leta efter förskjutningar och fråga Lighthouse"
    pages = whats.add_parser("pages", help=text, description=text)
    pages.add_argument("--minutes", default="minutes", metavar="MAPP", help="mappen med mötesfiler")
    pages.add_argument("--config", default="mkdocs.yml", metavar="FIL", help="MkDocs inställningar")
    pages.add_argument("--runs", type=int, default=3, metavar="N", help="körningar av Lighthouse")
    pages.add_argument(
        "--only", action="append", metavar="SLAG", help="bara ett slags sidor, t.ex. decision"
    )
    pages.set_defaults(run=bench_pages)


def bench_build(options: argparse.Namespace) -> int:
    """Measure builds of synthetic archives beside other generators; print tables in Markdown."""
    from minutes_archive.benchmarks.build import SIZES, contest, report, versions

    print(versions(), flush=True)
    for size in options.size or SIZES:
        with tempfile.TemporaryDirectory(prefix="minutes-archive-bench-") as folder:
            print()
            for line in report(size, contest(size, options.runs, Path(folder), say)):
                print(line, flush=True)
    return GOOD


def bench_pages(options: argparse.Namespace) -> int:
    """Weigh the pages of an archive and have them judged; print tables in Markdown."""
    from minutes_archive.benchmarks import pages
    from minutes_archive.benchmarks.chromium import NoBrowserError
    from minutes_archive.benchmarks.lighthouse import LighthouseFailedError

    lines = pages.report(
        Path(options.config), Path(options.minutes), options.runs, options.only or (), say
    )
    try:
        print(f"{pages.versions()}\n", flush=True)
        for line in lines:
            print(line, flush=True)
    except ArchiveNotBuiltError as stopped:
        show(stopped.problems)
        return PROBLEMS
    except (NoBrowserError, LighthouseFailedError, MkDocsException, OSError) as stopped:
        say(f"bench pages: {stopped}")
        return PROBLEMS
    return GOOD
