"""A text as a reader sees its digits, with the place in the text that each sign came from.

A number may be broken by markup, entities, invisible characters or line ends, and written with
the digits of other scripts; none of that hides it from whoever reads the page.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_PLUSES = "\ufe62\uff0b\u207a"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_UNSEEN = re.compile(
    r"(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});)"
    r"|\]\([^()\n]{0,2000}\)"  # where a Markdown link leads
    r"|<!--.{0,2000}?-->|</?[A-Za-z][^<>]{0,2000}>"
    rf"|\\(?=[^\w\s])|\\?[*_`~\[\]{_INVISIBLE}]"
    r"|(?P<blank>\\?\s+)",
    re.DOTALL,
)
_BLANKED = re.compile(f"[{_INVISIBLE}]")
# Ten digits with little but signs between them, or a digit before what may hide more.
_HINT = re.compile(r"\d(?:[\W_]{0,12}\d){9}|\d[\\]?[&\]<]")


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


_PLAIN = _PlainSigns()


def may_hold_a_number(text: str) -> bool:
    """Tell quickly whether a text could hold ten digits that read as one number."""
    return _HINT.search(text) is not None


def as_read(text: str) -> tuple[str, Sequence[int]]:
    """Return a text with plain digits, dashes and blanks, and where each of its signs stood."""
    parts: list[str] = []
    origins: list[int] = []
    end = 0
    for match in _UNSEEN.finditer(text):
        parts.append(text[end : match.start()])
        origins.extend(range(end, match.start()))
        shown = html.unescape(match[0]) if match["entity"] else match["blank"] or ""
        if shown:
            shown = " " if shown.strip("\\").isspace() else _BLANKED.sub("", shown)
        parts.append(shown)
        origins.extend([match.start()] * len(shown))
        end = match.end()
    parts.append(text[end:])
    origins.extend(range(end, len(text)))
    return "".join(parts).translate(_PLAIN), origins
