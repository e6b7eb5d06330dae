"""What the verbs tell the user, on stderr, and the exit codes they end with."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from minutes_archive.problems import Problem, Severity

GOOD, PROBLEMS, USAGE = 0, 1, 2


def show(problems: Sequence[Problem]) -> None:
    """Print problems to stderr, one a line, then how many."""
    for problem in problems:
        print(problem, file=sys.stderr)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if errors:
        say(f"{errors} fel." if errors > 1 else "1 fel.")


def say(line: str) -> None:
    """Tell the user what is happening; results go to files, so all talk is on stderr."""
    print(line, file=sys.stderr, flush=True)
