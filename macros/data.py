"""Loads the data files into models, and says file and line for everything that is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from macros import citations, glossary, names
from macros.messages import validate
from macros.models import Claim, Comparison, Diagram, Source, Stage, Term
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
    sources: Mapping[str, Source]
    comparisons: Mapping[str, Comparison]
    claims: tuple[Claim, ...]
    lifecycle: tuple[Stage, ...]
    contracts: Diagram

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
    sources = reader.entries("sources.yml", Source)
    claims = reader.entries("claims.yml", Claim)
    stages = reader.entries("lifecycle.yml", Stage)
    contracts, contracts_document = reader.one("contracts.yml", Diagram)

    by_id = {source.id: source for source in sources.entries.values()}
    ids, known = _named(sources.document, "id"), _named(terms.document, "term")
    reader.rules("sources.yml", sources.document, citations.source_problems(sources.entries, ids))
    reader.rules("glossary.yml", terms.document, glossary.problems(terms.entries, known))
    if ids and ids == by_id.keys():  # else a citation of a source that is there, but broken, would look dead
        reader.rules("glossary.yml", terms.document, glossary.source_problems(terms.entries, by_id))
    reader.rules("claims.yml", claims.document, _claim_problems(claims.entries))
    if contracts:
        reader.rules("contracts.yml", contracts_document, _diagram_problems(contracts))

    comparisons: dict[str, Comparison] = {}
    for path in sorted((folder / "comparisons").glob("*.yml")):
        name = f"comparisons/{path.name}"
        table, document = reader.one(name, Comparison)
        if table:
            reader.rules(name, document, _comparison_problems(table))
            comparisons[path.stem] = table

    if reader.problems or contracts is None:
        raise DataError(sorted(set(reader.problems)))
    return Data(
        glossary=tuple(terms.entries.values()),
        sources=by_id,
        comparisons=comparisons,
        claims=tuple(claims.entries.values()),
        lifecycle=tuple(stages.entries.values()),
        contracts=contracts,
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


def _claim_problems(claims: Mapping[int, Claim]) -> Iterator[tuple[Loc, str]]:
    ids = [claim.id for claim in claims.values()]
    for place, (index, claim) in enumerate(claims.items()):
        if claim.id in ids[:place]:
            yield (index, "id"), f"“{claim.id}” is given twice; keep one"


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
