"""The chooser and the checklists, as text that works without scripts."""

import csv
import io
from collections.abc import Mapping, Sequence
from html import escape

from macros import responsibilities, tables
from macros.data import Data
from macros.guides import Guide
from macros.models import Checklist, Chooser, Outcome, PlanRule
from macros.tables import inline


def render_chooser(chooser: Chooser, guides: Sequence[Guide]) -> str:
    """The tree as Markdown: each answer links to the next question or to the result."""
    titles = {each.id: each.question for each in chooser.questions}
    titles |= {each.id: each.title for each in chooser.results}
    pages = {guide.name: guide.meta.title for guide in guides}
    blocks = ["## The questions"]
    for question in chooser.questions:
        blocks.append(f"### {inline(question.question)} {{#{question.id}}}")
        blocks.append(
            "\n".join(
                f"- **{inline(choice.says)}.** {inline(choice.because)} [{inline(titles[choice.next])}](#{choice.next})"
                for choice in question.answers
            )
        )
    blocks.append("## The results")
    blocks += [_outcome(outcome, pages) for outcome in chooser.results]
    return "\n\n".join(blocks)


def _outcome(outcome: Outcome, pages: Mapping[str, str]) -> str:
    read = ", ".join(f"[{pages.get(page, page)}](/{page})" for page in outcome.read)
    return "\n\n".join(
        (
            f"### {inline(outcome.title)} {{#{outcome.id}}}",
            f"- **For:** {inline(outcome.pro)}\n- **Against:** {inline(outcome.against)}\n"
            f"- **What stays yours:** {inline(outcome.stays)}\n- **Read:** {read}",
        )
    )


def render_checklists(checklists: Sequence[Checklist]) -> str:
    """All checklists with boxes to tick, as Markdown, each with its files."""
    blocks: list[str] = []
    for checklist in checklists:
        blocks.append(f"## {inline(checklist.title)} {{#{checklist.id}}}")
        blocks.append(
            f"{inline(checklist.summary)} Download: [Markdown](../data/checklist-{checklist.id}.md.txt), "
            f"[CSV](../data/checklist-{checklist.id}.csv)."
        )
        blocks.append(
            "\n".join(
                f'- <label><input type="checkbox"> {inline(item.item)}</label>'
                + (f" [@{item.source}]" if item.source else "")
                for item in checklist.items
            )
            + "\n{.ticks}"
        )
    return "\n\n".join(blocks)


def render_planner(data: Data) -> str:
    """The place of the planner, which a script fills; without it, where else to look."""
    options = "".join(
        f'<option value="{authority.id}">{escape(authority.name)}</option>' for authority in data.authorities
    )
    return "\n".join(
        (
            '<div class="planner" data-planner>',
            "<p>The planner needs a script. The rules below and the table of responsibilities say the same.</p>",
            '<form hidden><p><label for="plan-authority">Rules of</label>',
            f'<select id="plan-authority">{options}</select></p></form>',
            "</div>",
        )
    )


LEVELS = {"stop": "Cannot be", "warn": "Act", "note": "Know"}


def render_rules(rules: Sequence[PlanRule]) -> str:
    """What the planner warns of, as a table."""
    return tables.render(
        "planner-rules",
        "The rules of the planner",
        "",
        ("Rule", "Weight", "What it says"),
        (
            tables.Line(
                rule.id.replace("-", " ").capitalize(),
                (LEVELS[rule.level], inline(rule.says) + (f" [@{rule.source}]" if rule.source else "")),
            )
            for rule in rules
        ),
    )


def checklist_files(data: Data) -> dict[str, str]:
    """Each checklist as Markdown and as CSV, by file name; a name in .md would become a page of the site."""
    found: dict[str, str] = {}
    for checklist in data.checklists:
        found[f"checklist-{checklist.id}.md.txt"] = _markdown(checklist, data)
        found[f"checklist-{checklist.id}.csv"] = _csv(checklist, data)
    return found


def _markdown(checklist: Checklist, data: Data) -> str:
    lines = [
        f"- [ ] {item.item}" + (f" ({responsibilities.label(item.source, data)})" if item.source else "")
        for item in checklist.items
    ]
    return "\n".join((f"# {checklist.title}", "", checklist.summary, "", *lines, ""))


def _csv(checklist: Checklist, data: Data) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["done", "item", "source"])
    writer.writerows(
        ["", item.item, responsibilities.label(item.source, data) if item.source else ""]
        for item in checklist.items
    )
    return out.getvalue()
