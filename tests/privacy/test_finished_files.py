"""Identity numbers in finished files, as each format writes them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from html import escape
from urllib.parse import quote

import pytest

from minutes_archive.privacy.finished_files import CleanParts, search_finished

WRITTEN = {
    "811218-9876": "8112189876",
    "19811218\u20119876": "8112189876",
    "Samordningsnummer: 811278:9873": "8112789873",
    "född 811218 9876": "8112189876",
    "\uff18\uff11\uff11\uff12\uff11\uff18-\uff19\uff18\uff17\uff16": "8112189876",
    "811218-98\n76": "8112189876",
    "åttioett tolv arton nittioåtta sjuttiosex": "8112189876",
}
FORMATS: dict[str, tuple[str, Callable[[str], str]]] = {
    "JSON": ("a.json", lambda line: json.dumps({"text": line})),
    "HTML in JSON": ("a.json", lambda line: json.dumps({"html": f"<p>{escape(line)}</p>"})),
    "an address in JSON": ("a.json", lambda line: json.dumps({"url": f"?q={quote(line)}"})),
    "CSV": ("a.csv", lambda line: f'id;text\n1;"{line}"\n'),
    "a line of a calendar": ("a.ics", lambda line: "SUMMARY:" + line.replace("\n", "\\n") + "\r\n"),
    "an attribute": ("a.xml", lambda line: f'<entry title="{escape(line)}"/>\n'),
    "HTML in a feed": ("a.xml", lambda line: f"<c>{escape(f'<p>{escape(line)}</p>')}</c>"),
    "CDATA in a feed": ("a.xml", lambda line: f"<c><![CDATA[{line}]]></c>\n"),
    "CDATA of many lines": ("a.xml", lambda line: f"<c><![CDATA[<p>\n<b>{line}</b>\n]]></c>\n"),
    "a paragraph": ("a/index.html", lambda line: f"<body>\n<p>{escape(line)}</p>\n</body>"),
    "a link": ("a/index.html", lambda line: f'<body>\n<a href="?q={quote(line)}">x</a>\n</body>'),
    "JSON in a script": (
        "a/index.html",
        lambda line: f"<head>\n<script>{json.dumps([line])}</script>\n</head>",
    ),
    "every sign an entity": (
        "a/index.html",
        lambda line: f"<p>{''.join(f'&#{ord(sign)};' for sign in line)}</p>",
    ),
    "every sign an element": (
        "a/index.html",
        lambda line: f"<p>{''.join(f'<span>{escape(sign)}</span>' for sign in line)}</p>",
    ),
}


def numbers(path: str, content: str, clean: CleanParts | None = None) -> set[str]:
    return {found.number for found in search_finished(path, content.encode(), clean)}


@pytest.mark.parametrize(
    ("form", "written"),
    [
        pair
        for pair in itertools.product(FORMATS, WRITTEN)
        # Words are sought where a reader sees them; only digits in what markup holds aside.
        if pair[0] != "an attribute" or any(map(str.isdigit, pair[1]))
    ],
)
def test_a_number_is_found_as_every_format_writes_it(form: str, written: str) -> None:
    path, write = FORMATS[form]
    assert numbers(path, write(written)) == {WRITTEN[written]}
    assert numbers(path, write(written), CleanParts()) == {WRITTEN[written]}
    assert numbers(path, write("8 december 2018")) == set()


@pytest.mark.parametrize("name", ["a.ics", "a.vcf"])
@pytest.mark.parametrize("fold", ["\r\n ", "\n\t"])
def test_a_number_across_the_fold_of_a_calendar_is_found(name: str, fold: str) -> None:
    for line in ("SUMMARY:Personnummer 8112189876", "SUMMARY:Anna Provsson 811218-9876."):
        for at in range(1, len(line)):
            assert numbers(name, f"{line[:at]}{fold}{line[at:]}\r\n") == {"8112189876"}
