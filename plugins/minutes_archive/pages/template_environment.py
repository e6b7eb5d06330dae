"""The Jinja environment of the page templates: where they lie, and what they compile to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from minutes_archive.pages.template_code import DirectCode
from minutes_archive.pages.template_fragments import Once


class CompiledTemplates(BytecodeCache):
    """What templates compiled to, for further environments with the same folders and values."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._code.get(bucket.key)
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


class TemplateEnvironment(Environment):
    """Finds templates in the folders given, the first one first, and in our own.

    `fixed` are globals whose answers to fixed arguments are put in when a template is compiled.
    """

    code_generator_class = DirectCode

    def __init__(
        self,
        folders: Iterable[Path],
        own: Path,
        fixed: Mapping[str, Any],
        compiled: CompiledTemplates | None = None,
    ) -> None:
        self.fixed = fixed
        self.own = str(own)
        super().__init__(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in (*folders, own)]),
            extensions=[Once],
            bytecode_cache=compiled,
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.globals |= fixed

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return a template's globals as they are now, to be read many times a page."""
        return {**self.globals, **(d or {})}
