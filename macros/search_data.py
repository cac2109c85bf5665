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

# So many letters of a meaning or a summary are shown with a result.
GIST = 72

# How the levels of everyday words are written: seldom, often, mostly; the most frequent is the shortest.
LEVELS = ("0", "10", "11")


def index(data: Data, guides: list[Guide]) -> str:
    """What the search reads: the terms and the guides by field, and the everyday words."""
    asked = {question.id: question.question for question in data.questions}
    # Terms of one category are asked for in like words. In this order the file is smallest when packed.
    terms = sorted(data.glossary, key=lambda term: term.category)
    content = {
        **_everyday(data, terms),
        "languages": glossary.LANGUAGES,
        "terms": _columns(terms),
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
        "plain": [_gist(term.plain) for term in terms],
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


def _gist(text: str) -> str:
    """The first sentence of a text, cut short; the page itself has the whole."""
    first = re.split(r"(?<=[.!?]) ", text, maxsplit=1)[0]
    return textwrap.shorten(first, GIST, placeholder=" …")


def _everyday(data: Data, terms: Sequence[Term]) -> dict[str, str]:
    """The words by which people ask for terms, A to Z, and for each word the terms that are asked for with it.

    In `words` a capital before each word says how many letters it shares with the word before: A for none, B for one,
    up to J. `uses` has the rest as bits, packed as base64: for each word how many terms use it, as Elias gamma code; which
    these are, by their places, as binary interpolative code (Moffat and Stuiver, Information Retrieval, 2000), which is
    short where places lie close together; and the level of each.
    """
    places = {term.term: at for at, term in enumerate(terms)}
    uses: dict[str, dict[int, int]] = {}
    for entry in data.everyday:
        for word, level in entry.levels() if entry.term in places else ():
            uses.setdefault(word, {})[places[entry.term]] = level
    known = sorted(uses)
    bits = "".join(_bits(uses[word], len(places)) for word in known)
    return {
        "uses": base64.b64encode(_bytes(bits)).decode(),
        "words": "".join(_after(before, word) for before, word in pairwise(["", *known])),
    }


def _after(before: str, word: str) -> str:
    shared = 0
    while shared < 9 and before[shared : shared + 1] == word[shared : shared + 1] != "":
        shared += 1
    return chr(ord("A") + shared) + word[shared:]


def _bits(uses: Mapping[int, int], terms: int) -> str:
    places = sorted(uses)
    levels = "".join(LEVELS[uses[place]] for place in places)
    return _gamma(len(uses)) + _between(places, 0, terms - 1) + levels


def _between(places: Sequence[int], low: int, high: int) -> str:
    """Places from low to high: the one in the middle, which leaves room for the others, then those before and after."""
    if not places:
        return ""
    middle = len(places) // 2
    place, least, most = places[middle], low + middle, high - (len(places) - 1 - middle)
    before, after = _between(places[:middle], low, place - 1), _between(places[middle + 1 :], place + 1, high)
    return _within(place - least, most - least + 1) + before + after


def _within(number: int, size: int) -> str:
    """A number below the size: some take one bit less than others, as there are seldom just as many as bits can say."""
    width = size.bit_length() - 1
    short = 2 ** (width + 1) - size
    return _binary(number, width) if number < short else _binary(number + short, width + 1)


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
        "description": [_gist(guide.meta.description) for guide in guides],
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
