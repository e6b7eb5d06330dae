"""What the documentation lists is what the code has, and the other way round."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from benchmarks.__main__ import _parser as benchmark_parser
from minutes_archive import config as config_module
from minutes_archive.commandline.commands import _parser
from minutes_archive.config import MinutesArchiveConfig
from minutes_archive.reading.format import MEETING
from minutes_archive.reading.format_page import format_page, key_paths
from minutes_archive.reading.registry_format import REGISTRY

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "dev"


def rows(page: str) -> list[list[str]]:
    """Return the cells of every table row that begins with a word in code."""
    text = (DOCS / page).read_text(encoding="utf-8")
    found = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in row] for row in found]


def test_options_are_documented_and_exist() -> None:
    documented = {row[0].strip("`"): row[1].strip("`") for row in rows("options.md")}
    declared = {
        name: "" if option.default is None else str(option.default)
        for name, option in MinutesArchiveConfig._schema
    }
    assert documented == declared


def test_environment_variables_are_documented() -> None:
    text = (DOCS / "options.md").read_text(encoding="utf-8")
    assert f"`{config_module.MINUTES_DIR_VARIABLE}`" in text


# Told once, above the table.
GENERAL = ("--lang", "--quiet")


def verbs_of_the_code() -> dict[str, set[str]]:
    """Return the options of every verb; a verb of verbs is told by those alone."""
    return {**dict(_verbs_of(_parser(), "")), **dict(_verbs_of(benchmark_parser(), "bench"))}


def _verbs_of(parser: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, set[str]]]:
    verbs = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    for action in verbs:
        for verb, below in action.choices.items():
            yield from _verbs_of(below, f"{name} {verb}".strip())
    if not verbs:
        options = {option for action in parser._actions for option in action.option_strings}
        yield name, {o for o in options if o.startswith("--")} - {"--help", *GENERAL}


def test_verbs_and_their_options_are_documented_and_exist() -> None:
    documented = {
        row[0].strip("`"): set(re.findall(r"`(--[a-z-]+)`", row[1])) for row in rows("verbs.md")
    }
    assert documented == verbs_of_the_code()
    text = (DOCS / "verbs.md").read_text(encoding="utf-8")
    assert [option for option in GENERAL if option not in text] == []


def test_the_readme_names_verbs_that_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"build\.py \[?([a-z]+)", text))
    assert named <= {name.split()[0] for name in verbs_of_the_code()} | {"test"}
    assert {"build", "check", "new", "serve"} <= named


def test_the_page_of_keys_is_what_the_code_makes() -> None:
    assert (DOCS / "file-format.md").read_text(encoding="utf-8") == format_page()


@pytest.mark.parametrize(
    ("record", "path"),
    [
        (MEETING, "items[].content[].decision.decision"),
        (MEETING, "items[].content[].decision.votes[].yes"),
        (MEETING, "present[].items"),
        (REGISTRY, "bodies.<id>.code"),
    ],
)
def test_keys_at_every_depth_are_listed(record: object, path: str) -> None:
    assert path in key_paths(record)  # type: ignore[arg-type]
    assert f"`{path.rpartition('.')[0]}`" in format_page()


def test_the_seed_uses_documented_keys_only() -> None:
    """A guard of the guard: the paths are those by which a real file is read."""

    def paths(value: object, path: str) -> set[str]:
        if isinstance(value, list):
            return {found for child in value for found in paths(child, f"{path}[]")}
        if isinstance(value, dict):
            opener = next(iter(value)) if path.endswith("content[]") else ""
            base = f"{path}.{opener}".strip(".") if opener else path
            here = {f"{base}.{key}".lstrip(".") for key in value}
            return here | {
                found
                for key, child in value.items()
                for found in paths(child, f"{base}.{key}".lstrip("."))
            }
        return set()

    (file,) = (ROOT / "minutes").glob("*/*/*.yml")
    used = paths(yaml.safe_load(file.read_text(encoding="utf-8")), "")
    assert len(used) > 20
    assert used <= key_paths(MEETING)


def test_the_pre_commit_hook_runs_a_verb_of_the_entry_point() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, *arguments = hook["entry"].split()
    assert (
        f'{program} = "minutes_archive.commandline.commands:main"'
        in (ROOT / "pyproject.toml").read_text()
    )
    assert _parser().parse_args(arguments).verb == "check"
    assert hook["pass_filenames"] is False
    assert re.match(hook["files"], "minutes/archive.yml")
