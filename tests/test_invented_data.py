"""The invented archive holds what the other tests count on: chains, traps and every value."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from minutes_archive.model import (
    DecisionStatus,
    DocumentKind,
    FollowUpState,
    MeetingPlan,
    Publication,
    Role,
)

ARCHIVE = Path(__file__).parent / "archive"
CANARY = re.compile("kanarief[åa]gel")

# Values of a draft that cannot carry a canary: ids, dates, numbers and words of the format.
BOUND_KEYS = {
    *("format", "body", "date", "time", "kind", "status", "from", "role", "items", "number"),
    *("attested_date", "aliases", "topics", "matter", "concerns", "due", "replaces", "follows"),
    *("yes", "no", "abstained", "state", "origin", "to"),
}

# Meetings that the archive points at on purpose and does not hold.
MISSING = {
    "styrgruppen/2021-11-25",
    "forbundsdirektionen/2021-12-09",
    "forbundsdirektionen/2022-10-20",
    "styrgruppen/2024-07-13",
}


def load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def meeting_files() -> list[Path]:
    return sorted(ARCHIVE.glob("*/*/*.yml"))


@pytest.fixture(scope="module")
def registry() -> Any:
    return load(ARCHIVE / "archive.yml")


@pytest.fixture(scope="module")
def meetings() -> dict[str, Any]:
    return {f"{path.parts[-3]}/{path.stem}": load(path) for path in meeting_files()}


@pytest.fixture(scope="module")
def published(meetings: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in meetings.items() if value["status"] == "published"}


def items(meetings: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, meeting in meetings.items():
        for item in meeting.get("items", ()):
            yield key, item


def entries(meetings: dict[str, Any], key: str) -> list[Any]:
    return [entry for _, item in items(meetings) for entry in item["content"] if key in entry]


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, child in value.items():
            yield from leaves(child, name)
    elif isinstance(value, list):
        for child in value:
            yield from leaves(child, key)
    else:
        yield key, value


def slug(number: str) -> str:
    return re.sub(r"[^0-9a-z]+", "-", number.lower()).strip("-")


def targets(meetings: dict[str, Any], registry: Any) -> set[str]:
    """Work out every address that a reference may name."""
    found = set(meetings)
    for key, item in items(meetings):
        body, date = key.split("/")
        number = slug(item["number"])
        code = registry["bodies"][body]["code"].lower()
        counts: Counter[str] = Counter()
        found.add(f"{key}#punkt-{number}")
        for entry in item["content"]:
            if "decision" in entry:
                counts["decision"] += 1
                count = entry.get("id", counts["decision"])
                found.add(f"{code}-{date}-{number}-{count}")
            if "follow_up" in entry:
                counts["follow_up"] += 1
                found.add(f"{key}#uppfoljning-{number}-{counts['follow_up']}")
    return found


def test_counts(meetings: dict[str, Any], published: dict[str, Any], registry: Any) -> None:
    assert Counter(meeting["status"] for meeting in meetings.values()) == {
        "published": 11,
        "withdrawn": 1,
        "draft": 1,
    }
    assert Counter(key.split("/")[0] for key in published) == {
        "styrgruppen": 5,
        "forbundsdirektionen": 6,
    }
    assert len(registry["municipalities"]) == 5
    assert sum(1 for _ in items(published)) == 61
    assert len(entries(published, "decision")) == 60
    assert len(entries(published, "follow_up")) == 18
    assert len(entries(published, "deferred")) == 4


def test_paths_agree_with_content(meetings: dict[str, Any]) -> None:
    assert len(meeting_files()) == len(meetings)
    for path in meeting_files():
        body, year, _ = path.relative_to(ARCHIVE).parts
        meeting = meetings[f"{body}/{path.stem}"]
        assert (meeting["body"], meeting["date"][:4]) == (body, year)
        assert path.stem.removesuffix("-2") == meeting["date"]


def test_named_files_lie_beside_the_minutes(meetings: dict[str, Any]) -> None:
    for path in meeting_files():
        meeting = meetings[f"{path.parts[-3]}/{path.stem}"]
        named = [entry["attachment"] for entry in entries({"": meeting}, "attachment")]
        named += [meeting["source"]["file"]] if "source" in meeting else []
        assert all((path.parent / name).is_file() for name in named)


def test_references_resolve_or_are_missing_on_purpose(
    meetings: dict[str, Any], registry: Any
) -> None:
    known = targets(meetings, registry)
    references = {
        target
        for _, item in items(meetings)
        for entry in item["content"]
        for key in ("origin", "to", "replaces", "follows")
        for target in as_list(entry.get(key, []))
    }
    assert references - known == MISSING
    assert any("#uppfoljning-" in target for target in references & known)


def test_only_the_announcement_points_at_the_draft(published: dict[str, Any]) -> None:
    text = "".join(
        path.read_text(encoding="utf-8") for path in ARCHIVE.rglob("*.*") if path.is_file()
    )
    draft = (ARCHIVE / "styrgruppen/2023/2023-11-23.yml").read_text(encoding="utf-8")
    assert "styrgruppen/2023-11-23" not in text.replace(draft, "")
    announced = [date for meeting in published.values() for date in meeting.get("upcoming", ())]
    assert "2023-11-23" in {entry["date"] for entry in announced}


def test_every_free_value_of_the_draft_is_a_canary(meetings: dict[str, Any]) -> None:
    draft = meetings["styrgruppen/2023-11-23"]
    free = [(key, value) for key, value in leaves(draft) if key not in BOUND_KEYS]
    assert [pair for pair in free if not CANARY.search(pair[1])] == []
    assert len(free) > 25


def test_canaries_live_only_in_the_draft_and_its_files() -> None:
    holders = {
        path.relative_to(ARCHIVE).as_posix()
        for path in ARCHIVE.rglob("*.*")
        if CANARY.search(path.read_text(encoding="utf-8"))
    }
    assert holders == {
        "styrgruppen/2023/2023-11-23.yml",
        "styrgruppen/2023/kanariefagelbilaga.txt",
        "styrgruppen/2023/kanariefagelkalla.txt",
    }


def test_every_word_of_the_format_is_used(meetings: dict[str, Any]) -> None:
    used: dict[str, set[str]] = {}
    for meeting in meetings.values():
        for key, value in leaves(meeting):
            used.setdefault(key, set()).add(value)
    assert set(Role) <= used["role"]
    assert set(FollowUpState) <= used["state"]
    assert set(DocumentKind) <= used["kind"]
    assert set(Publication) <= used["status"]
    assert set(MeetingPlan) <= used["status"]
    # `decided` is what a decision without a status is; nobody needs to write it.
    assert set(DecisionStatus) - {DecisionStatus.DECIDED} <= used["status"]


def test_traps_are_in_place(published: dict[str, Any], registry: Any) -> None:
    assert "forbundsdirektionen/2022-12-08-2" in published
    numbers = {item["number"] for _, item in items(published)}
    assert {"§ 12", "23 A", "3"} <= numbers
    names = {entry["name"] for entry in registry["municipalities"].values()}
    text = " ".join(value for meeting in published.values() for _, value in leaves(meeting))
    assert all(re.search(rf"\b{phrase}\b", text) for phrase in registry["not_municipalities"])
    for compound in ("Bergsundsbron", "Lövhamnsvägen", "Ekholmaskogen"):
        assert any(compound.startswith(name) for name in names)
        assert compound in text
    assert "<script>" in text
    titles = " ".join(item["title"] for _, item in items(published))
    assert all(sign in titles for sign in '&<"')
    present = {
        entry["from"]
        for group in ("present", "absent")
        for entry in published["styrgruppen/2022-04-21"][group]
    }
    assert set(registry["municipalities"]) - present == {"ekholma"}
