"""How well the search finds what people type: the queries of search_queries.yml, in a real browser."""

import dataclasses
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

import pytest
import yaml
from playwright.sync_api import Browser

from macros import data, guides, questions, search_data
from macros.models import slug
from macros.search_data import FILLERS
from tests.conftest import ROOT

QUERIES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "search_queries.yml").read_text(encoding="utf-8")
)
ELSEWHERE = "out-of-field"
ASK = """async (queries) => {
  const { find } = await import("./assets/load-search.js");
  const answers = [];
  for (const query of queries) {
    const found = await find(query);
    answers.push(found.filter(({ kind }) => kind === "term").map(({ record }) => record.slug));
  }
  return answers;
}"""


ASK_ALL = ASK.replace('.filter(({ kind }) => kind === "term")', "").replace(
    "record.slug", "record.slug ?? record.address"
)


class Answer(NamedTuple):
    """A query, and the slugs of the terms that it brought, best first."""

    asked: dict[str, Any]
    found: list[str]

    def right(self, within: int) -> bool:
        """Is an acceptable term among the first, or nothing there where nothing may be?"""
        if not self.asked["expect"]:
            return not self.found
        return bool({slug(name) for name in self.asked["expect"]} & set(self.found[:within]))


def share(answers: Iterable[Answer], within: int = 1) -> float:
    """The percentage of right answers."""
    answers = list(answers)
    return 100 * sum(answer.right(within) for answer in answers) / len(answers)


@pytest.fixture(scope="module")
def answers(browser: Browser, address: str) -> list[Answer]:
    page = browser.new_page()
    page.goto(address)
    found = page.evaluate(ASK, [query["query"] for query in QUERIES])
    page.close()
    return [Answer(query, terms) for query, terms in zip(QUERIES, found, strict=True)]


def test_the_queries_name_terms_and_cover_every_kind() -> None:
    names = {term.term for term in data.load().glossary}
    assert [name for query in QUERIES for name in query["expect"] if name not in names] == []
    asked = [query["query"] for query in QUERIES]
    assert len(set(asked)) == len(asked) >= 300
    assert sum(1 for query in QUERIES if query["kind"] == ELSEWHERE) >= 40
    assert sum(1 for query in QUERIES if query.get("aside")) >= len(QUERIES) // 3
    aside: dict[str, list[bool]] = defaultdict(list)
    for query in QUERIES:
        aside[query["kind"]].append(query.get("aside", False))
    # In the same mix of kinds, or the comparison of the two would tell of the mix.
    assert {
        kind: sum(some) / len(some) for kind, some in aside.items() if not 0.25 < sum(some) / len(some) < 0.4
    } == {}


def test_the_data_leave_out_only_words_that_the_search_passes_over(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    kept = page.evaluate(
        """async (fillers) => {
          const { telling } = await import("./assets/words.js");
          return fillers.flatMap(telling);
        }""",
        sorted(FILLERS),
    )
    page.close()
    assert kept == []


def test_finds_what_people_type(answers: list[Answer], capsys: pytest.CaptureFixture[str]) -> None:
    kinds: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        kinds[answer.asked["kind"]].append(answer)
    with capsys.disabled():
        print("\n\nSearch              queries  first %  in three %")
        for kind, some in kinds.items():
            print(f"{kind:<20}{len(some):7} {share(some):8.1f} {share(some, 3):11.1f}")
        print(f"{'all':<20}{len(answers):7} {share(answers):8.1f} {share(answers, 3):11.1f}")
    # What is set aside stays unseen: it is counted, but not shown.
    wrong = [
        f"{answer.asked['kind']}: “{answer.asked['query']}” brought {answer.found[:3]}"
        for answer in answers
        if not answer.right(1) and not answer.asked.get("aside")
    ]
    assert share(answers) >= 97, wrong
    assert share(answers, 3) >= 99, wrong
    assert share(kinds[ELSEWHERE]) >= 95, wrong
    assert [kind for kind, some in kinds.items() if share(some) < 90] == [], wrong


def test_queries_that_nobody_tuned_for_do_nearly_as_well(answers: list[Answer]) -> None:
    """Else the search is fitted to the queries that were looked at. Both have the same mix of kinds."""
    aside = [answer for answer in answers if answer.asked.get("aside")]
    rest = [answer for answer in answers if not answer.asked.get("aside")]
    assert share(rest) - share(aside) <= 2, (
        f"{share(aside):.1f} % of those set aside, {share(rest):.1f} % of the rest"
    )


def test_the_browser_knows_the_address_of_each_term(browser: Browser, address: str) -> None:
    names = {term.term: term.slug for term in data.load().glossary}
    names["É+’s “Ç” (x)"] = slug("É+’s “Ç” (x)")
    page = browser.new_page()
    page.goto(address)
    made = page.evaluate(
        'async (names) => { const { slug } = await import("./assets/words.js"); return names.map(slug); }',
        list(names),
    )
    page.close()
    assert dict(zip(names, made, strict=True)) == names


def test_finds_a_guide_from_the_readers_own_words(browser: Browser, address: str) -> None:
    """All questions of readers, as they ask them and without their marks: a page that answers is in the first three."""
    pages, _ = guides.load()
    where = {
        question: {place.guide.address for place in places}
        for question, places in questions.places(pages).items()
    }
    asked = [(each.id, each.question) for each in data.load().questions]
    asked += [(each, re.sub(r"[“”?,:]", "", text).lower()) for each, text in asked]
    page = browser.new_page()
    page.goto(address)
    found = page.evaluate(ASK_ALL, [text for _, text in asked])
    page.close()
    missed = [
        f"{each}: “{text}” brought {places}"
        for (each, text), places in zip(asked, found, strict=True)
        if not where[each] & set(places[:3])
    ]
    assert missed == []


def test_the_browser_reads_the_everyday_words_as_they_are_written(browser: Browser, address: str) -> None:
    loaded = data.load()
    page = browser.new_page()
    page.goto(address)
    read = page.evaluate(
        """async () => {
          const { unpack } = await import("./assets/search-data.js");
          const response = await fetch("./search/index.json");
          const { terms } = unpack(await response.json());
          return terms.map(({ term, everyday }) => [term, Object.fromEntries(everyday)]);
        }"""
    )
    page.close()
    times = {0: 2.5, 1: 7, 2: 18}
    written = {
        entry.term: {word: times[level] for word, level in entry.levels()} for entry in loaded.everyday
    }
    assert {term: words for term, words in read if words} == written


def test_the_search_data_of_450_terms_stay_below_60_kilobytes() -> None:
    loaded = data.load()
    pages, _ = guides.load()
    spare = len(loaded.glossary) - 450
    step = len(loaded.glossary) // spare
    for first in range(step):
        out = {first + step * at for at in range(spare)}
        kept = tuple(term for at, term in enumerate(loaded.glossary) if at not in out)
        assert len(kept) == 450
        content = search_data.index(dataclasses.replace(loaded, glossary=kept), pages)
        assert len(gzip.compress(content.encode(), 9)) <= 60_000


def test_the_browser_knows_the_anchor_of_each_answer(browser: Browser, address: str) -> None:
    pages, _ = guides.load()
    asked = {question.id: question.question for question in data.load().questions}
    wanted = {
        (asked[question], place.guide.address): place.anchor
        for question, places in questions.places(pages).items()
        for place in places
    }
    page = browser.new_page()
    page.goto(address)
    found = page.evaluate(
        """async (texts) => {
          const { find } = await import("./assets/load-search.js");
          const answers = [];
          for (const text of texts) answers.push(await find(text));
          return answers.map((some) => some.map(({ record, anchor }) => [record.address, anchor]));
        }""",
        [text for text, _ in wanted],
    )
    page.close()
    for (text, place), answers in zip(wanted, found, strict=True):
        assert dict(answers).get(place) == wanted[text, place], text
