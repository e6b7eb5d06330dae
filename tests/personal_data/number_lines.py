"""Two sets of lines: such as hold a person's number, and such as hold other numbers.

Made from public formats and the same in every run. The birth numbers are 980-999, which
Skatteverket keeps for tests; the other numbers are made so that as many as can be are dates with
a right check digit, the worst that can happen.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

LINES = 1_000

_SOME = (
    "Ärendet gäller {}, se bilaga.",
    "Anna Provsson ({}) deltog.",
    "{}",
    "Till: {}",
    "- {}: beviljas",
    "| Anna Provsson | {} | ja |",
    "Anna;{};Storgatan 1",
    "Nämnden hör {} i saken.",
    "namn={}&typ=1",
    "Se {}.",
    '"{}"',
    "*{}*",
    "<td>{}</td>",
    "(jfr {})",
    "{} och {}",
    "Bo, {}, och Eva",
)
_NAMED = (
    "Personnummer {}",
    "pnr: {}",
    "personnr {}",
    "Pers.nr. {}",
    "född {}",
    "f. {}",
    "Samordningsnummer: {}",
    "födelsedatum och nummer {}",
    "Identitetsnummer {} enligt passet",
    "id-nr {}",
    "{} (personnummer)",
    "Hennes personnummer är {}.",
    "p-nr {}",
    "PNR {}",
    "reservnummer {}",
    "Personen med nr {} flyttade",
)


def check_digit(nine: str) -> str:
    total = sum(sum(divmod(int(digit) * (2 - at % 2), 10)) for at, digit in enumerate(nine))
    return str(-total % 10)


class _Maker:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def day(self, first: int = 1925, last: int = 2019) -> dt.date:
        start = dt.date(first, 1, 1).toordinal()
        return dt.date.fromordinal(self.random.randint(start, dt.date(last, 12, 31).toordinal()))

    def born(self) -> dict[str, str]:
        """Return century, year, month, day and last four digits of a person's number."""
        day = self.day()
        month, number = f"{day:%m}", day.day
        if self.random.random() < 0.2:  # a coordination number, perhaps with unknown parts
            number += 60
            if self.random.random() < 0.4:
                month = self.random.choice((month, "00"))
                number = self.random.choice((60, number))
        year, date = f"{day:%y}", f"{number:02}"
        three = str(self.random.randint(980, 999))
        last = three + check_digit(year + month + date + three)
        return {"c": f"{day:%Y}"[:2], "y": year, "m": month, "d": date, "t": last}


def _other_digits(first: int) -> dict[int, str]:
    return str.maketrans("0123456789", "".join(chr(first + n) for n in range(10)))


FULL_WIDTH, ARABIC, BOLD = _other_digits(0xFF10), _other_digits(0x660), _other_digits(0x1D7CE)

# c century, y year, m month, d day, t the last four digits.
_FORMS = (
    *("{y}{m}{d}-{t}", "{c}{y}{m}{d}-{t}", "{c}{y}{m}{d}{t}", "{y}{m}{d}+{t}", "{y}{m}{d}/{t}"),
    *("{y}{m}{d}.{t}", "{y}{m}{d} {t}", "{c}{y}{m}{d} {t}", "{y}{m}{d} - {t}"),
    *("{y}{m}{d}\u2013{t}", "{y}{m}{d}\u2011{t}", "{y}{m}{d}\u2212{t}", "{y}{m}{d}\xa0{t}"),
    *("{y}{m}{d}\u202f-\u202f{t}", "{y}{m}{d}\xad-{t}", "{y}{m}\u200b{d}-{t}"),
    *("{y}{m}{d}-\n  {t}", "{y} {m} {d}-{t}", "{c}{y}-{m}-{d}-{t}", "{y}-{m}-{d}-{t}"),
    *("{c}{y}.{m}.{d}-{t}", "{y}{m}{d}-{t[0]}{t[1]} {t[2]}{t[3]}"),
    "{y[0]} {y[1]} {m[0]} {m[1]} {d[0]} {d[1]} - {t[0]} {t[1]} {t[2]} {t[3]}",
    *("**{y}{m}{d}**-{t}", "<b>{y}{m}</b>{d}-<i>{t}</i>", "{y}{m}{d}<!-- x -->-{t}"),
    *("{y}{m}{d}&#45;{t}", "{y}{m}{d}&ndash;{t}", "{y}{m}{d}%2D{t}"),
    *("[{y}{m}{d}](https://a.example/)-{t}", "[länk](https://a.example/?p={y}{m}{d}-{t})"),
    *('<img alt="{y}{m}{d}-{t}">', "<!-- {c}{y}{m}{d}-{t} -->"),
    *("SE{y}{m}{d}{t}01", "intyg_{y}{m}{d}-{t}.pdf", "{y}{m}{d}_{t}"),
    *("{y}{m}{d}, de fyra sista är {t}", "{y}{m}{d}-T{t[1]}{t[2]}{t[3]}"),
    *("{c}{y}{m}{d}-TF{t[2]}{t[3]}", "{c}{y}{m}{d}-K{t[1]}{t[2]}{t[3]}"),
)
# What is as often something else: certain only where a word says so.
_DOUBTFUL = (
    *("{y}{m}{d}{t}", "{c}{y}-{m}-{d} {t}", "{y} {m} {d} {t}", "{y}{m}{d}:{t}", "{y}{m}{d} ({t})"),
    "{c}{y} {m} {d} {t[0]}{t[1]} {t[2]}{t[3]}",
    "{y}{m[0]} {m[1]}{d} {t[0]}{t[1]} {t[2]}{t[3]}",
)
_SIGNS: tuple[dict[int, str], ...] = (
    *(FULL_WIDTH, ARABIC, BOLD),
    str.maketrans("01", "Ol"),
    str.maketrans("0", "O"),
)


def true_lines() -> Iterator[str]:
    """Yield lines with a person's number in each, in every form in turn."""
    make = _Maker(1)
    for count in range(LINES):
        doubtful = count % 8 == 0
        forms = _DOUBTFUL if doubtful else _FORMS
        form = forms[(count // 8 if doubtful else count) % len(forms)]
        line = make.random.choice(_NAMED if doubtful or count % 3 == 0 else _SOME)
        numbers = [form.format(**make.born()) for _ in range(line.count("{}"))]
        if form == "{y}{m}{d}-{t}":
            signs = make.random.choice(_SIGNS)
            numbers = [number.translate(signs) for number in numbers]
        yield line.format(*numbers)


def other_lines() -> Iterator[str]:
    """Yield lines of minutes, accounts and file lists, none of which holds a person's number."""
    make = _Maker(2)
    r = make.random

    def ten(first: str = "") -> str:
        """Return ten digits that begin with a date, with a right check digit."""
        nine = f"{first or f'{make.day():%y%m%d}'}{r.randint(0, 999):03}"
        return nine + check_digit(nine)

    def right(date: dt.date, tails: list[str]) -> str:
        """Return the one of some endings that makes a right check digit with a date, or any."""
        first = f"{date:%y%m%d}"
        return next((t for t in tails if check_digit(first + t[:3]) == t[3]), r.choice(tails))

    def some(number: int) -> str:
        return f"{r.randint(10 ** (number - 1), 10**number - 1)}"

    years = [str(year) for year in range(2023, 2051)]
    clocks = [f"{h:02}{m:02}" for h in range(7, 22) for m in range(60)]
    codes = ["MBN", "KS", "SBN", "BUN", "SN", "KSF", "BYGG", "MHN", "VON"]

    def firm() -> str:
        """Return the number of an organisation, whose third digit no month has."""
        nine = f"{r.choice('2569')}{r.randint(1, 9)}{r.randint(20, 99)}{some(5)}"
        return nine + check_digit(nine)

    def mobile() -> str:
        """Return a mobile number that is a date with a right check digit as well."""
        return ten(f"070{r.randint(1, 9)}1{r.randint(0, 9)}")

    def kinds() -> Iterator[str]:
        day = make.day(2000, 2026)
        span = right(day, [y for y in years if int(y) >= day.year] or ["2050"])
        clock = right(day, clocks)
        case = ten(f"{day:%y%m%d}")
        dashed = f"{case[:6]}-{case[6:]}"
        yield f"Avtalet gäller {day} \u2013 {span}."
        yield f"Avtalet gäller {day} - {span} med möjlighet till förlängning."
        yield f"Planperiod {day}\u2013{span}, antagen av fullmäktige"
        yield f"Mandattiden är {day:%Y%m%d}-{span}."
        yield f"Perioden {day:%y%m%d}\u2013{span}"
        yield f"protokoll_{day:%Y%m%d}_{clock}.pdf"
        yield f"IMG_{day:%Y%m%d}_{clock}{r.randint(10, 59)}.jpg"
        yield f"Skannat {day:%Y%m%d}_{clock}"
        yield f"bild-{day:%Y%m%d}-{clock}.png"
        yield f"{day} {clock}\u2013{int(clock[:2]) + 2:02}00 Sammanträde"
        yield f"Möte {day} {clock} i Ceremonisalen"
        yield f"{day:%Y%m%d}T{clock}00Z"
        yield f"{r.choice(codes)} {dashed}"
        yield f"Dnr {r.choice(codes)} {dashed}"
        yield f"Diarienummer: {dashed}"
        yield f"dnr {r.choice(codes)}/{dashed}"
        yield f"{r.choice(codes)}-{dashed} Bygglov för Tomten 1:{r.randint(1, 90)}"
        yield f"Ärende {dashed}, delegationsbeslut"
        yield f"ärendenr {ten()}"
        yield f"OCR-nummer {ten()}"
        yield f"Betala {some(4)} kr till bankgiro {some(3)}-{some(4)}, referens {ten()}"
        yield f"Betala {ten()} till bankgiro {some(3)}-{some(4)} senast {day}"
        yield f"Referens: {ten()}"
        yield f"Faktura {ten()} från Provbolaget"
        yield f"Fakturanr {dashed}"
        yield f"Plusgiro {some(2)} {some(2)} {some(2)}-{some(1)}, ocr {ten()}"
        yield f"Kundnummer {ten()}"
        yield f"Autogiro {ten()} medges"
        yield f"Mätarnummer {ten()} byts {day}"
        yield f"Mobil {mobile()}"
        yield f"Ring {mobile()}."
        yield mobile()
        yield f"Anna Provsson, Tfn {mobile()}"
        yield f"08-{some(3)} {some(2)} {some(2)}, 070-{some(3)} {some(2)} {some(2)}"
        yield f"Org.nr {(o := firm())[:6]}-{o[6:]}"
        yield f"organisationsnummer {firm()}"
        yield f"Momsreg.nr SE{firm()}01"
        yield f"16{firm()}"
        east = ten()
        yield f"Koordinater N {some(7)}.{some(4)} E {east[:6]}.{east[6:]}"
        yield f"{ten()[:6]},{some(4)} m2"
        yield f"Kursen var 0,{ten()}"
        yield f"Summa {east[:6]} {east[6:]} kr"
        yield f"Totalt {some(1)} {some(3)} {some(3)} {some(3)} kr"
        yield f"Befolkning {day} {some(4)} invånare"
        yield f"{some(1)} | {some(4)} | {some(5)} | {some(3)} | {some(6)} | 12 | 0 | 16.0000"
        yield f"{some(3)} {some(3)} {(t := ten())[:6]} {t[6:]} {some(5)}"
        yield f"ISBN 978-91-{some(4)}-{some(3)}-{some(1)}, ISBN {ten()}"
        yield f"IBAN SE{some(2)} {some(4)} {some(4)} {some(4)} {some(4)} {some(4)}"
        middle = f"{r.randbytes(2).hex()}-4{some(3)}-a{some(3)}"
        yield f"{r.randbytes(4).hex()}-{middle}-{r.randbytes(6).hex()}"
        yield f"sha256 {r.randbytes(6).hex()}a{ten()}f{r.randbytes(6).hex()}"
        yield f"assets/{some(2)}a{ten()}b.min.js"
        yield f"SFS {day.year}:{some(4)}, prop. {day.year}/{(day.year + 1) % 100:02}:{some(3)}"
        yield f"Version {day.year}.{day:%m}.{day:%d}.{some(4)}"
        yield f"{day}, {day + dt.timedelta(40)} och {day + dt.timedelta(80)}"
        yield f"{day} \u2013 {day + dt.timedelta(400)}"
        yield f"lg-{day}-{r.randint(1, 30)}-{r.randint(1, 9)} och sg-{day}-12-{r.randint(1, 9)}"
        yield f"styrgruppen/{day.year}/{day}-{r.randint(2, 9)}.yml"
        yield f"§ {r.randint(1, 300)} {r.choice(codes)} {day.year}/{some(4)} {some(3)}"
        yield f"kl. {clock[:2]}.{clock[2:]}\u201322.30 den {day.day}/{day.month} {day.year}"
        yield f"Kollinummer {ten()} spårning {some(12)}"
        yield f"Artikelnr {dashed}"
        yield f"Upphandling {dashed} av snöröjning"

    count = 0
    while True:
        for line in kinds():
            if count == LINES:
                return
            count += 1
            yield line
