"""Who does what, by authority: each cell follows from the authority's general rule and the activity."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from macros import citations
from macros.data import Data
from macros.models import Activity, Authority, Doer, HandOver

PARTIES: dict[Doer, str] = {
    "sponsor": "Sponsor",
    "cro": "CRO",
    "smo": "SMO",
    "site": "Site",
    "investigator": "Investigator",
    "committee": "Ethics committee",
    "other": "Other provider",
}
ANSWERS: dict[HandOver, str] = {
    "in writing": "Yes, in writing",
    "yes": "Yes",
    "tasks": "Tasks only",
    "no": "No",
    "not provided for": "Not provided for",
    "not addressed": "Not addressed",
    "unknown": "Not confirmed",
}
PHASES = {
    "design": "Design",
    "start-up": "Start-up",
    "conduct": "Conduct",
    "oversight": "Oversight and quality",
    "safety": "Safety",
    "results": "Data and results",
    "close-out": "Close-out",
}
OWNERS = {
    "sponsor": "Sponsor",
    "site": "Investigator",
    "both": "Each for its own part",
    "committee": "The committee",
}


class Answer(NamedTuple):
    """One cell: may the activity be handed over under an authority, and who stays accountable."""

    answer: HandOver
    accountable: str
    sources: tuple[str, ...]


def answer(activity: Activity, authority: Authority) -> Answer:
    """What an authority says on an activity.

    What belongs to one side follows the general rule of that side. What cannot be handed over needs a
    clause about the activity itself; without one the answer is not known, and says so.
    """
    if authority.id in activity.not_addressed:
        return Answer("not addressed", OWNERS[activity.side], ())
    if authority.id in activity.not_confirmed:
        return Answer("unknown", OWNERS[activity.side], ())
    clause = activity.clauses.get(authority.id)
    own = (clause,) if clause else ()
    if activity.hand_over == "no":
        return Answer("no" if clause else "unknown", OWNERS[activity.side], own)
    if activity.side == "both":
        rules = (authority.sponsor.source, authority.site.source)
        known: HandOver = "tasks" if authority.site.source else "unknown"
        return Answer(known, OWNERS["both"], _once(*own, *filter(None, rules)))
    rule = authority.sponsor if activity.side == "sponsor" else authority.site
    keeps = activity.accountable.get(authority.id, rule.accountable)
    return Answer(rule.answer, keeps, _once(*own, *filter(None, [rule.source])))


def _once(*sources: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sources))


def render(data: Data) -> str:
    """The table of all activities and authorities, as HTML whose cells are still Markdown."""
    head = "".join(
        f'<th scope="col" data-authority="{authority.id}">{escape(authority.name)}</th>'
        for authority in data.authorities
    )
    bodies = "\n".join(
        _phase(phase, list(some), data)
        for phase, some in groupby(data.activities, key=lambda activity: activity.phase)
    )
    return "\n".join(
        (
            '<div class="table-wrap matrix-wrap" role="region" tabindex="0" aria-labelledby="matrix" markdown="block">',
            '<table class="data matrix" markdown="block">',
            '<caption id="matrix">Who does what, and may it be handed over</caption>',
            f'<thead><tr><th scope="col">Activity</th><th scope="col">Usually done by</th><th scope="col">May be done by</th>{head}</tr></thead>',
            bodies,
            "</table>",
            "</div>",
        )
    )


def render_rules(data: Data) -> str:
    """What each authority says in general, as a Markdown list."""
    blocks = []
    for authority in data.authorities:
        warning = f" {_line(authority.warning)}" if authority.warning else ""
        cited = " ".join(f"[@{rule.source}]" for rule in (authority.sponsor, authority.site) if rule.source)
        blocks.append(
            f"- **{authority.name}.** {_line(authority.sponsor.says)} {_line(authority.site.says)}{warning} {cited}"
        )
    return "\n".join(blocks)


def _line(text: str) -> str:
    return escape(" ".join(text.split()), quote=False)


def _phase(phase: str, activities: Sequence[Activity], data: Data) -> str:
    columns = 3 + len(data.authorities)
    rows = "\n".join(_row(activity, data.authorities) for activity in activities)
    return (
        f'<tbody data-phase="{phase}" markdown="block">\n<tr class="phase"><th scope="rowgroup" colspan="{columns}">'
        f"{PHASES[phase]}</th></tr>\n{rows}\n</tbody>"
    )


def _row(activity: Activity, authorities: Sequence[Authority]) -> str:
    cells = "\n".join(_cell(activity, authority) for authority in authorities)
    return (
        f'<tr id="{activity.id}" markdown="block">\n<th scope="row">{escape(activity.activity)}'
        f'<span class="plain">{escape(activity.plain)}</span></th>\n'
        f'<td data-label="Usually done by">{_parties(activity.usual)}</td>\n'
        f'<td data-label="May be done by">{_parties(activity.may)}</td>\n{cells}\n</tr>'
    )


def _parties(doers: Sequence[Doer]) -> str:
    return ", ".join(PARTIES[doer] for doer in doers)


def _cell(activity: Activity, authority: Authority) -> str:
    found = answer(activity, authority)
    cited = " ".join(f"[@{source}]" for source in found.sources)
    kind = found.answer.replace(" ", "-")
    # Without a clause of its own the cell says what follows from the general rule, and not more.
    general = ", by the general rule" if found.sources and authority.id not in activity.clauses else ""
    return (
        f'<td data-label="{escape(authority.name)}" data-authority="{authority.id}" data-answer="{kind}" markdown="span">'
        f'<b class="answer-{kind}">{ANSWERS[found.answer]}.</b> {escape(found.accountable)}{general} {cited}</td>'
    )


def export_json(data: Data) -> str:
    """All activities, authorities, answers and rules of the planner, for the planner and for others."""
    content = {
        "parties": PARTIES,
        "answers": ANSWERS,
        "phases": PHASES,
        "authorities": [{"id": authority.id, "name": authority.name} for authority in data.authorities],
        "activities": [_activity(activity, data) for activity in data.activities],
        "rules": [
            {
                "id": rule.id,
                "level": rule.level,
                "when": rule.when.model_dump(exclude_defaults=True),
                "says": rule.says,
                "source": label(rule.source, data) if rule.source else "",
            }
            for rule in data.rules
        ],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _activity(activity: Activity, data: Data) -> dict[str, object]:
    answers = {authority.id: answer(activity, authority) for authority in data.authorities}
    return {
        "id": activity.id,
        "activity": activity.activity,
        "phase": activity.phase,
        "plain": activity.plain,
        "side": activity.side,
        "usual": activity.usual,
        "may": activity.may,
        "hand_over": activity.hand_over,
        "answers": {
            authority: {
                "answer": found.answer,
                "accountable": found.accountable,
                "sources": [label(source, data) for source in found.sources],
            }
            for authority, found in answers.items()
        },
    }


def label(source: str, data: Data) -> str:
    """A citation as people read it: the title of the document and the section."""
    cited = citations.parse(source)
    title = data.sources[cited.source].title
    return f"{title}, {cited.place}" if cited.place else title


def export_csv(data: Data) -> str:
    """One line for each activity and authority."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [
            "activity",
            "phase",
            "usually done by",
            "may be done by",
            "authority",
            "may be handed over",
            "accountable",
            "sources",
        ]
    )
    writer.writerows(_lines(data))
    return out.getvalue()


def _lines(data: Data) -> Iterator[list[str]]:
    for activity in data.activities:
        for authority in data.authorities:
            found = answer(activity, authority)
            yield [
                activity.activity,
                PHASES[activity.phase],
                _parties(activity.usual),
                _parties(activity.may),
                authority.name,
                ANSWERS[found.answer],
                found.accountable,
                "; ".join(label(source, data) for source in found.sources),
            ]
