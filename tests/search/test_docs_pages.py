"""Pages written by hand, as the search has them."""

from __future__ import annotations

import pytest

from minutes_archive.search.docs_pages import page_record


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<h2>Rubrik<a class="headerlink" href="#r">¶</a></h2><p>Text</p>', "Rubrik Text"),
        ('<p>Se <a href="x">sidan</a> om <b>v</b>atten.</p>', "Se sidan om vatten."),
        ("<script>dold()</script><style>p {}</style><p>Synlig</p>", "Synlig"),
        ("<noscript>dold</noscript><svg><title>dold</title></svg>Synlig", "Synlig"),
        ("<template><p>dold</p></template>Synlig</template> kvar", "Synlig kvar"),
        ("<ul><li>ett</li><li>två</li></ul>&amp; tre", "ett två & tre"),
        (
            '<h2>A<a class="headerlink">¶</a></h2><h2>B<a class="headerlink">¶</a></h2>slut',
            "A B slut",
        ),
    ],
)
def test_the_text_of_a_page_is_what_readers_see(content: str, text: str) -> None:
    record = page_record("hjalp/", "Hjälp", content)
    assert (record.id, record.url, record.type, record.title) == (
        "hjalp/",
        "hjalp/",
        "page",
        "Hjälp",
    )
    assert record.text == text


def test_the_start_page_has_an_id() -> None:
    assert page_record("", "Start", "").id == "/"
