"""The last site against the next one: a whole body does not vanish without a word.

The ledger watches every address; where there is none, this is what is left to watch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from minutes_archive.addresses import Addresses
from minutes_archive.problems import Place, Problem


def vanished_bodies(
    before: Collection[str], now: Collection[str], addresses: Addresses, registry: Place
) -> Iterator[Problem]:
    """Yield an error for each body whose page, or whose meetings all, the last site had.

    `before` and `now` are the paths of the files of both sites.
    """
    gone = _bodies(before, addresses) - _bodies(now, addresses)
    for section, body in sorted(gone):
        what = (
            f'mötena i "{body}"'
            if section == addresses.section("meetings")
            else f'organet "{body}"'
        )
        yield Problem(
            registry,
            "E428",
            f"{what} fanns i förra bygget och är borta",
            "lägg tillbaka filerna eller raderna (en disk som inte är ansluten?); är det med "
            "avsikt, bygg en gång med --clean",
        )


def _bodies(paths: Collection[str], addresses: Addresses) -> set[tuple[str, str]]:
    """Return the sections of meetings and bodies, each with the bodies that have pages there."""
    found = set()
    for section in (addresses.section("meetings"), addresses.section("bodies")):
        for path in paths:
            body, _, rest = path.removeprefix(section).partition("/")
            if path.startswith(section) and rest:
                found.add((section, body))
    return found
