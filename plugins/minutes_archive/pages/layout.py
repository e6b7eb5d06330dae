"""What stands around the content of a page: its place in the site, its report link, its card."""

from __future__ import annotations

from html import escape
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

_LOCALES = {"sv": "sv_SE", "en": "en_GB"}

Trail = tuple[tuple[str, str], ...]


class Layout:
    """Breadcrumbs, report link and Open Graph of every page of one site."""

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
        if address == self._addresses.start:
            return ()
        steps = [(self._t("nav.start"), self._addresses.start)]
        head, _, rest = self._addresses.within(address).partition("/")
        section = f"{self._addresses.start}{head}/"
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

    def open_graph(self, kind: str, title: str, description: str, address: str) -> str:
        """Return what services show where a page is shared; addresses only where the site has one.

        The protocol is ogp.me. There is no picture: one without the archive's name looks broken.
        """
        facts = {
            "og:type": "article" if kind in ("meeting", "decision") else "website",
            "og:site_name": self._registry.name,
            "og:locale": _LOCALES[self._registry.language],
            "og:title": title,
            "og:description": description,
        }
        if self._site_url:
            facts["og:url"] = self._site_url + address
        return "\n".join(
            f'<meta property="{name}" content="{escape(value)}">' for name, value in facts.items()
        )
