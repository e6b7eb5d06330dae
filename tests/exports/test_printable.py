"""What no reader of XML can take is left out; everything else stays."""

from __future__ import annotations

from minutes_archive.exports.printable import one_line, printable


def test_drops_what_xml_forbids() -> None:
    assert printable("a\x00b\x0bc\x1bd\ufffee\uffff") == "abcde"


def test_keeps_text() -> None:
    text = "Åtgärd ”1”\t\n\u2028\u00a0\U0001f600"
    assert printable(text) == text


def test_one_line() -> None:
    assert one_line("  Att\x07 \n\n besluta\t nu ") == "Att besluta nu"
