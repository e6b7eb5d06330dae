"""The host that pages are measured on: compressed bodies, the site's own headers, a memory."""

from __future__ import annotations

import gzip
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from benchmarks.web_host import PAINTED, Sent, hosted

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


def test_scripts_can_wait_until_the_page_has_been_seen(folder: Path) -> None:
    with hosted(folder, scripts_last=True) as host, ThreadPoolExecutor() as readers:
        urllib.request.urlopen(host.address + "beslut/").read()
        script = readers.submit(urllib.request.urlopen, f"{host.address}kod.js")
        done, _ = wait([script], timeout=0.1)
        assert not done
        urllib.request.urlopen(host.address + PAINTED).close()
        with script.result() as answer:
            assert answer.read()
            assert answer.headers["Cache-Control"] == "no-store"
