"""An edit of running text: the last site, with the few pages that show it made anew.

Lists, feeds, registers and the pages of other meetings show no running text. So where nothing
else has changed, neither the whole archive nor MkDocs is needed: the pages of the meetings
that were edited are made from these meetings and those that their pages show, and put into
the frames that the theme rendered last time. Whatever speaks against it, however little,
leaves the work to a build of everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from minutes_archive.archive import Archive, link
from minutes_archive.archive.mentions import MentionFinder, texts_of_item
from minutes_archive.building.build_memory import BuildMemory
from minutes_archive.caching import Readings
from minutes_archive.exports import PageHeads
from minutes_archive.exports.meeting_document import meeting_files
from minutes_archive.exports.site import Site
from minutes_archive.model import Meeting, Publication, Registry
from minutes_archive.pages import PagePlan, Renderer, plan_meetings
from minutes_archive.privacy.check import check_privacy
from minutes_archive.problems import Problem, has_errors, sort_problems
from minutes_archive.publishing.digests import archive_digests
from minutes_archive.publishing.fast import fill
from minutes_archive.publishing.sealing import write_manifest
from minutes_archive.publishing.search_files import NotStoredError, write_index
from minutes_archive.publishing.site_files import export_inputs
from minutes_archive.publishing.site_state import SiteState
from minutes_archive.publishing.site_writing import SiteWriter
from minutes_archive.reading import read_meeting, read_registry
from minutes_archive.reading.irregular import irregular_files
from minutes_archive.reading.reader import minutes_files, shown_path


@dataclass(frozen=True, slots=True)
class TextEdit:
    """The meetings whose running text has changed, as they now are, and what is to be told."""

    registry: Registry
    meetings: tuple[Meeting, ...]
    problems: tuple[Problem, ...]

    @property
    def files(self) -> frozenset[str]:
        """The minutes files that were edited."""
        return frozenset(meeting.file for meeting in self.meetings)


def find_text_edit(folder: Path, readings: Readings, before: SiteState) -> TextEdit | None:
    """Return what has changed in the minutes folder if it is running text and no more."""
    registry, problems = read_registry(folder)
    if registry is None or problems or list(irregular_files(folder)):
        return None
    mentions = MentionFinder(registry.municipalities.values(), registry.not_municipalities)
    changed = []
    unread = set(readings.known)
    for file in minutes_files(folder):
        shown = shown_path(file)
        unread.discard(shown)
        known = readings.known.get(shown)
        if known is None:
            return None
        if sha256(file.read_bytes()).digest() == known.content:
            readings.met[shown] = known
            continue
        meeting, found = read_meeting(file, registry, readings.parse)
        read = readings.met.get(shown)
        if meeting is None or read is None or read.outline != known.outline:
            return None
        if meeting.status is not Publication.PUBLISHED or shown not in before.shown:
            return None
        if _names(meeting, mentions) != _names(known.meeting, mentions):
            return None
        problems += found
        changed.append(meeting)
    if changed:
        readings.documents.keep_others()
        problems += check_privacy(folder, registry, changed, readings.documents)
    told = _told(before, problems, [meeting.file for meeting in changed])
    if unread or told is None:
        return None
    return TextEdit(registry, tuple(changed), tuple(told))


def _names(meeting: Meeting | None, mentions: MentionFinder) -> list[frozenset[str]]:
    """Return which municipalities each item names: others list the items that name them."""
    return [mentions.named_in(texts_of_item(item)) for item in meeting.items] if meeting else []


def _told(before: SiteState, found: list[Problem], files: list[str]) -> list[Problem] | None:
    """Return the warnings of the whole site; None where those of changed files are unlike."""
    own = [problem for problem in before.told if problem.place.path in files]
    new = [problem for problem in sort_problems(found) if problem.place.path in files]
    if has_errors(new) or sorted(p.code for p in own) != sorted(p.code for p in new):
        return None
    instead = iter(new)
    return [next(instead) if problem in own else problem for problem in before.told]


def write_text_edit(
    edit: TextEdit, site: Path, memory: BuildMemory, before: SiteState
) -> SiteState | None:
    """Write the pages of edited meetings below a folder; return the state of the whole site.

    None where that cannot be done with what the last build left.
    """
    archive = _archive_around(edit, memory.readings, before)
    if archive is None:
        return None
    writer = SiteWriter(site, before)
    files, scripts = dict(before.files), list(before.scripts)
    writer.state = replace(before, files=files, scripts=scripts, told=list(edit.problems))
    digests = archive_digests(archive, memory.readings, before.site_url)
    heads = PageHeads(archive, before.site_url)
    renderer = Renderer(archive, before.site_url, (), heads, digests)
    assert renderer.inputs is not None
    written = (
        _write_pages(renderer, edit, writer, before)
        and _write_documents(renderer, edit, writer)
        and _write_index(renderer, edit, writer, before, memory.search_store)
    )
    if not written:
        return None
    memory.readings.save()
    writer.state.shown = before.shown | renderer.inputs.around
    write_manifest(writer)
    return writer.state


def _write_pages(renderer: Renderer, edit: TextEdit, writer: SiteWriter, before: SiteState) -> bool:
    for plan in _plans(renderer, edit):
        page = plan.make()
        path = f"{plan.address}index.html"
        digest = before.files[path].frame
        document = fill(*before.frames[digest], page) if digest else None
        if document is None:
            return False
        content = document.encode("utf-8", errors="xmlcharrefreplace")
        modified = before.files[path].modified
        writer.write(path, (content,), plan.inputs(), digest, modified)
    return True


def _write_documents(renderer: Renderer, edit: TextEdit, writer: SiteWriter) -> bool:
    edited = edit.files
    for file in meeting_files(Site(renderer.archive, renderer.site_url)):
        if file.meeting is not None and file.meeting.file in edited:
            writer.write(file.address, file.chunks, export_inputs(renderer, file)())
    return True


def _write_index(
    renderer: Renderer, edit: TextEdit, writer: SiteWriter, before: SiteState, store: Path
) -> bool:
    """Bring the search index up to date; the records of unchanged meetings are in its store."""
    assert renderer.inputs is not None
    new = {
        meeting.id: renderer.inputs.of_meeting(meeting)
        for meeting in renderer.archive.meetings
        if meeting.file in edit.files
    }
    searched = [(name, new.get(name, fingerprint)) for name, fingerprint in before.searched]
    try:
        write_index(renderer, searched, {}, writer, store)
    except NotStoredError:
        return False
    writer.state.searched = searched
    return True


def _archive_around(edit: TextEdit, readings: Readings, before: SiteState) -> Archive | None:
    """Link the edited meetings with those that their pages show, and no others."""
    meetings = {meeting.file: meeting for meeting in edit.meetings}
    for file in {file for name in edit.files for file in before.shown[name]} - edit.files:
        meeting = readings.met[file].meeting
        if meeting is None:
            return None
        meetings[file] = meeting
    archive, _ = link(edit.registry, meetings.values())
    return replace(archive, registry=before.registry) if before.registry else None


def _plans(renderer: Renderer, edit: TextEdit) -> Iterator[PagePlan]:
    edited = edit.files
    for meeting, plan in plan_meetings(renderer):
        if meeting.file in edited:
            yield plan
