"""Decisions that replace decisions: a ring of them would leave none in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from minutes_archive.archive.entries import DecisionEntry
from minutes_archive.archive.references import Target
from minutes_archive.problems import Place, Problem


def replacement_rings(
    decisions: Iterable[DecisionEntry], targets: Mapping[str, Target]
) -> list[Problem]:
    """Find decisions that, by way of others, replace themselves.

    `targets` are what references mean, by how they are written: several ways name a decision.
    """
    replaces = {
        entry.id: [
            (target.decision.id, reference.place)
            for reference in entry.decision.replaces
            if (target := targets.get(reference.target)) and target.decision
        ]
        for entry in decisions
        if entry.decision.replaces
    }
    problems = []
    done: set[str] = set()
    for start in replaces:
        path: list[str] = []
        problem = _walk(start, replaces, path, done)
        if problem:
            problems.append(problem)
    return problems


def _walk(
    start: str, replaces: Mapping[str, list[tuple[str, Place]]], path: list[str], done: set[str]
) -> Problem | None:
    stack = [(start, iter(replaces.get(start, ())))]
    path.append(start)
    while stack:
        name, following = stack[-1]
        step = next(following, None)
        if step is None:
            done.add(name)
            stack.pop()
            path.pop()
            continue
        target, place = step
        if target in path:
            circle = " → ".join([*path[path.index(target) :], target])
            done.update(path)
            return Problem(place, "E204", f"beslut ersätter varandra i en ring: {circle}")
        if target not in done:
            stack.append((target, iter(replaces.get(target, ()))))
            path.append(target)
    return None
