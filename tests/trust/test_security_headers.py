"""The whole site works under a strict Content-Security-Policy and asks nobody else for anything."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from browser import Browser, wait_until
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
        hosts = hosts_asked(browser)
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", source)
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


@dataclass
class Reader:
    """Somebody who uses the site in a browser, and writes down what the policy stops."""

    browser: Browser
    url: str
    broken: list[tuple[str, str]] = field(default_factory=list)
    did: list[str] = field(default_factory=list)

    def at(self, page: str) -> None:
        self.note("")
        self.browser.get(self.url + page)

    def run(self, script: str, *values: object) -> Any:
        return self.browser.execute_script(script, *values)

    def find(self, selector: str) -> Any:
        self.wait("return document.querySelector(arguments[0]) !== null", selector)
        return self.browser.find_element("css selector", selector)

    def click(self, selector: str) -> None:
        element = self.find(selector)
        self.run("arguments[0].scrollIntoView({block: 'center'}); arguments[0].click()", element)

    def wait(self, script: str, *values: object) -> None:
        wait_until(self.browser, script, *values)

    def note(self, did: str) -> None:
        """Keep the violations of the page so far; they are lost when it is left."""
        seen = self.run("return (window.violations || []).splice(0)")
        self.broken += [(self.browser.current_url, violation) for violation in seen]
        self.did += [did] if did else []


def use_everything(reader: Reader) -> None:
    """Do what readers can do on the site, each until its effect is seen."""
    reader.at("")
    reader.find("#ma-header-q").send_keys("dricks")
    reader.wait("return document.querySelectorAll('.ma-suggestions [role=option]').length > 0")
    reader.note("suggestions")
    for scheme, label in (("slate", "__palette_1"), ("default", "__palette_0")):
        reader.click(f"label[for={label}]")
        reader.wait("return document.body.dataset.mdColorScheme === arguments[0]", scheme)
        reader.note(f"scheme {scheme}")
    reader.at("sok/?q=vatten")
    reader.wait("return document.querySelector('[data-state=done]') !== null")
    assert len(reader.browser.find_elements("css selector", "[data-hit]")) > 1
    reader.note("results")
    reader.run(
        "const o = document.querySelector('[data-ma-order]');"
        "o.value = 'date'; o.dispatchEvent(new Event('change', {bubbles: true}))"
    )
    reader.wait("return location.search !== '?q=vatten'")
    reader.note("order")
    ordered = reader.run("return location.search")
    reader.click("[data-ma-filter-fields] input[type=checkbox]")
    reader.wait("return location.search !== arguments[0]", ordered)
    reader.wait("return document.querySelector('[data-state=done] [data-hit]') !== null")
    reader.note("filter")
    reader.at("beslut/sg-2023-01-26-3-1/")
    reader.click(".ma-copy")
    words = reader.find("[data-ma-copied]").get_attribute("data-ma-copied")
    reader.wait("return document.querySelector('.ma-copy').textContent === arguments[0]", words)
    reader.note("copying")
    reader.at("beslut/")
    reader.click(".ma-sort")
    reader.wait("return document.querySelector('th[aria-sort]') !== null")
    reader.find("[data-ma-words]").send_keys("vatten")
    reader.wait("return document.querySelectorAll('[data-register] > tbody > tr[hidden]').length")
    reader.note("register")
    for page in ("beslut/sg-2023-01-26-3-1/", "moten/styrgruppen/2023-01-26/"):
        reader.at(page)
        assert reader.browser.execute_cdp_cmd("Page.printToPDF", {})["data"]
        reader.note("printing")
    reader.browser.set_window_size(390, 800)
    reader.at("moten/")
    reader.click(".ma-menu-button")
    reader.wait("return document.querySelector('#ma-menu').checkVisibility()")
    reader.run("window.scrollTo(0, 9999)")
    reader.note("menu")
    reader.browser.set_window_size(1280, 1000)
    reader.at("finns-inte/")
    reader.note("404")


@pytest.mark.browser
def test_everything_readers_do_keeps_to_the_policy_and_the_site(
    invented_site: Path, browser: Browser
) -> None:
    source = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    with serve_with_headers(invented_site) as url:
        allow = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
        browser.execute_cdp_cmd("Browser.grantPermissions", {**allow, "origin": url.rstrip("/")})
        browser.get_log("browser")
        browser.get_log("performance")
        reader = Reader(browser, url)
        use_everything(reader)
        log = [entry["message"] for entry in browser.get_log("browser")]
        hosts = hosts_asked(browser)
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", source)
    assert len(reader.did) == 12
    assert reader.broken == []
    assert [line for line in log if "Content Security Policy" in line] == []
    assert hosts == {"127.0.0.1"}


def hosts_asked(browser: Browser) -> set[str | None]:
    """Return the hosts of all requests since the log was last read."""
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return {
        urlsplit(event["params"]["request"]["url"]).hostname
        for event in events
        if event["method"] == "Network.requestWillBeSent"
        and event["params"]["request"]["url"].startswith("http")
    }


def test_a_script_in_the_words_of_a_page_is_never_allowed() -> None:
    """Were one to get past the sanitiser, the policy must not learn its hash and let it run."""
    page = (
        b"<head><script>theme()</script></head><article class='md-content__inner'>"
        b"<p></article><script>stolen()</script></p><script type=module>worse()</script></article>"
        b"<script>end()</script>"
    )
    assert inline_scripts(page) == {b"theme()", b"end()"}


@pytest.mark.browser
def test_a_search_works_under_the_policy(invented_site: Path, browser: Browser) -> None:
    if not (invented_site / "sok/index.html").exists():
        pytest.skip("the site has no search")
    with serve_with_headers(invented_site) as url:
        browser.get(f"{url}sok/?q=dricksvatten")
        wait_until(browser, "return document.querySelector('[data-state=done]') !== null")
        assert browser.execute_script("return document.querySelectorAll('[data-hit]').length") > 0
