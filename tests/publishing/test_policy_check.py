"""What a policy stops, element by element and source by source."""

from __future__ import annotations

import pytest

from minutes_archive.publishing.policy_check import stopped_by_policy

OUTSIDE = "https://a.example/b"


@pytest.mark.parametrize(
    ("element", "attribute", "directive"),
    [
        ("img", "src", "img-src"),
        ("script", "src", "script-src"),
        ("iframe", "src", "frame-src"),
        ("frame", "src", "frame-src"),
        ("object", "data", "object-src"),
        ("embed", "src", "object-src"),
        ("video", "src", "media-src"),
        ("audio", "src", "media-src"),
        ("source", "src", "media-src"),
        ("track", "src", "media-src"),
        ("form", "action", "form-action"),
    ],
)
def test_what_each_element_fetches(element: str, attribute: str, directive: str) -> None:
    html = f'<{element} {attribute}=" {OUTSIDE} ">'
    assert stopped_by_policy(html, {}) == [f"{directive}: a.example"]
    assert stopped_by_policy(html, {directive: "https://a.example"}) == []
    # A directive that is there stands in the place of the default, whatever that allows.
    assert stopped_by_policy(html, {"default-src": "*"}) == []
    assert stopped_by_policy(html, {"default-src": "*", directive: "'self'"}) != []
    assert stopped_by_policy(f'<{element} {attribute}="">', {}) == []
    assert stopped_by_policy(f'<{element} other="{OUTSIDE}">', {}) == []


@pytest.mark.parametrize(
    ("source", "allowed", "shown"),
    [
        ("a/b.png", "'self'", "a/b.png"),
        ("data:image/png;base64,AA", "data:", "data:"),
        ("https://a.example/b", "a.example", "a.example"),
        ("https://a.example/b", "a.example/", "a.example"),
        ("https://a.example/b", "https:", "a.example"),
        ("https://a.example/b", "https://a.example/", "a.example"),
        ("https://a.example/b/c", "https://a.example/b/", "a.example"),
        ("https://a.example/b", "*.example", "a.example"),
        ("//a.example/b", "https://a.example", "a.example"),
        ("//a.example/b", "https:", "a.example"),
        ("http://a.example/b", "http:", "a.example"),
    ],
)
def test_what_allows_a_source(source: str, allowed: str, shown: str) -> None:
    html = f'<img src="{source}">'
    assert stopped_by_policy(html, {"img-src": f"'none' {allowed} 'unsafe-inline'"}) == []
    assert stopped_by_policy(html, {"img-src": "'none'"}) == [f"img-src: {shown}"]


@pytest.mark.parametrize(
    ("source", "not_enough"),
    [
        ("a/b.png", "*"),
        ("data:image/png;base64,AA", "* 'self' https:"),
        ("https://a.example/b", "'self' data: http: b.example http://a.example"),
        ("http://a.example/b", "https: https://a.example"),
        ("//a.example/b", "http://a.example"),
        ("https://aexample/b", "*.example"),
        ("https://a.example/b", "'*'"),
    ],
)
def test_what_does_not_allow_a_source(source: str, not_enough: str) -> None:
    assert len(stopped_by_policy(f'<img src="{source}">', {"img-src": not_enough})) == 1


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<p style="a">', ['style-src: <p style="…">']),
        (
            '<p onclick="a" onfocus="b">',
            ['script-src: <p onclick="…">', 'script-src: <p onfocus="…">'],
        ),
        ("<style>a</style>", ["style-src: <style>"]),
        ("<article><script>a</script></article>", ["script-src: <script>"]),
        ('<article><script type="module">a</script>', ["script-src: <script>"]),
        ('<article><script type="text/javascript">a</script>', ["script-src: <script>"]),
        ('<article><script type="application/json">{}</script>', []),
        ('<article><script src="a.js">a</script>', []),
        ("<article></article><script>a</script>", []),
        ("<article><article></article><script>a</script>", ["script-src: <script>"]),
        ('<link rel="stylesheet" href="https://a.example/a.css">', ["style-src: a.example"]),
        ('<link rel="preload stylesheet" href="//a.example/a.css">', ["style-src: a.example"]),
        ('<link rel="icon" href="https://a.example/a.css">', []),
        ('<link href="https://a.example/a.css">', []),
        ('<a rel="stylesheet" href="https://a.example/">', []),
        ("<p one><img src><script></script>", ['script-src: <p one="…">']),
        ('<img src="//a.example/1"><img src="//a.example/2">', ["img-src: a.example"]),
    ],
)
def test_inline_styles_and_scripts(html: str, told: list[str]) -> None:
    policy = dict.fromkeys(("style-src", "script-src", "img-src"), "'self'")
    assert stopped_by_policy(html, policy) == told
    unsafe = {name: f"{value} 'unsafe-inline' https:" for name, value in policy.items()}
    assert stopped_by_policy(html, unsafe) == []
