#!/usr/bin/env python3
"""Build, serve, check and test the archive: `python3 build.py [verb]`, see `--help`.

A launcher of the standard library only. Where the packages are not importable it makes
.venv, installs the locked versions there, and starts itself again inside.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import runpy
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed"
RUNNING_INSIDE = "MINUTES_ARCHIVE_VENV"
WINDOWS = os.name == "nt"

# Side by side, each process with browsers and built sites of its own.
_PYTEST = ["-m", "pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]
TASKS = {
    "test": [_PYTEST],
    "quick": [[*_PYTEST, "-m", "not slow and not browser and not site"]],
    "coverage": [[*_PYTEST, "--cov", "--cov-report=term:skip-covered"]],
    "lint": [["-m", "ruff", "check", "."], ["-m", "ruff", "format", "--check", "."]],
    "types": [["-m", "mypy"]],
    "goldens": [["tests/goldens.py"]],
    "mutants": [["tests/mutants.py"]],
    "screenshots": [["tests/screenshots.py"]],
}
"""What developers run: a task -> its commands. They need the packages of the tests."""

AFTERWARDS = {
    "coverage": (
        "Not counted, though tested from outside: what the reader of foreign documents runs in its "
        "confined process (importing/confined, OCR, the repair of PDF files), which has neither "
        "our environment nor leave to write; what processes ran that tests kill (serving, site "
        "locks); and what Windows alone runs."
    ),
}
"""What a task's figures do not say by themselves."""


def _say(swedish: str, english: str) -> None:
    """Say a sentence in the language that the program itself would talk (`--lang` says it)."""
    given = " ".join(sys.argv)
    archive = ROOT / "minutes" / "archive.yml"
    if "--lang" in given:
        is_english = "--lang en" in given or "--lang=en" in given
    elif archive.is_file():
        is_english = "\nlanguage: en" in archive.read_text(encoding="utf-8", errors="replace")
    else:
        system = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        is_english = next(filter(None, system), "")[:2] == "en"
    print(english if is_english else swedish, file=sys.stderr, flush=True)


def main() -> int:
    """Run the verb given on the command line and return its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 (this very line must run on older Pythons)
        _say("build.py behöver Python 3.11 eller nyare.", "build.py needs Python 3.11 or newer.")
        return 2
    task = sys.argv[1] if len(sys.argv) > 1 else ""
    testing = task in TASKS or sys.argv[1:3] == ["bench", "pages"]
    if not _importable(testing):
        return _run_inside(testing)
    if task in TASKS or task == "bench":
        os.chdir(ROOT)
    if task in TASKS:
        return _run_task(task, sys.argv[2:])
    if task == "bench":
        from benchmarks.__main__ import main as run_benchmark

        return run_benchmark(sys.argv[2:])
    from minutes_archive.commandline.commands import main as run_verb

    return run_verb(sys.argv[1:], home=ROOT)


def _packaging_tool() -> int:
    """Run the package `build`, which `python -m build` means; this file is only in its way."""
    sys.path[:] = [path for path in sys.path if Path(path or ".").resolve() != ROOT]
    if importlib.util.find_spec("build.__main__") is None:
        print("python -m build: pip install build", file=sys.stderr)
        return 2
    runpy.run_module("build", run_name="__main__", alter_sys=True)
    return 0


def _importable(testing: bool) -> bool:
    """Tell whether this Python has what is needed; the package itself must be installed here."""
    names = ["minutes_archive", "mkdocs", "material", "yaml", "markdown_it", "nh3"]
    names += ["pdfplumber", "pypdfium2", "lxml", "markdownify"]
    if testing:
        names += [
            "pytest",
            "xdist",
            "lunr",
            "bs4",
            "hypothesis",
            "jsonschema",
            "selenium",
            "docx",
            "fpdf",
        ]
    if not all(importlib.util.find_spec(name) for name in names):
        return False
    spec = importlib.util.find_spec("minutes_archive")
    ours = spec is not None and spec.origin is not None and ROOT in Path(spec.origin).parents
    return ours and (Path(sys.prefix) != VENV or _stamp(testing) in _installed())


def _run_inside(testing: bool) -> int:
    python = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
    if os.environ.get(RUNNING_INSIDE):
        _say(
            "Paketen i .venv går inte att läsa. Ta bort mappen .venv och försök igen.",
            "The packages in .venv cannot be read. Delete the folder .venv and try again.",
        )
        return 2
    is_ready = python.exists() and _stamp(testing) in _installed()
    if not is_ready and not _install(python, testing):
        return 2
    command = [str(python), str(ROOT / "build.py"), *sys.argv[1:]]
    inside = {**os.environ, RUNNING_INSIDE: "1"}
    if not WINDOWS:
        # In this very process, so that whoever stops the launcher stops the work.
        os.execve(command[0], command, inside)
    try:
        return subprocess.run(command, env=inside).returncode
    except KeyboardInterrupt:
        return 1


def _install(python: Path, testing: bool) -> bool:
    """Make .venv with the locked packages; say what went wrong, and return whether nothing did."""
    _say(
        "Installerar paketen i .venv (görs en gång, kräver nätverk) …",
        "Installing the packages in .venv (done once, needs a network) …",
    )
    steps = []
    if not python.exists():
        steps.append([sys.executable, "-m", "venv", str(VENV)])
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    steps.append([*pip, "--require-hashes", "-r", str(_lock(testing))])
    steps.append([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    for step in steps:
        if subprocess.run(step).returncode:
            _say(
                "Installationen misslyckades. Kontrollera nätverket, att modulen venv finns "
                "(Debian: apt install python3-venv), och kör samma kommando igen.",
                "The installation failed. Check the network, that the module venv is there "
                "(Debian: apt install python3-venv), and run the same command again.",
            )
            return False
    kept = _installed() if not testing else []
    STAMP.write_text("\n".join({*kept, _stamp(testing), _stamp(False)}) + "\n", encoding="utf-8")
    return True


def _lock(testing: bool) -> Path:
    return ROOT / ("requirements-test.lock" if testing else "requirements.lock")


def _stamp(testing: bool) -> str:
    return hashlib.sha256(_lock(testing).read_bytes()).hexdigest()


def _installed() -> list[str]:
    return STAMP.read_text(encoding="utf-8").split() if STAMP.exists() else []


def _run_task(task: str, arguments: list[str]) -> int:
    """Run the commands of a task until one fails; what is given goes to the last of them."""
    paths = os.pathsep.join(str(ROOT / folder) for folder in ("plugins", "tests", "."))
    surroundings = {**os.environ, "PYTHONPATH": paths}
    *before, last = TASKS[task]
    for command in [*before, [*last, *arguments]]:
        code = subprocess.run([sys.executable, *command], env=surroundings).returncode
        if task in AFTERWARDS:
            print(AFTERWARDS[task], flush=True)
        if code:
            return code
    return 0


if __name__ == "__main__":
    try:
        # `python -m build` in this folder finds this file first.
        sys.exit(_packaging_tool() if __spec__ is not None else main())
    except KeyboardInterrupt:  # while packages are loaded or installed; the verbs catch their own
        _say("Avbrutet.", "Stopped.")
        sys.exit(1)
