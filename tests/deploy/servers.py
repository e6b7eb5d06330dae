"""A real web server on a loopback port, run from a recipe of deploy/."""

from __future__ import annotations

import os
import random
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools import without

RECIPES = Path(__file__).parents[2] / "deploy"
PATIENCE = 60
APACHE_MODULES = Path("/usr/lib/apache2/modules")
NEEDED = ("mpm_event", "authz_core", "dir", "mime", "alias", "headers", "deflate", "filter")


def free_port() -> int:
    """Return a port that a server can have in a moment.

    The system's own choice is the next that it gives to anybody's connection. Below those it
    gives away, one at random is nobody else's.
    """
    chance = random.SystemRandom()
    while True:
        port = chance.randrange(10_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


def recipe(name: str, site: Path, port: int) -> str:
    """Return a recipe with the folder and the port of a test; nothing else is changed."""
    text = (RECIPES / name).read_text(encoding="utf-8")
    text, folders = re.subn(r"/srv/arkiv/site", str(site), text)
    text, ports = re.subn(r"(listen |<VirtualHost )(?:\*:)?80\b", rf"\g<1>127.0.0.1:{port}", text)
    assert folders >= 2 and ports == 1
    return text


@contextmanager
def nginx(site: Path, base: Path) -> Iterator[str]:
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        without("nginx is missing: apt install nginx")
    port = free_port()
    (base / "archive.conf").write_text(recipe("nginx.conf", site, port), encoding="utf-8")
    temporary = "".join(
        f"{kind}_temp_path {base}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.getuid() == 0 else ""
    (base / "nginx.conf").write_text(
        f"{user}daemon off;\npid {base}/pid;\nerror_log {base}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}include {base}/archive.conf;\n}}\n"
    )
    with running(
        [program, "-c", str(base / "nginx.conf"), "-e", str(base / "error.log")], port, base
    ):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def apache(site: Path, base: Path) -> Iterator[str]:
    program = shutil.which("apache2", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None or not APACHE_MODULES.is_dir():
        without("apache2 is missing: apt install apache2")
    port = free_port()
    modules = "".join(
        f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so\n" for name in NEEDED
    )
    user = "User www-data\nGroup www-data\n" if os.getuid() == 0 else ""
    (base / "apache.conf").write_text(
        f"ServerRoot {base}\nPidFile {base}/pid\nErrorLog {base}/error.log\n"
        f"Listen 127.0.0.1:{port}\n"
        f"ServerName localhost\nMutex file:{base}\n{modules}{user}TypesConfig /etc/mime.types\n"
        + recipe("apache.conf", site, port),
        encoding="utf-8",
    )
    with running([program, "-f", str(base / "apache.conf"), "-D", "FOREGROUND"], port, base):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running(command: list[str], port: int, base: Path) -> Iterator[None]:
    """Run a server until the context ends; wait until it answers."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        deadline = time.monotonic() + PATIENCE
        while not answers(port):
            if process.poll() is not None or time.monotonic() > deadline:
                log = base / "error.log"
                told = log.read_text() if log.exists() else ""
                assert process.stderr is not None
                if process.poll() is not None:
                    told += process.stderr.read().decode()
                pytest.fail(f"the server did not start: {told}")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
        if process.stderr is not None:
            process.stderr.close()


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


SERVERS: dict[str, Callable[..., object]] = {"nginx": nginx, "apache": apache}
