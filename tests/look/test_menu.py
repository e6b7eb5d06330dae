"""The menu, at the widths of a phone, a tablet and a small laptop."""

from __future__ import annotations

import pytest

from browser import Browser, press, set_window

pytestmark = pytest.mark.browser

_MENU = """
const menu = document.querySelector("#ma-menu"), button = document.querySelector(".ma-menu-button");
return {
  open: menu.checkVisibility(), expanded: button.getAttribute("aria-expanded"),
  button: button.checkVisibility(), name: button.textContent,
  focused: document.activeElement === button,
  links: Array.from(menu.querySelectorAll("a")).filter(link => link.checkVisibility()).length,
};
"""

# What the form of the error page holds where it is shown for another address.
_ASKED_FOR = """
const [path, done] = arguments, form = document.querySelector("[data-ma-gone]");
history.replaceState(null, "", "/" + path);
form.elements.q.value = "";
const script = document.createElement("script");
script.src = document.querySelector("script[src*='minutes.js']").src;
script.onload = () => done(form.elements.q.value);
document.body.append(script);
"""


def test_tab_walks_from_the_skip_link_into_the_page(chromium: Browser, site_address: str) -> None:
    for width in (390, 1024):
        set_window(chromium, width, "light")
        chromium.get(site_address + "kommuner/algsnas/")
        seen = []
        for _ in range(25):
            press(chromium, "Tab")
            seen.append(
                chromium.execute_script(
                    "const e = document.activeElement, box = e.getBoundingClientRect();"
                    "return [e.closest('main') ? 'main' : e.className, box.left >= 0"
                    " && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight]"
                )
            )
        assert all(in_sight for _, in_sight in seen), seen
        assert "main" in [where for where, _ in seen]
        assert seen[0][0].startswith("md-skip")


def test_a_button_opens_the_menu_and_escape_closes_it(chromium: Browser, site_address: str) -> None:
    set_window(chromium, 390, "light")
    chromium.get(site_address + "kommuner/")
    closed = chromium.execute_script(_MENU)
    assert closed["button"] and closed["name"] == "Meny"
    assert (closed["open"], closed["expanded"], closed["links"]) == (False, "false", 0)
    chromium.find_element("css selector", ".ma-menu-button").click()
    opened = chromium.execute_script(_MENU)
    assert (opened["open"], opened["expanded"]) == (True, "true")
    assert opened["links"] > 6
    press(chromium, "Tab")
    press(chromium, "Tab")
    press(chromium, "Escape")
    after = chromium.execute_script(_MENU)
    assert (after["open"], after["expanded"], after["focused"]) == (False, "false", True)


def test_a_wide_window_shows_the_links_and_no_button(chromium: Browser, site_address: str) -> None:
    for width in (768, 1280):
        set_window(chromium, width, "light")
        chromium.get(site_address + "kommuner/algsnas/")
        menu = chromium.execute_script(_MENU)
        assert (menu["open"], menu["button"]) == (True, False)
        here = chromium.find_element("css selector", "#ma-menu [aria-current]")
        assert (here.text, here.get_attribute("aria-current")) == ("Kommuner", "true")


def test_a_reader_without_scripts_has_the_links(chromium: Browser, site_address: str) -> None:
    set_window(chromium, 390, "light")
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        chromium.get(site_address)
        links = chromium.find_elements("css selector", "#ma-menu a")
        assert len([link for link in links if link.is_displayed()]) > 6
    finally:
        chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_the_page_that_is_not_there_asks_for_what_its_address_says(
    chromium: Browser, site_address: str
) -> None:
    asked = {
        "finns-inte/": "finns inte",
        "beslut/fd-2022-06-09-9-17/": "FD 2022-06-09 punkt 9",
        "moten/styrgruppen/2031-01-02/": "2031-01-02",
        "protokoll_%C3%A5r.html": "protokoll år",
        "%E4%B8/": "",
    }
    chromium.get(site_address + "404.html")
    assert chromium.find_element("css selector", "h1").text == "Sidan finns inte"
    for path, words in asked.items():
        found = chromium.execute_async_script(_ASKED_FOR, path)
        assert found == words, path
