"""Pages opened in Chromium as a reader does: what moves while they load, and what they weigh."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from benchmarks.chromium import Browser
from benchmarks.web_host import PAINTED, Host, Sent

PHONE, DESKTOP = (390, 844), (1350, 940)
SIZES = {"phone": PHONE, "desktop": DESKTOP}
_TYPES = {".css": "CSS", ".js": "JS", ".html": "HTML"}

_WATCH = (
    f"""
new PerformanceObserver((list) => {{
  if (list.getEntriesByName("first-contentful-paint").length) {{
    // By another name, for scripts that wait take all the connections to this one.
    fetch(`http://localhost:${{location.port}}/{PAINTED}`, {{mode: "no-cors"}});
  }}
}}).observe({{type: "paint", buffered: true}});
"""
    + """
window.shiftsSeen = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) {
    if (shift.hadRecentInput) { continue; }
    const what = shift.sources.map((source) => {
      const node = source.node && (source.node.closest ? source.node : source.node.parentElement);
      return node ? node.tagName.toLowerCase() + "." + (node.getAttribute("class") || "") : "?";
    });
    window.shiftsSeen.push([shift.value, what.join(", ")]);
  }
}).observe({type: "layout-shift", buffered: true});
"""
)
# The search page says when it is done; others are when nothing has moved for a while.
_SETTLED = """
const done = arguments[0];
const start = performance.now();
(function look() {
  const results = document.querySelector("[data-ma-results]");
  const asked = new URLSearchParams(location.search).has("q");
  const waiting = results && asked && results.dataset.state !== "done";
  if (document.readyState !== "complete" || (waiting && performance.now() - start < 10000)) {
    setTimeout(look, 20);
  } else {
    setTimeout(() => {
      window.scrollTo(0, document.documentElement.scrollHeight);
      setTimeout(() => done(window.shiftsSeen), 150);
    }, 250);
  }
})();
"""
_CHOOSE_DARK = """
const dark = document.querySelector("input[data-md-color-scheme=slate]");
if (dark) { dark.click(); }
return Boolean(dark);
"""


@dataclass(frozen=True, slots=True)
class Shift:
    """A layout shift: its share of the score, and what moved (tag and classes)."""

    value: float
    what: str


@dataclass(frozen=True, slots=True)
class Weight:
    """The bytes of one kind of file, as they are and compressed, without HTTP headers."""

    files: int
    raw: int
    compressed: int


def set_up(browser: Browser) -> None:
    """Watch for layout shifts in every page that is opened from now on."""
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})
    browser.set_script_timeout(30)


def set_clock(browser: Browser, moment: str) -> None:
    """Let pages that are opened from now on take a moment (ISO 8601) for the present."""
    source = f"Date.now = () => Date.parse({moment!r});"
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})


def set_window(browser: Browser, size: tuple[int, int]) -> None:
    """Take the size of a screen, with a phone's manners where it is narrow."""
    width, height = size
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
    )


def choose_dark(browser: Browser, address: str) -> bool:
    """Choose dark colours as a reader does, to be kept for later pages; False without a choice."""
    browser.get(address)
    # Nobody keeps a choice that is made before the theme's script has come.
    browser.execute_async_script(_SETTLED)
    return bool(browser.execute_script(_CHOOSE_DARK))


def shifts(browser: Browser, address: str) -> list[Shift]:
    """Open a page, let it come to rest, scroll to its end, and return what moved by itself."""
    browser.get(address)
    seen: Any = browser.execute_async_script(_SETTLED)
    return [Shift(float(value), what) for value, what in seen]


def first_visit(browser: Browser, host: Host, address: str) -> list[Sent]:
    """Open a page with an empty cache and return all that the host sent for it."""
    browser.get("about:blank")
    browser.execute_cdp_cmd("Network.clearBrowserCache", {})
    host.sent.clear()
    browser.get(host.address + address)
    browser.execute_async_script(_SETTLED)
    return list(host.sent)


def weights(sent: Iterable[Sent]) -> dict[str, Weight]:
    """Add up what was sent by kind of file (HTML, CSS, JS, other), and in all ("all")."""
    found = {name: Weight(0, 0, 0) for name in ("HTML", "CSS", "JS", "other", "all")}
    for answer in sent:
        suffix = PurePosixPath(answer.path).suffix or ".html"
        for name in (_TYPES.get(suffix, "other"), "all"):
            before = found[name]
            found[name] = Weight(
                before.files + 1, before.raw + answer.raw, before.compressed + answer.compressed
            )
    return found
