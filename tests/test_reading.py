"""Plain words are plain: the reading grade of what everybody should understand."""

import re

import pytest

from macros import data
from macros.models import Term
from tests.reading import grade

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


@pytest.mark.parametrize("term", LOADED.glossary, ids=lambda term: term.slug)
def test_a_plain_meaning_is_short_and_plain(term: Term) -> None:
    """Two sentences at most, and a reading grade of nine at most."""
    unabbreviated = re.sub(r"\b(e\.g|i\.e|U\.S)\.", "", term.plain)
    assert len(re.findall(r"[.!?]”?(?=\s|$)", unabbreviated)) <= 2
    assert grade(term.plain, filter(None, [term.term, term.abbreviation])) <= 9, term.plain
