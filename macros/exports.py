"""The glossary as open data: JSON with its schema, and CSV. See also skos.py and tbx.py."""

import csv
import io
import json
from typing import Any

from macros import citations, skos, tbx
from macros.data import Data
from macros.models import Source, Term

# Raised when a field of glossary.json changes its meaning or goes away.
SCHEMA_VERSION = 1
LICENSE = "CC BY 4.0"


def data_files(data: Data, site: str) -> dict[str, str]:
    """The published files below /data/, by name; `site` is the address of the site."""
    return {
        "glossary.json": glossary_json(data),
        "glossary-schema.json": json_schema(),
        "glossary.csv": glossary_csv(data),
        "glossary.tbx": tbx.file(data),
        **skos.files(data, site),
    }


def glossary_json(data: Data) -> str:
    """All terms with all fields that are filled in, the slug of each, and the sources they cite."""
    cited = {citations.parse(text).source for term in data.glossary for text in cited_in(term)}
    content = {
        "schema_version": SCHEMA_VERSION,
        "title": "Trial Partners glossary",
        "license": LICENSE,
        "terms": [{"slug": term.slug, **_filled(term)} for term in data.glossary],
        "sources": {
            key: source.model_dump(mode="json", exclude={"id", "sections"}, exclude_none=True)
            for key, source in data.sources.items()
            if key in cited
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def cited_in(term: Term) -> list[str]:
    """Every citation of an entry, also those for what a single authority says."""
    return [*term.sources, *(reading.source for reading in term.by_authority.values())]


def _filled(term: Term) -> dict[str, Any]:
    return {key: value for key, value in term.model_dump(mode="json").items() if value}


def json_schema() -> str:
    """The JSON Schema (draft 2020-12) of glossary.json."""
    term = Term.model_json_schema(ref_template="#/$defs/{model}")
    source = Source.model_json_schema()
    shared = term.pop("$defs", {}) | source.pop("$defs", {})
    term["properties"]["slug"] = {"type": "string", "description": "The last part of the term’s address."}
    term["required"] = ["slug", *term["required"]]
    for left_out in ("id", "sections"):
        del source["properties"][left_out]
        source["required"].remove(left_out)
    content = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Trial Partners glossary",
        "type": "object",
        "properties": {
            "schema_version": {"const": SCHEMA_VERSION},
            "title": {"type": "string"},
            "license": {"const": LICENSE},
            "terms": {"type": "array", "items": {"$ref": "#/$defs/PublishedTerm"}},
            "sources": {"type": "object", "additionalProperties": {"$ref": "#/$defs/PublishedSource"}},
        },
        "required": ["schema_version", "title", "license", "terms", "sources"],
        "additionalProperties": False,
        "$defs": {**shared, "PublishedTerm": term, "PublishedSource": source},
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


COLUMNS = ("slug", "term", "abbreviation", "category", "plain", "definition", "status", "replaced_by")
LISTS = ("also_called", "old_names", "see_also", "sources")
DAYS = ("added", "reviewed")


def glossary_csv(data: Data) -> str:
    """One row a term; lists are joined with “ | ”."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, *LISTS, *DAYS])
    for term in data.glossary:
        single = [getattr(term, name) or "" for name in COLUMNS]
        lists = [" | ".join(getattr(term, name)) for name in LISTS]
        writer.writerow([*single, *lists, *(getattr(term, name).isoformat() for name in DAYS)])
    return out.getvalue()
