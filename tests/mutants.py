"""Change the package at random places and tell which changes no test of the room notices.

`python3 build.py mutants --count 300 --seed 1 [--room pages]`. Each mutant is one small change
of one module: a comparison turned, a constant or word changed, a condition negated, an answer
forgotten. It is tried in a copy of the package with the tests of its room (ROOM_TESTS), and
counts as found when they fail or do not end in time. Survivors are printed with their place;
the exit code is 1 when fewer than `--least` percent are found.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "plugins" / "minutes_archive"
SECONDS = 180

# The rooms whose tests lie elsewhere than in a folder of the room's name.
ROOM_TESTS: Mapping[str, tuple[str, ...]] = {
    "archive": ("archive_graph", "pages"),
    "addresses.py": ("test_addresses.py", "pages"),
    "building": ("building", "test_progress.py"),
    "commandline": ("test_commands.py", "world"),
    "loading.py": ("archive_graph", "trust"),
    "model.py": ("reading", "archive_graph", "pages"),
    "pages": ("pages", "look/test_attendance_picture.py", "look/test_terms.py"),
    "permanence": ("trust",),
    "personal_data": ("trust",),
    "plugin.py": ("building", "site"),
    "privacy": ("trust",),
    "problems.py": ("test_problems.py", "test_problem_codes.py"),
    "progress.py": ("test_progress.py",),
    "publishing": ("publishing", "trust/test_manifest.py", "trust/test_security_headers.py"),
    "reading": ("reading", "test_bad_data.py"),
}

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


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one module: its line, what it was and is, and the module's new text."""

    module: Path
    line: int
    before: str
    after: str
    text: str

    @property
    def room(self) -> str:
        return self.module.relative_to(PACKAGE).parts[0]

    def __str__(self) -> str:
        place = self.module.relative_to(ROOT).as_posix()
        return f"{place}:{self.line} {self.before} -> {self.after}"


def mutants_of(module: Path, pick: random.Random) -> Mutant | None:
    """Return the module with one random change, or None where there is nothing to change."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    places = list(_places(tree))
    if not places:
        return None
    number = pick.randrange(len(places))
    changed = copy.deepcopy(tree)
    node = list(_places(changed))[number]
    before = ast.unparse(node)
    _change(node)
    ast.fix_missing_locations(changed)
    line = getattr(node, "lineno", 0)
    return Mutant(module, line, before, ast.unparse(node), ast.unparse(changed) + "\n")


def _places(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield the nodes that can be changed, leaving out docstrings, annotations and `__all__`."""
    left_out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            left_out |= {id(below) for below in ast.walk(node.annotation)}
        if isinstance(node, ast.FunctionDef) and node.returns is not None:
            left_out |= {id(below) for below in ast.walk(node.returns)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(id(node.value))
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            left_out |= {id(below) for one in node.decorator_list for below in ast.walk(one)}
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in (
            "__all__",
            "__slots__",
        ):
            left_out |= {id(below) for below in ast.walk(node.value)}
        if isinstance(node, ast.JoinedStr):
            left_out |= {id(below) for below in ast.walk(node) if isinstance(below, ast.Constant)}
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            left_out |= {id(below) for below in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) not in left_out and _can_change(node):
            yield node


def _can_change(node: ast.AST) -> bool:
    if isinstance(node, ast.Compare):
        return type(node.ops[0]) in _TURNED
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str | int) and node.value != ""
    if isinstance(node, ast.Return):
        return node.value is not None and ast.unparse(node.value) != "None"
    return isinstance(node, ast.BoolOp | ast.If | ast.IfExp)


def _change(node: ast.AST) -> None:
    """Change a node in place."""
    if isinstance(node, ast.Compare):
        node.ops[0] = _TURNED[type(node.ops[0])]()
    elif isinstance(node, ast.Constant):
        value = node.value
        if isinstance(value, bool):
            node.value = not value
        elif isinstance(value, int):
            node.value = value + 1
        else:
            node.value = f"{value}x"
    elif isinstance(node, ast.Return):
        node.value = ast.Constant(None)
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.If | ast.IfExp):
        node.test = ast.UnaryOp(ast.Not(), node.test)


def tests_of(room: str) -> list[str]:
    """Return the paths of the tests that answer for a room, below tests/."""
    names = ROOM_TESTS.get(room, (room,))
    return [str(ROOT / "tests" / name) for name in names if (ROOT / "tests" / name).exists()]


def is_found(mutant: Mutant) -> bool:
    """Run the room's tests against a copy of the package that holds the mutant."""
    with tempfile.TemporaryDirectory(prefix="minutes-archive-mutant-") as folder:
        tree = Path(folder)
        for name in ("plugins", "benchmarks", "tests", "docs", "minutes", "deploy"):
            ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
            shutil.copytree(ROOT / name, tree / name, ignore=ignored)
        for file in (file for file in ROOT.iterdir() if file.is_file()):
            shutil.copy(file, tree)
        (tree / mutant.module.relative_to(ROOT)).write_text(mutant.text, encoding="utf-8")
        tests = [path.replace(str(ROOT), str(tree)) for path in tests_of(mutant.room)]
        paths = os.pathsep.join(str(tree / part) for part in ("plugins", "tests", "."))
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
        command += ["-m", "not slow and not browser", *tests]
        try:
            done = subprocess.run(
                command,
                cwd=tree,
                env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
                capture_output=True,
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            return True
        return done.returncode != 0


def chosen(count: int, seed: int, room: str) -> list[Mutant]:
    """Return that many mutants; modules are chosen by their length."""
    pick = random.Random(seed)
    modules = [m for m in sorted(PACKAGE.rglob("*.py")) if not room or _room_of(m) == room]
    modules = [module for module in modules if tests_of(_room_of(module))]
    lengths = [len(module.read_text(encoding="utf-8")) for module in modules]
    found: list[Mutant] = []
    while len(found) < count:
        (module,) = pick.choices(modules, lengths)
        mutant = mutants_of(module, pick)
        if mutant is not None:
            found.append(mutant)
    return found


def _room_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0]


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the mutants and print the survivors and the share that was found."""
    parser = argparse.ArgumentParser(prog="build.py mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=300, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--room", default="", help="a name on the package's first level")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("--least", type=int, default=0, metavar="PERCENT")
    options = parser.parse_args(arguments)
    mutants = chosen(options.count, options.seed, options.room)
    by_room: dict[str, list[bool]] = {}
    with ThreadPoolExecutor(options.jobs) as pool:
        for mutant, found in zip(mutants, pool.map(is_found, mutants), strict=True):
            by_room.setdefault(mutant.room, []).append(found)
            if not found:
                print(f"survived: {mutant}", flush=True)
    print("\n| room | mutants | found |\n|---|--:|--:|")
    for room, answers in sorted(by_room.items()):
        print(f"| {room} | {len(answers)} | {sum(answers)} |")
    total = sum(map(sum, by_room.values()))
    percent = 100 * total / len(mutants)
    print(f"\n{total} of {len(mutants)} found ({percent:.0f} %).")
    return 0 if percent >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
