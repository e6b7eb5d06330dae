"""What stands around the content of a page: its place in the site, and how to have it mended."""

from __future__ import annotations

from urllib.parse import quote

from minutes_archive.addresses import Addresses
from minutes_archive.language.catalogue import Translator
from minutes_archive.model import Registry

_SECTIONS = (
    "meetings",
    "decisions",
    "municipalities",
    "bodies",
    "matters",
    "topics",
    "follow_ups",
    "upcoming",
    "about",
)

Trail = tuple[tuple[str, str], ...]


class Layout:
    """Breadcrumbs and the report link of every page of one site."""

    def __init__(
        self, registry: Registry, addresses: Addresses, translate: Translator, site_url: str
    ) -> None:
        self._registry = registry
        self._addresses = addresses
        self._t = translate
        self._site_url = site_url
        self._sections = {addresses.section(name): translate(f"{name}.title") for name in _SECTIONS}

    def trail(self, address: str) -> Trail:
        """Return the pages above an address, from the start page down; none above that one."""
        if not address:
            return ()
        steps = [(self._t("nav.start"), self._addresses.start)]
        head, _, rest = address.partition("/")
        section = f"{head}/"
        if rest and section in self._sections:
            steps.append((self._sections[section], section))
            body = self._registry.bodies.get(rest.split("/")[0])
            if body and section == self._addresses.section("meetings"):
                steps.append((body.name, self._addresses.body(body.id)))
        return tuple(steps)

    def report(self, title: str, address: str) -> str:
        """Return a mailto address for a correction to a page, or "" where nobody is named."""
        email = self._registry.publisher.email
        if not email:
            return ""
        subject = self._t("report.subject", title=title)
        body = self._t("report.body", address=f"{self._site_url}{address}" or title)
        return f"mailto:{quote(email, safe='@')}?subject={quote(subject)}&body={quote(body)}"
