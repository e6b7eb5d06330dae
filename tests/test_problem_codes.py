"""Every problem code of the source is documented, and every documented code exists."""

from __future__ import annotations

import ast
import re
from collections import Counter

from built_site import ROOT

CODE = re.compile(r"[EW]\d{3}")
PAGE = (ROOT / "docs" / "dev" / "problems.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([EW]\d{3}) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)


def codes_of_the_source() -> set[str]:
    """Return every string of the source that is a code, in whatever call it stands."""
    files = (ROOT / "plugins").rglob("*.py")
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)}


def test_documentation_and_source_name_the_same_codes() -> None:
    assert {code for code, _, _ in ROWS} == codes_of_the_source()


def test_each_code_is_documented_once_with_cause_and_cure() -> None:
    assert [code for code, count in Counter(code for code, _, _ in ROWS).items() if count > 1] == []
    assert all(cause.strip() and cure.strip() for _, cause, cure in ROWS)
    assert len(ROWS) == len(re.findall(r"^\| [EW]\d{3} ", PAGE, re.MULTILINE))
