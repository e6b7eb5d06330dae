"""`check --site` tells all that a build tells, and leaves no site behind."""

from __future__ import annotations

import pytest

from guest.ordinary import Project
from minutes_archive.commandline.commands import main


@pytest.mark.site
def test_what_only_a_build_sees_is_told_and_counted(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project.options = {"prefix": "arkiv", "headers": "site"}
    project.files["docs/other.md"] = '# Our town\n\n<img src="https://elsewhere.example/a.png">\n'
    project.write()
    monkeypatch.chdir(project.folder)
    assert main(["check", "--lang", "en"]) == 0
    assert "W602" not in capsys.readouterr().err
    assert main(["check", "--lang", "en", "--site"]) == 0
    assert capsys.readouterr().err.count("docs/other.md W602 the security policy stops") == 1
    assert main(["check", "--lang", "en", "--site", "--strict"]) == 1
    assert not (project.folder / "site").exists()
