"""Serves the site on this machine, on the first free port from 8000: python -m macros.serve."""

import os
import socket
import subprocess
import sys

from macros.data import ROOT

PORTS = range(8000, 8100)


def free_port() -> int:
    """The first port that nobody listens on."""
    for port in PORTS:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    sys.exit(f"No free port between {PORTS.start} and {PORTS.stop - 1}; stop another server first.")


def main() -> int:
    """Serve until interrupted."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    print(f"Trial Partners: {address}  (Ctrl+C stops it)", flush=True)
    environment = os.environ | {"SITE_URL": address}
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    try:
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
