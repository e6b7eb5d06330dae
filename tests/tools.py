"""Programs that some tests need beside Python's packages."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def without(what: str) -> NoReturn:
    """Skip a test because a program is missing; where CI runs it, a hole is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}: CI must have it, see .ci/run")
    pytest.skip(what)
