"""What the system says of a file is said in words, and of the file that is to blame."""

from __future__ import annotations

import errno
import os

import pytest

from minutes_archive.commandline.terminal import reason, talk
from minutes_archive.language.problem_words import choose
from minutes_archive.language.system_errors import _WORDS, file_of, reason_of


@pytest.mark.parametrize("number", sorted(_WORDS))
def test_no_reason_that_has_words_is_given_in_the_systems(number: int) -> None:
    assert reason_of(OSError(number, os.strerror(number))) != os.strerror(number)


@pytest.mark.parametrize(
    ("number", "blamed"), [(errno.ENOSPC, "ny.yml"), (errno.EACCES, "gammal.yml")]
)
def test_a_full_disk_is_no_fault_of_the_file_that_was_read(number: int, blamed: str) -> None:
    assert file_of(OSError(number, "x", "gammal.yml", None, "ny.yml")) == blamed


def test_the_terminal_says_the_file_and_the_reason_in_its_language() -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "a.yml")
    try:
        talk("en", quiet=False)
        assert reason(full) == "a.yml: the disk is full"
    finally:
        talk("sv", quiet=False)
        choose("")
    assert reason(full) == "a.yml: disken är full"


def test_what_has_no_words_is_given_as_the_system_says_it() -> None:
    assert reason_of(OSError(errno.EPIPE, "Broken pipe")) == "Broken pipe"
    assert reason_of(OSError("av programmet självt")) == "av programmet självt"
    assert reason_of(OSError()) == "systemet svarade med fel OSError"
