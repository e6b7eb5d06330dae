"""A text as a reader sees its digits, with the place in the text that each sign came from.

A number may be broken by markup, entities, invisible characters or line ends, and written with
the digits of other scripts; none of that hides it from whoever reads the page.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_PLUSES = "\ufe62\uff0b\u207a"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_UNSEEN = re.compile(
    r"(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});)"
    r"|(?P<percent>%[0-9A-Fa-f]{2})"
    r"|\]\([^()\n]{0,2000}\)"  # where a Markdown link leads
    r"|<!--.{0,2000}?-->|</?[A-Za-z][^<>]{0,2000}>"
    rf"|\\(?=[^\w\s])|\\?[*`~\[\]{_INVISIBLE}]|\\_|(?<![^\W_])_+|_+(?![^\W_])"
    r"|(?P<blank>\\?\s+)",
    re.DOTALL,
)
_BLANKED = re.compile(f"[{_INVISIBLE}]")
UNSEEN_IN_WORDS = re.compile(rf"[*`~\[\]\\_{_INVISIBLE}]")
_SIX = re.compile(r"(?:\d[^\d]{0,12}){6}")
_NEAR = 200
_FAR = 2200
"""Characters read after a hint: what stands beside a number, or hides between its halves."""

# Ten digits with little but signs between them, or a digit before what may hide more.
# Or six digits and letters, or letters that are read as digits.
_HINT = re.compile(
    r"\d(?:[\W_]{0,12}\d){9}|\d[\\]?[&\]<%]"
    r"|\d(?:[\W_]{0,3}\d){5}[\W_]{0,6}[A-Za-z]{1,3}\d|(?<![0-9A-Za-z])[\dOoIl]{6,8}[-+\u2010-\u2015][\dOoIl]{4}"
)
# Raised, lowered and circled digits, which no pattern takes for digits.
_SMALL_DIGITS = re.compile(
    "[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea"
    "\u2776-\u277e\u2780-\u2788]"
)
_LAST = re.compile(r"\d(?=[^\d]{1,60}?(?:sista|siffror|last four))")
ASIDE = re.compile(r"\]\([^()\n]{0,2000}\)|<!--.{0,2000}?-->|</?[A-Za-z][^<>]{0,2000}>", re.DOTALL)


class _PlainSigns(dict[int, int]):
    """Digits of any script and the many dashes as ASCII, found out when first met."""

    def __missing__(self, code: int) -> int:
        sign = chr(code)
        plain = code
        if sign in _DASHES:
            plain = ord("-")
        elif sign in _PLUSES:
            plain = ord("+")
        elif code > 127:
            digit = unicodedata.digit(sign, None)
            plain = code if digit is None else ord("0") + digit
        self[code] = plain
        return plain


PLAIN = _PlainSigns()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text with plain digits, dashes and blanks, and where each sign stood."""

    text: str
    origins: Sequence[int]


def stretches_with_digits(text: str) -> Iterator[Stretch]:
    """Yield the stretches where ten digits may read as one number, with what stands around.

    Most texts have none, and most of a text is passed over.
    """
    if not text.isascii() and _SMALL_DIGITS.search(text):
        text = _SMALL_DIGITS.sub(lambda sign: str(unicodedata.digit(sign[0])), text)
    start = end = -1
    hints: Iterable[re.Match[str]] = _HINT.finditer(text)
    if "sista" in text or "siffror" in text or "last four" in text:
        hints = sorted([*hints, *_LAST.finditer(text)], key=lambda hint: hint.start())
    for match in hints:
        more = _FAR if match[0][-1] in "&]<%" else _NEAR
        if match.start() - _NEAR > end >= 0:
            yield _as_read(text, start, end)
            start = -1
        start = _between_words(text, match.start() - _NEAR) if start < 0 else start
        end = max(end, match.end() + more)
    if start >= 0:
        yield _as_read(text, start, end)


def asides_with_digits(text: str) -> Iterator[Stretch]:
    """Yield what stands in tags, comments and goals of links, which a reader does not see."""
    for match in ASIDE.finditer(text):
        if _SIX.search(match[0]):
            yield _as_read(text, match.start() + 1, match.end() - 1)


def _between_words(text: str, at: int) -> int:
    """Return a place at or before `at` that is not inside a number; very long ones are cut."""
    at = max(at, 0)
    stop = max(at - _NEAR, 0)
    while at > stop and text[at - 1].isdigit():
        at -= 1
    return at


def _as_read(text: str, start: int, end: int) -> Stretch:
    parts: list[str] = []
    origins: list[int] = []
    end = min(end, len(text))
    for match in _UNSEEN.finditer(text, start, end):
        parts.append(text[start : match.start()])
        origins.extend(range(start, match.start()))
        if match["entity"]:
            shown = html.unescape(match[0])
        elif match["percent"]:
            sign = chr(int(match[0][1:], 16))
            shown = sign if sign.isascii() and sign.isprintable() else match[0]
        else:
            shown = match["blank"] or ""
        if shown:
            shown = " " if shown.strip("\\").isspace() else _BLANKED.sub("", shown)
        parts.append(shown)
        origins.extend([match.start()] * len(shown))
        start = match.end()
    parts.append(text[start:end])
    origins.extend(range(start, end))
    return Stretch("".join(parts).translate(PLAIN), origins)
