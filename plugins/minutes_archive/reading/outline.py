"""What of a minutes file other pages than the meeting's own can show: all but running text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


def outline(root: Node, text: str) -> bytes:
    """Return a digest that changes in running text alone leave as it is: 32 bytes.

    `text` is what the nodes' positions count in. Left out are the values of `text:` keys.

    A value with an anchor, or taken from one, may be more than running text, and stays.
    """
    digest = hashlib.sha256()
    last = 0
    for key, value in _running_texts(root):
        start, end = value.start_mark.index, value.end_mark.index
        if start < key.end_mark.index or start < last or text[start : start + 1] in "&*!":
            continue
        digest.update(text[last:start].encode("utf-8", errors="surrogatepass") + b"\0")
        last = end
    digest.update(text[last:].encode("utf-8", errors="surrogatepass"))
    return digest.digest()


def _running_texts(root: Node) -> Iterator[tuple[Node, Node]]:
    """Yield the keys and values below items, content, text: entries that hold nothing else."""
    for item in _entries(root, "items"):
        for entry in _entries(item, "content"):
            if isinstance(entry, MappingNode) and len(entry.value) == 1:
                key, value = entry.value[0]
                if key.value == "text" and isinstance(value, ScalarNode):
                    yield key, value


def _entries(node: Node, name: str) -> list[Node]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == name and isinstance(value, SequenceNode):
                return list(value.value)
    return []
