"""Writers' shorthand as a Markdown extension: [CRA] links to the term, [@source, section] cites."""

import re
from collections import ChainMap
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from macros import citations, data, names

CITATION = r"\[@([^\]\n]+)\]"
# What may stand in brackets is decided line by line, as Markdown does, outside code.
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_CODE = re.compile(r"(`+).+?\1")
_BRACKETS = re.compile(r"!?\[(?P<text>[^\[\]\n]+)\](?P<tail>\([^)\n]*\)|\[[^\[\]\n]*\])?")


class Shorthand(NamedTuple):
    """One use of the shorthand: a citation, or the name of a term."""

    line: int
    is_citation: bool
    text: str


def shorthand(text: str) -> Iterator[Shorthand]:
    """Every citation and term name in a Markdown text, with its line."""
    fenced = False
    for number, line in enumerate(text.splitlines(), 1):
        if _FENCE.match(line):
            fenced = not fenced
            continue
        if fenced:
            continue
        for found in _BRACKETS.finditer(_CODE.sub("", line)):
            tail = found["tail"] or ""
            if tail.startswith("(") or found[0].startswith("!"):
                continue
            if found["text"].startswith("@"):
                yield Shorthand(number, True, found["text"][1:])
            else:
                yield Shorthand(number, False, tail[1:-1] or found["text"])


def problem(use: Shorthand, table: names.Table, loaded: data.Data) -> str | None:
    """What is wrong with one use of the shorthand and what to write instead, or None."""
    if use.is_citation:
        return citations.problem(use.text, loaded.sources)
    slugs = table.get(names.folded(use.text), ())
    if not slugs:
        return f"there is no term “{use.text}” in the glossary; correct the name or take out the brackets"
    if len(slugs) > 1:
        return f"“{use.text}” may mean {' or '.join(slugs)}; write the term’s full name"
    return None


def address(slug: str) -> str:
    """Where the page of a term lies, as Markdown links it from the root of the docs."""
    return f"/glossary/{slug}.md"


class _Citation(InlineProcessor):
    """Turns [@source, section] into a link; its number is set when the whole page is there."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        link = Element("a", {"class": "cite"})
        link.text = AtomicString(m[1])
        return link, m.start(0), m.end(0)


class _References(Treeprocessor):
    """Numbers the citations in reading order, lists their sources, and marks the links to terms."""

    def __init__(self, markdown: Markdown, loaded: data.Data) -> None:
        super().__init__(markdown)
        self.loaded = loaded

    def run(self, root: Element) -> None:
        cited: dict[str, list[str]] = {}
        for link in root.iter("a"):
            if link.get("class") == "cite":
                self._number(link, cited)
            elif link.get("href", "").startswith("/glossary/"):
                link.set("class", "term")
        if not cited:
            return
        section = SubElement(root, "section", {"class": "references"})
        SubElement(section, "h2", {"id": "sources"}).text = "Sources"
        listing = SubElement(section, "ol", {"class": "sources"})
        for source, sections in cited.items():
            item = SubElement(listing, "li", {"id": f"source-{source}"})
            html = citations.reference(self.loaded.sources[source], tuple(sections))
            item.text = self.md.htmlStash.store(html)

    @staticmethod
    def _number(link: Element, cited: dict[str, list[str]]) -> None:
        citation = citations.parse(link.text or "")
        known = cited.setdefault(citation.source, [])
        known += [section for section in citation.sections if section not in known]
        number = list(cited).index(citation.source) + 1
        link.set("href", f"#source-{citation.source}")
        link.text = AtomicString(f"{number}: {citation.place}" if citation.place else str(number))


class ShorthandExtension(Extension):
    """The extension; it reads the glossary and the sources from the data folder."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the two kinds of shorthand and the list of sources."""
        loaded = data.load()
        # A layer below the page's own references: thousands of names, shared by all pages.
        md.references = ChainMap(md.references, _link_table(loaded))  # type: ignore[assignment]
        # Python-Markdown forgets this one, and would wrap the caption of our tables in a paragraph.
        md.block_level_elements.append("caption")
        # Before the ordinary links (170), so that [@…] is never taken for one of them.
        md.inlinePatterns.register(_Citation(CITATION, md), "citation", 175)
        # After the inline run (20) has found the citations, before the table of contents (5).
        md.treeprocessors.register(_References(md, loaded), "references", 8)


@lru_cache(maxsize=2)
def _link_table(loaded: data.Data) -> dict[str, tuple[str, str]]:
    return {name: (address(slugs[0]), "") for name, slugs in loaded.names.items() if len(slugs) == 1}


def makeExtension(**options: Any) -> ShorthandExtension:  # noqa: N802
    """What Python-Markdown calls to get the extension."""
    return ShorthandExtension(**options)
