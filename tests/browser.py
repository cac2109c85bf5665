"""Finds a Chromium for the tests, or installs one."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
NONE = (
    "The tests need a browser, and none was found or could be installed. Install Chromium or Chrome, "
    "or set CHROME to the path of one, and run make test again."
)


@cache
def executable() -> str | None:
    """The path of a browser; None stands for Playwright's own. Raises RuntimeError if there is none."""
    if found := _installed():
        return found
    if _own():
        return None
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
        if found := _installed():
            return found
    raise RuntimeError(NONE)


def _installed() -> str | None:
    chosen = os.environ.get("CHROME")
    if chosen:
        if not Path(chosen).is_file():
            raise RuntimeError(f"CHROME is set to {chosen}, but there is no such file.")
        return chosen
    paths = [*map(shutil.which, NAMES), *(place for place in PLACES if Path(place).is_file())]
    return next(filter(None, paths), None)


def _own() -> bool:
    """Playwright's own browser, installed now if it was not."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        return subprocess.run(command, check=False, capture_output=True, timeout=300).returncode == 0
    except subprocess.TimeoutExpired:
        return False
