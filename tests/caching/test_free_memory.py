"""Free memory is given back where the C library can, and nothing happens where it cannot."""

from __future__ import annotations

import ctypes
import sys

import pytest

from minutes_archive.caching import free_memory
from minutes_archive.caching.free_memory import give_back_free_memory


class Library:
    """A C library with the functions given."""

    def __init__(self, **functions: object) -> None:
        self.__dict__.update(functions)


def test_it_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _: Library(malloc_trim=kept.append))
    give_back_free_memory()
    assert kept == [0]


def test_another_c_library_or_system_is_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _: Library())
    give_back_free_memory()
    monkeypatch.setattr(free_memory.sys, "platform", "win32")
    monkeypatch.delattr(ctypes, "CDLL")
    give_back_free_memory()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep it")
def test_the_real_one_can_be_called() -> None:
    give_back_free_memory()
