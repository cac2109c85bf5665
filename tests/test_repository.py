"""The repository's own data and pages hold what they promise."""

import re
import subprocess
from datetime import timedelta

import pytest

from macros import (
    check,
    data,
    glossary,
    guides,
    letters,
    links,
    pages,
    paths,
    questions,
    responsibilities,
    usage,
)
from macros.models import slug
from macros.plain_yaml import sort_entries
from tests.conftest import ROOT
from tests.reading import prose

LOADED = data.load()
GUIDES, _ = guides.load()
SECTIONS = {"start", "cro", "smo", "together", "money", "rules", "patients", "careers", "cases"}
LISTS = {"start/paths.md", "start/same-letters.md"}
WRITTEN = [guide for guide in GUIDES if guide.name.split("/")[0] in SECTIONS and guide.name not in LISTS]


def test_there_is_nothing_wrong() -> None:
    assert [str(problem) for problem in check.problems()] == []


@pytest.mark.parametrize("name", check.SCHEMAS)
def test_editor_schema_is_up_to_date(name: str) -> None:
    found = (data.DATA_DIR / name).read_text(encoding="utf-8")
    assert found == check.schema(check.SCHEMAS[name]), "run: make fix"


def test_has_at_least_450_complete_terms_of_every_kind() -> None:
    assert len(LOADED.glossary) >= 450
    assert {term.category for term in LOADED.glossary} == set(glossary.CATEGORIES)
    assert [term.term for term in LOADED.glossary if not term.see_also] == []
    assert (ROOT / "data" / "glossary.yml").stat().st_size < 900_000


def test_contested_terms_say_what_several_authorities_say() -> None:
    contested = [term for term in LOADED.glossary if term.by_authority]
    assert len(contested) >= 25
    assert [term.term for term in contested if len(term.by_authority) < 2] == []
    wanted = {
        "Contract research organization",
        "Site management organization",
        "Service provider",
        "Monitor",
        "Sponsor",
    }
    wanted |= {"Investigator", "Subinvestigator", "Essential records", "Serious breach", "Protocol deviation"}
    assert wanted <= {term.term for term in contested}


def test_words_that_are_confused_are_told_apart() -> None:
    apart = {frozenset((term.term, other)) for term in LOADED.glossary for other in term.not_to_confuse_with}
    assert len(apart) >= 40
    for pair in (
        ("Clinical research associate", "Clinical research coordinator"),
        ("Contract research organization", "Site management organization"),
        ("Audit", "Inspection"),
        ("Source data verification", "Source data review"),
        ("Adverse event", "Adverse drug reaction"),
        ("Trial master file", "Investigator site file"),
    ):
        assert frozenset(pair) in apart, pair


def test_has_names_in_spanish_japanese_and_chinese() -> None:
    for language in ("es", "ja", "zh"):
        assert sum(1 for term in LOADED.glossary if language in term.names) >= 200


@pytest.mark.parametrize(
    "short", ["CRA", "CRC", "CRO", "SMO", "IRB", "PI", "CTA", "CDA", "PM", "DM", "SDR", "SAP"]
)
def test_shared_letters_list_their_meanings(short: str) -> None:
    owners = letters.sharing(LOADED.glossary)[short]
    assert len(owners) + sum(len(owner.other_meanings) for owner in owners) > 1
    assert f'id="letters-{short.lower()}"' in letters.render(LOADED.glossary)


def test_has_the_comparisons_and_the_guides() -> None:
    assert {
        "cro-vs-smo",
        "cro-types",
        "cro-services",
        "key-functions",
        "smo-types",
        "benefits-and-limits",
    } <= set(LOADED.comparisons)
    assert len(LOADED.comparisons["cro-services"].rows) == 10
    assert LOADED.comparisons["key-functions"].options == ("Sponsor", "CRO", "SMO", "Site", "Investigator")
    assert len(WRITTEN) >= 55
    assert {guide.name.split("/")[0] for guide in WRITTEN} == SECTIONS
    assert sum(1 for guide in WRITTEN if guide.name.startswith("cases/")) >= 6


def test_all_114_questions_of_readers_have_an_answer_and_a_place() -> None:
    assert [question.id for question in LOADED.questions] == [str(number) for number in range(1, 115)]
    assert set(questions.places(GUIDES)) == {question.id for question in LOADED.questions}


def test_an_answer_has_two_sentences_at_most() -> None:
    long = [
        question.id
        for question in LOADED.questions
        if len(re.findall(r"[.!?]”?(?=\s+[A-Z“\[]|$)", re.sub(r"\[@[^\]]+\]", "", question.answer))) > 3
    ]
    assert long == []


def test_there_is_a_path_for_each_kind_of_reader() -> None:
    assert [path.id for path in LOADED.paths] == [
        "newcomer",
        "sponsor",
        "site",
        "provider",
        "patient",
        "student",
    ]
    newcomer = [guide for guide in GUIDES if guide.name in {step.page for step in LOADED.paths[0].steps}]
    assert paths.minutes(newcomer) <= 35


def test_there_are_pictures_where_people_would_rather_look_than_read() -> None:
    drawn = [*LOADED.diagrams, *LOADED.timelines]
    body = "".join(guide.body for guide in WRITTEN)
    assert [name for name in drawn if f'("{name}")' not in body] == []
    assert len(drawn) + body.count("lifecycle_diagram()") >= 10


def test_every_source_is_used_and_an_old_edition_says_what_for() -> None:
    assert [source for source, uses in usage.by_source(LOADED, GUIDES).items() if not uses] == []


def test_warns_of_pages_that_nobody_checked_for_a_year() -> None:
    page = WRITTEN[0]
    assert list(check.stale([page], page.meta.reviewed + timedelta(days=366))) == []
    [problem] = check.stale([page], page.meta.reviewed + timedelta(days=367))
    assert "last checked on" in str(problem)
    assert problem.line == page.line("reviewed:")


def test_all_61_claims_of_the_popular_explainers_are_covered() -> None:
    wanted = [f"D{number:02}" for number in range(1, 63) if number != 60]
    assert [claim.id for claim in LOADED.claims] == wanted


@pytest.mark.parametrize("guide", WRITTEN, ids=lambda guide: guide.name)
def test_a_guide_has_a_short_answer_citations_and_a_way_on(guide: guides.Guide) -> None:
    assert "!!! answer" in guide.text
    assert "Read next" in guide.headings
    cited = [use for use in links.shorthand(guide.text) if use.is_citation]
    assert len(cited) >= 3


# Words that state a rule, a date or a figure; a paragraph or list entry with one of them names its source.
RULE = re.compile(
    r"\b(must|shall|is required|are required|requires|by law|the law|regulation|regulations|CFR|Article \d|E6\(R3\) (asks|says|allows|lets|requires))\b"
    r"|\b(19|20)\d\d\b(?!-)|\b\d+([.,]\d+)? (percent|calendar days|days|years|months|weeks)\b"
)
# Sections that only point on, and words that mark a judgment of ours.
# What happened in a case is made up, and says so.
FREE = {"Read next", "What happened"}
JUDGMENT = re.compile(
    r"\b(our (view|reading|judgment)|judgment|(good|usual|common) practice)\b", re.IGNORECASE
)


def uncited(text: str) -> list[str]:
    """The paragraphs that state a rule, a date or a figure and cite nothing; “Checked on …” is no claim."""
    found, heading = [], ""
    for block in re.split(r"\n\s*\n", text):
        if title := re.match(r"#+ (.+)", block.strip()):
            heading = title[1]
        if heading in FREE or block.lstrip().startswith(("#", "|", "---", "!!!", "{{")):
            continue
        if (
            RULE.search(re.sub(r"\[[^\]]*\]\([^)]*\)|Checked on \d+ \w+ \d{4}", "", block))
            and "[@" not in block
            and not JUDGMENT.search(block)
            and not block.rstrip().endswith(":")
        ):
            found.append(block.strip())
    return found


def test_finds_a_rule_without_a_source() -> None:
    assert uncited("# T\n\nThe sponsor must sign.\n\nIt must be so [@a, 1].\n\nIt rains.") == [
        "The sponsor must sign."
    ]


@pytest.mark.parametrize("guide", WRITTEN, ids=lambda guide: guide.name)
def test_every_paragraph_that_states_a_rule_cites_it(guide: guides.Guide) -> None:
    body = guide.text.split("---\n", 2)[2]
    assert uncited(body) == []


def test_guides_can_be_read_in_one_sitting() -> None:
    long = {guide.name: len(re.findall(r"\w[\w’'-]*", prose(guide.body))) for guide in WRITTEN}
    assert {name: words for name, words in long.items() if words > 1800} == {}


def test_sorting_moves_whole_blocks_and_leaves_every_character() -> None:
    text = "# head\n\n- term: b\n  x: >-\n    - term: a\n\n# about A\n- term: A\n  y: 1\n\n- term: C\n"
    fixed = sort_entries(text, "term", glossary.sort_key)
    assert (
        fixed == "# head\n\n# about A\n- term: A\n  y: 1\n\n- term: b\n  x: >-\n    - term: a\n\n- term: C\n"
    )
    assert sorted(fixed) == sorted(text)
    assert sort_entries(fixed, "term", glossary.sort_key) == fixed


def test_slugs_come_from_the_name_alone() -> None:
    assert slug("Investigator's brochure") == "investigators-brochure"
    assert slug("ICH E6(R3)") == "ich-e6-r3"
    assert slug("ALCOA+") == "alcoa-plus"
    assert slug("Organização") == "organizacao"


def test_an_old_name_keeps_its_address() -> None:
    written = pages.term_pages(LOADED, GUIDES, "https://example.org/repository", "https://example.org/")
    old = [(slug(name), term.slug) for term in LOADED.glossary for name in term.old_names]
    assert old
    for address, now in old:
        assert f"leads_to: ../{now}/" in written[f"{address}.md"]


def test_an_unchanged_page_is_not_written_again(tmp_path) -> None:
    pages.write(LOADED, GUIDES, tmp_path, "https://example.org", "https://example.org/")
    (tmp_path / "glossary" / "gone.md").write_text("a term of yesterday", encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*") if path.name != "gone.md"}
    pages.write(LOADED, GUIDES, tmp_path, "https://example.org", "https://example.org/")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")} == before


def test_locks_hold_hashes_and_no_address() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pinned = re.findall(r"^[a-z0-9-]+==", text, re.MULTILINE)
        assert len(pinned) > 20
        assert all(
            block.count("--hash=sha256:")
            for block in re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
        )
        assert "://" not in text
        assert "--index" not in text


def test_nothing_generated_and_no_link_is_committed() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-s"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert not re.search(r"^120000", listed, re.MULTILINE)
    names = [line.split("\t")[1] for line in listed.splitlines()]
    generated = [
        name for name in names if re.match(r"docs/(glossary/(?!index\.md)|data/|search/)|site/", name)
    ]
    assert generated == []


def test_60_activities_by_8_authorities_each_with_a_source_or_a_plain_no_answer() -> None:
    assert len(LOADED.activities) >= 60
    assert len(LOADED.authorities) >= 8
    for activity in LOADED.activities:
        for authority in LOADED.authorities:
            found = responsibilities.answer(activity, authority)
            open_ended = found.answer in {"not addressed", "unknown"}
            assert found.accountable
            assert bool(found.sources) or open_ended, (activity.id, authority.id)


def test_what_cannot_be_handed_over_is_not_said_without_a_clause_of_its_own() -> None:
    for activity in LOADED.activities:
        if activity.hand_over == "no":
            for authority in LOADED.authorities:
                found = responsibilities.answer(activity, authority)
                assert (found.answer == "no") == (authority.id in activity.clauses)


def test_monitoring_may_be_done_for_the_sponsor_only() -> None:
    for name in ("monitoring", "monitoring-plan", "central-monitoring"):
        [activity] = [each for each in LOADED.activities if each.id == name]
        assert set(activity.may) == {"sponsor", "cro"}
        assert activity.side == "sponsor"


def test_the_chooser_asks_at_most_eight_questions_and_the_checklists_are_there() -> None:
    assert len(LOADED.chooser.questions) <= 8
    pages = {guide.name for guide in GUIDES}
    assert {page for result in LOADED.chooser.results for page in result.read} <= pages
    assert len(LOADED.checklists) >= 9
    assert [each.id for each in LOADED.checklists if not any(item.source for item in each.items)] == []
