"""The host that pages are measured on: compressed bodies, the site's own headers, a memory."""

from __future__ import annotations

import gzip
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from benchmarks.web_host import Sent, hosted

TEXT = "Att godkänna förslaget. " * 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "beslut").mkdir()
    (tmp_path / "beslut" / "index.html").write_text(TEXT, encoding="utf-8")
    (tmp_path / "404.html").write_text("Finns inte", encoding="utf-8")
    (tmp_path / "kod.js").write_text("1", encoding="utf-8")
    (tmp_path / "bild.png").write_bytes(bytes(200))
    (tmp_path / "_headers").write_text("/*\n  X-Frame-Options: DENY\n/data/*\n  X-Data: 1\n")
    return tmp_path


def test_text_is_sent_compressed_and_remembered(folder: Path) -> None:
    with hosted(folder) as host, urllib.request.urlopen(f"{host.address}beslut/?q=x") as answer:
        body = answer.read()
        headers = dict(answer.headers)

    assert gzip.decompress(body).decode() == TEXT
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["X-Frame-Options"] == "DENY"
    assert "X-Data" not in headers
    assert host.sent == [Sent("beslut/", len(TEXT.encode()), len(body))]


@pytest.mark.parametrize(("compress", "file"), [(False, "beslut/"), (True, "bild.png")])
def test_pictures_and_all_else_on_a_plain_host_are_sent_as_they_are(
    folder: Path, compress: bool, file: str
) -> None:
    with (
        hosted(folder, compress=compress) as host,
        urllib.request.urlopen(host.address + file) as answer,
    ):
        assert "Content-Encoding" not in answer.headers
        assert len(answer.read()) in (len(TEXT.encode()), 200)


@pytest.mark.parametrize("path", ["nowhere/", "../../../../../../../etc/hostname"])
def test_what_is_not_in_the_site_is_not_found(folder: Path, path: str) -> None:
    with hosted(folder) as host, pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(host.address + path)
    assert refused.value.code == 404
    assert refused.value.read() == b"Finns inte"


def test_scripts_can_come_late(folder: Path) -> None:
    with hosted(folder, late=0.2) as host:
        start = time.perf_counter()
        urllib.request.urlopen(f"{host.address}kod.js").read()
    assert time.perf_counter() - start >= 0.2
