"""The verb `serve`: a web server, and a watch on the files that its pages are made of."""

from __future__ import annotations

import errno
import threading
from pathlib import Path
from urllib.parse import urlsplit

from minutes_archive.building.build import load_project
from minutes_archive.desk.checking import problems_of_file
from minutes_archive.desk.requests import Desk
from minutes_archive.serving.messages import Request, Response, make_server
from minutes_archive.serving.served_site import ServedSite
from minutes_archive.serving.watching import snapshot, watch


def serve_site(
    config_file: Path, minutes_dir: Path, address: str, *, may_edit: bool = False
) -> None:
    """Serve until interrupted; after a broken edit the last good state stays up.

    The clerk's desk is at `granska/`; it writes into the minutes folder where `may_edit` says so.

    Raises ArchiveProblemsError or BuildStoppedError where there is none to begin with, and
    OSError where the address cannot be had.
    """
    host, port = _host_and_port(address)
    config = load_project(config_file, Path("site"))
    root = f"{urlsplit(config.site_url or '').path.rstrip('/')}/"
    minutes_dir = minutes_dir.resolve()

    def respond(request: Request) -> Response:
        # The desk comes first: it also turns away whoever is not on this machine.
        return desk.respond(request) or site.respond(request)

    server = make_server(host, port, respond)
    try:
        site = ServedSite(config_file.resolve(), minutes_dir, f"http://{host}:{port}{root}", root)
        language = site.language
        check = problems_of_file(minutes_dir)
        desk = Desk(minutes_dir, check, language=language, may_edit=may_edit, root=root, host=host)
    except BaseException:
        server.server_close()
        raise
    threading.Thread(target=_follow, args=(site, minutes_dir), daemon=True).start()
    threading.Thread(target=site.keep_indexed, daemon=True).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
        site.close()


def _follow(site: ServedSite, minutes_dir: Path) -> None:
    def changed(paths: set[str]) -> None:
        site.change(frame=any(not Path(path).is_relative_to(minutes_dir) for path in paths))

    watch(lambda: snapshot([minutes_dir, *site.frame_places]), changed)


def _host_and_port(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise OSError(errno.EINVAL, "skriv en adress som 127.0.0.1:8000")
    return host.strip("[]"), int(port)
