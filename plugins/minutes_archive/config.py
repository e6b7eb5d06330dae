"""The options of the plugin in mkdocs.yml."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig

from minutes_archive.program import MINUTES_DIR_VARIABLE as MINUTES_DIR_VARIABLE


class MinutesArchiveConfig(Config):  # type: ignore[no-untyped-call]
    """Options under `plugins: - minutes-archive:`; folders count from mkdocs.yml."""

    minutes_dir = c.Type(str, default="minutes")
    """The folder that holds archive.yml and the minutes files."""

    prefix = c.Type(str, default="")
    """The folder of the site that the whole archive lies in, "arkiv" for /arkiv/."""

    whole_site = c.Optional(c.Type(bool))
    """Whether pages written by hand wear the archive's look, too: its header, footer, style
    sheets and language. Without a word they do where the archive has no `prefix`."""

    templates_dir = c.Type(str, default="")
    """A folder of page templates that replace the archive's own of the same name."""

    headers = c.Choice(("auto", "site", "archive", "off"), default="auto")
    """For which pages a build writes security headers for web servers: the whole `site`, the
    `archive` alone, or `off`. `auto` is the site where it wears the archive's look."""

    headers_allow = c.Type(dict, default={})
    """What the Content-Security-Policy allows beside the site's own files, by directive:
    `img-src: ["https://pictures.example.org"]`."""

    publishing = c.Choice(("auto", "fast", "compatible"), default="auto")
    """How pages of the archive are written: `fast` puts them into frames of the theme rendered
    once, `compatible` takes them through MkDocs' page loop, for plugins that hook into pages;
    `auto` is compatible where there are such plugins or hooks."""


def templates_dirs(config: MkDocsConfig, options: MinutesArchiveConfig) -> tuple[Path, ...]:
    """Return the folders whose page templates go before the archive's own."""
    base = Path(config.config_file_path).parent if config.config_file_path else Path()
    return (base / options.templates_dir,) if options.templates_dir else ()
