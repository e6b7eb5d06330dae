"""The verb `bench`: what is measured; tables in Markdown on stdout, talk on stderr."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import MkDocsException

from minutes_archive.commandline.terminal import GOOD, PROBLEMS, print_line, show
from minutes_archive.loading import ArchiveProblemsError

if TYPE_CHECKING:
    from benchmarks.build import Result

# Said here and again in benchmarks/, which is loaded only when something is measured.
SIZES = (1_000, 3_500, 11_000, 110_000)
CONTESTANTS = ("hugo", "eleventy", "mkdocs", "zensical", "edits")
_SIZE_HELP = f"{', '.join(map(str, SIZES[:-1]))} eller {SIZES[-1]} (förval: alla)"
_ONLY_HELP = f"bara bredvid {', '.join(CONTESTANTS[:-1])}, eller efter ändringar: edits"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one benchmark, as `build.py bench WHAT` or `python -m benchmarks WHAT` names it."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except KeyboardInterrupt:
        print_line("Avbrutet.")
        return PROBLEMS


def _parser() -> argparse.ArgumentParser:
    benches = argparse.ArgumentParser(
        prog="build.py bench", description="Mäter byggtid, sökning, sidornas vikt och Lighthouse."
    )
    whats = benches.add_subparsers(dest="what", required=True, metavar="VAD")

    text = "mät hur lång tid bygget tar, bredvid andra generatorer"
    builds = whats.add_parser("build", help=text, description=text)
    builds.add_argument(
        "--size", type=int, choices=SIZES, action="append", metavar="SIDOR", help=_SIZE_HELP
    )
    builds.add_argument("--runs", type=_count, default=3, metavar="N", help="antal par")
    builds.add_argument(
        "--only", choices=CONTESTANTS, action="append", metavar="NAMN", help=_ONLY_HELP
    )
    builds.add_argument(
        "--limit", type=_count, default=1800, metavar="SEK", help="så länge får en körning ta"
    )
    builds.add_argument("--json", default="", metavar="FIL", help="lägg till resultaten i en fil")
    builds.set_defaults(run=bench_build)

    text = "mät hur länge en ändring är på väg till skärmen i serve (Linux)"
    serves = whats.add_parser("serve", help=text, description=text)
    serves.add_argument(
        "--size", type=int, choices=SIZES, action="append", metavar="SIDOR", help=_SIZE_HELP
    )
    serves.add_argument("--edits", type=_count, default=5, metavar="N", help="antal ändringar")
    serves.set_defaults(run=bench_serve)

    text = "mät vad en sökning kostar, bredvid Pagefind"
    searches = whats.add_parser("search", help=text, description=text)
    searches.add_argument(
        "--size", type=_count, action="append", metavar="BESLUT", help="3000, 10000 och 100000"
    )
    searches.set_defaults(run=bench_search)

    text = "väg sidorna, leta efter förskjutningar och fråga Lighthouse"
    pages = whats.add_parser("pages", help=text, description=text)
    pages.add_argument("--minutes", default="minutes", metavar="MAPP", help="mappen med mötesfiler")
    pages.add_argument("--config", default="mkdocs.yml", metavar="FIL", help="MkDocs inställningar")
    pages.add_argument(
        "--runs", type=_count, default=3, metavar="N", help="körningar av Lighthouse"
    )
    pages.add_argument(
        "--only", action="append", metavar="SLAG", help="bara ett slags sidor, t.ex. decision"
    )
    pages.set_defaults(run=bench_pages)

    text = "mät hur väl dokument läses, mot en fil bredvid som säger vad de innehåller"
    imports = whats.add_parser("import", help=text, description=text)
    imports.add_argument("folders", nargs="+", metavar="MAPP", help="dokument med facit (JSON)")
    imports.add_argument("--wrong", action="store_true", help="säg vad som är fel i varje fil")
    imports.set_defaults(run=bench_import)
    return benches


def bench_build(options: argparse.Namespace) -> int:
    """Measure builds of synthetic archives beside other generators; print tables in Markdown."""
    from benchmarks.build import Contest, as_json, report, results_of
    from benchmarks.contestants import versions
    from benchmarks.processes import CommandFailedError

    print(versions(), flush=True)
    for size in options.size or SIZES:
        with tempfile.TemporaryDirectory(prefix="minutes-archive-bench-") as folder:
            contest = Contest(
                size, options.runs, options.only or (), options.limit, Path(folder), print_line
            )
            kept: list[Result] = []
            print()
            try:
                for line in report(size, _kept(results_of(contest), kept)):
                    print(line, flush=True)
            except CommandFailedError as failed:
                print_line(f"bench build: {failed}")
                return PROBLEMS
            if options.json:
                with Path(options.json).open("a", encoding="utf-8") as file:
                    file.write(f"{as_json(size, versions(), kept)}\n")
    return GOOD


def bench_serve(options: argparse.Namespace) -> int:
    """Measure edits in served synthetic archives; print tables in Markdown."""
    from benchmarks import serving
    from benchmarks.contestants import versions

    print(versions(), flush=True)
    for size in options.size or SIZES:
        with tempfile.TemporaryDirectory(prefix="minutes-archive-bench-") as folder:
            print()
            try:
                for line in serving.report(size, options.edits, Path(folder), print_line):
                    print(line, flush=True)
            except serving.ServeFailedError as failed:
                print_line(f"bench serve: {failed}")
                return PROBLEMS
    return GOOD


def bench_search(options: argparse.Namespace) -> int:
    """Measure searches in synthetic archives beside Pagefind; print tables in Markdown."""
    from benchmarks import search as searching

    print(searching.search_versions(), flush=True)
    for size in options.size or searching.SIZES:
        with tempfile.TemporaryDirectory(prefix="minutes-archive-bench-") as folder:
            print()
            contest = searching.search_contest(size, Path(folder), print_line)
            for line in searching.search_report(size, contest):
                print(line, flush=True)
    return GOOD


def _kept(results: Iterator[Result], kept: list[Result]) -> Iterator[Result]:
    for result in results:
        kept.append(result)
        yield result


def _count(written: str) -> int:
    if not written.isdigit() or int(written) < 1:
        raise argparse.ArgumentTypeError(f'"{written}" är inget antal')
    return int(written)


def bench_pages(options: argparse.Namespace) -> int:
    """Weigh the pages of an archive and have them judged; print tables in Markdown."""
    from benchmarks import pages
    from benchmarks.chromium import NoBrowserError
    from benchmarks.lighthouse import LighthouseFailedError

    lines = pages.report(
        Path(options.config), Path(options.minutes), options.runs, options.only or (), print_line
    )
    try:
        print(f"{pages.versions()}\n", flush=True)
        for line in lines:
            print(line, flush=True)
    except ArchiveProblemsError as stopped:
        show(stopped.problems)
        return PROBLEMS
    except (NoBrowserError, LighthouseFailedError, MkDocsException, OSError) as stopped:
        print_line(f"bench pages: {stopped}")
        return PROBLEMS
    return GOOD


def bench_import(options: argparse.Namespace) -> int:
    """Import documents whose content is known, and print how much was read right."""
    from benchmarks import importing

    for name in options.folders:
        try:
            scores = importing.measure(Path(name))
        except (OSError, ValueError) as stopped:
            print_line(f"bench import: {stopped}")
            return PROBLEMS
        for one in scores if options.wrong else ():
            for told in one.wrong:
                print(f"{one.name}: {told}")
        print(f"\n{name}\n", *importing.table(scores), sep="\n")
    return GOOD


if __name__ == "__main__":
    sys.exit(main())
