"""The catalogue for dataportal.se: DCAT-AP-SE 3.0.1 as RDF/XML.

Every resource has an absolute address of its own, as the portal's harvester asks; none is
blank. The addresses are anchors of the page on open data.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from minutes_archive.exports.data_files import DATASETS, DataFile, Format, planned_files
from minutes_archive.exports.printable import one_line
from minutes_archive.exports.schemas import schema_address
from minutes_archive.exports.site import Site, SiteFile
from minutes_archive.language.catalogue import Translator

_NAMESPACES = {
    "xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:dcat": "http://www.w3.org/ns/dcat#",
    "xmlns:foaf": "http://xmlns.com/foaf/0.1/",
    "xmlns:vcard": "http://www.w3.org/2006/vcard/ns#",
}
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_DATE = "http://www.w3.org/2001/XMLSchema#date"

# The language of the minutes, in the words of the EU's authority table.
_LANGUAGES = {"sv": "SWE", "en": "ENG"}


def missing_facts(site: Site) -> tuple[str, ...]:
    """Return the keys of the registry that the catalogue must have and that are empty."""
    registry = site.registry
    wanted = {
        "publisher.name": registry.publisher.name,
        "publisher.organisation_number": registry.publisher.organisation_number,
        "license": registry.license,
    }
    return tuple(key for key, value in wanted.items() if not value)


def catalogue_files(site: Site) -> Iterator[SiteFile]:
    """Yield the catalogue, unless a fact it must state is not given."""
    if site.site_url and not missing_facts(site):
        yield SiteFile(site.addresses.catalogue, iter([catalogue(site)]))


def catalogue(site: Site) -> bytes:
    """Return the catalogue as RDF/XML."""
    root = ET.Element("rdf:RDF", _NAMESPACES)
    files = [file for file in planned_files(site) if file.year is None]
    _catalog(site, root)
    _publisher(site, root)
    for dataset in DATASETS:
        own = [file for file in files if file.dataset is dataset]
        _dataset(site, root, dataset.name, dataset.file_name, own)
        for file in own:
            _distribution(site, root, file)
    if site.registry.publisher.email:
        _contact(site, root)
    if site.archive.meetings:
        _period(site, root)
    ET.indent(root, space=" ")
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'.encode()


def publisher_iri(site: Site) -> str:
    """Return the publisher's address at the portal, made of the organisation number."""
    publisher = site.registry.publisher
    number = publisher.organisation_number.replace("-", "")
    suffix = f"-{publisher.organisation_suffix}" if publisher.organisation_suffix else ""
    return f"http://dataportal.se/organisation/SE{number}{suffix}"


def license_iri(license_: str) -> str:
    """Return a licence as the portal knows it: Creative Commons by http and a final slash."""
    host, _, path = license_.partition("://")[2].partition("/")
    if host.removeprefix("www.") == "creativecommons.org":
        return f"http://creativecommons.org/{path.strip('/')}/"
    return license_


def _catalog(site: Site, root: ET.Element) -> None:
    node = _node(root, "dcat:Catalog", _iri(site, "catalogue"))
    _literal(node, "dcterms:title", site.registry.name, site.registry.language)
    for t in _translators():
        text = t("dcat.catalogue", name=site.registry.name)
        _literal(node, "dcterms:description", text, t.language)
    _resource(node, "dcterms:publisher", publisher_iri(site))
    _resource(node, "dcterms:license", license_iri(site.registry.license))
    _resource(node, "dcterms:language", _language(site))
    _resource(node, "foaf:homepage", site.url(site.addresses.start))
    _resource(node, "dcat:themeTaxonomy", f"{_AUTHORITY}/data-theme")
    if site.latest:
        _date(node, "dcterms:modified", site.latest.isoformat())
    for dataset in DATASETS:
        _resource(node, "dcat:dataset", _iri(site, dataset.name))


def _publisher(site: Site, root: ET.Element) -> None:
    publisher = site.registry.publisher
    node = _node(root, "foaf:Agent", publisher_iri(site))
    _literal(node, "foaf:name", publisher.name, site.registry.language)
    # The archive is one of municipalities; the portal has one word for all of them.
    _resource(node, "dcterms:type", "http://purl.org/adms/publishertype/LocalAuthority")
    if publisher.url:
        _resource(node, "foaf:homepage", publisher.url)


def _dataset(site: Site, root: ET.Element, name: str, stem: str, files: list[DataFile]) -> None:
    node = _node(root, "dcat:Dataset", _iri(site, name))
    for t in _translators():
        _literal(node, "dcterms:title", t(f"dcat.{name}.title"), t.language)
        _literal(node, "dcterms:description", t(f"dcat.{name}.description"), t.language)
    _resource(node, "dcterms:publisher", publisher_iri(site))
    if site.registry.publisher.email:
        _resource(node, "dcat:contactPoint", _iri(site, "contact"))
    for t in _translators():
        for keyword in t.list(f"dcat.{name}.keywords"):
            _literal(node, "dcat:keyword", keyword, t.language)
    _resource(node, "dcat:theme", f"{_AUTHORITY}/data-theme/GOVE")
    _resource(node, "dcterms:accessRights", f"{_AUTHORITY}/access-right/PUBLIC")
    _resource(node, "dcterms:accrualPeriodicity", f"{_AUTHORITY}/frequency/IRREG")
    _resource(node, "dcterms:language", _language(site))
    _resource(node, "dcterms:conformsTo", site.url(schema_address(site, stem)))
    _resource(node, "dcat:landingPage", site.url(site.addresses.section(name)))
    if site.latest:
        _date(node, "dcterms:modified", site.latest.isoformat())
        _resource(node, "dcterms:temporal", _iri(site, "period"))
    for file in files:
        _resource(node, "dcat:distribution", _distribution_iri(site, file))


def _distribution(site: Site, root: ET.Element, file: DataFile) -> None:
    url = site.url(file.address)
    node = _node(root, "dcat:Distribution", _distribution_iri(site, file))
    for t in _translators():
        title = t(f"dcat.{file.dataset.name}.title")
        _literal(node, "dcterms:title", f"{title}, {t(f'data.format.{file.format}')}", t.language)
    _resource(node, "dcat:accessURL", url)
    _resource(node, "dcat:downloadURL", url)
    ET.SubElement(node, "dcterms:format").text = file.format.media_type
    _resource(node, "dcterms:license", license_iri(site.registry.license))
    stem = file.dataset.file_name
    if file.format is Format.CSV:
        stem += "-table"
    if file.format is not Format.EXCEL:
        _resource(node, "dcterms:conformsTo", site.url(schema_address(site, stem)))


def _contact(site: Site, root: ET.Element) -> None:
    publisher = site.registry.publisher
    node = _node(root, "vcard:Organization", _iri(site, "contact"))
    ET.SubElement(node, "vcard:fn").text = one_line(publisher.name)
    _resource(node, "vcard:hasEmail", f"mailto:{publisher.email}")


def _period(site: Site, root: ET.Element) -> None:
    meetings = site.archive.meetings
    node = _node(root, "dcterms:PeriodOfTime", _iri(site, "period"))
    _date(node, "dcat:startDate", meetings[0].date.isoformat())
    _date(node, "dcat:endDate", meetings[-1].date.isoformat())


def _translators() -> tuple[Translator, Translator]:
    """Return Swedish and English: the portal shows both."""
    return Translator("sv"), Translator("en")


def _iri(site: Site, anchor: str) -> str:
    return site.url(site.addresses.section("data"), anchor)


def _distribution_iri(site: Site, file: DataFile) -> str:
    return _iri(site, f"{file.dataset.name}-{file.format.value}")


def _language(site: Site) -> str:
    return f"{_AUTHORITY}/language/{_LANGUAGES[site.registry.language]}"


def _node(root: ET.Element, name: str, iri: str) -> ET.Element:
    return ET.SubElement(root, name, {"rdf:about": iri})


def _resource(node: ET.Element, name: str, iri: str) -> None:
    ET.SubElement(node, name, {"rdf:resource": iri})


def _literal(node: ET.Element, name: str, text: str, language: str) -> None:
    ET.SubElement(node, name, {"xml:lang": language}).text = one_line(text)


def _date(node: ET.Element, name: str, day: str) -> None:
    ET.SubElement(node, name, {"rdf:datatype": _DATE}).text = day
