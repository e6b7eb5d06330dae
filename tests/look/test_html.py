"""The Nu HTML checker finds no error in either site."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tools import without

JAR = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# Material's own: two hidden checkboxes outside every block of its template.
THEIRS = "Attribute “autocomplete” is only allowed when the input type is “color”"


@pytest.mark.slow
def test_html_is_valid(swedish_site: Path, english_site: Path) -> None:
    if not JAR.is_file() or shutil.which("java") is None:
        without("the checker is not installed (npm ci, and Java)")
    command = ["java", "-jar", str(JAR), "--format", "json", "--skip-non-html"]
    done = subprocess.run(
        [*command, str(swedish_site), str(english_site)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    messages = json.loads(done.stderr)["messages"]
    errors = [
        f"{found['url']}:{found.get('lastLine')} {found['message']}"
        for found in messages
        if found["type"] == "error" and not found["message"].startswith(THEIRS)
    ]
    assert errors == []
