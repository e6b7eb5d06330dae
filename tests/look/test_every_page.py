"""What holds on every kind of page, measured in one visit: WCAG 2.2 AA, widths, focus, paper."""

from __future__ import annotations

from typing import Any

import pytest

from browser import Browser, choose_colours, set_window
from look.axe import violations
from look_archive import NARROW, PAGES

pytestmark = pytest.mark.browser

# Targets smaller than 24 px that no other rule excuses: text links are inline, Material's
# toggles and the skip link are hidden until used.
_SMALL = """
const kinds = "button, input:not([type=checkbox], [type=radio]), select, summary, "
  + ".ma-chips a, .ma-anchor";
return Array.from(document.querySelectorAll(kinds))
  .filter(e => e.checkVisibility({visibilityProperty: true, opacityProperty: false}))
  .filter(e => !e.closest(".md-nav, .md-header__option"))
  .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
  .filter(([, box]) => box.width && box.height && (box.width < 24 || box.height < 24))
  .map(([html, box]) => `${html} ${box.width}x${box.height}`);
"""

# Each place of focus in turn: what is out of sight, of no size, or without a name.
_LOST = """
const places = "a[href], button, input, select, textarea, summary, [tabindex='0']";
const name = e => (e.getAttribute("aria-label") || e.getAttribute("aria-labelledby")
  || Array.from(e.labels || []).map(label => label.textContent).join(" ")
  || e.textContent || e.title || e.getAttribute("alt") || "").trim();
const lost = [];
let count = 0;
for (const e of document.querySelectorAll(places)) {
  e.focus();
  if (document.activeElement !== e) { continue; }
  count += 1;
  const box = e.getBoundingClientRect();
  const seen = box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth
    && box.bottom > 0 && box.top < innerHeight;
  if (!seen || !name(e)) { lost.push(e.outerHTML.slice(0, 120)); }
}
return {lost, count};
"""
# Words whose letters stand on two lines though one line would hold them, and cells cut at an edge.
_BROKEN = """
const broken = [], room = document.documentElement.clientWidth - 40;
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let text; (text = texts.nextNode());) {
  const holder = text.parentElement;
  if (!holder.checkVisibility() || holder.closest("script, .ma-hash, .ma-visually-hidden, code")) {
    continue;
  }
  for (const word of text.data.matchAll(/[\\p{L}\\p{N}]{5,}/gu)) {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    const lines = Array.from(range.getClientRects()).filter(box => box.width > 1);
    const width = lines.reduce((sum, box) => sum + box.width, 0);
    if (new Set(lines.map(box => Math.round(box.top))).size > 1 && width < room
        && !/^https?:|@/.test(text.data.trim())) {
      broken.push(word[0]);
    }
  }
}
const tables = Array.from(document.querySelectorAll(".ma-table"));
const cut = tables.filter(table => table.scrollWidth > table.parentElement.clientWidth + 1);
return [...broken, ...cut.map(table => table.caption.textContent)];
"""

# Contrast of every visible text with white paper, as WCAG measures it.
_PALE = """
const light = part => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
const pale = new Map();
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let text; (text = texts.nextNode());) {
  const holder = text.parentElement;
  if (!text.data.trim() || !holder.checkVisibility({visibilityProperty: true})) { continue; }
  const [r, g, b] = getComputedStyle(holder).color.match(/[\\d.]+/g).map(Number);
  const contrast = 1.05 / (0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b) + 0.05);
  if (contrast < 4.5) { pale.set(text.data.trim().slice(0, 40), contrast); }
}
return Array.from(pale);
"""
_LONG_LINES = """
const long = [];
for (const text of document.querySelectorAll(".md-content :is(p, li, dd)")) {
  if (!text.textContent.trim() || !text.checkVisibility()) { continue; }
  if (text.matches(".ma-kicker")) { continue; }
  const range = document.createRange();
  range.selectNodeContents(text);
  const lines = new Set(Array.from(range.getClientRects()).map(box => Math.round(box.top / 9)));
  const letters = text.textContent.replace(/\\s+/g, " ").length;
  const size = parseFloat(getComputedStyle(text).fontSize);
  if (text.getBoundingClientRect().width / (size * 0.5) > 92) {
    long.push([letters, text.textContent.trim().slice(0, 60)]);
  }
}
return long;
"""
_LEFT = "return Math.round(document.querySelector('.ma-page').getBoundingClientRect().left)"
_DARK = [{"name": "prefers-color-scheme", "value": "dark"}]


@pytest.fixture(scope="module")
def left_edge(chromium: Browser, site_address: str) -> int:
    """Where the start page begins in a wide window, in pixels: as all others do."""
    set_window(chromium, 1280, "light")
    chromium.get(site_address)
    edge: int = chromium.execute_script(_LEFT)
    return edge


@pytest.mark.parametrize("kind", PAGES)
def test_page_is_accessible_and_whole_wide_narrow_light_dark_and_on_paper(
    chromium: Browser, site_address: str, axe: str, left_edge: int, kind: str
) -> None:
    found: dict[str, Any] = {}
    set_window(chromium, 1280, "light")
    chromium.get(site_address + PAGES[kind])
    choose_colours(chromium, "light")
    found["axe, wide and light"] = violations(chromium, axe)
    found["small targets"] = chromium.execute_script(_SMALL)
    found["broken or cut at 1280"] = chromium.execute_script(_BROKEN)
    found["long lines"] = chromium.execute_script(_LONG_LINES)
    edge = chromium.execute_script(_LEFT)
    found["left edge"] = [edge] if edge != left_edge else []

    set_window(chromium, NARROW, "dark")
    choose_colours(chromium, "dark")
    found["axe, narrow and dark"] = violations(chromium, axe)
    width = chromium.execute_script("return document.documentElement.scrollWidth")
    found["scrolls sideways"] = [width] if width > NARROW else []

    # Paper is white, whatever the colours of the screen.
    set_window(chromium, 800, "dark")
    paper = {"media": "print", "features": _DARK}
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", paper)
    found["pale on paper"] = chromium.execute_script(_PALE)
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", paper | {"media": ""})

    for width in (NARROW, 390, 1024):
        set_window(chromium, width, "light")
        found[f"broken or cut at {width}"] = chromium.execute_script(_BROKEN)
        places = chromium.execute_script(_LOST)
        assert places["count"] > 10
        found[f"focus out of sight or without a name at {width}"] = places["lost"]
    assert {name: faults for name, faults in found.items() if faults} == {}
