"""The verbs: what they print, what they return, and that no fault becomes a traceback."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from built_site import INVENTED, ROOT, SEED
from factories import meeting, registry, write_archive
from minutes_archive.commandline.commands import main
from minutes_archive.loading import examine

BAD = ROOT / "tests" / "bad"
EXPECTED: dict[str, Any] = yaml.safe_load((BAD / "EXPECTED.yml").read_text(encoding="utf-8"))
PROBLEM = re.compile(
    r"(?P<path>[^:]+?)(?::(?P<line>\d+):(?P<column>\d+))? (?P<code>[EW]\d{3}) (?P<text>.+)"
)


@pytest.fixture
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.usefixtures("at_root")
@pytest.mark.parametrize("name", EXPECTED)
def test_check_tells_the_one_fault_where_it_is(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = EXPECTED[name]
    assert main(["check", "--minutes", f"tests/bad/{name}"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[-1] == "1 fel."
    (line,) = lines[:-1]
    found = PROBLEM.fullmatch(line)
    assert found, line
    assert found["path"] == f"tests/bad/{name}/{wanted['file']}"
    assert found["code"].startswith("E")
    if "line" in wanted:
        assert (int(found["line"] or 0), int(found["column"] or 0) > 0) == (wanted["line"], True)
    assert [word for word in wanted["words"] if word not in line] == []


@pytest.mark.parametrize(
    ("folder", "said"),
    [(INVENTED, "11 publicerade möten, inga fel."), (SEED, "1 publicerat möte, inga fel.")],
)
def test_check_of_a_good_archive(
    folder: Path, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--minutes", str(folder)]) == 0
    assert said in capsys.readouterr().err


def test_check_builds_nothing(
    minutes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_archive(minutes, {})
    monkeypatch.chdir(tmp_path)
    main(["check", "--minutes", "minutes"])
    assert [path.name for path in tmp_path.iterdir()] == ["minutes"]


@pytest.mark.parametrize(
    "arguments",
    [["flyg"], ["check", "--mintues", "x"], ["new", "2022-01-01", "x"], ["build", "--site-dir"]],
    ids=" ".join,
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "usage" in capsys.readouterr().err


def test_help_lists_the_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert [verb for verb in ("build", "serve", "check", "new") if verb not in said] == []


class TestNew:
    """`new` writes a file that `check` accepts, and asks nothing that it can derive."""

    ONE_BODY = registry(bodies={"styrgruppen": {"name": "Styrgruppen", "code": "SG"}})

    def check(self, minutes: Path) -> list[str]:
        return [str(problem) for problem in examine(minutes)[1]]

    @pytest.mark.parametrize(
        ("content", "options"),
        [
            pytest.param(ONE_BODY, [], id="one-body"),
            pytest.param(registry(), ["--body", "direktionen"], id="several-bodies"),
            pytest.param(
                registry(), ["--body", "styrgruppen", "--title", 'Möte: "kaj" # 1'], id="title"
            ),
            pytest.param(
                registry(
                    municipalities={},
                    not_municipalities=None,
                    bodies={"styrgruppen": {"name": "S", "code": "S"}},
                ),
                [],
                id="no-municipality",
            ),
        ],
    )
    def test_check_accepts_what_new_writes(
        self, minutes: Path, content: dict[str, Any], options: list[str]
    ) -> None:
        write_archive(minutes, {}, content)
        assert main(["new", "2022-03-01", "--minutes", str(minutes), *options]) == 0
        assert self.check(minutes) == []
        (file,) = minutes.glob("*/2022/2022-03-01.yml")
        text = file.read_text(encoding="utf-8")
        assert "status: draft" in text
        file.write_text(text.replace("status: draft", "status: published"), encoding="utf-8")
        # What the clerk is to fill in keeps it from being published.
        assert {line.split()[1] for line in self.check(minutes)} == {"E147"}

    def test_comments_show_keys_that_check_accepts(self, minutes: Path) -> None:
        write_archive(minutes, {}, self.ONE_BODY)
        main(["new", "2022-03-01", "--minutes", str(minutes)])
        file = minutes / "styrgruppen/2022/2022-03-01.yml"
        lines = file.read_text(encoding="utf-8").splitlines()
        shown = [re.sub(r"^(\s*)# ?", r"\1", line) for line in lines[1:] if "source:" not in line]
        file.write_text("\n".join(shown) + "\n", encoding="utf-8")
        assert self.check(minutes) == []

    def test_a_second_meeting_of_the_day_gets_a_file_of_its_own(self, minutes: Path) -> None:
        write_archive(minutes, {"styrgruppen/2022-03-01": meeting("2022-03-01")})
        options = ["--minutes", str(minutes), "--body", "styrgruppen"]
        assert main(["new", "2022-03-01", *options]) == 0
        assert (minutes / "styrgruppen/2022/2022-03-01-2.yml").is_file()
        assert self.check(minutes) == []

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            pytest.param(["2022-03-01"], "ange ett av styrgruppen, direktionen", id="which-body"),
            pytest.param(["2022-03-01", "--body", "styrgrupen"], '"styrgruppen"', id="unknown"),
            pytest.param(["1 mars"], "ÅÅÅÅ-MM-DD", id="no-date"),
            pytest.param(["2022-02-30", "--body", "styrgruppen"], "ÅÅÅÅ-MM-DD", id="no-day"),
        ],
    )
    def test_what_cannot_be_written(
        self,
        minutes: Path,
        arguments: list[str],
        words: str,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        write_archive(minutes, {})
        assert main(["new", *arguments, "--minutes", str(minutes)]) == 1
        assert words in capsys.readouterr().err
        assert [path.name for path in minutes.iterdir()] == ["archive.yml"]
