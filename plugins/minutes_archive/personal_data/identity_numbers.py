"""The one definition of a Swedish identity number: its forms, how sure it is, how it is masked.

Forms (Skatteverket; reserve numbers: the base profiles of HL7 Sweden): a date of birth with or
without its century, a coordination number (day + 60, where month 00 and day 60 are "unknown"), and
after it four digits, the last of them a Luhn check digit; interim and reserve numbers have one to
three letters in their place and no check digit.

The text has plain digits, dashes and blanks already (`digits_as_read`). A right check digit alone
says little: one in ten of all other numbers has it. What stands around a number, and how it is
written, decides whether it is certain (stops a build) or only likely (a warning).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A number in a text: start and end, a form that may be shown, its digits, how sure it is.

    `digits` are the ten signs without century and separators. `certain` is what stops a build.
    """

    start: int
    end: int
    masked: str
    digits: str
    certain: bool


# How many digits a look round a number takes in.
_BEFORE, _AFTER = 64, 40

_NUMBER = re.compile(
    r"(?<!\d)"
    r"(?:(?P<century>1[89]|2\d)(?P<c>[ -]?))?(?P<year>\d\d)"
    r"(?P<a>[-./ ]?)(?P<month>0\d|1[0-2])(?P<b>[-./ ]?)(?P<day>[0-2]\d|3[01]|[6-8]\d|9[01])"
    r"(?P<sign>[ ]{0,3}[-+/._,:;~=*'\u00b7\u2022()]{0,2}[ ]{0,3})"
    r"(?P<tail>\d{4}|\d(?: ?\d){3}|[A-Za-z]\d{3}|[A-Za-z]{2}\d\d|[A-Za-z]{3}\d)"
    r"(?!\d)"
)
# Every sign apart from the next: "8 1 1 2 1 8 - 9 8 7 6", "8.1.1.2.1.8.9.8.7.6".
_SPACED_OUT = re.compile(
    r"(?<!\d)(?<!\d[ .-])(?:(?:\d ){5,7}\d ?[-+/]? ?(?:\d ){3}\d|\d(?P<s>[.-])(?:\d(?P=s)){8,10}\d)"
    r"(?![ .-]?\d)"
)
# A region's reserve number (Stockholm): known only where a word says so.
_RESERVE = re.compile(r"(?<!\d)99 ?(?:19|20)\d\d ?[- ]?\d\d ?\d\d[- ]?\d{2} ?\d{0,2}(?!\d)")
_UNITS_SAID = {
    "noll": "0",
    "nolla": "0",
    "ett": "1",
    "etta": "1",
    "en": "1",
    "två": "2",
    "tvåa": "2",
    "tre": "3",
    "trea": "3",
    "fyra": "4",
    "fem": "5",
    "femma": "5",
    "sex": "6",
    "sexa": "6",
    "sju": "7",
    "sjua": "7",
    "åtta": "8",
    "nio": "9",
    "nia": "9",
    "tio": "10",
    "elva": "11",
    "tolv": "12",
    "tretton": "13",
    "fjorton": "14",
    "femton": "15",
    "sexton": "16",
    "sjutton": "17",
    "arton": "18",
    "nitton": "19",
}
_TENS_SAID = {
    "tjugo": 2,
    "trettio": 3,
    "fyrtio": 4,
    "femtio": 5,
    "sextio": 6,
    "sjuttio": 7,
    "åttio": 8,
    "nittio": 9,
}
_SAID = _UNITS_SAID | {
    ten + (unit if number else ""): f"{tens}{number}"
    for ten, tens in _TENS_SAID.items()
    for unit, number in (
        ("", 0),
        *((w, int(n)) for w, n in _UNITS_SAID.items() if len(n) == 1 and n != "0"),
    )
}
# Each word stands for one digit or two, so five words at least make ten digits.
_ALL_SAID = bytes([True] * 5)
_SAID_IN_BYTES = frozenset(word.encode() for word in _SAID)
# All that is no part of an ASCII letter, digit or "å" as a blank, and capitals as small letters.
_APART = bytes(
    0xA5
    if code == 0x85
    else code
    if code in b"\xc3\xa5"
    else ord(chr(code).lower())
    if chr(code).isalnum() and code < 128
    else 32
    for code in range(256)
)
_SAID_WORD = "|".join(sorted(_SAID, key=len, reverse=True))
_SAID_NUMBER = re.compile(
    rf"(?<!\w)(?:(?:{_SAID_WORD})(?:[\s,.+-]{{1,3}}|(?!\w))){{4,12}}", re.IGNORECASE
)

# Letters that are read as digits: "8ll2l8-9876", "811218-98O6".
_MISREAD = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9]{0,7}[OoIl]|[0-9]{6,8}[-+][0-9]{0,3}[OoIl])"
    r"(?:[0-9OoIl]{6}|[0-9OoIl]{8})[-+][0-9OoIl]{4}(?![0-9A-Za-z])"
)
_AS_DIGITS = str.maketrans("OoIl", "0011")
# The number of a firm for value added tax is the owner's own where one person is the firm.
_TAX = re.compile(r"(?<![A-Za-z])SE ?(?P<number>\d{6} ?-?\d{4}) ?-?01(?!\d)")
# After a word that says so, ten or twelve digits in whatever groups.
_GROUPS = re.compile(r"(?<!\d)\d(?:[ ]?[-+/. ]?[ ]?\d){9}(?:(?:[ ]?[-+/. ]?[ ]?\d){2})?(?!\d)")
# "1981-12-18, de fyra sista är 9876".
_LAST_FOUR = re.compile(
    r"(?<!\d)(?P<date>(?:1[89]|20)?\d\d-?\d\d-?\d\d)(?!\d)[^\d]{1,60}?"
    r"(?:sista|slutsiffror\w*|kontrollsiffror\w*|last four)[^\d]{0,30}(?P<tail>\d{4})(?!\d)",
    re.IGNORECASE,
)


def _any_of(words: str) -> str:
    """Return a pattern of words: `*` stands for any letters, `_` for a blank that may be missing.

    A word that begins with `*` may also be the last part of a longer one.
    """
    return "|".join(
        ("" if word.startswith("*") else r"\b")
        + re.escape(word).lstrip("\\*").replace(r"\*", r"\w*").replace("_", " ?")
        + (r"\w*" if word.endswith("*") else r"(?!\w)")
        for word in words.split()
    ).replace(r"\w*\w*", r"\w*")


_NUMBER_OF = r"(?:[- ]?(?:nummer|nr|no|id|beteckning|datum|tid)\w*)?"
PERSON_WORDS = (
    "person personen personens personnummer* personnumret* personnr* person-nr person_nr"
    " personid* pers._nr pers_nr persnr* persnummer* p-nr pnr* p.nr p_nr född födda födelse*"
    " samordnings* samordn._nr samordnnr samnr sam._nr sam.nr reservnummer* reservnr* interims*"
    " identitets* id-nr idnr id_nr id-nummer id_nummer folkbokför* ssn social_security identity_n*"
    " personal_identity* national_id born date_of_birth"
)
_NAMED = _any_of(PERSON_WORDS)
_PERSON = re.compile(rf"(?:{_NAMED}|\bf[.: ]{{1,2}}$)", re.IGNORECASE)
SPEAKS_OF_A_PERSON = re.compile(rf"(?:{_NAMED})", re.IGNORECASE)
_MONEY_AND_MACHINES = (
    "ocr *referens* ref faktura* bankgiro* bg plusgiro* pg postgiro* kundnummer* kundnr* *order*"
    " artikel* art.nr art._nr serie* mätar* konto* tel telefon* tfn mobil* mob fax* projekt*"
    " *upphandling* version* build"
)
_OTHER = re.compile(
    "(?:"
    + _any_of(
        f"{_MONEY_AND_MACHINES} betaln* betala* giro* autogiro* iban clearing* kund-id*"
        " avtalsnummer* avtalsnr* avtals-id* beställning* s/n anläggnings* dnr d.nr diarie*"
        " diarium* ärendenummer* ärendenr* ärende-id* ärendebeteckning* målnummer* målnr*"
        " beteckning* beslutsnummer* delegations* ring sms växel* jour* phone isbn issn ean gtin"
        " inventarie* streckkod* koordinat* sweref* belopp* summa* tkr kr kronor sek total* antal"
        " tecken checksum* spårning* kolli* paket* sändning* försändelse* kvitto* biljett*"
        " meddelande-id* logg* stämpel*"
    )
    + ")",
    re.IGNORECASE,
)
# What makes even a number with its hyphen something else: only the words right before it.
_CASE = re.compile(
    "(?i:"
    + _any_of(
        f"{_MONEY_AND_MACHINES} dnr d.nr diarie* diarium ärende* mål målnummer* målnr* akt aktnr*"
        " akten *beteckning* *beslut* delegation* *bygglov* lov *protokoll* remiss* yttrande*"
        " anmälan skrivelse* motion* tillstånd* tillsyn* *avtal* kontrakt* case file ritning*"
        " karta plan plannummer plannr"
    )
    + rf"){_NUMBER_OF}(?i: är| har| med| under)?[.:#=]? {{0,2}}"
    r"(?i:nr|nummer|beteckning)?[.:#=]? {0,2}(?:[A-ZÅÄÖ]{1,8}[ /:.-]{1,2})?$"
)
# The short name of a board, as cases are named after it.
_BOARDS = (
    "ks|kf|ksau|mbn|mn|bn|sbn|byn|bun|un|fgn|sn|än|von|aon|kfn|ktn|kn|tn|gn|pn|mhn|msn|srn|vn|rn"
)
_CODE = re.compile(
    r"(?<![A-Za-zÅÄÖåäö])(?<![A-ZÅÄÖ] )"
    rf"(?P<code>[A-ZÅÄÖ]{{2,5}}|(?i:{_BOARDS}))[ /:_-]{{1,2}}$"
)
_SPAN = re.compile(
    "(?:"
    + _any_of(
        "gäll* *avtal* period* *perioden åren mellan från fr.o.m t.o.m tiden löper giltig* mandat*"
        " tjänst* under sedan since from valid"
    )
    + r")[^\d]{0,30}$",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r" ?(?:€|:-|%|‰|°|m²|"
    + _any_of(
        "kr tkr mkr mnkr kronor sek euro eur st stycken m2 m3 kvm km m mm cm ha kwh mwh gwh ton kg"
        " invånare personer timmar årsarbetare ord tecken sidor byte kb mb"
    )
    + ")",
    re.IGNORECASE,
)
# A case number as Finnish municipalities write them: "30/02.02/2022", "113/10.03.01/2021".
_FINNISH_CASE = re.compile(r"\d{1,5}/\d\d(?:\.\d\d){1,3}/(?:19|20)\d\d(?!\d)")
_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-")
_FILE_END = re.compile(r"[^\s]{0,60}?\.[A-Za-z][A-Za-z0-9]{1,4}\b")


def find_identity_numbers(text: str) -> Iterator[IdentityNumber]:
    """Yield the identity numbers of a text with plain signs, certain and likely ones, in order."""
    found = {number.start: number for number in _odd_spellings(text)}
    for number in _fields(text):
        found[number.start] = number
    end = -1
    for start in sorted(found):
        if start >= end:
            yield found[start]
            end = found[start].end


def _fields(text: str) -> Iterator[IdentityNumber]:
    at = 0
    while match := _NUMBER.search(text, at):
        certain = _is_certain(text, match)
        if certain is None:
            at = match.start() + 1
            continue
        at = match.end()
        digits = match["year"] + match["month"] + match["day"] + match["tail"].replace(" ", "")
        yield _number(match.start(), match[0], digits, certain)


def _odd_spellings(text: str) -> Iterator[IdentityNumber]:
    """Yield what is an identity number though its parts are not where they use to be."""
    for match in _SPACED_OUT.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) in (10, 12) and is_right(digits):
            yield _number(match.start(), match[0], digits[-10:], certain=True)
    for match in _MISREAD.finditer(text):
        digits = re.sub(r"\D", "", match[0].translate(_AS_DIGITS))
        if is_right(digits) and sum(map(str.isdigit, match[0])) >= 4:
            yield _number(match.start(), match[0], digits[-10:], certain=True)
    for match in _RESERVE.finditer(text) if "99" in text else ():
        if _said_around(text, match.start(), match.end()) > 0:
            digits = re.sub(r"\D", "", match[0])
            if len(digits) == 12:
                yield _number(match.start(), match[0], digits[-10:], certain=True)
    if "SE" in text:
        for match in _TAX.finditer(text):
            digits = re.sub(r"\D", "", match["number"])
            if is_right(digits):
                yield _number(match.start("number"), match["number"], digits, certain=True)
    if "sista" in text or "siffror" in text or "last four" in text:
        for match in _LAST_FOUR.finditer(text):
            digits = re.sub(r"\D", "", match["date"] + match["tail"])
            if is_right(digits):
                yield _number(match.start(), match[0], digits[-10:], certain=True)
    for match in _GROUPS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if is_right(digits) and _said_around(text, match.start(), match.end()) > 0:
            yield _number(match.start(), match[0], digits[-10:], certain=True)


def find_spoken_numbers(text: str) -> Iterator[IdentityNumber]:
    """Yield the identity numbers that are written in words: "åttioett tolv arton …"."""
    if not may_be_spoken(text):
        return
    for match in _SAID_NUMBER.finditer(text):
        words = re.findall(r"\w+", match[0].casefold())
        digits = "".join(_SAID.get(word, "") for word in words)
        if len(digits) in (10, 12) and is_right(digits):
            written = match[0].rstrip(" ,.+-\n")
            end = match.start() + len(written)
            yield IdentityNumber(match.start(), end, "***", digits[-10:], certain=True)


def may_be_spoken(text: str) -> bool:
    """Return quickly whether enough words for digits follow upon each other, as in few texts."""
    words = text.encode("utf-8", "surrogatepass").translate(_APART).split()
    return _ALL_SAID in bytes(map(_SAID_IN_BYTES.__contains__, words))


def is_right(digits: str) -> bool:
    """Return whether ten or twelve digits are a date and four digits with a right check digit."""
    if len(digits) == 12 and digits[:2] not in ("18", "19", "20"):
        return False
    ten = digits[-10:]
    return len(ten) == 10 and _is_date(ten[2:4], ten[4:6]) and _check_digit_is_right(ten)


def _is_date(month: str, day: str) -> bool:
    is_coordination = 60 <= int(day) <= 91
    return (1 <= int(month) <= 12 and (1 <= int(day) <= 31 or is_coordination)) or (
        month == "00" and is_coordination
    )


def _check_digit_is_right(digits: str) -> bool:
    """Apply the Luhn rule to the ten digits."""
    total = 0
    for at, digit in enumerate(digits):
        product = int(digit) * (2 if at % 2 == 0 else 1)
        total += product // 10 + product % 10
    return total % 10 == 0


def _number(start: int, written: str, digits: str, certain: bool) -> IdentityNumber:
    return IdentityNumber(start, start + len(written), masked_form(written), digits, certain)


def masked_form(written: str) -> str:
    """Return a number as it is written with every sign after the year masked.

    The year is kept so that the place can be found in the document.
    """
    signs = sum(sign.isalnum() for sign in written)
    keep, out = (4 if signs >= 12 else 2), []
    for sign in written:
        if sign.isalnum():
            out.append(sign if keep > 0 else "*")
            keep -= 1
        else:
            out.append(sign)
    return "".join(out)


def _is_certain(text: str, match: re.Match[str]) -> bool | None:
    """Return True for a certain identity number, False for a possible one, None for none."""
    month, day = match["month"], match["day"]
    tail = match["tail"].replace(" ", "")
    if not _is_date(month, day):
        return None
    if _FINNISH_CASE.match(text, match.start()):
        return None
    sign, form = match["sign"].strip(), _date_form(match)
    spaced = match["sign"].startswith(" ")
    hyphen = sign in ("-", "+", "--")
    strict_tail = " " not in match["tail"]
    if not strict_tail and not (form != "iso" and sign in ("-", "+", "/")):
        return None
    if not tail.isdigit():
        return _is_certain_with_letters(text, match, form, sign)
    if match["century"] not in (None, "18", "19", "20"):
        return None
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    after = text[match.end() : match.end() + _AFTER]
    plain = form == "compact" and hyphen and not spaced  # the form that the law describes
    if _is_part_of_more(
        before, after, match, plain=plain, bare=form == "compact" and not match["sign"]
    ):
        return None
    right = _check_digit_is_right(match["year"] + month + day + tail)
    said = _said_around(text, match.start(), match.end())
    if not right:
        if said > 0 and form != "groups":
            return False
        return False if plain and not _is_case(before, match) and said >= 0 else None
    if said > 0:
        return True
    if plain:
        return _plain_is_certain(before, after, match, tail)
    if said < 0 or _is_case(before, match):
        return False
    is_day = int(day) <= 31  # no coordination number is a date of anything else
    year, clock = is_day and _may_be_year(tail, match), is_day and _may_be_clock(tail)
    recent = is_day and _is_recent(match)
    if form == "groups":
        like_a_phone = not match["century"] and match["year"][0] == "0" and not strict_tail
        return sign in ("-", "+", "/") and not year and not like_a_phone
    if form == "iso":
        if hyphen and not spaced:
            return not (year or (recent and _is_in_a_name(before, after)))
        if not sign:
            return not (recent or year) if spaced else not recent
        return not (year or (clock and recent))
    match sign:
        case "":
            if not spaced:
                like_a_phone = match["century"] is None and re.match(r"0[1-9]", match["year"])
                return not (like_a_phone or before[-1:].isalpha())
            return not (recent and (year or clock)) and not re.search(r"\d $", before)
        case "-" | "+" | "--":  # with blanks around it
            return not year
        case "/":
            return not year
        case ".":
            return not re.search(r"(?:[NEXYZ]|\d[.,]\d+[ ,;/]*|[<>±≈]| =)\s*$", before)
        case "_":
            return not (clock and recent)
    return False


def _date_form(match: re.Match[str]) -> str:
    """Return how the date is written: "compact", "iso" (dashes all through) or "groups"."""
    between = {match["a"], match["b"]} | ({match["c"]} - {"", None} if match["century"] else set())
    if between == {""}:
        return "compact"
    return "iso" if between == {"-"} else "groups"


def _is_certain_with_letters(text: str, match: re.Match[str], form: str, sign: str) -> bool | None:
    """Judge an interim or reserve number: it has no check digit, so its form must be exact."""
    tail, century = match["tail"], match["century"]
    if sign not in ("", "-", "+") or " " in match["sign"] or form == "groups":
        return None
    letters = sum(map(str.isalpha, tail))
    if letters > 1 and not century:
        return None
    said = _said_around(text, match.start(), match.end())
    after = text[match.end() : match.end() + 1]
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if said > 0:
        return True
    if not tail.isupper() or after.isalnum() or re.search(r"[A-Za-z0-9]-?$", before[-2:]):
        return None
    if said < 0 or _is_case(before, match) or _UUID.match(text, match.start()):
        return False if sign else None
    if sign or (century and form == "compact" and tail[0] != "T"):
        return True
    return False if form == "compact" and tail[0] in "TRSUWXJKLMN" else None


def _is_part_of_more(
    before: str, after: str, match: re.Match[str], *, plain: bool, bare: bool
) -> bool:
    """Return whether a run stands in a longer number, a code or a sum."""
    last, next_ = before[-1:], after[:1]
    if plain:
        if re.match(r":\d", after) or (after[:1] == "-" and _UUID.match(match[0] + after)):
            return True
        return bool(re.search(r"[0-9a-fA-F]{4}-$", before) and re.match(r"-[0-9a-fA-F]{4}", after))
    if re.match(r"[-–/.:,]\d", after) or re.search(r"\d[-–.:,]$", before):
        return not (bare and re.match(r"[,/]\d{6}", after)) and not (
            bare and re.search(r"\d{4},$", before)
        )
    if bare:
        if last == "+" or next_.isalpha():
            return True
        # The digits of a hash stand among letters up to f.
        if last.isalpha() and not re.search(r"(?i)[g-zåäö][a-zåäö]*$", before[-14:]):
            return True
    elif match["sign"].strip() in ("", ".", ",") and _UNITS.match(after):
        return True
    if match["sign"].strip() == "" and not bare:
        return bool(re.match(r" \d", after)) or bool(re.match(r"[.:,]?\d", after))
    return False


def _plain_is_certain(before: str, after: str, match: re.Match[str], tail: str) -> bool:
    """Judge `811218-9876` with its right check digit: certain, unless it stands as another."""
    if _is_case(before, match):
        return False
    if re.search(r"\d[-./:]$", before) or re.match(r"-\d{3}", after):
        return False
    if _may_be_year(tail, match) and _SPAN.search(before):
        return False
    # 20240123-0830.jpg
    return not (
        match["century"]
        and _is_recent(match)
        and _may_be_clock(tail)
        and _is_in_a_name(before, after)
    )


def _is_case(before: str, match: re.Match[str]) -> bool:
    """Return whether what stands right before says that it is the number of a case."""
    if _CASE.search(before):
        return True
    code = _CODE.search(before)
    if (
        code is None
        or _PERSON.fullmatch(code["code"])
        or code["code"] in ("PNR", "NR", "ID", "SAM")
    ):
        return False
    # No case of the years between has a number in this form; a person has.
    return bool(match["century"]) or not 46 <= int(match["year"]) <= 89


def _said_around(text: str, start: int, end: int) -> int:
    """Return 1 where the nearest words speak of a person's number, -1 of another, else 0."""
    before = text[max(0, start - _BEFORE) : start]
    # What stands before another number speaks of that one.
    cut = max((m.end() for m in re.finditer(r"\d{4,}[^\d]", before)), default=0)
    after = re.split(r"\d{4}|[.!?] [A-ZÅÄÖ]", text[end : end + _AFTER], maxsplit=1)[0]
    near: list[tuple[int, int]] = []
    for words, said in ((_PERSON, 1), (_OTHER, -1)):
        behind = list(words.finditer(before, cut))
        if behind:
            near.append((len(before) - behind[-1].end(), said))
        ahead = (words if said < 0 else SPEAKS_OF_A_PERSON).search(after)
        if ahead and (said < 0 or ahead.start() < 16):
            near.append((ahead.start() + 8, said))
    return min(near, key=lambda one: (one[0], -one[1]))[1] if near else 0


def _is_recent(match: re.Match[str]) -> bool:
    """Return whether the date may be that of a file or a meeting (1995 and later)."""
    year = int(match["year"])
    century = match["century"]
    return (
        year >= 95
        if century == "19"
        else century == "20" or (century is None and not 46 <= year < 95)
    )


def _may_be_year(tail: str, match: re.Match[str]) -> bool:
    """Return whether the last four digits may be the year that a span of time ends in."""
    century = match["century"] or ("20" if int(match["year"]) < 46 else "19")
    return 0 <= int(tail) - int(century + match["year"]) <= 100


def _may_be_clock(tail: str) -> bool:
    return int(tail[:2]) < 24 and int(tail[2:]) < 60


def _is_in_a_name(before: str, after: str) -> bool:
    """Return whether a number stands in the name of a file or in an address."""
    return bool(re.search(r"[\w)][-_./]$|/$", before)) or bool(_FILE_END.match(after))
