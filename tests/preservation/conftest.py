"""The package of the invented archive and its Markdown, made once by the verb itself."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from minutes_archive.commandline.commands import main

ROOT = Path(__file__).parents[2]
INVENTED = ROOT / "tests" / "archive"


def export(*arguments: str | Path, minutes: Path = INVENTED) -> int:
    given = ["export", *map(str, arguments), "--minutes", str(minutes)]
    return main([*given, "--config", str(ROOT / "mkdocs.yml")])


@pytest.fixture(scope="session")
def package_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("package") / "arkiv.zip"
    assert export(file) == 0
    return file


@pytest.fixture(scope="session")
def package(package_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that somebody gets who unpacks the zip."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(package_file) as packed:
        packed.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of Markdown pages."""
    folder = tmp_path_factory.mktemp("markdown") / "arkiv"
    assert export("--markdown", folder) == 0
    return folder
