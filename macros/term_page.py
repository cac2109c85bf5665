"""The page of a term, as HTML."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from macros import citations
from macros.glossary import LANGUAGES
from macros.models import Source, Term, slug


class Link(NamedTuple):
    """A title and the address it leads to, from the root of the site."""

    title: str
    address: str


@dataclass(frozen=True)
class Context:
    """What the page of a term needs to know of its surroundings."""

    sources: Mapping[str, Source]
    confusions: Mapping[str, Mapping[str, str]]
    sharing: Mapping[str, Sequence[Term]]
    uses: Mapping[str, Sequence[Link]] = field(default_factory=dict)
    edit_address: str = ""


def render(term: Term, context: Context) -> str:
    """The page of a term as HTML, below its title."""
    parts = (
        _banner(term),
        f'<p class="lead">{escape(term.plain)}</p>',
        f'<h2 id="meaning">Exact meaning</h2><p>{escape(term.definition)}</p>',
        _sources(term, context),
        _authorities(term, context),
        _confusions(term, context),
        _names(term),
        _elsewhere(term, context),
        _listed("See also", "see-also", (_anchor(name, f"../{slug(name)}/") for name in term.see_also)),
        _listed(
            "Guides that use this term",
            "guides",
            (_anchor(link.title, f"../../{link.address}") for link in context.uses.get(term.slug, ())),
        ),
        _history(term),
        _actions(term, context),
    )
    return f'<div class="term-page">{"".join(parts)}</div>'


def _anchor(text: str, address: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(heading: str, anchor: str, items: Iterable[str]) -> str:
    found = "".join(f"<li>{item}</li>" for item in items)
    return f'<h2 id="{anchor}">{heading}</h2><ul>{found}</ul>' if found else ""


def _banner(term: Term) -> str:
    if not term.replaced_by:
        return ""
    now = _anchor(term.replaced_by, f"../{slug(term.replaced_by)}/")
    return f'<p class="banner"><b>Old term.</b> Use {now} now.</p>'


def _sources(term: Term, context: Context) -> str:
    cited: dict[str, list[str]] = {}
    for source, sections, _ in map(citations.parse, term.sources):
        cited.setdefault(source, []).extend(sections)
    items = "".join(
        f"<li>{citations.reference(context.sources[source], tuple(sections))}</li>"
        for source, sections in cited.items()
    )
    return f'<h2 id="sources">Sources</h2><ol class="sources">{items}</ol>'


def _authorities(term: Term, context: Context) -> str:
    if not term.by_authority:
        return ""
    rows = ""
    for authority, reading in term.by_authority.items():
        cited = citations.parse(reading.source)
        source = context.sources[cited.source]
        where = f"{', '.join(filter(None, (source.title, cited.place)))} ({source.date})"
        rows += (
            f'<tr><th scope="row">{escape(authority)}</th><td>{escape(reading.says)} '
            f'<cite><a href="{escape(source.url)}" rel="external">{escape(where)}</a></cite></td></tr>'
        )
    return (
        '<h2 id="authorities">What each authority says</h2><div class="table-wrap" role="region" tabindex="0" '
        'aria-labelledby="authorities"><table class="data"><thead><tr><th scope="col">Authority</th>'
        f'<th scope="col">What it says</th></tr></thead><tbody>{rows}</tbody></table></div>'
        f"<p><b>In practice:</b> {escape(term.in_practice or '')}</p>"
    )


def confusions(terms: Iterable[Term]) -> dict[str, dict[str, str]]:
    """What tells each term apart from others, whichever of the two entries says it."""
    found: dict[str, dict[str, str]] = {}
    for term in terms:
        for other, difference in term.not_to_confuse_with.items():
            found.setdefault(other, {}).setdefault(term.term, difference)
    for term in terms:
        if term.not_to_confuse_with:
            found[term.term] = found.get(term.term, {}) | term.not_to_confuse_with
    return found


def _confusions(term: Term, context: Context) -> str:
    return _listed(
        "Not to be confused with",
        "not-to-confuse",
        (
            f"{_anchor(name, f'../{slug(name)}/')}: {escape(difference)}"
            for name, difference in context.confusions.get(term.term, {}).items()
        ),
    )


def _elsewhere(term: Term, context: Context) -> str:
    shared = [
        f"In this field also: {_anchor(other.term, f'../{other.slug}/')}"
        for other in context.sharing.get(term.abbreviation or "", ())
        if other is not term
    ]
    outside = map(escape, map(_sentence, term.other_meanings))
    heading = f"{term.abbreviation} elsewhere" if term.abbreviation else "The same word elsewhere"
    return _listed(heading, "elsewhere", [*shared, *outside])


def _names(term: Term) -> str:
    items = []
    if term.also_called:
        items.append(f"Also called: {escape(', '.join(term.also_called))}")
    if term.old_names:
        items.append(f"Older name: {escape(', '.join(term.old_names))}")
    for code in sorted({*term.names, *term.names_also}):
        spoken = [name for name in (term.names.get(code), *term.names_also.get(code, ())) if name]
        language = LANGUAGES.get(code[:2], code)
        items.append(f'{language}: <span lang="{code}">{escape(", ".join(spoken))}</span>')
    return _listed("Other names", "names", items)


def _history(term: Term) -> str:
    days = {term.added: "Added."} | term.changes
    items = (
        f'<time datetime="{day}">{day}</time>: {escape(said)}'
        for day, said in sorted(days.items(), reverse=True)
    )
    return _listed(
        "History",
        "history",
        [*items, f'<time datetime="{term.reviewed}">{term.reviewed}</time>: last checked.'],
    )


def _actions(term: Term, context: Context) -> str:
    return (
        '<p class="actions"><button type="button" data-copy-link hidden>Copy link</button> '
        f'<button type="button" data-pick="{term.slug}" hidden>Add to my list</button> '
        f'<a href="{escape(context.edit_address)}" rel="external">Edit this term</a></p>'
    )
