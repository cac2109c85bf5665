"""Builds the finished site and reads it from outside: python -m macros.build [folder]."""

import subprocess
import sys
import tempfile
from pathlib import Path

from macros import lint
from macros.data import ROOT


def build(target: Path) -> int:
    """Build into a folder; a folder that was there is replaced only by a site without faults."""
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".site-") as scratch:
        fresh = Path(scratch) / "site"
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)]
        if code := subprocess.run(command, cwd=ROOT, check=False).returncode:  # noqa: S603
            return code
        found = list(lint.problems(fresh))
        print("\n".join(found), end="\n" if found else "")
        if found:
            return 1
        replace(fresh, target)
    print(f"built {target}")
    return 0


def replace(fresh: Path, target: Path) -> None:
    """Put a new folder in the place of an old one."""
    if target.exists():
        target.rename(fresh.parent / "old")
    fresh.rename(target)


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site").resolve()))
