"""The everyday words by which people ask for a term who do not know its name."""

from collections.abc import Iterator, Mapping

from macros.glossary import sort_key
from macros.models import EverydayWords
from macros.plain_yaml import Loc


def problems(entries: Mapping[int, EverydayWords], known: set[str]) -> Iterator[tuple[Loc, str]]:
    """What the model of a single entry cannot see: unknown terms, what stands there twice, wrong order."""
    seen: set[str] = set()
    for index, entry in entries.items():
        if known and entry.term not in known:  # none is, if the glossary itself cannot be read
            yield (index, "term"), f"there is no term “{entry.term}”; write a term’s exact name"
        if entry.term in seen:
            yield (index, "term"), f"“{entry.term}” is given twice; put all its words into one entry"
        seen.add(entry.term)
        words: set[str] = set()
        for word, _ in entry.levels():
            if word in words:
                yield (index,), f"“{word}” is given twice for “{entry.term}”; keep it where it is used most"
            words.add(word)
    ordered = sorted((entry.term for entry in entries.values()), key=sort_key)
    for (index, found), expected in zip(entries.items(), ordered, strict=True):
        if found.term != expected:
            yield (index, "term"), f"“{expected}” belongs before “{found.term}” (A to Z); run: make fix"
            break
