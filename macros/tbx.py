"""The glossary as TBX-Basic (ISO 30042:2019), in the style “data category as attribute”."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from macros import citations
from macros.data import Data
from macros.glossary import CATEGORIES
from macros.models import Term

NAMESPACE = "urn:iso:std:iso:30042:ed-2"


def file(data: Data) -> str:
    """The TBX document: one concept entry a term, one language section a language."""
    root = Element("tbx", {"type": "TBX-Basic", "style": "dca", "xml:lang": "en", "xmlns": NAMESPACE})
    described = SubElement(SubElement(root, "tbxHeader"), "fileDesc")
    SubElement(SubElement(described, "titleStmt"), "title").text = "Trial Partners glossary"
    SubElement(SubElement(described, "publicationStmt"), "p").text = "License: CC BY 4.0"
    SubElement(
        SubElement(described, "sourceDesc"), "p"
    ).text = "Each definition names the law, guideline or other document that it rests on."
    body = SubElement(SubElement(root, "text"), "body")
    for term in data.glossary:
        _entry(body, term, data)
    indent(root, space=" ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _entry(body: Element, term: Term, data: Data) -> None:
    entry = SubElement(body, "conceptEntry", id=_id(term.slug))
    SubElement(entry, "descrip", type="subjectField").text = CATEGORIES[term.category]
    for kind, day in (("origination", term.added), ("modification", term.changed)):
        dated = SubElement(entry, "transacGrp")
        SubElement(dated, "transac", type="transactionType").text = kind
        SubElement(dated, "date").text = day.isoformat()
    if term.replaced_by:
        SubElement(entry, "note").text = f"Superseded; use “{term.replaced_by}”."
    english = SubElement(entry, "langSec", {"xml:lang": "en"})
    group = SubElement(english, "descripGrp")
    SubElement(group, "descrip", type="definition").text = term.definition
    SubElement(group, "admin", type="source").text = "; ".join(_source(text, data) for text in term.sources)
    SubElement(english, "note").text = f"In plain words: {term.plain}"
    status = "supersededTerm-admn-sts" if term.replaced_by else "preferredTerm-admn-sts"
    _term(english, term.term, status, "fullForm")
    if term.abbreviation:
        _term(english, term.abbreviation, "admittedTerm-admn-sts", "abbreviation")
    for name in term.also_called:
        _term(english, name, "admittedTerm-admn-sts", "variant")
    for name in term.old_names:
        _term(english, name, "supersededTerm-admn-sts", "variant")
    for language in sorted({*term.names, *term.names_also}):
        section = SubElement(entry, "langSec", {"xml:lang": language})
        if language in term.names:
            _term(section, term.names[language], "preferredTerm-admn-sts", "fullForm")
        for name in term.names_also.get(language, ()):
            _term(section, name, "admittedTerm-admn-sts", "variant")


def _id(slug: str) -> str:
    """An XML identifier may not begin with a digit."""
    return f"term-{slug}"


def _term(section: Element, name: str, status: str, kind: str) -> None:
    found = SubElement(section, "termSec")
    SubElement(found, "term").text = name
    for category, value in (("partOfSpeech", "noun"), ("administrativeStatus", status), ("termType", kind)):
        SubElement(found, "termNote", type=category).text = value


def _source(text: str, data: Data) -> str:
    cited = citations.parse(text)
    source = data.sources[cited.source]
    return ", ".join(filter(None, (source.issuer, source.title, cited.place, source.date)))
