"""What a page's head says beside title and description: data, feeds, structured data."""

from __future__ import annotations

from typing import Protocol

from minutes_archive.archive import DecisionEntry
from minutes_archive.model import Body, Matter, Meeting, Municipality


class PageHeads(Protocol):
    """Gives the markup for the head of each kind of page; "" where there is nothing to say."""

    def start(self) -> str: ...

    def section(self, name: str) -> str: ...

    def meeting(self, meeting: Meeting) -> str: ...

    def decision(self, entry: DecisionEntry) -> str: ...

    def body(self, body: Body) -> str: ...

    def municipality(self, municipality: Municipality) -> str: ...

    def matter(self, matter: Matter) -> str: ...


class EmptyHeads:
    """Heads for pages that are rendered without a site around them."""

    def start(self) -> str:
        return ""

    def section(self, name: str) -> str:  # noqa: ARG002 (the protocol's signature)
        return ""

    def meeting(self, meeting: Meeting) -> str:  # noqa: ARG002
        return ""

    def decision(self, entry: DecisionEntry) -> str:  # noqa: ARG002
        return ""

    def body(self, body: Body) -> str:  # noqa: ARG002
        return ""

    def municipality(self, municipality: Municipality) -> str:  # noqa: ARG002
        return ""

    def matter(self, matter: Matter) -> str:  # noqa: ARG002
        return ""
