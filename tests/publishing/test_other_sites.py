"""Sites inside a site: how they are told, and how they are kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from minutes_archive.loading import ArchiveProblemsError
from minutes_archive.problems import Place
from minutes_archive.publishing.manifest import manifest_text
from minutes_archive.publishing.other_sites import (
    Standing,
    carry_over,
    kept,
    move_aside,
    put_back,
    refuse_loss,
    what_stands,
)


def fill(folder: Path, *names: str) -> Path:
    """Write files; those called manifest.json say the prefix that stands before a colon."""
    for name in names:
        prefix, _, path = name.rpartition(":")
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        is_manifest = file.name == "manifest.json"
        file.write_text(manifest_text({}, prefix) if is_manifest else name, encoding="utf-8")
    return folder


def tree(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.mark.parametrize(
    ("names", "own", "others", "archives"),
    [
        (["index.html"], None, (), ()),
        (["manifest.json", "moten/manifest.json"], None, (), ("",)),
        (["arkiv/:arkiv/manifest.json"], None, (), ("arkiv/",)),
        (["manifest.json", "x/y/manifest.json"], None, ("x/y",), ("",)),
        (["b/:x/b/manifest.json", "b/:a/b/manifest.json"], None, ("a", "x"), ()),
        # What stands in another site is a part of that.
        (["b/:x/b/manifest.json", "x/c/manifest.json"], None, ("x", "x/c"), ()),
        (["x/manifest.json", "x/c/manifest.json"], None, ("x",), ()),
        # The site's own copy of an archive, from docs/, is no other site.
        (["x/manifest.json"], ["x/manifest.json"], (), ()),
        (["x/manifest.json"], [], ("x",), ()),
        # A site without an archive is told where the site's own files are known.
        (["x/404.html"], None, (), ()),
        (["x/404.html"], [], ("x",), ()),
        (["x/y/sitemap.xml"], [], ("x/y",), ()),
        (["x/404.html", "x/sitemap.xml"], ["x/sitemap.xml"], (), ()),
        (["404.html", "sitemap.xml"], [], (), ()),
        (["x/404.html", "x/y/404.html"], [], ("x",), ()),
        ([".git/404.html", ".site-kept/manifest.json"], [], (), ()),
    ],
)
def test_what_stands_in_a_site(
    tmp_path: Path,
    names: list[str],
    own: list[str] | None,
    others: tuple[str, ...],
    archives: tuple[str, ...],
) -> None:
    assert what_stands(fill(tmp_path, *names), own) == Standing(others, archives)


def test_the_manifest_at_the_root_tells_the_sites_own_files(tmp_path: Path) -> None:
    fill(tmp_path, "x/404.html", "y/404.html")
    (tmp_path / "manifest.json").write_text(manifest_text({"x/404.html": (1, "")}))
    assert what_stands(tmp_path) == Standing(("y",), ("",))


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    fill(tmp_path, "elsewhere/404.html")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "x").symlink_to(tmp_path / "elsewhere")
    assert what_stands(tmp_path / "site", []) == Standing()
    assert what_stands(tmp_path / "none") == Standing()


def test_an_archive_that_would_be_lost_is_told(tmp_path: Path) -> None:
    standing = Standing(archives=("", "a/", "b/", "c/"))
    docs = fill(tmp_path / "docs", "b/manifest.json")
    refuse_loss(standing, ["", "a/", "c/"], docs, tmp_path / "site", "mkdocs.yml")
    with pytest.raises(ArchiveProblemsError) as raised:
        refuse_loss(standing, [""], docs, tmp_path / "site", "mkdocs.yml")
    assert [(one.place, one.code) for one in raised.value.problems] == [
        (Place("mkdocs.yml"), "E605"),
        (Place("mkdocs.yml"), "E605"),
    ]
    first = raised.value.problems[0]
    assert first.message == (
        "arkivet i site/a/ är byggt med ett annat prefix eller av andra inställningar, och "
        "skulle tas bort"
    )
    assert first.hint == (
        "ge inställningarna var sin site_dir, eller skriv båda arkiven i samma fil (pluginen två "
        "gånger); ska det bort, ta först bort mappen site/a/"
    )


def test_sites_are_carried_over_by_a_second_name(tmp_path: Path) -> None:
    old = fill(tmp_path / "old", "x/index.html", "x/a/b.txt", "y/index.html")
    fresh = fill(tmp_path / "fresh", "index.html", "y/404.html")
    carry_over(["x", "y"], old, fresh, "mkdocs.yml")
    assert tree(fresh) == {
        "index.html": "index.html",
        "x/index.html": "x/index.html",
        "x/a/b.txt": "x/a/b.txt",
        "y/404.html": "y/404.html",
    }
    assert (fresh / "x/a/b.txt").samefile(old / "x/a/b.txt")


@pytest.mark.parametrize("mark", ["manifest.json", "404.html", "sitemap.xml"])
def test_a_copy_in_docs_stands_for_a_site_and_other_files_are_refused(
    tmp_path: Path, mark: str
) -> None:
    fresh = fill(tmp_path / "fresh", f"x/{mark}", "z/index.html")
    assert kept(["x", "y"], tmp_path / "old", fresh, "mkdocs.yml") == ["y"]
    with pytest.raises(ArchiveProblemsError) as raised:
        kept(["z"], tmp_path / "old", fresh, "a.yml")
    (problem,) = raised.value.problems
    assert (problem.place, problem.code) == (Place("a.yml"), "E201")
    assert "mappen old/z," in problem.message
    assert problem.hint == "flytta den ena till en annan mapp"


def test_sites_wait_beside_the_folder_while_it_is_emptied(tmp_path: Path) -> None:
    site = fill(tmp_path / "site", "index.html", "x/404.html", "a/b/c/404.html", "a/c.txt")
    fill(tmp_path / ".site-kept", "x/old.txt")
    move_aside(["a/b/c", "x"], site)
    assert sorted(tree(site)) == ["a/c.txt", "index.html"]
    assert sorted(tree(tmp_path / ".site-kept")) == ["a/b/c/404.html", "x/404.html"]
    shutil.rmtree(site / "a")
    assert put_back(site, "mkdocs.yml") == ("a/b/c", "x")
    assert sorted(tree(site)) == ["a/b/c/404.html", "index.html", "x/404.html"]
    assert not (tmp_path / ".site-kept").exists()
    assert put_back(site, "mkdocs.yml") == ()


def test_what_was_there_is_put_back_even_where_the_site_has_written(tmp_path: Path) -> None:
    site = fill(tmp_path / "site", "x/404.html", "y/404.html", "z/404.html")
    move_aside(["x", "y", "z"], site)
    fill(site, "x/new.html", "y/sitemap.xml")
    with pytest.raises(ArchiveProblemsError) as raised:
        put_back(site, "mkdocs.yml")
    assert ["mappen site/x," in one.message for one in raised.value.problems] == [True]
    assert sorted(tree(site)) == ["x/404.html", "y/sitemap.xml", "z/404.html"]
    assert not (tmp_path / ".site-kept").exists()


def test_without_hard_links_a_copy_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("minutes_archive.publishing.other_sites.os.link", refuse)
    old = fill(tmp_path / "old", "x/a.txt")
    (tmp_path / "fresh").mkdir()
    carry_over(["x"], old, tmp_path / "fresh", "mkdocs.yml")
    assert tree(tmp_path / "fresh") == {"x/a.txt": "x/a.txt"}
    assert not (tmp_path / "fresh/x/a.txt").samefile(old / "x/a.txt")
