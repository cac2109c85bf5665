"""What each name, short form and plural stands for: the table behind [CRA]."""

from collections.abc import Iterable, Mapping

from macros.models import Term

Table = Mapping[str, tuple[str, ...]]


def folded(name: str) -> str:
    """A name as it is looked up: one space between words, case ignored."""
    return " ".join(name.split()).casefold()


def plural(name: str) -> str:
    """The simple English plural."""
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return name[:-1] + "ies"
    return name + ("es" if name.endswith(("s", "x", "ch", "sh")) else "s")


def table(terms: Iterable[Term]) -> dict[str, tuple[str, ...]]:
    """Each folded name with the slugs it may mean.

    A term's own name beats all other uses of it, and a name as written beats a plural: CTMS is a
    system, though it would also be the plural of CTM.
    """
    own: dict[str, tuple[str, ...]] = {}
    other: dict[str, tuple[str, ...]] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    for term in terms:
        own[folded(term.term)] = own[folded(plural(term.term))] = (term.slug,)
        shorter = (term.abbreviation,) if term.abbreviation else ()
        for name in (*shorter, *term.also_called, *term.old_names):
            _note(other, folded(name), term.slug)
            _note(plurals, folded(plural(name)), term.slug)
    return plurals | other | own


def _note(table: dict[str, tuple[str, ...]], name: str, slug: str) -> None:
    if slug not in table.setdefault(name, ()):
        table[name] = (*table[name], slug)
