"""Partial attendance: "2", "1–4", "§§ 1–4, 7", "t.o.m. 10", "fr.o.m. 3", "ej 5" -> items."""

from __future__ import annotations

import re

from minutes_archive.addresses import slugify

_PREFIX = re.compile(r"^(endast )?(punkterna|punkten|punkt|pkt|p\.?|§§|§)\s*", re.IGNORECASE)
_UNTIL = re.compile(r"^(t\.?o\.?m\.?|till och med)\s*", re.IGNORECASE)
_FROM = re.compile(r"^(fr\.?o\.?m\.?|från och med)\s*", re.IGNORECASE)
_EXCEPT = re.compile(r"^(ej|utom|inte)\s+", re.IGNORECASE)


def covered_items(written: str, items: list[tuple[str, str]]) -> frozenset[str] | str:
    """Return the slugs of the items that the words cover, or what is wrong with them.

    `items` are (number, slug) pairs in the order of the agenda; a range runs by that order.
    """
    slugs = [slug for _, slug in items]
    rest = written.strip()
    excluded = _EXCEPT.match(rest)
    rest = _EXCEPT.sub("", rest)
    until, since = _UNTIL.match(rest), _FROM.match(rest)
    rest = _strip(_FROM.sub("", _UNTIL.sub("", rest)))
    if until or since:
        at = _position(rest, slugs)
        if at is None:
            return f'punkt "{rest}" finns inte'
        chosen = set(slugs[: at + 1] if until else slugs[at:])
    else:
        chosen = set()
        for part in re.split(r"\s*(?:,|;| och | samt )\s*", rest):
            found = _range(_strip(part), slugs)
            if isinstance(found, str):
                return found
            chosen |= found
    return frozenset(set(slugs) - chosen if excluded else chosen)


def _strip(text: str) -> str:
    return _PREFIX.sub("", text.strip())


def _position(text: str, slugs: list[str]) -> int | None:
    slug = slugify(text)
    return slugs.index(slug) if slug in slugs else None


def _range(part: str, slugs: list[str]) -> set[str] | str:
    whole = _position(part, slugs)
    if whole is not None:
        return {slugs[whole]}
    ends = re.split(r"\s*[-–—]\s*", part)
    positions = [_position(_strip(end), slugs) for end in ends]
    for end, position in zip(ends, positions, strict=True):
        if position is None:
            return f'punkt "{end}" finns inte'
    if len(positions) != 2 or None in positions:
        return "går inte att tolka"
    first, last = positions
    assert first is not None and last is not None
    return set(slugs[first : last + 1]) if first <= last else "intervallet går baklänges"
