"""The macros of the site: each loads nothing itself, and gives the text that stands in the page."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from mkdocs.exceptions import PluginError

from macros import (
    claims,
    comparison,
    diagrams,
    glossary,
    guides,
    letters,
    paths,
    questions,
    responsibilities,
    tools,
    usage,
)
from macros.data import DataError, load
from macros.names import folded
from macros.trial_map import render as render_trial_map

T = TypeVar("T")


def _named(some: Mapping[str, T], name: str, folder: str) -> T:
    if name not in some:
        raise ValueError(f"there is no data/{folder}/{name}.yml; there are: {', '.join(some)}")
    return some[name]


def define_env(env: Any) -> None:
    """Load the data and register the macros; mkdocs-macros calls this once a build."""
    try:
        data = load()
    except DataError as error:
        raise PluginError(f"Please fix the data files:\n\n{error}\n") from error
    written, _ = guides.load(Path(env.conf["docs_dir"]))

    # The templates show at the foot of a page where it stands in the reading paths.
    env.conf["extra"]["paths"] = paths.stops(data.paths, written)

    def comparison_table(name: str) -> str:
        """The table in data/comparisons/<name>.yml."""
        return comparison.render(_named(data.comparisons, name, "comparisons"))

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

    def responsibility_matrix() -> str:
        """Who does what, and may it be handed over, by authority."""
        return responsibilities.render(data)

    def responsibility_rules() -> str:
        """What each authority says in general on handing over."""
        return responsibilities.render_rules(data)

    def trial_map() -> str:
        """The activities of a trial by phase and party."""
        return render_trial_map(data.activities)

    def chooser() -> str:
        """The questions that lead to a CRO, an FSP, an SMO, a network or none."""
        return tools.render_chooser(data.chooser, written)

    def planner() -> str:
        """The place of the planner, which a script fills."""
        return tools.render_planner(data)

    def planner_rules() -> str:
        """What the planner warns of."""
        return tools.render_rules(data.rules)

    def checklists() -> str:
        """The checklists, with boxes to tick."""
        return tools.render_checklists(data.checklists)

    def reading_paths() -> str:
        """The paths for each kind of reader, with their pages."""
        return paths.render(data.paths, written)

    def sources_list() -> str:
        """All sources, and where each is used."""
        return usage.render_sources(data, written)

    def superseded_editions() -> str:
        """The superseded editions that are still mentioned, and why."""
        return usage.render_superseded(data, written)

    def reader_questions() -> str:
        """What readers ask, with short answers and the pages that say more."""
        return questions.render(data.questions, written)

    def diagram(name: str) -> str:
        """The picture of boxes and arrows in data/diagrams/<name>.yml."""
        return diagrams.network(name, _named(data.diagrams, name, "diagrams"))

    def timeline(name: str) -> str:
        """The picture of bars in data/timelines/<name>.yml."""
        return diagrams.timeline(name, _named(data.timelines, name, "timelines"))

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
        reader_questions,
        chooser,
        checklists,
        planner,
        planner_rules,
        reading_paths,
        responsibility_matrix,
        responsibility_rules,
        trial_map,
        sources_list,
        superseded_editions,
        diagram,
        timeline,
        lifecycle_diagram,
        term_count,
    ):
        env.macro(macro)
