"""What a page is on paper."""

from __future__ import annotations

import pytest

from browser import Browser, set_window, wait_until

pytestmark = pytest.mark.browser


def test_paper_holds_what_is_folded_and_the_hits_of_a_search(
    chromium: Browser, site_address: str
) -> None:
    shown = (
        "return Array.from(document.querySelectorAll(arguments[0]))"
        ".filter(e => e.getBoundingClientRect().height > 0).length"
    )
    set_window(chromium, 800, "light")
    for address, wanted, unwanted in (
        ("siffror/", "details table", ".ma-menu, .ma-footer"),
        ("sok/?q=avfall", "[data-hit]", ".ma-search__filters, [data-ma-more], .ma-search-form"),
    ):
        chromium.get(site_address + address)
        wait_until(chromium, "return document.querySelector(arguments[0])", wanted)
        chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": []})
        counts = [chromium.execute_script(shown, part) for part in (wanted, unwanted)]
        chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
        assert counts[0] > 2 and counts[1] == 0, address
