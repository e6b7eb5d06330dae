"""A gold corpus: invented minutes in the wording and layouts of real ones, with their truth.

Each document is put together from parts in the manner of one kind of real minutes: front pages
of columns, tables of contents, roll calls, reservations, annexes, pages of e-signatures, feet of
three lines; minutes of associations; notes of working groups. What a careful reader would find
follows from the recipe, never from the importer. Every name is invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

_FIRST = [
    "Alva",
    "Bror",
    "Carin",
    "Dag",
    "Elvira",
    "Folke",
    "Gun",
    "Hasse",
    "Iris",
    "Jarl",
    "Kajsa",
    "Love",
    "Maj",
    "Nore",
    "Olga",
    "Per",
    "Rut",
    "Sixten",
    "Tyra",
    "Ulrik",
]
_LAST = [
    "Almgren",
    "Brolund",
    "Dalvik",
    "Ekhage",
    "Forsby",
    "Granholt",
    "Hedlund",
    "Isberg",
    "Kvarnäs",
    "Lindmark",
    "Moberg",
    "Norrby",
    "Rosenlöv",
    "Sandvik",
    "Törnblad",
]
_PARTIES = ("S", "M", "C", "V", "SD", "L", "KD", "MP")


def person(number: int) -> str:
    """Return an invented name, another for every number below three hundred."""
    return f"{_FIRST[number % 20]} {_LAST[(number // 20 + number * 7) % 15]}"


@dataclass
class Gold:
    """One document: its file's name, its text, and what a careful reader finds in it."""

    name: str
    text: str
    truth: dict[str, Any]


@dataclass
class Writer:
    """Writes one document line by line, and keeps its truth."""

    number: int
    lines: list[str] = field(default_factory=list)
    truth: dict[str, Any] = field(default_factory=dict)

    def add(self, *lines: str) -> None:
        self.lines += lines

    @property
    def date(self) -> dt.date:
        return dt.date(2024, 1, 8) + dt.timedelta(days=7 * self.number)

    def people(self, count: int, start: int = 0) -> list[tuple[str, str]]:
        first = self.number * 11 + start
        return [(person(first + n), _PARTIES[(first + n) % 8]) for n in range(count)]

    def gold(self, kind: str, ending: str = "txt") -> Gold:
        self.truth.setdefault("date", self.date.isoformat())
        return Gold(f"{kind}-{self.number:02}.{ending}", "\n".join(self.lines) + "\n", self.truth)


_MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]


def spoken(day: dt.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_TITLES = (
    "Justering och val av justerare",
    "Detaljplan för Kvarnbacken",
    "Delårsrapport för januari till augusti",
    "Taxa för vatten och avlopp",
    "Medborgarförslag om belysning vid gångvägen mellan skolan och badplatsen",
    "Ny förskola i Almvik",
    "Redovisning av delegationsbeslut",
    "Revidering av riktlinjer för färdtjänst",
    "Motion om ett ungdomsråd",
    "Budget och verksamhetsplan",
)
_DECISIONS = (
    "{p} ({q}) utses att tillsammans med ordföranden justera protokollet.",
    "Detaljplanen för Kvarnbacken antas.",
    "Delårsrapporten godkänns och läggs till handlingarna.",
    "Taxan fastställs att gälla från och med den 1 januari.",
    "Medborgarförslaget anses besvarat.",
    "Förslaget till ny förskola godkänns.",
    "Redovisningen antecknas.",
    "Riktlinjerna revideras i enlighet med förvaltningens förslag.",
    "Motionen avslås.",
    "Budgeten fastställs.",
)
_BACKGROUND = (
    "Förvaltningen har berett ärendet tillsammans med berörda enheter. Underlaget visar att",
    "behovet har ökat de senaste åren och att åtgärderna kan rymmas inom ram.",
)


# Municipal protocols ---------------------------------------------------------------------


def _front_labels(
    w: Writer,
    body: str,
    place: str,
    time: str,
    members: Sequence[tuple[str, str]],
    subs: Sequence[tuple[str, str]],
) -> None:
    w.add(body, "Protokoll", f"Sammanträdesdatum: {w.date}", "")
    w.add(f"Plats och tid: {place}, kl. {time}", "", "Närvarande", "", "Ledamöter")
    w.add(*(f"{n} ({p}){', ordförande' if at == 0 else ''}" for at, (n, p) in enumerate(members)))
    w.add("", "Tjänstgörande ersättare", *(f"{n} ({p})" for n, p in subs[:1]))
    w.add("", "Övriga ersättare", *(f"{n} ({p})" for n, p in subs[1:]), "")


def _front_columns(
    w: Writer,
    body: str,
    place: str,
    time: str,
    members: Sequence[tuple[str, str]],
    subs: Sequence[tuple[str, str]],
) -> None:
    w.add(f"{'ALMVIKS KOMMUN':<35}SAMMANTRÄDESPROTOKOLL", body, "Datum", str(w.date))
    w.add(f"{'Plats och tid för':<22}{place:<42}Klockan {time}", "sammanträde", "")
    w.add(f"{'Beslutande':<22}{'Ledamöter':<42}Tjänstgörande ersättare")
    left = [f"{n} ({p}){', Ordförande' if at == 0 else ''}" for at, (n, p) in enumerate(members)]
    right = [f"{n} ({p})" for n, p in subs]
    for at, name in enumerate(left):
        w.add(f"{'':<22}{name:<42}{right[at] if at < len(right) else ''}".rstrip())
    w.add("")


def _front_beside(
    w: Writer,
    body: str,
    place: str,
    time: str,
    members: Sequence[tuple[str, str]],
    subs: Sequence[tuple[str, str]],
) -> None:
    w.add(f"{body:<40}Sammanträdesprotokoll", "", f"{'Datum':<26}{w.date}")
    w.add(f"{'Tid':<26}{time}", f"{'Plats':<26}{place}", "")
    for at, (n, p) in enumerate(members):
        label, office = ("Beslutande ledamöter", ", ordförande") if at == 0 else ("", "")
        w.add(f"{label:<26}{n} ({p}){office}")
    for at, (n, p) in enumerate(subs):
        w.add(f"{'Tjänstgörande ersättare' if at == 0 else '':<26}{n} ({p})")
    w.add("")


def _front_sentence(
    w: Writer,
    body: str,
    place: str,
    time: str,
    members: Sequence[tuple[str, str]],
    subs: Sequence[tuple[str, str]],
) -> None:
    w.add(f"Protokoll från {body.lower()}s sammanträde den {spoken(w.date)}", "")
    w.add("Plats och tid", f"{place}, kl. {time}", "", "Beslutande")
    w.add(*(f"{n} ({p}){', ordförande' if at == 0 else ''}" for at, (n, p) in enumerate(members)))
    w.add("", "Ersättare", *(f"{n} ({p})" for n, p in subs), "")


_FRONTS = (_front_labels, _front_columns, _front_beside, _front_sentence)


def _heading(style: int, number: int, title: str, dnr: str) -> list[str]:
    if style == 0:
        return [f"§ {number} {title}"]
    if style == 1:
        return [f"§ {number}{'':<22}Dnr {dnr}", title]
    cut = title.rfind(" ", 0, 44) if len(title) > 44 else len(title)
    wrapped = [title[:cut], *([title[cut + 1 :]] if title[cut + 1 :] else [])]
    return [f"§ {number} Ärendenummer {dnr}", "", *wrapped]


def _contents(w: Writer, style: int, items: Sequence[tuple[int, str, str]]) -> None:
    if style == 0:
        return
    w.add("Innehåll" if style % 2 else "Ärendelista", "")
    for at, (number, title, dnr) in enumerate(items):
        dots = "." * max(4, 70 - len(title))
        if style == 1:
            w.add(f"§ {number} {title} {dots} {at + 3}", "")
        elif style == 2:
            w.add(f"§ {number} Dnr {dnr}", f"{title} {dots} {at + 3}", "")
        else:
            w.add(f"§ {number} {title}{'':<12}{at + 3}")
    w.add("")


def municipal(number: int) -> Gold:
    """Return a municipal protocol; the number chooses its forms."""
    w = Writer(number)
    body = ("Kommunstyrelsen", "Kommunfullmäktige", "Miljönämnden")[number % 3]
    place, time = ("Stora salen, Storgatan 4", "Sammanträdesrummet Eken")[number % 2], "13.00–15.10"
    members, subs = w.people(6), w.people(2, 6)
    _FRONTS[number % 4](w, body, place, time, members, subs)
    first = 10 + number
    count = 4 + number % 3
    items = [
        (first + n, _TITLES[(number + n) % 10], f"KS-2025-{number}{n:02}") for n in range(count)
    ]
    _contents(w, number % 4, items)
    foot = number % 3
    decided = []
    for at, (n, title, dnr) in enumerate(items):
        w.add(*_heading(number % 3, n, title, dnr), "")
        text = _DECISIONS[(number + at) % 10].format(p=members[1][0], q=members[1][1])
        decided.append(_decision(w, number + at, body, text, members))
        w.add("Sammanfattning av ärendet", "", *_BACKGROUND, "")
        if at == 1:
            _vote(w, number, n, members)
        if at == 1 or (at == 2 and number % 2):
            w.add("Reservation" if number % 2 else "Reservationer", "")
            w.add(f"{members[2][0]} ({members[2][1]}) reserverar sig mot beslutet.", "")
            w.truth.setdefault("reservations", {})[str(n)] = 1
        w.add(
            "Protokollsutdrag skickas till" if number % 2 else "Beslutet skickas till",
            "Ekonomienheten",
            "",
        )
        if foot and at < count - 1:
            _foot(w, foot, at + 1, count, body)
    if number % 4 != 1:
        w.add("Vid protokollet", "", subs[0][0], "", "Justerare", "", members[1][0], "")
        w.truth |= {"recorded_by": subs[0][0], "attested_by": [members[1][0]]}
    if number % 5 == 0:
        w.add(
            "Bilaga 1",
            "",
            "Underlag till budgeten",
            "Intäkter 120",
            "Kostnader 118",
            "Resultat 2",
            "",
        )
    if number % 3 == 1:
        w.add(
            "Undertecknat av följande personer",
            "",
            members[0][0].upper(),
            f"Datum: {w.date} 14:02:25",
        )
        w.add(
            "Transaktionsidentitet: DB4261417A1547DCD73C5C00D267481236BD",
            "",
            "Underskriftstjänst: Signa",
        )
        w.truth["notes"] = True
    w.truth |= {
        "time": time,
        "place": place,
        "body": body,
        "kind": "minutes",
        "present": [n for n, _ in (*members, *subs)],
        "chair": members[0][0],
        "numbers": [str(n) for n, _, _ in items],
        "titles": [t for _, t, _ in items],
        "decisions_per_item": decided,
        "texts": {str(n): ["behovet har ökat de senaste åren"] for n, _, _ in items},
    }
    w.truth.setdefault("reservations", {})
    return w.gold("municipal")


def _decision(
    w: Writer, style: int, body: str, text: str, members: Sequence[tuple[str, str]]
) -> int:
    w.add("Beslut", "")
    if style % 5 == 1:
        w.add(f"På förslag av {members[3][0]} ({members[3][1]}):", text, "")
        return 1
    if style % 5 == 2:
        w.add(
            f"{body} beslutar",
            "att godkänna förslaget till åtgärder,",
            "att uppdra åt förvaltningen att återkomma i maj.",
            "",
        )
        return 2
    if style % 5 == 3:
        w.add(
            "Enligt förvaltningens förslag:",
            f"1. {text}",
            "2. Uppdraget redovisas senast den 31 maj.",
            "",
        )
        return 2
    if style % 5 == 4:
        w.add(text, "", "Paragrafen justeras omedelbart.", "")
        return 2
    w.add(text, "")
    return 1


def _crosses(name: str, party: str, ballot: str) -> str:
    """Return a row of a list of votes, with its cross under Ja or Nej."""
    return (
        f"{name:<28}{party:<8}{'X' if ballot == 'yes' else '':<6}{'X' * (ballot == 'no')}".rstrip()
    )


def _vote(w: Writer, number: int, item: int, members: Sequence[tuple[str, str]]) -> None:
    style = number % 5
    yes, no = 4, 2
    key = str(item)
    ballots = {n: "yes" if at < yes else "no" for at, (n, _) in enumerate(members)}
    w.add("Omröstning", "")
    if style == 0:
        w.add(f"Omröstningen utfaller med {yes} Ja mot {no} Nej.", "", "Omröstning", "")
        w.add("Omröstningen utfaller med 5 Ja mot 1 Nej. 0 ledamöter avstår från att rösta.", "")
        w.truth["votes"] = {key: [[yes, no, 0], [5, 1, 0]]}
        return
    w.truth["votes"] = {key: [[yes, no, 0]]}
    if style == 1:
        w.add(f"{yes} ledamöter röstar ja och {no} ledamöter röstar nej.", "")
        w.add(f"{'Ledamot':<28}{'Parti':<8}{'Ja':<6}{'Nej':<6}Avstår")
        w.add(
            *(_crosses(n, p, ballots[n]) for n, p in members),
            "",
        )
        w.truth["ballots"] = {key: ballots}
    elif style == 2:
        w.add(f"Ja: {yes}, Nej: {no}", "")
        for word, ballot in (("Ja-röster", "yes"), ("Nej-röster", "no")):
            w.add(
                f"{word}: {', '.join(f'{n} ({p})' for n, p in members if ballots[n] == ballot)}.",
                "",
            )
        w.truth["ballots"] = {key: ballots}
    elif style == 3:
        w.add(f"Med {yes} ja-röster mot {no} nej-röster beslutar nämnden enligt förslaget.", "")
    else:
        w.add(f"Resultat: {yes} ja, {no} nej", "")
        w.add(
            *(f"{n} ({p}){'':<12}{'Ja' if ballots[n] == 'yes' else 'Nej'}" for n, p in members), ""
        )
        w.truth["ballots"] = {key: ballots}


def _foot(w: Writer, style: int, page: int, pages: int, body: str) -> None:
    if style == 1:
        w.add(
            f"{'Justerandes sign':<40}Utdragsbestyrkande",
            "",
            f"\f{'ALMVIKS KOMMUN':<35}SAMMANTRÄDESPROTOKOLL{'':<8}{page + 1} ({pages})",
            body,
            "Datum",
            str(w.date),
            "",
        )
        return
    w.add(f"{'Almviks kommun':<40}kansli@almvik.example")
    w.add(f"{'Storgatan 8':<28}{f'Sida {page} av {pages}':<24}www.almvik.example")
    w.add(f"{'412 58 Almvik':<40}Org.nr: 212000-0000", "")


# Associations ----------------------------------------------------------------------------

_AGENDA = (
    ("Mötets öppnande", "{a} öppnade mötet.", 0),
    ("Val av mötesordförande", "Mötet valde {a} till mötesordförande.", 1),
    ("Val av justerare", "Till justerare valdes {c}.", 1),
    ("Ekonomi", "Kassören gick igenom läget. Kassan är 12 400 kronor.", 0),
    ("Ansvarsfrihet", "Mötet beviljade styrelsen ansvarsfrihet.", 1),
    ("Medlemsavgift", "Mötet beslutade att avgiften är 150 kronor.", 1),
    ("Städdag vid hamnen", "Städdagen hålls den första lördagen i maj.", 0),
    ("Övrigt", "Inget.", 0),
    ("Mötets avslutande", "{a} avslutade mötet.", 0),
)


# Numbered lists inside an item, longer than the agenda that is left.
_LISTS = (
    "",
    "\n1. hyran är betald,\n2. försäkringen är förnyad,\n3. bidraget är sökt,\n"
    "4. kvitton finns,\n5. avgifterna är inne,\n6. bokslutet är klart.",
    "\n1. Hyran är betald.\n2. Försäkringen är förnyad.\n3. Bidraget är sökt.\n"
    "4. Alla kvitton finns.\n5. Avgifterna är inne.\n6. Bokslutet är klart.",
    "\n\n    1. Hyran\n    2. Försäkringen\n    3. Bidraget\n    4. Kvitton\n    5. Avgifter",
)


def below_titles(number: int) -> Gold:
    """Return a protocol whose numbers stand below their titles, and parties before the names."""
    w = Writer(number)
    members, subs = w.people(6), w.people(2, 6)
    w.add(f"ALMVIKS KOMMUN{'':23}Protokoll", f"Miljönämnden{'':25}{w.date}", "")
    w.add(f"Tid:      {spoken(w.date).capitalize()} kl. 18.00 - 20.35", "Plats:    Sjösalen", "")
    w.add("Närvarande", "Ordinarie ledamöter")
    offices = [", ordf.", ", 1:e v. ordf.", ", 2:e v. ordf."]
    for at, (name, party) in enumerate(members):
        w.add(f"{party:<3} {name}{offices[at] if at < 3 else ''}")
    w.add("", "Tjänstgörande ersättare", f"{subs[0][1]:<3} {subs[0][0]} för Ann Rydmark", "")
    w.add("Övriga", "Alva-Karin Wettermark  Controller", f"{subs[1][0]:<22} Nämndsekreterare", "")
    first, count = 3 + number % 40, 4 + number % 3
    decided = []
    for n in range(first, first + count):
        w.add(f"{_TITLES[(number + n) % 10]:<60}    MN 2025.{n:04}", "", f"§ {n}", "")
        if n == first:
            w.add("Nämnden utser någon att justera", "protokollet senast den 25 mars.", "")
            decided.append(0)
            continue
        w.add("Ärende" if number % 2 else "Ärendebeskrivning", "", *_BACKGROUND, "")
        w.add("Miljönämndens beslut", "", "1. Förslaget antas.", "2. Nämnden avvaktar med mer.", "")
        decided.append(2)
        if n == first + 1:
            w.add(f"Mot beslutet reserverar sig {members[2][0]} ({members[2][1]}).", "")
            w.truth["reservations"] = {str(n): 1}
        if n == first + 2:
            w.add(f"{members[3][0]} ({members[3][1]}) deltar ej i beslutet.", "", "____", "")
    w.add("Vid protokollet", "", subs[1][0], "", "Justeras den 22 mars 2025", "")
    w.add(f"{members[0][0]:<30}{members[2][0]}")
    w.truth |= {
        "time": "18.00–20.35",
        "place": "Sjösalen",
        "body": "Miljönämnden",
        "kind": "minutes",
        "present": [n for n, _ in (*members, *subs)] + ["Alva-Karin Wettermark"],
        "chair": members[0][0],
        "numbers": [str(n) for n in range(first, first + count)],
        "titles": [_TITLES[(number + n) % 10] for n in range(first, first + count)],
        "decisions_per_item": decided,
        "texts": {str(n): ["behovet har ökat"] for n in range(first + 1, first + count)},
        "recorded_by": subs[1][0],
        "attested_by": [members[0][0], members[2][0]],
    }
    return w.gold("below")


def association(number: int) -> Gold:
    """Return the minutes of an association; the number chooses its forms."""
    w = Writer(number)
    members = [n for n, _ in w.people(5)]
    a, b, c, d, e = members
    markdown = number % 4 == 0
    meeting = ("Styrelsemöte", "Årsmöte")[number % 2]
    body = ("Styrelsen", "Årsmötet")[number % 2]
    title = (
        f"{meeting} {w.date}"
        if number % 3
        else f"Protokoll fört vid {meeting.lower()} den {spoken(w.date)}"
    )
    sharp = "# " if markdown else ""
    w.add(f"{sharp}{title}", "")
    place = ("Bygdegården", "Almviks bibliotek", "Hemma hos styrelsen")[number % 3]
    style = number % 5
    prose = style == 2
    if style != 3:
        w.add(f"Plats: {place}", "") if number % 2 else w.add(f"{'Plats':<16}{place}", "")
        w.truth["place"] = place
    if style == 0:
        w.add(f"Närvarande: {a}, {b}, {c} och {d}", f"Frånvarande: {e}", "")
    elif style == 1:
        w.add("Närvarande", f"{a}, ordförande", f"{b}, kassör", c, d, "", "Frånvarande", e, "")
    elif style == 3:
        w.add(
            "Ledamöter Närvarande", *(f"{n} X" for n in (a, b, c, d)), f"{e} Anmält förhinder", ""
        )
    elif style == 4:
        w.add(f"{'Närvarande:':<17}{a:<20}ordf         nr 12")
        w.add(
            *(f"{'':<17}{n:<20}ledamot      nr {at}" for at, n in enumerate((b, c, d), 20)),
            f"{'Frånvarande:':<17}{e}",
            "",
        )
    agenda = _AGENDA[: 5 + number % 5]
    table = number % 6 == 5 and not prose
    if table and not markdown:
        w.add("Punkt   Vad                                         Ansvar")
    if table and markdown:
        w.add("| Punkt | Vad | Ansvar |", "| --- | --- | --- |")
    for at, (name, said, _) in enumerate(agenda, 1):
        text = said.format(a=a, b=b, c=c)
        if name == "Ekonomi" and not table:
            text += _LISTS[number % 4]
        if prose and at == 1:
            text = f"Närvarande medlemmar med rösträtt var: {a}, {b}, {c}, {d}."
        if table and markdown:
            w.add(f"| {at} | {name}<br>{text} | |")
        elif table:
            w.add(f"{f'{at}.':<8}{name}", f"{'':<8}{text}")
        elif markdown:
            w.add(f"## {at}. {name}" if number % 8 else f"## {name}", text, "")
        else:
            w.add(
                f"{('§ ' if number % 3 == 1 else '')}{at}{'.' if number % 3 != 1 else ''} {name}",
                text,
                "",
            )
    w.add("")
    if number % 3 == 0 and not markdown:
        w.add("Vid protokollet                    Justerare", "", f"{b:<35}{c}")
        w.truth |= {"recorded_by": b, "attested_by": [c]}
    elif number % 3 == 1 and not markdown:
        w.add(f"{b} / {c}", "", "Sekreterare / Justerare")
        w.truth |= {"recorded_by": b, "attested_by": [c]}
    w.truth |= {
        "body": body,
        "present": [a, b, c, d],
        "titles": [name for name, _, _ in agenda],
        "items": len(agenda),
        "decisions_per_item": [count for _, _, count in agenda],
        "texts": {"4": ["Kassan är 12 400 kronor"]},
        "reservations": {},
    }
    if not prose:
        w.truth["absent"] = [e]
    return w.gold("association", "md" if markdown else "txt")


# Working groups --------------------------------------------------------------------------

_TOPICS = (
    (
        "Bakgrund och syfte",
        "Arbetet drivs av myndigheten och ska ge en gemensam profil för\nutbytet mellan parterna.",
    ),
    (
        "Genomgång av förslaget",
        "{a} presenterade den nya beskrivningen. Två ändringar har gjorts:\n\n"
        "1. Införa varianter för att hantera förfiningar inom\nprofilen.\n\n"
        "2. Den andra ändringen gällde dubbel användning av\negenskaper.",
    ),
    ("Synpunkter från gruppen", "Gruppen var enig om att begreppen behöver förklaras bättre."),
    ("Tidplan", "Utkastet skickas på remiss efter sommaren."),
    ("Inför fortsättningen", "{b} uppdaterar texten före nästa träff."),
)
_ORGANISATIONS = ("Almverket", "Bolmyndigheten", "Kungliga kustmuseet", "Länsarkivet")


def group(number: int) -> Gold:
    """Return the notes of a working group; the number chooses their forms."""
    w = Writer(number)
    people = [n for n, _ in w.people(6)]
    style = number % 4
    w.add(
        f"Minnesanteckningar arbetsgruppen, möte {number}",
        f"Digitalt möte den {spoken(w.date)}",
        "",
    )
    if style == 0:
        w.add("Närvarande", *(f"{n} ({_ORGANISATIONS[at % 4]})" for at, n in enumerate(people)), "")
    elif style == 1:
        a, b, c, d, e, f = people
        w.add(
            "Deltagare",
            f"Almverket: {a}, Bolmyndigheten: {b}, {c}, Kungliga kustmuseet: {d.split()[0]}",
            f"{d.split()[1]}, Länsarkivet: {e}, {f}",
            "",
        )
    elif style == 2:
        w.add(
            f"Närvarande: {', '.join(people[:3])},", f"{', '.join(people[3:5])} och {people[5]}", ""
        )
    else:
        w.add(
            "Deltagare:", *(f"- {n}, {_ORGANISATIONS[at % 4]}" for at, n in enumerate(people)), ""
        )
    topics = _TOPICS if style in (0, 3) else [t for t in _TOPICS if "1. " not in t[1]]
    for at, (title, text) in enumerate(topics, 1):
        w.add(f"{at}. {title}" if style in (1, 2) else title, "")
        w.add(text.format(a=people[0], b=people[1]), "")
    w.truth |= {
        "body": "Arbetsgruppen",
        "kind": "notes",
        "present": people,
        "items": len(topics),
        "titles": [t for t, _ in topics],
        "decisions_per_item": [0] * len(topics),
        "texts": {"1": ["drivs av myndigheten"], str(len(topics)): ["uppdaterar texten"]},
        "reservations": {},
    }
    return w.gold("group")


def notice(number: int) -> Gold:
    """Return what is no minutes: a notice of a meeting, or of a talk."""
    w = Writer(number)
    if number % 2:
        w.add(
            f"Kallelse till årsmöte den {spoken(w.date)}",
            "",
            "Plats: Bygdegården",
            "",
            "1. Mötets öppnande",
            "2. Val av ordförande",
        )
    else:
        w.add(
            f"Föreläsning om träd den {spoken(w.date)} klockan 19",
            "",
            f"{person(number)} berättar om lindar.",
        )
    w.truth = {"refused": True}
    return w.gold("notice")


REGISTRY = """format: 1
name: Provarkivet
municipalities:
  almvik: {name: Almvik, legal_name: Almviks kommun}
bodies:
  kommunstyrelsen: {name: Kommunstyrelsen, code: KS}
  kommunfullmaktige: {name: Kommunfullmäktige, code: KF}
  miljonamnden: {name: Miljönämnden, code: MN}
  styrelsen: {name: Styrelsen, code: ST}
  arsmotet: {name: Årsmötet, code: AM}
  arbetsgruppen: {name: Arbetsgruppen, code: AG}
"""

_MAKERS: tuple[tuple[Callable[[int], Gold], range], ...] = (
    (municipal, range(30)),
    (association, range(30, 54)),
    (group, range(54, 66)),
    (notice, range(66, 70)),
    (below_titles, range(70, 76)),
)


def documents() -> list[Gold]:
    """Return the whole corpus."""
    return [make(number) for make, numbers in _MAKERS for number in numbers]
