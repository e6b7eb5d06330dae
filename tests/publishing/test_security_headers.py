"""The headers by value: the policy, what may be added to it, and each server's file."""

from __future__ import annotations

from typing import Any

import pytest

from minutes_archive.publishing.security_headers import (
    HeaderRules,
    apache_headers,
    are_apache_headers,
    content_security_policy,
    inline_scripts,
    netlify_headers,
    nginx_headers,
    policy_directives,
    security_headers,
    wrong_additions,
)

POLICY = (
    "default-src 'none'; "
    "script-src 'self' 'sha256-/N4rLtula/QIYB+3If6bXDONEO5CnqBPrlURto+/j7k=' "
    "'sha256-LCa0a2j/xo/5m0U8HTBBNBNCLXBkg7+g+YpeiGJm564='; "
    "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def test_every_header_by_value() -> None:
    headers = security_headers([b"foo", b"bar"])
    assert headers == {
        "Content-Security-Policy": POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    assert content_security_policy([b"bar", b"foo"]) == POLICY


@pytest.mark.parametrize(
    ("directive", "sources", "value"),
    [
        ("img-src", ["https://a.se", "data:"], "'self' data: https://a.se"),
        ("frame-src", ["https://a.se", "https://b.se"], "'self' https://a.se https://b.se"),
        ("default-src", ["https://a.se"], "https://a.se"),
        ("script-src", [], "'self'"),
    ],
)
def test_what_is_allowed_more_stands_beside_what_was(
    directive: str, sources: list[str], value: str
) -> None:
    directives = policy_directives((), {directive: sources})
    assert directives[directive] == value
    assert directives == {**policy_directives(()), directive: value}


@pytest.mark.parametrize(
    ("additions", "wrong"),
    [
        ({"frame-src": ["https://a.se"], "media-src": ["*"], "object-src": ["blob:"]}, []),
        ({"img-src": []}, []),
        ({"img": ["https://a.se"]}, ["img: ['https://a.se']"]),
        ({"img-src": "https://a.se"}, ["img-src: https://a.se"]),
        ({"img-src": ["https://a.se", 4]}, ["img-src: ['https://a.se', 4]"]),
        *(({"img-src": [bad]}, [f"img-src: {[bad]}"]) for bad in ("", "a b", "a;b", "a,b", 'a"b')),
        ({"img-src": ["a\\b"]}, ["img-src: ['a\\\\b']"]),
        ({"script-src": ["'self'"], "x": []}, ["x: []"]),
    ],
)
def test_what_cannot_stand_in_a_policy(additions: dict[Any, Any], wrong: list[str]) -> None:
    assert wrong_additions(additions) == wrong


HEADERS = {"A": "1", "B": "2"}


def test_lines_of_each_server_for_a_whole_site() -> None:
    assert netlify_headers(HEADERS, ["data/", "floden/"]) == (
        "/*\n  A: 1\n  B: 2\n"
        "/data/*\n  Access-Control-Allow-Origin: *\n"
        "/floden/*\n  Access-Control-Allow-Origin: *\n"
    )
    assert nginx_headers(HEADERS) == 'add_header A "1" always;\nadd_header B "2" always;\n'
    assert apache_headers(HEADERS) == (
        '<IfModule mod_headers.c>\n  Header always set A "1"\n  Header always set B "2"\n'
        "</IfModule>\n"
    )


def test_lines_of_each_server_for_some_folders() -> None:
    paths = ["index.html", "moten/", "om/a.b/"]
    pattern = r"^/x/(moten/|om/a\.b/|(index\.html)?$)"
    assert netlify_headers({"A": "1"}, [], paths) == (
        "/\n  A: 1\n/moten/*\n  A: 1\n/om/a.b/*\n  A: 1\n"
    )
    assert apache_headers({"A": "1"}, paths, "/x/") == (
        "<IfModule mod_headers.c>\n"
        f'  <If "%{{REQUEST_URI}} =~ m#{pattern}#">\n'
        '  Header always set A "1"\n'
        "  </If>\n</IfModule>\n"
    )
    variable = "$archive_0eb54730"
    assert nginx_headers(HEADERS, paths, "/x/") == "".join(
        f'set {variable}_{number} "";\nif ($uri ~ "{pattern}") {{\n'
        f'  set {variable}_{number} "{value}";\n}}\nadd_header {name} {variable}_{number} always;\n'
        for number, name, value in ((1, "A", "1"), (2, "B", "2"))
    )
    assert '"^/(moten/)"' in nginx_headers(HEADERS, ["moten/"])


def test_only_rules_of_ours_are_known_again() -> None:
    policy = security_headers([])
    for paths in ((), ("moten/",)):
        assert are_apache_headers(apache_headers(policy, paths).encode())
    assert not are_apache_headers(apache_headers(HEADERS).encode())
    assert not are_apache_headers(b"# own\n" + apache_headers(policy).encode())


@pytest.mark.parametrize(
    ("html", "scripts"),
    [
        (b"<script>a</script>", {b"a"}),
        (b"<script\n>a</script>", {b"a"}),
        (b"<script/>a</script>", {b"a"}),
        (b"<scripts>a</script>", set()),
        (b"<scripts>a</scripts><script>b</script>", {b"b"}),
        (b"<script>a", set()),
        (b"<script a</script", set()),
        (b"<script src=x>a</script>", set()),
        (b"<script></script>", set()),
        (b"<script type='text/javascript'>a</script>", {b"a"}),
        (b"<script type=application/javascript>a</script>", {b"a"}),
        (b'<script type="MODULE">a</script>', {b"a"}),
        (b"<script type=text/plain>a</script>", set()),
        (
            b"<script>a</script><article><script>b</script></article><script>c</script>",
            {b"a", b"c"},
        ),
        (b"</article><script>a</script><article>", {b"a"}),
        (b"<article><script>a</script>", {b"a"}),
    ],
)
def test_scripts_around_the_content(html: bytes, scripts: set[bytes]) -> None:
    assert inline_scripts(html) == scripts


def test_without_a_word_the_rules_are_for_the_whole_site() -> None:
    assert (HeaderRules().scope, HeaderRules().additions) == ("site", {})
