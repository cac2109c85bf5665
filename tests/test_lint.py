"""The lint of the built site catches a real case of each fault."""

from pathlib import Path

import pytest

from macros import lint
from tests.conftest import run

FAULTS = {
    "script": ("<script>alert(1)</script>", "a script in the page is not allowed; put it in docs/assets/"),
    "foreign script": (
        '<script src="https://example.org/x.js"></script>',
        "“https://example.org/x.js” would be loaded from or sent to another site; keep it here",
    ),
    "foreign image": (
        '<img src="//example.org/x.png" alt="">',
        "“//example.org/x.png” would be loaded from or sent to another site; keep it here",
    ),
    "foreign form": (
        '<form action="https://example.org/"></form>',
        "“https://example.org/” would be loaded from or sent to another site; keep it here",
    ),
    "event attribute": ('<p onclick="x()">x</p>', "the attribute onclick runs a script; take it out"),
    "javascript link": (
        '<a href="javascript:alert(1)">x</a>',
        "the address “javascript:alert(1)” starts with javascript:, which is not allowed",
    ),
    "hidden javascript link": (
        '<a href="jav&#x09;ascript:alert(1)">x</a>',
        "the address “jav\tascript:alert(1)” starts with javascript:, which is not allowed",
    ),
    "data link": (
        '<a href="data:text/html,x">x</a>',
        "the address “data:text/html,x” starts with data:, which is not allowed",
    ),
    "iframe": ('<iframe src="index.html"></iframe>', "<iframe> is not allowed; link to the page instead"),
    "style": ('<p style="color:red">x</p>', "a style attribute is blocked by our policy; use a class"),
    "image without words": (
        '<img src="index.html">',
        'an image has no alt text; say what it shows, or write alt=""',
    ),
    "id twice": ('<p id="a"></p><p id="a"></p>', "the id “a” is used twice; rename one heading"),
    "dead link": (
        '<a href="nowhere/">x</a>',
        "the link “nowhere/” leads nowhere; there is no nowhere/index.html",
    ),
    "dead anchor": (
        '<a href="#nowhere">x</a>',
        "the link “#nowhere” leads to no place on the page; there is no id “nowhere”",
    ),
    "shorthand": (
        "<p>The [SMOO] helps.</p>",
        "“[SMOO]” is left in the text; it is not a known term, source or macro",
    ),
    "citation": (
        "<p>So [@ich, 1].</p>",
        "“[@ich, 1]” is left in the text; it is not a known term, source or macro",
    ),
    "macro": ("<p>{{ x() }}</p>", "“{{” is left in the text; it is not a known term, source or macro"),
    "markdown left": (
        '<table markdown="block"></table>',
        "a markdown attribute is left; the tag it is on must start a line of its own",
    ),
    "table in a paragraph": (
        "<table><p><caption>x</caption></p></table>",
        "<caption> stands in a paragraph; the tag before it must start a line of its own",
    ),
    "sent away": (
        '<meta http-equiv="refresh" content="0; url=https://example.org/">',
        "a page may not send readers to another site",
    ),
}
HARMLESS = (
    '<a href="https://example.org/">x</a><a href="mailto:a@example.org">x</a><a href="#b" id="b">x</a>'
    '<a href="?q=1">x</a><code>[SMOO] {{ x }}</code><script type="application/ld+json">{}</script>'
)


@pytest.mark.parametrize("name", FAULTS)
def test_finds(tmp_path: Path, name: str) -> None:
    html, message = FAULTS[name]
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(f"<!doctype html>\n{html}\n", encoding="utf-8")
    assert list(lint.problems(site)) == [f"site/index.html:2: {message}"]


def test_leaves_harmless_pages_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(HARMLESS, encoding="utf-8")
    assert list(lint.problems(tmp_path)) == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<p onclick="x()">x</p>',
        '[x](index.md){ onclick="x()" }',
        '<iframe src="https://example.org/"></iframe>',
    ],
)
def test_content_that_could_harm_readers_fails_the_build(project: Path, text: str) -> None:
    page = project / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")
    done = run("macros.build", cwd=project)
    assert done.returncode != 0
    assert "index.html:" in done.stdout, done.stderr
    assert not (project / "site").exists()


@pytest.mark.parametrize("link", ["nowhere.md", "index.md#nowhere"])
def test_a_dead_link_fails_the_build(project: Path, link: str) -> None:
    page = project / "docs" / "about" / "contribute.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n[x](../{link})\n", encoding="utf-8")
    done = run("macros.build", cwd=project)
    assert done.returncode != 0
    assert "WARNING" in done.stderr
    assert "nowhere" in done.stderr
    assert not (project / "site").exists()


def test_keeps_the_old_site_when_the_new_one_has_faults(project: Path) -> None:
    assert run("macros.build", cwd=project).returncode == 0
    before = (project / "site" / "index.html").read_text(encoding="utf-8")
    page = project / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n<script>x</script>\n", encoding="utf-8")
    assert run("macros.build", cwd=project).returncode != 0
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == before
    assert sorted(path.name for path in project.glob(".site-*")) == []
