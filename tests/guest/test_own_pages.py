"""The archive dresses its own pages; the others are as they would be without it."""

from __future__ import annotations

import pytest

from built_site import Site
from guest.ordinary import Project

DECISIONS = "arkiv/beslut/"


def test_hand_written_page_is_the_same_to_the_byte(guest: Site, without_archive: Site) -> None:
    for name in ("other/index.html", "404.html"):
        assert (guest.folder / name).read_bytes() == (without_archive.folder / name).read_bytes()


def test_archive_pages_have_their_own_language_styles_and_footer(guest: Site) -> None:
    page = guest.page(DECISIONS)
    assert page.html and page.html["lang"] == "sv"
    assert page.select('link[href="../assets/minutes-archive/minutes.css"]')
    assert "fonts.googleapis.com" not in str(page)
    assert len(page.select(".ma-footer")) == 1
    assert len(page.select(".md-header form")) == 1


def test_settings_of_the_site_hold_on_archive_pages_too(guest: Site) -> None:
    page = guest.page(DECISIONS)
    assert page.body and page.body["data-md-color-primary"] == "teal"
    assert "© Our town" in page.get_text()
    assert page.select('a[href="https://m.example"]')


def test_the_way_out_of_the_archive_is_the_menu_of_the_site(guest: Site) -> None:
    page = guest.page(DECISIONS)
    menu = page.select_one('[data-md-type="navigation"]')
    assert menu is not None
    assert not menu.has_attr("hidden")
    assert menu.select('a[href="../../other/"]')


def test_instant_loading_brings_whole_pages(project: Project) -> None:
    theme = {"name": "material", "features": ["navigation.instant", "navigation.instant.prefetch"]}
    project.settings["theme"] = theme
    site = project.build()
    page, other = site.page(DECISIONS), site.page("other/")
    assert "navigation.instant" in str(other.select_one("#__config"))
    assert "navigation.instant" not in str(page.select_one("#__config"))
    # Material runs the scripts of this part again, and this one loads the page.
    assert page.select('[data-md-component="container"] script[src$="arrived.js"]')


def test_start_page_stands_in_a_menu_that_nobody_wrote(project: Project) -> None:
    project.settings["nav"] = None
    page = project.build().page("other/")
    assert page.select('.md-nav a[href="../arkiv/"]')
    assert page.select('.md-nav a[href=".."]')


def test_whole_site_wears_the_look_but_keeps_what_its_settings_say(project: Project) -> None:
    project.options = {"prefix": "arkiv", "whole_site": True}
    page = project.build().page("other/")
    assert page.select(".ma-footer")
    assert page.html and page.html["lang"] == "en"
    assert "© Our town" in page.get_text()


@pytest.mark.parametrize("address", [DECISIONS, "arkiv/moten/forbundsdirektionen/2023-06-15/"])
def test_overrides_show_on_archive_pages_and_switch_nothing_off(
    overridden: Site, guest: Site, address: str
) -> None:
    page = overridden.page(address)
    assert "Closed on Friday" in page.get_text()
    assert page.select('meta[name="town"]')
    assert "Our own footer" in page.get_text()
    assert page.select('script[src="/own.js"]')
    for part in (".ma-footer", 'form[role="search"]', 'link[rel~="alternate"]', "script[src]"):
        assert page.select(part), part
    assert len(page.select('script[type="application/ld+json"]')) == len(
        guest.page(address).select('script[type="application/ld+json"]')
    )


def test_main_html_may_extend_that_of_the_theme(overridden: Site) -> None:
    assert "Closed on Friday" in overridden.page("other/").get_text()
    assert overridden.page("other/").select(".ma-footer") == []
