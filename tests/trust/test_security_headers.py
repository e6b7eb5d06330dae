"""The whole site works under a strict Content-Security-Policy and asks nobody else for anything."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from browser import Browser
from minutes_archive.publishing.security_headers import content_security_policy, inline_scripts
from trust.headers_server import read_rules, serve_with_headers

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation",
  e => window.violations.push(e.violatedDirective + " " + e.blockedURI + " " + e.sample));
"""
SETTLED = "return document.readyState === 'complete'"


def policy(site: Path) -> dict[str, str]:
    headers = dict(read_rules(site)[0][1])
    directives = headers["Content-Security-Policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)  # type: ignore[misc]


def pages(site: Path) -> list[str]:
    return [
        path.relative_to(site).as_posix().removesuffix("index.html")
        for path in sorted(site.rglob("*.html"))
    ]


def one_of_each_kind(site: Path) -> list[str]:
    """Return one page of each section and depth, and every page that loads a script of its own."""
    chosen: dict[tuple[str, int], str] = {}
    for page in pages(site):
        chosen.setdefault((page.split("/")[0], page.count("/")), page)
    return sorted(chosen.values())


def test_the_policy_allows_nothing_unsafe_and_nobody_else(invented_site: Path) -> None:
    directives = policy(invented_site)
    assert directives["default-src"] == "'none'"
    assert re.fullmatch(r"'self'( 'sha256-[A-Za-z0-9+/]{43}=')*", directives["script-src"])
    text = " ".join(directives.values())
    assert not re.search(r"unsafe|\*|https?:|strict-dynamic", text)


def test_every_inline_script_of_the_theme_is_known_and_ours_have_none(invented_site: Path) -> None:
    for page in pages(invented_site):
        file = invented_site / (page if page.endswith(".html") else f"{page}index.html")
        soup = BeautifulSoup(file.read_bytes(), "html.parser")
        content = soup.select_one("#innehallet")
        for script in content.select("script") if content else ():
            assert script.get("type") == "application/ld+json", page
        assert soup.select("[style], style") == [], page
        for tag in soup.find_all(True):
            assert not [name for name in tag.attrs if name.startswith("on")], page


def test_inline_scripts_are_those_a_browser_would_run() -> None:
    html = b"""<script>one()</script><script src="x.js"></script><SCRIPT type="module">two()
    </SCRIPT><script type="application/json">{"a": 1}</script><script type=text/javascript>three()
    </script ><script type="application/ld+json">{}</script><script></script>"""
    found = {script.split(b"(")[0] for script in inline_scripts(html)}
    assert found == {b"one", b"two", b"three"}


def test_hashes_are_those_of_the_standard() -> None:
    """The example of Content Security Policy Level 2, section 7.17.2."""
    text = content_security_policy([b"alert('Hello, world.');"])
    assert "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='" in text


def test_all_servers_get_the_same_headers(invented_site: Path) -> None:
    headers = dict(read_rules(invented_site)[0][1])
    nginx = dict(
        re.findall(
            r'^add_header (\S+) "(.+)" always;$',
            (invented_site / "_nginx/headers.conf").read_text(),
            re.MULTILINE,
        )
    )
    apache = dict(
        re.findall(
            r'^ *Header always set (\S+) "(.+)"$',
            (invented_site / ".htaccess").read_text(),
            re.MULTILINE,
        )
    )
    assert headers == nginx == apache


@pytest.mark.browser
@pytest.mark.parametrize("choose", [one_of_each_kind, pytest.param(pages, marks=pytest.mark.slow)])
def test_no_page_breaks_the_policy_or_asks_another_host(
    invented_site: Path, browser: Browser, choose: object
) -> None:
    assert callable(choose)
    source = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    broken = []
    with serve_with_headers(invented_site) as url:
        browser.get_log("browser")
        browser.get_log("performance")
        for page in choose(invented_site):
            browser.get(url + page)
            violations = browser.execute_script("return window.violations")
            broken += [(page, violation) for violation in violations]
        log = [entry["message"] for entry in browser.get_log("browser")]
        events = [
            json.loads(entry["message"])["message"] for entry in browser.get_log("performance")
        ]
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", source)
    hosts = {
        urlsplit(event["params"]["request"]["url"]).hostname
        for event in events
        if event["method"] == "Network.requestWillBeSent"
        and event["params"]["request"]["url"].startswith("http")
    }
    assert broken == []
    assert [line for line in log if "Content Security Policy" in line] == []
    assert hosts == {"127.0.0.1"}


@pytest.mark.browser
def test_the_policy_is_really_in_force_and_scripts_really_run(
    invented_site: Path, browser: Browser
) -> None:
    with serve_with_headers(invented_site) as url:
        browser.get(url)
        browser.execute_script(
            "window.ran = false; const s = document.createElement('script');"
            "s.textContent = 'window.ran = true'; document.body.append(s)"
        )
        assert browser.execute_script("return window.ran") is False
        # Set by the theme's own inline script and by its bundle.
        assert browser.execute_script("return typeof window.__md_get") == "function"
        assert "js" in browser.execute_script("return document.documentElement.className").split()


@pytest.mark.browser
def test_a_search_works_under_the_policy(invented_site: Path, browser: Browser) -> None:
    if not (invented_site / "sok/index.html").exists():
        pytest.skip("the site has no search")
    from selenium.webdriver.support.ui import WebDriverWait

    with serve_with_headers(invented_site) as url:
        browser.get(f"{url}sok/?q=dricksvatten")
        WebDriverWait(browser, 10).until(
            lambda b: b.execute_script(
                "return document.querySelector('[data-state=done]') !== null"
            )
        )
        assert browser.execute_script("return document.querySelectorAll('[data-hit]').length") > 0
