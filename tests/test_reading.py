"""Plain words are plain: the reading grade of what everybody should understand."""

import re
from statistics import median

import pytest

from macros import data, guides
from macros.models import Term
from tests.reading import grade, prose

LOADED = data.load()


def test_grades_follow_the_published_formula() -> None:
    # 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59
    assert grade("The cat sat on the mat.") == pytest.approx(-1.45)
    # 8 words, 2 sentences, 8 + 3 (medicine) - 1 syllables
    assert grade("The boy is ill. He gets a medicine.") == pytest.approx(0.39 * 4 + 11.8 * 10 / 8 - 15.59)


def test_names_and_abbreviations_do_not_count() -> None:
    assert grade("The institutional review board is good.", ["Institutional review board"]) == grade(
        "The is good."
    )
    assert grade("The IRB is good.") == grade("The is good.")
    assert grade("Pharmacovigilance considerations notwithstanding.") > 20


GUIDES = [guide for guide in guides.load()[0] if "!!! answer" in guide.text]
PATIENTS = [guide for guide in GUIDES if guide.meta.audience == ("patient",)]


def test_the_prose_of_a_page_is_what_people_read() -> None:
    page = "## A head\n\nA [dog][animal] bites [@law, 1]. It {{ x() }} runs\n\n| a | b |\n\n- one\n- [two](x.md)\n"
    assert prose(page).split() == ["A", "dog", "bites", ".", "It", "runs.", "one.", "two."]


def test_half_of_the_guides_have_grade_eleven_or_less() -> None:
    grades = {guide.name: grade(prose(guide.body)) for guide in GUIDES}
    assert len(grades) >= 55
    assert median(grades.values()) <= 11, sorted(grades.items(), key=lambda item: -item[1])[:10]


def test_pages_for_patients_have_grade_eight_or_less() -> None:
    assert len(PATIENTS) >= 6
    assert {guide.name: grade(prose(guide.body)) for guide in PATIENTS if grade(prose(guide.body)) > 8} == {}


@pytest.mark.parametrize("term", LOADED.glossary, ids=lambda term: term.slug)
def test_a_plain_meaning_is_short_and_plain(term: Term) -> None:
    """Two sentences at most, and a reading grade of nine at most."""
    unabbreviated = re.sub(r"\b(e\.g|i\.e|U\.S)\.", "", term.plain)
    assert len(re.findall(r"[.!?]”?(?=\s|$)", unabbreviated)) <= 2
    assert grade(term.plain, filter(None, [term.term, term.abbreviation])) <= 9, term.plain
