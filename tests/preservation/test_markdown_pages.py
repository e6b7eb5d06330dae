"""The Markdown is a project that plain MkDocs builds with every link and anchor in place."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup

from minutes_archive.loading import examine
from minutes_archive.pages import Page
from minutes_archive.preservation.markdown_pages import markdown_page, markdown_text
from preservation.conftest import INVENTED


def front_matter(file: Path) -> dict[str, object]:
    _, head, _ = file.read_text(encoding="utf-8").split("---\n", 2)
    loaded: dict[str, object] = yaml.safe_load(head)
    return loaded


def test_front_matter_tells_title_and_date(project: Path) -> None:
    head = front_matter(project / "docs/moten/styrgruppen/2022-02-03/index.md")
    assert head["title"] == "Styrgruppen 3 februari 2022"
    assert head["date"] == "2022-02-03"
    assert all("title" in front_matter(file) for file in (project / "docs").rglob("index.md"))


def test_there_is_no_markup_but_anchors(project: Path) -> None:
    files = list((project / "docs").rglob("index.md"))
    assert len(files) > 60
    for file in files:
        text = re.sub(r"(?m)`[^`]*`|^    .*$", "", file.read_text(encoding="utf-8"))
        tags = BeautifulSoup(text, "html.parser").find_all(True)
        assert {tag.name for tag in tags} <= {"a", "br"}, file


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> & <b>",
        "&lt;b&gt; &amp;amp;",
        "[länk](javascript:alert)",
        "# rubrik",
        "- streck",
        "+ plus",
        "1. ett",
        "12) tolv",
        "> citat",
        "*fet* _kursiv_ `kod`",
        "a | b {#id}",
        "rad\n===",
        "rad\n---",
        "\\* redan",
        "![bild](https://exempel.se/x.png)",
        "23 A. text 3.5 - 4",
    ],
)
def test_text_stays_text(text: str) -> None:
    html = markdown.markdown(markdown_text(text), extensions=["attr_list", "def_list", "tables"])
    paragraph = BeautifulSoup(html, "html.parser")
    assert [tag.name for tag in paragraph.find_all(True)] == ["p"]
    assert paragraph.get_text() == text


def test_every_decision_is_there_word_for_word(project: Path) -> None:
    archive, _ = examine(INVENTED)
    assert archive is not None
    for entry in archive.decisions:
        page = (project / "docs/beslut" / entry.id / "index.md").read_text(encoding="utf-8")
        words = re.findall(r"\w+", entry.decision.text)
        assert " ".join(words) in " ".join(re.findall(r"\w+", re.sub(r"\]\(.*?\)", "]", page)))


def test_plain_mkdocs_builds_it_with_links_and_anchors_checked(project: Path) -> None:
    settings = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["plugins"] == []
    strict = {"links": dict.fromkeys(("not_found", "anchors", "unrecognized_links"), "warn")}
    checked = project / "checked.yml"
    checked.write_text(json.dumps({"INHERIT": "mkdocs.yml", "validation": strict}))
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", str(checked)],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    page = BeautifulSoup(
        (project / "site/moten/styrgruppen/2022-02-03/index.html").read_text(encoding="utf-8"),
        "html.parser",
    )
    assert page.find(id="beslut-3-1") is not None
    assert page.select("table td")
    assert page.select("dl dt")


@pytest.mark.parametrize("name", ["data/decisions.json", "floden/beslut.xml"])
def test_files_that_pages_link_to_are_there(project: Path, name: str) -> None:
    assert (project / "docs" / name).stat().st_size > 100


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>att<br>\na) gå<br>\nb) stå</p>", "<p>att<br />\na) gå<br />\nb) stå</p>"),
        (
            '<ol start="2"><li>två</li><li value="5">fem</li></ol>',
            "<p>2. två<br />\n5. fem</p>",
        ),
        ('<ol class="ma-parenthesis"><li>a</li><li>b</li></ol>', "<p>1) a<br />\n2) b</p>"),
        ("<ol><li>a</li><li>b</li></ol>", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
    ],
)
def test_lines_and_numbers_are_those_of_the_page(html: str, shown: str) -> None:
    page = Page("x/", "meeting", "X", lambda: html)
    _, _, text = markdown_page(page).split("---\n", 2)
    assert markdown.markdown(text.strip()) == shown
