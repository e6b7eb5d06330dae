"""The command line: reads what is asked for, and lets a verb do it.

Exit codes: 0 good, 1 the data has problems, 2 wrong usage. Nothing heavy is loaded before a verb
needs it: help, a version and a slip of the fingers are answered at once.
"""

from __future__ import annotations

import argparse
import datetime as dt
import difflib
import importlib
import importlib.util
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from minutes_archive.commandline.project import find_project
from minutes_archive.commandline.terminal import (
    PROBLEMS,
    USAGE,
    print_line,
    print_warning,
    reason,
    talk,
    words,
)
from minutes_archive.commandline.usage import completion, speak, subparsers
from minutes_archive.language.catalogue import LANGUAGES
from minutes_archive.language.problem_words import choose, language_of
from minutes_archive.program import program_name

_VERBS, _ARCHIVE_VERBS = (
    f"minutes_archive.commandline.{name}" for name in ("verbs", "archive_verbs")
)
FORMATS = ("text", "github", "json")
SHELLS = ("bash", "zsh", "fish")
HOSTS = {
    "github": (".github/workflows/archive.yml", "github-actions.yml"),
    "gitlab": (".gitlab-ci.yml", "gitlab-ci.yml"),
    "netlify": ("netlify.toml", "netlify.toml"),
}
"""Where each host looks for its recipe, and the recipe's name in starter/hosts/."""

# Packages that only some verbs need, and the sentence for where they are missing.
_EXTRA = {"mkdocs": "no_mkdocs", "material": "no_mkdocs", "properdocs": "no_mkdocs"}


def main(arguments: Sequence[str] | None = None, home: Path | None = None) -> int:
    """Run one verb and return its exit code; `home` is a folder to look for mkdocs.yml in last."""
    try:
        return _main(arguments, home)
    finally:
        choose("")


def _main(arguments: Sequence[str] | None, home: Path | None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    early, rest = _early_parser().parse_known_args(given)
    try:
        project = find_project(early.config or "", early.minutes or "", home=home)
        minutes = project.minutes
    except OSError:
        minutes = Path(early.minutes or "minutes")  # told when the verb looks for it
    language = early.lang or language_of(minutes)
    talk(language, quiet=early.quiet)
    speak(language)
    if not {"-h", "--help", "--version"} & set(given) and not _verb_of(rest):
        given.insert(0, "build")
    parser = _parser()
    wrong = _verb_of(rest)
    if wrong and wrong not in subparsers(parser):
        parser.print_usage(sys.stderr)
        _tell_unknown(wrong, list(subparsers(parser)))
        return USAGE
    try:
        options = parser.parse_args(given)
    except SystemExit as stop:
        return int(stop.code or 0)
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    return _run(options, home)


def _run(options: argparse.Namespace, home: Path | None) -> int:
    if options.verb == "completion":
        print(completion(_parser(), options.shell, program_name()), end="")
        return 0
    try:
        from minutes_archive.personal_data.logs import mask_logs

        mask_logs()
        if options.run not in ("init", "demo"):
            site_dir = getattr(options, "site_dir", None) or ""
            options.project = find_project(
                getattr(options, "config", None) or "", options.minutes or "", site_dir, home
            )
            options.minutes = str(options.project.minutes)
            _choose_stack(options.project.config_file)
        run: Callable[[argparse.Namespace], int] = getattr(
            importlib.import_module(options.module), options.run
        )
        return run(options)
    except KeyboardInterrupt:
        print_warning("interrupted")
        return PROBLEMS
    except ModuleNotFoundError as missing:
        name = (missing.name or "").partition(".")[0]
        if name == "minutes_archive":
            raise
        print_warning(_EXTRA.get(name, "no_import"), verb=options.verb, name=name)
        return USAGE
    except OSError as stopped:
        print_line(f"{options.verb}: {reason(stopped)}")
        return PROBLEMS


def _choose_stack(config_file: Path | None) -> None:
    """Let ProperDocs be what is imported as MkDocs, where it alone is there or its file is used."""
    if "mkdocs" in sys.modules or not importlib.util.find_spec("properdocs"):
        return
    is_its_own = config_file is not None and config_file.name.startswith("properdocs")
    if is_its_own or not importlib.util.find_spec("mkdocs"):
        importlib.import_module("properdocs.replacement")


def _verb_of(rest: Sequence[str]) -> str:
    """Return the verb among arguments without the general options, or "" where there is none."""
    return rest[0] if rest and not rest[0].startswith("-") else ""


def _tell_unknown(verb: str, verbs: Sequence[str]) -> None:
    t = words()
    close = difflib.get_close_matches(verb.lower(), verbs, n=1, cutoff=0.5)
    hint = t("cli.did_you_mean", verb=close[0]) if close else ", ".join(verbs)
    more = t("cli.see_help", program=program_name())
    sys.stderr.write(f"{program_name()}: {t('cli.unknown_verb', verb=verb)} – {hint} ({more})\n")


def _early_parser() -> argparse.ArgumentParser:
    """Return what reads the options that decide how everything else is said."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--lang", choices=LANGUAGES)
    early.add_argument("-q", "--quiet", action="store_true")
    early.add_argument("--config", nargs="?")
    early.add_argument("--minutes", nargs="?")
    return early


class _Version(argparse.Action):
    """Shows the version of the package."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("mkdocs-minutes-archive")
        except PackageNotFoundError:  # run from a folder of sources
            number = "0"
        print(f"{program_name()} {number}")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    t = words()

    def general(parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--lang",
            choices=LANGUAGES,
            default=argparse.SUPPRESS,
            help=t("cli.option.lang"),
        )
        parser.add_argument(
            *("-q", "--quiet"),
            action="store_true",
            default=argparse.SUPPRESS,
            help=t("cli.option.quiet"),
        )

    parser = argparse.ArgumentParser(prog=program_name(), description=t("cli.about"))
    parser.add_argument("--version", action=_Version, nargs=0, help=t("cli.option.version"))
    general(parser)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    folder, file, date = (t(f"cli.metavar.{name}") for name in ("folder", "file", "date"))

    def verb(
        name: str, module: str = _VERBS, run: str = "", *, minutes: bool = True
    ) -> argparse.ArgumentParser:
        text = t(f"cli.verb.{name}")
        added = verbs.add_parser(name, help=text, description=text)
        if minutes:
            added.add_argument("--minutes", metavar=folder, help=t("cli.option.minutes"))
        general(added)
        added.set_defaults(run=run or name, module=module)
        return added

    builds, serves, checks = verb("build"), verb("serve"), verb("check")
    builds.add_argument("--site-dir", metavar=folder, help=t("cli.option.site_dir"))
    builds.add_argument("--clean", action="store_true", help=t("cli.option.clean"))
    serves.add_argument("--address", type=_address, default="127.0.0.1:8000", metavar="IP:PORT")
    serves.add_argument("--edit", action="store_true", help=t("cli.option.edit"))
    checks.add_argument("--format", choices=FORMATS, default="text", help=t("cli.option.format"))
    checks.add_argument("--strict", action="store_true", help=t("cli.option.strict"))
    checks.add_argument("--site", action="store_true", help=t("cli.option.site"))
    records, verifies = verb("record"), verb("verify")
    verifies.add_argument("site", metavar=folder, help=t("cli.option.copy"))
    verifies.add_argument("--manifest", metavar=file, help=t("cli.option.manifest"))
    verifies.add_argument("--served", action="store_true", help=t("cli.option.served"))
    verifies.add_argument("--list", default="", metavar="URL", help=t("cli.option.list"))

    imports = verb("import", run="import_documents")
    imports.epilog = t("cli.import_more", program=program_name())
    imports.add_argument("files", nargs="+", metavar=file, help=t("cli.option.files"))
    imports.add_argument("--force", action="store_true", help=t("cli.option.force"))
    imports.add_argument("--ocr", action="store_true", help=t("cli.option.ocr"))
    imports.add_argument("--profile", default="", metavar=file, help=t("cli.option.profile"))
    imports.add_argument("--body", default="", metavar="ID", help=t("cli.option.body_of_document"))
    imports.add_argument("--date", type=_date, metavar=date, help=t("cli.option.date_of_document"))

    news = verb("new")
    news.add_argument(
        "date", nargs="?", default="", metavar=date, help=t("cli.option.date_of_meeting")
    )
    news.add_argument("--body", default="", help=t("cli.option.body"))
    news.add_argument("--kind", default="", help=t("cli.option.kind"))
    news.add_argument("--people", action="store_true", help=t("cli.option.people"))
    news.add_argument("--title", default="", help=t("cli.option.title"))

    exports = verb("export", _ARCHIVE_VERBS)
    exports.add_argument("file", nargs="?", default="", metavar=file, help=t("cli.option.zip"))
    exports.add_argument("--markdown", default="", metavar=folder, help=t("cli.option.markdown"))
    migrates = verb("migrate", _ARCHIVE_VERBS)
    inits = verb("init", _ARCHIVE_VERBS, minutes=False)
    name = t("cli.metavar.name")
    inits.add_argument("folder", metavar=folder, help=t("cli.option.folder"))
    inits.add_argument("--name", default="", metavar=name, help=t("cli.option.name"))
    inits.add_argument("--publisher", default="", metavar=name, help=t("cli.option.publisher"))
    for option, key in (("municipality", "municipality"), ("body", "body_name")):
        inits.add_argument(
            f"--{option}",
            action="append",
            default=[],
            metavar=name,
            help=t(f"cli.option.{key}"),
        )
    inits.add_argument("--site-url", default="", metavar="URL", help=t("cli.option.site_url"))
    inits.add_argument("--host", choices=HOSTS, default="", help=t("cli.option.host"))
    inits.add_argument("--date", default="", metavar=date, help=t("cli.option.first_date"))
    demos = verb("demo", minutes=False)
    demos.add_argument("folder", nargs="?", metavar=folder, help=t("cli.option.demo_folder"))
    demos.add_argument("--address", type=_address, default="127.0.0.1:8000", metavar="IP:PORT")
    for added in (builds, serves, checks, records, verifies, imports, news, exports, migrates):
        added.add_argument("--config", metavar=file, help=t("cli.option.config"))

    shells = verb("completion", minutes=False)
    shells.add_argument("shell", choices=SHELLS, help=t("cli.option.shell"))
    return parser


def _date(written: str) -> dt.date:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        sentence = words()("cli.no_date", written=written)
        raise argparse.ArgumentTypeError(sentence) from None


def _address(written: str) -> str:
    host, _, port = written.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise argparse.ArgumentTypeError(words()("cli.no_address", written=written))
    return written
