"""Short forms that mean several things, in this field and outside it."""

from collections.abc import Iterable, Mapping

from macros import tables
from macros.models import Term, slug


def sharing(terms: Iterable[Term]) -> dict[str, list[Term]]:
    """Each short form with the terms that it stands for; also those that it names as another name."""
    terms = tuple(terms)
    short: dict[str, list[Term]] = {}
    for term in terms:
        if term.abbreviation:
            short.setdefault(term.abbreviation, []).append(term)
    for term in terms:
        for name in (*term.also_called, *term.old_names):
            if name in short and term not in short[name]:
                short[name].append(term)
    return short


def render(terms: Iterable[Term]) -> str:
    """A table of the short forms with more than one meaning, A to Z."""
    lines = (
        tables.Line(letters, (_here(owners), _elsewhere(owners)), f"letters-{slug(letters)}")
        for letters, owners in sorted(_shared(sharing(terms)).items(), key=lambda item: item[0].casefold())
    )
    return tables.render(
        "shared-letters",
        "Short forms with more than one meaning",
        "",
        ("Letters", "In clinical trials", "Elsewhere"),
        lines,
    )


def _shared(short: Mapping[str, list[Term]]) -> dict[str, list[Term]]:
    return {
        letters: owners
        for letters, owners in short.items()
        if len(owners) > 1 or any(owner.other_meanings for owner in owners)
    }


def _here(owners: Iterable[Term]) -> str:
    return "; ".join(f"[{owner.term}]" for owner in owners)


def _elsewhere(owners: Iterable[Term]) -> str:
    meanings = [meaning for owner in owners for meaning in owner.other_meanings]
    return tables.inline("; ".join(dict.fromkeys(meanings))) or "–"
