"""Reads a built site from outside, as a browser would, and says what may not be in it."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

FORBIDDEN = {"iframe", "frame", "object", "embed", "applet", "base", "portal"}
LINKS = {"href", "src", "action", "formaction", "poster", "srcset", "xlink:href"}
LOADS = {"script", "img", "source", "video", "audio", "track", "input"}
TABLE_PARTS = {"caption", "thead", "tbody", "tr", "th", "td"}
SCHEMES = {"", "http", "https", "mailto"}
ORIGIN = "http://site.invalid/"
LEFT_OVER = re.compile(r"\[@[^\]]*\]?|\[[A-Za-z][^\[\]]{1,80}\](?![(\[])|\{\{|\{%")


class Link(NamedTuple):
    """An address in a page, as written."""

    line: int
    address: str


@dataclass
class Page:
    """What one page holds that others may point to, where it points, and its faults."""

    ids: dict[str, int] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.inside: list[str] = []  # code, scripts and the like: no text of the page
        self.tables: list[str] = []  # the open tables and paragraphs

    def fault(self, message: str) -> None:
        self.page.faults.append((self.getpos()[0], message))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in ("code", "pre", "script", "style", "title"):
            self.inside.append(tag)
        if tag in FORBIDDEN:
            self.fault(f"<{tag}> is not allowed; link to the page instead")
        if tag == "script" and not values.get("src") and values.get("type") != "application/ld+json":
            self.fault("a script in the page is not allowed; put it in docs/assets/")
        if (
            tag == "meta"
            and values.get("http-equiv", "").lower() == "refresh"
            and "://" in values.get("content", "")
        ):
            self.fault("a page may not send readers to another site")
        if tag in TABLE_PARTS and self.tables and self.tables[-1] == "p":
            self.fault(f"<{tag}> stands in a paragraph; the tag before it must start a line of its own")
        if tag in ("table", "p"):
            self.tables.append(tag)
        if tag == "img" and "alt" not in values:
            self.fault('an image has no alt text; say what it shows, or write alt=""')
        if identifier := values.get("id"):
            if identifier in self.page.ids:
                self.fault(f"the id “{identifier}” is used twice; rename one heading")
            self.page.ids.setdefault(identifier, self.getpos()[0])
        for name, value in values.items():
            self._attribute(tag, name, value, values)

    def _attribute(self, tag: str, name: str, value: str, values: dict[str, str]) -> None:
        if name.startswith("on"):
            self.fault(f"the attribute {name} runs a script; take it out")
        elif name == "style":
            self.fault("a style attribute is blocked by our policy; use a class")
        elif name == "markdown":
            self.fault("a markdown attribute is left; the tag it is on must start a line of its own")
        elif name == "srcdoc":
            self.fault("srcdoc is not allowed; take it out")
        elif name in LINKS:
            address = "".join(value.split()) if ":" in value.split("/")[0] else value.strip()
            scheme = urlsplit(address).scheme.lower()
            if scheme not in SCHEMES:
                self.fault(f"the address “{value.strip()[:40]}” starts with {scheme}:, which is not allowed")
            elif scheme or address.startswith("//"):
                loads = tag in LOADS or (
                    tag == "link" and values.get("rel") in ("stylesheet", "preload", "icon")
                )
                if loads or tag == "form":
                    self.fault(f"“{address}” would be loaded from or sent to another site; keep it here")
            else:
                self.page.links.append(Link(self.getpos()[0], address))

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()
        if self.tables and self.tables[-1] == tag:
            self.tables.pop()

    def handle_data(self, data: str) -> None:
        if self.inside:
            return
        for found in LEFT_OVER.finditer(data):
            self.fault(f"“{found[0][:40]}” is left in the text; it is not a known term, source or macro")


def read(html: str) -> Page:
    """One page, read."""
    page = Page()
    reader = _Reader(page)
    reader.feed(html)
    reader.close()
    return page


def problems(site: Path) -> Iterator[str]:
    """One line for each fault of a built site: file:line: what is wrong and what to do."""
    pages = {path: read(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    ids = {path.relative_to(site).as_posix(): set(page.ids) for path, page in pages.items()}
    for path, page in pages.items():
        name = path.relative_to(site).as_posix()
        faults = [*page.faults, *(_dead(page, name, files, ids) if name != "404.html" else ())]
        for line, message in sorted(faults):
            yield f"{site.name}/{name}:{line}: {message}"


def _dead(page: Page, name: str, files: set[str], ids: dict[str, set[str]]) -> Iterator[tuple[int, str]]:
    here = ORIGIN + name.removesuffix("index.html")
    for link in page.links:
        target = urlsplit(urljoin(here, link.address))
        path = unquote(target.path).lstrip("/")
        path += "index.html" if path == "" or path.endswith("/") else ""
        if path not in files:
            yield link.line, f"the link “{link.address}” leads nowhere; there is no {path}"
        elif target.fragment and path in ids and unquote(target.fragment) not in ids[path]:
            yield (
                link.line,
                f"the link “{link.address}” leads to no place on the page; there is no id “{target.fragment}”",
            )


if __name__ == "__main__":
    lines = list(problems(Path(sys.argv[1])))
    print("\n".join(lines))
    sys.exit(1 if lines else 0)
