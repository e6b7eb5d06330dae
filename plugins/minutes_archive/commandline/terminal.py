"""What the verbs tell the user, on stderr, and the exit codes they end with."""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence

from minutes_archive.personal_data.finding import without_identity_numbers
from minutes_archive.problems import Problem, Severity

GOOD, PROBLEMS, USAGE = 0, 1, 2

_REASONS = {
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet (kvoten) är slut",
    errno.EFBIG: "filen får inte bli större",
    errno.EROFS: "disken går bara att läsa",
    errno.EACCES: "rättighet saknas",
    errno.EPERM: "rättighet saknas",
    errno.EIO: "disken svarar med ett fel",
    errno.ENOENT: "finns inte",
    errno.ENOTDIR: "är ingen mapp",
    errno.EISDIR: "är en mapp",
    errno.EBUSY: "används av något annat (en monterad mapp går inte att byta ut)",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.EMFILE: "för många öppna filer",
}


def reason(error: Exception) -> str:
    """Return why something failed: what the system says of a file in Swedish, else its words."""
    if not isinstance(error, OSError) or error.errno is None:
        return str(error)
    why = _REASONS.get(error.errno, error.strerror or str(error))
    return f"{error.filename}: {why}" if error.filename else why


def show(problems: Sequence[Problem]) -> None:
    """Print problems to stderr, one a line, then how many."""
    for problem in problems:
        print(problem, file=sys.stderr)
    if any(problem.severity is Severity.ERROR for problem in problems):
        say(count_of_errors(problems))


def count_of_errors(problems: Sequence[Problem]) -> str:
    """Return how many of the problems are errors, in words."""
    return f"{sum(problem.severity is Severity.ERROR for problem in problems)} fel."


def say(line: str) -> None:
    """Tell the user what is happening; results go to files, so all talk is on stderr."""
    print(without_identity_numbers(line), file=sys.stderr, flush=True)
