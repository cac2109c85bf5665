"""The site as a reader meets it, in a real browser."""

import csv
import gzip
import io
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from macros import data

TOTAL = len(data.load().glossary)

# What people type, and what must come first.
FIRST = {
    "SAE": "glossary/serious-adverse-event/",
    "sae": "glossary/serious-adverse-event/",
    "investigater": "glossary/investigator/",
    "study coordinator": "glossary/clinical-research-coordinator/",
    "monitoring visit": "glossary/interim-monitoring-visit/",
    "site managment": "glossary/site-management-organization/",
    "E6": "glossary/ich-e6-r3/",
    "who checks the hospital's data": "glossary/monitor/",
    "etmf": "glossary/electronic-trial-master-file/",
    "e-TMF": "glossary/electronic-trial-master-file/",
    "contract research organisation": "glossary/contract-research-organization/",
    "CROs": "glossary/contract-research-organization/",
    "what is an SMO": "glossary/site-management-organization/",
    "Essential documents": "glossary/essential-documents/",
    "principle investigator": "glossary/principal-investigator/",
}
NOTHING = ("bitcoin", "xqzv", "zzz")


def search(page: Page, query: str) -> None:
    page.goto(f"glossary/?q={query.replace(' ', '%20')}")
    expect(page.get_by_role("status")).to_contain_text(re.compile("found", re.IGNORECASE))


@pytest.mark.parametrize("query", FIRST)
def test_brings_the_right_term_first(page: Page, query: str) -> None:
    search(page, query)
    first = page.locator("[data-term]").first
    expect(first).to_be_visible()
    assert f"glossary/{first.get_attribute('data-term')}/" == FIRST[query]


@pytest.mark.parametrize("query", NOTHING)
def test_brings_nothing_when_nothing_is_near(page: Page, query: str) -> None:
    search(page, query)
    expect(page.get_by_role("status")).to_have_text(f"Nothing found for “{query}”")
    expect(page.locator("[data-results] li")).to_have_count(0)


@pytest.mark.parametrize("query", FIRST)
def test_the_search_over_everything_agrees(page: Page, query: str) -> None:
    page.goto("start/who-is-who/")
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill(query)
    link = page.get_by_role("dialog").get_by_role("listitem").first.get_by_role("link")
    assert link.get_attribute("href").endswith(FIRST[query])


def test_says_why_a_result_matched(page: Page) -> None:
    for query, why in {
        "study coordinator": "also called “Study coordinator”",
        "trial site": "older name “Trial site”",
        "investigater": "spelled like “investigator”",
    }.items():
        search(page, query)
        expect(page.locator("[data-term]").first).to_contain_text(why, ignore_case=True)


def test_results_show_abbreviation_and_meaning_and_are_counted(page: Page) -> None:
    search(page, "SAE")
    first = page.locator("[data-term]").first
    expect(first.locator(".short")).to_have_text("SAE")
    expect(first.locator(".gist")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ terms? "))


def test_typing_keeps_the_query_in_the_address_and_clearing_brings_the_list_back(page: Page) -> None:
    page.goto("glossary/")
    expect(page.get_by_role("status")).to_have_text(f"{TOTAL} terms")
    page.get_by_role("searchbox").fill("sponsor")
    expect(page.locator("[data-term]").first).to_be_visible()
    expect(page.locator("[data-entry]").first).to_be_hidden()
    assert page.url.endswith("?q=sponsor")
    page.get_by_role("searchbox").fill("")
    expect(page.locator("[data-entry]").first).to_be_visible()
    expect(page.locator("[data-term]")).to_have_count(0)
    assert "?" not in page.url


def test_filters_by_letter_and_kind_have_addresses(page: Page) -> None:
    page.goto("glossary/")
    page.get_by_role("link", name="S", exact=True).click()
    page.get_by_role("button", name="Safety", exact=True).click()
    shown = page.locator("[data-entry]:visible")
    assert {item.get_attribute("data-kind") for item in shown.all()} == {"safety"}
    assert all(item.locator("a").inner_text().startswith("S") for item in shown.all())
    expect(page.get_by_role("status")).to_have_text(f"{shown.count()} of {TOTAL} terms")
    address, count = page.url, shown.count()
    assert address.endswith("?letter=s&category=safety")
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("[data-entry]:visible")).to_have_count(count)


def test_without_javascript_the_whole_glossary_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("glossary/?q=sae")
    expect(page.locator("[data-entry]:visible")).to_have_count(TOTAL)
    page.get_by_role("link", name="Serious adverse event", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Serious adverse event (SAE)")
    page.get_by_role("link", name="Search").click()
    assert page.url.endswith("/glossary/")
    context.close()


def test_says_so_when_the_search_cannot_be_loaded(page: Page) -> None:
    page.route("**/search/index.json", lambda route: route.abort())
    page.goto("glossary/")
    page.get_by_role("searchbox").fill("sae")
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    expect(page.locator("[data-entry]").first).to_be_visible()
    page.unroute("**/search/index.json")
    page.get_by_role("searchbox").fill("SAE")
    expect(page.locator("[data-term]").first).to_be_visible()


@pytest.mark.parametrize("key", ["/", "s"])
def test_the_search_opens_by_key_and_is_used_by_key(page: Page, key: str) -> None:
    page.goto("cro/what-a-cro-is/")
    page.keyboard.press(key)
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.type("who stays responsible")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("listitem").first).to_contain_text("Who stays responsible")
    expect(dialog.get_by_role("status")).to_have_text(re.compile(r"^\d+ found$"))
    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("link").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press(key)
    page.keyboard.type("who stays responsible")
    expect(dialog.get_by_role("listitem").first).to_contain_text("Who stays responsible")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rules/who-stays-responsible/")


def test_typing_an_s_in_a_field_does_not_open_the_search(page: Page) -> None:
    page.goto("glossary/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("s/")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_have_value("s/")


def test_the_home_page_searches_the_glossary(page: Page) -> None:
    page.goto("")
    page.get_by_role("searchbox").fill("siv")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/?q=siv")
    assert page.locator("[data-term]").first.get_attribute("data-term") == "site-initiation-visit"


def test_copies_the_link_of_a_term(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("glossary/sponsor/#sources")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}glossary/sponsor/"
    context.close()


def test_a_moved_address_brings_the_reader_to_the_term(page: Page) -> None:
    page.goto("glossary/trial-site/")
    page.wait_for_url("**/glossary/investigator-site/")


def test_remembers_the_choice_of_colors(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    button = page.get_by_role("button", name="Dark colors")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    dark = page.evaluate(paper)
    assert dark != light
    page.goto("glossary/")
    assert page.evaluate(paper) == dark


def test_the_first_tab_stop_skips_to_the_content(page: Page) -> None:
    page.goto("cro/what-a-cro-is/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Skip to content")
    box = skip.bounding_box()
    assert box
    assert box["y"] >= 0


def test_everything_that_takes_focus_shows_it(page: Page) -> None:
    page.goto("start/cro-or-smo/")
    for _ in range(25):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();"
            "return e === document.body || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 && b.width > 0) })()"
        )
        assert shown, page.evaluate("document.activeElement.outerHTML")


PAGES = {
    "home": "",
    "guide": "cro/what-a-cro-is/",
    "term": "glossary/contract-research-organization/",
    "index": "glossary/",
    "results": "glossary/?q=site",
    "comparison": "start/cro-or-smo/",
    "pictures": "together/who-contracts-and-pays/",
    "claims": "about/claims-checked/",
    "questions": "questions/",
    "paths": "start/paths/",
    "timeline": "start/trial-basics/",
    "patients": "patients/your-name/",
    "sources": "about/sources/",
    "superseded": "about/superseded/",
    "matrix": "tools/who-does-what/?rules=eu&with=us-devices",
    "map": "tools/trial-map/",
    "planner": "tools/planner/",
    "chooser": "tools/chooser/",
    "checklists": "tools/checklists/",
    "deviation": "cases/disagreement-on-a-deviation/",
    "lost": "no/such/page/",
}


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, name: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        base_url=address, color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True
    )
    page = context.new_page()
    page.goto(PAGES[name])
    if name == "results":
        expect(page.locator("[data-term]").first).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not too_wide, "the page scrolls sideways"
    context.close()


def test_axe_finds_nothing_in_the_open_search(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, bypass_csp=True)
    page = context.new_page()
    page.goto("")
    page.keyboard.press("/")
    page.get_by_role("dialog").get_by_role("searchbox").fill("site")
    expect(page.get_by_role("dialog").get_by_role("listitem").first).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()


def requests(page: Page, path: str) -> list[str]:
    """The addresses that a first visit asks for, until nothing moves any more."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return asked


TOOLS = ("matrix", "map", "planner", "chooser", "checklists")


@pytest.mark.parametrize("name", ["home", "guide", "term", "index", "comparison", *TOOLS])
def test_a_first_visit_is_light_and_asks_nobody_else(page: Page, address: str, site: Path, name: str) -> None:
    asked = requests(page, PAGES[name])
    assert [url for url in asked if not url.startswith(address)] == []
    assert [url for url in asked if "/search/" in url or "minisearch" in url] == []
    weight = 0
    for url in asked:
        path = site / url.removeprefix(address).split("?")[0]
        weight += len(gzip.compress((path / "index.html" if path.is_dir() else path).read_bytes(), 9))
    limit = {"index": 60_000, "matrix": 60_000}.get(name, 45_000 if name in TOOLS else 30_000)
    assert weight <= limit, f"{name}: {weight} bytes in {len(asked)} requests"


def test_the_search_data_is_asked_for_when_the_reader_wants_it(page: Page) -> None:
    page.goto("glossary/")
    with page.expect_request("**/search/index.json"):
        page.get_by_role("searchbox").focus()


@pytest.mark.parametrize("name", ["guide", "comparison", "term"])
def test_prints_without_what_only_a_screen_needs(page: Page, name: str) -> None:
    page.emulate_media(media="print")
    page.goto(PAGES[name])
    for selector in (".top", ".menu, .menu-short", ".bottom"):
        expect(page.locator(selector).first).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_table_on_a_phone_names_its_columns(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto("start/cro-or-smo/")
    cell = page.locator("table.data td").first
    label = cell.evaluate("e => getComputedStyle(e, '::before').content")
    assert label.strip('"') == cell.get_attribute("data-label")
    context.close()


def open_term_card(page: Page) -> None:
    page.goto("start/who-is-who/")
    page.locator("a.term").first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()


def test_a_card_explains_a_term_on_hover_and_can_be_pointed_at_and_dismissed(page: Page) -> None:
    open_term_card(page)
    link, card = page.locator("a.term").first, page.get_by_role("tooltip")
    said = card.inner_text()
    term = next(t for t in data.load().glossary if link.get_attribute("href").rstrip("/").endswith(t.slug))
    assert term.plain in said
    assert link.get_attribute("aria-describedby") == card.get_attribute("id")
    box = card.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=6)
    page.wait_for_timeout(600)
    expect(card).to_be_visible()  # hoverable and persistent
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert link.get_attribute("aria-describedby") is None


def test_a_card_goes_when_the_pointer_leaves(page: Page) -> None:
    open_term_card(page)
    page.mouse.move(2, 2)
    expect(page.get_by_role("tooltip")).to_be_hidden()


def test_a_card_opens_on_keyboard_focus(page: Page) -> None:
    page.goto("start/who-is-who/")
    card = page.get_by_role("tooltip")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('term')"):
            break
    expect(card).to_be_visible()
    page.keyboard.press("Shift+Tab")
    expect(card).to_be_hidden()


def test_the_first_tap_shows_the_card_and_the_second_follows_the_link(browser: Browser, address: str) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto("start/who-is-who/")
    page.wait_for_load_state("networkidle")
    link = page.locator("a.term").first
    link.tap()
    card = page.get_by_role("tooltip")
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    link.tap()
    page.wait_for_url("**/glossary/**")
    context.close()


def test_a_term_link_works_without_its_card(page: Page) -> None:
    page.route("**/term-card.js", lambda route: route.abort())
    page.goto("start/who-is-who/")
    page.locator("a.term").first.click()
    page.wait_for_url("**/glossary/**")


def test_results_mark_what_was_met(page: Page) -> None:
    search(page, "monitoring visit")
    marks = page.locator("[data-term]").first.locator("mark")
    assert {mark.lower() for mark in marks.all_inner_texts()} >= {"monitoring", "visit"}


def test_the_keyboard_walks_the_results_of_the_glossary(page: Page) -> None:
    search(page, "monitor")
    field = page.get_by_role("searchbox")
    field.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator("[data-results] li > a").nth(1)
    expect(second).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(page.locator("[data-entry]").first).to_be_visible()


def test_a_word_that_is_missing_can_be_suggested(page: Page) -> None:
    search(page, "xqzv qqq")
    link = page.get_by_role("link", name="Suggest it")
    assert "template=term.yml" in link.get_attribute("href")
    assert "term=xqzv+qqq" in link.get_attribute("href")


def test_recent_searches_stay_on_the_device_and_can_be_forgotten(page: Page) -> None:
    search(page, "serious breach")
    page.locator("[data-term] a").first.click()
    page.goto("glossary/")
    page.get_by_role("button", name="serious breach", exact=True).click()
    expect(page.locator("[data-term]").first).to_be_visible()
    page.goto("glossary/")
    page.get_by_role("button", name="Forget").click()
    expect(page.get_by_role("button", name="serious breach", exact=True)).to_have_count(0)
    assert page.evaluate("localStorage.getItem('searches')") is None


def test_the_filters_narrow_results_too_and_have_addresses(page: Page) -> None:
    page.goto("glossary/?q=sponsor")
    expect(page.locator("[data-term]").first).to_be_visible()
    everywhere = page.locator("[data-term]").count()
    page.get_by_label("With a source from").select_option("Japan")
    expect(page.locator("[data-term]")).not_to_have_count(everywhere)
    shown = [item.get_attribute("data-term") for item in page.locator("[data-term]").all()]
    assert shown
    for slug in shown:
        assert "Japan" in page.locator(f"[data-entry={slug}]").get_attribute("data-regions").split(",")
    assert "region=Japan" in page.url
    page.goto("glossary/?start=1")
    expect(page.get_by_role("button", name="Start here")).to_have_attribute("aria-pressed", "true")
    first = [term for term in data.load().glossary if term.start_here]
    expect(page.locator("[data-entry]:visible")).to_have_count(len(first))
    assert 20 <= len(first) <= 60


def test_terms_can_be_picked_listed_copied_and_downloaded(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("glossary/sponsor/")
    page.get_by_role("button", name="Add to my list").click()
    page.goto("glossary/")
    page.get_by_role("button", name="Add to my list: Monitor", exact=True).click()
    expect(page.get_by_text("My list: 2 terms")).to_be_visible()
    with page.expect_download() as got:
        page.get_by_role("button", name="CSV", exact=True).click()
    rows = list(csv.DictReader(io.StringIO(Path(got.value.path()).read_text(encoding="utf-8"))))
    terms = {term.term: term for term in data.load().glossary}
    assert [row["term"] for row in rows] == ["Sponsor", "Monitor"]
    assert all(row["definition"] == terms[row["term"]].definition for row in rows)
    with page.expect_download() as got:
        page.get_by_role("button", name="Markdown", exact=True).click()
    assert "## Sponsor" in Path(got.value.path()).read_text(encoding="utf-8")
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("2 terms copied")
    assert terms["Monitor"].plain in page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".picks article")).to_have_count(2)
    assert page.url.endswith("?list=1")
    page.emulate_media(media="print")
    expect(page.locator(".picks article").first).to_be_visible()
    expect(page.locator(".pick-line")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.locator(".picks article")).to_have_count(0)
    context.close()


def test_a_readers_question_leads_to_the_heading_that_answers_it(page: Page) -> None:
    page.goto("")
    page.keyboard.press("/")
    page.get_by_role("dialog").get_by_role("searchbox").fill(
        "Who is on the delegation log when staff are employed by an SMO?"
    )
    first = page.get_by_role("dialog").locator("ol a").first
    expect(first).to_have_attribute(
        "href", re.compile(r"smo/what-smo-staff-may-do/#who-is-on-the-delegation-log$")
    )
    first.click()
    expect(page.locator("#who-is-on-the-delegation-log")).to_be_in_viewport()


def test_a_question_in_the_readers_own_words_stands_in_one_pair_of_quotation_marks(page: Page) -> None:
    page.goto("")
    page.keyboard.press("/")
    page.get_by_role("dialog").get_by_role("searchbox").fill("who pays for the research study")
    expect(page.get_by_role("dialog").locator("ol > li").first).to_contain_text(
        "answers “Who pays for the research study?”"
    )


def test_a_reading_path_shows_the_way_on_and_keeps_what_was_read(page: Page) -> None:
    steps = data.load().paths[0].steps
    page.goto("start/paths/")
    expect(page.locator("progress")).to_have_count(0)
    page.locator("#newcomer ~ ol a").first.click()
    stops = page.get_by_role("navigation", name="Reading paths")
    stops.scroll_into_view_if_needed()
    expect(stops).to_contain_text(f"Page 1 of {len(steps)}")
    stops.get_by_role("link", name="→").first.click()
    expect(page).to_have_url(re.compile(steps[1].page.removesuffix(".md") + "/$"))
    page.goto("start/paths/")
    expect(page.locator(".progress").first).to_have_text(f"1 of {len(steps)} read")
    page.get_by_role("button", name="Forget what I have read").click()
    expect(page.locator("progress")).to_have_count(0)


def test_a_page_in_two_paths_shows_only_the_one_that_the_reader_is_on(page: Page) -> None:
    page.goto("start/trial-basics/")
    lines = page.locator(".stops p")
    expect(lines).to_have_count(2)
    page.goto("start/paths/")
    page.locator("#student ~ ol a").first.click()
    expect(page).to_have_url(re.compile("start/trial-basics/$"))
    expect(lines.locator("visible=true")).to_have_count(1)
    expect(lines.locator("visible=true")).to_contain_text("Students")


def test_without_javascript_a_path_leads_from_page_to_page(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("start/paths/")
    page.locator("#patient ~ ol a").first.click()
    for step in data.load().paths[4].steps[1:]:
        page.locator("[data-path=patient] a[rel=next]").click()
        expect(page).to_have_url(re.compile(step.page.removesuffix(".md") + "/$"))
    context.close()


def test_the_table_of_responsibilities_compares_two_sets_of_rules(page: Page) -> None:
    page.goto("tools/who-does-what/")
    heads = page.locator("table.matrix thead [data-authority]").locator("visible=true")
    expect(heads).to_have_text(["ICH E6(R3)"])
    page.get_by_label("Rules of").select_option("all")
    expect(heads).to_have_count(8)
    page.get_by_label("Rules of").select_option("us-drugs")
    expect(heads).to_have_text(["US, drugs"])
    page.get_by_label("Compare with").select_option("us-devices")
    expect(heads).to_have_count(2)
    expect(page.locator("#monitoring td.differs")).to_have_count(2)
    expect(page.locator("#consent td.differs")).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("answered differently")
    page.get_by_label("Phase").select_option("safety")
    expect(page.locator("#monitoring")).to_be_hidden()
    page.get_by_label("Phase").select_option("")
    page.get_by_label("Search").fill("moni")
    expect(page.locator("tr#consent")).to_be_hidden()
    address = page.url
    assert "rules=us-drugs" in address
    page.goto("about:blank")
    page.goto(address)
    expect(heads).to_have_count(2)
    expect(page.locator("tr#consent")).to_be_hidden()
    expect(page.locator("tr#monitoring")).to_be_visible()


def test_a_plan_is_made_by_keyboard_on_a_phone_and_taken_away(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto("tools/planner/")
    tally = page.get_by_role("status")
    expect(tally).to_contain_text("0 cannot be")
    rules = page.get_by_label("Rules of", exact=True)
    rules.focus()
    page.keyboard.type("US, dev")
    expect(rules).to_have_value("us-devices")
    monitoring = page.get_by_role("group", name="Monitoring sites", exact=True)
    expect(monitoring).to_contain_text("do not provide for a transfer")
    expect(monitoring).to_contain_text("Stays with: Sponsor. To be handed over: not provided for.")
    smo = page.get_by_label("SMO takes part")
    smo.focus()
    page.keyboard.press("Space")
    choice = monitoring.get_by_label("SMO")
    choice.focus()
    page.keyboard.press("Space")
    expect(monitoring).to_contain_text("A site or its SMO cannot monitor itself")
    expect(tally).to_contain_text("1 cannot be")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    with page.expect_download() as got:
        page.get_by_role("button", name="CSV").focus()
        page.keyboard.press("Enter")
    rows = list(csv.DictReader(io.StringIO(Path(got.value.path()).read_text(encoding="utf-8"))))
    assert len(rows) == len(data.load().activities)
    row = next(row for row in rows if row["activity"] == "Monitoring sites")
    assert row["done by"] == "CRO, SMO"
    assert row["accountable"] == "Sponsor"
    assert "cannot monitor itself" in row["remarks"]
    with page.expect_download() as got:
        page.get_by_role("button", name="Markdown").click()
    assert "| Monitoring sites | CRO, SMO | Sponsor |" in Path(got.value.path()).read_text(encoding="utf-8")
    kept = page.url
    page.goto("about:blank")
    page.goto(kept)
    expect(rules).to_have_value("us-devices")
    expect(choice).to_be_checked()
    expect(tally).to_contain_text("1 cannot be")
    context.close()


def test_the_chooser_leads_question_by_question_to_a_result(page: Page) -> None:
    page.goto("tools/chooser/")
    shown = page.locator("#content h3").locator("visible=true")
    expect(shown).to_have_text(["Who are you?"])
    page.get_by_role("link", name="Do you have a coordinator and time?").first.click()
    expect(shown).to_have_text(["Do you have a coordinator and time?"])
    page.go_back()
    expect(shown).to_have_text(["Who are you?"])
    page.goto("tools/chooser/#fsp")
    expect(shown).to_have_text(["A functional service provider, or staff for a time"])
    page.get_by_role("button", name="Show all").click()
    expect(shown).to_have_count(len(data.load().chooser.questions) + len(data.load().chooser.results))


def test_every_way_through_the_chooser_ends_in_a_result() -> None:
    chooser = data.load().chooser
    questions = {question.id: question for question in chooser.questions}
    results = {result.id for result in chooser.results}
    ways = [[chooser.questions[0].id]]
    ends = set()
    while ways:
        way = ways.pop()
        assert len(way) <= 8, f"too long or a circle: {way}"
        for choice in questions[way[-1]].answers:
            if choice.next in results:
                ends.add(choice.next)
            else:
                ways.append([*way, choice.next])
    assert ends == results


@pytest.mark.parametrize("name", TOOLS)
def test_without_javascript_the_tools_answer_their_question(
    browser: Browser, address: str, name: str
) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGES[name].split("?")[0])
    loaded = data.load()
    if name == "matrix":
        expect(page.locator("tr#monitoring")).to_be_visible()
        expect(page.locator("td[data-authority]")).to_have_count(8 * len(loaded.activities))
    elif name == "map":
        expect(page.locator(".map-picture a[href], .map-list li > a")).to_have_count(
            2 * len(loaded.activities) + sum(len(activity.reaches) for activity in loaded.activities)
        )
    elif name == "planner":
        expect(page.locator("#content")).to_contain_text("The planner needs a script")
        expect(page.locator("table tbody tr")).to_have_count(len(loaded.rules))
    elif name == "chooser":
        page.get_by_role("link", name="Do you have a coordinator and time?").first.click()
        expect(page.locator("#staff")).to_be_in_viewport()
    else:
        expect(page.get_by_role("checkbox")).to_have_count(sum(len(each.items) for each in loaded.checklists))
    context.close()


def test_checklists_can_be_downloaded(page: Page, site: Path) -> None:
    page.goto("tools/checklists/")
    for checklist in data.load().checklists:
        text = (site / "data" / f"checklist-{checklist.id}.md.txt").read_text(encoding="utf-8")
        assert text.count("- [ ] ") == len(checklist.items)
        rows = list(csv.DictReader((site / "data" / f"checklist-{checklist.id}.csv").open(encoding="utf-8")))
        assert [row["item"] for row in rows] == [item.item for item in checklist.items]
    expect(page.get_by_role("link", name="CSV")).to_have_count(len(data.load().checklists))


def test_the_trial_map_is_a_list_on_a_phone_until_the_reader_wants_the_map(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": 360, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("tools/trial-map/")
    picture, words = page.locator(".map-picture"), page.locator(".map-list")
    expect(words).to_be_visible()
    expect(picture).to_be_hidden()
    page.get_by_role("radio", name="Map").check()
    expect(picture).to_be_visible()
    expect(words).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("radio", name="List").check()
    expect(words).to_be_visible()
    expect(picture).to_be_hidden()
    context.close()


def test_a_station_of_the_trial_map_opens_its_row(page: Page) -> None:
    page.goto("tools/trial-map/")
    page.get_by_role("link", name="Monitoring sites: CRO, for: Sponsor").press("Enter")
    page.wait_for_url("**/tools/who-does-what/#monitoring")
    expect(page.locator("#monitoring")).to_be_in_viewport()


def test_the_words_of_the_trial_map_stay_in_their_column(page: Page) -> None:
    page.goto("tools/trial-map/")
    edges = page.locator(".map-picture .edge").evaluate_all(
        "some => some.map((line) => line.x1.baseVal.value)"
    )
    column = edges[1] - edges[0]
    words = page.locator(".map-picture .station text").evaluate_all(
        "some => some.map((text) => [text.textContent, text.getBBox().x, text.getBBox().width])"
    )
    assert len(words) > len(data.load().activities)
    outside = [
        said for said, x, width in words if x + width > max(edge for edge in edges if edge < x) + column
    ]
    assert outside == []


def test_the_trial_map_prints_on_one_a3_sheet(page: Page) -> None:
    page.goto("tools/trial-map/")
    sheets = re.findall(rb"/MediaBox ?\[([^\]]+)\]", page.pdf(prefer_css_page_size=True))
    sizes = [tuple(round(float(each)) for each in sheet.split()[2:]) for sheet in sheets]
    assert [size for size in sizes if max(size) > 1000] == [(1191, 842)]
    page.emulate_media(media="print")
    expect(page.locator(".map-picture")).to_be_visible()
    box = page.locator(".map-picture svg").bounding_box()
    assert box is not None
    # 26.5 cm, less than the height of the sheet within its margins.
    assert box["height"] <= 26.5 / 2.54 * 96 + 1
