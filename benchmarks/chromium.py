"""A headless Chromium driven by Selenium, where both are installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selenium.webdriver import Chrome as Browser
else:
    Browser = Any

__all__ = ["SWITCHES", "Browser", "NoBrowserError", "chromium_program", "open_chromium"]

SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,1000",
    "--lang=sv-SE",
)


class NoBrowserError(Exception):
    """Chromium, its driver or Selenium is not installed (message says which)."""


def chromium_program() -> str:
    """Return the path of Chromium; raises NoBrowserError where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise NoBrowserError("chromium is not installed")
    return found


@contextmanager
def open_chromium(profile: Path) -> Iterator[Browser]:
    """Start a Chromium with an empty profile; raises NoBrowserError where there is none."""
    program, driver = chromium_program(), shutil.which("chromedriver")
    if driver is None:
        raise NoBrowserError("chromedriver is not installed")
    try:
        from selenium import webdriver
    except ImportError:
        raise NoBrowserError("the Python package selenium is not installed") from None
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for switch in (*SWITCHES, f"--user-data-dir={profile}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        yield chrome
    finally:
        chrome.quit()
