"""The search page finds what readers mean: judged queries, and every word of the seed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from selenium.webdriver import Chrome

from browser import wait_until
from built_site import SEED
from minutes_archive.addresses import slugify

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text(encoding="utf-8"))
SHOWN = 10

pytestmark = pytest.mark.browser


def judged(archive: str) -> list[tuple[str, list[str]]]:
    return [
        (str(query), wanted)
        for group in QUERIES[archive].values()
        for query, wanted in group.items()
    ]


def hits(browser: Chrome, site: str, query: str) -> list[str]:
    """Return the ids of the records that the page shows for a query, best first."""
    browser.get(f"{site}/sok/?q={quote(query)}")
    wait_until(browser, "return document.querySelector('[data-state]').dataset.state === 'done'")
    found: list[str] = browser.execute_script(
        "return Array.from(document.querySelectorAll('[data-hit]')).map(e => e.dataset.hit)"
    )
    return found


def measured(browser: Chrome, site: str, queries: list[tuple[str, list[str]]]) -> Any:
    """Return recall among the first ten, the queries without success in five, and all misses."""
    recalls, failures, misses = [], [], {}
    for query, wanted in queries:
        found = hits(browser, site, query)
        recalls.append(len(set(wanted) & set(found[:SHOWN])) / len(wanted))
        if not set(wanted) & set(found[:5]):
            failures.append((query, found[:5]))
        if recalls[-1] < 1:
            misses[query] = sorted(set(wanted) - set(found[:SHOWN]))
    return sum(recalls) / len(recalls), failures, misses


def test_there_are_enough_queries() -> None:
    assert len(judged("invented")) + len(judged("seed")) >= 60


def test_readers_find_what_they_mean(browser: Chrome, invented_url: str, seed_url: str) -> None:
    in_invented = judged("invented")
    recall, failures, misses = measured(browser, invented_url, in_invented)
    assert recall >= 0.95, misses
    assert 1 - len(failures) / len(in_invented) >= 0.98, failures
    recall, failures, misses = measured(browser, seed_url, judged("seed"))
    assert (recall, failures) == (1, []), misses


def words_of_the_seed() -> Iterator[str]:
    """Yield each distinct word of two letters or more, and it without its diacritics."""
    text = (SEED / "ledningsgruppen/2020/2020-11-20.txt").read_text(encoding="utf-8")
    content = text[text.index("1. Välkommen") : text.index("Vid anteckningarna")]
    for word in sorted({word.lower() for word in re.findall(r"[^\W_]{2,}", content)}):
        yield word
        if slugify(word) != word:
            yield slugify(word)


_ASK_ALL = """
const [words, done] = [arguments[0], arguments[1]];
const index = document.querySelector('[data-ma-search]').dataset.index;
const none = {type: [], body: [], municipality: [], year: [], status: [], matter: []};
MinutesSearch.open(index).then(async engine => {
  const missing = [];
  for (const word of words) {
    const found = await engine.search({
      q: word, filters: none, from: '', to: '', order: 'relevance', start: 0, size: 20
    });
    const ids = found.hits.map(hit => hit.record.id);
    if (found.corrected.length || !ids.some(id => id.includes('2020-11-20'))) missing.push(word);
  }
  done(missing);
}).catch(error => done([String(error)]));
"""


def test_every_word_of_the_seed_finds_its_page(browser: Chrome, seed_url: str) -> None:
    words = list(words_of_the_seed())
    assert len(words) > 450
    hits(browser, seed_url, "beslut")
    browser.set_script_timeout(120)
    assert browser.execute_async_script(_ASK_ALL, words) == []
