"""A quick look for identity numbers, as few of very many texts need a closer one.

Every number of which `find_numbers` is certain is seen here too, however it is written; most of
what is seen is none. Signs that may stand in a number are dropped at once, so the look costs a
few passes over the text in C. What a number is stands in `identity_numbers`: here is only what
all its forms have in common. tests/personal_data/test_quick_look.py compares the two.
"""

from __future__ import annotations

import html
import operator
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from minutes_archive.personal_data.identity_numbers import (
    PERSON_WORDS,
    SPEAKS_OF_A_PERSON,
    may_be_spoken,
)
from minutes_archive.personal_data.visible_digits import ASIDE, PLAIN, UNSEEN_IN_WORDS

_ASCII = bytes(range(128))
_BLANKS = b"\t\n\r\v\f\x1c\x1d\x1e\x1f"
_UNSEEN = b"\\*`~[]"
"""What a reader does not see in Markdown: dropped, so that digits meet."""
_TO_BLANKS = bytes.maketrans(_BLANKS, b" " * len(_BLANKS))
_IN_GROUPS = b" .-+/"
"""What may stand between the digits of a number in whatever groups."""
_NO_DIGITS = bytes.maketrans(b"0123456789", b" " * 10)
_ONLY_DIGITS = bytes(code if 48 <= code < 58 else 32 for code in range(256))

# First a text is compared without patterns, which costs a tenth of them: digits that nothing but
# signs stand between are put together, or every sign is replaced by what it could be in a number.
_IN_ROWS = b" -+/.,:;=()'_" + _BLANKS + _UNSEEN
_CLASSES = bytes(
    48 if 48 <= code < 58 else 97 if chr(code).isalpha() and code < 128 else 32
    for code in range(256)
)
_LETTERS_AFTER_DATE = (b"000000a000", b"000000aa00", b"000000aaa0")
_LIKE_DIGITS = bytes(
    48 if 48 <= code < 58 or code in b"OoIl" else 45 if code in b"-+" else 32 for code in range(256)
)
_MISREAD_DIGITS = b"000000-0000"

_DATE = rb"(\d\d)(?:[-./]| *+)(0\d|1[0-2])(?:[-./]| *+)(0[1-9]|[12]\d|3[01]|[6-8]\d|9[01])"
_NUMBER = re.compile(
    _DATE + rb" *+[-+/.,:;=()'_]{0,2} *+(\d) *+(\d) *+(\d) *+(\d)(?:(?!\d)|(?=01(?!\d)))"
)
# One at the edge of a word is a sign of Markdown, too.
_NEAR_A_NUMBER = re.compile(rb"_(?:(?<![A-Za-z]_)|(?![A-Za-z]))")
# Markdown leaves it where it stands there.
_BEFORE_A_DIGIT = re.compile(rb"\\(?=\d)")
_EDGES_OF_WORDS = re.compile(rb"_+(?![0-9A-Za-z\x80-\xff])|(?<=[^0-9A-Za-z\x80-\xff_])_+")
# As the law describes it; all others are part of something more where a sign and a digit follow.
_PLAIN_FORM = re.compile(rb"\d{6}(?:[-+]|--) *+\d *+\d *+\d *+\d")
_GOES_ON = re.compile(rb"[-/.:,]\d")
_LETTERED = re.compile(
    rb"\d\d-?(?:0\d|1[0-2])-?(?:[0-3]\d|[6-9]\d)[-+]?"
    rb"([A-Za-z]\d{3}|[A-Za-z]{2}\d\d|[A-Za-z]{3}\d)(?!\d)"
)
_SPACED_OUT = re.compile(rb"\d(?: ++|[.-])\d(?: ++|[.-])\d(?: ++|[.-])\d(?: ++|[.-])\d")
_MISREAD = re.compile(rb"[-+](?<=[0-9OoIl]{6}[-+])[0-9OoIl]{4}")
_AS_DIGITS = bytes.maketrans(b"OoIl", b"0011")
_LAST_FOUR = re.compile(
    rb"\d\d-?\d\d-?\d\d\D{0,400}?(?:sista|tsiffror|lsiffror|last four)\D{0,400}\d{4}", re.IGNORECASE
)
_LAST_WORDS = (b"sista", b"tsiffror", b"Tsiffror", b"lsiffror", b"Lsiffror", b"last four")
_RESERVE = re.compile(rb"99(?:19|20)\d{8}")
_LONG = re.compile(rb"\d{10,}")
_TEN = re.compile(rb"(?=(\d\d(?:0\d|1[0-2])(?:0[1-9]|[12]\d|3[01]|[6-8]\d|9[01])\d{4}))")
_PERCENT = re.compile(rb"%[0-9A-Fa-f]{2}")
_TERMS = tuple(
    [sum(divmod((digit - 48) * (2 - place % 2), 10)) for digit in range(58)] for place in range(10)
)


def may_hold_number(text: str, *, is_part: bool = False) -> bool:
    """Return whether a text may hold an identity number that `find_numbers` is certain of.

    `is_part` tells that the text stands beside others, which may say whose number it is.
    """
    if may_be_spoken(text):
        return True
    return any(_may_hold(part, is_part=is_part) for part in _parts(text))


def may_end_elsewhere(text: str) -> bool:
    """Return whether a text speaks of last digits, which may stand beside it."""
    return any(word.decode() in text for word in _LAST_WORDS)


def may_speak_of_a_person(text: str) -> bool:
    """Return whether a text has words by which digits beside it are the number of a person."""
    readings = [part.encode("utf-8", "surrogatepass") for part in _parts(text)]
    return _speaks_of_a_person(*readings, *map(_with_plain_signs, readings))


def _parts(text: str) -> Iterator[str]:
    """Yield a text without what stands in tags, comments and goals of links, and each of these."""
    parts = [text]
    if "<" in text or "](" in text:
        asides = (aside for aside in ASIDE.findall(text) if any(map(str.isdigit, aside)))
        parts = [ASIDE.sub("", part) for part in (text, *(aside[1:-1] for aside in asides))]
    yield from parts
    yield from (html.unescape(part) for part in parts if "&" in part)


def _may_hold(text: str, *, is_part: bool) -> bool:
    readings = [text.encode("utf-8", "surrogatepass")]
    if "%" in text and _PERCENT.search(readings[0]):
        readings.append(unquote_to_bytes(readings[0]))
    if "\\" in text and _BEFORE_A_DIGIT.search(readings[0]):
        readings.append(_BEFORE_A_DIGIT.sub(b"|", readings[0]))
    for reading in map(_with_plain_signs, tuple(readings)):
        if _is_number(reading, is_part=is_part):
            return True
        if b"_" in reading and _NEAR_A_NUMBER.search(reading):
            edges = _EDGES_OF_WORDS.sub(b"", reading), reading.replace(b"_", b"")
            if any(_is_number(without, is_part=is_part) for without in edges):
                return True
    return False


def _with_plain_signs(data: bytes) -> bytes:
    if data.isascii():
        return data
    for sign in set(data.translate(None, _ASCII).decode("utf-8", "replace")):
        plain = _plain(sign)
        if plain != sign:
            data = data.replace(sign.encode(), plain.encode())
    return data


def _is_number(written: bytes, *, is_part: bool) -> bool:
    data = written.translate(_TO_BLANKS, _UNSEEN)
    rows = {row for row in data.translate(_ONLY_DIGITS, _IN_ROWS).split() if len(row) > 9}
    if any(map(_may_be_one, rows)) and _is_of_ten_digits(written, data, is_part=is_part):
        return True
    if _MISREAD_DIGITS in data.translate(_LIKE_DIGITS):
        for misread in _MISREAD.finditer(data):
            at = misread.start()
            if _has_right((data[at - 6 : at] + data[at + 1 : at + 5]).translate(_AS_DIGITS)):
                return True
    if any(map(data.__contains__, _LAST_WORDS)) and (is_part or _LAST_FOUR.search(data)):
        return True
    classes = data.translate(_CLASSES, b"-+")
    may_be_lettered = any(map(classes.__contains__, _LETTERS_AFTER_DATE))
    return may_be_lettered and _is_lettered(written, data, is_part=is_part)


@lru_cache(maxsize=16_384)
def _may_be_one(row: bytes) -> bool:
    return _has_right(row) or bool(_RESERVE.search(row))


def _is_of_ten_digits(written: bytes, data: bytes, *, is_part: bool) -> bool:
    at = 0
    while found := _NUMBER.search(data, at):
        if _is_right(b"".join(found.groups())) and not _is_part_of_more(data, found):
            return True
        at = found.start() + 1
    runs = _LONG.findall(data.translate(_ONLY_DIGITS, _IN_GROUPS))
    is_right = any(map(_has_right, runs))
    if is_right and _SPACED_OUT.search(data):
        return True
    may_be_one = is_right or (b"99" in data and any(map(_RESERVE.search, runs)))
    return may_be_one and (is_part or _speaks_of_a_person(written, data))


@lru_cache(maxsize=16_384)
def _has_right(run: bytes) -> bool:
    """Return whether ten digits of a row are a date and four with a right check digit."""
    return any(map(_is_right, _TEN.findall(run)))


def _plain(sign: str) -> str:
    """Return a sign beyond ASCII as identity_numbers sees it: a digit, a dash, a blank, nothing."""
    if sign.isspace():
        return " "
    if UNSEEN_IN_WORDS.match(sign):
        return ""
    return "=" if sign in "\u00b7\u2022" else chr(PLAIN[ord(sign)])


def _is_part_of_more(data: bytes, found: re.Match[bytes]) -> bool:
    """Return whether digits are a part of a longer number or a digest, whatever stands around."""
    before = data[max(found.start() - 3, 0) : found.start()]
    if len(before) - len(before.rstrip(b"0123456789")) not in (0, 2):
        return True
    if found[0].isdigit():
        is_apart = before[-1:] in (b" ", b"-")
        return data[found.end() : found.end() + 1].isalpha() and not is_apart
    return bool(_GOES_ON.match(data, found.end())) and not _PLAIN_FORM.fullmatch(found[0])


def _is_lettered(written: bytes, data: bytes, *, is_part: bool) -> bool:
    """Return whether an interim or reserve number may be there: small letters only after a word."""
    at, some = 0, False
    while found := _LETTERED.search(data, at):
        if found[1].isupper():
            return True
        at, some = found.start() + 1, True
    return some and (is_part or _speaks_of_a_person(written, data))


def _speaks_of_a_person(*readings: bytes) -> bool:
    return any(map(tells_of_birth, readings)) or any(map(has_word_of_a_person, readings))


def tells_of_birth(data: bytes) -> bool:
    """Return whether "f." or "f" stands alone before something: "f. 811218".

    It is no end of a digest such as "a5f 9d".
    """
    folded = data.lower().translate(_TO_BLANKS)
    for born in (b"f ", b"f.", b"f:"):
        at = folded.find(born)
        while at >= 0:
            before = folded[at - 1 : at]
            if not (before.isalnum() or before == b"_" or before >= b"\x80"):
                return True
            at = folded.find(born, at + 1)
    return False


def has_word_of_a_person(data: bytes) -> bool:
    """Return whether a text holds what SPEAKS_OF_A_PERSON finds, digits aside.

    That pattern costs milliseconds over a page; so it is asked only where the stem of one of its
    words stands, which is found in C.
    """
    plain = b" ".join(data.translate(_NO_DIGITS).split())
    folded = plain.lower()
    for stem in _STEMS:
        at = folded.find(stem)
        while at >= 0:
            around = plain[max(at - _AROUND_STEM, 0) : at + _AROUND_STEM]
            if SPEAKS_OF_A_PERSON.search(around.decode("utf-8", "replace")):
                return True
            at = folded.find(stem, at + 1)
    return False


def _stems(words: str) -> tuple[bytes, ...]:
    """Return parts of words, one of which stands in every text that one of them is found in."""
    longest = {max(re.split(r"[*_]", word)[::-1], key=len) for word in words.split()}
    least = {stem for stem in longest if not any(o in stem and o != stem for o in longest)}
    written = {form.encode().lower() for stem in least for form in (stem, stem.upper())}
    return tuple(sorted(written))


_STEMS = _stems(PERSON_WORDS)
_AROUND_STEM = 40
"""More bytes than there are in any of these words, before its stem or after."""


def _is_right(ten: bytes) -> bool:
    """Apply the Luhn rule to ten digits; month 00 is that of coordination numbers only."""
    if ten[2:4] == b"00" and ten[4:5] < b"6":
        return False
    return sum(map(operator.getitem, _TERMS, ten)) % 10 == 0
