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

from playwright.sync_api import Browser, Page, sync_playwright

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
    "who does what": "tools/who-does-what/",
    "trial map": "tools/trial-map/",
    "planner": "tools/planner/",
    "chooser": "tools/chooser/",
    "checklists": "tools/checklists/",
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
    entries = []
    asked = []
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
            "  added: 2026-11-23\n  reviewed: 2026-11-23\n"
        )
        words = sorted(
            {WORDS[(number * step + step) % len(WORDS)] for step in range(3, 40)} | {f"n{number % 997}"}
        )
        asked.append(f"- term: {name}\n  often: {' '.join(words[::2])}\n  seldom: {' '.join(words[1::2])}\n")
    for name, new in (("glossary.yml", entries), ("everyday_words.yml", asked)):
        path = folder / "data" / name
        text = path.read_text(encoding="utf-8")
        path.write_text(text.rstrip() + "\n\n" + "\n".join(sorted(new)), encoding="utf-8")


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


def stock(folder: Path) -> Path:
    """The same pages in the theme as it comes, with its own search; `folder` holds a built copy."""
    target = folder.parent / f"{folder.name}-stock"
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns("site"))
    for path in target.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub(r"^(template|structured): .*\n", "", text, flags=re.MULTILINE), encoding="utf-8"
        )
    settings = (target / "mkdocs.yml").read_text(encoding="utf-8")
    for ours, theirs in (
        ("hooks: [macros/hooks.py]\n", ""),
        ("  custom_dir: overrides\n", ""),
        ("strict: true\n", ""),
        ("plugins:\n", "plugins:\n  - search\n"),
    ):
        settings = settings.replace(ours, theirs)
    (target / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return target


class Compressing(SimpleHTTPRequestHandler):
    """Serves as hosts of static sites do: compressed, and silent."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with the file, compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


def serve(folder: Path) -> ThreadingHTTPServer:
    """A server for a built site, on a port of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(folder)))
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
    """Milliseconds of a warm query: the median, and what nineteen of twenty stay below."""
    page.goto(address)
    timed: list[float] = page.evaluate(
        """async (queries) => {
          const { prepare } = await import("./assets/load-search.js");
          const search = await prepare();
          queries.forEach(search);
          const times = [];
          for (let turn = 0; turn < 20; turn += 1)
            for (const query of queries) {
              const before = performance.now();
              search(query);
              times.push(performance.now() - before);
            }
          return times;
        }""",
        list(QUERIES),
    )
    times = sorted(timed)
    return statistics.median(times), times[int(len(times) * 0.95)]


# How a reader gets to the first result: the page, the field, and where results appear.
OURS = ("glossary/", "#glossary-query", "[data-term]")
THEIRS = ("glossary/", "[data-md-component=search-query]", ".md-search-result__item")
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
# A key in the search field, and the time until the next painted result.
FIRST = """([field, result]) => new Promise((done) => {
  const input = document.querySelector(field);
  input.focus();
  const start = performance.now();
  input.value = "sae";
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true, key: "e" }));
  const look = () => {
    if (document.querySelector(result)) requestAnimationFrame(() => done(performance.now() - start));
    else requestAnimationFrame(look);
  };
  look();
})"""


def first_result(browser: Browser, folder: Path, way: tuple[str, str, str], slow: bool) -> float:
    """Milliseconds from the first key to the first result, on a fresh visit; the best of three."""
    times = []
    for _ in range(3):
        context = browser.new_context()
        page = context.new_page()
        server = serve(folder)
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/{way[0]}")
        page.wait_for_load_state("networkidle")
        if slow:
            # 150 ms there and back, and 1.6 Mbit/s.
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", SLOW)
        times.append(page.evaluate(FIRST, list(way[1:])))
        context.close()
        server.shutdown()
    return min(times)


def weights(browser: Browser, scratch: Path) -> None:
    """Print what a first visit loads."""
    site = scratch / "copy-0" / "site"
    server = serve(site)
    print("\nFirst visit       requests  KB gzip")
    for name, path in VISITS.items():
        context = browser.new_context()
        count, weight = weigh(context.new_page(), f"http://127.0.0.1:{server.server_address[1]}/", path, site)
        print(f"{name:<16} {count:9} {weight / 1024:8.1f}")
        context.close()


def searches(browser: Browser, scratch: Path) -> None:
    """Print the times of the search, and those of the theme's own search over the same pages."""
    print("\nSearch            first result ms  slow network ms  warm query ms   95th %")
    for size in (0, SIZES[0], SIZES[-1]):
        folder = scratch / f"copy-{size}" / "site"
        server = serve(folder)
        context = browser.new_context()
        warm, slowest = query_times(context.new_page(), f"http://127.0.0.1:{server.server_address[1]}/")
        context.close()
        near, far = (first_result(browser, folder, OURS, slow) for slow in (False, True))
        label = f"{size} terms" if size else "as it is"
        print(f"{label:<16} {near:16.0f} {far:16.0f} {warm:14.2f} {slowest:8.2f}")
    theirs = stock(scratch / "copy-0")
    seconds, pages, _ = build(theirs)
    index = len(gzip.compress((theirs / "site" / "search" / "search_index.json").read_bytes(), 9)) / 1024
    near, far = (first_result(browser, theirs / "site", THEIRS, slow) for slow in (False, True))
    print(f"{'stock theme':<16} {near:16.0f} {far:16.0f}")
    print(
        f"The stock theme builds {pages} pages in {seconds:.1f} s; its search index is {index:.0f} KB gzip."
    )


# What a reader does with each tool: the page, what must be there, and the key that is pressed there; None for a click.
ACTIONS = {
    "who does what": ("tools/who-does-what/", "form.controls select", "ArrowDown"),
    "planner, one box": ("tools/planner/", "#plan-monitoring input", None),
    "planner, rules": ("tools/planner/", "#plan-authority", "ArrowDown"),
    "chooser": ("tools/chooser/", "#who ~ ul a", None),
}
# The longest time from an input to the next paint, as the browser itself measures it.
WATCH = """() => {
  globalThis.longest = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, entry.duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
}"""


def interactions(browser: Browser, scratch: Path) -> None:
    """Print how long the tools take to answer on a processor that is four times slower; the median of five."""
    server = serve(scratch / "copy-0" / "site")
    print("\nInput to next paint, processor four times slower   ms")
    for name, (path, target, key) in ACTIONS.items():
        times = []
        for _ in range(5):
            context = browser.new_context()
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/{path}")
            place = page.locator(target).first
            place.wait_for()
            page.wait_for_load_state("networkidle")
            session = context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
            page.evaluate(WATCH)
            if key:
                place.focus()
                page.keyboard.press(key)
            else:
                place.click()
            page.wait_for_timeout(700)
            times.append(page.evaluate("globalThis.longest"))
            context.close()
        print(f"{name:<47} {statistics.median(times):7.0f}")
    server.shutdown()


def visits(scratch: Path) -> None:
    """Print the weights of first visits and the times of the search."""
    with sync_playwright() as playwright:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        browser = playwright.chromium.launch(
            executable_path=executable(), args=["--no-sandbox"] if root else []
        )
        weights(browser, scratch)
        interactions(browser, scratch)
        searches(browser, scratch)
        browser.close()


def main() -> None:
    """Measure everything once."""
    with tempfile.TemporaryDirectory() as scratch:
        builds(Path(scratch))
        visits(Path(scratch))


if __name__ == "__main__":
    main()
