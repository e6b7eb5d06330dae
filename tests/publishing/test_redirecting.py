"""The rules of web servers for addresses that lead on."""

from __future__ import annotations

from minutes_archive.permanence import Redirect
from minutes_archive.publishing.redirecting import apache_rules, server_rules

REDIRECTS = [
    Redirect("moten/gammalt/", "moten/nytt/"),
    Redirect("filer/%C3%A5%20b.txt", "filer/ab.txt"),
]


def test_each_server_has_its_file_below_the_path_of_the_site() -> None:
    assert server_rules(REDIRECTS, "https://arkiv.example/minnen/") == {
        "_redirects": (
            "/minnen/moten/gammalt/ /minnen/moten/nytt/ 301\n"
            "/minnen/filer/%C3%A5%20b.txt /minnen/filer/ab.txt 301\n"
        ),
        "_nginx/redirects.map": (
            "/minnen/moten/gammalt/ /minnen/moten/nytt/;\n"
            '"/minnen/filer/å b.txt" /minnen/filer/ab.txt;\n'
        ),
    }


def test_without_an_address_the_site_is_the_root() -> None:
    rules = server_rules(REDIRECTS[:1], "")
    assert rules["_redirects"] == "/moten/gammalt/ /moten/nytt/ 301\n"
    assert server_rules([], "https://arkiv.example/") == {}


def test_apache_has_a_pattern_for_a_page_and_none_for_a_file() -> None:
    assert apache_rules(REDIRECTS, "https://arkiv.example/").splitlines() == [
        "RedirectMatch 301 ^/moten/gammalt/$ /moten/nytt/",
        'Redirect 301 "/filer/å b.txt" /filer/ab.txt',
    ]
