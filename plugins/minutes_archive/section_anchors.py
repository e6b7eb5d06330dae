"""The anchors of a page's own sections, in the site's language.

They are addresses like any other: people link to them, so a name once used stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_NAMES = """
    content              innehallet        content
    summary              sammanfattning    summary
    attendance           narvaro           attendance
    corrections          rattelser         corrections
    sign_off             underskrifter     sign-off
    deferred_here        hit-bordlagt      deferred-here
    followed_up          foljs-upp         followed-up
    announces            aviserat          announces
    announced_by         aviserades        announced-by
    source               original          source
    reservations         reservationer     reservations
    citation             hanvisa           cite
    follow_ups           uppfoljning       follow-ups
    history              arendets-gang     history
    context              sammanhang        context
    present              narvarande        present
    people               personer          people
    mentions             namns             mentions
    decisions            beslut            decisions
    body_decisions       organens-beslut   body-decisions
    members              medlemmar         members
    meetings             moten             meetings
    items                punkter           items
    timeline             gang              timeline
    open                 oppna             open
    closed               avslutade         closed
    deferred             bordlagt          deferred
    postponed            uppskjutet        postponed
    passed               tidigare          passed
    latest_decisions     senaste-besluten  latest-decisions
    latest_meetings      senaste-motena    latest-meetings
    browse               bladdra           browse
    year                 ar                year
    contents             innehall          contents
    missing              saknas            missing
    fields               uppgifter         fields
    withdrawn            borttaget         withdrawn
    notice_boards        anslagstavla      notice-boards
    publisher            utgivare          publisher
    status               status            status
    limitations          brister           limitations
    exempt               undantag          exempt
    disproportionate     oskaligt          disproportionate
    assessment           bedomning         assessment
    report               rapportera        report
    supervision          tillsyn           supervision
    controller           ansvarig          controller
    officer              dataskyddsombud   officer
    legal_basis          rattslig-grund    legal-basis
    retention            lagringstid       retention
    rights               rattigheter       rights
    technology           teknik            technology
"""

_ROWS = [line.split() for line in _NAMES.strip().splitlines()]

SECTION_ANCHORS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "sv": MappingProxyType({name: swedish for name, swedish, _ in _ROWS}),
        "en": MappingProxyType({name: english for name, _, english in _ROWS}),
    }
)
"""Language -> the section's name in the code -> its anchor."""
