"""Sites that several tests of a guest look at, each built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from built_site import Site
from guest.ordinary import Project

OVERRIDE = """{% extends "main.html" %}
{% block announce %}Closed on Friday{% endblock %}
{% block extrahead %}<meta name="town" content="ours">{% endblock %}
{% block footer %}<footer>Our own footer</footer>{% endblock %}
{% block scripts %}{{ super() }}<script src="/own.js"></script>{% endblock %}
"""


@pytest.fixture(scope="session")
def guest(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The ordinary project with the archive below /arkiv/."""
    return Project(tmp_path_factory.mktemp("guest")).build()


@pytest.fixture(scope="session")
def without_archive(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same project without the archive."""
    files = {"docs/index.md": "# Welcome to MkDocs\n\nSee the decisions.\n"}
    return Project(tmp_path_factory.mktemp("alone"), options=None, files=files).build()


@pytest.fixture(scope="session")
def overridden(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The ordinary project with a main.html of its own."""
    folder = tmp_path_factory.mktemp("overridden")
    theme = {"name": "material", "custom_dir": "overrides"}
    project = Project(folder, settings={"theme": theme})
    project.files["overrides/main.html"] = OVERRIDE
    return project.build()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An ordinary project that a test may change before it builds it."""
    return Project(tmp_path)
