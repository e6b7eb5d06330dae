"""Numbers as bytes: variable-length integers, and rising lists as differences."""

from __future__ import annotations

from collections.abc import Iterable
from operator import sub


def varints(values: Iterable[int]) -> bytes:
    """Return the numbers, seven bits a byte, low bits first; the top bit says more follows."""
    listed = values if isinstance(values, list) else list(values)
    try:
        packed = bytes(listed)
    except ValueError:  # one is above 255
        pass
    else:
        # Seven bits are ASCII: the quickest way to see that no number needs a second byte.
        if packed.isascii():
            return packed
    out = bytearray()
    for value in listed:
        while value > 0x7F:
            out.append(value & 0x7F | 0x80)
            value >>= 7
        out.append(value)
    return bytes(out)


def differences(rising: Iterable[int]) -> list[int]:
    """Return the first number and the steps between the numbers of a rising list."""
    listed = list(rising)
    return listed[:1] + list(map(sub, listed[1:], listed))


def front_coded(words: Iterable[str]) -> str:
    """Return sorted words, each as what it shares with the one before (base 36) and the rest."""
    coded = []
    before = ""
    for word in words:
        shared = 0
        limit = min(len(before), len(word), 35)
        while shared < limit and before[shared] == word[shared]:
            shared += 1
        coded.append("0123456789abcdefghijklmnopqrstuvwxyz"[shared] + word[shared:])
        before = word
    return " ".join(coded)
