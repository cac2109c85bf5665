"""The glossary as open data, and the data that the search reads."""

import csv
import io
import json
from typing import Any

from macros import citations, glossary
from macros.data import Data
from macros.guides import Guide
from macros.models import Term

# Raised when a field of glossary.json changes its meaning or goes away.
SCHEMA_VERSION = 1


def data_files(data: Data) -> dict[str, str]:
    """The published files below /data/, by name."""
    return {"glossary.json": glossary_json(data), "glossary.csv": glossary_csv(data)}


def glossary_json(data: Data) -> str:
    """All terms with all fields that are filled in, the slug of each, and the sources they cite."""
    cited = {citations.parse(text).source for term in data.glossary for text in term.sources}
    content = {
        "schema_version": SCHEMA_VERSION,
        "title": "Trial Partners glossary",
        "license": "CC BY 4.0",
        "terms": [{"slug": term.slug, **_filled(term)} for term in data.glossary],
        "sources": {
            key: source.model_dump(mode="json", exclude={"id", "sections"}, exclude_none=True)
            for key, source in data.sources.items()
            if key in cited
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _filled(term: Term) -> dict[str, Any]:
    return {key: value for key, value in term.model_dump(mode="json").items() if value}


COLUMNS = ("slug", "term", "abbreviation", "category", "plain", "definition", "status", "replaced_by")
LISTS = ("also_called", "old_names", "see_also", "sources")


def glossary_csv(data: Data) -> str:
    """One row a term; lists are joined with “ | ”."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, *LISTS])
    for term in data.glossary:
        single = [getattr(term, name) or "" for name in COLUMNS]
        writer.writerow([*single, *(" | ".join(getattr(term, name)) for name in LISTS)])
    return out.getvalue()


def search_index(data: Data, guides: list[Guide]) -> str:
    """What the search reads: short records of all terms and guides, in the order of the site."""
    content = {
        "languages": glossary.LANGUAGES,
        "terms": [_term_record(term) for term in data.glossary],
        "guides": [_guide_record(guide) for guide in guides if guide.meta.template is None],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _term_record(term: Term) -> dict[str, Any]:
    record = {
        "slug": term.slug,
        "term": term.term,
        "short": term.abbreviation,
        "category": term.category,
        "plain": term.plain,
        "also": term.also_called,
        "old": term.old_names,
        "asked": term.asked_as,
        "names": dict(term.names),
        "now": term.replaced_by,
    }
    return {key: value for key, value in record.items() if value}


def _guide_record(guide: Guide) -> dict[str, Any]:
    return {
        "address": guide.address,
        "title": guide.meta.title,
        "description": guide.meta.description,
        "headings": guide.headings,
    }
