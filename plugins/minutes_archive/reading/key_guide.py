"""The clerk's page of keys: every key of a minutes file with an example and its meaning (Swedish).

`python -m minutes_archive.reading.key_guide docs/om/nycklar.md` writes it anew after a change of
the format. The examples are those of `key_example.yml`; a test holds it against the format.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from minutes_archive.reading.composites import Key, ListOf
from minutes_archive.reading.format import MEETING
from minutes_archive.reading.format_page import records
from minutes_archive.reading.scalars import Choice

EXAMPLE = Path(__file__).with_name("key_example.yml")

_HEAD = """\
---
title: Nycklar i en mötesfil
description: Varje nyckel i en mötesfil, med ett exempel och vad den betyder.
---

# Nycklar i en mötesfil

En fil är ett möte: `minutes/<organ>/<år>/<datum>.yml`. De nycklar som måste finnas är märkta med en
stjärna. Resten skriver du när källan säger något; gissa aldrig. Hur du arbetar med filerna står i
[Så sköter du arkivet](skota.md).
"""

TITLES = {
    "": "Mötet",
    "source": "Originalet",
    "present[]": "En person",
    "items[]": "En punkt",
    "items[].votes[]": "En omröstning",
    "items[].votes[].roll_call[]": "En röst",
    "items[].content[].text": "Text",
    "items[].content[].heading": "Underrubrik",
    "items[].content[].decision": "Beslut",
    "items[].content[].decision.withdrawn": "Återkallat beslut",
    "items[].content[].follow_up": "Uppdrag som följs upp",
    "items[].content[].deferred": "Uppskjutet",
    "items[].content[].withheld": "Utelämnat",
    "items[].content[].attachment": "Bilaga till en punkt",
    "items[].content[].proposals": "Yrkanden",
    "items[].content[].proposals.proposals[]": "Ett yrkande",
    "items[].content[].proposition": "Propositionsordning",
    "upcoming[]": "Kommande möte",
    "attachments[]": "Bilaga till mötet",
    "corrections[]": "Rättelse",
    "withdrawn": "Återkallat möte",
}
"""The headings, by the path of what they are about; what is told once is not told again."""


def key_guide() -> str:
    """Return the page in Markdown."""
    parts = [_HEAD, f"## En hel fil\n\n```yaml\n{EXAMPLE.read_text(encoding='utf-8')}```\n"]
    known, shown = dict(records("", MEETING)), examples()
    for path, title in TITLES.items():
        named = ((key, f"{path}.{key.name}".lstrip(".")) for key in known[path].keys)
        rows = "".join(_row(key, shown.get(name, "")) for key, name in named)
        parts.append(f"## {title}\n\n{_table(title, rows)}")
    return "\n".join(parts)


def examples() -> dict[str, str]:
    """Return what stands behind each key of the example, on one line, by the key's path."""
    root = yaml.compose(EXAMPLE.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    assert root is not None
    return dict(_examples("", root))


def _examples(path: str, node: Node) -> Iterator[tuple[str, str]]:
    if isinstance(node, SequenceNode):
        for child in reversed(node.value):
            yield from _examples(f"{path}[]", child)
    elif isinstance(node, MappingNode):
        first = node.value[0][0].value
        inner = f"{path}.{first}" if path.endswith("content[]") else path
        for key, value in node.value:
            yield f"{inner}.{key.value}".lstrip("."), _shown(value)
            below = f"{inner}.{key.value}".lstrip(".")
            yield from _examples(below, value)
            if isinstance(value, MappingNode):  # one where a list could stand
                yield from _examples(f"{below}[]", value)


def _shown(node: Node) -> str:
    if isinstance(node, SequenceNode | MappingNode):
        if not node.flow_style:
            return "…"
        return yaml.serialize(node, allow_unicode=True, width=10**6).strip()
    assert isinstance(node, ScalarNode)
    value = str(node.value).strip()
    if "\n" in value:
        return value.split("\n", 1)[0] + " …"
    return f'"{value}"' if node.style == '"' else value


def _row(key: Key[Any], example: str) -> str:
    star = " *" if key.required else ""
    meaning = escape(key.description, quote=False)
    choice = key.type.of if isinstance(key.type, ListOf) else key.type
    if isinstance(choice, Choice):
        meaning += ": " + ", ".join(f"<code>{word}</code>" for word in choice.words)
    shown = f"<code>{escape(example, quote=False)}</code>" if example else ""
    return (
        f'<tr><th scope="row"><code>{key.name}</code>{star}</th>'
        f"<td>{shown}</td><td>{meaning}</td></tr>\n"
    )


def _table(title: str, rows: str) -> str:
    """Return a table with a caption, which Markdown cannot say."""
    columns = "".join(f'<th scope="col">{name}</th>' for name in ("nyckel", "exempel", "betydelse"))
    return (
        f"<table>\n<caption>{title}: nycklar</caption>\n<thead><tr>{columns}</tr></thead>\n"
        f"<tbody>\n{rows}</tbody>\n</table>\n"
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(key_guide(), encoding="utf-8", newline="\n")
