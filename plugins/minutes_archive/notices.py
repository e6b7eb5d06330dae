"""What the law asks an archive to say about itself, as archive.yml gives it.

Nothing here has a default that could pass for a fact: a notice that is not given is not
published.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from minutes_archive.problems import Place

NOWHERE = Place("")


class Conformance(StrEnum):
    """How far the site meets the law's demands on accessibility, in Digg's three steps."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Limitation:
    """Content that is hard to reach, and why."""

    what: str
    why: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class AccessibilityStatement:
    """The statement of lag (2018:1937) 13 §; publisher and archive give its other facts.

    `disproportionate` is exempted by 12 §, `exempt` lies outside the law by 9 §.
    """

    conformance: Conformance
    assessed: dt.date
    updated: dt.date
    method: str
    limitations: tuple[Limitation, ...] = ()
    disproportionate: tuple[Limitation, ...] = ()
    exempt: tuple[Limitation, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """What article 13 and 14 of the GDPR ask for; texts are the controller's own words."""

    controller: str
    email: str
    officer: str
    purpose: str
    legal_basis: str
    retention: str
    place: Place = NOWHERE
