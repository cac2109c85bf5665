"""Which pages and terms use each source, and the pages that list the sources."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from macros import citations, links, tables
from macros.data import Data
from macros.guides import Guide
from macros.models import Source

_COMPARISON = re.compile(r"comparison_table\(\"([^\"]+)\"\)")


def by_source(data: Data, guides: Sequence[Guide]) -> Mapping[str, list[str]]:
    """Links, as Markdown, to all that cites each source, by the id of the source."""
    found: dict[str, list[str]] = {source: [] for source in data.sources}

    def add(cited: Iterator[str], link: str) -> None:
        for text in cited:
            uses = found[citations.parse(text).source]
            if link not in uses:
                uses.append(link)

    for guide in guides:
        add(_cited(_whole(guide, data)), f"[{guide.meta.title}](/{guide.name})")
    for term in data.glossary:
        readings = (reading.source for reading in term.by_authority.values())
        add(iter([*term.sources, *readings]), f"[{term.term}]({links.address(term.slug)})")
    return found


def _cited(text: str) -> Iterator[str]:
    return (use.text for use in links.shorthand(text) if use.is_citation)


def _whole(guide: Guide, data: Data) -> str:
    """The text of a page together with what its macros bring from data files."""
    parts = [guide.body]
    for name in _COMPARISON.findall(guide.body):
        parts += [answer for row in data.comparisons[name].rows for answer in row.answers]
    if "claims_table()" in guide.body:
        parts += [claim.note for claim in data.claims]
    if "reader_questions()" in guide.body:
        parts += [question.answer for question in data.questions]
    if "lifecycle_diagram()" in guide.body:
        parts += [act for stage in data.lifecycle for act in stage.acts.values()]
    if "responsibility_matrix()" in guide.body:
        parts += [f"[@{clause}]" for activity in data.activities for clause in activity.clauses.values()]
        sides = (side for authority in data.authorities for side in (authority.sponsor, authority.site))
        parts += [f"[@{side.source}]" for side in sides if side.source]
    if "planner_rules()" in guide.body:
        parts += [f"[@{rule.source}]" for rule in data.rules if rule.source]
    if "checklists()" in guide.body:
        parts += [f"[@{item.source}]" for each in data.checklists for item in each.items if item.source]
    if "chooser()" in guide.body:
        parts += [outcome.stays for outcome in data.chooser.results]
    for name, diagram in data.diagrams.items():
        if f'diagram("{name}")' in guide.body:
            parts += [arrow.says for arrow in diagram.arrows]
    for name, timeline in data.timelines.items():
        if f'timeline("{name}")' in guide.body:
            parts += [bar.says for bar in timeline.bars]
    return "\n".join(parts)


def render_sources(data: Data, guides: Sequence[Guide]) -> str:
    """All sources by region, each with its edition and where it is used, as Markdown."""
    uses = by_source(data, guides)
    blocks: list[str] = []
    for region in sorted({source.region for source in data.sources.values()}, key=_region_order):
        some = sorted((s for s in data.sources.values() if s.region == region), key=_weight)
        blocks.append(f"## {region}")
        blocks.append("\n".join(_entry(source, uses[source.id]) for source in some))
    return "\n\n".join(blocks)


def render_superseded(data: Data, guides: Sequence[Guide]) -> str:
    """The superseded editions that are still mentioned: what replaced them, why, and where."""
    uses = by_source(data, guides)
    lines = (
        tables.Line(
            source.title,
            (
                f"{tables.inline(data.sources[source.replaced_by or ''].title)}",
                tables.inline(source.kept_for or ""),
                ", ".join(uses[source.id]),
            ),
        )
        for source in data.sources.values()
        if source.status == "superseded"
    )
    words = (
        f"- [{term.term}]({links.address(term.slug)}): now {term.replaced_by}"
        for term in data.glossary
        if term.status == "superseded"
    )
    table = tables.render(
        "superseded-editions",
        "Superseded editions that this site mentions",
        "",
        ("Edition", "Replaced by", "Why it is still mentioned", "Where"),
        lines,
    )
    return f"{table}\n\n## Words that were replaced\n\n" + "\n".join(words)


def _entry(source: Source, uses: Sequence[str]) -> str:
    old = " (superseded)" if source.status == "superseded" else ""
    title = tables.inline(source.title).replace("[", "&#91;").replace("]", "&#93;")
    return (
        f"- [{title}]({escape(source.url)}){old}. {tables.inline(source.issuer)}, {tables.inline(source.date)}. "
        f"Used in: {', '.join(uses)}."
    )


def _region_order(region: str) -> tuple[int, str]:
    return (0 if region in {"ICH", "OECD", "International"} else 1, region)


# Laws first, then what is closest to them.
KINDS = ("law", "guideline", "guidance", "standard", "form", "paper", "report", "article", "page")


def _weight(source: Source) -> tuple[int, str]:
    return KINDS.index(source.kind), source.title.casefold()
