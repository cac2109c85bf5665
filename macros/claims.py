"""The table of popular claims, with what is true of each."""

from collections.abc import Sequence

from markdown.extensions.toc import slugify

from macros import tables
from macros.models import Claim

VERDICTS = {"accurate": "True", "oversimplified": "Too simple", "wrong": "Wrong"}


def render(claims: Sequence[Claim]) -> str:
    """All claims with verdict, note and the place that covers them; links start at docs/."""
    return tables.render(
        "claims-table",
        "Popular claims, checked",
        "",
        ("What is said", "Verdict", "What is true"),
        (tables.Line(claim.claim, (_verdict(claim), _note(claim)), claim.id.lower()) for claim in claims),
    )


def _verdict(claim: Claim) -> str:
    return f'<span class="badge badge-{claim.verdict}">{VERDICTS[claim.verdict]}</span>'


def _note(claim: Claim) -> str:
    place = f"[{tables.inline(claim.heading)}](/{claim.page}#{anchor(claim.heading)})"
    return f"{tables.inline(claim.note)} See “{place}”."


def anchor(heading: str) -> str:
    """The id that Markdown gives a heading."""
    return slugify(heading, "-")
