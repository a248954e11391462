"""An import whose process is killed while it stores, and two at the same moment: real processes on a database of their own."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.registry.exchange.made_files import csv_text, mapping_text

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
ROWS = 2_500
# Stops for good when the first thousand rows are in the open transaction, so that it is killed in the midst of storing.
HANGS = """
import sys, time
import django
django.setup()
from django.core.management import call_command
from registry.actions import imports
store = imports._store
def slow(new, *rest):
    store(new, *rest)
    print("stored some", flush=True)
    time.sleep(600)
imports._store = slow
call_command("import_assessments", sys.argv[1], "--mapping", sys.argv[2])
"""


@pytest.fixture
def place(tmp_path):
    """A migrated database, a file of ROWS patients and its mapping."""
    (tmp_path / "made_up.csv").write_text(csv_text(*({"id": str(n)} for n in range(1, ROWS + 1))), "utf-8")
    (tmp_path / "mapping.yaml").write_text(mapping_text(), "utf-8")
    (tmp_path / "hangs.py").write_text(HANGS, "utf-8")
    started(tmp_path, "manage.py", "migrate", "--verbosity", "0").communicate()
    return tmp_path


def started(place, *words):
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{place / 'registry.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "decision_support.settings",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, *map(str, words)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def an_import(place):
    return started(
        place, "manage.py", "import_assessments", place / "made_up.csv", "--mapping", place / "mapping.yaml"
    )


def stored(place):
    with sqlite3.connect(place / "registry.sqlite3") as database:
        tables = ("patient", "episode", "assessment", "department", "pendingwave")
        counted = (f"SELECT count(*) FROM registry_{table}" for table in tables)  # noqa: S608  names of our own
        return [database.execute(query).fetchone()[0] for query in counted]


def test_a_killed_import_leaves_nothing_and_the_next_stores_all_of_it(place):
    hangs = started(place, place / "hangs.py", place / "made_up.csv", place / "mapping.yaml")
    said = ""
    while "stored some" not in said:
        said = hangs.stdout.readline()
        assert said, "it ended before it stored anything"
    hangs.send_signal(signal.SIGKILL)
    hangs.communicate()
    assert stored(place) == [0, 0, 0, 0, 0]
    told, _nothing = an_import(place).communicate()
    assert f"Rows stored: {ROWS}." in told
    assert stored(place)[:4] == [ROWS, ROWS, 2 * ROWS, 1]


def test_two_imports_of_one_file_at_the_same_moment_store_nothing_twice(place):
    both = [an_import(place), an_import(place)]
    told = [process.communicate()[0] for process in both]
    assert stored(place)[:3] == [ROWS, ROWS, 2 * ROWS]
    assert sum(f"Rows stored: {ROWS}." in one for one in told) == 1
