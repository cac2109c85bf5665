"""The pages that people write: their front matter, headings and addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from macros.data import ROOT, Problem, read
from macros.messages import validate
from macros.models import Page
from macros.plain_yaml import parse

DOCS_DIR = ROOT / "docs"
_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) +(.+?)(?: +\{[^}]*\})?$", re.MULTILINE)


@dataclass(frozen=True)
class Guide:
    """One written page."""

    path: Path
    name: str
    """The file below docs/, such as cro/what-a-cro-is.md."""
    meta: Page
    text: str

    @property
    def body(self) -> str:
        """The text with its front matter blanked, so that lines keep their numbers."""
        return _FRONT.sub(lambda front: "\n" * front[0].count("\n"), self.text)

    @property
    def address(self) -> str:
        """Where it lies below the root of the site, such as cro/what-a-cro-is/."""
        name = self.name.removesuffix(".md")
        return name.removesuffix("index") if name.split("/")[-1] == "index" else f"{name}/"

    @property
    def headings(self) -> list[str]:
        """The headings below the title, without markup."""
        return [_bare(found[2]) for found in _HEADING.finditer(self.body) if len(found[1]) > 1]

    def line(self, start: str) -> int:
        """The number of the first line that starts so, or 1."""
        return next((n for n, text in enumerate(self.text.splitlines(), 1) if text.startswith(start)), 1)


def _bare(heading: str) -> str:
    return re.sub(r"\[([^\]]+)\](\([^)]*\)|\[[^\]]*\])?|[*`]", lambda m: m[1] or "", heading)


def paths(docs: Path = DOCS_DIR) -> Iterator[Path]:
    """The Markdown files that people write; generated ones lie beside the glossary's index."""
    for path in sorted(docs.rglob("*.md")):
        if path.parent.name != "glossary" or path.name == "index.md":
            yield path


def load(docs: Path = DOCS_DIR) -> tuple[list[Guide], list[Problem]]:
    """All written pages, and what is wrong with their front matter."""
    found: list[Guide] = []
    problems: list[Problem] = []
    for path in paths(docs):
        guide, wrong = _one(path, path.relative_to(docs).as_posix())
        problems += wrong
        if guide:
            found.append(guide)
    return found, problems


def _one(path: Path, name: str) -> tuple[Guide | None, list[Problem]]:
    text, problems = read(path)
    if problems:
        return None, problems
    front = _FRONT.match(text)
    if not front:
        return None, [
            Problem(
                path, 1, "the page starts with front matter: ---, title, description, audience, reviewed, ---"
            )
        ]
    document = parse("\n" + front[1])  # the empty line stands for the first ---
    wrong = list(document.problems)
    meta = None
    if not wrong:
        meta, wrong = validate(Page, document)
    if meta and meta.reviewed > date.today():
        wrong.append(
            (
                document.line(("reviewed",)),
                f"reviewed is {meta.reviewed}, a day to come; write the day of the check",
            )
        )
    guide = Guide(path, name, meta, text) if meta and not wrong else None
    return guide, [Problem(path, line, message) for line, message in wrong]
