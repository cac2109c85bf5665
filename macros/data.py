"""Loads the data files into models, and says file and line for everything that is wrong."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Generic, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel

from macros import citations, everyday, glossary, names
from macros.messages import validate
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
from macros.plain_yaml import Document, Loc, parse

ROOT = Path(__file__).resolve().parent.parent
DATA_DIR = ROOT / "data"

T = TypeVar("T", bound=BaseModel)


class Problem(NamedTuple):
    """One thing that is wrong, where it is, and what to write instead."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        path = self.path.relative_to(ROOT) if self.path.is_relative_to(ROOT) else self.path
        return f"{path.as_posix()}:{self.line}: {self.message}"


class DataError(Exception):
    """The data cannot be used; its text has a line for each problem."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, eq=False)
class Data:
    """All data files, checked; two loads are equal only if they are the same object."""

    glossary: tuple[Term, ...]
    everyday: tuple[EverydayWords, ...]
    sources: Mapping[str, Source]
    comparisons: Mapping[str, Comparison]
    claims: tuple[Claim, ...]
    questions: tuple[Question, ...]
    paths: tuple[ReadingPath, ...]
    lifecycle: tuple[Stage, ...]
    authorities: tuple[Authority, ...]
    activities: tuple[Activity, ...]
    rules: tuple[PlanRule, ...]
    chooser: Chooser
    checklists: tuple[Checklist, ...]
    diagrams: Mapping[str, Diagram]
    timelines: Mapping[str, Timeline]

    @cached_property
    def names(self) -> names.Table:
        """What each name, short form and plural of a term stands for."""
        return names.table(self.glossary)


class Loaded(NamedTuple, Generic[T]):
    """The entries of one file that are well formed, by their place in it."""

    entries: dict[int, T]
    document: Document


def read(path: Path) -> tuple[str, list[Problem]]:
    """The text of a file, refusing links, missing files and other encodings than UTF-8."""
    if path.is_symlink():
        return "", [Problem(path, 1, "is a symbolic link; put the file itself here")]
    if not path.is_file():
        return "", [Problem(path, 1, "the file is missing; restore it")]
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return "", [Problem(path, line, "is not UTF-8 text; save the file with the encoding UTF-8")]


class _Reader:
    """Reads the files of one folder and collects what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []

    def document(self, name: str) -> Document:
        path = self.folder / name
        text, problems = read(path)
        self.problems += problems
        if problems:
            return Document(None, {}, [])
        document = parse(text)
        self.report(name, document.problems)
        return document

    def report(self, name: str, found: list[tuple[int, str]]) -> None:
        self.problems += [Problem(self.folder / name, line, message) for line, message in found]

    def entries(self, name: str, model: type[T]) -> Loaded[T]:
        document = self.document(name)
        entries: dict[int, T] = {}
        if document.value is None:
            return Loaded(entries, document)
        if not isinstance(document.value, list):
            self.report(name, [(1, "the file must be a list of entries, each starting with “- ”")])
            return Loaded(entries, document)
        for index in range(len(document.value)):
            entry, found = validate(model, document, (index,))
            self.report(name, found)
            if entry is not None:
                entries[index] = entry
        return Loaded(entries, document)

    def one(self, name: str, model: type[T]) -> tuple[T | None, Document]:
        document = self.document(name)
        if document.value is None:
            return None, document
        entry, found = validate(model, document)
        self.report(name, found)
        return entry, document

    def folder_of(
        self, name: str, model: type[T], problems: Callable[[T], Iterator[tuple[Loc, str]]]
    ) -> dict[str, T]:
        """The files of a folder that are well formed, by their name without the ending."""
        found: dict[str, T] = {}
        for path in sorted((self.folder / name).glob("*.yml")):
            entry, document = self.one(f"{name}/{path.name}", model)
            if entry is not None:
                self.rules(f"{name}/{path.name}", document, problems(entry))
                found[path.stem] = entry
        return found

    def rules(self, name: str, document: Document, found: Iterator[tuple[Loc, str]]) -> None:
        self.report(name, [(document.line(loc), message) for loc, message in found])


def load(folder: Path = DATA_DIR) -> Data:
    """All data of a folder, read anew when a file has changed; raises DataError."""
    stamps = tuple((path.as_posix(), path.lstat().st_mtime_ns) for path in sorted(folder.rglob("*.yml")))
    return _load(folder, stamps)


@lru_cache(maxsize=4)
def _load(folder: Path, stamps: tuple[tuple[str, int], ...]) -> Data:
    del stamps  # only there to make the cache forget a file that has changed
    reader = _Reader(folder)
    terms = reader.entries("glossary.yml", Term)
    everyday_words = reader.entries("everyday_words.yml", EverydayWords)
    sources = reader.entries("sources.yml", Source)
    claims = reader.entries("claims.yml", Claim)
    questions = reader.entries("questions.yml", Question)
    paths = reader.entries("paths.yml", ReadingPath)
    authorities = reader.entries("authorities.yml", Authority)
    activities = reader.entries("responsibilities.yml", Activity)
    rules = reader.entries("planner.yml", PlanRule)
    chooser, chooser_document = reader.one("chooser.yml", Chooser)
    checklists = reader.entries("checklists.yml", Checklist)
    stages = reader.entries("lifecycle.yml", Stage)

    by_id = {source.id: source for source in sources.entries.values()}
    ids, known = _named(sources.document, "id"), _named(terms.document, "term")
    reader.rules("sources.yml", sources.document, citations.source_problems(sources.entries, ids))
    reader.rules("glossary.yml", terms.document, glossary.problems(terms.entries, known))
    reader.rules(
        "everyday_words.yml", everyday_words.document, everyday.problems(everyday_words.entries, known)
    )
    if ids and ids == by_id.keys():  # else a citation of a source that is there, but broken, would look dead
        reader.rules("glossary.yml", terms.document, glossary.source_problems(terms.entries, by_id))
    reader.rules("claims.yml", claims.document, _twice(claims.entries))
    reader.rules("paths.yml", paths.document, _twice(paths.entries))
    reader.rules("authorities.yml", authorities.document, _twice(authorities.entries))
    reader.rules("responsibilities.yml", activities.document, _twice(activities.entries))
    reader.rules("planner.yml", rules.document, _twice(rules.entries))
    reader.rules(
        "responsibilities.yml",
        activities.document,
        _activity_problems(activities.entries, _named(authorities.document, "id")),
    )
    if ids and ids == by_id.keys():
        reader.rules("authorities.yml", authorities.document, _authority_sources(authorities.entries, by_id))
        reader.rules("responsibilities.yml", activities.document, _clauses(activities.entries, by_id))
        reader.rules("planner.yml", rules.document, _rule_sources(rules.entries, by_id))
        reader.rules("checklists.yml", checklists.document, _item_sources(checklists.entries, by_id))
    reader.rules("checklists.yml", checklists.document, _twice(checklists.entries))
    if chooser:
        reader.rules("chooser.yml", chooser_document, _chooser_problems(chooser))
    reader.rules("questions.yml", questions.document, _twice(questions.entries))
    comparisons = reader.folder_of("comparisons", Comparison, _comparison_problems)
    diagrams = reader.folder_of("diagrams", Diagram, _diagram_problems)
    timelines = reader.folder_of("timelines", Timeline, _timeline_problems)

    if reader.problems or chooser is None:
        raise DataError(sorted(set(reader.problems)))
    return Data(
        glossary=tuple(terms.entries.values()),
        everyday=tuple(everyday_words.entries.values()),
        sources=by_id,
        comparisons=comparisons,
        claims=tuple(claims.entries.values()),
        questions=tuple(questions.entries.values()),
        paths=tuple(paths.entries.values()),
        authorities=tuple(authorities.entries.values()),
        activities=tuple(activities.entries.values()),
        rules=tuple(rules.entries.values()),
        chooser=chooser,
        checklists=tuple(checklists.entries.values()),
        lifecycle=tuple(stages.entries.values()),
        diagrams=diagrams,
        timelines=timelines,
    )


def _named(document: Document, field: str) -> set[str]:
    """The names in a file, of well-formed and of broken entries alike."""
    entries = document.value if isinstance(document.value, list) else []
    return {str(entry[field]).strip() for entry in entries if isinstance(entry, dict) and field in entry}


def _comparison_problems(table: Comparison) -> Iterator[tuple[Loc, str]]:
    for index, row in enumerate(table.rows):
        if len(row.answers) != len(table.options):
            yield (
                ("rows", index, "answers"),
                f"“{row.question}” has {len(row.answers)} answers for {len(table.options)} options; "
                "write one “- …” for each",
            )
    questions = [row.question for row in table.rows]
    for index, question in enumerate(questions):
        if question in questions[:index]:
            yield ("rows", index, "question"), f"“{question}” is asked twice; keep one"


def _activity_problems(activities: Mapping[int, Activity], known: set[str]) -> Iterator[tuple[Loc, str]]:
    for index, activity in activities.items():
        for field in ("clauses", "not_addressed", "not_confirmed", "accountable"):
            named = getattr(activity, field)
            for authority in named:
                if authority not in known:
                    yield (
                        (index, field, authority) if isinstance(named, Mapping) else (index, field),
                        f"{field}: there is no authority “{authority}”; there are: {', '.join(sorted(known))}",
                    )
        for doer in activity.usual:
            if doer not in activity.may:
                yield (index, "usual"), f"“{doer}” usually does it, so it also stands under “may”"


def _authority_sources(
    authorities: Mapping[int, Authority], sources: Mapping[str, Source]
) -> Iterator[tuple[Loc, str]]:
    for index, authority in authorities.items():
        for side in ("sponsor", "site"):
            cited = getattr(authority, side).source
            if cited and (wrong := citations.problem(cited, sources)):
                yield (index, side, "source"), wrong


def _clauses(activities: Mapping[int, Activity], sources: Mapping[str, Source]) -> Iterator[tuple[Loc, str]]:
    for index, activity in activities.items():
        for authority, cited in activity.clauses.items():
            if wrong := citations.problem(cited, sources):
                yield (index, "clauses", authority), wrong


def _rule_sources(rules: Mapping[int, PlanRule], sources: Mapping[str, Source]) -> Iterator[tuple[Loc, str]]:
    for index, rule in rules.items():
        if rule.source and (wrong := citations.problem(rule.source, sources)):
            yield (index, "source"), wrong


def _item_sources(
    checklists: Mapping[int, Checklist], sources: Mapping[str, Source]
) -> Iterator[tuple[Loc, str]]:
    for index, checklist in checklists.items():
        for at, item in enumerate(checklist.items):
            if item.source and (wrong := citations.problem(item.source, sources)):
                yield (index, "items", at, "source"), wrong


def _chooser_problems(chooser: Chooser) -> Iterator[tuple[Loc, str]]:
    """Answers that lead nowhere, and what no answer leads to."""
    known = {each.id for each in chooser.questions} | {each.id for each in chooser.results}
    reached = {chooser.questions[0].id}
    for index, question in enumerate(chooser.questions):
        for at, choice in enumerate(question.answers):
            reached.add(choice.next)
            if choice.next not in known:
                yield (
                    ("questions", index, "answers", at, "next"),
                    f"next: there is no question or result “{choice.next}”",
                )
    ids = [("questions", at, each.id) for at, each in enumerate(chooser.questions)]
    ids += [("results", at, each.id) for at, each in enumerate(chooser.results)]
    for kind, at, name in ids:
        if name not in reached:
            yield (kind, at, "id"), f"no answer leads to “{name}”; lead to it or take it out"


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


def _twice(entries: Mapping[int, _WithId]) -> Iterator[tuple[Loc, str]]:
    seen: set[str] = set()
    for index, entry in entries.items():
        if entry.id in seen:
            yield (index, "id"), f"“{entry.id}” is given twice; keep one"
        seen.add(entry.id)


def _diagram_problems(diagram: Diagram) -> Iterator[tuple[Loc, str]]:
    ids = {box.id for box in diagram.boxes}
    for index, arrow in enumerate(diagram.arrows):
        for field in ("start", "end"):
            if getattr(arrow, field) not in ids:
                known = ", ".join(sorted(ids))
                yield (
                    ("arrows", index, field),
                    f"{field}: there is no box “{getattr(arrow, field)}”; there are: {known}",
                )


def _timeline_problems(timeline: Timeline) -> Iterator[tuple[Loc, str]]:
    for index, bar in enumerate(timeline.bars):
        if bar.end <= bar.start:
            yield ("bars", index, "end"), f"“{bar.label}” ends at {bar.end:g}, not after its start"
