"""What the search in the browser reads: short records of all terms and guides."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from macros import glossary, questions
from macros.data import Data
from macros.guides import Guide
from macros.models import Term

# Headings that nearly every guide has say nothing about any of them.
SHARED_HEADINGS = {
    "Read next",
    "What goes wrong in practice",
    "What differs by country",
    "Questions to ask",
    "How to read it",
    "What to check in your contract",
    "What happened",
    "Side by side",
}


# The search passes over these words, so its data need not carry them; docs/assets/words.js has all of them.
FILLER_WORDS = """
    a an and are as at be by can could do does for from had has have how i if in is it its me my of on or our should
    that the their there they this to was we what when where which who whose why will with would you your
"""
FILLERS = frozenset(FILLER_WORDS.split())


def index(data: Data, guides: list[Guide]) -> str:
    """What the search reads: the terms by field and short records of the guides, in the order of the site."""
    asked = {question.id: question.question for question in data.questions}
    content = {
        "languages": glossary.LANGUAGES,
        "terms": _columns(data.glossary),
        "guides": [_guide_record(guide, asked) for guide in guides if guide.meta.template is None],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def names(data: Data) -> str:
    """The names in other languages: by slug and language code, a list of names."""
    content = {term.slug: found for term in data.glossary if (found := _foreign(term))}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _foreign(term: Term) -> dict[str, list[str]]:
    codes = sorted({*term.names, *term.names_also})
    return {code: [n for n in (term.names.get(code), *term.names_also.get(code, ())) if n] for code in codes}


def _columns(terms: Sequence[Term]) -> dict[str, list[str]]:
    """What the search knows of the terms, by field: shorter than a record for each, above all when packed.

    Lists are joined by “|”. The address of a term follows from its name, see words.js.
    """
    return {
        "term": [term.term for term in terms],
        "short": [term.abbreviation or "" for term in terms],
        "plain": [term.plain for term in terms],
        "also": [_joined(term.also_called) for term in terms],
        "old": [_joined(term.old_names) for term in terms],
        "asked": [_joined(map(_telling, term.asked_as)) for term in terms],
        "elsewhere": [_joined(term.other_meanings) for term in terms],
        "now": [term.replaced_by or "" for term in terms],
    }


def _telling(text: str) -> str:
    """The words of a way of asking that tell something: “who checks data” without “who”."""
    return " ".join(word for word in text.split() if word.lower().strip("?,.") not in FILLERS)


def _joined(texts: Iterable[str]) -> str:
    return "|".join(text.replace("|", "/") for text in texts)


def _guide_record(guide: Guide, asked: Mapping[str, str]) -> dict[str, Any]:
    """A guide; “asks” has a question and the anchor of its answer for each that the guide answers."""
    record = {
        "address": guide.address,
        "title": guide.meta.title,
        "description": guide.meta.description,
        "headings": [heading for heading in guide.headings if heading not in SHARED_HEADINGS],
        "asks": [
            (asked[question], questions.Place(guide, heading).anchor)
            for question, heading in guide.meta.answers.items()
        ],
    }
    return {key: value for key, value in record.items() if value or key == "headings"}
