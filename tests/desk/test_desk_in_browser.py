"""The desk as a clerk meets it: a document is chosen, reviewed and published, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By

from browser import Browser, press, set_window, wait_until
from desk_clerk import NAME, served_desk, write_folder
from minutes_archive.loading import examine
from tools import without

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PROTOCOL = """\
Styrgruppen

Minnesanteckningar

Datum: 2022-05-04
Tid: 9.00–10.30
Plats: Kommunhuset, Almvik

Närvarande:
Eva Ek, Almvik, ordförande
Bo Alm, Bergsund

1. Mötets öppnande
Ordföranden hälsar alla välkomna.

2. Färjans turlista
Turlistan har varit på remiss.
Beslut
Styrgruppen beslutar att anta turlistan.

Vid anteckningarna
Siv Sund
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The desk over a folder, and its address."""
    minutes = write_folder(tmp_path / "minutes")
    with served_desk(minutes) as address:
        yield f"{address}granska/", minutes


def click(browser: Browser, text: str) -> None:
    """Press the first button that is in sight and says this; wait for the page it leads to."""
    found = [b for b in browser.find_elements(By.TAG_NAME, "button") if b.text == text]
    assert found, f"no button {text}"
    browser.execute_script("arguments[0].scrollIntoView({block:'center'})", found[0])
    browser.execute_script("window.isLeft = false")
    found[0].click()
    wait_until(browser, "return window.isLeft !== false && document.readyState === 'complete'")


def has(browser: Browser, words: str) -> None:
    wait_until(browser, "return document.body.innerText.includes(arguments[0])", words)


@pytest.mark.browser
def test_from_a_document_to_a_published_meeting(
    browser: Browser, desk: tuple[str, Path], tmp_path: Path
) -> None:
    address, minutes = desk
    document = tmp_path / "protokoll maj.txt"
    document.write_text(PROTOCOL, encoding="utf-8")
    browser.get(address)
    browser.find_element(By.ID, "file").send_keys(str(document))
    click(browser, "Läs in")
    has(browser, "Inläst")
    browser.find_element(By.LINK_TEXT, "Granska utkastet").click()
    has(browser, "Färjans turlista")
    draft = minutes / "styrgruppen/2022/2022-05-04.yml"
    assert "status: draft" in draft.read_text(encoding="utf-8")
    # What the importer asks is answered, note by note.
    for _ in range(20):
        if not browser.find_elements(By.CSS_SELECTOR, ".review"):
            break
        before = draft.read_text(encoding="utf-8")
        click(browser, "Stämmer")
        wait_until(browser, lambda _b, was=before: draft.read_text(encoding="utf-8") != was)
        has(browser, "kvar att granska")
    # A value is corrected where it stands.
    change = browser.find_element(By.CSS_SELECTOR, "#head ~ dl details.change summary")
    change.click()
    field = browser.switch_to.active_element
    assert field.tag_name in ("input", "textarea")
    field.clear()
    field.send_keys("Rättad rubrik")
    press(browser, "Enter") if field.tag_name == "input" else click(browser, "Spara")
    has(browser, "Rättad rubrik")
    assert "title: Rättad rubrik" in draft.read_text(encoding="utf-8")
    click(browser, "Ångra senaste ändringen")
    wait_until(browser, lambda _b: "Rättad" not in draft.read_text(encoding="utf-8"))
    click(browser, "Publicera")
    has(browser, "Publicerat")
    archive, problems = examine(minutes)
    assert [str(p) for p in problems if p.code.startswith("E")] == []
    assert archive is not None
    meeting = next(m for m in archive.meetings if m.id == "styrgruppen/2022-05-04")
    assert [d.text for d in meeting.decisions] == ["Styrgruppen beslutar att anta turlistan."]


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_and_everything_is_in_reach(
    browser: Browser, desk: tuple[str, Path], width: int, scheme: str
) -> None:
    if not AXE.is_file():
        without("axe-core is not installed (npm ci)")
    address, _ = desk
    set_window(browser, width, scheme)
    for page in ("", f"{NAME}/", "finns-inte/"):
        browser.get(address + page)
        # The policy allows no script that is not the desk's: through the debugging protocol.
        browser.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE.read_text("utf-8")})
        for details in browser.find_elements(By.TAG_NAME, "summary"):
            browser.execute_script("arguments[0].parentElement.open = true", details)
        found = browser.execute_async_script(
            "const done = arguments[0]; axe.run().then(r => done(r.violations.map(v =>"
            " v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(', '))))"
        )
        assert found == [], page
        overflow = browser.execute_script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, page


@pytest.mark.browser
def test_notes_and_the_original_lead_to_each_other_by_keyboard(
    browser: Browser, desk: tuple[str, Path]
) -> None:
    address, _ = desk
    set_window(browser, 1280, "light")
    browser.get(f"{address}{NAME}/")
    browser.find_element(By.PARTIAL_LINK_TEXT, "Visa i originalet").send_keys("\n")
    wait_until(browser, "return location.hash.startsWith('#o-')")
    row = browser.execute_script("return document.querySelector(':target').innerText")
    assert row.startswith("PROTOKOLL")
    browser.find_element(By.CSS_SELECTOR, ":target .mark").send_keys("\n")
    wait_until(browser, "return location.hash.startsWith('#n-')")
