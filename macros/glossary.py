"""The glossary: its rules, its index, and the page of a term, as HTML."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import NamedTuple

from macros import citations, names
from macros.models import Category, Source, Term, slug
from macros.plain_yaml import Loc

LANGUAGES = {
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "pt": "Portuguese",
    "zh": "Chinese",
}
CATEGORIES: dict[Category, str] = {
    "activity": "Activities",
    "contract": "Contracts and money",
    "data": "Data and systems",
    "design": "Designs and phases",
    "document": "Documents",
    "organization": "Organizations",
    "product": "Products",
    "quality": "Quality",
    "region": "Countries and regions",
    "regulation": "Rules",
    "role": "People and roles",
    "safety": "Safety",
}


class Link(NamedTuple):
    """A title and the address it leads to, from the root of the site."""

    title: str
    address: str


@dataclass(frozen=True)
class Context:
    """What the page of a term needs to know of its surroundings."""

    terms: Sequence[Term]
    sources: Mapping[str, Source]
    uses: Mapping[str, Sequence[Link]] = field(default_factory=dict)
    edit_address: str = ""


def sort_key(name: str) -> str:
    """What A to Z means here: capitals count like small letters."""
    return name.casefold()


def problems(terms: Mapping[int, Term], known: set[str]) -> Iterator[tuple[Loc, str]]:
    """What the model of a single term cannot see: duplicates, dead references, wrong order."""
    yield from _duplicates(terms)
    for index, term in terms.items():
        references: list[tuple[str, int | str, str]] = [
            *(("see_also", place, name) for place, name in enumerate(term.see_also)),
            *(("not_to_confuse_with", name, name) for name in term.not_to_confuse_with),
        ]
        for where, place, name in references:
            if name not in known:
                yield (index, where, place), f"{where}: there is no term “{name}”; write a term’s exact name"
            elif name == term.term:
                yield (index, where, place), f"{where}: “{name}” is this term itself; take it out"
        if term.replaced_by and term.replaced_by not in known:
            yield (index, "replaced_by"), f"replaced_by: there is no term “{term.replaced_by}”"
        if bool(term.by_authority) != bool(term.in_practice):
            yield (index,), f"“{term.term}”: “by_authority” and “in_practice” go together; write both or none"
    ordered = sorted((term.term for term in terms.values()), key=sort_key)
    for (index, found), expected in zip(terms.items(), ordered, strict=True):
        if found.term != expected:
            yield (index, "term"), f"“{expected}” belongs before “{found.term}” (A to Z); run: make fix"
            break


def _duplicates(terms: Mapping[int, Term]) -> Iterator[tuple[Loc, str]]:
    first: dict[str, str] = {}
    for index, term in terms.items():
        if term.slug in first:
            yield (index, "term"), f"“{term.term}” is already defined as “{first[term.slug]}”; keep one"
        first.setdefault(term.slug, term.term)
    owners = {names.folded(term.term): term.term for term in terms.values()}
    for index, term in terms.items():
        for field_name in ("also_called", "old_names"):
            for place, name in enumerate(getattr(term, field_name)):
                owner = owners.get(names.folded(name)) or (
                    first.get(slug(name)) if field_name == "old_names" else None
                )
                if owner:
                    yield (
                        (index, field_name, place),
                        f"{field_name}: “{name}” is the term “{owner}”; use see_also",
                    )
                elif field_name == "old_names":
                    first.setdefault(slug(name), term.term)


def source_problems(terms: Mapping[int, Term], sources: Mapping[str, Source]) -> Iterator[tuple[Loc, str]]:
    """Citations of terms that do not hold."""
    for index, term in terms.items():
        for place, cited in enumerate(term.sources):
            if wrong := citations.problem(cited, sources):
                yield (index, "sources", place), wrong
        for authority, reading in term.by_authority.items():
            if wrong := citations.problem(reading.source, sources):
                yield (index, "by_authority", authority, "source"), wrong


def letter(term: Term) -> str:
    """The letter under which a term stands; “0” for digits."""
    first = term.slug[0].upper()
    return first if first.isalpha() else "0"


def index(terms: Sequence[Term]) -> str:
    """The whole glossary as HTML: search, filters, and every term as text, A to Z."""
    letters = sorted({letter(term) for term in terms})
    jump = "".join(
        f'<a href="#letter-{each.lower()}" data-letter="{each.lower()}">{_letter_name(each)}</a>'
        for each in letters
    )
    kinds = "".join(
        f'<button type="button" data-category="{key}" aria-pressed="false">{escape(label)}</button>'
        for key, label in CATEGORIES.items()
    )
    groups = "".join(
        f'<section class="letter" data-group="{each.lower()}">'
        f'<h2 id="letter-{each.lower()}">{_letter_name(each)}</h2><ul class="terms">'
        f"{''.join(map(_index_entry, group))}</ul></section>"
        for each, group in groupby(sorted(terms, key=lambda t: (letter(t), sort_key(t.term))), letter)
    )
    return (
        '<div class="glossary" data-glossary>'
        '<form class="search-form" role="search" action="" method="get" data-search hidden>'
        '<label for="glossary-query">Find a term</label>'
        '<input id="glossary-query" type="search" name="q" autocomplete="off" spellcheck="false" '
        'enterkeyhint="search" placeholder="A word, an abbreviation, or a question">'
        "</form>"
        f'<nav class="letters" aria-label="Terms by first letter">{jump}</nav>'
        f'<div class="kinds" role="group" aria-label="Terms by kind" data-kinds hidden>{kinds}</div>'
        f'<p class="status" role="status" data-total="{len(terms)}">{len(terms)} terms</p>'
        '<ol class="results" data-results hidden></ol>'
        f"<div data-all>{groups}</div></div>"
    )


def _letter_name(each: str) -> str:
    return "0–9" if each == "0" else each


def _index_entry(term: Term) -> str:
    short = f' <span class="short">{escape(term.abbreviation)}</span>' if term.abbreviation else ""
    old = ' <span class="badge badge-old">old term</span>' if term.status == "superseded" else ""
    return (
        f'<li data-entry="{term.slug}" data-kind="{term.category}"><a href="{term.slug}/">{escape(term.term)}</a>'
        f"{short}{old}<span>{escape(term.plain)}</span></li>"
    )


def block(term: Term) -> str:
    """A term inside another page, as Markdown: both meanings, and the link to its own page."""
    return (
        f'<div class="term-block" markdown="block">\n\n**[{term.title}][{term.term}]** {term.plain}\n\n'
        f"{term.definition}\n\n</div>"
    )


def page(term: Term, context: Context) -> str:
    """The page of a term as HTML, below its title."""
    parts = (
        _banner(term),
        f'<p class="lead">{escape(term.plain)}</p>',
        f'<h2 id="meaning">Exact meaning</h2><p>{escape(term.definition)}</p>',
        _sources(term, context),
        _authorities(term, context),
        _confusions(term, context),
        _names(term),
        _listed("The same word elsewhere", "elsewhere", map(escape, map(_sentence, term.other_meanings))),
        _listed("See also", "see-also", (_anchor(name, f"../{slug(name)}/") for name in term.see_also)),
        _listed(
            "Guides that use this term",
            "guides",
            (_anchor(link.title, f"../../{link.address}") for link in context.uses.get(term.slug, ())),
        ),
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
    cited = map(citations.parse, term.sources)
    items = "".join(
        f"<li>{citations.reference(context.sources[each.source], each.sections)}</li>" for each in cited
    )
    return f'<h2 id="sources">Sources</h2><ol class="sources">{items}</ol>'


def _authorities(term: Term, context: Context) -> str:
    if not term.by_authority:
        return ""
    rows = ""
    for authority, reading in term.by_authority.items():
        cited = citations.parse(reading.source)
        source = context.sources[cited.source]
        where = f"{source.title}, {'; '.join(cited.sections)} ({source.date})"
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


def confusions(term: Term, terms: Iterable[Term]) -> dict[str, str]:
    """What tells a term apart from others, whichever of the two entries says it."""
    found = {
        other.term: other.not_to_confuse_with[term.term]
        for other in terms
        if term.term in other.not_to_confuse_with
    }
    return found | dict(term.not_to_confuse_with)


def _confusions(term: Term, context: Context) -> str:
    return _listed(
        "Not to be confused with",
        "not-to-confuse",
        (
            f"{_anchor(name, f'../{slug(name)}/')}: {escape(difference)}"
            for name, difference in confusions(term, context.terms).items()
        ),
    )


def _names(term: Term) -> str:
    items = []
    if term.also_called:
        items.append(f"Also called: {escape(', '.join(term.also_called))}")
    if term.old_names:
        items.append(f"Older name: {escape(', '.join(term.old_names))}")
    for code, name in term.names.items():
        language = LANGUAGES.get(code[:2], code)
        items.append(f'{language}: <span lang="{code}">{escape(name)}</span>')
    return _listed("Other names", "names", items)


def _actions(term: Term, context: Context) -> str:
    return (
        '<p class="actions"><button type="button" data-copy-link hidden>Copy link</button> '
        f'<a href="{escape(context.edit_address)}" rel="external">Edit this term</a> '
        f'<span class="kind">{escape(CATEGORIES[term.category])}</span></p>'
    )
