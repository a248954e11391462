"""pytest on a PostgreSQL of its own: `python -m tests.postgresql [arguments of pytest]`.

Ends with 1 under CI where there is no PostgreSQL; elsewhere it says so.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.postgresql.server import NotStarted, Server

ROOT = Path(__file__).parents[2]


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="columna-pg-") as folder:
        try:
            server = Server(Path(folder) / "data", Path(folder) / "runtime", ["columna"])
        except NotStarted as said:
            print(f"Left out: the tests on PostgreSQL, because it did not start: {said}", file=sys.stderr)
            return 1 if os.environ.get("CI") else 0
        try:
            return _tested(server.address("columna"), arguments)
        finally:
            server.stop()


def _tested(address: str, arguments: list[str]) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
