"""Problems as lines that people, code reviews and programs read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from minutes_archive.problems import Problem


def text_lines(problems: Iterable[Problem]) -> str:
    """Return `file:line:column code message – hint`, one problem a line."""
    return "".join(f"{problem}\n" for problem in problems)


def github_lines(problems: Iterable[Problem]) -> str:
    """Return workflow commands that GitHub shows as annotations beside the lines.

    Source: docs.github.com, "Workflow commands for GitHub Actions".
    """
    return "".join(_command(problem) for problem in problems)


def json_lines(problems: Iterable[Problem]) -> str:
    """Return one JSON document; line and column are null where they are unknown."""
    rows = [
        {
            "path": problem.place.path,
            "line": problem.place.line or None,
            "column": (problem.place.column or 1) if problem.place.line else None,
            "severity": problem.severity.value,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return json.dumps({"problems": rows}, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Iterable[Problem]], str]] = {
    "text": text_lines,
    "github": github_lines,
    "json": json_lines,
}
"""What `check --format` offers."""


def _command(problem: Problem) -> str:
    place = problem.place
    properties = {"file": place.path}
    if place.line:
        properties |= {"line": str(place.line), "col": str(place.column or 1)}
    properties["title"] = problem.code
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    end = f" – {problem.hint}" if problem.hint else ""
    return f"::{problem.severity.value} {given}::{_data(problem.message + end)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
