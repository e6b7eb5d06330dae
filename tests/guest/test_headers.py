"""Headers are for the archive's pages, off, or with more; and say what they break."""

from __future__ import annotations

from typing import Any

import pytest
from mkdocs.exceptions import Abort

from built_site import Site
from guest.ordinary import Project
from minutes_archive.publishing.policy_check import stopped_by_policy
from minutes_archive.publishing.security_headers import (
    apache_headers,
    netlify_headers,
    nginx_headers,
    policy_directives,
    wrong_additions,
)

HEADERS = {"Content-Security-Policy": "default-src 'none'"}


def test_below_a_prefix_the_headers_are_for_the_archive_alone(guest: Site) -> None:
    lines = (guest.folder / "_headers").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "/arkiv/*"
    assert all(line.startswith(("/arkiv/", "  ")) for line in lines)
    assert not (guest.folder / ".htaccess").exists()
    assert "Content-Security-Policy" in (guest.folder / "arkiv/.htaccess").read_text("utf-8")
    assert not (guest.folder / "manifest.json").exists()


def test_off_writes_no_rules(project: Project) -> None:
    project.options = {"prefix": "arkiv", "headers": "off"}
    folder = project.build().folder
    names = ("_headers", "_redirects", "_nginx", ".htaccess", "arkiv/.htaccess")
    assert [name for name in names if (folder / name).exists()] == []
    assert (folder / "arkiv/manifest.json").exists()


def test_page_that_the_policy_breaks_is_named_and_what_is_allowed_is_not(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    project.options = {"prefix": "arkiv", "headers": "site"}
    project.settings["theme"] = {"name": "material", "font": False}
    project.files["docs/index.md"] = "# Start\n\n![x](https://pictures.example/x.png)\n"
    project.build()
    assert "docs/other.md W602" in caplog.text
    assert 'style-src: <td style="…">' in caplog.text
    assert "docs/index.md W602" in caplog.text
    caplog.clear()
    project.options["headers_allow"] = {
        "style-src": ["'unsafe-inline'"],
        "img-src": ["https://pictures.example"],
    }
    project.build()
    assert "W602" not in caplog.text


@pytest.mark.parametrize("name", ["manifest.json", "_headers", "_nginx/headers.conf"])
def test_file_of_the_site_is_never_overwritten(
    project: Project, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    project.options = {"prefix": "arkiv", "headers": "site"}
    if name == "manifest.json":
        name = "arkiv/manifest.json"
    project.files[f"docs/{name}"] = "mine"
    with pytest.raises(Abort):
        project.build()
    assert f"docs/{name} E201" in caplog.text


def test_file_that_a_hook_wrote_is_never_overwritten(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    project.files["hook.py"] = (
        "from pathlib import Path\n"
        "def on_post_build(config):\n"
        "    Path(config.site_dir, '_headers').write_text('mine')\n"
    )
    project.settings["hooks"] = ["hook.py"]
    with pytest.raises(Abort):
        project.build()
    assert "E201" in caplog.text
    assert (project.folder / "site/_headers").read_text("utf-8") == "mine"


def test_own_manifest_and_headers_stand_beside_an_archive_that_writes_none(
    project: Project,
) -> None:
    project.options = {"prefix": "arkiv", "headers": "off"}
    project.files |= {"docs/manifest.json": "{}", "docs/_headers": "mine"}
    folder = project.build().folder
    assert (folder / "manifest.json").read_text("utf-8") == "{}"
    assert (folder / "_headers").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<p style="color: red">', 'style-src: <p style="…">'),
        ("<style>p {}</style>", "style-src: <style>"),
        ('<img src="https://a.example/b.png">', "img-src: a.example"),
        ('<img src="//a.example/b.png">', "img-src: a.example"),
        ('<iframe src="https://film.example/1"></iframe>', "frame-src: film.example"),
        ('<iframe src="../map/"></iframe>', "frame-src: ../map/"),
        ('<script src="https://a.example/s.js"></script>', "script-src: a.example"),
        ("<article><script>x()</script></article>", "script-src: <script>"),
        ('<a href="#" onclick="x()">', 'script-src: <a onclick="…">'),
        ('<link rel="stylesheet" href="https://fonts.example/a.css">', "style-src: fonts.example"),
        ('<video src="film.mp4"></video>', "media-src: film.mp4"),
        ('<object data="a.pdf"></object>', "object-src: a.pdf"),
        ('<form action="https://post.example/">', "form-action: post.example"),
    ],
)
def test_what_a_policy_stops_is_told(html: str, told: str) -> None:
    assert stopped_by_policy(html, policy_directives(())) == [told]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="a.png"><img src="data:image/png;base64,AA==">',
        "<script>x()</script>",  # around the content: allowed by its hash
        '<article><script type="application/ld+json">{}</script></article>',
        '<a href="https://elsewhere.example/">x</a>',
        '<form action="/sok/"><input></form>',
        '<link rel="canonical" href="https://elsewhere.example/">',
    ],
)
def test_what_a_policy_lets_through_is_not_told(html: str) -> None:
    assert stopped_by_policy(html, policy_directives(())) == []


@pytest.mark.parametrize(
    "source", ["https://film.example", "film.example", "*", "https:", "*.example"]
)
def test_addition_lets_a_frame_through(source: str) -> None:
    policy = policy_directives((), {"frame-src": [source]})
    assert stopped_by_policy('<iframe src="https://film.example/1">', policy) == []


@pytest.mark.parametrize(
    "additions",
    [
        {"image-src": ["https://a.example"]},
        {"img-src": "https://a.example"},
        {"img-src": ["https://a.example; script-src *"]},
        {"img-src": ['a" b']},
        {"img-src": [3]},
    ],
)
def test_addition_that_cannot_stand_in_a_policy_is_told(additions: Any) -> None:
    assert len(wrong_additions(additions)) == 1


def test_rules_of_every_server_can_be_for_some_folders() -> None:
    paths = ("index.html", "beslut/")
    assert netlify_headers(HEADERS, [], paths).splitlines()[::2] == ["/", "/beslut/*"]
    assert 'if ($uri ~ "^/x/(beslut/|(index\\.html)?$)")' in nginx_headers(HEADERS, paths, "/x/")
    assert "m#^/(beslut/|(index\\.html)?$)#" in apache_headers(HEADERS, paths)
