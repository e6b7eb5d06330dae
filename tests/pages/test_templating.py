"""What templates compile to: what is shown is escaped, and calls and macros work as Jinja's do."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup

from minutes_archive.pages.templating import TemplateEnvironment

MACROS = """\
{% macro plain(x) %}<b>{{ x }}</b>{% endmacro %}
{% macro some(x, y="&") %}{{ x }}{{ y }}{% endmacro %}
{% macro rest(x) %}{{ x }}{{ varargs | join }}{{ kwargs.get("y", "") }}{% endmacro %}
{% macro around() %}[{{ caller() }}]{% endmacro %}
"""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ text }}", "&lt;&amp;&#34;&#39;&gt;"),
        ("{{ markup }}", "<i>"),
        ("{{ number }}{{ nothing }}", "7None"),
        ("{{ text | safe }}", "<&\"'>"),
        ("{{ markup ~ text }}", "<i>&lt;&amp;&#34;&#39;&gt;"),
        ("{{ join(*parts, **{'by': '-'}) }}{{ join('x', by='<') }}", "a-&lt;&lt;x"),
        ("{% for x in parts %}{{ loop.index }}{{ x }}{% endfor %}", "1a2&lt;"),
        ("{{ m.plain(text[0]) }}", "<b>&lt;</b>"),
        ("{{ m.some(1) }}{{ m.some('<', markup) }}{{ m.some(y=2, x=1) }}", "1&amp;&lt;<i>12"),
        ("{{ m.rest(1, 2, '<', y='>') }}", "12&lt;&gt;"),
        ("{% call m.around() %}{{ text[0] }}{% endcall %}", "[&lt;]"),
        ("{% filter upper %}{{ text[0] }}a{% endfilter %}", "&LT;A"),
        ("{% set x %}{{ text[0] }}{% endset %}{{ x }}", "&lt;"),
    ],
)
def test_a_template_shows_what_jinja_shows(tmp_path: Path, source: str, expected: str) -> None:
    (tmp_path / "m.html").write_text(MACROS, encoding="utf-8")
    (tmp_path / "page.html").write_text(f'{{% import "m.html" as m %}}{source}', encoding="utf-8")
    (tmp_path / "frame.html").write_text("1{{ text[0] }}{% block a %}{% endblock %}2")
    (tmp_path / "child.html").write_text(
        f'{{% extends "frame.html" %}}{{% import "m.html" as m %}}'
        f"{{% block a %}}{source}{{{{ super() }}}}{{% endblock %}}"
    )
    values = {
        "text": "<&\"'>",
        "markup": Markup("<i>"),
        "number": 7,
        "nothing": None,
        "parts": ["a", "<"],
        "join": lambda *parts, by: by.join(parts) if len(parts) > 1 else by + parts[0],
    }
    environments = (
        TemplateEnvironment([], tmp_path, {}),
        jinja2.Environment(loader=jinja2.FileSystemLoader(tmp_path), autoescape=True),
    )
    ours, jinjas = (
        [environment.get_template(name).render(values) for name in ("page.html", "child.html")]
        for environment in environments
    )
    assert ours == [expected, f"1&lt;{expected}2"]
    assert ours == jinjas


def test_a_value_that_is_missing_stops(tmp_path: Path) -> None:
    environment = TemplateEnvironment([], tmp_path, {})
    with pytest.raises(jinja2.UndefinedError):
        environment.from_string("a{{ nobody }}b").render()
