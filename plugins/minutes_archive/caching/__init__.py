"""Caches: what earlier builds worked out, kept beside mkdocs.yml and never needed.

A cache may be deleted at any time. One that is damaged, foreign or made by other code is
ignored, and what it would have given is worked out anew.
"""

from __future__ import annotations

from minutes_archive.caching.code_version import code_version
from minutes_archive.caching.readings import Reading, Readings
from minutes_archive.caching.stores import Store
from minutes_archive.privacy.documents import Documents

__all__ = ["Documents", "Reading", "Readings", "Store", "code_version"]
