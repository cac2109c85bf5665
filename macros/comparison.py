"""A comparison table, as HTML whose cells are still Markdown."""

from html import escape

from macros.models import Comparison, slug


def render(table: Comparison) -> str:
    """The table with its caption; the cells keep [Term] and [@source, section] for the Markdown run."""
    anchor = f"table-{slug(table.title)}"
    head = "".join(f'<th scope="col">{escape(option)}</th>' for option in table.options)
    rows = "".join(
        f'<tr markdown="block"><th scope="row">{escape(row.question)}</th>'
        + "".join(
            f'<td data-label="{escape(option)}" markdown="span">{_cell(answer)}</td>'
            for option, answer in zip(table.options, row.answers, strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    return (
        f'<div class="table-wrap" role="region" tabindex="0" aria-labelledby="{anchor}" markdown="block">'
        f'<table class="data" markdown="block"><caption id="{anchor}">{escape(table.title)}'
        f"<span>{escape(table.summary)}</span></caption>"
        f'<thead><tr><th scope="col">{escape(table.first_column)}</th>{head}</tr></thead>'
        f'<tbody markdown="block">{rows}</tbody></table></div>'
    )


def _cell(text: str) -> str:
    return escape(" ".join(text.split()), quote=False)
