"""The archive's addresses by the names that links have for them."""

from __future__ import annotations

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from built_site import INVENTED, ROOT
from minutes_archive.loading import load_archive
from minutes_archive.pages import Renderer
from minutes_archive.publishing.site_files import site_contents
from minutes_archive.publishing.targets import KnownTargets


@pytest.fixture(scope="module")
def config() -> MkDocsConfig:
    config = load_config(str(ROOT / "mkdocs.yml"))
    config.plugins._current_plugin = "minutes-archive"  # as while an event of ours is run
    return config


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    archive, _ = load_archive(INVENTED)
    return Renderer(archive, "https://arkiv.example/")


@pytest.fixture
def targets(renderer: Renderer, config: MkDocsConfig) -> KnownTargets:
    return KnownTargets(list(site_contents(renderer)), renderer.addresses.prefix, config, INVENTED)


@pytest.mark.parametrize(
    ("name", "source", "url"),
    [
        ("index.md", "index.md", "./"),
        ("moten/index.md", "moten/index.md", "moten/"),
        ("moten", "moten/index.md", "moten/"),
        ("beslut/sg-2022-04-21-5-1", "beslut/sg-2022-04-21-5-1/index.md", None),
    ],
)
def test_pages_are_found_by_their_names(
    targets: KnownTargets, name: str, source: str, url: str | None
) -> None:
    file = targets.file(name)
    assert file is not None
    assert (file.src_uri, file.url) == (source, url or f"{name}/")
    assert targets.file(name) is file
    assert targets.linked_pages == [file.url.removeprefix("./")]


def test_files_are_found_and_are_no_pages(targets: KnownTargets) -> None:
    file = targets.file("data/decisions.json")
    assert file is not None
    assert file.url == "data/decisions.json"
    assert targets.linked_pages == []


def test_what_is_not_there_is_not_found(targets: KnownTargets) -> None:
    assert targets.file("nowhere/index.md") is None
    assert targets.linked_pages == []


def test_own_files_come_before_those_of_the_archive(
    targets: KnownTargets, config: MkDocsConfig
) -> None:
    own = File.generated(config, "moten/index.md", content="# Egen")
    files = Files([own])
    targets.lay_over(files)
    assert files.get_file_from_path("moten/index.md") is own
    found = files.get_file_from_path("beslut/index.md")
    assert found is not None and found.url == "beslut/"
    assert files.get_file_from_path("nowhere.md") is None
