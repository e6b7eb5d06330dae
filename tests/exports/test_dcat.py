"""The catalogue has all that DCAT-AP-SE 3.0.1 asks for, and nothing blank or invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, BNode, Graph, Literal, Namespace, URIRef

from minutes_archive.archive import Archive
from minutes_archive.exports.dcat import catalogue_files, license_iri, missing_facts, publisher_iri
from minutes_archive.exports.site import Site
from minutes_archive.model import Publisher

SITE_URL = "https://arkiv.example.se/fjardbygden/"
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
PUBLISHER = URIRef("http://dataportal.se/organisation/SE2220000000")
CC0 = URIRef("http://creativecommons.org/publicdomain/zero/1.0/")

# What the profile demands of each class: the property, and the most there may be of it
# (for text: in each language).
SHAPES: dict[URIRef, dict[URIRef, int]] = {
    DCAT.Catalog: {
        DCTERMS.title: 1,
        DCTERMS.description: 1,
        DCTERMS.publisher: 1,
        DCTERMS.license: 1,
        DCAT.dataset: 99,
    },
    FOAF.Agent: {FOAF.name: 1, DCTERMS.type: 1},
    DCAT.Dataset: {DCTERMS.title: 1, DCTERMS.description: 1, DCTERMS.publisher: 1},
    DCAT.Distribution: {DCAT.accessURL: 1, DCTERMS.format: 1, DCTERMS.license: 1},
    VCARD.Organization: {VCARD.fn: 1, VCARD.hasEmail: 1},
}


@pytest.fixture(scope="module")
def graph(exported: dict[str, bytes]) -> Graph:
    return Graph().parse(data=exported["datasets/dcat.rdf"], format="xml", publicID="urn:none")


def test_has_all_that_must_be(graph: Graph) -> None:
    for kind, properties in SHAPES.items():
        nodes = list(graph.subjects(RDF.type, kind))
        assert nodes, kind
        for node in nodes:
            for prop, most in properties.items():
                values = list(graph.objects(node, prop))
                languages = [v.language for v in values if isinstance(v, Literal)]
                assert values, (node, prop)
                assert len(values) <= most * max(1, len(set(languages))), (node, prop)


def test_no_blank_node_and_every_address_absolute(graph: Graph) -> None:
    assert len(graph) > 100
    for triple in graph:
        for term in triple:
            assert not isinstance(term, BNode)
            if isinstance(term, URIRef):
                assert str(term).startswith(("http://", "https://", "mailto:")), term
                assert " " not in term


def test_every_reference_is_described(graph: Graph) -> None:
    for prop in (DCAT.dataset, DCAT.distribution, DCAT.contactPoint, DCTERMS.temporal):
        for node in graph.objects(None, prop):
            assert (node, RDF.type, None) in graph, node
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    assert set(graph.objects(catalogue, DCAT.dataset)) == set(
        graph.subjects(RDF.type, DCAT.Dataset)
    )
    distributions = set(graph.subjects(RDF.type, DCAT.Distribution))
    assert distributions
    assert set(graph.objects(None, DCAT.distribution)) == distributions
    kinds = [set(graph.subjects(RDF.type, kind)) for kind in SHAPES]
    assert sum(map(len, kinds)) == len(set.union(*kinds))


def test_text_has_its_language_and_titles_are_in_two(graph: Graph) -> None:
    free = (DCTERMS.title, DCTERMS.description, DCAT.keyword, FOAF.name)
    for prop in free:
        for text in graph.objects(None, prop):
            assert isinstance(text, Literal)
            assert text.language in ("sv", "en")
    for dataset in graph.subjects(RDF.type, DCAT.Dataset):
        titles = {t.language: str(t) for t in graph.objects(dataset, DCTERMS.title)}  # type: ignore[attr-defined]
        assert set(titles) == {"sv", "en"}
        assert all(len(title.split()) < 10 for title in titles.values())


def test_distributions_are_files_of_the_site(graph: Graph, exported: dict[str, bytes]) -> None:
    urls = [str(url) for url in graph.objects(None, DCAT.downloadURL)]
    assert len(urls) == 7
    schemas = [str(url) for url in graph.objects(None, DCTERMS.conformsTo)]
    for url in [*urls, *schemas]:
        assert url.removeprefix(SITE_URL) in exported


def test_who_publishes_and_on_what_terms(graph: Graph) -> None:
    assert set(graph.objects(None, DCTERMS.publisher)) == {PUBLISHER}
    assert set(graph.objects(None, DCTERMS.license)) == {CC0}
    assert URIRef("mailto:arkiv@fjardbygden.example") in set(graph.objects(None, VCARD.hasEmail))


def test_without_email_there_is_no_contact(archive: Archive) -> None:
    registry = archive.registry
    silent = replace(registry, publisher=replace(registry.publisher, email=""))
    (file,) = catalogue_files(Site(replace(archive, registry=silent), SITE_URL))
    graph = Graph().parse(data=b"".join(file.chunks), format="xml")
    assert not list(graph.subjects(RDF.type, VCARD.Organization))
    assert not list(graph.objects(None, DCAT.contactPoint))


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"license": ""}, ("license",)),
        (
            {"publisher": Publisher("Fjärdbygden", organisation_number="")},
            ("publisher.organisation_number",),
        ),
        ({"publisher": Publisher()}, ("publisher.name", "publisher.organisation_number")),
    ],
)
def test_not_written_when_a_fact_is_missing(
    change: dict[str, Any], missing: tuple[str, ...], archive: Archive
) -> None:
    site = Site(replace(archive, registry=replace(archive.registry, **change)), SITE_URL)
    assert missing_facts(site) == missing
    assert list(catalogue_files(site)) == []


def test_not_written_without_absolute_addresses(archive: Archive) -> None:
    assert list(catalogue_files(Site(archive, ""))) == []


def test_publishers_that_share_a_number_have_a_suffix(archive: Archive) -> None:
    publisher = replace(archive.registry.publisher, organisation_suffix="fjard")
    registry = replace(archive.registry, publisher=publisher)
    site = Site(replace(archive, registry=registry), SITE_URL)
    assert publisher_iri(site) == f"{PUBLISHER}-fjard"


@pytest.mark.parametrize(
    ("written", "iri"),
    [
        ("https://creativecommons.org/publicdomain/zero/1.0", str(CC0)),
        ("http://creativecommons.org/publicdomain/zero/1.0/", str(CC0)),
        (
            "https://www.creativecommons.org/licenses/by/4.0/",
            "http://creativecommons.org/licenses/by/4.0/",
        ),
        ("https://example.se/licens", "https://example.se/licens"),
    ],
)
def test_licences_have_one_form(written: str, iri: str) -> None:
    assert license_iri(written) == iri
