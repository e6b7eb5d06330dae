"""`python -m minutes_archive VERB`: the same program as `minutes-archive VERB`."""

from __future__ import annotations

import sys

from minutes_archive.commandline.commands import main

if __name__ == "__main__":
    sys.exit(main())
