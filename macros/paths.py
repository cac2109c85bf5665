"""Reading paths: the page that lists them, and the way to the next page at the foot of each step."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from macros import tables
from macros.guides import Guide
from macros.models import ReadingPath

# A usual speed of silent reading, in words a minute: Brysbaert, Journal of Memory and Language 109 (2019).
WORDS_A_MINUTE = 238


class Neighbor(NamedTuple):
    """A page of a path, as its neighbors link to it."""

    title: str
    address: str


class Stop(NamedTuple):
    """A page within a path: where it stands, and what comes before and after."""

    path: str
    title: str
    number: int
    of: int
    before: Neighbor | None
    after: Neighbor | None


def render(paths: Sequence[ReadingPath], guides: Sequence[Guide]) -> str:
    """All paths with their steps and reading time, as Markdown."""
    by_name = {guide.name: guide for guide in guides}
    blocks: list[str] = []
    for path in paths:
        steps = [by_name[step.page] for step in path.steps]
        blocks.append(f"## {escape(path.title, quote=False)} {{#{path.id}}}")
        blocks.append(f"{tables.inline(path.summary)} {len(steps)} pages, about {minutes(steps)} minutes.")
        lines = (
            f"1. [{guide.meta.title}](/{guide.name}){{data-step={path.id}}}: {tables.inline(step.why)}"
            for guide, step in zip(steps, path.steps, strict=True)
        )
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def minutes(guides: Sequence[Guide]) -> int:
    """How long it takes to read some guides, in steps of five minutes."""
    words = sum(len(re.findall(r"\w+", re.sub(r"\[@[^\]]+\]", "", guide.body))) for guide in guides)
    return max(5, 5 * round(words / WORDS_A_MINUTE / 5))


def stops(paths: Sequence[ReadingPath], guides: Sequence[Guide]) -> Mapping[str, list[Stop]]:
    """The stops of each page, by its file below docs/."""
    by_name = {guide.name: Neighbor(guide.meta.title, guide.address) for guide in guides}
    found: dict[str, list[Stop]] = {}
    for path in paths:
        # A page with a mistake is not there; the check names the mistake and stops the build.
        pages = [step.page for step in path.steps if step.page in by_name]
        for at, page in enumerate(pages):
            before = by_name[pages[at - 1]] if at else None
            after = by_name[pages[at + 1]] if at + 1 < len(pages) else None
            stop = Stop(path.id, path.title, at + 1, len(pages), before, after)
            found.setdefault(page, []).append(stop)
    return found
