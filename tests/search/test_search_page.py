"""The search page and the header's box, in a browser, as a member uses them."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import QuietHandler, serve_folder, wait_until
from built_site import Site

RESULTS = "[data-ma-results]"

pytestmark = pytest.mark.browser


def until(browser: Chrome, script: str) -> None:
    """Wait until an expression is true on the page."""
    wait_until(browser, f"return {script}")


def done(browser: Chrome) -> None:
    until(browser, f"document.querySelector('{RESULTS}')?.dataset.state === 'done'")


def hits(browser: Chrome) -> list[str]:
    found: list[str] = browser.execute_script(
        "return Array.from(document.querySelectorAll('[data-hit]'), e => e.dataset.hit)"
    )
    return found


def texts(browser: Chrome, selector: str) -> list[str]:
    found: list[str] = browser.execute_script(
        "return Array.from(document.querySelectorAll(arguments[0]), e => e.textContent)", selector
    )
    return found


def search(browser: Chrome, site: str, query: str) -> list[str]:
    browser.get(f"{site}sok/?{query}")
    done(browser)
    return hits(browser)


def count(browser: Chrome) -> str:
    return texts(browser, "[data-ma-count]")[0]


# What the address says -----------------------------------------------------------------


def test_a_value_that_the_archive_lacks_is_told_and_the_others_hold(
    browser: Chrome, invented_url: str
) -> None:
    found = search(browser, invented_url, "organ=styrgruppen&kommun=kiruna&typ=decision")
    assert found
    assert all(identity.startswith("sg-") for identity in found)
    assert "kommun=kiruna" in texts(browser, ".ma-search__note")[0]


def test_filters_alone_list_the_newest_first(browser: Chrome, invented_url: str) -> None:
    found = search(browser, invented_url, "typ=meeting&organ=styrgruppen")
    assert found == sorted(found, reverse=True)
    assert count(browser) == f"{len(found)} träffar"


def test_names_and_ids_both_choose(browser: Chrome, invented_url: str) -> None:
    by_id = search(browser, invented_url, "typ=meeting&kommun=lovhamn")
    assert by_id
    assert search(browser, invented_url, "typ=M%C3%B6te&kommun=L%C3%B6vhamn") == by_id


def test_dates_bound_what_is_listed(browser: Chrome, invented_url: str) -> None:
    found = search(browser, invented_url, "typ=meeting&fran=2022-06-01&till=2022-12-31")
    assert found
    assert all("2022-06-01" <= identity.split("/")[1][:10] <= "2022-12-31" for identity in found)


def test_a_date_that_is_none_is_told(browser: Chrome, invented_url: str) -> None:
    search(browser, invented_url, "q=plan&fran=2022-02-31x")
    assert "fran=2022-02-31x" in texts(browser, ".ma-search__note")[0]


def test_order_by_date_is_newest_first(browser: Chrome, invented_url: str) -> None:
    found = search(browser, invented_url, "q=avfallsplan&ordning=datum&typ=decision")
    days = [identity[3:13] for identity in found]
    assert len(found) > 2
    assert days == sorted(days, reverse=True)


def test_back_and_forward_bring_choices_back(browser: Chrome, invented_url: str) -> None:
    before = search(browser, invented_url, "q=avfallsplan")
    browser.execute_script("document.querySelector('#ma-search-type-decision').click()")
    until(browser, "location.search.includes('typ=decision')")
    done(browser)
    after = hits(browser)
    assert set(after) < set(before)
    browser.back()
    until(browser, "!document.querySelector('#ma-search-type-decision').checked")
    done(browser)
    assert hits(browser) == before
    browser.forward()
    until(browser, "document.querySelector('#ma-search-type-decision').checked")
    done(browser)
    assert hits(browser) == after


def test_typing_keeps_the_address_and_no_history(browser: Chrome, invented_url: str) -> None:
    search(browser, invented_url, "q=plan")
    length = browser.execute_script("return history.length")
    browser.find_element(By.ID, "ma-search-q").send_keys("erin")
    until(browser, "location.search === '?q=planerin'")
    assert browser.execute_script("return history.length") == length


# What a hit shows ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("avfallsplaner", "avfallsplan"),
        ("plan", "avfallsplan"),
        ("atervinningscentral", "återvinningscentral"),
    ],
)
def test_what_matched_is_marked(
    browser: Chrome, invented_url: str, query: str, marked: str
) -> None:
    search(browser, invented_url, f"q={query}")
    assert any(text.lower().startswith(marked) for text in texts(browser, "[data-hit] mark"))


def test_a_replaced_decision_says_by_which(browser: Chrome, invented_url: str) -> None:
    search(browser, invented_url, "q=fd-2022-03-10-5-1")
    by = browser.find_element(By.CSS_SELECTOR, "[data-hit] .ma-card__foot a")
    assert "FD 2022-06-09 § 12 beslut 1" in by.text
    assert by.get_attribute("href").endswith("/beslut/fd-2022-06-09-12-1/")


def test_a_question_is_shown_as_text(browser: Chrome, invented_url: str) -> None:
    search(browser, invented_url, "q=%3Cimg+src%3Dx+onerror%3D%22window.ran%3D1%22%3E+xylofon")
    assert "xylofon" in browser.find_element(By.ID, "ma-search-q").get_attribute("value")
    assert browser.execute_script("return window.ran") is None
    assert browser.execute_script(f"return document.querySelectorAll('{RESULTS} img').length") == 0


def test_the_number_of_hits_is_announced(browser: Chrome, invented_url: str) -> None:
    search(browser, invented_url, "q=avfallsplan")
    status = browser.find_element(By.CSS_SELECTOR, "[data-ma-count]")
    assert status.get_attribute("role") == "status"
    assert status.text.endswith("träffar")
    notes = browser.find_element(By.CSS_SELECTOR, "[data-ma-notes]")
    assert notes.get_attribute("aria-live") == "polite"


def test_nothing_found_says_what_to_try(browser: Chrome, invented_url: str) -> None:
    assert search(browser, invented_url, "q=xylofon&organ=styrgruppen") == []
    assert count(browser) == "Inga träffar"
    assert texts(browser, ".ma-search__none a") == ["Sök utan val", "Bläddra bland alla beslut"]


def test_nothing_asked_says_how_to_ask(browser: Chrome, invented_url: str) -> None:
    assert search(browser, invented_url, "") == []
    assert len(texts(browser, ".ma-search__none li")) > 5


def test_arrows_go_from_hit_to_hit_and_escape_back(browser: Chrome, invented_url: str) -> None:
    found = search(browser, invented_url, "q=avfallsplan")
    box = browser.find_element(By.ID, "ma-search-q")
    box.send_keys(Keys.ARROW_DOWN)
    browser.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    focused = "document.activeElement.closest('[data-hit]')?.dataset.hit"
    assert browser.execute_script(f"return {focused}") == found[1]
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert browser.execute_script("return document.activeElement.id") == "ma-search-q"


def test_filters_can_be_skipped_by_keyboard(browser: Chrome, invented_url: str) -> None:
    search(browser, invented_url, "q=avfallsplan")
    browser.find_element(By.CSS_SELECTOR, ".ma-search__help summary").send_keys(Keys.TAB)
    skip = browser.switch_to.active_element
    assert skip.is_displayed() and skip.text
    skip.send_keys(Keys.ENTER)
    browser.switch_to.active_element.send_keys(Keys.TAB, Keys.TAB)
    assert browser.execute_script("return Boolean(document.activeElement.closest('[data-hit]'))")


def test_a_hit_leads_to_where_its_words_stand(browser: Chrome, invented_url: str) -> None:
    search(browser, invented_url, "q=avfallsplan")
    links = browser.find_elements(By.CSS_SELECTOR, "[data-hit] a.ma-hit__link")
    addresses = [link.get_attribute("href") for link in links]
    assert any("/beslut/" in one and ":~:text=avfallsplan" in one for one in addresses)
    assert all(one.count("#") == 1 for one in addresses if ":~:" in one)


def test_one_card_holds_an_item_and_its_decisions(browser: Chrome, invented_url: str) -> None:
    found = search(browser, invented_url, "q=avfallsplan")
    cards = browser.execute_script(
        "return Array.from(document.querySelectorAll('.ma-hits > li'), e => e.dataset.hit)"
    )
    assert len(cards) < len(found)
    inside = texts(browser, ".ma-hits > li [data-hit]")
    assert len(inside) == len(found) - len(cards)
    assert "Dnr FKF 2022/0031" in " ".join(texts(browser, ".ma-card__foot"))


def test_other_words_are_told_and_can_be_left_out(browser: Chrome, invented_url: str) -> None:
    found = search(browser, invented_url, "q=soptipp")
    assert found
    (note,) = browser.find_elements(By.CSS_SELECTOR, ".ma-search__note")
    assert "återvinningscentral" in note.text
    note.find_element(By.TAG_NAME, "button").click()
    until(browser, "location.search.includes('utan=synonymer')")
    done(browser)
    assert hits(browser) == []


def test_a_page_whose_name_is_asked_comes_first(browser: Chrome, invented_url: str) -> None:
    assert search(browser, invented_url, "q=lovhamns+kommun")[0] == "kommuner/lovhamn/"
    assert texts(browser, ".ma-hits > li .ma-card__meta")[0] == "Kommun"


def test_the_box_of_the_page_has_suggestions_too(browser: Chrome, invented_url: str) -> None:
    search(browser, invented_url, "")
    browser.find_element(By.ID, "ma-search-q").send_keys("lövh")
    first = "document.querySelector('#ma-suggestions1:not([hidden]) [role=option]')"
    until(browser, f"{first}?.textContent.startsWith('Lövhamn')")


# The register's filter -----------------------------------------------------------------


def shown_rows(browser: Chrome) -> list[str]:
    found: list[str] = browser.execute_script(
        "return Array.from(document.querySelectorAll('[data-decision]:not([hidden])'),"
        " e => e.textContent)"
    )
    return found


@pytest.mark.parametrize("question", ["atervinningscentral", "soptipp", "Återvinningscentralerna"])
def test_the_filter_of_the_register_is_this_search(
    browser: Chrome, invented_url: str, question: str
) -> None:
    browser.get(f"{invented_url}beslut/?q={question}")
    until(browser, "document.querySelectorAll('[data-decision]:not([hidden])').length > 0")
    rows = shown_rows(browser)
    assert any("återvinningscentral" in row.lower() for row in rows)
    assert len(rows) < browser.execute_script(
        "return document.querySelectorAll('[data-decision]').length"
    )


def test_the_address_of_the_register_is_its_state(browser: Chrome, invented_url: str) -> None:
    browser.get(f"{invented_url}beslut/")
    browser.find_element(By.ID, "ma-filter-words").send_keys("avfallsplan")
    until(browser, "location.search === '?q=avfallsplan'")
    browser.refresh()
    assert browser.find_element(By.ID, "ma-filter-words").get_attribute("value") == "avfallsplan"
    rows = shown_rows(browser)
    assert rows
    assert all("avfallsplan" in row.lower() for row in rows)


def test_matters_are_filtered_by_words_and_by_reference(browser: Chrome, invented_url: str) -> None:
    names = (
        "Array.from(document.querySelectorAll('[data-register] > li:not([hidden]) a'), a => a.text)"
    )
    for asked in ("dricksvattenförsörjningen", "2022/0014"):
        browser.get(f"{invented_url}arenden/?q={asked}")
        until(browser, f"{names}.join() === 'Gemensam dricksvattenförsörjning'")


# The header's box ----------------------------------------------------------------------


@pytest.fixture
def box(browser: Chrome, invented_url: str) -> Any:
    browser.get(invented_url)
    return browser.find_element(By.ID, "ma-header-q")


def suggestions(browser: Chrome, box: Any, text: str) -> list[str]:
    """Type a text and return what is suggested for the whole of it, not for its beginning."""
    box.send_keys(text)
    wait_until(
        browser,
        "const list = document.querySelector('#ma-suggestions');"
        "return !list.hidden && list.lastElementChild?.textContent.endsWith(arguments[0])",
        text,
    )
    return texts(browser, "#ma-suggestions [role=option]")


def test_the_box_is_a_combobox_with_a_list(browser: Chrome, box: Any) -> None:
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "false"
    found = suggestions(browser, box, "avfallspl")
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-controls") == "ma-suggestions"
    assert browser.find_element(By.ID, "ma-suggestions").get_attribute("role") == "listbox"
    assert any("avfallsplan" in text for text in found)
    assert found[-1] == "Visa alla träffar för avfallspl"
    told = texts(browser, ".ma-header-search [role=status]")
    assert told == [f"{len(found) - 1} förslag. Pil ned för att välja."]


def test_arrows_choose_a_suggestion_and_enter_follows_it(browser: Chrome, box: Any) -> None:
    suggestions(browser, box, "avfallsplan")
    box.send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_UP)
    active = box.get_attribute("aria-activedescendant")
    option = browser.find_element(By.ID, active)
    assert option.get_attribute("aria-selected") == "true"
    assert texts(browser, "#ma-suggestions [aria-selected=true]") == [option.text.replace("\n", "")]
    goal = browser.execute_script("return new URL(arguments[0].dataset.url, location).href", option)
    box.send_keys(Keys.ENTER)
    until(browser, "document.readyState === 'complete' && !location.pathname.endsWith('/index')")
    wait_until(browser, lambda b: b.current_url == goal)


def test_escape_closes_the_list_and_keeps_the_words(browser: Chrome, box: Any) -> None:
    suggestions(browser, box, "avfallsplan")
    box.send_keys(Keys.ESCAPE)
    assert box.get_attribute("aria-expanded") == "false"
    assert box.get_attribute("value") == "avfallsplan"
    assert box.get_attribute("aria-activedescendant") is None


def test_enter_without_a_choice_searches(browser: Chrome, box: Any) -> None:
    suggestions(browser, box, "avfallsplan")
    box.send_keys(Keys.ENTER)
    done(browser)
    assert hits(browser)


def test_a_citation_is_chosen_at_once(browser: Chrome, box: Any) -> None:
    suggestions(browser, box, "FD 2022-12-08 § 22")
    box.send_keys(Keys.ENTER)
    goal = "/moten/forbundsdirektionen/2022-12-08/#punkt-22"
    wait_until(browser, lambda b: b.current_url.endswith(goal))


# Where the site lies -------------------------------------------------------------------


def test_it_works_from_disk(browser: Chrome, invented_site: Site) -> None:
    page = (invented_site.folder / "sok" / "index.html").as_uri()
    browser.get(f"{page}?q=avfallsplan")
    done(browser)
    links = browser.find_elements(By.CSS_SELECTOR, "[data-hit] .ma-card__text a")
    assert links
    for link in links:
        address = link.get_attribute("href").partition("#")[0]
        assert Path(address.removeprefix("file://")).is_file()


def test_it_works_below_a_path(browser: Chrome, invented_site: Site, tmp_path: Path) -> None:
    (tmp_path / "kommun").mkdir()
    (tmp_path / "kommun" / "arkiv").symlink_to(invented_site.folder)
    with serve_folder(tmp_path) as url:
        assert search(browser, f"{url}kommun/arkiv/", "q=avfallsplan")
        first = browser.find_element(By.CSS_SELECTOR, "[data-hit] .ma-card__text a")
        assert first.get_attribute("href").startswith(f"{url}kommun/arkiv/")


class _Packing(QuietHandler):
    """Sends everything with gzip, as some hosts do whatever it is."""

    def do_GET(self) -> None:  # noqa: N802 (the name that http.server calls)
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        content = gzip.compress(file.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def test_it_works_on_a_host_that_compresses_everything(
    browser: Chrome, invented_site: Site
) -> None:
    with serve_folder(invented_site.folder, _Packing) as url:
        assert search(browser, url, "q=avfallsplan")


def _without_terms(index: Path) -> None:
    shutil.rmtree(index / "t")


def _with_half_a_manifest(index: Path) -> None:
    manifest = index / "manifest.js"
    content = manifest.read_bytes()
    manifest.write_bytes(content[: len(content) // 2])


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (_without_terms, "En del av sökregistret gick inte att hämta."),
        (_with_half_a_manifest, "Sökningen kunde inte starta."),
    ],
)
def test_a_damaged_index_is_told(
    browser: Chrome,
    invented_site: Site,
    tmp_path: Path,
    damage: Callable[[Path], None],
    told: str,
) -> None:
    site = tmp_path / "site"
    shutil.copytree(invented_site.folder, site)
    damage(site / "assets" / "search-index")
    with serve_folder(site) as url:
        search(browser, url, "q=avfallsplan")
        page = browser.find_element(By.CSS_SELECTOR, "[data-ma-search]").text
        assert told in page
        assert "Bläddra bland alla beslut" in page
