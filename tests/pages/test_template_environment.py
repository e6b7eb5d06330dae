"""The environment of the templates: words put in early are the words looked up late."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import UndefinedError

from minutes_archive.language.catalogue import Translator
from minutes_archive.pages import templating
from minutes_archive.pages.templating import CompiledTemplates, TemplateEnvironment


def rendered(folder: Path, source: str) -> str:
    (folder / "page.html").write_text(source, encoding="utf-8")
    environment = TemplateEnvironment([], folder, {"t": Translator("sv")})
    return environment.get_template("page.html").render()


def test_fixed_words_are_the_catalogues_and_escaped(tmp_path: Path) -> None:
    asked: list[str] = []

    def t(key: str) -> str:
        asked.append(key)
        return f"<{key}>"

    (tmp_path / "page.html").write_text(
        '{{ t("a") }}{{ t("a" + "b") }}{{ t(key) }}{% if t("c") == "<c>" %}{{ t("d") }}{% endif %}'
        '{% macro show(t) %}{{ t("e") }}{% endmacro %}'
    )
    (tmp_path / "shadowed.html").write_text('{% set t = own %}{{ t("a") }}')
    environment = TemplateEnvironment([], tmp_path, {"t": t})
    page = environment.get_template("page.html")
    environment.get_template("shadowed.html")

    assert asked == []  # A template that has a t of its own may mean that one.
    assert page.render(key="f") == "&lt;a&gt;&lt;ab&gt;&lt;f&gt;&lt;d&gt;"


def test_what_is_fixed_is_asked_when_a_template_is_compiled(tmp_path: Path) -> None:
    asked: list[str] = []
    (tmp_path / "page.html").write_text('{{ t("a") }}{{ t(key) }}')
    environment = TemplateEnvironment([], tmp_path, {"t": lambda key: asked.append(key) or key})
    page = environment.get_template("page.html")
    assert set(asked) == {"a"}
    asked.clear()

    assert page.render(key="b") + page.render(key="c") == "abac"
    assert asked == ["b", "c"]


def test_macros_of_other_files_escape_what_they_show(tmp_path: Path) -> None:
    (tmp_path / "macros.html").write_text("{% macro show(x) %}<b>{{ x }}</b>{% endmacro %}")

    page = '{% import "macros.html" as m %}{{ m.show("<i>") }}'
    assert rendered(tmp_path, page) == "<b>&lt;i&gt;</b>"


def test_the_first_folder_wins(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder in (ours, theirs):
        folder.mkdir()
        (folder / "page.html").write_text(folder.name)

    environment = TemplateEnvironment([theirs], ours, {})
    assert environment.get_template("page.html").render() == "theirs"


def test_templates_of_others_may_take_entries_for_attributes(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder in (ours, theirs):
        folder.mkdir()
        (folder / f"{folder.name}.html").write_text("{{ value.a.b }}{{ (value or 1).a.b }}")

    environment = TemplateEnvironment([theirs], ours, {})
    inner = SimpleNamespace(b="<")
    for name, value in (
        ("ours.html", SimpleNamespace(a=inner)),
        ("theirs.html", SimpleNamespace(a=inner)),
        ("theirs.html", {"a": {"b": "<"}}),
    ):
        assert environment.get_template(name).render(value=value) == "&lt;&lt;"
    with pytest.raises(UndefinedError):
        environment.get_template("ours.html").render()


def compiled_in(folder: Path, made_by: bytes) -> CompiledTemplates:
    compiled = CompiledTemplates()
    compiled.keep_beside_templates("sv", made_by)
    environment = TemplateEnvironment([], folder, {"t": Translator("sv")}, compiled)
    assert environment.get_template("a.html").render() == "Beslut"
    compiled.keep()
    return compiled


def test_what_templates_compiled_to_is_kept_for_the_next_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templating, "TEMPLATES", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "a.html").write_text("{{ t('nav.decisions') }}", encoding="utf-8")
    once: list[str] = []
    real = TemplateEnvironment.compile
    monkeypatch.setattr(
        TemplateEnvironment, "compile", lambda *a, **k: once.append("a.html") or real(*a, **k)
    )
    compiled_in(tmp_path, b"a" * 32)
    compiled_in(tmp_path, b"a" * 32)
    assert len(once) == 1

    (kept,) = (file for file in tmp_path.rglob("*") if file.name.startswith("sv."))
    kept.write_bytes(kept.read_bytes()[:-1])
    compiled_in(tmp_path, b"a" * 32)
    compiled_in(tmp_path, b"b" * 32)
    assert len(once) == 3, "what is damaged, or made by other code, is made anew"

    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled_in(tmp_path, b"c" * 32)
    assert kept.read_bytes()[:32] == b"b" * 32
