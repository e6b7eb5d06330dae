"""The minutes files as the package keeps them: what they say, without what they say aside.

Comments are for clerks, and may tell what is withheld or not published yet; so may parts of the
registry. A file without them goes in byte for byte, any other is written anew from its values.
"""

from __future__ import annotations

import re
from collections.abc import Container
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

from minutes_archive.model import Registry
from minutes_archive.prose import without_comments
from minutes_archive.reading.positions import compose, scalars

_PARTS = ("bodies", "matters", "topics", "organisations")
_PERHAPS_COMMENT = re.compile(r"(?:^|\s)#|<!--", re.MULTILINE)
_EXCEPTIONS = "privacy_exceptions"


def minutes_source(file: Path) -> bytes:
    """Return a published minutes file without comments."""
    raw = file.read_bytes()
    return _written(_node(file, raw), raw)


def registry_source(file: Path, shown: Registry, kept: Container[str]) -> bytes:
    """Return the registry with what may be shown, and exceptions for the files that are `kept`."""
    raw = file.read_bytes()
    node = _node(file, raw)
    changed = False
    for key, value in list(node.value):
        if key.value in _PARTS and isinstance(value, MappingNode):
            ids = getattr(shown, key.value)
            changed |= _keep(value, [pair for pair in value.value if pair[0].value in ids])
        if key.value == _EXCEPTIONS and isinstance(value, SequenceNode):
            changed |= _keep(value, [entry for entry in value.value if _file_of(entry) in kept])
            if not value.value:
                node.value.remove((key, value))
    return _written(node, raw, anew=changed)


def _node(file: Path, raw: bytes) -> MappingNode:
    node, problems = compose(raw, file.as_posix())
    assert isinstance(node, MappingNode), problems  # it has been read to make the archive
    for value in scalars(node):
        value.value = without_comments(value.value)
    return node


def _keep(node: Node, wanted: list[object]) -> bool:
    changed = len(wanted) != len(node.value)
    node.value = wanted
    return changed


def _file_of(entry: Node) -> str:
    pairs = entry.value if isinstance(entry, MappingNode) else []
    return next((str(value.value) for key, value in pairs if key.value == "file"), "")


def _written(node: Node, raw: bytes, *, anew: bool = False) -> bytes:
    head, _, rest = raw.decode("utf-8-sig").partition("\n")
    schema = f"{head}\n" if head.startswith("# yaml-language-server:") else ""
    if not anew and not _PERHAPS_COMMENT.search(rest if schema else f"{head}\n{rest}"):
        return raw
    text: str = yaml.serialize(node, Dumper=yaml.CSafeDumper, allow_unicode=True, width=100)
    return (schema + text).encode("utf-8")
