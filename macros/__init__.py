"""The macros of the site: each loads nothing itself, and gives the text that stands in the page."""

from typing import Any

from mkdocs.exceptions import PluginError

from macros import claims, comparison, diagrams, glossary, letters
from macros.data import DataError, load
from macros.names import folded


def define_env(env: Any) -> None:
    """Load the data and register the macros; mkdocs-macros calls this once a build."""
    try:
        data = load()
    except DataError as error:
        raise PluginError(f"Please fix the data files:\n\n{error}\n") from error

    def comparison_table(name: str) -> str:
        """The table in data/comparisons/<name>.yml."""
        if name not in data.comparisons:
            known = ", ".join(data.comparisons)
            raise ValueError(f"there is no data/comparisons/{name}.yml; there are: {known}")
        return comparison.render(data.comparisons[name])

    def glossary_index() -> str:
        """All terms, A to Z, with search and filters; for glossary/index.md only."""
        return glossary.index(data.glossary, data.sources)

    def glossary_term(name: str) -> str:
        """Both meanings of a term, and the way to its page."""
        slugs = data.names.get(folded(name), ())
        if len(slugs) != 1:
            raise ValueError(f"“{name}” is not the name of exactly one term; write a term’s full name")
        return glossary.block(next(term for term in data.glossary if term.slug == slugs[0]))

    def glossary_changes() -> str:
        """What changed in the glossary, by day."""
        return glossary.changes(data.glossary)

    def shared_letters() -> str:
        """The short forms that mean several things."""
        return letters.render(data.glossary)

    def claims_table() -> str:
        """The claims of popular explainers, each with its verdict."""
        return claims.render(data.claims)

    def contracts_diagram() -> str:
        """Who contracts with, pays and oversees whom."""
        return diagrams.contracts(data.contracts)

    def lifecycle_diagram() -> str:
        """A trial from idea to archive, with who acts when."""
        return diagrams.lifecycle(data.lifecycle)

    def term_count() -> str:
        """How many terms the glossary has."""
        return str(len(data.glossary))

    for macro in (
        comparison_table,
        glossary_index,
        glossary_term,
        glossary_changes,
        shared_letters,
        claims_table,
        contracts_diagram,
        lifecycle_diagram,
        term_count,
    ):
        env.macro(macro)
