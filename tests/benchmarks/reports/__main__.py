"""Builds registries on SQLite and on PostgreSQL, measures each in a process of its own and prints one table.

Fails where two ways to the same figures differ. From the environment: BENCH_OPERATIONS, the sizes, by default
100000,1000000; BENCH_DATABASES, by default sqlite,postgresql; BENCH_KEEP, a folder in which the registries stay and are
found again, so that what was built once is measured again without building (short: a socket is put into it; empty it to
build anew).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.__main__ import machine
from tests.benchmarks.reports.table import rows
from tests.postgresql.server import Server

OPERATIONS = tuple(map(int, os.environ.get("BENCH_OPERATIONS", "100000,1000000").split(",")))
DATABASES = tuple(os.environ.get("BENCH_DATABASES", "sqlite,postgresql").split(","))
ROOT = Path(__file__).parents[3]


def main() -> None:
    with _folder() as folder:
        measured = [one for database in DATABASES for one in _of(database, folder)]
    print(f"{machine()}\n")
    for row in rows(measured):
        print("| " + " | ".join(row) + " |")
    wrong = [found for one in measured for found in one["differing"].items()]
    if wrong:
        sys.exit(f"The ways differ by more than a billionth: {wrong}")


@contextmanager
def _folder() -> Iterator[Path]:
    if keep := os.environ.get("BENCH_KEEP"):
        Path(keep).mkdir(parents=True, exist_ok=True)
        yield Path(keep)
    else:
        with tempfile.TemporaryDirectory(prefix="columna-") as folder:
            yield Path(folder)


def _of(database: str, folder: Path) -> list[dict[str, Any]]:
    """Every size, on one kind of database."""
    if database == "sqlite":
        return [
            _measured(size, database, f"sqlite:///{folder}/{_name(size)}.sqlite3", folder)
            for size in OPERATIONS
        ]
    server = Server(folder / "pg", folder / "runtime", [_name(size) for size in OPERATIONS], keep=True)
    try:
        return [_measured(size, database, server.address(_name(size)), folder) for size in OPERATIONS]
    finally:
        server.stop()


def _name(operations: int) -> str:
    return f"registry_{operations}"


def _measured(operations: int, database: str, address: str, folder: Path) -> dict[str, Any]:
    built = folder / f"{database}_{operations}_built.json"
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.reports.measured", str(operations), str(built)],
        env={
            **os.environ,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "decision_support.settings",
            "PYTHONPATH": str(ROOT),
        },
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return {**json.loads(done.stdout.splitlines()[-1]), "database": database}


if __name__ == "__main__":
    main()
