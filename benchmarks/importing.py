"""How well documents are imported: the drafts of a folder against what a careful reader found.

Truth stands beside a document (`protokoll.pdf` and `protokoll.json`) or for a whole folder in
`truth.json`, by the name without its ending. Every key is optional; a key that is missing is
not measured. In ORDER of the draft's own keys:

    date, time, place, body, kind      as the document says them
    present, absent                    names, or {name, role, items}; complete lists
    numbers, titles, items             the items' numbers, their titles, how many they are
    first_item, last_item, items_range for documents whose items were only counted
    decisions_per_item, decisions, decisions_range, with_decision
    texts                              {number: [words that stand under that item]}
    votes                              {number: [[yes, no, abstained], ...]}
    ballots                            {number: {name: yes | no | abstained}}
    reservations                       {number: how many}; {} where there are none
    recorded_by, attested_by, chair    who signed, and who led
    notes                              true where a careful import must point something out
    refused                            true where the document is no minutes
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from minutes_archive.addresses import slugify
from minutes_archive.importing import FileResult, import_files

Truth = Mapping[str, Any]
Values = Mapping[str, Any]
DOCUMENTS = (".txt", ".md", ".pdf", ".docx")
# What a document's truth may call things that the project's own truth files name otherwise.
_ALSO = {"attendee_names": "present", "absent_names": "absent", "adjusters": "attested_by"}
_COMMON_BODIES = ("Kommunstyrelsen", "Kommunfullmäktige", "Styrelsen", "Stämman")


@dataclass(slots=True)
class Score:
    """What one document gave: for each field the right ones and all, and what went wrong.

    `silent` tells a draft that is wrong without a single note.
    """

    name: str
    fields: dict[str, tuple[float, float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    notes: int = 0
    silent: bool = False

    def add(self, key: str, right: bool, told: str = "") -> None:
        self.count(key, float(right), 1.0, told)

    def count(self, key: str, right: float, of: float, told: str = "") -> None:
        before = self.fields.get(key, (0.0, 0.0))
        self.fields[key] = (before[0] + right, before[1] + of)
        if right < of:
            self.wrong.append(f"{key}: {told}" if told else key)


def documents(folder: Path) -> Iterator[tuple[Path, Truth]]:
    """Yield the documents of a folder and those below it that have a truth, with it."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in DOCUMENTS or not path.is_file():
            continue
        beside, shared = path.with_suffix(".json"), path.with_name("truth.json")
        if beside.is_file():
            yield path, named_alike(json.loads(beside.read_text("utf-8")))
        elif shared.is_file():
            truth = json.loads(shared.read_text("utf-8")).get(path.stem)
            if truth is not None:
                yield path, named_alike(truth)


def named_alike(truth: Truth) -> Truth:
    """Return a truth under the names this module uses; counts of unknown lists go."""
    made = {_ALSO.get(key, key): value for key, value in truth.items()}
    if isinstance(made.get("absent"), int):
        del made["absent"]
    if made.get("present") == [] and not truth.get("nobody"):
        del made["present"]
    return made


def registry_of(truths: Sequence[Truth]) -> str:
    """Return an archive.yml that knows the bodies of some documents."""
    names = dict.fromkeys(_COMMON_BODIES)
    for truth in truths:
        name = str(truth.get("body") or "").split(",")[-1].strip()
        names.setdefault(name[:1].upper() + name[1:])
    bodies = {
        slugify(name): {"name": name, "code": f"B{chr(65 + at // 26)}{chr(65 + at % 26)}"}
        for at, name in enumerate(n for n in names if n)
    }
    places = {"almvik": {"name": "Almvik", "legal_name": "Almviks kommun"}}
    made = {"format": 1, "name": "Provarkivet", "municipalities": places, "bodies": bodies}
    return yaml.safe_dump(made, allow_unicode=True, sort_keys=False)


def measure(folder: Path) -> list[Score]:
    """Import every document of a folder that has a truth, and score its draft."""
    found = list(documents(folder))
    own = folder / "archive.yml"
    registry = own.read_text("utf-8") if own.is_file() else ""
    common = registry or registry_of([truth for _, truth in found])
    scores = []
    for path, truth in found:
        with tempfile.TemporaryDirectory(prefix="minutes-archive-bench-") as place:
            minutes = Path(place)
            (minutes / "archive.yml").write_text(common, encoding="utf-8")
            report = import_files([path], minutes)
            if report.failures:
                raise ValueError("; ".join(str(problem) for problem in report.failures))
            (result,) = report.files
            scores.append(score(path.name, truth, result))
    return scores


def score(name: str, truth: Truth, result: FileResult) -> Score:
    """Return how one file's import agrees with its truth."""
    notes = [problem for problem in result.problems if result.draft is not None]
    values: Values = {}
    if result.draft is not None:
        values = yaml.load(result.draft.read_text("utf-8"), Loader=yaml.BaseLoader)
    made = Score(name, notes=len(notes))
    if truth.get("refused"):
        made.add("refused", result.draft is None, "blev ett utkast")
        return made
    if result.draft is None:
        made.add("imported", False, "; ".join(p.message for p in result.problems))
    else:
        made.add("imported", True)
    _head(made, truth, values)
    _people(made, truth, values)
    _items(made, truth, values)
    _contents(made, truth, values)
    _signers(made, truth, values)
    if truth.get("notes"):
        made.add("noted", bool(notes), "ingen anmärkning")
    made.silent = bool(made.wrong) and result.draft is not None and not notes
    return made


def _head(made: Score, truth: Truth, values: Values) -> None:
    for key, same in (("date", _plain), ("time", _clock), ("place", _plain), ("kind", _plain)):
        if truth.get(key) is not None and truth.get("date_in_document", True):
            have, want = same(values.get(key, "")), same(truth[key])
            made.add(key, have == want, f"{values.get(key)!r}, ska vara {truth[key]!r}")
    if truth.get("body"):
        want = slugify(str(truth["body"]).split(",")[-1].strip())
        made.add("body", values.get("body") == want, f"{values.get('body')!r}, {want!r}")
    if "numbers" in truth or "items" in truth or "items_range" in truth:
        right = all(made.fields.get(k, (1, 1))[0] == 1 for k in ("date", "place"))
        made.add("date+place+items", right and _counted(truth, values))


def _counted(truth: Truth, values: Values) -> bool:
    """Tell whether the number of items is right, or within what the truth leaves open."""
    count = len(values.get("items", ()))
    if "items_range" in truth:
        low, high = truth["items_range"]
        return bool(low <= count <= high)
    if "numbers" in truth:
        return [_digits(i.get("number", "")) for i in values.get("items", ())] == [
            _digits(n) for n in truth["numbers"]
        ]
    return bool(count == truth["items"])


def _people(made: Score, truth: Truth, values: Values) -> None:
    for key in ("present", "absent"):
        if key not in truth:
            continue
        want = {_plain(_name(p)): p for p in truth[key]}
        have = {_plain(p["name"]): p for p in values.get(key, ())}
        missed, more = sorted(want.keys() - have.keys()), sorted(have.keys() - want.keys())
        made.count(f"{key} recall", len(want) - len(missed), len(want), f"saknas: {missed}")
        made.count(f"{key} precision", len(have) - len(more), len(have), f"för många: {more}")
        for name, person in want.items():
            for detail in ("role", "items"):
                if isinstance(person, dict) and name in have and person.get(detail):
                    said = have[name].get(detail)
                    made.add(detail, said == person[detail], f"{name} {said!r}, {person[detail]!r}")
    if truth.get("chair"):
        led = [_plain(p["name"]) for p in values.get("present", ()) if p.get("role") == "chair"]
        made.add("chair", _plain(truth["chair"]) in led, f"{led}, ska vara {truth['chair']}")


def _items(made: Score, truth: Truth, values: Values) -> None:
    items = values.get("items", ())
    if "numbers" in truth:
        have, want = (
            [_digits(i.get("number", "")) for i in items],
            [_digits(n) for n in truth["numbers"]],
        )
        made.count("numbers", sum(n in have for n in want), len(want), f"{have} {want}")
        made.count("no other item", sum(n in want for n in have), len(have), f"{have}")
    elif "items" in truth or "items_range" in truth:
        made.add(
            "items", _counted(truth, values), f"{len(items)} {[i.get('title') for i in items]}"
        )
    for key, at in (("first_item", 0), ("last_item", -1)):
        if truth.get(key):
            title = items[at]["title"] if items else ""
            made.add("titles", _plain(title) == _plain(truth[key]), f"{title!r}, {truth[key]!r}")
    if "titles" in truth:
        have_titles = [_plain(i["title"]) for i in items]
        right = sum(_plain(t) in have_titles for t in truth["titles"])
        made.count("titles", right, len(truth["titles"]), f"{[i['title'] for i in items]}")


def _contents(made: Score, truth: Truth, values: Values) -> None:
    items = values.get("items", ())
    counts = [sum("decision" in e for e in i.get("content", ())) for i in items]
    if "decisions_per_item" in truth:
        want = truth["decisions_per_item"]
        for at, number in enumerate(want):
            have = counts[at] if at < len(counts) else -1
            made.add("decisions", have == number, f"punkt {at + 1}: {have}, ska vara {number}")
    if "decisions_range" in truth:
        low, high = truth["decisions_range"]
        made.add("decisions in range", low <= sum(counts) <= high, f"{sum(counts)}, {low}–{high}")
    if "with_decision" in truth:
        have = sum(count > 0 for count in counts)
        made.count(
            "items with decisions",
            min(have, truth["with_decision"]),
            max(have, truth["with_decision"]),
            f"{have}",
        )
    by_number = _by_number(items)
    for number, phrases in truth.get("texts", {}).items():
        words = _plain(" ".join(_strings(by_number.get(_digits(number), {}))))
        for phrase in phrases:
            made.add("text", _plain(phrase) in words, f"{phrase!r} inte under {number}")
    for number, votes in truth.get("votes", {}).items():
        have_votes = [_counts(v) for v in _votes(by_number.get(_digits(number), {}))]
        want_votes = [[int(n) for n in vote] for vote in votes]
        made.add("votes", have_votes == want_votes, f"{number}: {have_votes} {want_votes}")
    for number, ballots in truth.get("ballots", {}).items():
        have_ballots: dict[str, str] = {}
        for vote in _votes(by_number.get(_digits(number), {})):
            for ballot in vote.get("roll_call", vote.get("ballots", ())):
                have_ballots[_plain(ballot["name"])] = ballot.get("vote", "")
        right = sum(have_ballots.get(_plain(n)) == vote for n, vote in ballots.items())
        made.count("ballots", right, len(ballots), f"{number}: {have_ballots}")
    if "reservations" in truth:
        told = {_digits(n): int(count) for n, count in truth["reservations"].items()}
        for number, item in by_number.items():
            have = sum(len(e.get("reservations", ())) for e in item.get("content", ()))
            if have or told.get(number):
                want_count = told.get(number, 0)
                made.add("reservations", have == want_count, f"{number}: {have}, {want_count}")


def _by_number(items: Sequence[Values]) -> dict[str, Values]:
    numbered = any(i.get("number") for i in items)
    return {
        _digits(i.get("number", "")) if numbered else str(at): i
        for at, i in enumerate(items, start=1)
    }


def _votes(item: Values) -> list[Values]:
    found: list[Values] = []
    for entry in item.get("content", ()):
        votes = entry.get("votes")
        found += votes if isinstance(votes, list) else [votes] if votes else []
    return found


def _counts(vote: Values) -> list[int]:
    return [int(vote.get(key, 0)) for key in ("yes", "no", "abstained")]


def _signers(made: Score, truth: Truth, values: Values) -> None:
    for key, other in (("recorded_by", "secretary"), ("attested_by", "adjusters")):
        want = truth.get(key, truth.get(other))
        if want is None:
            continue
        listed = [want] if isinstance(want, str) else want
        have = values.get(key, [])
        have = [have] if isinstance(have, str) else have
        wanted = {_plain(name) for name in listed}
        got = {_plain(name) for name in have} - {_plain(truth.get("chair") or "")}
        made.add(
            key, wanted - {_plain(truth.get("chair") or "")} == got, f"{have}, ska vara {listed}"
        )


def _name(person: Any) -> str:
    return str(person["name"] if isinstance(person, dict) else person)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from _strings(child)
    elif isinstance(value, list):
        for child in value:
            yield from _strings(child)


def _plain(text: Any) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", str(text)).casefold().split())


def _clock(text: Any) -> str:
    return "-".join(
        f"{int(h)}:{m or '00'}" for h, m in re.findall(r"(\d{1,2})(?:[.:](\d\d))?", str(text))
    )


def _digits(text: Any) -> str:
    return re.sub(r"[§\s.]", "", str(text)).casefold()


def table(scores: Sequence[Score]) -> list[str]:
    """Return the sums of all documents as a table in Markdown, and what must never be."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    for one in scores:
        for key, (right, of) in one.fields.items():
            if of:
                sums[key][0] += right
                sums[key][1] += of
                sums[key][2] += right == of
                sums[key][3] += 1
    rows = [
        f"| {key} | {right:g} of {of:g} | {right / of:.3f} | {whole:g} of {files:g} |"
        for key, (right, of, whole, files) in sums.items()
    ]
    silent = [one.name for one in scores if one.silent]
    return [
        "| Field | Right | Share | Documents all right |",
        "| --- | ---: | ---: | ---: |",
        *rows,
        "",
        f"{len(scores)} documents, {sum(s.notes for s in scores)} notes, "
        f"{len(silent)} wrong without a note{': ' + ', '.join(silent) if silent else ''}",
    ]
