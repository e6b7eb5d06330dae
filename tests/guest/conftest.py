"""Sites that several tests of a guest look at, each built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from built_site import MakeOnce, Site
from guest.ordinary import Project

OVERRIDE = """{% extends "main.html" %}
{% block announce %}Closed on Friday{% endblock %}
{% block extrahead %}<meta name="town" content="ours">{% endblock %}
{% block footer %}<footer>Our own footer</footer>{% endblock %}
{% block scripts %}{{ super() }}<script src="/own.js"></script>{% endblock %}
"""


@pytest.fixture(scope="session")
def guest(made_once: MakeOnce) -> Site:
    """The ordinary project with the archive below /arkiv/."""
    return Site(made_once("guest", lambda folder: Project(folder).build()) / "site")


@pytest.fixture(scope="session")
def without_archive(made_once: MakeOnce) -> Site:
    """The same project without the archive."""
    files = {"docs/index.md": "# Welcome to MkDocs\n\nSee the decisions.\n"}
    made = made_once("alone", lambda folder: Project(folder, options=None, files=files).build())
    return Site(made / "site")


@pytest.fixture(scope="session")
def overridden(made_once: MakeOnce) -> Site:
    """The ordinary project with a main.html of its own."""
    theme = {"name": "material", "custom_dir": "overrides"}
    files = {"overrides/main.html": OVERRIDE}

    def fill(folder: Path) -> None:
        Project(folder, settings={"theme": theme}, files=files).build()

    return Site(made_once("overridden", fill) / "site")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An ordinary project that a test may change before it builds it."""
    return Project(tmp_path)
