"""Measures builds, weights and the search: make bench. README.md says how to read it.

Absolute times differ between machines. Read the milliseconds a page side by side: if they stay the
same from 500 to 5,000 terms, the build is linear.
"""

import gzip
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros import data  # noqa: E402
from tests.browser import executable  # noqa: E402

SIZES = (500, 2000, 5000)
VISITS = {
    "home": "",
    "guide": "cro/what-a-cro-is/",
    "comparison": "start/cro-or-smo/",
    "term": "glossary/contract-research-organization/",
    "glossary index": "glossary/",
}
QUERIES = ("SAE", "investigater", "who checks the data", "site managment", "bitcoin", "clinical research")
WORDS = [
    "adaptive",
    "audit",
    "bridge",
    "cohort",
    "consent",
    "device",
    "dosing",
    "export",
    "index",
    "ledger",
    "margin",
    "matrix",
    "panel",
    "portal",
    "record",
    "review",
    "sample",
    "schedule",
    "signal",
    "status",
    "survey",
    "target",
    "transfer",
    "visit",
    "window",
]


def project(folder: Path) -> Path:
    """A copy of this project that can be changed."""
    for name in ("macros", "overrides", "data", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def add_terms(folder: Path, wanted: int) -> None:
    """Bring the glossary of a copy to so many terms, the new ones as full as the average real one."""
    path = folder / "data" / "glossary.yml"
    text = path.read_text(encoding="utf-8")
    entries = []
    for number in range(wanted - len(data.load().glossary)):
        first, second = WORDS[number % len(WORDS)], WORDS[number // len(WORDS) % len(WORDS)]
        name = f"Zz {first} {second} {number:05}"
        entries.append(
            f"- term: {name}\n  abbreviation: Z{number:05}\n  category: data\n"
            f"  plain: >-\n    A made-up term about the {first} of a {second}, which is there to measure the build.\n"
            f"  definition: >-\n    A made-up term, number {number}, with a definition as long as a real one usually is, so that "
            f"the page of the {first} and the {second} weighs as much as other pages do.\n"
            f"  sources:\n    - ich-e6-r3, 3.6.4\n  also_called:\n    - {first} {second} number {number}\n"
            f"  asked_as:\n    - where is the {first} of the {second} {number}\n  see_also:\n    - Sponsor\n"
        )
    entries.sort()
    path.write_text(text.rstrip() + "\n\n" + "\n".join(entries), encoding="utf-8")


def build(folder: Path) -> tuple[float, int, float]:
    """Seconds, pages and peak megabytes of one build from nothing."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder / "site")]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    before = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - before
    if status:
        sys.exit(process.stderr.read().decode())  # type: ignore[union-attr]
    scale = 1024 if sys.platform != "darwin" else 1024**2
    return seconds, len(list((folder / "site").rglob("*.html"))), used.ru_maxrss / scale


def builds(scratch: Path) -> None:
    """Print the build table."""
    print("Build             pages  seconds  ms a page  peak MB  search index KB gzip")
    for size in (0, *SIZES):
        folder = project(scratch / f"copy-{size}")
        if size:
            add_terms(folder, size)
        seconds, pages, peak = build(folder)
        index = len(gzip.compress((folder / "site" / "search" / "index.json").read_bytes(), 9)) / 1024
        label = f"{size} terms" if size else "as it is"
        print(
            f"{label:<16} {pages:6} {seconds:8.1f} {seconds / pages * 1000:10.1f} {peak:8.0f} {index:21.0f}"
        )


def serve(folder: Path) -> ThreadingHTTPServer:
    """A server for a built site, on a port of its own."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def weigh(page: Page, address: str, path: str, site: Path) -> tuple[int, int]:
    """Requests and gzip bytes of a first visit."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    files = [site / re.sub(r"[?#].*", "", url.removeprefix(address)) for url in asked]
    bodies = [(file / "index.html" if file.is_dir() else file).read_bytes() for file in files]
    return len(asked), sum(len(gzip.compress(body, 9)) for body in bodies)


def query_times(page: Page, address: str) -> tuple[float, float]:
    """Milliseconds to fetch and index, and the median of warm queries."""
    page.goto(address)
    timed = page.evaluate(
        """async (queries) => {
          const start = performance.now();
          const { loadSearch } = await import("./assets/load-search.js");
          const search = await loadSearch();
          const ready = performance.now() - start;
          const times = [];
          for (let turn = 0; turn < 20; turn += 1)
            for (const query of queries) {
              const before = performance.now();
              search(query);
              times.push(performance.now() - before);
            }
          return { ready, times };
        }""",
        list(QUERIES),
    )
    return timed["ready"], statistics.median(timed["times"])


def visits(scratch: Path) -> None:
    """Print the weights of first visits and the times of the search."""
    with sync_playwright() as playwright:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        browser = playwright.chromium.launch(
            executable_path=executable(), args=["--no-sandbox"] if root else []
        )
        site = scratch / "copy-0" / "site"
        server = serve(site)
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        print("\nFirst visit       requests  KB gzip")
        for name, path in VISITS.items():
            context = browser.new_context()
            count, weight = weigh(context.new_page(), address, path, site)
            print(f"{name:<16} {count:9} {weight / 1024:8.1f}")
            context.close()
        print("\nSearch            ready after ms  warm query ms (median)")
        for size in (0, SIZES[0], SIZES[-1]):
            server = serve(scratch / f"copy-{size}" / "site")
            context = browser.new_context()
            ready, warm = query_times(context.new_page(), f"http://127.0.0.1:{server.server_address[1]}/")
            print(f"{f'{size} terms' if size else 'as it is':<16} {ready:15.0f} {warm:23.2f}")
            context.close()
        browser.close()


def main() -> None:
    """Measure everything once."""
    with tempfile.TemporaryDirectory() as scratch:
        builds(Path(scratch))
        visits(Path(scratch))


if __name__ == "__main__":
    main()
