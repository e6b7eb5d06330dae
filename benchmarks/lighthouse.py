"""Scores of Lighthouse (npm package `lighthouse`), run as its own program."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.chromium import chromium_program
from benchmarks.node_programs import find_node_program

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PRESETS = {"mobile": (), "desktop": ("--preset=desktop",)}
_CHROME = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores from 0 to 100 in the order of CATEGORIES, and the audits that cost points."""

    points: tuple[int, ...]
    complaints: tuple[str, ...]


class LighthouseFailedError(Exception):
    """Lighthouse ended without a report; the message is what it said last."""


def lighthouse_program() -> str:
    """Return the path of Lighthouse, or "" where it is not installed."""
    return find_node_program("lighthouse")


def scores(address: str, preset: str, runs: int) -> Scores:
    """Return the medians of some runs; the complaints are those of the run with fewest points."""
    reports = [_report(address, preset) for _ in range(runs)]
    each = [_points(report) for report in reports]
    medians = tuple(round(statistics.median(column)) for column in zip(*each, strict=True))
    worst = min(zip(each, reports, strict=True), key=lambda pair: sum(pair[0]))[1]
    return Scores(medians, tuple(_complaints(worst)))


def _report(address: str, preset: str) -> dict[str, Any]:
    command: Sequence[str] = (
        *(lighthouse_program(), address, "--quiet", "--output=json", *PRESETS[preset]),
        *(f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={_CHROME}"),
    )
    environment = {**os.environ, "CHROME_PATH": chromium_program()}
    run = subprocess.run(command, capture_output=True, text=True, env=environment)
    try:
        report: dict[str, Any] = json.loads(run.stdout)
    except ValueError:
        raise LighthouseFailedError(run.stderr.strip()[-500:]) from None
    failed = report.get("runtimeError")
    if failed or any(report["categories"][name]["score"] is None for name in CATEGORIES):
        raise LighthouseFailedError(failed["message"] if failed else "a category has no score")
    return report


def _points(report: dict[str, Any]) -> tuple[int, ...]:
    return tuple(round(report["categories"][name]["score"] * 100) for name in CATEGORIES)


def _complaints(report: dict[str, Any]) -> list[str]:
    """Name each audit that took points, with its score and what it measured."""
    found = []
    for name in CATEGORIES:
        for reference in report["categories"][name]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            score = audit["score"]
            if reference["weight"] and score is not None and score < 0.9:
                shown = str(audit.get("displayValue", "")).replace("\xa0", " ")
                found.append(f"{reference['id']} {round(score * 100)} {shown}".strip())
    return found
