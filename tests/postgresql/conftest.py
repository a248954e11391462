"""A PostgreSQL of the tests' own, in a temporary folder, for as long as they run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql.server import NotStarted, Server

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Server]:
    """Where it cannot be had the tests are skipped; never under CI."""
    started = _started(tmp_path_factory) or _started(tmp_path_factory, last=True)
    try:
        yield started
    finally:
        started.stop()


@pytest.fixture(scope="module")
def postgresql(server, request) -> dict[str, str]:
    """The environment in which Columna works on it, each module in a database of its own."""
    address = server.address(request.path.stem)
    return {**os.environ, "DATABASE_URL": address, "PYTHONPATH": str(ROOT)}


def _started(tmp_path_factory, *, last: bool = False) -> Server | None:
    """A busy machine may need a second try."""
    folder = tmp_path_factory.mktemp("postgresql")
    try:
        return Server(folder / "data", folder / "runtime", [each.stem for each in HERE.glob("test_*.py")])
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
