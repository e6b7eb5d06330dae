"""What only the reader's browser knows: the time, and the last visit."""

from __future__ import annotations

import pytest

from browser import Browser, set_window

pytestmark = pytest.mark.browser


def test_tasks_tell_their_age_and_what_is_late(chromium: Browser, site_address: str) -> None:
    set_window(chromium, 1280, "light")
    chromium.get(site_address + "uppfoljning/")
    ages = chromium.find_elements("css selector", "[data-ma-age]")
    assert ages and all(age.text.startswith("för ") for age in ages)
    late = chromium.find_elements("css selector", "[data-ma-due]")
    assert late and all(mark.text == "Försenat" for mark in late)
    # Nothing closed is late.
    assert chromium.find_elements("css selector", "section:has(#avslutade) [data-ma-due]") == []


def test_the_start_page_tells_what_came_since_the_last_visit(
    chromium: Browser, site_address: str
) -> None:
    chromium.get(site_address)
    chromium.execute_script("localStorage.clear()")
    chromium.refresh()
    part = chromium.find_element("css selector", "[data-ma-since]")
    assert not part.is_displayed()  # A first visit has no last one.
    key = chromium.execute_script(
        "const key = Object.keys(localStorage).find(k => k.startsWith('minutes-archive'));"
        "const seen = JSON.parse(localStorage[key]);"
        "localStorage[key] = JSON.stringify(seen.slice(2)); return key"
    )
    assert key
    chromium.refresh()
    part = chromium.find_element("css selector", "[data-ma-since]")
    assert part.is_displayed()
    shown = [row for row in part.find_elements("css selector", "li") if row.is_displayed()]
    assert len(shown) == 2
    assert chromium.get_cookies() == []
    chromium.refresh()
    assert not chromium.find_element("css selector", "[data-ma-since]").is_displayed()


def test_what_a_page_looks_like_in_a_tab_is_its_own(chromium: Browser, site_address: str) -> None:
    chromium.get(site_address)
    icon = chromium.find_element("css selector", "link[rel=icon]").get_attribute("href")
    assert icon and icon.endswith("icon.svg")
    fetched = chromium.execute_async_script(
        "const done = arguments[1]; fetch(arguments[0]).then(answer => done(answer.status))", icon
    )
    assert fetched == 200
    assert len(chromium.find_elements("css selector", "meta[name=theme-color][media]")) == 2
