"""WCAG 2.2 AA where readers do something: search, filter, and walk by the keyboard."""

from __future__ import annotations

from typing import Any

import pytest

from browser import Browser, choose_colours, press, set_window, wait_until
from look.axe import violations
from look_archive import PAGES

pytestmark = pytest.mark.browser

_DONE = '[data-ma-results][data-state="done"]'

_FOCUS = """
const focused = document.activeElement, box = focused.getBoundingClientRect();
const header = document.querySelector(".md-header").getBoundingClientRect();
return {
  html: focused.outerHTML.slice(0, 100), tag: focused.tagName, text: focused.textContent.trim(),
  href: focused.getAttribute("href"), inHeader: !!focused.closest(".md-header, .md-skip"),
  hidden: box.bottom <= header.bottom + 1 || box.top >= innerHeight,
};
"""


@pytest.fixture
def window(chromium: Browser) -> Browser:
    """The browser at a desktop's size, in light colours."""
    set_window(chromium, 1280, "light")
    return chromium


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["avfall", "finnsinteallshär", "avfall&typ=beslut"])
def test_axe_finds_nothing_on_search_results(
    window: Browser, site_address: str, axe: str, query: str, scheme: str
) -> None:
    set_window(window, 1280, scheme)
    window.get(f"{site_address}sok/?q={query}")
    _wait_for(window, _DONE)
    choose_colours(window, scheme)
    window.execute_script(
        "document.querySelectorAll('details').forEach(part => { part.open = true; })"
    )
    assert violations(window, axe) == []


def test_axe_finds_nothing_in_a_filtered_register(
    window: Browser, site_address: str, axe: str
) -> None:
    window.get(site_address + PAGES["decisions"])
    words = window.find_element("css selector", "[data-ma-words]")
    words.send_keys("avfall")
    shown = "return document.querySelectorAll('tr[data-decision]:not([hidden])').length"
    every = "return document.querySelectorAll('tr[data-decision]').length"
    assert 0 < window.execute_script(shown) < window.execute_script(every)
    window.find_element("css selector", ".ma-sort").click()
    assert violations(window, axe) == []


@pytest.mark.parametrize("kind", ["meeting", "decision", "decisions", "municipality"])
def test_focus_is_never_hidden(window: Browser, site_address: str, kind: str) -> None:
    """Walk back from the page's end: there the sticky header could lie over the focus."""
    window.get(site_address + PAGES[kind])
    window.execute_script("document.querySelector('.ma-footer a:last-of-type').focus()")
    seen = set()
    for _ in range(60):
        press(window, "Tab", shift=True)
        focus = window.execute_script(_FOCUS)
        if focus["inHeader"]:
            break
        if focus["tag"] == "BODY":  # Material's button to the top hides when it is passed.
            continue
        assert not focus["hidden"], focus["html"]
        seen.add(focus["html"])
    assert len(seen) > 10


def test_the_keyboard_leads_from_search_to_a_copied_citation(
    window: Browser, site_address: str
) -> None:
    window.execute_cdp_cmd(
        "Browser.grantPermissions",
        {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]},
    )
    window.get(site_address)
    _tab_to(window, lambda focus: 'id="start-search"' in focus["html"])
    window.switch_to.active_element.send_keys("anta regional avfallsplan\n")
    _wait_for(window, _DONE)
    goal = "beslut/fd-2023-06-15-7-1/"
    _tab_to(window, lambda focus: goal in (focus["href"] or ""))
    press(window, "Enter")
    _wait_for(window, ".ma-decision-page")
    assert window.current_url.split("#")[0].split("?")[0].endswith(goal)
    _tab_to(window, lambda focus: focus["text"] == "Kopiera beteckning")
    press(window, "Enter")
    _wait_for(window, ".ma-copy")
    wait_until(window, lambda _: _copied(window) == "FD 2023-06-15 § 7 beslut 1")


def _copied(browser: Browser) -> object:
    return browser.execute_async_script(
        "const done = arguments[0]; navigator.clipboard.readText().then(done, done)"
    )


def _tab_to(browser: Browser, wanted: Any, limit: int = 80) -> None:
    for _ in range(limit):
        press(browser, "Tab")
        focus = browser.execute_script(_FOCUS)
        if wanted(focus):
            return
    raise AssertionError(f"the keyboard does not reach it; the last is {focus['html']}")


def _wait_for(browser: Browser, selector: str) -> None:
    wait_until(browser, lambda driver: driver.find_elements("css selector", selector))
