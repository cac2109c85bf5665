"""A comparison table."""

from macros import tables
from macros.models import Comparison, slug


def render(table: Comparison) -> str:
    """The table with its caption and summary."""
    return tables.render(
        f"table-{slug(table.title)}",
        table.title,
        table.summary,
        (table.first_column, *table.options),
        (tables.Line(row.question, [tables.inline(answer) for answer in row.answers]) for row in table.rows),
    )
