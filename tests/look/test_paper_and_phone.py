"""How pages look where they are small, dark or on paper."""

from __future__ import annotations

import pytest

from browser import Browser, choose_colours, set_window, wait_until
from look_archive import PAGES

pytestmark = pytest.mark.browser

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
return {broken, cut: cut.map(table => table.caption.textContent)};
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


def test_no_word_is_cut_and_no_table_leaves_its_screen(
    chromium: Browser, site_address: str
) -> None:
    faults = {}
    for kind, address in PAGES.items():
        set_window(chromium, 390, "light")
        chromium.get(site_address + address)
        for width in (390, 320, 1024, 1280):
            set_window(chromium, width, "light")
            found = chromium.execute_script(_BROKEN)
            if found["broken"] or found["cut"]:
                faults[kind, width] = found
    assert faults == {}


def test_paper_is_dark_on_white_from_a_dark_screen(chromium: Browser, site_address: str) -> None:
    set_window(chromium, 800, "dark")
    pale = {}
    for kind, address in PAGES.items():
        chromium.get(site_address + address)
        choose_colours(chromium, "dark")
        chromium.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"media": "print", "features": [{"name": "prefers-color-scheme", "value": "dark"}]},
        )
        found = chromium.execute_script(_PALE)
        chromium.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"media": "", "features": [{"name": "prefers-color-scheme", "value": "dark"}]},
        )
        if found:
            pale[kind] = found
    assert pale == {}


def test_one_left_edge_and_lines_that_can_be_read(chromium: Browser, site_address: str) -> None:
    set_window(chromium, 1280, "light")
    edges, long = set(), {}
    for kind, address in PAGES.items():
        chromium.get(site_address + address)
        edges.add(
            chromium.execute_script(
                "return Math.round(document.querySelector('.ma-page').getBoundingClientRect().left)"
            )
        )
        if found := chromium.execute_script(_LONG_LINES):
            long[kind] = found
    assert len(edges) == 1
    assert long == {}


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
