"""Who took part and how they voted: people, parties, votes and days as the minutes write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factories import codes, item, linked, meeting, problems_of, registry
from minutes_archive.model import (
    Attendance,
    Ballot,
    CastingVote,
    Holding,
    Meeting,
    MeetingForm,
    Proposals,
    Proposition,
    Role,
)

SG = "styrgruppen/2022-03-01"


def read(minutes: Path, *items: Any, **changes: Any) -> Meeting:
    return linked(minutes, {SG: meeting("2022-03-01", *items, **changes)}).meetings[0]


def told(minutes: Path, *items: Any, **changes: Any) -> list[str]:
    return codes(problems_of(minutes, {SG: meeting("2022-03-01", *items, **changes)}))


def person(minutes: Path, parties: list[Any] | None = None, **written: Any) -> Attendance:
    content = {SG: meeting("2022-03-01", present=[{"name": "Karin Ek", **written}])}
    return linked(minutes, content, registry(parties=parties)).meetings[0].present[0]


class TestParty:
    """A bracket after a name is a party when it is one."""

    @pytest.mark.parametrize(
        ("name", "party"),
        [
            ("Karin Ek (M)", "M"),
            ("Karin Ek (SD)", "SD"),
            ("Karin Ek (KD) ", "KD"),
            ("Karin Ek(S)", "S"),
            ("Karin Ek ( MP )", "MP"),
            ("Karin Ek (s)", "s"),
            ("Karin Ek (-)", "-"),
            ("Karin Ek (–)", "–"),
            ("Karin Ek (FP)", "FP"),
            ("Karin Ek (F!)", "F!"),
            ("Karin (Kajsa) Ek (M)", "M"),
            ("Karin Ek (partilös)", "partilös"),
            ("Karin Ek (Vänsterpartiet)", "Vänsterpartiet"),
            ("Karin Ek (Socialdemokraterna)", "Socialdemokraterna"),
        ],
    )
    def test_known_everywhere(self, minutes: Path, name: str, party: str) -> None:
        read = person(minutes, name=name)
        assert (read.name.replace(" (Kajsa)", ""), read.party) == ("Karin Ek", party)

    @pytest.mark.parametrize(
        "name",
        [
            "Karin Ek (adjungerad)",
            "Karin Ek (ordförande)",
            "Karin Ek (ersättare för Bo Ask)",
            "Karin Ek (kommundirektör)",
            "Karin Ek (punkt 5)",
            "Karin Ek (född Lind)",
            "Karin Ek (digitalt)",
            "Karin Ek",
            "(M)",
        ],
    )
    def test_other_words_stay_with_the_name(self, minutes: Path, name: str) -> None:
        read = person(minutes, name=name)
        assert (read.name, read.party) == (name, "")

    @pytest.mark.parametrize(
        "parties", [["BP"], [{"abbreviation": "BP", "name": "Bygdepartiet"}], ["bp"]]
    )
    def test_local_ones_stand_in_the_registry(self, minutes: Path, parties: list[Any]) -> None:
        read = person(minutes, parties, name="Karin Ek (BP)")
        assert (read.name, read.party) == ("Karin Ek", "BP")

    def test_letters_that_nobody_named_are_told(self, minutes: Path) -> None:
        assert told(minutes, present=[{"name": "Karin Ek (BP)"}]) == ["W131"]

    @pytest.mark.parametrize(
        "name",
        [
            "Karin Ek (M), ordförande",
            "Karin Ek (M) ordf.",
            "Karin Ek (M) (ordförande)",
            "Karin Ek (M/S)",
            "Karin Ek (L, ersättare)",
            "Karin Ek (SiV)",
            "Karin Ek (ÅP)",
        ],
    )
    def test_more_than_a_name_and_a_party_is_told(self, minutes: Path, name: str) -> None:
        assert told(minutes, present=[{"name": name}]) == ["W131"]

    @pytest.mark.parametrize("name", ["Karin Ek", "Karin Ek (BP)", "Karin Ek (bp)"])
    def test_the_key_makes_a_bracket_known(self, minutes: Path, name: str) -> None:
        read = person(minutes, name=name, party="BP")
        assert (read.name, read.party) == ("Karin Ek", "BP")

    def test_two_parties_are_a_contradiction(self, minutes: Path) -> None:
        assert told(minutes, present=[{"name": "Karin Ek (M)", "party": "S"}]) == ["E131"]

    def test_a_short_and_a_long_form_are_the_same(self, minutes: Path) -> None:
        read = person(minutes, name="Karin Ek (M)", party="Moderaterna")
        assert read.party == "Moderaterna"


class TestRoles:
    """A person may be several things at a meeting."""

    @pytest.mark.parametrize(
        ("written", "roles"),
        [
            ("chair", (Role.CHAIR,)),
            (["chair"], (Role.CHAIR,)),
            (["chair", "attester"], (Role.CHAIR, Role.ATTESTER)),
            (["secretary", "officer", "secretary"], (Role.SECRETARY, Role.OFFICER)),
        ],
    )
    def test_one_or_several(self, minutes: Path, written: Any, roles: tuple[Role, ...]) -> None:
        assert person(minutes, role=written).roles == roles

    def test_an_unknown_one_is_told(self, minutes: Path) -> None:
        assert told(minutes, present=[{"name": "Karin Ek", "role": ["chair", "boss"]}]) == ["E108"]


class TestContradictions:
    """What cannot be true together is told at its line."""

    KARIN = {"name": "Karin Ek", "from": "almvik"}  # noqa: RUF012 (a constant)

    @pytest.mark.parametrize(
        ("present", "absent", "expected"),
        [
            ([{}, {}], [], ["W132"]),
            ([{"party": "M"}, {"name": "Karin Ek (M)"}], [], ["W132"]),
            ([{}, {"name": "KARIN  EK"}], [], ["W132"]),
            ([{"role": "chair"}, {"role": "attester"}], [], ["W132"]),
            ([{}, {"from": None}], [], ["W132"]),
            ([{}], [{}], ["W133"]),
            ([{"items": "1"}], [{}], ["W133"]),
            ([], [{}, {}], ["W132"]),
            ([{"items": "1-2"}, {"items": "2-3"}], [], ["W132"]),
            ([{"items": "1"}, {"items": "2-3"}], [], []),
            ([{"items": "1"}], [{"items": "2-3"}], []),
            ([{"party": "M"}, {"party": "S"}], [], []),
            ([{"note": "direktör"}, {"note": "revisor"}], [], []),
            ([{}, {"from": "bergsund"}], [], []),
        ],
    )
    def test_one_person_twice(
        self, minutes: Path, present: list[Any], absent: list[Any], expected: list[str]
    ) -> None:
        def people(changes: list[Any]) -> list[Any]:
            rows = [{**self.KARIN, **change} for change in changes]
            return [{k: v for k, v in row.items() if v is not None} for row in rows]

        items = [item({"text": "x"}) for _ in range(3)]
        found = told(minutes, *items, present=people(present), absent=people(absent))
        assert found == expected

    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [
            ({}, {}, ["W134"]),
            ({"items": "1"}, {}, ["W134"]),
            ({"items": "1-2"}, {"items": "2-3"}, ["W134"]),
            ({"items": "1"}, {"items": "2-3"}, []),
        ],
    )
    def test_two_chairs(self, minutes: Path, first: Any, second: Any, expected: list[str]) -> None:
        chairs = [
            {"name": "Karin Ek", "role": "chair", **first},
            {"name": "Bo Ask", "role": ["member", "chair"], **second},
        ]
        assert told(minutes, *[item({"text": "x"})] * 3, present=chairs) == expected

    def test_bodies_that_meet_together_have_each_a_chair(self, minutes: Path) -> None:
        chairs = [{"name": name, "role": "chair"} for name in ("Karin Ek", "Bo Ask")]
        assert told(minutes, present=chairs, joint_with="direktionen") == []


def test_a_disqualified_person_takes_no_part(minutes: Path) -> None:
    people = [{"name": "Karin Ek", "from": "almvik", "disqualified": "§ 2"}]
    items = [item({"text": "x"}, number=f"§ {n}") for n in (1, 2, 3)]
    (karin,) = read(minutes, *items, present=people).present
    assert karin.disqualified_items == {"2"}
    assert [karin.takes_part_in(slug) for slug in "123"] == [True, False, True]


@pytest.mark.parametrize("words", ["9", "nästan allt", "3-1"])
def test_a_disqualification_that_cannot_be_understood(minutes: Path, words: str) -> None:
    people = [{"name": "Karin Ek", "disqualified": words}]
    assert told(minutes, *[item({"text": "x"})] * 3, present=people) == ["E119"]


class TestVotes:
    """Votes hold what is said, and nothing else."""

    def test_a_mapping_is_one_vote(self, minutes: Path) -> None:
        content = item({"decision": "Att x.", "votes": {"yes": 3, "no": 2}})
        (vote,) = read(minutes, content).decisions[0].votes
        assert (vote.yes, vote.no, vote.abstained, vote.absent) == (3, 2, None, None)

    def test_an_item_and_a_decision_have_several(self, minutes: Path) -> None:
        votes = [{"question": "Ja för i dag.", "yes": 1}, {"outcome": "Bifall.", "no": 0}]
        (found,) = read(minutes, item({"decision": "Att x.", "votes": votes}, votes=votes)).items
        assert [vote.question for vote in found.votes] == ["Ja för i dag.", ""]
        assert [vote.outcome for vote in found.decisions[0].votes] == ["", "Bifall."]

    def test_a_roll_call(self, minutes: Path) -> None:
        calls = [
            {"name": "Karin Ek (M)", "vote": "yes"},
            {"name": "Bo Ask", "party": "S", "vote": "abstained"},
        ]
        votes = {"casting_vote": "yes", "roll_call": calls}
        (vote,) = read(minutes, item({"decision": "Att x.", "votes": votes})).decisions[0].votes
        assert vote.casting_vote is CastingVote.YES
        assert [(v.name, v.party, v.vote) for v in vote.roll_call] == [
            ("Karin Ek", "M", Ballot.YES),
            ("Bo Ask", "S", Ballot.ABSTAINED),
        ]

    CALL = [  # noqa: RUF012 (a constant)
        {"name": "A A", "vote": "yes"},
        {"name": "B B", "vote": "yes"},
        {"name": "C C", "vote": "no"},
    ]

    @pytest.mark.parametrize(
        ("votes", "expected"),
        [
            ({}, []),
            ({"yes": 2}, []),
            ({"yes": 2, "no": 1, "abstained": 0, "absent": 0}, []),
            ({"yes": 3}, ["W136"]),
            ({"yes": 1}, ["W136"]),
            ({"no": 0}, ["W136"]),
            ({"yes": 2, "no": 1, "abstained": 1}, ["W136"]),
            ({"absent": 2}, ["W136"]),
            ({"yes": 3, "no": 2}, ["W136", "W136"]),
            ({"no": 2, "casting_vote": "no"}, []),
            ({"yes": 2, "no": 2, "casting_vote": "no"}, []),
            ({"yes": 1, "no": 2, "casting_vote": "no"}, ["W136"]),
        ],
    )
    def test_counts_and_the_roll_call_agree(
        self, minutes: Path, votes: Any, expected: list[str]
    ) -> None:
        content = item({"decision": "Att x.", "votes": {**votes, "roll_call": self.CALL}})
        assert told(minutes, content) == expected

    @pytest.mark.parametrize(
        ("votes", "expected"),
        [
            ({"yes": 9, "no": 2, "casting_vote": "yes"}, ["W136"]),
            ({"yes": 5, "no": 5, "casting_vote": "yes"}, []),
            ({"yes": 6, "no": 5, "casting_vote": "yes"}, []),
            ({"casting_vote": "yes"}, []),
            ({}, ["E112"]),
            ({"roll_call": [*CALL, {"name": "a a", "vote": "no"}]}, ["W135"]),
            ({"casting_vote": "maybe"}, ["E108"]),
            ({"yes": "many"}, ["E118"]),
        ],
    )
    def test_what_cannot_be(self, minutes: Path, votes: Any, expected: list[str]) -> None:
        assert told(minutes, item({"text": "x"}, votes=[votes])) == expected

    @pytest.mark.parametrize(
        ("person", "where", "expected"),
        [
            ({}, "present", []),
            ({"disqualified": "1"}, "present", ["W137"]),
            ({"items": "2"}, "present", ["W137"]),
            ({}, "absent", ["W137"]),
        ],
    )
    def test_voters_took_part(
        self, minutes: Path, person: Any, where: str, expected: list[str]
    ) -> None:
        votes = {"roll_call": [{"name": "Karin Ek (M)", "vote": "yes"}]}
        people: dict[str, Any] = {where: [{"name": "Karin Ek", **person}]}
        items = [item({"text": "x"}, votes=votes), item({"text": "y"})]
        assert told(minutes, *items, **people) == expected


@pytest.mark.parametrize("written", ["Bifall.", {"text": "Bifall."}, [{"text": "Bifall."}]])
def test_one_proposal(minutes: Path, written: Any) -> None:
    (proposals,) = read(minutes, item({"proposals": written})).items[0].content
    assert isinstance(proposals, Proposals)
    assert [proposal.text for proposal in proposals.entries] == ["Bifall."]


def test_proposals_and_how_they_were_put(minutes: Path) -> None:
    content = [
        {"proposals": ["Bo Ask (S) yrkar avslag.", {"text": "Bifall.", "by": "Karin Ek (M)"}]},
        {"proposition": "Ordföranden ställer yrkandena mot varandra."},
    ]
    proposals, proposition = read(minutes, item(*content)).items[0].content
    assert isinstance(proposals, Proposals)
    assert [(p.text, p.by) for p in proposals.entries] == [
        ("Bo Ask (S) yrkar avslag.", ()),
        ("Bifall.", ("Karin Ek (M)",)),
    ]
    assert isinstance(proposition, Proposition)
    assert proposition.text == "Ordföranden ställer yrkandena mot varandra."


class TestMeetings:
    """Meetings as they are: together, cancelled, by letter, over two days."""

    def test_what_a_meeting_may_say(self, minutes: Path) -> None:
        found = read(
            minutes,
            end_date="2022-03-02",
            time="18.00–",
            form="hybrid",
            joint_with="direktionen",
        )
        assert found.end_date is not None
        assert found.end_date.isoformat() == "2022-03-02"
        assert (found.form, found.bodies) == (MeetingForm.HYBRID, ("styrgruppen", "direktionen"))

    def test_a_cancelled_meeting_needs_no_items(self, minutes: Path) -> None:
        content = {**meeting("2022-03-01", held="cancelled")}
        del content["items"]
        found = linked(minutes, {SG: content}).meetings[0]
        assert (found.held, found.takes_attendance) == (Holding.CANCELLED, False)

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"end_date": "2022-02-28"}, ["E132"]),
            ({"end_date": "2022-03-01"}, []),
            ({"joint_with": "styrgruppen"}, ["E132"]),
            ({"joint_with": ["direktionen", "direktionen"]}, ["E132"]),
            ({"joint_with": "okand"}, ["E105"]),
            ({"held": "cancelled", "present": [{"name": "Karin Ek"}]}, ["E133"]),
            ({"held": "cancelled", "items": [item({"decision": "Att x."})]}, ["E133"]),
            ({"held": "perhaps"}, ["E108"]),
            ({"form": "by_boat"}, ["E108"]),
            ({"attachments": ["saknas.pdf"]}, ["E117"]),
            ({"attachments": "saknas.pdf"}, ["E117"]),
            ({"attachments": {"file": "saknas.pdf"}}, ["E117"]),
            ({"attachments": ""}, ["E112"]),
            ({"attachments": [{"file": "saknas.pdf", "title": "Karta"}]}, ["E117"]),
        ],
    )
    def test_what_cannot_be(self, minutes: Path, changes: Any, expected: list[str]) -> None:
        assert told(minutes, **changes) == expected
