"""What is filed under a matter or a topic: by the entry itself, or else by its item."""

from __future__ import annotations

from pathlib import Path

from factories import item, linked, meeting


def test_entries_of_matters_and_topics(minutes: Path) -> None:
    archive = linked(
        minutes,
        {
            "styrgruppen/2022-01-01": meeting(
                "2022-01-01",
                item(
                    {"decision": "Att gå."},
                    {"decision": "Att läsa.", "matter": "biblioteket", "topics": ["kultur"]},
                    {"follow_up": "Läsa.", "matter": "biblioteket"},
                    matter="farjan",
                    topics=["trafik"],
                ),
            ),
            "direktionen/2022-02-01": meeting(
                "2022-02-01", item({"decision": "Att segla.", "matter": "farjan"})
            ),
        },
    )

    def kinds(entries: tuple[object, ...]) -> list[str]:
        return [type(entry).__name__ for entry in entries]

    assert kinds(archive.matter_entries["farjan"]) == [
        "ItemEntry",
        "DecisionEntry",
        "DecisionEntry",
    ]
    assert kinds(archive.matter_entries["biblioteket"]) == ["DecisionEntry", "FollowUpEntry"]
    assert [e.id for e in archive.decisions_of_matter["farjan"]] == [
        "sg-2022-01-01-1-1",
        "dir-2022-02-01-1-1",
    ]
    assert kinds(archive.topic_entries["trafik"]) == ["ItemEntry", "DecisionEntry"]
    assert kinds(archive.topic_entries["kultur"]) == ["DecisionEntry"]
