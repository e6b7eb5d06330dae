"""An ordinary MkDocs project, as `mkdocs new` and a year of work leave it, built for tests."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from built_site import Site, copy_small

INDEX = "# Welcome to MkDocs\n\nSee [the decisions](arkiv/beslut/index.md).\n"
OTHER = "# Our town\n\nThe pelargonium grows here.\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n"
THEME: dict[str, Any] = {
    "name": "material",
    "language": "en",
    "palette": {"primary": "teal"},
    "features": ["navigation.footer"],
}
SETTINGS: dict[str, Any] = {
    "site_name": "Our town",
    "site_url": "https://town.example/",
    "copyright": "© Our town",
    "theme": THEME,
    "extra": {"social": [{"icon": "fontawesome/brands/mastodon", "link": "https://m.example"}]},
    "nav": [{"Welcome": "index.md"}, {"Our town": "other.md"}],
}


@dataclass
class Project:
    """A project in a folder; `plugins` stand in its mkdocs.yml before the archive's own."""

    folder: Path
    options: dict[str, Any] | None = field(default_factory=lambda: {"prefix": "arkiv"})
    plugins: list[Any] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def write(self) -> Path:
        """Write the project and return its mkdocs.yml."""
        copy_small(self.folder / "minutes")
        for name, text in {"docs/index.md": INDEX, "docs/other.md": OTHER, **self.files}.items():
            if not text:  # a file that the project is to be without
                continue
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        own = [] if self.options is None else [{"minutes-archive": self.options}]
        settings = {**SETTINGS, **self.settings, "plugins": [*self.plugins, *own]}
        settings = {key: value for key, value in settings.items() if value is not None}
        file = self.folder / "mkdocs.yml"
        file.write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")
        return file

    def build(self, *, strict: bool = True) -> Site:
        """Build the project as `mkdocs build --strict` does."""
        config = load_config(str(self.write()), site_dir=str(self.folder / "site"), strict=strict)
        config.plugins.run_event("startup", command="build", dirty=False)
        counters = logging.getLogger("mkdocs").handlers[:]
        try:
            mkdocs_build(config)
        finally:
            config.plugins.run_event("shutdown")
            logging.getLogger("mkdocs").handlers[:] = counters
        return Site(self.folder / "site")
