"""The shorthand as Markdown renders it, and what it does not touch."""

import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros import citations, data, links, names, plain_yaml
from tests.conftest import FIXTURES

PROJECT = FIXTURES / "project" / "data"


@pytest.fixture
def render(monkeypatch: pytest.MonkeyPatch):
    loaded = data.load(PROJECT)
    monkeypatch.setattr(data, "load", lambda: loaded)
    converter = markdown.Markdown(extensions=["macros.links", "attr_list", "md_in_html"])

    def convert(text: str) -> str:
        return converter.reset().convert(text)

    return convert


def test_a_name_becomes_a_link_to_its_term(render) -> None:
    assert render("An [SMO].") == (
        '<p>An <a class="term" href="/glossary/site-management-organization.md">SMO</a>.</p>'
    )


@pytest.mark.parametrize(
    "text", ["[sponsor]", "[Sponsors]", "[who pays][sponsor]", "[promoter]", "[**the** sponsor][Sponsor]"]
)
def test_names_are_met_in_any_case_as_plural_and_behind_other_words(render, text: str) -> None:
    assert 'href="/glossary/sponsor.md"' in render(text)


def test_a_citation_becomes_a_number_and_a_list_entry(render) -> None:
    html = render(
        "First [@guideline, 3.6.6; 2.3.1]. Then [@old-guideline, 5.2.1, superseded]. Again [@guideline, 3.11.4]."
    )
    assert re.findall(r'<a class="cite" href="#source-([a-z-]+)">([^<]+)</a>', html) == [
        ("guideline", "1: 3.6.6; 2.3.1"),
        ("old-guideline", "2: 5.2.1"),
        ("guideline", "1: 3.11.4"),
    ]
    listing = html[html.index('<ol class="sources">') :]
    assert listing.count("<li id=") == 2
    assert "<b>3.11.4</b> Monitoring is quality control of the sponsor." in listing
    assert '<span class="badge badge-old">superseded</span>' in listing


def test_a_source_cited_as_a_whole_shows_its_number_alone(render, monkeypatch: pytest.MonkeyPatch) -> None:
    source = data.load().sources["guideline"]
    monkeypatch.setitem(source.sections, "whole text", "All of it is about trials.")
    html = render("So it is [@guideline, whole text].")
    assert ">1</a>" in html
    assert "<li>All of it is about trials.</li>" in html


def test_each_page_starts_its_numbers_anew(render) -> None:
    render("[@old-guideline, 5.2.1, superseded]")
    assert ">1: 3.6.6<" in render("[@guideline, 3.6.6]")
    assert "sources" not in render("No citation.")


@pytest.mark.parametrize(
    "text", ["`[sponsor]`", "    [sponsor]", "[sponsor](https://example.org)", "`[@guideline, 3.6.6]`"]
)
def test_code_and_ordinary_links_stay_as_they_are(render, text: str) -> None:
    assert "/glossary/" not in render(text)
    assert "cite" not in render(text)


def test_the_scanner_sees_what_markdown_renders() -> None:
    text = "A [b] `[c]`\n\n```\n[d]\n```\n[e](f) [g][h] ![i] [@j, k; l]\n"
    assert [(use.line, use.is_citation, use.text) for use in links.shorthand(text)] == [
        (1, False, "b"),
        (6, False, "h"),
        (6, True, "j, k; l"),
    ]


def test_a_name_with_two_meanings_must_be_written_out() -> None:
    loaded = data.load(PROJECT)
    table = names.table(loaded.glossary) | {"pi": ("principal-investigator", "prescribing-information")}
    assert links.problem(links.Shorthand(1, False, "PI"), table, loaded) == (
        "“PI” may mean principal-investigator or prescribing-information; write the term’s full name"
    )


@given(
    st.text(alphabet=st.sampled_from(list("ab:-[]{}&*!|>\"'#%@,?\t\n ")), max_size=60) | st.text(max_size=40)
)
def test_any_text_at_all_is_read_or_refused_with_a_line(text: str) -> None:
    document = plain_yaml.parse(text)
    assert document.value is not None or document.problems
    for line, message in document.problems:
        assert 1 <= line <= text.count("\n") + 2
        assert message
        assert "\n" not in message


def test_parses_a_citation() -> None:
    assert citations.parse("a-b, 3.6.6; Glossary, Sponsor, superseded") == (
        "a-b",
        ("3.6.6", "Glossary, Sponsor"),
        True,
    )


@pytest.mark.parametrize(
    ("name", "plural"),
    [("CRO", "CROs"), ("regulatory authority", "regulatory authorities"), ("survey", "surveys")],
)
def test_knows_simple_plurals(name: str, plural: str) -> None:
    assert names.plural(name) == plural
