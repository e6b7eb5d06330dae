"""Small pieces leave as chunks, before the last of them is made."""

from __future__ import annotations

from collections.abc import Iterator

from minutes_archive.exports.site_file import CHUNK, in_chunks


def test_joins_small_pieces_and_loses_none() -> None:
    pieces = [f"punkt {n} åäö\n" for n in range(20_000)]
    chunks = list(in_chunks(pieces))
    assert b"".join(chunks).decode("utf-8") == "".join(pieces)
    assert 1 < len(chunks) < 10


def test_gives_a_chunk_before_the_source_is_read_to_its_end() -> None:
    made = 0

    def pieces() -> Iterator[str]:
        nonlocal made
        for _ in range(1000):
            made += 1
            yield "x" * 1000

    next(in_chunks(pieces()))
    assert made == CHUNK // 1000 + 1


def test_nothing_gives_no_chunk() -> None:
    assert list(in_chunks([])) == []
