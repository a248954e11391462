"""A registry for a benchmark: in a temporary folder of its own, or in BENCH_KEEP, where the next run finds it again.

BENCH_PATIENTS says how many patients, BENCH_DEPARTMENTS among how many departments. What a run reads is audited, so a
kept registry grows by those entries.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from django.core.management import call_command
from django.db import connection

from registry.models import Role, User
from tests.benchmarks.desk_rows import lay_out
from tests.benchmarks.population import populate

PATIENTS = int(os.environ.get("BENCH_PATIENTS", "100000"))
DEPARTMENTS = int(os.environ.get("BENCH_DEPARTMENTS", "1"))


@contextmanager
def registry_of(patients: int) -> Iterator[None]:
    """A registry of so many; what was connected before is connected again after."""
    with tempfile.TemporaryDirectory(prefix="columna-pages-") as folder:
        kept = Path(os.environ.get("BENCH_KEEP") or folder)
        file = kept / f"registry-{patients}-in-{DEPARTMENTS}.sqlite3"
        if not file.exists():
            kept.mkdir(parents=True, exist_ok=True)
            half = file.with_suffix(".half")  # what was stopped while it was written is not taken for whole
            half.unlink(missing_ok=True)
            with _connected(half):
                _fill(patients)
            half.rename(file)
        with _connected(file):
            yield


@contextmanager
def _connected(file: Path) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(file)
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _fill(patients: int) -> None:
    started = perf_counter()
    populate(patients, departments=DEPARTMENTS)
    lay_out(User.objects.get(username=f"bench-{Role.COORDINATOR}"))
    print(f"  {patients:,} made-up patients written in {perf_counter() - started:.0f} s", flush=True)
