"""Changes of files, noticed by looking at them: it works on every disk, also on shared ones."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

Snapshot = dict[str, tuple[int, int, int]]
"""Size, time of change and number of each file, by its path."""

_LEAST_PAUSE = 0.1  # seconds between two looks
_SETTLED = 0.03  # seconds in which nothing may change before a change counts as done
_SHARE = 10  # looking takes at most a tenth of the time


def snapshot(places: Iterable[Path]) -> Snapshot:
    """Look at files and at all files below folders, those in dot folders left out."""
    found: Snapshot = {}
    waiting = [str(place) for place in places]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if entry.is_dir():
                        if not entry.name.startswith("."):
                            waiting.append(entry.path)
                    else:
                        _note(found, entry.path)
        except NotADirectoryError:
            _note(found, place)
        except OSError:
            continue
    return found


def _note(found: Snapshot, path: str) -> None:
    try:
        state = os.stat(path)  # noqa: PTH116 (a large archive is looked at many times a minute)
    except OSError:
        return
    found[path] = (state.st_size, state.st_mtime_ns, state.st_ino)


def watch(look: Callable[[], Snapshot], changed: Callable[[set[str]], None]) -> None:
    """Call `changed` with the paths that differ, whenever some do; never returns."""
    before = look()
    while True:
        start = time.monotonic()
        now = look()
        took = time.monotonic() - start
        if now != before:
            while True:  # an editor may write a file in several steps
                time.sleep(_SETTLED)
                later = look()
                if later == now:
                    break
                now = later
            differing = {path for path, _ in now.items() ^ before.items()}
            before = now
            changed(differing)
        time.sleep(max(_LEAST_PAUSE, took * _SHARE))
