"""The built site, read as files."""

import hashlib
import importlib
import json
import re
import socket
from html import unescape
from pathlib import Path

import html5lib
import pytest

from macros import claims, data, guides, lint
from macros.serve import free_port
from tests.conftest import run

LOADED = data.load()


def text(site: Path, name: str) -> str:
    return (site / name / "index.html").read_text(encoding="utf-8")


def test_has_no_fault(site: Path) -> None:
    assert list(lint.problems(site)) == []


def test_a_conforming_parser_finds_no_error(site: Path) -> None:
    faults = []
    for path in site.rglob("*.html"):
        parser = html5lib.HTMLParser()
        parser.parse(path.read_text(encoding="utf-8"))
        faults += [(path.name, position, code) for position, code, _ in parser.errors]
    assert faults == []


def test_a_description_cannot_leave_its_attribute(project: Path) -> None:
    page = project / "docs" / "index.md"
    said = """description: 'So "quoted" & <b>bold</b>, in a page that the tests break.'"""
    page.write_text(
        re.sub("description: .+", said, page.read_text(encoding="utf-8"), count=1), encoding="utf-8"
    )
    done = run("macros.build", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    html = (project / "site" / "index.html").read_text(encoding="utf-8")
    assert 'name="description" content="So &#34;quoted&#34; &amp; &lt;b&gt;bold' in html
    assert "<b>bold" not in html


def test_every_term_stands_in_the_index_as_text(site: Path) -> None:
    page = unescape(text(site, "glossary"))
    for term in LOADED.glossary:
        assert f'data-entry="{term.slug}"' in page
        assert term.plain in page


def test_the_index_has_one_search_field_and_no_results_yet(site: Path) -> None:
    page = text(site, "glossary")
    assert page.count('type="search"') == 1
    assert page.count('role="status"') == 1
    assert "data-term" not in page


def test_a_term_page_has_all_that_the_entry_says(site: Path) -> None:
    for term in LOADED.glossary:
        page = unescape(text(site, f"glossary/{term.slug}"))
        for part in (term.plain, term.definition, *term.also_called, *term.old_names, *term.names.values()):
            assert part in page, f"{term.term}: {part}"
        assert all(f'lang="{code}"' in page for code in term.names)
        assert "edit/main/data/glossary.yml" in page
        assert "data-copy-link" in page


def test_a_superseded_term_shows_the_term_to_use_now(site: Path) -> None:
    old = [term for term in LOADED.glossary if term.replaced_by]
    assert old
    for term in old:
        assert "Use <a" in text(site, f"glossary/{term.slug}")


def test_an_old_address_leads_to_the_new_one(site: Path) -> None:
    term = next(term for term in LOADED.glossary if term.term == "Investigator site")
    assert "Trial site" in term.old_names
    assert 'content="0; url=../investigator-site/"' in text(site, "glossary/trial-site")


def test_every_claim_leads_to_its_heading(site: Path) -> None:
    table = text(site, "about/claims-checked")
    for claim in LOADED.claims:
        anchor = claims.anchor(claim.heading)
        assert f'id="{claim.id.lower()}"' in table
        assert f'id="{anchor}"' in text(site, claim.page.removesuffix(".md")), claim.id


def test_pages_ask_nobody_else_and_run_nothing_inline(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert not re.search(r'<script(?![^>]* src=|[^>]* type="application/ld\+json")[^>]*>', page), path
        assert not re.search(r'(<script|<link rel="stylesheet"|<img)[^>]*(src|href)="(https?:)?//', page), (
            path
        )
        assert page.index("Content-Security-Policy") < page.index("<script") if "<script" in page else True


def test_the_theme_leaves_nothing_behind_that_is_not_used(site: Path) -> None:
    used = "".join(
        path.read_text(encoding="utf-8") for path in [*site.rglob("*.html"), *(site / "assets").rglob("*.js")]
    )
    assets = [
        path.name for path in (site / "assets").rglob("*") if path.is_file() and "LICENSE" not in path.name
    ]
    assert [name for name in assets if name not in used] == []


def test_the_published_data_is_there(site: Path) -> None:
    assert len(json.loads((site / "data" / "glossary.json").read_text(encoding="utf-8"))["terms"]) == len(
        LOADED.glossary
    )
    assert (site / "data" / "glossary.csv").is_file()


def digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_two_builds_are_the_same_to_the_byte(project: Path) -> None:
    found = []
    for name in ("one", "two"):
        target = project / name
        done = run(
            "mkdocs",
            "build",
            "--strict",
            "--site-dir",
            str(target),
            cwd=project,
            SOURCE_DATE_EPOCH="1700000000",
        )
        assert done.returncode == 0, done.stderr
        found.append(digest(target))
    assert found[0] == found[1]
    assert "2023-11-14" in (project / "one" / "sitemap.xml").read_text(encoding="utf-8")


def test_the_server_takes_the_next_port_if_one_is_taken() -> None:
    first = free_port()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", first))
        taken.listen()
        assert free_port() > first


@pytest.mark.parametrize(
    "module", ["macros", "macros.hooks", "macros.links", "macros.sandbox", "macros.serve"]
)
def test_every_module_can_be_imported(module: str) -> None:
    """A failing import would be reported as a missing module only."""
    assert importlib.import_module(module)


def test_every_question_leads_to_its_answer(site: Path) -> None:
    page = unescape(text(site, "questions"))
    for question in LOADED.questions:
        assert f'id="question-{question.id}"' in page
    for target, anchor in set(re.findall(r'href="\.\./([a-z][^"#]*)#([^"]+)"', page)):
        assert f'id="{anchor}"' in text(site, target), (target, anchor)


def test_the_sources_page_lists_every_source_with_a_use(site: Path) -> None:
    page = unescape(text(site, "about/sources"))
    for source in LOADED.sources.values():
        assert f'href="{source.url}"' in page, source.id
    assert page.count("Used in: ") == len(LOADED.sources)


def test_the_superseded_page_names_every_old_edition_and_word(site: Path) -> None:
    page = unescape(text(site, "about/superseded"))
    old = [source for source in LOADED.sources.values() if source.status == "superseded"]
    assert old
    for source in old:
        assert source.title in page
        assert source.kept_for in page
    for term in LOADED.glossary:
        if term.status == "superseded":
            assert f">{term.term}</a>" in page


def test_a_guide_shows_what_changed_and_when(site: Path) -> None:
    pages, _ = guides.load()
    changed = [guide for guide in pages if guide.meta.changes]
    assert changed
    for guide in changed:
        page = unescape(text(site, guide.address.strip("/")))
        for day, said in guide.meta.changes.items():
            assert re.search(rf'<time datetime="{day}">{day}</time>: {re.escape(said)}', page), guide.name


def test_each_picture_has_its_words(site: Path) -> None:
    found = 0
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        # The trial map has its words in a list beside it: see below.
        for figure in re.findall(r'<figure class="diagram(?! map-picture).*?</figure>', html, re.DOTALL):
            found += 1
            assert re.search(r'role="img" aria-labelledby="([\w-]+)-title \1-summary"', figure)
            assert "<figcaption>" in figure
            assert re.search(r"<li>.{30}|<td.{30}", figure, re.DOTALL)
    assert found >= 10


def test_the_trial_map_has_each_activity_and_draws_each_hand_over(site: Path) -> None:
    page = text(site, "tools/trial-map")
    svg = page[page.index("<svg viewBox", page.index("map-picture")) : page.index('<div class="map-list">')]
    listed = page[page.index('<div class="map-list">') : page.index("</ul></div>")]
    reached = sum(len(activity.reaches) for activity in LOADED.activities)
    assert svg.count('<a class="station') == len(LOADED.activities) + reached
    assert listed.count("<li ") == len(LOADED.activities)
    # A hand-over: the activity of sponsor or site that somebody else usually does. “investigator” is of the site.
    sides = {"sponsor": {"sponsor"}, "site": {"site", "investigator"}}
    handed = [
        activity.id
        for activity in LOADED.activities
        if activity.side in sides and activity.usual[0] not in sides[activity.side]
    ]
    drawn = re.findall(r'class="station handed [^"]+" href="../who-does-what/#([^"]+)"', svg)
    assert sorted(drawn) == sorted(handed) != []
    assert sum(path.count("z") for path in re.findall(r'class="head" d="([^"]+)"', svg)) == len(handed)
