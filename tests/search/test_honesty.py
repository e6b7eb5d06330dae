"""Nothing that exists is denied because a file is old, missing, cut, slow or blocked."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from browser import QuietHandler, serve_folder, wait_until
from built_site import Site
from search_engine import decision, write_index

INDEX = "assets/search-index"
RESULTS = "document.querySelector('[data-ma-results]')"

pytestmark = pytest.mark.browser


@pytest.fixture
def site(invented_site: Site, tmp_path: Path) -> Path:
    """A copy of the invented site, to be damaged."""
    copy = tmp_path / "site"
    shutil.copytree(invented_site.folder, copy)
    return copy


class _Troubled(QuietHandler):
    """Hangs on some files and has not got others, as the test says by a part of their path."""

    hanging: ClassVar[str] = ""
    missing: ClassVar[str] = ""

    def do_GET(self) -> None:  # noqa: N802 (the name that http.server calls)
        if self.hanging and self.hanging in self.path:
            time.sleep(5)
        if self.missing and self.missing in self.path:
            self.send_error(404)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@pytest.fixture
def url(site: Path) -> Iterator[str]:
    _Troubled.hanging = _Troubled.missing = ""
    with serve_folder(site, _Troubled) as address:
        yield address


def asked(browser: Chrome, query: str) -> None:
    """Type a question, and wait until it is answered."""
    box = browser.find_element(By.ID, "ma-search-q")
    browser.execute_script("arguments[0].value = ''", box)
    box.send_keys(query)
    wait_until(browser, f"return new URLSearchParams(location.search).get('q') === '{query}'")
    answered(browser)


def answered(browser: Chrome) -> None:
    wait_until(browser, f"return {RESULTS}.dataset.state === 'done'")


def shown(browser: Chrome) -> str:
    text: str = browser.find_element(By.CSS_SELECTOR, "[data-ma-search]").text
    return text


def hits(browser: Chrome) -> list[str]:
    found: list[str] = browser.execute_script(
        "return Array.from(document.querySelectorAll('[data-hit]'), e => e.dataset.hit)"
    )
    return found


def republish(site: Path) -> None:
    """Put another index in place of the site's, as a publication does, and no old file stays."""
    shutil.rmtree(site / INDEX)
    write_index([decision(1, "Att köpa en xylofon till musikskolan.")], site / INDEX)


@pytest.mark.parametrize("question", ["xylofon", "musikskolan"])
def test_what_was_published_under_an_open_page_is_found(
    browser: Chrome, site: Path, url: str, question: str
) -> None:
    browser.get(f"{url}sok/?q=avfallsplan")
    answered(browser)
    assert hits(browser)
    republish(site)
    asked(browser, question)
    assert hits(browser) == ["sg-2024-01-01-1-1"]


def test_a_manifest_out_of_a_cache_denies_nothing(browser: Chrome, site: Path) -> None:
    """Only the question that is put by the page asks past the cache."""
    old = (site / INDEX / "manifest.js").read_bytes()
    republish(site)
    new = site / INDEX / "manifest.js"

    class Caching(_Troubled):
        def do_GET(self) -> None:  # noqa: N802
            if self.path.endswith("manifest.js"):
                self.send_response(200)
                self.send_header("Content-Type", "text/javascript")
                self.end_headers()
                self.wfile.write(old)
            else:
                super().do_GET()

    assert new.read_bytes() != old
    with serve_folder(site, Caching) as cached:
        browser.get(f"{cached}sok/?q=xylofon")
        wait_until(browser, "return document.querySelectorAll('[data-hit]').length === 1")


def test_a_file_that_hangs_ends_in_a_message(browser: Chrome, url: str) -> None:
    browser.get(f"{url}sok/")
    answered(browser)
    browser.execute_script("MinutesSearch.patience = 300")
    _Troubled.hanging = "search-index/t/"
    asked(browser, "avfallsplan")
    assert "En del av sökregistret gick inte att hämta." in shown(browser)
    assert "Försök igen" in shown(browser)
    assert "Inget hittades" not in shown(browser)
    assert "finns inte i arkivet" not in shown(browser)


def test_hits_without_their_texts_are_counted_and_not_denied(browser: Chrome, url: str) -> None:
    _Troubled.missing = "search-index/r/"
    browser.get(f"{url}sok/?q=avfallsplan")
    answered(browser)
    assert "deras texter gick inte att hämta" in shown(browser)
    assert "Inget hittades" not in shown(browser)
    _Troubled.missing = ""
    browser.find_element(By.CSS_SELECTOR, ".ma-search__note button").click()
    wait_until(browser, "return document.querySelectorAll('[data-hit]').length > 0")
    assert "gick inte att hämta" not in shown(browser)


@pytest.mark.parametrize("missing", ["search-index/t/", "search-index/f/", "search-index/manifest"])
def test_who_comes_back_online_is_answered(browser: Chrome, url: str, missing: str) -> None:
    _Troubled.missing = missing
    browser.get(f"{url}sok/?q=avfallsplan")
    answered(browser)
    assert not hits(browser)
    _Troubled.missing = ""
    browser.execute_script("window.dispatchEvent(new Event('online'))")
    wait_until(browser, "return document.querySelectorAll('[data-hit]').length > 0")
    assert "gick inte att hämta" not in shown(browser)
    assert "Sökningen kunde inte starta" not in shown(browser)


def test_a_page_whose_scripts_are_blocked_leads_on(browser: Chrome, url: str) -> None:
    _Troubled.missing = "assets/search-engine/"
    browser.get(f"{url}sok/?q=avfallsplan")
    notice: Any = browser.find_element(By.CSS_SELECTOR, "[data-ma-fallback]")
    wait_until(browser, lambda _: notice.is_displayed())
    link = notice.find_element(By.TAG_NAME, "a")
    assert link.get_attribute("href") == f"{url}beslut/"
