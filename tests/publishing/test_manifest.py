"""The manifest by value: its text, what is read of it, and how a copy differs from it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from minutes_archive.publishing.manifest import (
    ManifestError,
    compare_with_manifest,
    manifest_text,
    prefix_of_manifest,
    read_manifest,
    served_paths,
    site_files,
)

TEXT = """{"format": 1, "prefix": "arkiv/", "files": {
"a.html": {"bytes": 1, "sha256": "aa"},
"å b.txt": {"bytes": 20, "sha256": "bb"}
}}
"""
ENTRIES = {"å b.txt": (20, "bb"), "a.html": (1, "aa")}


def entry(content: bytes) -> tuple[int, str]:
    return len(content), hashlib.sha256(content).hexdigest()


def fill(folder: Path, *names: str) -> Path:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    return folder


def test_one_line_for_each_file_below_the_first(tmp_path: Path) -> None:
    assert manifest_text(ENTRIES, "arkiv/") == TEXT
    assert manifest_text({}) == '{"format": 1, "files": {\n\n}}\n'
    file = tmp_path / "manifest.json"
    file.write_text(TEXT, encoding="utf-8")
    assert read_manifest(file) == ENTRIES


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        (TEXT, "arkiv/"),
        (manifest_text(ENTRIES), ""),
        (manifest_text({}), ""),
        (TEXT.replace("\n", "\r\n"), "arkiv/"),
        (TEXT.replace("1", "12", 1), "arkiv/"),
        ("", None),
        ("{}", None),
        ("\n" + TEXT, None),
        (" " + TEXT, None),
        ('{"format": 1, "files": {}}', None),
        (TEXT.replace("arkiv", "a\\q"), None),
        (TEXT.replace("arkiv", "a" * 1900), "a" * 1900 + "/"),
        (TEXT.replace("arkiv", "a" * 2000), None),
    ],
)
def test_the_first_line_tells_the_prefix(tmp_path: Path, text: str, prefix: str | None) -> None:
    (tmp_path / "m").write_bytes(text.encode())
    assert prefix_of_manifest(tmp_path / "m") == prefix
    assert prefix_of_manifest(tmp_path / "none") is None
    assert prefix_of_manifest(tmp_path) is None


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"files": []}', '{"files": {"a": 1}}', '{"files": {"a": {"bytes": "x"}}}'],
)
def test_what_is_no_manifest_is_told_apart_from_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "m"
    with pytest.raises(ManifestError, match=f"^{file} finns inte$"):
        read_manifest(file)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ManifestError, match=f"^{file} går inte att läsa$"):
        read_manifest(file)


def test_only_a_history_at_the_top_is_no_part_of_a_site(tmp_path: Path) -> None:
    names = (".git/a", "b/.git/c", "b/d.txt", "b-1.txt", "e", ".htaccess")
    found = list(site_files(fill(tmp_path, *names)))
    assert found == sorted(names[1:])
    with pytest.raises(FileNotFoundError):
        list(site_files(tmp_path / "none"))


def test_how_a_copy_differs(tmp_path: Path) -> None:
    fill(tmp_path, "same", "longer", "other", "more/extra", "manifest.json")
    (tmp_path / "folder").mkdir()
    entries = {
        "same": entry(b"same"),
        "longer": entry(b"long"),
        "other": entry(b"OTHER"),
        "gone": entry(b""),
    }
    found = [(one.path, one.what) for one in compare_with_manifest(tmp_path, entries)]
    assert found == [
        ("gone", "missing"),
        ("longer", "changed"),
        ("more/extra", "extra"),
        ("other", "changed"),
    ]


def test_a_file_that_nobody_may_read_is_changed(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "nowhere")
    assert [one.what for one in compare_with_manifest(tmp_path, {"a": (0, "")})] == ["changed"]


def test_what_servers_give_to_readers() -> None:
    given = ["index.html", "a/index.html", "a/b.txt", "_headers.txt", "a/_headers", "a_nginx/c"]
    kept = ["_headers", "_redirects", ".htaccess", "_nginx/headers.conf", "a/_nginx/x.map"]
    moved = ["old/index.html", "old.txt"]
    redirects = "/old/ /a/ 301\n\n  \n/old.txt /a/b.txt 301\n"
    assert list(served_paths([*given, *kept, *moved], redirects)) == given
    assert list(served_paths(moved)) == moved
