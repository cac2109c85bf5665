"""What the search in the browser reads: short records of all terms and guides."""

import base64
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from macros import glossary
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
    a an and are as at be by can could do does for from had has have if in is it its of on or should
    that the their there they this to was what which why will with would
"""
FILLERS = frozenset(FILLER_WORDS.split())

# How the levels of everyday words are written: seldom, often, mostly; the most frequent is the shortest.
LEVELS = ("10", "0", "11")


def index(data: Data, guides: list[Guide]) -> str:
    """What the search reads: the terms and the guides by field, in the order of the site, and the everyday words."""
    asked = {question.id: question.question for question in data.questions}
    # In this order, which has like beside like, the file is smallest when packed.
    content = {
        **_everyday(data),
        "languages": glossary.LANGUAGES,
        "terms": _columns(data.glossary),
        "guides": _guide_columns([guide for guide in guides if guide.meta.template is None], asked),
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
        "now": [term.replaced_by or "" for term in terms],
        "old": [_joined(term.old_names) for term in terms],
        "asked": [_joined(map(_telling, term.asked_as)) for term in terms],
        "also": [_joined(_others(term)) for term in terms],
        "elsewhere": [_joined(term.other_meanings) for term in terms],
        "plain": [_gist(term.plain, 80) for term in terms],
    }


def _others(term: Term) -> Iterator[str]:
    """The other names, but those that differ only in hyphens and capitals, which the search passes over."""
    seen = {_letters(term.term), _letters(term.abbreviation or "")}
    for name in term.also_called:
        if _letters(name) not in seen:
            seen.add(_letters(name))
            yield name


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def _telling(text: str) -> str:
    """The words of a way of asking that tell something: “who checks data” without “who”."""
    return " ".join(word for word in text.split() if word.lower().strip("?,.") not in FILLERS)


def _gist(text: str, width: int) -> str:
    """The first sentence of a text, cut short after so many characters; the page itself has the whole."""
    first = re.split(r"(?<=[.!?]) ", text, maxsplit=1)[0]
    return textwrap.shorten(first, width, placeholder=" …")


def _everyday(data: Data) -> dict[str, str]:
    """The words by which people ask for terms, A to Z, and for each word the terms that are asked for with it.

    In `words` a capital before each word says how many letters it shares with the word before: A for none, B for one,
    up to J. `uses` has the rest as bits, packed as base64: for each word how many terms use it, as Elias gamma code; then
    for each of these how many terms, in their order, lie between it and the one before, in Golomb’s code for what is
    spread at random (IEEE Transactions on Information Theory, 1966; Rice’s simple form), and its level.
    """
    places = {term.term: at for at, term in enumerate(data.glossary)}
    uses: dict[str, list[tuple[int, int]]] = {}
    for entry in data.everyday:
        for word, level in entry.levels() if entry.term in places else ():
            uses.setdefault(word, []).append((places[entry.term], level))
    known = sorted(uses)
    bits = "".join(_bits(sorted(uses[word]), len(places)) for word in known)
    return {
        "uses": base64.b64encode(_bytes(bits)).decode(),
        "words": "".join(_after(before, word) for before, word in pairwise(["", *known])),
    }


def _after(before: str, word: str) -> str:
    shared = 0
    while shared < 9 and before[shared : shared + 1] == word[shared : shared + 1] != "":
        shared += 1
    return chr(ord("A") + shared) + word[shared:]


def _bits(uses: Sequence[tuple[int, int]], terms: int) -> str:
    low = (terms // len(uses)).bit_length() - 1
    found = _gamma(len(uses))
    for (before, _), (place, level) in pairwise([(-1, 0), *uses]):
        high, rest = divmod(place - before - 1, 2**low)
        found += "1" * high + "0" + _binary(rest, low) + LEVELS[level]
    return found


def _gamma(number: int) -> str:
    size = number.bit_length() - 1
    return "1" * size + "0" + _binary(number - 2**size, size)


def _binary(number: int, size: int) -> str:
    return f"{number:0{size}b}" if size else ""


def _bytes(bits: str) -> bytes:
    whole = bits + "0" * (-len(bits) % 8)
    return bytes(int(whole[at : at + 8], 2) for at in range(0, len(whole), 8))


def _joined(texts: Iterable[str]) -> str:
    return "|".join(text.replace("|", "/") for text in texts)


def _guide_columns(guides: Sequence[Guide], asked: Mapping[str, str]) -> dict[str, list[Any]]:
    """What the search knows of the guides, by field.

    “asks” has a question for each that the guide answers, and the heading that answers it or its place.
    """
    headings = [[each for each in guide.headings if each not in SHARED_HEADINGS] for guide in guides]
    return {
        "description": [_gist(guide.meta.description, 100) for guide in guides],
        "title": [guide.meta.title for guide in guides],
        "headings": [_joined(some) for some in headings],
        "address": [guide.address for guide in guides],
        "asks": [
            [
                (asked[question], _place(guide, heading, some))
                for question, heading in guide.meta.answers.items()
            ]
            for guide, some in zip(guides, headings, strict=True)
        ],
    }


def _place(guide: Guide, heading: str, headings: Sequence[str]) -> int | str:
    """Where among the headings one is; the heading itself if it is left out there; nothing for the title."""
    if heading == guide.meta.title:
        return ""
    return headings.index(heading) if heading in headings else heading
