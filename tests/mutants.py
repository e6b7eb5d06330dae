"""Change the package at random places and tell which changes no test notices.

`python3 build.py mutants --count 300 --seed 1 [--room pages]`. Each mutant is one small change
of one module: a comparison turned, a constant changed, a condition negated, an answer or a call
forgotten. Every place of the package is as likely as any other, apart from those whose change
nobody could see (`_left_out`). A mutant is tried in a copy of the repository with the tests that
run its line, the cheapest first, for at most `--seconds`, and counts as found when one of them
fails or does not end in time. Survivors are printed with their place; the exit code is 1 when
fewer than `--least` percent are found.

Which tests run which line is recorded once (`lines_run.py`), in about twice the time of the
suite, and kept in `.mutants/` with the copy it was made of. `--kept` uses that copy even where
the package or the tests have changed since.
"""

from __future__ import annotations

import argparse
import ast
import copy
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from time import perf_counter

from lines_run import RECORD, LinesRun, TestRun, read_lines_run

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("plugins") / "minutes_archive"
PARTS = ("plugins", "benchmarks", "tests", "docs", "minutes", "deploy", ".ci")
# Plugins of pytest that take longer to start than many a mutant to be found.
_NOT_NEEDED = ("cacheprovider", "hypothesispytest", "xdist", "pytest_cov")
# Rooms that measure, or try other programs: too dear for what they would notice.
APART = {"benchmarks", "deploy", "fuzz", "world"}
APART_FILES = ("building/test_incremental.py", "trust/test_killed.py")
# Tests that read the text of the package: they run none of the lines that they are about.
READERS = (
    "tests/language/test_problem_words.py",
    "tests/look/test_catalogue.py",
    "tests/test_boundaries.py",
    "tests/test_problem_codes.py",
    "tests/world/test_documentation.py",
)
MOST_TESTS = 2_000
QUICK = 0.5  # seconds of a test with its fixtures that is tried before the others
PATIENCE = 90  # seconds, besides those of the tests themselves
SETTINGS = """\
[run]
source = {package}
parallel = true
data_file = {data}
patch = subprocess, _exit, fork
disable_warnings = no-data-collected, module-not-measured
"""

_TURNED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_NOTHING = ("None", "False")  # an answer that is as good as none
_COUNTED_ON: Mapping[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one module (its path below the root): what it was and is, and its lines.

    `at_import` tells that it is outside of functions, where it acts when the module is loaded.
    """

    module: Path
    at_import: bool
    first_line: int
    last_line: int
    before: str
    after: str
    text: bytes

    @property
    def room(self) -> str:
        """The folder or module on the package's first level."""
        return self.module.relative_to(PACKAGE).parts[0]

    def __str__(self) -> str:
        return f"{self.module.as_posix()}:{self.first_line} {self.before} -> {self.after}"


def mutants_of(module: Path, source: bytes) -> list[Mutant]:
    """Return every mutant of a module, in the order of the text."""
    tree = ast.parse(source)
    left_out = _left_out(tree)
    nodes = [node for node in ast.walk(tree) if id(node) not in left_out]
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.Lambda)]
    inside = {id(node) for one in functions for node in ast.walk(one)}
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found: list[tuple[int, Mutant]] = []
    for node in nodes:
        for part, after in _changes(node):
            begin = starts[part.lineno - 1] + part.col_offset
            end = starts[(part.end_lineno or 0) - 1] + (part.end_col_offset or 0)
            text = source[:begin] + after.encode() + source[end:]
            last = part.end_lineno or part.lineno
            was = ast.unparse(part)
            found.append(
                (begin, Mutant(module, id(node) not in inside, part.lineno, last, was, after, text))
            )
    return [mutant for _, mutant in sorted(found, key=lambda one: one[0])]


def _left_out(tree: ast.Module) -> set[int]:
    """Return the nodes whose change nobody could see, by their identity.

    Docstrings, annotations, decorators, `__all__`, what only a type checker reads, assertions
    (`strict` of zip is one), what is told to a log, and the words of errors that only developers
    see. Words inside f-strings have no place of their own before Python 3.12.
    """
    out: set[int] = set()
    for node in ast.walk(tree):
        below: list[ast.AST] = []
        match node:
            case ast.AnnAssign(annotation=annotation):
                below.append(annotation)
            case ast.arg(annotation=ast.expr() as annotation):
                below.append(annotation)
            case ast.FunctionDef(returns=ast.expr() as returns):
                below += [returns, *node.decorator_list]
            case ast.FunctionDef() | ast.ClassDef():
                below += node.decorator_list
            case ast.Expr(value=ast.Constant()) | ast.Assert() | ast.JoinedStr():
                below.append(node)
            case ast.Assign(targets=[ast.Name(id="__all__" | "__slots__"), *_]):
                below.append(node)
            case ast.If(test=test) if "TYPE_CHECKING" in ast.unparse(test):
                below.append(node)
            case ast.If(test=test) if "__main__" in ast.unparse(test):
                below.append(node)
            case ast.Call(func=ast.Name(id="zip"), keywords=[ast.keyword(value=value)]):
                below.append(value)  # strict: an assertion, as `assert` is
            case ast.Call(func=ast.Name(id="cast" | "TypeVar" | "NewType")):
                below += node.args[:1]
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name)))) if name in (
                "log",
                "logger",
                "_log",
                "logging",
            ):
                below.append(node)
            case ast.Raise(
                exc=ast.Call(
                    func=ast.Name(
                        id="ValueError" | "TypeError" | "RuntimeError" | "NotImplementedError"
                    )
                ) as call
            ):
                below += call.args
        out |= {id(each) for one in below for each in ast.walk(one)}
    return out


def _changes(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """Yield what can be changed at a node: the part of the text, and what it becomes."""
    changed = copy.copy(node)
    match node, changed:
        case ast.Compare(ops=[op, *others]), ast.Compare() if type(op) in _TURNED:
            changed.ops = [_TURNED[type(op)](), *others]
            yield node, ast.unparse(changed)
        case ast.BoolOp(op=op), ast.BoolOp():
            changed.op = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield node, f"({ast.unparse(changed)})"
        case ast.BinOp(op=ast.Add() | ast.Sub() as op), ast.BinOp():
            if not any(isinstance(side, ast.JoinedStr) for side in ast.walk(node)):
                changed.op = _COUNTED_ON[type(op)]()
                yield node, f"({ast.unparse(changed)})"
        case ast.Constant(value=bool() as value), _:
            yield node, repr(not value)
        case ast.Constant(value=int() as value), _:
            # One more of a large number is no limit that anybody could tell from the other.
            yield node, repr(value + 1 if value < 100 else value * 2)
        case ast.Constant(value=str() as value), _ if value:
            yield node, repr(f"{value}x")
        case ast.Return(value=ast.expr() as value), _ if ast.unparse(value) not in _NOTHING:
            yield node, "return None"
        case ast.If(test=test) | ast.IfExp(test=test), _:
            yield test, f"(not ({ast.unparse(test)}))"
        case ast.Expr(value=ast.Call()), _:
            yield node, "pass"


def chosen(tree: Path, count: int, seed: int, room: str) -> list[Mutant]:
    """Return that many different mutants of the package in a tree, or of one room of it."""
    found: list[Mutant] = []
    for file in sorted((tree / PACKAGE).rglob("*.py")):
        name = file.relative_to(tree)
        if not room or name.relative_to(PACKAGE).parts[0] == room:
            found += mutants_of(name, file.read_bytes())
    return random.Random(seed).sample(found, min(count, len(found)))


def tests_for(mutant: Mutant, ran: LinesRun, tree: Path, seconds: float) -> list[TestRun]:
    """Return the tests to try a mutant with, in the order of trying.

    First those that run its lines or read the package's text, then those that run anything of
    its module: what is worked out when a module is loaded, or once for a process, is recorded for
    nobody or for one. Of a module that no test is seen to run, those of the room: it may run in a
    process that is too confined to be watched. Quick tests come before dear ones, which alone
    may take all the time there is; among them those of the room before others.
    """
    module = tree / mutant.module
    lines = () if mutant.at_import else range(mutant.first_line, mutant.last_line + 1)
    room = f"tests/{mutant.room.removesuffix('.py')}"
    near = ran.tests_of(module, lines)
    near += [test for test in ran.tests if test.name.startswith(READERS) and test not in near]
    known = set(near)
    far = ran.tests_of(module, ran.lines_of(module))
    far = far or [test for test in ran.tests if test.name.startswith(room)]
    far = [test for test in far if test not in known]

    def order(test: TestRun) -> tuple[bool, bool, float, str]:
        cost = ran.seconds([test])
        return cost > QUICK, not test.name.startswith(room), cost, test.name

    found: list[TestRun] = []
    made: set[str] = set()
    left = seconds
    for tests in (near, far):
        for test in sorted(tests, key=order):
            fixtures = [name for name in test.fixtures if name not in made]
            left -= test.seconds + sum(ran.fixtures.get(name, 0.0) for name in fixtures)
            if (left < 0 and found) or len(found) == MOST_TESTS:
                return found
            made.update(fixtures)
            found.append(test)
    return found


def is_found(mutant: Mutant, ran: LinesRun, tree: Path, place: Path, seconds: float) -> bool:
    """Try a mutant in a copy of the tree, which is as it was afterwards.

    Tests without a dear fixture come first, by themselves: they find most of what is found.
    """
    tests = tests_for(mutant, ran, tree, seconds)
    if not tests:
        return False
    quick = [test for test in tests if ran.seconds([test]) <= QUICK]
    dear = [test for test in tests if ran.seconds([test]) > QUICK]
    file = place / mutant.module
    original, times = file.read_bytes(), file.stat()
    file.write_bytes(mutant.text)
    try:
        return any(_fails(place, group, ran) for group in (quick, dear) if group)
    finally:
        file.write_bytes(original)
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def _fails(place: Path, tests: Sequence[TestRun], ran: LinesRun) -> bool:
    """Tell whether one of these tests fails in the copy, or does not end in time."""
    # In the order of the files, so that a fixture of a module is made once.
    names = place.parent / f"{place.name}-tests.txt"
    names.write_text("".join(f"{test.name}\n" for test in tests), encoding="utf-8")
    command = ["-m", "pytest", "-q", "-x", "-m", "", f"@{names}"]
    command += [part for plugin in _NOT_NEEDED for part in ("-p", f"no:{plugin}")]
    # Nothing is compiled into a file, which could stay when the mutant is gone.
    more = {"PYTHONDONTWRITEBYTECODE": "1"}
    return _run(place, command, PATIENCE + 6 * ran.seconds(tests), more) != 0


def _run(tree: Path, command: Sequence[str], seconds: float, more: Mapping[str, str]) -> int:
    """Run Python in the tree and all that it starts; end it after some seconds, as failed."""
    paths = os.pathsep.join(str(tree / part) for part in ("plugins", "tests", "."))
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": paths, **more},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return 1
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def prepare(folder: Path, kept: bool, jobs: int) -> LinesRun:
    """Copy the repository into `folder`/tree and record which tests run which of its lines."""
    tree, stamp = folder / "tree", folder / "made-of"
    digest = _digest()
    if not (stamp.exists() and (kept or stamp.read_text(encoding="utf-8") == digest)):
        shutil.rmtree(folder, ignore_errors=True)
        for part in PARTS:
            ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
            shutil.copytree(ROOT / part, tree / part, ignore=ignored)
        for file in (file for file in ROOT.iterdir() if file.is_file()):
            shutil.copy(file, tree)
        _run(tree, ["-m", "compileall", "-q", "plugins", "tests"], 600, {})
        stamp.write_text(digest, encoding="utf-8")
    _record(folder, jobs)
    return read_lines_run(folder / "lines", sorted(folder.glob("tests-*.json")))


def _record(folder: Path, jobs: int) -> None:
    """Run the tests of the tree, some rooms at a time, and keep what each of them runs.

    Rooms that were recorded before it was interrupted are not run again.
    """
    tree = folder / "tree"
    data = folder / "lines"
    settings = folder / "coverage.ini"
    text = SETTINGS.format(package=tree / PACKAGE, data=data)
    settings.write_text(text, encoding="utf-8")
    rooms = sorted(path for path in (tree / "tests").iterdir() if any(path.glob("test_*.py")))
    rooms = [room for room in rooms if room.name not in APART]
    # The dear ones first, so that nobody waits for them alone.
    rooms.sort(key=lambda room: room.name not in ("trust", "guest", "site"))
    top = [*sorted((tree / "tests").glob("test_*.py")), tree / READERS[-1]]
    groups = [[room] for room in rooms] + [top]

    def record_group(group: Sequence[Path]) -> None:
        name = group[0].name if len(group) == 1 else "top"
        record = folder / f"tests-{name}.json"
        if record.exists():
            return
        print(f"{name}: its tests are run once, to know what they run", flush=True)
        command = ["-m", "coverage", "run", f"--rcfile={settings}", "-m", "pytest", "-q"]
        command += ["-p", "lines_run", "-p", "no:cacheprovider", "-m", "not slow and not browser"]
        command += [f"--ignore=tests/{file}" for file in APART_FILES]
        paths = [path.relative_to(tree).as_posix() for path in group]
        _run(tree, [*command, *paths], 3600, {RECORD: str(record)})

    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(record_group, groups))
    combine = ["-m", "coverage", "combine", f"--rcfile={settings}", "-q", "--append"]
    if any(folder.glob("lines.*")):
        _run(tree, combine, 600, {})
    if not data.exists():
        raise SystemExit("coverage combine failed")
    for broken in folder.glob("lines.*"):  # of processes that a test has killed
        broken.unlink()


def _digest() -> str:
    """Return a digest of the modules of the package and of its tests."""
    digest = hashlib.sha256()
    for part in (PACKAGE, Path("tests")):
        for file in sorted((ROOT / part).rglob("*.py")):
            digest.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the mutants and print the survivors and the share that was found."""
    parser = argparse.ArgumentParser(prog="build.py mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=300, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--skip", type=int, default=0, metavar="N", help="how many to pass over")
    parser.add_argument("--room", default="", help="a name on the package's first level")
    parser.add_argument("--seconds", type=float, default=40, metavar="N", help="for each mutant")
    parser.add_argument("--least", type=int, default=0, metavar="PERCENT")
    parser.add_argument("--folder", type=Path, default=ROOT / ".mutants", metavar="FOLDER")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("--kept", action="store_true", help="use the copy there, old or not")
    options = parser.parse_args(arguments)
    folder = options.folder.resolve()
    ran = prepare(folder, options.kept, options.jobs)
    mutants = chosen(folder / "tree", options.count, options.seed, options.room)[options.skip :]
    copies: SimpleQueue[Path] = SimpleQueue()
    for number in range(options.jobs):
        copy_of_tree = folder / f"copy-{number}"
        shutil.rmtree(copy_of_tree, ignore_errors=True)
        shutil.copytree(folder / "tree", copy_of_tree)
        copies.put(copy_of_tree)

    def try_one(mutant: Mutant) -> bool:
        begun = perf_counter()
        place = copies.get()
        try:
            found = is_found(mutant, ran, folder / "tree", place, options.seconds)
        finally:
            copies.put(place)
        word = "found" if found else "SURVIVED"
        print(f"{word} ({perf_counter() - begun:.0f} s): {mutant}", flush=True)
        return found

    by_room: dict[str, list[bool]] = {}
    with ThreadPoolExecutor(options.jobs) as pool:
        for mutant, found in zip(mutants, pool.map(try_one, mutants), strict=True):
            by_room.setdefault(mutant.room, []).append(found)
    print("\n| room | mutants | found |\n|---|--:|--:|")
    for room, answers in sorted(by_room.items()):
        print(f"| {room} | {len(answers)} | {sum(answers)} |")
    total = sum(map(sum, by_room.values()))
    percent = 100 * total / max(len(mutants), 1)
    print(f"\n{total} of {len(mutants)} found ({percent:.0f} %).")
    return 0 if percent >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
