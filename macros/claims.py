"""The table of popular claims, with what is true of each."""

from collections.abc import Sequence
from html import escape

from markdown.extensions.toc import slugify

from macros.models import Claim

VERDICTS = {"accurate": "True", "oversimplified": "Too simple", "wrong": "Wrong"}


def render(claims: Sequence[Claim]) -> str:
    """All claims with verdict, note and the place that covers them; links start at docs/."""
    rows = "".join(
        f'<tr id="{claim.id.lower()}" markdown="block"><th scope="row">{escape(claim.claim)}</th>'
        f'<td data-label="Verdict"><span class="badge badge-{claim.verdict}">{VERDICTS[claim.verdict]}</span></td>'
        f'<td data-label="What is true" markdown="span">{escape(" ".join(claim.note.split()), quote=False)} '
        f"See “[{escape(claim.heading, quote=False)}](/{claim.page}#{anchor(claim.heading)})”.</td></tr>"
        for claim in claims
    )
    return (
        '<div class="table-wrap" role="region" tabindex="0" aria-labelledby="claims-table" markdown="block">'
        '<table class="data" markdown="block"><caption id="claims-table">Popular claims, checked</caption>'
        '<thead><tr><th scope="col">What is said</th><th scope="col">Verdict</th><th scope="col">What is true</th></tr></thead>'
        f'<tbody markdown="block">{rows}</tbody></table></div>'
    )


def anchor(heading: str) -> str:
    """The id that Markdown gives a heading."""
    return slugify(heading, "-")
