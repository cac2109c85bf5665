"""Writes what the site is built from besides the written pages: a page for each term, and the exports.

Everything is on disk before the site generator starts, and a file is touched only when it changes,
so that a rebuild stays quick and another generator can take over.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from macros import (
    exports,
    glossary,
    letters,
    links,
    names,
    responsibilities,
    search_data,
    skos,
    term_page,
    tools,
)
from macros.data import Data
from macros.guides import Guide
from macros.models import Term, slug


def write(data: Data, guides: list[Guide], docs: Path, repository: str, site: str) -> None:
    """Bring the generated files below docs/ up to date; `site` is the address of the site."""
    _sync(docs / "glossary", "*.md", term_pages(data, guides, repository, site), keep=frozenset({"index.md"}))
    _sync(docs / "data", "*", exports.data_files(data, site) | tool_files(data))
    _sync(
        docs / "search",
        "*",
        {"index.json": search_data.index(data, guides), "names.json": search_data.names(data)},
    )


def tool_files(data: Data) -> dict[str, str]:
    """The published files of the tools below /data/, by name."""
    return {
        "responsibilities.json": responsibilities.export_json(data),
        "responsibilities.csv": responsibilities.export_csv(data),
        **tools.checklist_files(data),
    }


def term_pages(data: Data, guides: list[Guide], repository: str, site: str) -> dict[str, str]:
    """The Markdown of each term's page, and of each old address, by file name."""
    context = term_page.Context(
        sources=data.sources,
        confusions=term_page.confusions(data.glossary),
        sharing=letters.sharing(data.glossary),
        uses=uses(data, guides),
        edit_address=f"{repository}/edit/main/data/glossary.yml",
    )
    found = {f"{term.slug}.md": _term_page(term, context, site) for term in data.glossary}
    for term in data.glossary:
        for old in term.old_names:
            found[f"{slug(old)}.md"] = _redirect(old, term)
    return found


def uses(data: Data, guides: list[Guide]) -> Mapping[str, list[term_page.Link]]:
    """The guides that link to each term, by the term's slug."""
    found: dict[str, list[term_page.Link]] = {}
    for guide in guides:
        link = term_page.Link(guide.meta.title, guide.address)
        for use in links.shorthand(guide.body):
            slugs = () if use.is_citation else data.names.get(names.folded(use.text), ())
            for each in slugs:
                if link not in found.setdefault(each, []):
                    found[each].append(link)
    return found


def _term_page(term: Term, context: term_page.Context, site: str) -> str:
    return (
        f"---\ntitle: {_quoted(term.title)}\ndescription: {_quoted(_shortened(term.plain))}\n"
        f"audience: [newcomer]\nreviewed: {term.reviewed}\nkind: {_quoted(glossary.CATEGORIES[term.category])}\n"
        f"structured: {_quoted(_structured(term, site))}\n"
        f"template: term.html\n---\n\n# {term.title}\n\n{term_page.render(term, context)}\n"
    )


def _structured(term: Term, site: str) -> str:
    """The term as a schema.org DefinedTerm in JSON-LD, safe inside a script tag."""
    others = [
        *term.also_called,
        *term.old_names,
        *term.names.values(),
        *(name for names in term.names_also.values() for name in names),
    ]
    content = {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "@id": f"{site}glossary/{term.slug}/",
        "url": f"{site}glossary/{term.slug}/",
        "name": term.term,
        "termCode": term.abbreviation,
        "alternateName": others,
        "description": term.definition,
        "disambiguatingDescription": term.plain,
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "@id": f"{site}glossary/",
            "name": skos.TITLE,
            "license": str(skos.LICENSE),
        },
    }
    filled = {key: value for key, value in content.items() if value}
    return json.dumps(filled, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _redirect(old: str, term: Term) -> str:
    return (
        f"---\ntitle: {_quoted(old)}\ndescription: {_quoted(f'{old} is now under {term.term}.')}\n"
        f"template: redirect.html\nleads_to: ../{term.slug}/\n---\n\n# {old}\n\n"
        f"This entry is now under [{term.term}]({term.slug}.md).\n"
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shortened(text: str) -> str:
    return text if len(text) <= 160 else text[:159].rsplit(" ", 1)[0] + "…"


def _sync(folder: Path, pattern: str, wanted: Mapping[str, str], keep: frozenset[str] = frozenset()) -> None:
    """Make a folder hold exactly the wanted files, touching none that is right already."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob(pattern):
        if path.name not in wanted and path.name not in keep:
            path.unlink()
    for name, text in wanted.items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
