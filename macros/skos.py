"""The glossary as SKOS (W3C Recommendation, 18 August 2009), in Turtle and JSON-LD; rdflib writes both."""

import json
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS, XSD

from macros import citations
from macros.data import Data
from macros.glossary import CATEGORIES
from macros.models import Term, slug

LICENSE = URIRef("https://creativecommons.org/licenses/by/4.0/")
TITLE = "Trial Partners glossary"
PREFIXES = {"skos": SKOS, "dcterms": DCTERMS, "owl": OWL, "xsd": XSD}


def files(data: Data, site: str) -> dict[str, str]:
    """The Turtle and the JSON-LD file; `site` is the address of the site, with a slash at its end."""
    found = graph(data, site)
    context = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    linked = _sorted(json.loads(found.serialize(format="json-ld", context=context, auto_compact=True)))
    return {
        "glossary.ttl": found.serialize(format="turtle"),
        "glossary.jsonld": json.dumps(linked, ensure_ascii=False, indent=1) + "\n",
    }


def _sorted(value: Any) -> Any:
    """The same document in one order, whatever order the set of statements came in."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=lambda each: json.dumps(each, ensure_ascii=False))
    return value


def graph(data: Data, site: str) -> Graph:
    """One concept a term and one collection a category, in one scheme.

    The exact meaning is skos:definition, the plain one skos:scopeNote. Short forms and other names
    are skos:altLabel, old names skos:hiddenLabel. A term out of use is owl:deprecated.
    """
    found = Graph()
    for prefix, namespace in PREFIXES.items():
        found.bind(prefix, namespace)
    scheme = URIRef(f"{site}glossary/")
    found.add((scheme, RDF.type, SKOS.ConceptScheme))
    found.add((scheme, DCTERMS.title, Literal(TITLE, lang="en")))
    found.add((scheme, DCTERMS.license, LICENSE))
    for category, label in CATEGORIES.items():
        group = _group(site, category)
        found.add((group, RDF.type, SKOS.Collection))
        found.add((group, SKOS.prefLabel, Literal(label, lang="en")))
    for term in data.glossary:
        _add(found, term, data, site)
    return found


def _group(site: str, category: str) -> URIRef:
    return URIRef(f"{site}glossary/?category={category}")


def _concept(site: str, name: str) -> URIRef:
    return URIRef(f"{site}glossary/{slug(name)}/")


def _add(found: Graph, term: Term, data: Data, site: str) -> None:
    concept = _concept(site, term.term)
    scheme = URIRef(f"{site}glossary/")
    found.add((concept, RDF.type, SKOS.Concept))
    found.add((concept, SKOS.inScheme, scheme))
    found.add((scheme, SKOS.hasTopConcept, concept))
    found.add((_group(site, term.category), SKOS.member, concept))
    found.add((concept, SKOS.prefLabel, Literal(term.term, lang="en")))
    for language, name in term.names.items():
        found.add((concept, SKOS.prefLabel, Literal(name, lang=language)))
    for language, names in term.names_also.items():
        for name in names:
            found.add((concept, SKOS.altLabel, Literal(name, lang=language)))
    # A label may stand in one role only (SKOS reference, S13).
    others = [name for name in (term.abbreviation, *term.also_called) if name and name != term.term]
    for name in others:
        found.add((concept, SKOS.altLabel, Literal(name, lang="en")))
    for name in term.old_names:
        if name not in others and name != term.term:
            found.add((concept, SKOS.hiddenLabel, Literal(name, lang="en")))
    found.add((concept, SKOS.definition, Literal(term.definition, lang="en")))
    found.add((concept, SKOS.scopeNote, Literal(term.plain, lang="en")))
    for name in term.see_also:
        found.add((concept, SKOS.related, _concept(site, name)))
    for text in term.sources:
        cited = citations.parse(text)
        source = data.sources[cited.source]
        where = ", ".join(filter(None, (source.issuer, source.title, cited.place, source.date)))
        found.add((concept, DCTERMS.source, Literal(where, lang="en")))
    found.add((concept, DCTERMS.created, Literal(term.added, datatype=XSD.date)))
    found.add((concept, DCTERMS.modified, Literal(term.changed, datatype=XSD.date)))
    if term.replaced_by:
        found.add((concept, OWL.deprecated, Literal("true", datatype=XSD.boolean)))
        found.add((concept, DCTERMS.isReplacedBy, _concept(site, term.replaced_by)))
