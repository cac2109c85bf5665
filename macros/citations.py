"""Citations: how writers write them, how they are checked, and how they look.

A citation is “source-id, section”, with more sections after semicolons and, for an edition that is
no longer in force, the word “superseded” at the end: “ich-e6-r2, 1.20, superseded”.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

from macros.models import Source
from macros.plain_yaml import Loc

# The section of a source that is cited as a whole, such as a web page.
WHOLE = "whole text"
SUPERSEDED = re.compile(r",\s*superseded\s*$")


class Citation(NamedTuple):
    """A pointer to sections of a source."""

    source: str
    sections: tuple[str, ...]
    named_superseded: bool

    @property
    def place(self) -> str:
        """The sections as readers see them; nothing for a source cited as a whole."""
        return "; ".join(section for section in self.sections if section != WHOLE)


def parse(text: str) -> Citation:
    """The parts of “source-id, section; section, superseded”."""
    shortened = SUPERSEDED.sub("", text)
    source, _, rest = shortened.partition(",")
    sections = tuple(filter(None, (part.strip() for part in rest.split(";"))))
    return Citation(source.strip(), sections, shortened != text)


def problem(text: str, sources: Mapping[str, Source]) -> str | None:
    """What is wrong with a citation and what to write instead, or None."""
    cited = parse(text)
    source = sources.get(cited.source)
    if source is None:
        return f"there is no source “{cited.source}”; add it to data/sources.yml or correct the name"
    if not cited.sections:
        return f"“{cited.source}” is cited without a section; write “{cited.source}, section”"
    for section in cited.sections:
        if section not in source.sections:
            return (
                f"“{section}” is not a section of “{cited.source}” that we have checked; correct it, "
                "or read it and add it to data/sources.yml with one line on what it says"
            )
    if source.status == "superseded" and not cited.named_superseded:
        return (
            f"“{cited.source}” is superseded by “{source.replaced_by}”; cite that, "
            f"or write “{text.strip()}, superseded” where the old edition is meant"
        )
    if source.status == "current" and cited.named_superseded:
        return f"“{cited.source}” is current; take out “superseded”"
    return None


def source_problems(sources: Mapping[int, Source], known: set[str]) -> Iterator[tuple[Loc, str]]:
    """What the model of a single source cannot see: duplicates, dead references, wrong order."""
    seen: set[str] = set()
    for index, source in sources.items():
        if source.id in seen:
            yield (index, "id"), f"“{source.id}” is given twice; keep one"
        seen.add(source.id)
        if source.replaced_by and source.replaced_by not in known:
            yield (index, "replaced_by"), f"replaced_by: there is no source “{source.replaced_by}”"
        for section in source.sections:
            if ";" in section:
                yield (index, "sections", section), f"“{section}”: a section may not hold “;”; write two"
    entries = list(sources.items())
    for (index, found), expected in zip(entries, sorted(s.id for s in sources.values()), strict=True):
        if found.id != expected:
            yield (index, "id"), f"“{expected}” belongs before “{found.id}” (A to Z); run: make fix"
            break


def reference(source: Source, sections: tuple[str, ...]) -> str:
    """One entry of a list of sources as HTML: the document, its edition, and what we used of it."""
    old = ' <span class="badge badge-old">superseded</span>' if source.status == "superseded" else ""
    used = "".join(f"<li>{_label(section)}{escape(source.sections[section])}</li>" for section in sections)
    return (
        f'<a href="{escape(source.url)}" rel="external">{escape(source.title)}</a>{old}. '
        f"{escape(source.issuer)}, {escape(source.date)}.<ul>{used}</ul>"
    )


def _label(section: str) -> str:
    return "" if section == WHOLE else f"<b>{escape(section)}</b> "
