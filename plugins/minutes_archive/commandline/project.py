"""What mkdocs.yml says of the archive, read without MkDocs, which a check does not need."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from minutes_archive.addresses import folder_prefix
from minutes_archive.program import MINUTES_DIR_VARIABLE

CONFIG_FILES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
_PLUGIN = "minutes-archive"


@dataclass(frozen=True, slots=True)
class Project:
    """Where things are: folders as the command line and mkdocs.yml say, and the prefix.

    `config_file` is None where there is no mkdocs.yml in this folder or one above it.
    """

    config_file: Path | None
    minutes: Path
    site_dir: Path
    prefix: str = ""
    site_url: str = ""


def find_project(
    config: str = "", minutes: str = "", site_dir: str = "", home: Path | None = None
) -> Project:
    """Return the project that a command is about; what is given goes before mkdocs.yml.

    mkdocs.yml is looked for here, in the folders above, and then in `home`. Raises OSError where
    the one that is given cannot be read.
    """
    file = Path(config) if config else _nearest(home)
    settings = _settings(file) if file else {}
    base = file.parent if file else Path()
    options = _options(settings, base, Path(minutes) if minutes else None)
    folder = os.environ.get(MINUTES_DIR_VARIABLE) or str(options.get("minutes_dir", "minutes"))
    url = str(settings.get("site_url") or "")
    return Project(
        file,
        Path(minutes) if minutes else base / folder,
        Path(site_dir) if site_dir else base / str(settings.get("site_dir") or "site"),
        folder_prefix(str(options.get("prefix") or "")) or "",
        f"{url.rstrip('/')}/" if url else "",
    )


def _nearest(home: Path | None) -> Path | None:
    """Return the mkdocs.yml of this folder or the nearest above it, relative where it is here."""
    here = Path.cwd()
    for folder in (here, *here.parents, *([home] if home else [])):
        for name in CONFIG_FILES:
            if (folder / name).is_file():
                return Path(os.path.relpath(folder / name))
    return None


def _options(settings: Mapping[str, Any], base: Path, minutes: Path | None) -> Mapping[str, Any]:
    """Return the options of our plugin; of several, those of the archive that is asked for."""
    plugins = settings.get("plugins") or []
    if isinstance(plugins, Mapping):
        plugins = [{name: options} for name, options in plugins.items()]
    found: list[Mapping[str, Any]] = []
    for entry in plugins if isinstance(plugins, list) else []:
        if entry == _PLUGIN:
            found.append({})
        elif isinstance(entry, Mapping) and _PLUGIN in entry:
            options = entry[_PLUGIN]
            found.append(options if isinstance(options, Mapping) else {})
    if minutes is not None:
        for options in found:
            if (base / str(options.get("minutes_dir", "minutes"))).resolve() == minutes.resolve():
                return options
    return found[0] if found else {}


def _settings(file: Path, depth: int = 5) -> dict[str, Any]:
    """Return the settings of a file and those it inherits, as MkDocs joins them."""
    try:
        found = yaml.load(file.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError):
        return {}  # MkDocs says what is wrong, when it is asked to build
    if not isinstance(found, dict):
        return {}
    parent = found.pop("INHERIT", None)
    if isinstance(parent, str) and depth:
        return _joined(_settings(file.parent / parent, depth - 1), found)
    return found


def _joined(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    joined = dict(below)
    for key, value in above.items():
        before = joined.get(key)
        both = isinstance(before, dict) and isinstance(value, dict)
        joined[key] = _joined(before, value) if both else value  # type: ignore[arg-type]
    return joined


class _Loader(yaml.SafeLoader):
    """Reads what MkDocs reads; of tags that only MkDocs knows, the value or nothing."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        *names, default = loader.construct_sequence(node)
        return next((os.environ[str(name)] for name in names if str(name) in os.environ), default)
    return os.environ.get(str(node.value))


def _unknown(_loader: yaml.SafeLoader, _suffix: str, _node: yaml.Node) -> None:
    return None


_Loader.add_constructor("!ENV", _environment)
_Loader.add_multi_constructor("!", _unknown)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _unknown)
