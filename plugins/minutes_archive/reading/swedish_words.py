"""What clerks write in Swedish for the format's English words, so that a hint names the right one.

The files have one form: these words are told, not taken.
"""

from __future__ import annotations

from collections.abc import Container

_VALUES = {
    # kind, status of a meeting, how it was held
    "minutes": "protokoll sammanträdesprotokoll",
    "notes": "minnesanteckningar minnesanteckning anteckningar mötesanteckningar",
    "draft": "utkast preliminär",
    "published": "publicerad publicerat publicerade klar",
    "withdrawn": "återkallad återkallat borttagen borttaget",
    "cancelled": "inställd inställt",
    "held": "genomförd hållet hållen",
    "in_person": "fysiskt fysisk plats",
    "digital": "digitalt distans online",
    "hybrid": "hybridmöte",
    # roles
    "chair": "ordförande ordf ordföranden mötesordförande",
    "vice_chair": "vice_ordförande viceordförande vice_ordf",
    "secretary": "sekreterare sekr protokollförare antecknare",
    "attester": "justerare justeringsperson justeringsman",
    "member": "ledamot ledamöter ordinarie",
    "substitute": "ersättare suppleant suppl",
    "presenter": "föredragande föredragare",
    "officer": "tjänsteman tjänsteperson handläggare",
    "guest": "gäst inbjuden adjungerad",
    # decisions, follow-ups, plans
    "decided": "beslutad beslutat bifall bifallen bifallet",
    "postponed": "uppskjuten uppskjutet bordlagd bordlagt",
    "rejected": "avslag avslagen avslaget",
    "referred_back": "återremiss återremitterad återremitterat",
    "noted": "noterat noterad anteckning tillkännagivande",
    "open": "öppen öppet ny",
    "ongoing": "pågår pågående",
    "done": "färdig färdigt genomfört avslutad avslutat",
    "dropped": "avskriven avskrivet nedlagd",
    "planned": "planerad planerat",
    "proposed": "föreslagen föreslaget preliminärt",
    # votes, reasons, the registry
    "yes": "ja bifaller",
    "no": "nej",
    "abstained": "avstår avstod",
    "absent": "frånvarande",
    "personal_data": "personuppgifter personuppgift",
    "confidential": "sekretess hemlig hemligt",
    "mistake": "misstag fel",
    "expired": "utgången utgånget",
    "other": "annat övrigt",
    "names": "namn",
    "roles": "roller",
    "hidden": "dolda dolt",
}

_KEYS = {
    "body": "organ nämnd organet",
    "date": "datum dag mötesdatum",
    "end_date": "slutdatum",
    "time": "tid klockslag",
    "place": "plats lokal",
    "form": "mötesform",
    "kind": "typ sort slag",
    "status": "läge",
    "title": "titel rubrik",
    "reference": "dnr diarienummer",
    "source": "källa original",
    "recorded_by": "sekreterare antecknat_av skrivet_av",
    "attested_by": "justerare justerat_av justerad_av",
    "attested_date": "justerat_datum justeringsdatum",
    "present": "närvarande deltagare",
    "absent": "frånvarande",
    "items": "punkter ärenden paragrafer",
    "upcoming": "kommande",
    "corrections": "rättelser",
    "attachments": "bilagor",
    "withdrawn": "återkallad återkallat",
    "name": "namn",
    "from": "kommun från",
    "role": "roll",
    "party": "parti",
    "substitute_for": "ersätter ersättare_för",
    "disqualified": "jäv jävig",
    "note": "anteckning kommentar",
    "number": "nummer paragraf",
    "content": "innehåll",
    "text": "brödtext",
    "heading": "underrubrik mellanrubrik",
    "decision": "beslut",
    "follow_up": "uppföljning uppgift",
    "deferred": "bordlagt bordlagd bordläggning",
    "withheld": "utelämnat sekretess",
    "attachment": "bilaga",
    "proposals": "yrkanden yrkande",
    "proposition": "propositionsordning",
    "votes": "omröstning röster",
    "reservations": "reservationer reservation",
    "replaces": "ersätter",
    "follows": "följer",
    "responsible": "ansvarig",
    "due": "klart_senast senast",
    "state": "tillstånd",
    "origin": "ursprung",
    "matter": "ärende",
    "topics": "ämnen ämne",
    "concerns": "berör gäller",
    "file": "fil",
    "to": "till",
    "municipalities": "kommuner",
    "bodies": "organ",
    "members": "medlemmar ledamöter",
    "code": "kod förkortning",
    "publisher": "utgivare",
    "description": "beskrivning",
    "language": "språk",
}


def _by_word(table: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for english, words in table.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), english)
    return found


_VALUE_OF, _KEY_OF = _by_word(_VALUES), _by_word(_KEYS)


def english_value(written: str, known: Container[str]) -> str:
    """Return which of the known words a Swedish one means, or ""."""
    return _one(_VALUE_OF, written, known)


def english_key(written: str, known: Container[str]) -> str:
    """Return which of the known keys a Swedish one means, or ""."""
    return _one(_KEY_OF, written, known)


def _one(table: dict[str, tuple[str, ...]], written: str, known: Container[str]) -> str:
    word = "_".join(written.casefold().replace("-", " ").rstrip(".").split())
    return next((english for english in table.get(word, ()) if english in known), "")
