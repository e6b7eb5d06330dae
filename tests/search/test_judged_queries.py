"""A built site's search finds what readers mean: judged queries, and every word of the seed.

All are asked of the engine in Node, over the very index files of the site; some are asked of the
page in a browser, which must show what the engine answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from selenium.webdriver import Chrome

from browser import wait_until
from built_site import SEED, Site
from minutes_archive.addresses import slugify
from search_engine import Engine

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text(encoding="utf-8"))
INDEX = "assets/search-index"
SHOWN = 10
IN_BROWSER = 8
"""Of so many queries one is asked of the page, too."""


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


def measured(engine: Engine, queries: list[tuple[str, list[str]]]) -> Any:
    """Return recall among the first ten, the queries without success in five, and all misses."""
    recalls, failures, misses = [], [], {}
    for query, wanted in queries:
        found = engine.ids(query)
        recalls.append(len(set(wanted) & set(found[:SHOWN])) / len(wanted))
        if not set(wanted) & set(found[:5]):
            failures.append((query, found[:5]))
        if recalls[-1] < 1:
            misses[query] = sorted(set(wanted) - set(found[:SHOWN]))
    return sum(recalls) / len(recalls), failures, misses


def test_there_are_enough_queries() -> None:
    assert len(judged("invented")) + len(judged("seed")) >= 60


def test_readers_find_what_they_mean_in_the_invented_archive(
    invented_site: Site, start_engine: Callable[[Path], Engine]
) -> None:
    queries = judged("invented")
    recall, failures, misses = measured(start_engine(invented_site.folder / INDEX), queries)
    assert recall >= 0.95, misses
    assert 1 - len(failures) / len(queries) >= 0.98, failures


def test_readers_find_what_they_mean_in_the_seed(
    seed_site: Site, start_engine: Callable[[Path], Engine]
) -> None:
    engine = start_engine(seed_site.folder / INDEX)
    recall, failures, misses = measured(engine, judged("seed"))
    assert (recall, failures) == (1, []), misses


@pytest.mark.browser
def test_the_page_shows_what_the_engine_answers(
    browser: Chrome,
    invented_url: str,
    invented_site: Site,
    start_engine: Callable[[Path], Engine],
) -> None:
    engine = start_engine(invented_site.folder / INDEX)
    for query, _ in judged("invented")[::IN_BROWSER]:
        answered = engine.ids(query)
        assert answered, query
        assert hits(browser, invented_url, query) == answered, query


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


@pytest.mark.browser
def test_every_word_of_the_seed_finds_its_page(browser: Chrome, seed_url: str) -> None:
    words = list(words_of_the_seed())
    assert len(words) > 450
    hits(browser, seed_url, "beslut")
    assert browser.execute_async_script(_ASK_ALL, words) == []
