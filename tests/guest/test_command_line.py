"""One command line: what mkdocs.yml says holds, from any folder, in Swedish and in English."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from built_site import INVENTED, ROOT
from guest.ordinary import Project
from minutes_archive.commandline.commands import main
from minutes_archive.commandline.project import find_project
from minutes_archive.commandline.usage import completion

SETTINGS = """site_name: Town
site_dir: public
plugins:
  - minutes-archive: {minutes_dir: protokoll, prefix: /arkiv/}
  - minutes-archive: {minutes_dir: andra, prefix: b}
extra: !ENV [NOT_SET, x]
theme: {custom: !!python/name:no.such.thing ''}
"""


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "docs" / "deep").mkdir(parents=True)
    monkeypatch.delenv("MINUTES_DIR", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_mkdocs_yml_says_where_things_are(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = find_project()
    assert (here.minutes, here.site_dir, here.prefix) == (
        Path("protokoll"),
        Path("public"),
        "arkiv/",
    )
    monkeypatch.chdir(town / "docs" / "deep")
    deep = find_project()
    assert deep.minutes.resolve() == town / "protokoll"
    assert deep.prefix == "arkiv/"


def test_what_is_given_goes_before_mkdocs_yml(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_project(minutes="andra").prefix == "b/"
    assert find_project(site_dir="x").site_dir == Path("x")
    monkeypatch.setenv("MINUTES_DIR", "miljo")
    assert find_project().minutes.resolve() == town / "miljo"
    assert find_project(minutes="andra").minutes == Path("andra")


def test_other_files_and_those_they_inherit(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (town / "b.yml").write_text("INHERIT: mkdocs.yml\nsite_dir: b\n", encoding="utf-8")
    project = find_project("b.yml")
    assert (project.minutes, project.site_dir) == (Path("protokoll"), Path("b"))
    other = town / "other"
    other.mkdir()
    (other / "properdocs.yml").write_text("plugins: {minutes-archive: {prefix: p}}\n")
    monkeypatch.chdir(other)
    assert find_project().prefix == "p/"


def test_no_mkdocs_yml_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_project().config_file is None
    assert main(["build"]) == 2
    assert find_project(home=ROOT).config_file is not None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["biuld"], 'okänt verb "biuld" – menade du "build"?'),
        (["--lang", "en", "biuld"], 'unknown verb "biuld" – did you mean "build"?'),
        (["--lang", "sv", "new", "--body"], "fel: --body: behöver ett värde"),
        (["new", "--body", "--lang", "en"], "error: argument --body: expected one argument"),
        (["import", "--lang", "sv"], "det här saknas: FIL"),
        (["serve", "--address", "x", "--lang", "sv"], '"x" är ingen adress'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_slip_of_the_fingers(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("language", "words", "foreign"),
    [("sv", "visa den här hjälpen", "show this"), ("en", "show this help", "webbplats")],
)
@pytest.mark.parametrize("verb", [[], ["build"], ["import"], ["init"]], ids=" ".join)
def test_help_is_whole_in_one_language(
    language: str,
    words: str,
    foreign: str,
    verb: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*verb, "--lang", language, "--help"]) == 0
    said = capsys.readouterr().out
    assert words in said
    assert foreign not in said


def test_language_is_that_of_the_archive_or_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert main(["--help"]) == 0
    assert "show this help" in capsys.readouterr().out
    (tmp_path / "minutes").mkdir()
    (tmp_path / "minutes/archive.yml").write_text("format: 1\nlanguage: sv\n", encoding="utf-8")
    assert main(["--help"]) == 0
    assert "visa den här hjälpen" in capsys.readouterr().out


def test_module_is_the_program_and_help_needs_no_mkdocs() -> None:
    code = (
        "import sys; from minutes_archive.commandline.commands import main; main(['--help']); "
        "heavy = {'mkdocs', 'material', 'jinja2', 'nh3', 'markdown_it', 'lxml', 'pdfplumber'}; "
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    assert subprocess.run([sys.executable, "-c", code], env=environment).returncode == 0
    shown = subprocess.run(
        [sys.executable, "-m", "minutes_archive", "--version"],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert shown.stdout.startswith("python -m minutes_archive ")


@pytest.mark.parametrize("verb", ["check", "record", "new"])
def test_core_verbs_run_without_mkdocs_and_material(verb: str, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "for name in ('mkdocs', 'material', 'properdocs'): sys.modules[name] = None\n"
        "from minutes_archive.commandline.commands import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    shutil.copytree(INVENTED, tmp_path / "minutes")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    more = ["2031-01-02", "--body", "styrgruppen"] if verb == "new" else []
    done = subprocess.run(
        [sys.executable, "-c", code, verb, *more],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_verb(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert [verb for verb in ("build", "serve", "check", "import") if verb not in script] == []
    assert "site-dir" in script
    if shell == "bash":
        assert subprocess.run(["bash", "-n"], input=script, text=True).returncode == 0
    assert callable(completion)


def test_build_below_a_prefix_goes_on_from_the_last_and_is_verified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(tmp_path)
    project.write()
    monkeypatch.chdir(tmp_path)
    assert main(["build", "-q"]) == 0
    first = _digests(tmp_path / "site")
    (tmp_path / "docs/other.md").write_text("# Other\n", encoding="utf-8")
    assert main(["build"]) == 0
    again = _digests(tmp_path / "site")
    assert main(["build", "--clean"]) == 0
    assert again == _digests(tmp_path / "site")
    assert {name for name in first if first[name] != again.get(name)} >= {"other/index.html"}
    assert main(["verify", "site"]) == 0
    (tmp_path / "site/arkiv/index.html").write_text("x", encoding="utf-8")
    assert main(["verify", "site"]) == 1


def _digests(site: Path) -> dict[str, str]:
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("minutes-archive ver", ["verify"]),
        ("minutes-archive --la", ["--lang"]),
        ("minutes-archive check --s", ["--strict", "--site"]),
        ("minutes-archive --lang en check --form", ["--format"]),
        ("minutes-archive check --format gi", ["github"]),
        ("minutes-archive completion z", ["zsh"]),
    ],
)
def test_bash_completes(
    typed: str,
    offered: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(sys, "argv", ["minutes-archive"])
    assert main(["completion", "bash"]) == 0
    last = len(typed.split()) - 1
    ask = f'COMP_WORDS=({typed}) COMP_CWORD={last}; _minutes_archive; echo "${{COMPREPLY[*]}}"'
    script = capsys.readouterr().out + ask
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.split() == offered, done.stderr
