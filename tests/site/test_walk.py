"""A reader's walk through the real site in a browser: search, meeting, decision, citation."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from browser import Browser, wait_until

pytestmark = pytest.mark.browser


def wait_for(browser: Browser, selector: str) -> None:
    wait_until(browser, lambda page: page.find_elements("css selector", selector))


def click(browser: Browser, selector: str) -> None:
    wait_for(browser, selector)
    found = browser.find_element("css selector", selector)
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", found)
    found.click()


def path(browser: Browser) -> str:
    parts = urlsplit(browser.current_url)
    return parts.path + (f"#{parts.fragment}" if parts.fragment else "")


def test_from_the_start_page_to_a_copied_citation(browser: Browser, seed_url: str) -> None:
    browser.get(seed_url)
    field = browser.find_element("css selector", ".ma-start form[role=search] input[name=q]")
    field.send_keys("planeringskonferens digitalt")
    field.submit()

    wait_for(browser, "[data-state=done]")
    assert urlsplit(browser.current_url).path == "/sok/"
    assert parse_qs(urlsplit(browser.current_url).query)["q"] == ["planeringskonferens digitalt"]
    hits = [
        hit.get_attribute("data-hit") for hit in browser.find_elements("css selector", "[data-hit]")
    ]
    assert "lg-2020-11-20-5-1" in hits

    click(browser, '[data-hit="lg-2020-11-20-5-1"] a')
    wait_for(browser, ".ma-decision--main")
    assert path(browser).startswith("/beslut/lg-2020-11-20-5-1/")

    click(browser, ".ma-facts a[href*='moten/ledningsgruppen/2020-11-20/']")
    wait_for(browser, "#beslut-5-1")
    click(browser, "#beslut-5-1 .ma-decision__foot a")
    wait_for(browser, ".ma-cite .ma-copy")

    origin = f"{urlsplit(seed_url).scheme}://{urlsplit(seed_url).netloc}"
    browser.execute_cdp_cmd(
        "Browser.grantPermissions",
        {"origin": origin, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]},
    )
    names = [button.text for button in browser.find_elements("css selector", ".ma-copy")]
    assert names == ["Kopiera hänvisning", "Kopiera beteckning"]
    click(browser, ".ma-cite div:first-child .ma-copy")
    copied = browser.execute_async_script(
        "const done = arguments[0]; setTimeout(() => "
        "navigator.clipboard.readText().then(done, e => done(String(e))), 200)"
    )
    assert copied == (
        "Södertörnskommunernas ledningsgrupp, minnesanteckningar 20 november 2020, punkt 5, "
        f"beslut 1. {seed_url}beslut/lg-2020-11-20-5-1/"
    )
    browser.execute_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "document.querySelectorAll('.ma-copy')[1].click()"
    )
    assert browser.execute_script("return getSelection().toString()") == (
        "LG 2020-11-20 punkt 5 beslut 1"
    )


def test_the_walk_asks_only_its_own_host_and_meets_no_error(
    browser: Browser, seed_url: str
) -> None:
    browser.get_log("performance")
    browser.get_log("browser")
    for address in ("", "moten/ledningsgruppen/2020-11-20/", "kommuner/haninge/", "sok/?q=bro"):
        browser.get(seed_url + address)
    wait_for(browser, "[data-state=done]")
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [
        str(event["params"]["request"]["url"])
        for event in events
        if event["method"] == "Network.requestWillBeSent"
    ]
    assert asked
    assert [url for url in asked if not url.startswith((seed_url, "data:", "blob:"))] == []
    assert [entry["message"] for entry in browser.get_log("browser")] == []
