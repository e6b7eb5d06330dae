"""The site served on this machine while minutes are edited."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from minutes_archive.building.build import build_site
from minutes_archive.config import MINUTES_DIR_VARIABLE
from minutes_archive.loading import ArchiveProblemsError
from minutes_archive.publishing.site_build import clerk_log

log = logging.getLogger("mkdocs")


def serve_site(config_file: Path, minutes_dir: Path, address: str) -> None:
    """Serve until interrupted; after a broken edit the last good site stays up.

    A site with other plugins is served by MkDocs itself, which runs their hooks.
    """
    config = load_config(str(config_file), dev_addr=address)
    if set(config.plugins) == {"minutes-archive"} and not config.hooks:
        _serve(config, minutes_dir.resolve())
    else:
        # MkDocs loads its settings anew at each rebuild, so the folder is in the environment.
        os.environ[MINUTES_DIR_VARIABLE] = str(minutes_dir.resolve())
        mkdocs_serve(str(config_file), livereload=True, dev_addr=address)


def _serve(config: MkDocsConfig, minutes_dir: Path) -> None:
    host, port = config.dev_addr
    mount_path = urlsplit(config.site_url or "/").path
    with tempfile.TemporaryDirectory(prefix="minutes-archive-") as folder:
        site = Path(folder).resolve() / "site"
        server = LiveReloadServer(lambda: None, host, port, str(site), mount_path)
        config_file = Path(config.config_file_path)

        def build() -> None:
            build_site(config_file, site, minutes_dir, site_url=server.url)

        server.builder = lambda: _rebuild(build)
        server.error_handler = lambda code: _error_page(site, code)
        build()
        for path in _watched(config, minutes_dir):
            server.watch(str(path))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()


def _rebuild(build: Callable[[], None]) -> None:
    try:
        build()
    except ArchiveProblemsError as stopped:
        for problem in stopped.problems:
            clerk_log.error(str(problem))
    except (Abort, OSError) as stopped:
        clerk_log.error(str(stopped))
    else:
        return
    clerk_log.error("Den senaste felfria versionen visas tills problemen är rättade.")


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if code in (404, 500) and page.is_file() else None


def _watched(config: MkDocsConfig, minutes_dir: Path) -> Iterator[Path]:
    """Yield the files and folders that a build reads."""
    base = Path(config.config_file_path).parent
    templates = config.plugins["minutes-archive"].config["templates_dir"]
    yield from (Path(config.config_file_path), Path(config.docs_dir), minutes_dir)
    yield from map(Path, config.watch)
    if templates:
        yield base / templates
    if config.theme.custom_dir:
        yield Path(config.theme.custom_dir)
