"""What templates compile to, kept for all tests of a process: half a second for each build.

A build keeps what its templates compile to in one file for each language, so tests of different
archives drive out each other's. That file has tests of its own (`pages/`), and programs that
tests start use it. What is kept here is told apart as the file is: by all that goes into it.
"""

from __future__ import annotations

from types import CodeType
from typing import Any, ClassVar

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.theme import Theme

from minutes_archive.pages.rendering import Renderer
from minutes_archive.pages.templating import CompiledTemplates
from minutes_archive.publishing.site_build import SiteBuild


class ThemeCode(BytecodeCache):
    """What the theme's templates compiled to, by name and text."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.code


class OwnCode(CompiledTemplates):
    """What our own templates compiled to, one set for each archive's words and addresses."""

    _sets: ClassVar[dict[tuple[str, bytes], dict[str, bytes]]] = {}

    def keep_beside_templates(self, name: str, made_by: bytes) -> None:
        self._code = self._sets.setdefault((name, made_by), {})


def keep_for_all_tests() -> None:
    """Let every build and every renderer in this process use what is kept here."""
    get_env, theme_code = Theme.get_env, ThemeCode()
    begin_build, begin_renderer = SiteBuild.__init__, Renderer.__init__

    def environment_of_theme(theme: Theme) -> Environment:
        environment = get_env(theme)
        environment.bytecode_cache = theme_code
        return environment

    def build(self: SiteBuild, *arguments: Any, **named: Any) -> None:
        begin_build(self, *arguments, **named)
        self._compiled, self._theme_templates = OwnCode(), OwnCode()

    def renderer(self: Renderer, *arguments: Any, **named: Any) -> None:
        begin_renderer(self, *arguments, **named)
        if self._compiled is None:
            words = sorted(self.t.starting_with("").items())
            self._compiled = OwnCode()
            self._compiled.keep_beside_templates("", repr((self.addresses, words)).encode())

    Theme.get_env = environment_of_theme  # type: ignore[method-assign]
    SiteBuild.__init__ = build  # type: ignore[method-assign]
    Renderer.__init__ = renderer  # type: ignore[method-assign]
