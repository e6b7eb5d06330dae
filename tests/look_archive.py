"""The invented archive with all facts the law asks for, built in Swedish and in English."""

from __future__ import annotations

import shutil
from pathlib import Path

from minutes_archive.building.build import build_site

INVENTED = Path(__file__).parent / "archive"
SITE_URL = "https://arkiv.example/"

EMAIL = "kansli@fjardbygden.example"

# One page of every kind, by its address.
PAGES = {
    "start": "",
    "search": "sok/",
    "meetings": "moten/",
    "meeting": "moten/styrgruppen/2022-09-15/",
    "minutes": "moten/forbundsdirektionen/2022-12-08/",
    "decisions": "beslut/",
    "decision": "beslut/fd-2022-06-09-9-1/",
    "municipalities": "kommuner/",
    "municipality": "kommuner/algsnas/",
    "bodies": "organ/",
    "body": "organ/styrgruppen/",
    "matters": "arenden/",
    "matter": "arenden/dricksvatten/",
    "topics": "amnen/",
    "topic": "amnen/avfall/",
    "follow-ups": "uppfoljning/",
    "upcoming": "kommande/",
    "about": "om/",
    "figures": "siffror/",
    "how to follow": "om/bevaka/",
    "accessibility": "om/tillganglighet/",
    "privacy": "om/personuppgifter/",
    "contact": "om/kontakt/",
    "glossary": "om/ordforklaringar/",
    "data": "data/",
    "not found": "404.html",
}

# Narrow as 1280 pixels at 400 %, the width that WCAG asks a page to fit.
NARROW = 320

NOTICES = """
accessibility:
  conformance: partial
  assessed: 2023-05-02
  updated: 2023-05-09
  method: Vi har gjort en självskattning.
  limitations:
    - what: Några äldre original är inlästa bilder.
      why: De gjordes före 2018. Hela texten finns på mötets sida.
  disproportionate:
    - what: Kartbilagorna saknar beskrivning.
      why: De är många och används sällan.
  exempt:
    - what: Ljudinspelningar från 2019.
      why: De publicerades före den 23 september 2020.
privacy:
  controller: Fjärdbygdens kommunalförbund
  email: kansli@fjardbygden.example
  officer: dataskydd@fjardbygden.example, 099-123 45
  purpose: Invånarna ska kunna följa samarbetet.
  legal_basis: Uppgift av allmänt intresse.
  retention: Tio år efter mötet.
"""

CONFIG = """
site_name: {name}
site_url: {site_url}
docs_dir: docs
strict: true
theme:
  name: material
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: custom
      accent: custom
      toggle: {{icon: material/weather-night, name: "{dark}"}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: custom
      accent: custom
      toggle: {{icon: material/weather-sunny, name: "{light}"}}
  features: [navigation.tabs, navigation.top]
plugins: [minutes-archive]
"""


def archive_in(language: str, folder: Path, notices: str = NOTICES) -> Path:
    """Copy the invented archive, with a publisher to write to, in a language."""
    minutes = folder / "minutes"
    shutil.copytree(INVENTED, minutes)
    registry = minutes / "archive.yml"
    text = registry.read_text(encoding="utf-8")
    assert "language: sv\n" in text
    assert "publisher: {name: Fjärdbygdens kommunalförbund, " in text
    text = text.replace("language: sv\n", f"language: {language}\n").replace(
        "publisher: {", f"publisher: {{email: {EMAIL}, phone: 099-123 00, "
    )
    registry.write_text(text + notices, encoding="utf-8")
    return minutes


def build_in(language: str, folder: Path) -> Path:
    """Build a site with no menu of its own; return its folder."""
    (folder / "docs").mkdir()
    words = {"sv": ("Fjärdarkivet", "Mörkt", "Ljust"), "en": ("Fjord archive", "Dark", "Light")}
    name, dark, light = words[language]
    config = folder / "mkdocs.yml"
    config.write_text(
        CONFIG.format(name=name, dark=dark, light=light, site_url=SITE_URL), encoding="utf-8"
    )
    site = folder / "site"
    build_site(config, site, archive_in(language, folder))
    return site
