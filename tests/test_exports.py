"""Each published form of the glossary, read by a reader that is not ours: nothing is lost on the way."""

import csv
import io
import json
import re
from pathlib import Path

import jsonschema
import pytest
import rdflib
from lxml import etree
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS, XSD

from macros import data, exports
from macros.models import slug

SITE = "https://example.org/"
LOADED = data.load()
FILES = exports.data_files(LOADED, SITE)
TERMS = {term.slug: term for term in LOADED.glossary}
MEANINGS = {term.term: term.definition for term in LOADED.glossary}
TBX = "{urn:iso:std:iso:30042:ed-2}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def test_json_follows_its_own_schema_and_holds_every_term() -> None:
    content = json.loads(FILES["glossary.json"])
    schema = json.loads(FILES["glossary-schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(content)
    assert {term["term"]: term["definition"] for term in content["terms"]} == MEANINGS
    assert len(content["terms"]) == len(LOADED.glossary)


def test_the_json_schema_refuses_what_is_not_a_glossary() -> None:
    schema = json.loads(FILES["glossary-schema.json"])
    content = json.loads(FILES["glossary.json"])
    content["terms"][0]["kategory"] = "role"
    with pytest.raises(jsonschema.ValidationError, match="kategory"):
        jsonschema.validate(content, schema)


def test_csv_gives_back_every_field() -> None:
    rows = list(csv.DictReader(io.StringIO(FILES["glossary.csv"])))
    assert len(rows) == len(LOADED.glossary)
    for row in rows:
        term = TERMS[row["slug"]]
        for name in ("term", "definition", "plain", "category", "status"):
            assert row[name] == getattr(term, name)
        for name in ("also_called", "old_names", "see_also", "sources"):
            assert tuple(filter(None, row[name].split(" | "))) == getattr(term, name)


@pytest.fixture(scope="module", params=["turtle", "json-ld"])
def graph(request: pytest.FixtureRequest) -> rdflib.Graph:
    name = {"turtle": "glossary.ttl", "json-ld": "glossary.jsonld"}[request.param]
    return rdflib.Graph().parse(data=FILES[name], format=request.param)


def test_skos_gives_back_every_term_and_definition(graph: rdflib.Graph) -> None:
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == len(LOADED.glossary)
    found = {}
    for concept in concepts:
        (name,) = [label for label in graph.objects(concept, SKOS.prefLabel) if label.language == "en"]
        (definition,) = graph.objects(concept, SKOS.definition)
        found[str(name)] = str(definition)
    assert found == MEANINGS


def test_skos_holds_names_dates_and_successors(graph: rdflib.Graph) -> None:
    for address, term in TERMS.items():
        concept = rdflib.URIRef(f"{SITE}glossary/{address}/")
        labels = {
            label.language: str(label)
            for label in graph.objects(concept, SKOS.prefLabel)
            if label.language != "en"
        }
        assert labels == term.names
        assert {str(other) for other in graph.objects(concept, SKOS.related)} == {
            f"{SITE}glossary/{slug(name)}/" for name in term.see_also
        }
        assert graph.value(concept, DCTERMS.created) == rdflib.Literal(term.added, datatype=XSD.date)
        assert bool(graph.value(concept, OWL.deprecated)) == (term.status == "superseded")


def test_skos_keeps_its_own_rules(graph: rdflib.Graph) -> None:
    """SKOS reference, S13 and S14: one preferred label a language; no label in two roles."""
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        preferred = set(graph.objects(concept, SKOS.prefLabel))
        assert len({label.language for label in preferred}) == len(preferred)
        other, hidden = (
            set(graph.objects(concept, SKOS.altLabel)),
            set(graph.objects(concept, SKOS.hiddenLabel)),
        )
        assert not preferred & other
        assert not preferred & hidden
        assert not other & hidden


def tbx_schema() -> etree.RelaxNG:
    path = Path(__file__).parent / "schemas" / "tbx-basic.rng"
    return etree.RelaxNG(etree.fromstring(path.read_bytes()))


def test_tbx_is_valid_and_gives_back_every_term_and_definition() -> None:
    root = etree.fromstring(FILES["glossary.tbx"].encode())
    tbx_schema().assertValid(root)
    entries = list(root.iter(f"{TBX}conceptEntry"))
    assert len(entries) == len(LOADED.glossary)
    found = {}
    for entry in entries:
        term = TERMS[entry.get("id").removeprefix("term-")]
        sections = {section.get(LANGUAGE): section for section in entry.iter(f"{TBX}langSec")}
        words = {
            code: [each.text for each in section.iter(f"{TBX}term")] for code, section in sections.items()
        }
        found[words["en"][0]] = entry.find(f".//{TBX}descrip[@type='definition']").text
        assert words["en"][1:] == [
            *([term.abbreviation] if term.abbreviation else []),
            *term.also_called,
            *term.old_names,
        ]
        assert {code: names for code, names in words.items() if code != "en"} == {
            code: [*([term.names[code]] if code in term.names else []), *term.names_also.get(code, ())]
            for code in {*term.names, *term.names_also}
        }
    assert found == MEANINGS


def test_the_tbx_schema_refuses_a_misplaced_category() -> None:
    text = FILES["glossary.tbx"].replace('type="subjectField"', 'type="definition"', 1)
    assert not tbx_schema().validate(etree.fromstring(text.encode()))


# https://schema.org/DefinedTerm and DefinedTermSet, with what they inherit from Thing and CreativeWork.
DEFINED_TERM = {
    "inDefinedTermSet",
    "termCode",
    "alternateName",
    "description",
    "disambiguatingDescription",
    "name",
    "url",
}
DEFINED_TERM_SET = {"name", "license", "url"}


def test_each_term_page_holds_its_term_as_structured_data(site: Path) -> None:
    schema = "https://schema.org/"
    terms = 0
    for address, term in TERMS.items():
        html = (site / "glossary" / address / "index.html").read_text(encoding="utf-8")
        (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
        content = json.loads(block)
        assert content["@context"] == "https://schema.org"
        # The same document with the vocabulary said inline, so that no test asks the network.
        found = rdflib.Graph().parse(
            data=json.dumps(content | {"@context": {"@vocab": schema}}), format="json-ld"
        )
        (subject,) = found.subjects(RDF.type, rdflib.URIRef(f"{schema}DefinedTerm"))
        (whole,) = found.subjects(RDF.type, rdflib.URIRef(f"{schema}DefinedTermSet"))
        used = {str(name).removeprefix(schema) for name in found.predicates(subject)} - {str(RDF.type)}
        assert used <= DEFINED_TERM
        assert {str(name).removeprefix(schema) for name in found.predicates(whole)} - {
            str(RDF.type)
        } <= DEFINED_TERM_SET
        assert str(found.value(subject, rdflib.URIRef(f"{schema}name"))) == term.term
        assert str(found.value(subject, rdflib.URIRef(f"{schema}description"))) == term.definition
        assert str(subject).endswith(f"/glossary/{address}/")
        terms += 1
    assert terms == len(LOADED.glossary)
