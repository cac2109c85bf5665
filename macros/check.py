"""Says what is wrong in data and pages: python -m macros.check [--fix] [--github]."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from macros import data, glossary, guides, links
from macros.data import Data, DataError, Problem
from macros.guides import Guide
from macros.models import (
    Activity,
    Authority,
    Checklist,
    Chooser,
    Claim,
    Comparison,
    Diagram,
    EverydayWords,
    PlanRule,
    Question,
    ReadingPath,
    Source,
    Stage,
    Term,
    Timeline,
)
from macros.plain_yaml import sort_entries

SCHEMAS: dict[str, Any] = {
    "claims.schema.json": list[Claim],
    "comparison.schema.json": Comparison,
    "diagram.schema.json": Diagram,
    "everyday_words.schema.json": list[EverydayWords],
    "glossary.schema.json": list[Term],
    "authorities.schema.json": list[Authority],
    "responsibilities.schema.json": list[Activity],
    "checklists.schema.json": list[Checklist],
    "chooser.schema.json": Chooser,
    "planner.schema.json": list[PlanRule],
    "paths.schema.json": list[ReadingPath],
    "questions.schema.json": list[Question],
    "lifecycle.schema.json": list[Stage],
    "sources.schema.json": list[Source],
    "timeline.schema.json": Timeline,
}
SORTED: dict[str, tuple[str, Callable[[str], str]]] = {
    "everyday_words.yml": ("term", glossary.sort_key),
    "glossary.yml": ("term", glossary.sort_key),
    "sources.yml": ("id", str),
}


def problems(folder: Path = data.DATA_DIR, docs: Path = guides.DOCS_DIR) -> list[Problem]:
    """Everything that is wrong, in the order of files and lines."""
    found = list(symlinks(docs)) + list(symlinks(folder))
    pages, wrong = guides.load(docs)
    found += wrong
    try:
        loaded = data.load(folder)
    except DataError as error:
        return sorted({*found, *error.problems})
    found += page_problems(pages, loaded)
    found += data_text_problems(loaded, folder)
    found += claim_problems(pages, loaded, folder, docs)
    found += question_problems(pages, loaded, folder)
    found += path_problems(folder, docs)
    return sorted(set(found))


def symlinks(folder: Path) -> Iterator[Problem]:
    """Links in a folder: they could publish files from outside of it."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            yield Problem(path, 1, "is a symbolic link; put the file itself here")


def page_problems(pages: list[Guide], loaded: Data) -> Iterator[Problem]:
    """Shorthand in pages that does not resolve, and code that pages may not hold."""
    for page in pages:
        for use in links.shorthand(page.body):
            if wrong := links.problem(use, loaded.names, loaded):
                yield Problem(page.path, use.line, wrong)
        for number, line in enumerate(page.text.splitlines(), 1):
            if "{%" in line:
                yield Problem(page.path, number, "pages hold no {% … %}; move it to a macro")
            if "{{" in line and page.meta.render_macros is None:
                yield Problem(
                    page.path, number, "the page calls a macro; add “render_macros: true” to its front matter"
                )


def data_text_problems(loaded: Data, folder: Path) -> Iterator[Problem]:
    """Shorthand in data files that does not resolve."""
    files = [
        "claims.yml",
        "lifecycle.yml",
        "questions.yml",
        "authorities.yml",
        "chooser.yml",
        *(f"comparisons/{name}.yml" for name in loaded.comparisons),
        *(f"diagrams/{name}.yml" for name in loaded.diagrams),
        *(f"timelines/{name}.yml" for name in loaded.timelines),
    ]
    for name in files:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        for use in links.shorthand(_without_lists(text)):
            if wrong := links.problem(use, loaded.names, loaded):
                yield Problem(path, use.line, wrong)


def _without_lists(text: str) -> str:
    """The text with YAML's own [a, b] lists taken out, so that only shorthand is left in brackets."""
    lines = (
        line.split(": [")[0] if line.rstrip().endswith("]") and ": [" in line else line
        for line in text.splitlines()
    )
    return "\n".join(lines)


def claim_problems(pages: list[Guide], loaded: Data, folder: Path, docs: Path) -> Iterator[Problem]:
    """Claims whose page or heading is not there."""
    headings = {page.name: {page.meta.title, *page.headings} for page in pages}
    lines = (folder / "claims.yml").read_text(encoding="utf-8").splitlines()
    for claim in loaded.claims:
        line = next((n for n, text in enumerate(lines, 1) if text.strip("- ") == f"id: {claim.id}"), 1)
        if not (docs / claim.page).is_file():
            yield Problem(
                folder / "claims.yml", line, f"{claim.id}: there is no page “{claim.page}” below docs/"
            )
        elif claim.page in headings and claim.heading not in headings[claim.page]:
            yield Problem(
                folder / "claims.yml", line, f"{claim.id}: “{claim.page}” has no heading “{claim.heading}”"
            )


def question_problems(pages: list[Guide], loaded: Data, folder: Path) -> Iterator[Problem]:
    """Questions that no page answers, and front matter that names no question or no heading of its page."""
    known = {question.id for question in loaded.questions}
    for page in pages:
        for question, heading in page.meta.answers.items():
            line = page.line(f"  {question}:")
            if question not in known:
                yield Problem(
                    page.path, line, f"answers: there is no question {question} in data/questions.yml"
                )
            if heading not in (page.meta.title, *page.headings):
                yield Problem(
                    page.path, line, f"answers: the page has no heading “{heading}” for question {question}"
                )
    answered = {question for page in pages for question in page.meta.answers}
    path = folder / "questions.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    for each in loaded.questions:
        if each.id not in answered:
            line = lines.index(f"- id: {each.id}") + 1
            yield Problem(
                path,
                line,
                f"no page answers question {each.id}; name it under “answers” in the front matter of one",
            )


def path_problems(folder: Path, docs: Path) -> Iterator[Problem]:
    """Steps of reading paths that lead nowhere."""
    path = folder / "paths.yml"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        name = line.partition("page: ")[2]
        if name and not (docs / name).is_file():
            yield Problem(path, number, f"page: there is no page “{name}” below docs/")


def stale(pages: list[Guide], today: date) -> Iterator[Problem]:
    """Pages that nobody has compared with their sources for a year; a warning, not a mistake."""
    for page in pages:
        if page.meta.reviewed < today - timedelta(days=366):
            yield Problem(
                page.path,
                page.line("reviewed:"),
                f"last checked on {page.meta.reviewed}; compare the page with its sources and set the day",
            )


def schema(model: Any) -> str:
    """The JSON Schema of a data file, for editors."""
    adapter: TypeAdapter[Any] = TypeAdapter(model)
    return json.dumps(adapter.json_schema(), indent=2, ensure_ascii=False) + "\n"


def fix(folder: Path = data.DATA_DIR) -> None:
    """Sort what is kept from A to Z, and write the schemas anew."""
    for name, (key, order) in SORTED.items():
        path = folder / name
        text = path.read_text(encoding="utf-8")
        path.write_text(sort_entries(text, key, order), encoding="utf-8")
    for name, model in SCHEMAS.items():
        (folder / name).write_text(schema(model), encoding="utf-8")


def _print(found: Iterable[Problem], kind: str, github: bool) -> None:
    for problem in found:
        print(problem if kind == "error" else f"{problem} ({kind})")
        if github:
            path = problem.path.relative_to(data.ROOT).as_posix()
            print(f"::{kind} file={path},line={problem.line}::{problem.message}")


def main() -> int:
    """The command line: prints a line for each problem; 1 if there is any."""
    parser = argparse.ArgumentParser(prog="python -m macros.check", description=__doc__)
    parser.add_argument("--fix", action="store_true", help="first sort the entries and rewrite the schemas")
    parser.add_argument("--github", action="store_true", help="also print GitHub annotations")
    options = parser.parse_args()
    if options.fix:
        fix()
    found = problems()
    _print(found, "error", options.github)
    _print(stale(guides.load()[0], date.today()), "warning", options.github)
    if not found:
        print("data and pages: no problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
