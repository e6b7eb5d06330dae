"""Every visible word stands in the catalogue, in both languages, and is used."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from bs4 import BeautifulSoup

import minutes_archive
from minutes_archive.addresses import SECTION_ANCHORS
from minutes_archive.language.catalogue import LANGUAGES, load_catalogue

PACKAGE = Path(minutes_archive.__file__).parent
TEMPLATES = [
    *sorted((PACKAGE / "templates").glob("*.html")),
    *sorted((PACKAGE / "theme").rglob("*.html")),
    *sorted((PACKAGE / "desk").rglob("*.html")),
]
SOURCES = [
    *TEMPLATES,
    *(file for file in PACKAGE.rglob("*.py")),
    *(file for file in (PACKAGE / "theme").rglob("*.js")),
]

_JINJA = re.compile(
    r"\{% block page_class %\}.*?\{% endblock %\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL
)
_WORD = re.compile(r"[^\W\d_]{2,}")

# Names that are the same in every language.
_NAMES = {"SHA", "Atom", "JSON", "Feed"}


def test_every_language_has_the_same_keys_and_no_empty_text() -> None:
    first, *others = (load_catalogue(language) for language in LANGUAGES)
    for other in others:
        assert set(first) == set(other)
    for language in LANGUAGES:
        assert all(text.strip() for text in load_catalogue(language).values())


def test_translations_fill_in_the_same_values() -> None:
    swedish, english = load_catalogue("sv"), load_catalogue("en")
    for key in swedish:
        if not key.endswith(".words"):
            assert _values(swedish[key]) == _values(english[key]), key


def test_lists_of_words_are_whole() -> None:
    for language in LANGUAGES:
        assert len(load_catalogue(language)["date.months"].split()) == 12
        assert len(load_catalogue(language)["date.weekdays"].split()) == 7


def test_every_key_is_used() -> None:
    """A key is used where the sources write it whole, or the beginning that a name completes."""
    sources = "\n".join(file.read_text(encoding="utf-8") for file in SOURCES)
    whole = set(re.findall(r"""["']([a-z_]+(?:\.[a-z_]+)*)["']""", sources))
    beginnings = _beginnings(sources)
    unused = [
        key
        for key in load_catalogue("sv")
        if key not in whole
        and re.sub(r"\.(one|other)$", "", key) not in whole
        and not any(re.fullmatch(pattern, key) for pattern in beginnings)
    ]
    assert unused == []


def test_every_key_that_templates_name_exists() -> None:
    catalogue = load_catalogue("sv")
    for file in TEMPLATES:
        text = file.read_text(encoding="utf-8")
        for key in re.findall(r"""\bt\("([a-z_.]+)"[,)]""", text):
            assert key in catalogue, f"{file.name}: {key}"
        for key in re.findall(r"""\bt\.count\("([a-z_.]+)",""", text):
            assert f"{key}.one" in catalogue, f"{file.name}: {key}"


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_templates_hold_no_words(file: Path) -> None:
    html = BeautifulSoup(_JINJA.sub("", file.read_text(encoding="utf-8")), "html.parser")
    assert set(_WORD.findall(html.get_text(" "))) <= _NAMES
    for tag in html.find_all(True):
        for name in ("aria-label", "title", "alt", "placeholder"):
            assert set(_WORD.findall(str(tag.get(name, "")))) <= _NAMES, tag


def test_anchors_are_unique_within_a_language() -> None:
    for anchors in SECTION_ANCHORS.values():
        assert len(set(anchors.values())) == len(anchors)


def test_every_section_anchor_is_used() -> None:
    sources = "\n".join(file.read_text(encoding="utf-8") for file in SOURCES)
    for name in SECTION_ANCHORS["sv"]:
        assert re.search(rf"""["']{name}["']""", sources), name


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _beginnings(sources: str) -> set[str]:
    """Return patterns for keys that are put together: f"status.{x}", "status." + x."""
    literal = r"[a-z_]+(?:\.[a-z_]+)*"
    found = {rf"{re.escape(start)}.+" for start in re.findall(rf'"({literal}\.)" [+~]', sources)}
    found |= {rf".+{re.escape(end)}" for end in re.findall(rf'[+~] "(\.{literal})"', sources)}
    for pattern in re.findall(r"""f"([^"\n]*)\"""", sources) + re.findall(r"f'([^'\n]*)'", sources):
        parts = re.split(r"\{[^}]*\}", pattern)
        if "." in pattern and re.fullmatch(r"[a-z_.]{3,}", "".join(parts)) and len(parts) > 1:
            found.add(".+".join(re.escape(part) for part in parts))
    found |= {
        rf"{re.escape(start)}.+" for start in re.findall(r'starting_with\("([^"]+)"\)', sources)
    }
    return found
