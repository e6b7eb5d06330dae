"""Hostile text, names and files end as shown text or as a problem, never as markup or a fault."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from browser import Browser, serve_folder, wait_until
from minutes_archive.addresses import slugify
from minutes_archive.archive.mentions import MentionFinder
from minutes_archive.pages.markdown import Links, TextRenderer
from minutes_archive.problems import Place, Problem
from trust.sites import BuildSite, problems_of

ATTACK = "\"><script>stolen()</script><img src=x onerror=stolen()>'</title></textarea>"
# A link's title, and a link that leads nowhere, are no text that could be published at all.
MARKDOWN_ATTACK = (
    f"{ATTACK} [a](javascript:stolen()) [b](data:text/html;base64,PHNjcmlwdD4=) "
    "<javascript:stolen()> ![d](https://evil.example/x.png) "
    "[e](https://x.example/?onmouseover=stolen()) </script><!--"
)
BOUND = {
    *("format", "body", "date", "time", "kind", "status", "from", "role", "items", "number"),
    *("attested_date", "aliases", "topics", "matter", "concerns", "due", "replaces", "follows"),
    *("disqualified", "vote", "held", "form", "casting_vote", "end_date", "joint_with"),
    *("yes", "no", "abstained", "state", "origin", "to", "file", "attachment", "id", "reason"),
}


def poisoned(value: object, key: str = "") -> object:
    """Return minutes with every free text replaced by an attack."""
    if isinstance(value, dict):
        return {name: poisoned(child, name) for name, child in value.items()}
    if isinstance(value, list):
        return [poisoned(child, key) for child in value]
    if key in BOUND:
        return value
    return MARKDOWN_ATTACK if key in ("text", "decision", "follow_up") else ATTACK


@pytest.fixture(scope="module")
def hostile_site(build_archive: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    import shutil

    from trust.sites import INVENTED

    folder = tmp_path_factory.mktemp("hostile")
    minutes = Path(shutil.copytree(INVENTED, folder / "minutes"))
    for file in minutes.glob("*/*/*.yml"):
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        data = poisoned(data) if data["status"] == "published" else data
        file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    registry = yaml.load((minutes / "archive.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    registry["name"] = registry["description"] = ATTACK
    for group in ("municipalities", "organisations", "bodies", "matters", "topics"):
        for entry in registry[group].values():
            entry["name"] = f"{entry['name']} {ATTACK}"
    (minutes / "archive.yml").write_text(json.dumps(registry), encoding="utf-8")
    return build_archive(minutes, folder / "site")


def test_no_attack_becomes_markup(hostile_site: Path, invented_site: Path) -> None:
    clean: set[str] = set()
    for page in invented_site.rglob("*.html"):
        soup = BeautifulSoup(page.read_bytes(), "html.parser")
        clean |= {script.get_text() for script in soup("script") if not script.get("src")}
    pages = list(hostile_site.rglob("*.html"))
    assert len(pages) > 60
    for page in pages:
        soup = BeautifulSoup(page.read_bytes(), "html.parser")
        assert soup.select("img[src=x]") == [], page
        for tag in soup.find_all(True):
            assert not [name for name in tag.attrs if name.startswith("on")], page
            for name in ("href", "src", "action", "formaction"):
                scheme = urlsplit(str(tag.get(name, ""))).scheme
                assert scheme in ("", "http", "https", "mailto", "tel"), (page, tag)
        for script in soup("script"):
            if script.get("type") in ("application/ld+json", "application/json"):
                json.loads(script.get_text())
            elif not script.get("src"):
                assert script.get_text() in clean, page
        pictures = {str(image.get("src")) for image in soup("img")}
        assert not [src for src in pictures if "evil" in src], page


@pytest.mark.browser
def test_no_attack_runs_in_a_browser(hostile_site: Path, browser: Browser) -> None:
    """Without any policy, so that only the pages themselves stand in the way; search included."""
    watch = "window.stolen = () => { sessionStorage.stolen = location.href; };"
    source = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": watch})
    kinds = {}
    for page in sorted(hostile_site.rglob("*.html")):
        address = page.relative_to(hostile_site).as_posix().removesuffix("index.html")
        kinds.setdefault((address.split("/")[0], address.count("/")), address)
    with serve_folder(hostile_site) as url:
        for address in kinds.values():
            browser.get(url + address)
            assert browser.execute_script("return sessionStorage.stolen") is None, address
        for words in ("stolen", "<img src=x onerror=stolen()>", '"><script>stolen()</script>'):
            browser.get(f"{url}sok/?q={quote(words)}")
            wait_until(browser, "return document.querySelector('[data-state=done]') !== null")
            box = browser.find_element("css selector", "#ma-header-q")
            box.send_keys(words)
            browser.execute_script("document.querySelectorAll('summary').forEach(s => s.click())")
            wait_until(browser, "return document.querySelector('.ma-suggestions') !== null")
            assert browser.execute_script("return sessionStorage.stolen") is None, words
            assert browser.execute_script("return document.querySelector('img[src=x]')") is None
        # The watch itself works.
        browser.execute_script("window.stolen()")
        assert browser.execute_script("return sessionStorage.stolen") is not None
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", source)


def test_exports_of_an_attacked_archive_are_well_formed(hostile_site: Path) -> None:
    import xml.etree.ElementTree as Tree

    read = set()
    for file in hostile_site.rglob("*"):
        if file.suffix == ".json":
            json.loads(file.read_text(encoding="utf-8"))
        elif file.suffix in (".xml", ".rdf"):
            Tree.parse(file)
        else:
            continue
        read.add(file.suffix)
    assert read >= {".json", ".xml"}


@given(st.text(alphabet=st.sampled_from("[]()<>!*_`~|&#:;/\\\"'=- \njavscripthdt0x:")))
def test_markdown_never_yields_more_than_the_allowed_tags(text: str) -> None:
    html = TextRenderer(MentionFinder([], []), "").markdown(text, Links(lambda name: name))
    allowed = {
        *("p", "br", "hr", "h3", "strong", "em", "s", "code", "pre", "blockquote"),
        *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a"),
    }
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        assert tag.name in allowed
        assert set(tag.attrs) <= {"href", "title", "class", "start", "value", "scope"}
        assert urlsplit(str(tag.get("href", ""))).scheme in ("", "http", "https", "mailto", "tel")


@given(st.text())
def test_a_slug_is_a_safe_name(text: str) -> None:
    slug = slugify(text)
    assert slug == slugify(slug)
    assert not set(slug) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert ".." not in slug
    assert not slug.startswith("-")


def meeting(minutes: Path, content: str, head: str = "") -> list[Problem]:
    file = minutes / "styrgruppen/2023/2023-09-14.yml"
    file.write_text(
        f"format: 1\nbody: styrgruppen\ndate: 2023-09-14\nstatus: published\n{head}"
        f"items:\n  - title: Lägesrapport\n    content:\n      - {content}\n",
        encoding="utf-8",
    )
    return problems_of(minutes)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("\N{RIGHT-TO-LEFT OVERRIDE}", "E420"),
        ("\N{LEFT-TO-RIGHT ISOLATE}", "E420"),
        ("\N{LINE SEPARATOR}", "E420"),
        ("\\u202e", "E420"),
        ("\\0", "E420"),
        ("\\e[2J", "E420"),
        ("\\uFFFE", "E420"),
        ("\N{SOFT HYPHEN}", "W420"),
        ("\uf0b7", "W420"),
    ],
)
def test_characters_that_deceive_are_told(minutes: Path, written: str, code: str) -> None:
    problems = meeting(minutes, f'text: "Beslutet {written} gäller"')
    assert [problem.code for problem in problems] == [code]
    assert problems[0].place.line == 8
    assert str(problems[0]).isprintable()


def test_problems_never_print_control_characters() -> None:
    shown = str(Problem(Place("a.yml", 1), "E101", 'okänd nyckel "\x1b[31m\u202e"', "rad\nett"))
    assert shown.isprintable()
    assert "\\u001b" in shown


@pytest.mark.parametrize(
    "name",
    ["../archive.yml", "..", "/etc/passwd", "a/b.pdf", "..\\x", "C:x", "\\0", "\\uD800.pdf"],
)
def test_a_path_that_leaves_the_folder_is_refused(minutes: Path, name: str) -> None:
    for content, head in (
        (f'attachment: "{name}"', ""),
        ("text: x", f'source: {{file: "{name}"}}\n'),
    ):
        written = name.replace("\\x", "\\\\x")
        problems = meeting(minutes, content.replace(name, written), head.replace(name, written))
        assert {problem.code[0] for problem in problems} == {"E"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("con.txt", "E422"),
        ("LPT1.pdf", "E422"),
        (".htaccess", "E422"),
        ("sida.html", "E423"),
        ("bild.SVG", "E423"),
        ("kod.js", "E423"),
        *((f"a.{kind}", "E423") for kind in ("svgz", "xsl", "xsd", "php", "hta", "exe", "jar")),
        ("utan-typ", "E423"),
    ],
)
def test_names_that_harm_are_refused(minutes: Path, name: str, code: str) -> None:
    (minutes / "styrgruppen/2023" / name).write_text("x")
    codes = {problem.code for problem in meeting(minutes, f"attachment: {name}")}
    assert code in codes


def test_names_that_differ_in_case_only_are_refused(minutes: Path) -> None:
    for name in ("Bilaga.txt", "bilaga.txt"):
        (minutes / "styrgruppen/2023" / name).write_text(name)
    problems = meeting(minutes, "attachment: Bilaga.txt\n      - attachment: bilaga.txt")
    assert [problem.code for problem in problems] == ["E422"]


def test_links_out_of_the_folder_are_refused(minutes: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hemligt")
    year = minutes / "styrgruppen/2023"
    (year / "bilaga.txt").symlink_to(secret)
    assert [p.code for p in meeting(minutes, "attachment: bilaga.txt")] == ["E117"]
    (year / "bilaga.txt").unlink()
    meeting(minutes, "text: x")
    (year / "2023-09-14.yml").rename(tmp_path / "elsewhere.yml")
    (year / "2023-09-14.yml").symlink_to(tmp_path / "elsewhere.yml")
    assert [p.code for p in problems_of(minutes)] == ["E421"]
    (year / "2023-09-14.yml").unlink()
    (minutes / "styrgruppen/2025").symlink_to(tmp_path)
    assert [p.code for p in problems_of(minutes)] == ["E421"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_not_read(minutes: Path) -> None:
    os.mkfifo(minutes / "styrgruppen/2023/2023-10-10.yml")
    assert [p.code for p in problems_of(minutes)] == ["E421"]


def test_names_that_collide_after_slugging_are_told(minutes: Path) -> None:
    file = minutes / "styrgruppen/2023/2023-09-14.yml"
    file.write_text(
        "format: 1\nbody: styrgruppen\ndate: 2023-09-14\nstatus: published\nitems:\n"
        '  - {number: "§ 5", title: Ett}\n  - {number: "5", title: Två}\n',
        encoding="utf-8",
    )
    assert [p.code for p in problems_of(minutes)] == ["E201"]
    file.write_text(
        "format: 1\nbody: styrgruppen\ndate: 2023-09-14\nstatus: published\nitems:\n"
        f'  - {{number: "{"5" * 300}", title: Ett}}\n',
        encoding="utf-8",
    )
    assert "E115" in [p.code for p in problems_of(minutes)]


def test_very_large_values_end_in_a_problem(minutes: Path) -> None:
    assert [p.code for p in meeting(minutes, f"text: {'x' * 10_000_000}")] == ["E003"]
    deep = "[" * 5000 + "]" * 5000
    assert [p.code for p in meeting(minutes, f"text: {deep}")] == ["E006"]
