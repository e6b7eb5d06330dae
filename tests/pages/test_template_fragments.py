"""The tag that renders a part once: it is keyed by its values, escaped, and bounded."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from minutes_archive.pages import templating
from minutes_archive.pages.templating import Once


@pytest.fixture
def environment() -> Environment:
    return Environment(extensions=[Once], autoescape=True)


def test_a_part_is_rendered_once_for_each_key(environment: Environment) -> None:
    seen: list[str] = []
    template = environment.from_string(
        "{% for x in xs %}{% once 'part', x %}<{{ see(x) }}>{% endonce %}{% endfor %}"
    )

    def see(value: str) -> str:
        seen.append(value)
        return value

    assert template.render(xs=["a", "b", "a&", "a"], see=see) == "<a><b><a&amp;><a>"
    assert template.render(xs=["b"], see=see) == "<b>"
    assert seen == ["a", "b", "a&"]


def test_environments_share_nothing() -> None:
    first, second = (Environment(extensions=[Once]) for _ in range(2))
    source = "{% once 'x' %}{{ value }}{% endonce %}"

    assert first.from_string(source).render(value=1) == "1"
    assert second.from_string(source).render(value=2) == "2"


def test_what_is_kept_is_bounded(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templating, "_KEPT", 2)
    template = environment.from_string(
        "{% for x in range(9) %}{% once x %}{{ x }}{% endonce %}{% endfor %}"
    )

    assert template.render() == "012345678"
    [once] = [e for e in environment.extensions.values() if isinstance(e, Once)]
    assert len(once._fragments) <= 2
