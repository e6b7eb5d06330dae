"""The manifest lists every file; `verify` tells each difference; two builds are the same."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from built_site import copy_small, surroundings
from minutes_archive.commandline.commands import main
from minutes_archive.publishing.manifest import MANIFEST
from trust.sites import INVENTED, ROOT


def test_the_manifest_lists_every_file_with_its_hash(invented_site: Path) -> None:
    files = json.loads((invented_site / MANIFEST).read_text(encoding="utf-8"))["files"]
    present = {
        path.relative_to(invented_site).as_posix(): path
        for path in invented_site.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    assert list(files) == sorted(present)
    for name, path in present.items():
        data = path.read_bytes()
        assert files[name] == {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def test_originals_are_copied_byte_for_byte_with_their_hash_on_the_page(
    invented_site: Path,
) -> None:
    original = (INVENTED / "styrgruppen/2022/2022-02-03.txt").read_bytes()
    folder = invented_site / "moten/styrgruppen/2022-02-03"
    assert (folder / "2022-02-03.txt").read_bytes() == original
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert hashlib.sha256(original).hexdigest() in page


def test_verify_tells_each_difference(
    invented_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = Path(shutil.copytree(invented_site, tmp_path / "copy"))
    assert main(["verify", str(copy)]) == 0
    (copy / "om/index.html").unlink()
    (copy / "new.txt").write_text("x")
    page = (copy / "index.html").read_bytes()
    (copy / "index.html").write_bytes(page[:-1] + bytes([page[-1] ^ 1]))
    capsys.readouterr()
    assert main(["verify", str(copy)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[:3] == [
        "index.html är ändrad",
        "new.txt hör inte dit",
        "om/index.html saknas",
    ]
    assert main(["verify", str(invented_site), "--manifest", str(copy / MANIFEST)]) == 0


@pytest.mark.parametrize("text", ["", "[]", '{"files": {"a": 1}}', '{"files": []}'])
def test_a_broken_manifest_is_told(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(tmp_path / "nowhere")]) == 2
    assert main(["verify", str(tmp_path)]) == 1
    (tmp_path / MANIFEST).write_text(text)
    assert main(["verify", str(tmp_path)]) == 1
    assert "går inte att läsa" in capsys.readouterr().err


def test_two_builds_with_an_address_are_byte_identical(tmp_path: Path) -> None:
    """Another day, zone, locale, hash seed, working folder, and files made in another order."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    text = text.replace("docs_dir: docs", f"docs_dir: {ROOT}/docs")
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_url: https://arkiv.example/under/\n{text}", encoding="utf-8")
    source = copy_small(tmp_path / "source")
    manifests = []
    for turn in range(2):
        minutes = tmp_path / f"minutes{turn}"
        files = sorted(path for path in source.rglob("*") if path.is_file())
        for path in reversed(files) if turn else files:
            target = minutes / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
            os.utime(target, (turn * 10**8, turn * 10**9))
        run = (
            "import sys, time; real = time.time; "
            f"time.time = lambda: real() + {turn} * 40_000_000; "
            "from minutes_archive.commandline.commands import main; sys.exit(main(sys.argv[1:]))"
        )
        environment = surroundings(
            PYTHONHASHSEED=str(turn + 1),
            TZ=("UTC", "Pacific/Auckland")[turn],
            LC_ALL=("C", "C.UTF-8")[turn],
        )
        site = tmp_path / f"site{turn}"
        places = ["--minutes", str(minutes), "--site-dir", str(site), "--config", str(config)]
        subprocess.run(
            [sys.executable, "-c", run, "build", *places],
            env=environment,
            check=True,
            capture_output=True,
        )
        manifests.append((site / MANIFEST).read_bytes())
    assert manifests[0] == manifests[1]
