"""Recipes for hosts that cannot be started here: their commands run, their files parse."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from minutes_archive.commandline.commands import main
from tools import without

ROOT = Path(__file__).parents[2]
RECIPES = ROOT / "deploy"
DOCUMENT = (ROOT / "docs/dev/deploy.md").read_text(encoding="utf-8")


def test_every_recipe_is_described_and_every_described_one_is_there() -> None:
    described = set(re.findall(r"`deploy/([\w.-]+)`", DOCUMENT))
    assert described == {file.name for file in RECIPES.iterdir()}


def github_steps() -> list[str]:
    workflow = yaml.load((RECIPES / "github-actions.yml").read_text("utf-8"), yaml.BaseLoader)
    assert set(workflow["on"]) == {"push", "pull_request", "workflow_call"}
    assert workflow["jobs"]["deploy"]["needs"] == "build"
    steps = [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    return [step for step in steps if step.startswith("$ARCHIVE")]


def test_what_a_pipeline_runs_is_named_for_good() -> None:
    """A tag or a package without a version can be other code tomorrow."""
    workflow = (RECIPES / "github-actions.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+@\S+)", workflow)
    assert len(used) >= 4
    assert [name for name in used if not re.search(r"@[0-9a-f]{40}$", name)] == []
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    for recipe in ("github-actions.yml", "gitlab-ci.yml"):
        text = (RECIPES / recipe).read_text(encoding="utf-8")
        assert re.findall(r"pip install (\S+)", text) == [f"mkdocs-minutes-archive=={version}"]


def gitlab_steps() -> list[str]:
    pipeline = yaml.safe_load((RECIPES / "gitlab-ci.yml").read_text("utf-8"))
    assert pipeline["pages"]["needs"] == ["archive"]
    assert pipeline["archive"]["artifacts"]["paths"] == ["public"]
    return list(pipeline["archive"]["script"])


def netlify_steps() -> list[str]:
    settings = tomllib.loads((RECIPES / "netlify.toml").read_text("utf-8"))
    assert settings["build"]["publish"] == "site"
    return str(settings["build"]["command"]).split(" && ")


@pytest.mark.parametrize("steps", [github_steps, gitlab_steps, netlify_steps])
def test_the_verbs_of_a_pipeline_check_build_and_verify(
    steps: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["init", str(tmp_path / "arkiv"), "--date", "2026-02-03"]) == 0
    monkeypatch.chdir(tmp_path / "arkiv")
    done = []
    for step in steps():  # type: ignore[operator]
        command = step.replace("$(cat .archive-command)", "minutes-archive")
        words = shlex.split(command.replace("$ARCHIVE", "minutes-archive"))
        arguments = words[2:] if words[0] == "python3" else words[1:]
        assert main(arguments) == 0, step
        done.append(arguments[0])
    assert done == ["check", "build", "verify"]


def test_a_broken_proposal_stops_the_pipeline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "tests/bad/unknown-municipality", tmp_path / "minutes")
    monkeypatch.chdir(tmp_path)
    assert main(shlex.split(github_steps()[0])[1:]) == 1


def test_the_upload_sends_pages_after_assets_and_removes_last(tmp_path: Path) -> None:
    """A stand-in for the cloud's own program writes down what it is asked."""
    aws = tmp_path / "aws"
    aws.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >> "{tmp_path}/calls"\n')
    aws.chmod(0o755)
    upload = ["bash", str(RECIPES / "s3-upload.sh"), "site", "bucket", "DISTRIBUTION"]
    path = f"{tmp_path}:{os.environ['PATH']}"
    subprocess.run(upload, check=True, env={**os.environ, "PATH": path})
    calls = (tmp_path / "calls").read_text().splitlines()
    first, last_sync, invalidation = calls[0], calls[-2], calls[-1]
    assert "immutable" in first and "--delete" not in first
    html = next(n for n, call in enumerate(calls) if "--include *.html" in call)
    assert html == len(calls) - 3
    assert [n for n, call in enumerate(calls) if "--delete" in call] == [len(calls) - 2]
    assert "--exclude _headers" in last_sync and "--exclude .htaccess" in last_sync
    assert invalidation.startswith("cloudfront create-invalidation")


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("/", {"uri": "/index.html"}),
        ("/beslut/lg-2020-11-20-5-1/", {"uri": "/beslut/lg-2020-11-20-5-1/index.html"}),
        ("/data/decisions.json", {"uri": "/data/decisions.json"}),
        ("/beslut", {"statusCode": 301, "location": "/beslut/"}),
    ],
)
def test_the_function_at_the_edge_finds_pages(uri: str, expected: dict[str, object]) -> None:
    node = shutil.which("node")
    if node is None:
        without("node is missing: apt install nodejs")
    script = (RECIPES / "cloudfront-function.js").read_text(encoding="utf-8")
    script += f"\nconsole.log(JSON.stringify(handler({json.dumps({'request': {'uri': uri}})})))"
    done = subprocess.run([node, "-e", script], capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    if "headers" in answer:
        answer["location"] = answer["headers"]["location"]["value"]
    assert {key: answer.get(key) for key in expected} == expected
