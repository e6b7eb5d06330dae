"""Published documents -> draft minutes files, many at once; nothing is written half-proven."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from minutes_archive.importing.confined.isolation import read_in_order
from minutes_archive.importing.draft.doubts import remark_notes
from minutes_archive.importing.draft.drafting import Drafting, Given, with_source
from minutes_archive.importing.draft.proof import original_name, write_proven
from minutes_archive.importing.draft.suitability import further_meetings, is_minutes
from minutes_archive.importing.files.confinement import LIMITS, within
from minutes_archive.importing.files.named_files import named_files
from minutes_archive.importing.files.refusals import (
    BAD_PROFILE,
    DISAGREE,
    EXISTS,
    INTERNAL,
    NO_REGISTRY,
    NOT_MINUTES,
    NOT_WRITTEN,
    SAME_TARGET,
    SEVERAL,
    UNKNOWN_BODY,
    RefusedError,
)
from minutes_archive.importing.head.bodies import (
    BodyFound,
    body_names,
    find_body,
    names_another_body,
)
from minutes_archive.importing.head.fields import PEOPLE, find_label
from minutes_archive.importing.items.caution import NO_CAUTION, Caution, more_caution
from minutes_archive.importing.outcome import FileResult, ImportReport, Outcome
from minutes_archive.importing.parts.furniture import find_furniture
from minutes_archive.importing.parts.minutes_table import unfolded
from minutes_archive.importing.words.dates import date_in_name
from minutes_archive.importing.words.draft_tree import Draft, Note
from minutes_archive.importing.words.language_pack import BadProfileError, LanguagePack, load_pack
from minutes_archive.importing.words.numbering import numbered
from minutes_archive.importing.words.passages import joined, unsourced
from minutes_archive.importing.words.source import Source
from minutes_archive.language.system_errors import reason_of
from minutes_archive.model import Registry
from minutes_archive.personal_data.finding import without_identity_numbers
from minutes_archive.problems import (
    Place,
    Problem,
    did_you_mean,
    has_errors,
    nearest,
    printable,
)
from minutes_archive.reading import read_meeting, read_registry
from minutes_archive.reading.reader import UNDATED_FOLDER, shown_path

# So many meetings of a body on one day are numbered; and the share of words that two readings of
# one meeting's minutes have in common.
MOST_A_DAY, OF_ONE_MEETING = 9, 0.6
_TIME = re.compile(r"^time: [\"']?([^\"'\n]+)", re.MULTILINE)
_WORD = re.compile(r"[^\W_]{4,}")
_SAYS_NO_BODY = "dokumentet säger inte vilket organ som möttes"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What holds for every file of a run."""

    minutes: Path
    registry: Registry
    pack: LanguagePack
    force: bool
    ocr: bool
    body: str
    date: dt.date | None


def import_files(
    paths: Sequence[Path],
    minutes: Path,
    *,
    force: bool = False,
    ocr: bool = False,
    profile: Path | None = None,
    body: str | None = None,
    date: dt.date | None = None,
    progress: Callable[[str], None] = lambda _line: None,
) -> ImportReport:
    """Import each file as a draft in the minutes folder, and tell what became of each.

    `body` and `date` say what the documents do not; `progress` is called with one line
    (Swedish) before each file. Nothing raises: what went wrong is in the report.
    """
    registry, problems = read_registry(minutes)
    if registry is None or has_errors(problems):
        reason = Problem(
            Place(shown_path(minutes)), NO_REGISTRY.code, NO_REGISTRY.message, NO_REGISTRY.hint
        )
        return ImportReport((), (*problems, reason))
    try:
        pack = load_pack(profile)
    except BadProfileError as bad:
        return ImportReport(
            (), (Problem(Place(shown_path(profile or minutes)), BAD_PROFILE.code, str(bad)),)
        )
    given = body or pack.body
    if given and given not in registry.bodies:
        close = nearest(given, registry.bodies)
        hint = f'menade du "{close}"?' if close else "välj bland " + ", ".join(registry.bodies)
        return ImportReport(
            (),
            (
                Problem(
                    Place(shown_path(minutes)), UNKNOWN_BODY.code, f'okänt organ "{given}"', hint
                ),
            ),
        )
    options = ImportOptions(minutes, registry, pack, force, ocr, given, date)
    files = named_files(paths)
    results: list[FileResult] = []
    try:
        for path, source in _announced(files, ocr, progress):
            results.append(_import_one(path, source, options, results))
    except KeyboardInterrupt:
        return ImportReport(tuple(results), unread=len(files) - len(results))
    return ImportReport(tuple(results))


def _announced(
    files: Sequence[Path], ocr: bool, progress: Callable[[str], None]
) -> Iterator[tuple[Path, Source | RefusedError]]:
    """Read the files, and say of each that its turn has come."""
    read = read_in_order(files, ocr)
    with closing(read):
        for number, path in enumerate(files, start=1):
            progress(f"{number}/{len(files)} {printable(without_identity_numbers(path.name))}")
            yield next(read)


def _import_one(
    path: Path, source: Source | RefusedError, options: ImportOptions, earlier: Sequence[FileResult]
) -> FileResult:
    """Import one file; whatever happens becomes its result."""
    place = Place("/".join(map(without_identity_numbers, shown_path(path).split("/"))))
    try:
        if isinstance(source, RefusedError):
            raise source
        with within(LIMITS.parsing_seconds):
            return _import(path, source, options, place, earlier)
    except RefusedError as refused:
        problem = Problem(
            place, refused.code, without_identity_numbers(refused.message), refused.hint
        )
    except OSError as error:
        problem = Problem(
            place,
            NOT_WRITTEN.code,
            NOT_WRITTEN.message.format(detail=reason_of(error)),
            NOT_WRITTEN.hint,
        )
    except Exception as error:
        # A document that the grammars stumble over must not stop the others.
        problem = Problem(
            place,
            INTERNAL.code,
            INTERNAL.message.format(detail=type(error).__name__),
            INTERNAL.hint,
        )
    return FileResult(path, Outcome.REFUSED, problems=(problem,))


def _import(
    path: Path, source: Source, options: ImportOptions, place: Place, earlier: Sequence[FileResult]
) -> FileResult:
    if source.disagreement:
        raise RefusedError(DISAGREE, source.disagreement)
    source = unfolded(source, options.pack)
    furniture = find_furniture(source, options.pack)
    further = further_meetings(source, furniture, options.pack)
    if further:
        raise RefusedError(SEVERAL, ", ".join(source.where(offset) for offset in further))
    body, body_notes = _body(source, path, options)
    given = Given(body, options.date, date_in_name(path.stem, options.pack))
    notes = (*body_notes, *remark_notes(source))
    caution: Caution | None = NO_CAUTION
    while caution is not None:
        draft = Drafting(source, options.registry, options.pack, given, caution, furniture).draft()
        draft = Draft(draft.tree, draft.marks, (*notes, *draft.notes))
        if not is_minutes(draft.tree, source, options.pack):
            raise RefusedError(NOT_MINUTES)
        target, other = _free_target(_target(path, draft, options), draft)
        if other is not None:
            draft = replace(draft, notes=(_second(other), *draft.notes))
        if not given.original:
            # The name of the copy follows the draft's, which the reading has to give first.
            given = replace(given, original=original_name(path, target))
            draft = replace(draft, tree=with_source(draft.tree, given.original))
        for result in earlier:
            if result.draft == target:
                name = without_identity_numbers(result.source.name)
                said = f"{shown_path(target)} skrevs nyss av {name}"
                raise RefusedError(SAME_TARGET, said)
        if target.exists() and not options.force:
            raise RefusedError(EXISTS, shown_path(target))
        report = target.with_name(target.stem + ".granskning.md")
        failed = write_proven(target, report, path, draft, source)
        if not failed.why:
            break
        caution = more_caution(caution, draft, failed.wrong, failed.doubled_at)
        if caution is None:
            raise RefusedError(failed.why, failed.detail)
    found = _open_questions(target, options, draft)
    problems = tuple(_problem(note, place, source) for note in draft.notes) + found
    outcome = Outcome.WITH_NOTES if problems else Outcome.IMPORTED
    return FileResult(path, outcome, target, report, problems)


def _body(source: Source, path: Path, options: ImportOptions) -> tuple[str, list[Note]]:
    """Return the body a document is of; raises RefusedError when that cannot be said."""
    if options.body:
        return options.body, []
    opening = _opening(source, options.pack)
    unlabelled = [t for t in opening[:12] if find_label(unsourced(t), options.pack) is None]
    title = " ".join(t for t in unlabelled if len(t) < 90 and not t.rstrip().endswith("."))
    areas = [
        title,
        " ".join(opening),
        f"{path.parent.name} {path.stem}".replace("_", " ").replace("-", " "),
    ]
    found = find_body(areas, options.registry, options.pack)
    if found and not found.rivals:
        return found.body, _doubt(found, options)
    if found:
        listed = ", ".join(sorted({found.body, *found.rivals}))
        raise RefusedError(UNKNOWN_BODY, f"dokumentet kan vara från flera organ: {listed}")
    other = names_another_body(title, options.pack)
    if len(options.registry.bodies) == 1:
        (only,) = options.registry.bodies
        called = f'dokumentet säger "{other}"' if other else _SAYS_NO_BODY
        return only, [
            Note("W501", f"{called}; arkivet har bara {only}", hint="rätta body: om det är fel")
        ]
    names = [
        n for i in options.registry.bodies for n in body_names(i, options.registry, options.pack)
    ]
    said = f'organet "{other}" finns inte i archive.yml' if other else _SAYS_NO_BODY
    near = did_you_mean(other, names) if other else ""
    raise RefusedError(UNKNOWN_BODY, f"{said}; {near}" if near else said)


def _opening(source: Source, pack: LanguagePack) -> list[str]:
    """Return the lines of the head as far as it goes: what items and people say is no title."""
    lines: list[str] = []
    for index, line in enumerate(source.lines[:40]):
        if index and any(h.rest or h.family == "section" for h in numbered(source, index, pack)):
            break
        label = find_label(joined(source.cells(index), "\t").strip("#*_ "), pack)
        if lines and label is not None and label.concept in PEOPLE:
            break
        lines.append(line.text)
    return lines


def _doubt(found: BodyFound, options: ImportOptions) -> list[Note]:
    if found.fit >= 1:
        return []
    name = body_names(found.body, options.registry, options.pack)[0]
    return [
        Note(
            "W502",
            f'dokumentet lästes som "{name}", fast namnet inte står så',
            hint="rätta body: om det är fel",
        )
    ]


def _target(path: Path, draft: Draft, options: ImportOptions) -> Path:
    """Return where the draft goes; an undated one is named after its source."""
    date = draft.tree.text("date")
    folder = options.minutes / draft.tree.text("body")
    if not date:
        stem = "".join(
            c if c.isalnum() or c in "-_" else "-" for c in without_identity_numbers(path.stem)
        )[:80]
        return folder / UNDATED_FOLDER / f"{stem}.yml"
    return folder / date[:4] / f"{date}.yml"


def _free_target(target: Path, draft: Draft) -> tuple[Path, Path | None]:
    """Return where a draft goes, and the file of the other meeting of its day, if there is one.

    A file that is there already is of the same meeting unless it says otherwise: another hour,
    or mostly other words.
    """
    other = None
    at = target
    for number in range(2, MOST_A_DAY + 1):
        if not draft.tree.text("date") or not at.exists() or not _is_of_another(at, draft):
            return at, other
        other, at = at, target.with_name(f"{target.stem}-{number}.yml")
    return target, None


def _is_of_another(written: Path, draft: Draft) -> bool:
    """Return whether a minutes file on disk is of another meeting than a draft."""
    try:
        text = written.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    if "\nitems:" not in text:
        return False  # somebody's own beginning
    own, there = draft.tree.text("time"), _TIME.search(text)
    if own and there:
        hours = [re.findall(r"\d+", said)[:1] for said in (own, there[1])]
        if hours[0] != hours[1]:
            return True
    kept = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    ours = {w.casefold() for _, leaf in draft.leaves() for w in _WORD.findall(leaf.value)}
    theirs = {word.casefold() for word in _WORD.findall(kept)}
    least = min(len(ours), len(theirs))
    return least > 0 and len(ours & theirs) < OF_ONE_MEETING * least


def _second(other: Path) -> Note:
    said = f"ett annat möte samma dag finns i {other.name}"
    return Note("W527", said, hint="kontrollera att de är två möten, och vilket som var först")


def _open_questions(target: Path, options: ImportOptions, draft: Draft) -> tuple[Problem, ...]:
    """Return what the archive's own check says of the written draft."""
    _, problems = read_meeting(target, options.registry)
    dated = bool(draft.tree.text("date"))
    return tuple(p for p in problems if dated or p.code not in ("E111",))


def _problem(note: Note, place: Place, source: Source) -> Problem:
    where = f"{source.where(note.passage.start)}: " if note.passage else ""
    line = source.line_at(note.passage.start).number if note.passage and not source.pages else 0
    at = Place(place.path, line) if line else place
    return Problem(
        at, note.code, without_identity_numbers(("" if line else where) + note.message), note.hint
    )
