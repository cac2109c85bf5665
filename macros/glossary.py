"""The glossary: its rules, and its index as HTML."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby

from macros import citations, names
from macros.models import Category, Region, Source, Term, slug
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
        seen = {names.folded(term.abbreviation or "")}
        for field_name in ("also_called", "old_names"):
            for place, name in enumerate(getattr(term, field_name)):
                form = names.folded(name)
                owner = owners.get(form) or (first.get(slug(name)) if field_name == "old_names" else None)
                if form in seen:
                    yield (index, field_name, place), f"{field_name}: “{name}” is given twice; keep one"
                elif owner:
                    yield (
                        (index, field_name, place),
                        f"{field_name}: “{name}” is the term “{owner}”; use see_also",
                    )
                elif field_name == "old_names":
                    first.setdefault(slug(name), term.term)
                seen.add(form)


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


def regions(term: Term, sources: Mapping[str, Source]) -> list[Region]:
    """Whose documents an entry rests on, each once, in the order in which it cites them."""
    cited = (*term.sources, *(reading.source for reading in term.by_authority.values()))
    return list(dict.fromkeys(sources[citations.parse(text).source].region for text in cited))


def index(terms: Sequence[Term], sources: Mapping[str, Source]) -> str:
    """The whole glossary as HTML: search, filters, and every term as text, A to Z."""
    groups = "".join(
        f'<section class="letter" data-group="{each.lower()}">'
        f'<h2 id="letter-{each.lower()}">{_letter_name(each)}</h2><ul class="terms">'
        f"{''.join(_index_entry(term, regions(term, sources)) for term in group)}</ul></section>"
        for each, group in groupby(sorted(terms, key=lambda t: (letter(t), sort_key(t.term))), letter)
    )
    return (
        '<div class="glossary" data-glossary>'
        '<form class="search-form" role="search" action="" method="get" data-search hidden>'
        '<label for="glossary-query">Find a term</label>'
        '<input id="glossary-query" type="search" name="q" autocomplete="off" spellcheck="false" '
        'enterkeyhint="search" placeholder="A word, an abbreviation, or a question">'
        "</form>"
        '<p class="recent" data-recent hidden></p>'
        f"{_letters(terms)}{_filters(terms, sources)}"
        f'<p class="status" role="status" data-total="{len(terms)}">{len(terms)} terms</p>'
        '<div class="picks" data-picks hidden></div>'
        '<ol class="results" data-results hidden></ol>'
        '<p class="missing" data-missing hidden>Is a word missing? <a>Suggest it</a></p>'
        f"<div data-all>{groups}</div></div>"
    )


def _letters(terms: Sequence[Term]) -> str:
    jump = "".join(
        f'<a href="#letter-{each.lower()}" data-letter="{each.lower()}">{_letter_name(each)}</a>'
        for each in sorted({letter(term) for term in terms})
    )
    return f'<nav class="letters" aria-label="Terms by first letter">{jump}</nav>'


def _filters(terms: Sequence[Term], sources: Mapping[str, Source]) -> str:
    """Buttons and a menu that narrow the list; the script shows them, since it makes them work."""
    kinds = "".join(
        f'<button type="button" data-category="{key}" aria-pressed="false">{escape(label)}</button>'
        for key, label in CATEGORIES.items()
    )
    found = sorted({region for term in terms for region in regions(term, sources)})
    options = "".join(f'<option value="{escape(each)}">{escape(each)}</option>' for each in found)
    return (
        '<div class="filters" data-filters hidden>'
        '<div class="kinds" role="group" aria-label="Terms by kind">'
        f'<button type="button" data-start aria-pressed="false">Start here</button>{kinds}</div>'
        '<label>With a source from <select data-region><option value="">anywhere</option>'
        f"{options}</select></label></div>"
    )


def _letter_name(each: str) -> str:
    return "0–9" if each == "0" else each


def _index_entry(term: Term, where: Sequence[Region]) -> str:
    short = f' <span class="short">{escape(term.abbreviation)}</span>' if term.abbreviation else ""
    old = ' <span class="badge badge-old">old term</span>' if term.status == "superseded" else ""
    start = " data-first" if term.start_here else ""
    return (
        f'<li data-entry="{term.slug}" data-kind="{term.category}" data-regions="{",".join(where)}"{start}>'
        f'<a href="{term.slug}/">{escape(term.term)}</a>'
        f"{short}{old}<span>{escape(term.plain)}</span></li>"
    )


def block(term: Term) -> str:
    """A term inside another page, as Markdown: both meanings, and the link to its own page."""
    return (
        f'<div class="term-block" markdown="block">\n\n**[{term.title}][{term.term}]** '
        f"{escape(term.plain, quote=False)}\n\n{escape(term.definition, quote=False)}\n\n</div>"
    )


def changes(terms: Iterable[Term]) -> str:
    """What was added and changed in the glossary, the newest day first, as Markdown."""
    days: dict[date, list[str]] = {}
    added: dict[date, int] = {}
    for term in terms:
        added[term.added] = added.get(term.added, 0) + 1
        for day, said in term.changes.items():
            days.setdefault(day, []).append(f"[{term.title}][{term.term}]: {escape(said, quote=False)}")
    for day, count in added.items():
        days.setdefault(day, []).append(f"{count} {'term' if count == 1 else 'terms'} added.")
    return "\n".join(f"- {day}: {said}" for day in sorted(days, reverse=True) for said in days[day])
