"""Every visible word stands in the catalogue, in both languages, and is used."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path
from string import Formatter

import pytest
from bs4 import BeautifulSoup

import minutes_archive
from minutes_archive import model
from minutes_archive.addresses import SECTION_ANCHORS
from minutes_archive.archive import Presence
from minutes_archive.exports.data_files import Format
from minutes_archive.language.catalogue import LANGUAGES, load_catalogue
from minutes_archive.reading.format import WithdrawalReason

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


# Where templates and pages look up the words of a value.
_WORDS_OF: dict[type[Enum], tuple[str, ...]] = {
    model.DocumentKind: (
        *("kind", "reference", "meeting.no_decisions", "meeting.recorded_by"),
        "decision.context_note",
    ),
    model.Role: ("role",),
    model.DecisionStatus: ("status",),
    model.FollowUpState: ("state",),
    model.MeetingPlan: ("plan",),
    model.MeetingForm: ("form",),
    model.Ballot: ("vote",),
    model.CastingVote: ("vote.casting",),
    model.Conformance: ("accessibility",),
    WithdrawalReason: ("tombstone",),
    Presence: ("presence",),
    Format: ("data.format",),
}
# Their values are never shown as words of their own.
_WITHOUT_WORDS = {model.Publication, model.Holding, model.PeopleShown}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", _WORDS_OF, ids=lambda kind: kind.__name__)
def test_every_value_that_is_shown_has_words(language: str, kind: type[Enum]) -> None:
    words = load_catalogue(language)
    keys = [f"{prefix}.{one.value}" for prefix in _WORDS_OF[kind] for one in kind]
    assert [key for key in keys if key not in words] == []


def test_every_kind_of_value_of_the_model_says_whether_it_is_shown() -> None:
    """A new one is entered above, so that its words cannot be forgotten."""
    kinds = {
        value
        for value in vars(model).values()
        if isinstance(value, type)
        and issubclass(value, Enum)
        and value.__module__ == model.__name__
    }
    assert kinds <= {*_WORDS_OF, *_WITHOUT_WORDS}


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
