"""The sitemap of a site: none without an address, one for all its archives."""

from __future__ import annotations

import gzip

import pytest

from guest.ordinary import Project


@pytest.mark.parametrize("options", [None, {"publishing": "compatible"}])
def test_site_without_an_address_has_no_sitemap(project: Project, options: object) -> None:
    project.settings["site_url"] = None
    project.options = {"prefix": "arkiv", **(options or {})}  # type: ignore[dict-item]
    folder = project.build().folder
    assert list(folder.glob("sitemap*")) == []


def test_two_archives_share_a_site(project: Project) -> None:
    project.plugins = [{"minutes-archive": {"prefix": "a"}}]
    project.options = {"prefix": "b/c"}
    project.files["docs/index.md"] = "# Start\n\n[a](a/beslut/index.md) [b](b/c/beslut/index.md)\n"
    folder = project.build().folder
    sitemap = (folder / "sitemap.xml").read_text("utf-8")
    headers = (folder / "_headers").read_text("utf-8")
    for prefix in ("a/", "b/c/"):
        assert f"<loc>https://town.example/{prefix}beslut/</loc>" in sitemap
        assert f"\n/{prefix}*\n" in f"\n{headers}"
        page = (folder / prefix / "beslut/index.html").read_text("utf-8")
        assert 'action="../sok/"' in page
        assert "https://town.example/" + prefix in page
        assert (folder / prefix / "manifest.json").is_file()
    packed = (folder / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed).decode() == sitemap
