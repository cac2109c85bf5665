"""The readers' questions: where each is answered, and the page that lists them all."""

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from markdown.extensions.toc import slugify

from macros import tables
from macros.guides import Guide
from macros.models import Question


class Place(NamedTuple):
    """Where a page answers a question."""

    guide: Guide
    heading: str

    @property
    def anchor(self) -> str:
        """The id of the heading, or nothing if it is the title of the page."""
        return "" if self.heading == self.guide.meta.title else slugify(self.heading, "-")


def places(guides: Sequence[Guide]) -> dict[str, list[Place]]:
    """The places that answer each question, by its id."""
    found: dict[str, list[Place]] = {}
    for guide in guides:
        for question, heading in guide.meta.answers.items():
            found.setdefault(question, []).append(Place(guide, heading))
    return found


def render(questions: Sequence[Question], guides: Sequence[Guide]) -> str:
    """All questions by topic, each with its short answer and the way to the long one, as Markdown."""
    where = places(guides)
    blocks: list[str] = []
    for topic, some in groupby(questions, key=lambda question: question.topic):
        blocks.append(f"## {topic}")
        for question in some:
            links = " · ".join(map(_link, where.get(question.id, ())))
            blocks.append(f"### {escape(question.question, quote=False)} {{#question-{question.id}}}")
            blocks.append(f"{tables.inline(question.answer)}\n{{.short-answer}}")
            blocks.append(f"More: {links}\n{{.more}}")
    return "\n\n".join(blocks)


def _link(place: Place) -> str:
    anchor = f"#{place.anchor}" if place.anchor else ""
    return f"[{place.guide.meta.title}](/{place.guide.name}{anchor})"
