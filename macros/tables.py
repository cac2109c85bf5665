"""The one shape of tables made from data: HTML whose cells are still Markdown."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple


class Line(NamedTuple):
    """A row: its heading, its cells as Markdown, and an id if others link to it."""

    heading: str
    cells: Sequence[str]
    id: str = ""


def inline(text: str) -> str:
    """Text from data on one line, safe in HTML, with [Term] and [@source, section] left to Markdown."""
    return escape(" ".join(text.split()), quote=False)


def render(anchor: str, caption: str, summary: str, columns: Sequence[str], lines: Iterable[Line]) -> str:
    """A table that scrolls on its own, can be reached by keyboard, and names its columns on a phone."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    below = f"<span>{escape(summary)}</span>" if summary else ""
    body = "\n".join(_row(line, columns[1:]) for line in lines)
    # Each block-level tag starts a line: else Markdown takes it for text and wraps it in a paragraph.
    return "\n".join(
        (
            f'<div class="table-wrap" role="region" tabindex="0" aria-labelledby="{anchor}" markdown="block">',
            '<table class="data" markdown="block">',
            f'<caption id="{anchor}">{escape(caption)}{below}</caption>',
            f"<thead><tr>{head}</tr></thead>",
            f'<tbody markdown="block">\n{body}\n</tbody>',
            "</table>",
            "</div>",
        )
    )


def _row(line: Line, columns: Sequence[str]) -> str:
    name = f' id="{line.id}"' if line.id else ""
    cells = "\n".join(
        f'<td data-label="{escape(column)}" markdown="span">{cell}</td>'
        for column, cell in zip(columns, line.cells, strict=True)
    )
    return f'<tr{name} markdown="block">\n<th scope="row">{escape(line.heading)}</th>\n{cells}\n</tr>'
