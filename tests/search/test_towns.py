"""Archives of other towns, and questions that nobody tuned the engine to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from minutes_archive.loading import load_archive
from minutes_archive.search.records import records_of
from search_engine import Engine, write_index
from towns import TOWNS, write_town

JUDGED = yaml.safe_load((TOWNS / "judged.yml").read_text(encoding="utf-8"))
RECALL, SUCCESS = 0.95, 0.98


@pytest.mark.parametrize("town", JUDGED)
def test_a_town_finds_what_it_means(
    tmp_path: Path, start_engine: Callable[[Path], Engine], town: str
) -> None:
    archive, _ = load_archive(write_town(town, tmp_path / "minutes"))
    records = list(records_of(archive))
    codes = {identity: body.code.lower() for identity, body in archive.registry.bodies.items()}

    def short(identity: str) -> str:
        body, slash, rest = identity.partition("/")
        return f"{codes.get(body, body)}-{rest}".replace("#punkt", "") if slash else identity

    known = {short(record.id) for record in records}
    engine = start_engine(write_index(records, tmp_path / "index"))
    recalls, missed, failed = [], {}, {}
    for asked in JUDGED[town].values():
        for question, wanted in asked.items():
            assert known.issuperset(wanted), question
            found = [short(identity) for identity in engine.ids(question, size=10)]
            recalls.append(len(set(wanted) & set(found)) / len(wanted))
            if recalls[-1] < 1:
                missed[question] = sorted(set(wanted) - set(found))
            if not set(wanted) & set(found[:5]):
                failed[question] = found[:5]
    assert len(recalls) > 120
    assert sum(recalls) / len(recalls) >= RECALL, missed
    assert 1 - len(failed) / len(recalls) >= SUCCESS, failed
