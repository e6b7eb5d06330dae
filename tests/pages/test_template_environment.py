"""The environment of the templates: words put in early are the words looked up late."""

from __future__ import annotations

from pathlib import Path

from minutes_archive.language.catalogue import Translator
from minutes_archive.pages.template_environment import TemplateEnvironment


def rendered(folder: Path, source: str) -> str:
    (folder / "page.html").write_text(source, encoding="utf-8")
    t = Translator("sv")
    environment = TemplateEnvironment([folder], t)
    environment.globals["t"] = t
    return environment.get_template("page.html").render()


def test_fixed_words_are_the_catalogues_and_escaped(tmp_path: Path) -> None:
    t = Translator("sv")
    assert rendered(tmp_path, '{{ t("nav.start") }}|{{ t("nav." + "start") }}') == "|".join(
        [t("nav.start")] * 2
    )


def test_macros_of_other_files_escape_what_they_show(tmp_path: Path) -> None:
    (tmp_path / "macros.html").write_text("{% macro show(x) %}<b>{{ x }}</b>{% endmacro %}")

    page = '{% import "macros.html" as m %}{{ m.show("<i>") }}'
    assert rendered(tmp_path, page) == "<b>&lt;i&gt;</b>"


def test_the_first_folder_wins(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder in (ours, theirs):
        folder.mkdir()
        (folder / "page.html").write_text(folder.name)

    environment = TemplateEnvironment([theirs, ours], Translator("sv"))
    assert environment.get_template("page.html").render() == "theirs"
