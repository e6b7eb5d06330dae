"""A headless Chromium and a web server of this machine, for tests that drive the real site."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from selenium.webdriver.support.ui import WebDriverWait

from benchmarks.answering import answering
from benchmarks.chromium import Browser, NoBrowserError, open_chromium
from tools import without

__all__ = [
    "Browser",
    "QuietHandler",
    "open_browser",
    "press",
    "serve_folder",
    "set_window",
    "settle",
    "wait_until",
]

PATIENCE = 120  # seconds; a machine under load is slow, and who waits in vain is told anyway


class QuietHandler(SimpleHTTPRequestHandler):
    """Answers with the files of a folder, and writes no line for each."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serve_folder(
    folder: Path, handler: type[QuietHandler] = QuietHandler, **options: Any
) -> Iterator[str]:
    """Serve a folder on a free loopback port while the context lasts; yield its address.

    `options` are what the handler is made with besides the folder.
    """
    here = functools.partial(handler, directory=str(folder), **options)
    with answering(ThreadingHTTPServer(("127.0.0.1", 0), here)) as address:
        yield address


def wait_until(browser: Browser, reached: str | Callable[[Browser], Any], *values: object) -> Any:
    """Wait until a script returns something true, or a function does, and return that.

    It is asked often: with Selenium's default every wait that is not over at once takes half
    a second.
    """

    def ask(window: Browser) -> Any:
        if isinstance(reached, str):
            return window.execute_script(reached, *values)
        return reached(window)

    return WebDriverWait(browser, PATIENCE, 0.02).until(ask)


def set_window(browser: Browser, width: int, scheme: str) -> None:
    """Give the window a width in CSS pixels and a colour scheme, "light" or "dark"."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
    )
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {
            "features": [
                {"name": "prefers-color-scheme", "value": scheme},
                # Nothing scrolls or fades while it is measured.
                {"name": "prefers-reduced-motion", "value": "reduce"},
            ]
        },
    )
    settle(browser)


def settle(browser: Browser) -> None:
    """End every animation and transition, so that what is measured is how it stays."""
    browser.execute_script(
        "document.getAnimations().forEach(one => { try { one.finish() } catch { one.cancel() } })"
    )


def choose_colours(browser: Browser, scheme: str) -> None:
    """Give the page that is open its "light" or "dark" colours, as a reader does who chooses.

    The theme asks the system only once; what was chosen then holds for later pages.
    """
    name = {"light": "default", "dark": "slate"}[scheme]
    wait_until(
        browser,
        """
        const body = document.body, choice = `input[data-md-color-scheme=${arguments[0]}]`;
        if (body.dataset.mdColorScheme !== arguments[0]) { document.querySelector(choice).click(); }
        return body.dataset.mdColorScheme === arguments[0] && !document.getAnimations().length;
        """,
        name,
    )


def press(browser: Browser, key: str, *, shift: bool = False) -> None:
    """Press a key as a reader would: Tab, Enter or Escape."""
    codes = {"Tab": 9, "Enter": 13, "Escape": 27}
    event = {"key": key, "code": key, "windowsVirtualKeyCode": codes[key], "modifiers": 8 * shift}
    text = {"text": "\r"} if key == "Enter" else {}
    browser.execute_cdp_cmd("Input.dispatchKeyEvent", {"type": "keyDown", **event, **text})
    browser.execute_cdp_cmd("Input.dispatchKeyEvent", {"type": "keyUp", **event})


@contextmanager
def open_browser(profile: Path) -> Iterator[Browser]:
    """Start a Chromium with an empty profile; skip the test where there is none."""
    try:
        with open_chromium(profile) as chrome:
            # The focus is where a test put it, whichever window the system thinks is in front.
            chrome.execute_cdp_cmd("Emulation.setFocusEmulationEnabled", {"enabled": True})
            chrome.set_script_timeout(PATIENCE)
            yield chrome
    except NoBrowserError as missing:
        without(str(missing))
