"""Each mistake that a contributor can make gives one line: file, line, what is wrong, what to write."""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import copy_project, run

GLOSSARY = "data/glossary.yml"
SOURCES = "data/sources.yml"
TABLE = "data/comparisons/sides.yml"
PAGE = "docs/index.md"
QUESTIONS = "data/questions.yml"
CLOCKS = "data/timelines/clocks.yml"
EVERYDAY = "data/everyday_words.yml"


class Mistake(NamedTuple):
    """A change to one file, and the lines that it must give."""

    file: str
    old: str
    new: str
    lines: tuple[str, ...]


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)

MISTAKES = {
    "misspelt field": Mistake(
        GLOSSARY,
        "  definition: >-\n    A person whom",
        "  defintion: >-\n    A person whom",
        (
            f"{GLOSSARY}:1: “definition” is missing; add a line “definition: …”",
            f"{GLOSSARY}:5: “defintion” is not a field that we know; did you mean “definition”?",
        ),
    ),
    "unknown field": Mistake(
        SOURCES,
        "  kind: guideline\n  date: 6",
        "  kind: guideline\n  zzz: 1\n  date: 6",
        (
            f"{SOURCES}:6: “zzz” is not a field that we know; the fields are: status, replaced_by, id, title, "
            "issuer, region, kind, date, url, kept_for, sections",
        ),
    ),
    "missing field": Mistake(
        GLOSSARY,
        "  category: organization\n",
        "",
        (f"{GLOSSARY}:12: “category” is missing; add a line “category: …”",),
    ),
    "unknown category": Mistake(
        GLOSSARY,
        "  category: organization\n",
        "  category: organisation\n",
        (
            f"{GLOSSARY}:14: category is “organisation”, but must be 'activity', 'contract', 'data', 'design', "
            "'document', 'organization', 'product', 'quality', 'region', 'regulation', 'role' or 'safety'",
        ),
    ),
    "colon": Mistake(
        GLOSSARY,
        "  plain: >-\n    A company that helps a site to run trials.",
        "  plain: It has one aim: help.",
        (f"{GLOSSARY}:15: text with a colon starts on the next line, after “>-”",),
    ),
    "tab": Mistake(
        GLOSSARY,
        "  category: organization",
        "\tcategory: organization",
        (f"{GLOSSARY}:14: use spaces, not tabs",),
    ),
    "wrong indent": Mistake(
        GLOSSARY,
        "  category: organization",
        " category: organization",
        (
            f"{GLOSSARY}:14: this line does not start below the lines above it; only an entry starts with “- ”",
        ),
    ),
    "unclosed quote": Mistake(
        GLOSSARY,
        "- term: Sponsor",
        '- term: "Sponsor',
        (f"{GLOSSARY}:28: a quote (\" or ') is opened and never closed",),
    ),
    "unclosed list": Mistake(
        TABLE,
        "options: [Sponsor, Site]",
        "options: [Sponsor, Site",
        (f"{TABLE}:6: a list in [ ] is not closed, or lacks a comma",),
    ),
    "sign at the start": Mistake(
        GLOSSARY,
        "    - company that helps hospitals",
        "    - @home",
        (f"{GLOSSARY}:22: text that starts with a sign such as @ or % needs quotes around it",),
    ),
    "duplicate field": Mistake(
        GLOSSARY,
        "  abbreviation: SMO\n",
        "  abbreviation: SMO\n  abbreviation: SM\n",
        (f"{GLOSSARY}:14: “abbreviation” is given twice; keep one",),
    ),
    "duplicate term": Mistake(
        GLOSSARY,
        "- term: Site management organization",
        "- term: Monitor",
        (
            f"{EVERYDAY}:1: there is no term “Site management organization”; write a term’s exact name",
            f"{GLOSSARY}:12: “Monitor” is already defined as “Monitor”; keep one",
        ),
    ),
    "dead reference": Mistake(
        GLOSSARY,
        "    - Sponsor",
        "    - Sponser",
        (f"{GLOSSARY}:24: see_also: there is no term “Sponser”; write a term’s exact name",),
    ),
    "reference to itself": Mistake(
        GLOSSARY,
        "    - Sponsor",
        "    - Site management organization",
        (f"{GLOSSARY}:24: see_also: “Site management organization” is this term itself; take it out",),
    ),
    "dead confusion": Mistake(
        GLOSSARY,
        "    Monitor: The monitor",
        "    Monitors: The monitor",
        (f"{GLOSSARY}:39: not_to_confuse_with: there is no term “Monitors”; write a term’s exact name",),
    ),
    "other name is a term": Mistake(
        GLOSSARY,
        "    - Promoter",
        "    - Monitor",
        (f"{GLOSSARY}:37: old_names: “Monitor” is the term “Monitor”; use see_also",),
    ),
    "other name twice": Mistake(
        GLOSSARY,
        "  old_names:",
        "  also_called:\n    - promoter\n  old_names:",
        (f"{GLOSSARY}:39: old_names: “Promoter” is given twice; keep one",),
    ),
    "unknown source": Mistake(
        GLOSSARY,
        "    - guideline, 2.3.1",
        "    - guidelin, 2.3.1",
        (f"{GLOSSARY}:20: there is no source “guidelin”; add it to data/sources.yml or correct the name",),
    ),
    "unchecked section": Mistake(
        GLOSSARY,
        "    - guideline, 2.3.1",
        "    - guideline, 2.3.9",
        (
            f"{GLOSSARY}:20: “2.3.9” is not a section of “guideline” that we have checked; correct it, "
            "or read it and add it to data/sources.yml with one line on what it says",
        ),
    ),
    "source without section": Mistake(
        GLOSSARY,
        "    - guideline, 2.3.1",
        "    - guideline",
        (f"{GLOSSARY}:20: “guideline” is cited without a section; write “guideline, section”",),
    ),
    "no source": Mistake(
        GLOSSARY,
        "  sources:\n    - guideline, 2.3.1\n",
        "  sources: []\n",
        (f"{GLOSSARY}:19: sources is empty or too short: write at least 1",),
    ),
    "silently superseded": Mistake(
        GLOSSARY,
        "    - guideline, 3.6.6",
        "    - old-guideline, 5.2.1",
        (
            f"{GLOSSARY}:35: “old-guideline” is superseded by “guideline”; cite that, "
            "or write “old-guideline, 5.2.1, superseded” where the old edition is meant",
        ),
    ),
    "superseded without successor": Mistake(
        GLOSSARY,
        "  see_also:\n    - Sponsor",
        "  see_also:\n    - Sponsor\n  status: superseded",
        (f"{GLOSSARY}:12: “status: superseded” and “replaced_by” go together: write both or none",),
    ),
    "wrong order": Mistake(
        GLOSSARY,
        "- term: Monitor\n",
        "- term: Trial monitor\n",
        (
            f"{GLOSSARY}:1: “Site management organization” belongs before “Trial monitor” (A to Z); run: make fix",
            f"{GLOSSARY}:39: not_to_confuse_with: there is no term “Monitor”; write a term’s exact name",
        ),
    ),
    "sources in wrong order": Mistake(
        SOURCES,
        "- id: old-guideline",
        "- id: an-old-guideline",
        (f"{SOURCES}:1: “an-old-guideline” belongs before “guideline” (A to Z); run: make fix",),
    ),
    "successor unknown": Mistake(
        SOURCES,
        "  replaced_by: guideline",
        "  replaced_by: guidelines",
        (f"{SOURCES}:21: replaced_by: there is no source “guidelines”",),
    ),
    "bad address": Mistake(
        SOURCES,
        "https://example.org/old",
        "example.org/old",
        (f"{SOURCES}:24: url must be an address that starts with https://",),
    ),
    "hash cuts the text off": Mistake(
        GLOSSARY,
        "  plain: >-\n    A company that helps a site to run trials.",
        "  plain: A company that helps site # 1 to run trials.",
        (f"{GLOSSARY}:15: plain must end with a full stop; did a # cut it off?",),
    ),
    "too short": Mistake(
        GLOSSARY,
        "  plain: >-\n    A company that helps a site to run trials.",
        "  plain: A company.",
        (f"{GLOSSARY}:15: plain is too short: write at least 20 characters",),
    ),
    "text for a list": Mistake(
        GLOSSARY,
        "  see_also:\n    - Sponsor",
        "  see_also: Sponsor",
        (f"{GLOSSARY}:23: see_also must be a list: one “- …” for each, on lines of their own",),
    ),
    "list for a text": Mistake(
        GLOSSARY,
        "  category: organization",
        "  category:\n    - organization",
        (
            f"{GLOSSARY}:14: category is “['organization']”, but must be 'activity', 'contract', 'data', "
            "'design', 'document', 'organization', 'product', 'quality', 'region', 'regulation', 'role' or 'safety'",
        ),
    ),
    "alias": Mistake(
        GLOSSARY,
        "  plain: >-\n    A person who checks",
        "  plain: &x >-\n    A person who checks",
        (f"{GLOSSARY}:3: anchors (&) are not used here; write the text out",),
    ),
    "alias bomb": Mistake(
        GLOSSARY,
        "- term: Monitor",
        BOMB + "- term: Monitor",
        (f"{GLOSSARY}:1: anchors (&) are not used here; write the text out",),
    ),
    "nested too deeply": Mistake(
        GLOSSARY,
        "    - company that helps hospitals",
        "    - " + "[" * 100_000,
        (f"{GLOSSARY}:22: lists and fields are nested too deeply; write them as the neighbors do",),
    ),
    "python tag": Mistake(
        GLOSSARY,
        "- term: Sponsor\n",
        "- term: !!python/object/apply:os.system [id]\n",
        (
            f"{GLOSSARY}:28: the tag “tag:yaml.org,2002:python/object/apply:os.system” is not used here; write plain text",
        ),
    ),
    "not a list": Mistake(
        GLOSSARY,
        "",
        "term: Monitor\n",
        (f"{GLOSSARY}:1: the file must be a list of entries, each starting with “- ”",),
    ),
    "empty file": Mistake(
        GLOSSARY, "", "", (f"{GLOSSARY}:1: the file is empty; write at least one entry or delete it",)
    ),
    "two documents": Mistake(
        GLOSSARY,
        "\n- term: Sponsor",
        "\n---\n- term: Sponsor",
        (f"{GLOSSARY}:28: the file holds two documents; take out the line “---”",),
    ),
    "answers and options": Mistake(
        TABLE,
        "      - Nobody.\n  - question: Who treats?",
        "  - question: Who treats?",
        (f"{TABLE}:8: “Who monitors?” has 1 answers for 2 options; write one “- …” for each",),
    ),
    "bad date": Mistake(
        TABLE,
        "reviewed: 2026-11-23",
        "reviewed: 23.11.2026",
        (f"{TABLE}:3: write the date as YYYY-MM-DD",),
    ),
    "unknown term in a cell": Mistake(
        TABLE,
        "The [sponsor]",
        "The [promotor]",
        (
            f"{TABLE}:9: there is no term “promotor” in the glossary; correct the name or take out the brackets",
        ),
    ),
    "arrow to nowhere": Mistake(
        "data/diagrams/contracts.yml",
        "    end: site",
        "    end: sites",
        ("data/diagrams/contracts.yml:16: end: there is no box “sites”; there are: site, sponsor",),
    ),
    "claim without heading": Mistake(
        "data/claims.yml",
        "heading: Who monitors",
        "heading: Who monitors whom",
        ("data/claims.yml:1: D01: “index.md” has no heading “Who monitors whom”",),
    ),
    "page: unknown term": Mistake(
        PAGE,
        "An [SMO] helps",
        "An [SMOO] helps",
        (f"{PAGE}:11: there is no term “SMOO” in the glossary; correct the name or take out the brackets",),
    ),
    "page: unknown source": Mistake(
        PAGE,
        "[@guideline, 3.6.6]",
        "[@guide, 3.6.6]",
        (f"{PAGE}:11: there is no source “guide”; add it to data/sources.yml or correct the name",),
    ),
    "page: silently superseded": Mistake(
        PAGE,
        "[@guideline, 3.6.6]",
        "[@old-guideline, 5.2.1]",
        (
            f"{PAGE}:11: “old-guideline” is superseded by “guideline”; cite that, "
            "or write “old-guideline, 5.2.1, superseded” where the old edition is meant",
        ),
    ),
    "page: no front matter": Mistake(
        PAGE,
        "---\ntitle: Start\n",
        "title: Start\n",
        (f"{PAGE}:1: the page starts with front matter: ---, title, description, audience, reviewed, ---",),
    ),
    "page: unknown audience": Mistake(
        PAGE,
        "audience: [newcomer]",
        "audience: [everybody]",
        (
            f"{PAGE}:4: audience is “everybody”, but must be 'newcomer', 'sponsor', 'site', 'provider', "
            "'quality', 'patient' or 'contributor'",
        ),
    ),
    "page: day to come": Mistake(
        PAGE,
        "reviewed: 2026-11-23",
        "reviewed: 2099-01-01",
        (f"{PAGE}:5: reviewed is 2099-01-01, a day to come; write the day of the check",),
    ),
    "page: code": Mistake(
        PAGE,
        "## Who monitors",
        "{% for x in y %}\n\n## Who monitors",
        (f"{PAGE}:13: pages hold no {{% … %}}; move it to a macro",),
    ),
    "everyday words of an unknown term": Mistake(
        EVERYDAY,
        "- term: Sponsor\n",
        "- term: Sponsors\n",
        (f"{EVERYDAY}:5: there is no term “Sponsors”; write a term’s exact name",),
    ),
    "everyday words of a term twice": Mistake(
        EVERYDAY,
        "- term: Sponsor\n",
        "- term: Site management organization\n",
        (f"{EVERYDAY}:5: “Site management organization” is given twice; put all its words into one entry",),
    ),
    "everyday words in wrong order": Mistake(
        EVERYDAY,
        "- term: Sponsor\n",
        "- term: Monitor\n",
        (f"{EVERYDAY}:1: “Monitor” belongs before “Site management organization” (A to Z); run: make fix",),
    ),
    "everyday word twice": Mistake(
        EVERYDAY,
        "  seldom: owner",
        "  seldom: pay owner",
        (f"{EVERYDAY}:5: “pay” is given twice for “Sponsor”; keep it where it is used most",),
    ),
    "everyday word that is not one": Mistake(
        EVERYDAY,
        "  seldom: owner",
        "  seldom: owner, boss",
        (f"{EVERYDAY}:7: seldom must be words in small letters with a space between, and nothing else",),
    ),
    "bar that ends before it starts": Mistake(
        CLOCKS,
        "    end: 7",
        "    end: 2",
        (f"{CLOCKS}:13: “Second report” ends at 2, not after its start",),
    ),
    "question twice": Mistake(
        QUESTIONS,
        "- id: 2",
        "- id: 1",
        (f"{QUESTIONS}:7: “1” is given twice; keep one",),
    ),
    "question that no page answers": Mistake(
        QUESTIONS,
        "- id: 2",
        "- id: 3",
        (
            f"{QUESTIONS}:7: no page answers question 3; name it under “answers” in the front matter of one",
            "docs/about/data.md:8: answers: there is no question 2 in data/questions.yml",
        ),
    ),
    "page: answer under no heading": Mistake(
        "docs/about/data.md",
        "  2: Data",
        "  2: Dates",
        ("docs/about/data.md:8: answers: the page has no heading “Dates” for question 2",),
    ),
    "path to nowhere": Mistake(
        "data/paths.yml",
        "page: about/data.md",
        "page: about/dates.md",
        ("data/paths.yml:9: page: there is no page “about/dates.md” below docs/",),
    ),
    "old edition without a reason": Mistake(
        SOURCES,
        "  kept_for: >-\n    Its numbers are still in use.\n",
        "",
        (f"{SOURCES}:14: “status: superseded” and “kept_for” go together: write both or none",),
    ),
    "clause of no authority": Mistake(
        "data/responsibilities.yml",
        "    one: guideline",
        "    two: guideline",
        ("data/responsibilities.yml:11: clauses: there is no authority “two”; there are: one",),
    ),
    "clause of no source": Mistake(
        "data/responsibilities.yml",
        "    one: guideline, 3.11.4",
        "    one: guide, 3.11.4",
        (
            "data/responsibilities.yml:11: there is no source “guide”; add it to data/sources.yml or correct the name",
        ),
    ),
    "rule without a source": Mistake(
        "data/authorities.yml",
        "    source: guideline, 3.6.6\n",
        "",
        ("data/authorities.yml:3: a rule has a source, unless its answer is “unknown”",),
    ),
    "choice that leads nowhere": Mistake(
        "data/chooser.yml",
        "        next: stay\n      - says: A site",
        "        next: go\n      - says: A site",
        ("data/chooser.yml:7: next: there is no question or result “go”",),
    ),
    "result that is never reached": Mistake(
        "data/chooser.yml",
        "results:\n",
        "results:\n  - id: go\n    title: Go on\n    for: It costs nothing at all.\n    against: It changes nothing at all.\n"
        "    stays: Everything that was yours before.\n    read: [index.md]\n",
        ("data/chooser.yml:12: no answer leads to “go”; lead to it or take it out",),
    ),
    "page: alias bomb": Mistake(
        PAGE,
        "title: Start",
        "title: Start\nx: &x [a, a]\ny: [*x, *x]",
        (f"{PAGE}:3: anchors (&) are not used here; write the text out",),
    ),
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("broken") / "project")


def test_there_are_at_least_thirty_kinds() -> None:
    assert len(MISTAKES) >= 30


@pytest.mark.parametrize("name", MISTAKES)
def test_names_the_line_and_the_remedy(broken: Path, name: str) -> None:
    mistake = MISTAKES[name]
    path = broken / mistake.file
    good = path.read_text(encoding="utf-8")
    if mistake.old:
        assert good.count(mistake.old) >= 1, "the fixture has changed"
    path.write_text(
        good.replace(mistake.old, mistake.new, 1) if mistake.old else mistake.new, encoding="utf-8"
    )
    try:
        says(broken, *mistake.lines)
    finally:
        path.write_text(good, encoding="utf-8")


def says(project: Path, *lines: str) -> None:
    """Both the check and the build print just these lines, and fail without a traceback."""
    checked = run("macros.check", cwd=project)
    assert checked.stdout.splitlines() == list(lines)
    assert checked.stderr == ""
    assert checked.returncode == 1
    built = run("mkdocs", "build", "--strict", cwd=project)
    assert built.returncode != 0
    assert "Traceback" not in built.stdout + built.stderr
    for line in lines:
        assert line in built.stderr
    assert not (project / "site").exists()


def test_refuses_what_is_not_utf_8(project: Path) -> None:
    path = project / GLOSSARY
    path.write_bytes(path.read_bytes().replace(b"A company that helps", b"A soci\xe9t\xe9 that helps"))
    says(project, f"{GLOSSARY}:16: is not UTF-8 text; save the file with the encoding UTF-8")


def test_refuses_a_missing_file(project: Path) -> None:
    (project / SOURCES).unlink()
    says(project, f"{SOURCES}:1: the file is missing; restore it")


@pytest.mark.parametrize(
    "place", ["docs/passwords.md", "docs/passwords.txt", "data/comparisons/passwords.yml"]
)
def test_refuses_symbolic_links(project: Path, place: str) -> None:
    (project / place).symlink_to("/etc/passwd")
    says(project, f"{place}:1: is a symbolic link; put the file itself here")


def test_the_small_project_is_without_fault(project: Path) -> None:
    checked = run("macros.check", cwd=project)
    assert (checked.stdout, checked.returncode) == ("data and pages: no problems\n", 0)
    built = run("macros.build", cwd=project)
    assert built.returncode == 0, built.stdout + built.stderr


def test_reports_the_mistakes_of_all_files_at_once(project: Path) -> None:
    for mistake in (MISTAKES["unknown category"], MISTAKES["bad address"], MISTAKES["bad date"]):
        path = project / mistake.file
        path.write_text(path.read_text(encoding="utf-8").replace(mistake.old, mistake.new), encoding="utf-8")
    found = run("macros.check", cwd=project).stdout.splitlines()
    assert [line.split(":")[0] for line in found] == [TABLE, GLOSSARY, SOURCES]
