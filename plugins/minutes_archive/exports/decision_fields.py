"""The decisions as open data: one row per decision."""

from __future__ import annotations

from minutes_archive.archive import DecisionEntry
from minutes_archive.exports.fields import (
    DATE,
    IDS,
    MAYBE_DATE,
    MAYBE_TEXT,
    MAYBE_WHOLE,
    TEXT,
    WHOLE,
    Dataset,
    Field,
    choice,
    iso,
    maybe_choice,
    records,
)
from minutes_archive.exports.site import Site
from minutes_archive.model import Ballot, CastingVote, DecisionStatus, Reference, RollCallVote, Vote
from minutes_archive.pages.votes import counts_in_words
from minutes_archive.prose import plain_text

ROLL_CALL: tuple[Field[RollCallVote], ...] = (
    Field("party", MAYBE_TEXT, lambda _, v: v.party or None),
    Field("vote", choice(Ballot), lambda _, v: v.vote.value),
)
# The counts that are told; a roll call has parties and no names.
VOTE: tuple[Field[Vote], ...] = (
    Field("question", MAYBE_TEXT, lambda _, v: v.question or None),
    Field("yes", MAYBE_WHOLE, lambda _, v: v.yes),
    Field("no", MAYBE_WHOLE, lambda _, v: v.no),
    Field("abstained", MAYBE_WHOLE, lambda _, v: v.abstained),
    Field("absent", MAYBE_WHOLE, lambda _, v: v.absent),
    Field(
        "casting_vote",
        maybe_choice(CastingVote),
        lambda _, v: v.casting_vote.value if v.casting_vote else None,
    ),
    Field("outcome", MAYBE_TEXT, lambda _, v: v.outcome or None),
    Field("text", MAYBE_TEXT, lambda _, v: v.text or None),
    records("roll_call", ROLL_CALL, lambda _, v: v.roll_call),
)


def municipalities(site: Site, entry: DecisionEntry) -> list[str]:
    """Return the ids of the municipalities that the decision names or concerns."""
    return sorted(site.archive.named_in_decision[entry.id])


def references(site: Site, written: tuple[Reference, ...]) -> list[str]:
    """Return the ids of what references mean, those that lead nowhere left out."""
    known = site.archive.targets
    return [site.target_id(known[r.target]) for r in written if r.target in known]


def responsible(site: Site, written: str) -> str | None:
    """Return who is responsible, unless it is a person."""
    return None if not written or site.person_names.named_in(written) else written


def _follow_ups(site: Site, entry: DecisionEntry) -> list[str]:
    tasks = site.archive.tasks_from.get(entry.id, ())
    return [site.follow_up_id(report) for task in tasks for report in task.reports]


def _municipality_names(site: Site, entry: DecisionEntry) -> str:
    return ", ".join(site.registry.municipalities[m].name for m in municipalities(site, entry))


def _concerned_names(site: Site, entry: DecisionEntry) -> str:
    return ", ".join(site.registry.municipalities[m].name for m in entry.decision.concerns)


def _matter_name(site: Site, entry: DecisionEntry) -> str:
    return site.registry.matters[entry.matter].name if entry.matter else ""


def _topic_names(site: Site, entry: DecisionEntry) -> str:
    return ", ".join(site.registry.topics[topic].name for topic in entry.topics)


def _reservations(entry: DecisionEntry) -> list[str]:
    return list(map(plain_text, entry.decision.reservations))


def _one_line(texts: list[str]) -> str | None:
    return " | ".join(" ".join(text.split()) for text in texts) or None


def _votes_in_words(site: Site, entry: DecisionEntry) -> str:
    """Return the votes as a page tells them, on one line and without the roll call."""
    lines = []
    for vote in entry.decision.votes:
        casting = site.t(f"vote.casting.{vote.casting_vote.value}") if vote.casting_vote else ""
        outcome = f"{site.t('vote.outcome')}: {plain_text(vote.outcome)}" if vote.outcome else ""
        said = (plain_text(vote.question), counts_in_words(vote, site.t), casting)
        words = " · ".join(filter(None, (*said, plain_text(vote.text), outcome)))
        lines.append(" ".join(words.split()))
    return " | ".join(lines)


DECISIONS: Dataset[DecisionEntry] = Dataset(
    "decisions",
    (
        Field("id", TEXT, lambda _, e: e.id),
        Field("url", TEXT, lambda s, e: s.decision_url(e)),
        Field("citation", TEXT, lambda s, e: s.cite(e)),
        Field("body", TEXT, lambda _, e: e.meeting.body, lambda s, e: s.meeting_bodies(e.meeting)),
        Field("meeting", TEXT, lambda _, e: e.meeting.id),
        Field("date", DATE, lambda _, e: e.meeting.date.isoformat()),
        Field("item", TEXT, lambda _, e: e.item.number),
        Field("item_title", TEXT, lambda _, e: e.item.title),
        Field("item_url", TEXT, lambda s, e: s.item_url(e)),
        Field("number", WHOLE, lambda _, e: e.decision.number),
        Field("text", TEXT, lambda _, e: plain_text(e.decision.text)),
        Field("markdown", TEXT, lambda _, e: e.decision.text, in_table=False),
        Field(
            "status",
            choice(DecisionStatus),
            lambda _, e: e.decision.status.value,
            lambda s, e: s.status_word(e),
        ),
        Field("municipalities", IDS, municipalities, _municipality_names),
        Field("concerns", IDS, lambda _, e: sorted(e.decision.concerns), _concerned_names),
        Field("matter", MAYBE_TEXT, lambda _, e: e.matter or None, _matter_name),
        Field("topics", IDS, lambda _, e: list(e.topics), _topic_names),
        Field("reference", MAYBE_TEXT, lambda _, e: e.reference or None),
        Field("responsible", MAYBE_TEXT, lambda s, e: responsible(s, e.decision.responsible)),
        Field("due", MAYBE_DATE, lambda _, e: iso(e.decision.due)),
        records("votes", VOTE, lambda _, e: e.decision.votes),
        Field("votes_text", MAYBE_TEXT, lambda s, e: _votes_in_words(s, e) or None),
        Field("reservations", IDS, lambda _, e: _reservations(e), in_table=False),
        Field("reservations_text", MAYBE_TEXT, lambda _, e: _one_line(_reservations(e))),
        Field("replaces", IDS, lambda s, e: references(s, e.decision.replaces)),
        Field("replaced_by", IDS, lambda s, e: [by.id for by in _replacing(s, e)]),
        Field("follows", IDS, lambda s, e: references(s, e.decision.follows)),
        Field("followed_by", IDS, lambda s, e: _following(s, e)),
        Field("follow_ups", IDS, _follow_ups),
        Field("source_url", MAYBE_TEXT, lambda s, e: s.source_url(e.meeting) or None),
        Field("modified", DATE, lambda s, e: s.modified(e.meeting).isoformat()),
    ),
    lambda site: site.archive.decisions,
    lambda entry: entry.meeting.date.year,
)


def _replacing(site: Site, entry: DecisionEntry) -> tuple[DecisionEntry, ...]:
    return site.archive.replaced_by.get(entry.id, ())


def _following(site: Site, entry: DecisionEntry) -> list[str]:
    """Return the ids of the decisions and agenda items that follow a decision."""
    following = site.archive.followed_by.get(entry.id, ())
    return [by.id if isinstance(by, DecisionEntry) else site.item_id(by) for by in following]
