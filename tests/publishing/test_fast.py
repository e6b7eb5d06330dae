"""The fast way of publishing gives the same site, byte for byte, as MkDocs' own page loop."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from minutes_archive.building.build import build_site
from minutes_archive.pages import Page
from minutes_archive.publishing.fast import FastPublisher

ROOT = Path(__file__).parents[2]

SETTINGS = {
    "site_name": "Arkiv & prov",
    "site_url": "https://arkiv.example/prov/",
    "use_directory_urls": True,
    "theme": {"name": "material", "language": "sv", "features": ["navigation.tabs"]},
    "validation": {"links": {"not_found": "warn", "anchors": "warn"}},
}
ODD_TITLE = 'Avtal A & B <utkast> "1 > 0"'


def write_site(folder: Path, publishing: str, **settings: object) -> Path:
    """Write an mkdocs.yml with hand-written pages; return its path."""
    docs = folder / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    (docs / "hjalp.md").write_text(
        "# Hjälp & råd\n\n[Beslutet](beslut/fd-2022-03-10-3-2/index.md)\n", encoding="utf-8"
    )
    file = folder / f"mkdocs-{publishing}.yml"
    plugins = [{"minutes-archive": {"publishing": publishing}}]
    file.write_text(yaml.safe_dump({**SETTINGS, "plugins": plugins, **settings}), encoding="utf-8")
    return file


def odd_archive(folder: Path) -> Path:
    """Return a copy of the invented archive with markup characters in titles and texts."""
    copy = shutil.copytree(ROOT / "tests" / "archive", folder / "minutes")
    registry = copy / "archive.yml"
    text = registry.read_text(encoding="utf-8")
    odd = text.replace("{name: Gemensamt e-arkiv}", f"{{name: '{ODD_TITLE}'}}")
    assert odd != text
    registry.write_text(odd, encoding="utf-8")
    return copy


def contents(site: Path) -> dict[str, bytes]:
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("odd")
    minutes = odd_archive(folder)
    built = []
    for publishing in ("fast", "compatible"):
        build_site(write_site(folder, publishing), folder / publishing, minutes)
        built.append(contents(folder / publishing))
    return built[0], built[1]


def test_both_ways_write_the_same_files(
    sites: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    fast, compatible = sites

    assert sorted(fast) == sorted(compatible)
    assert [name for name in fast if fast[name] != compatible[name]] == []


def test_odd_titles_are_shown_as_text(
    sites: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    page = BeautifulSoup(sites[0]["arenden/e-arkiv/index.html"], "html.parser")

    assert page.title is not None and page.title.text.startswith(ODD_TITLE)
    assert page.h1 is not None and page.h1.text == ODD_TITLE
    assert page.find("utkast") is None


def test_one_frame_serves_all_pages_of_a_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[str] = []
    original = FastPublisher._render

    def counted(self: FastPublisher, model: Page, *, marked: bool = False) -> str:
        rendered.append(model.kind)
        return original(self, model, marked=marked)

    monkeypatch.setattr(FastPublisher, "_render", counted)
    build_site(write_site(tmp_path, "fast"), tmp_path / "site", ROOT / "tests" / "archive")

    # A frame, and one page of the same form to check it against.
    assert rendered.count("decision") == 2
    assert rendered.count("meeting") == 2 * len(["forbundsdirektionen", "styrgruppen"])


def test_a_theme_that_shows_more_of_a_page_than_a_frame_knows_is_rendered_whole(
    tmp_path: Path,
) -> None:
    overrides = tmp_path / "overrides"
    overrides.mkdir()
    (overrides / "main.html").write_text(
        '{% extends "base.html" %}{% block announce %}{{ page.title | length }}{% endblock %}',
        encoding="utf-8",
    )
    theme = {"name": "material", "custom_dir": "overrides"}
    for publishing in ("fast", "compatible"):
        file = write_site(tmp_path, publishing, theme=theme)
        build_site(file, tmp_path / publishing, ROOT / "tests" / "archive")

    assert contents(tmp_path / "fast") == contents(tmp_path / "compatible")
