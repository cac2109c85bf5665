"""What each name, short form and plural stands for: the table behind [CRA]."""

from collections.abc import Iterable, Iterator, Mapping

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
    """Each folded name with the slugs it may mean; a term's own name beats all other uses of it."""
    own: dict[str, tuple[str, ...]] = {}
    other: dict[str, tuple[str, ...]] = {}
    for term in terms:
        for name in _forms((term.term,)):
            own[name] = (term.slug,)
        shorter = (term.abbreviation,) if term.abbreviation else ()
        for name in _forms((*shorter, *term.also_called, *term.old_names)):
            slugs = other.get(name, ())
            other[name] = slugs if term.slug in slugs else (*slugs, term.slug)
    return other | own


def _forms(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield folded(name)
        yield folded(plural(name))
