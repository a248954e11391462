"""A PostgreSQL of the tests' own, in a temporary folder, for as long as they run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql.server import NotStarted, Server

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory) -> Iterator[dict[str, str]]:
    """The environment in which Columna works on it. Where it cannot be had the tests are skipped; never under CI."""
    server = _started(tmp_path_factory) or _started(tmp_path_factory, last=True)
    try:
        yield {**os.environ, "DATABASE_URL": server.address("columna"), "PYTHONPATH": str(ROOT)}
    finally:
        server.stop()


def _started(tmp_path_factory, *, last: bool = False) -> Server | None:
    """A busy machine may need a second try."""
    folder = tmp_path_factory.mktemp("postgresql")
    try:
        return Server(folder / "data", folder / "runtime", ["columna"])
    except NotStarted as said:
        if last:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(f"PostgreSQL did not start: {said}")
        return None


def run(environment: dict[str, str], *arguments: str) -> str:
    """What a Python program of the project prints; it must end well."""
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout
