"""Which tests run which lines of the package: a pytest plugin that records it, and the answer.

A line is run by a test itself, by a program that the test starts, or by a fixture of a module
or a session, which all tests that ask for the fixture share. coverage.py keeps the lines; this
module tells it who is running (its *context*), and keeps how long each test and fixture took.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from coverage import Coverage, CoverageData

RECORD = "MINUTES_ARCHIVE_LINES_RUN"
_CONFIG = "COVERAGE_PROCESS_CONFIG"  # the settings that coverage.py gives to programs started


@dataclass(frozen=True, slots=True)
class TestRun:
    """A test that passed: the processor's seconds, and the shared fixtures that it asks for."""

    __test__ = False
    name: str
    seconds: float
    fixtures: tuple[str, ...]


@dataclass(slots=True)
class LinesRun:
    """The tests that passed, the seconds of shared fixtures, and the lines that each ran."""

    data: CoverageData
    tests: list[TestRun]
    fixtures: dict[str, float]
    _users: dict[str, list[TestRun]] = field(init=False)

    def __post_init__(self) -> None:
        self._users = {test.name: [test] for test in self.tests}
        for test in self.tests:
            for fixture in test.fixtures:
                self._users.setdefault(fixture, []).append(test)

    def tests_of(self, module: Path, lines: Iterable[int]) -> list[TestRun]:
        """Return the tests that run any of the lines of a module, each once."""
        contexts = self.data.contexts_by_lineno(str(module))
        names = {name for line in lines for name in contexts.get(line, ())}
        return list({test: None for name in sorted(names) for test in self._users.get(name, ())})

    def lines_of(self, module: Path) -> list[int]:
        """Return the lines of a module that any test runs, its import apart."""
        contexts = self.data.contexts_by_lineno(str(module))
        return [line for line, names in contexts.items() if set(names) & self._users.keys()]

    def seconds(self, tests: Iterable[TestRun]) -> float:
        """Return how long these tests take, each of their fixtures being made once."""
        tests = list(tests)
        fixtures = {name for test in tests for name in test.fixtures}
        made = sum(self.fixtures.get(name, 0.0) for name in fixtures)
        return made + sum(test.seconds for test in tests)


def read_lines_run(data_file: Path, records: Iterable[Path]) -> LinesRun:
    """Read what was recorded: coverage.py's data, and the records of each run of pytest."""
    data = CoverageData(str(data_file))
    data.read()
    tests: list[TestRun] = []
    fixtures: dict[str, float] = {}
    for record in records:
        found = json.loads(record.read_text(encoding="utf-8"))
        tests += [TestRun(name, seconds, tuple(asked)) for name, seconds, asked in found["tests"]]
        fixtures |= found["fixtures"]
    return LinesRun(data, tests, fixtures)


class _Recorder:
    """Tells coverage.py who is running, and notes the seconds of what passed."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._running = ""
        self._called = 0.0
        self._tests: list[tuple[str, float, list[str]]] = []
        self._fixtures: dict[str, float] = {}

    def _enter(self, name: str) -> str:
        """Let `name` be who runs from now on, in started programs too; return who ran before."""
        before, self._running = self._running, name
        coverage = Coverage.current()
        assert coverage is not None, "run under coverage"
        coverage.switch_context(name)
        settings = json.loads(base64.b64decode(os.environ[_CONFIG]))
        settings["context"] = name
        os.environ[_CONFIG] = base64.b64encode(json.dumps(settings).encode()).decode()
        return before

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        self._enter(item.nodeid)
        try:
            return (yield)
        finally:
            self._enter("")

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, Any, Any]:
        if fixturedef.scope == "function":
            return (yield)
        name = _fixture_name(fixturedef)
        before, begun = self._enter(name), _seconds()
        try:
            return (yield)
        finally:
            self._fixtures[name] = _seconds() - begun
            self._enter(before)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Generator[None, Any, Any]:
        begun = _seconds()
        try:
            return (yield)
        finally:
            self._called = _seconds() - begun

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, Any, Any]:
        report = yield
        if call.when == "call" and report.passed:
            info: Mapping[str, Any] = getattr(item, "_fixtureinfo").name2fixturedefs  # noqa: B009
            shared = [found[-1] for found in info.values() if found[-1].scope != "function"]
            names = [_fixture_name(fixture) for fixture in shared]
            self._tests.append((item.nodeid, self._called, names))
        return report

    def pytest_sessionfinish(self) -> None:
        found = {"tests": self._tests, "fixtures": self._fixtures}
        self._record.write_text(json.dumps(found), encoding="utf-8")


def _seconds() -> float:
    """Return the processor's seconds so far, of programs that have ended too.

    The clock on the wall would count the work of others.
    """
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _fixture_name(fixture: pytest.FixtureDef[Any]) -> str:
    return f"fixture {fixture.baseid}::{fixture.argname}"


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(_Recorder(Path(os.environ[RECORD])))
