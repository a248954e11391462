"""An import whose process is killed while it stores, and two at the same moment: real processes on a database of their own."""

from __future__ import annotations

import json
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

WORKER_HANGS = """
import sys, time
import django
django.setup()
from registry.actions import imports, work_on_import
store = imports._store
def slow(*given):
    store(*given)
    print("stored some", flush=True)
    time.sleep(600)
imports._store = slow
work_on_import(int(sys.argv[1]))
"""
# Takes a file in on the page and confirms it there; the process that the page starts to store it hangs, and is killed.
# Then the page is looked at, after the time in which it gives up waiting, and what it offers is done.
BY_PAGE = """
import json, subprocess, sys
from datetime import timedelta
from time import sleep
import django
django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from decision_support import import_process
from registry.models import Assessment, ImportRun, Patient, Role
from tests.factories import a_department, a_user

client, place = Client(SERVER_NAME="localhost"), sys.argv[1]
client.force_login(a_user(Role.COORDINATOR, a_department("ward")))
real, told = subprocess.Popen, {}

def hanging(words, **options):
    script = f"{place}/worker_hangs.py"
    given = options | {"stdout": subprocess.PIPE, "text": True}
    told["worker"] = real([sys.executable, script, words[-1]], **given)

def run():
    return ImportRun.objects.get()

def wait_for(state):
    for _ in range(600):
        if run().state == state:
            return
        sleep(0.1)
    raise SystemExit(f"still {run().state}, not {state}")

def upload(name):
    return SimpleUploadedFile(name, open(f"{place}/{name}", "rb").read())

given = {"department": "ward", "file": upload("made_up.csv"), "mapping": "new", "new_mapping": upload("mapping.yaml")}
client.post(reverse("import-list"), given)
wait_for("ready")
import_process.subprocess.Popen = hanging
client.post(reverse("import-confirm", args=[run().key]))
assert "stored some" in told["worker"].stdout.readline()
told["worker"].kill()
told["worker"].wait()
import_process.subprocess.Popen = real
page = lambda: client.get(reverse("import", args=[run().key])).content.decode()
kept = [run().state, Patient.objects.count(), Assessment.objects.count(), "no sign of it" in page()]
ImportRun.objects.update(touched_at=timezone.now() - timedelta(minutes=4))
said = page()
offered = ["no sign of it" in said, "Nothing of the file is stored by then" in said, "Begin anew" in said]
client.post(reverse("import-go-on", args=[run().key]))
wait_for("stored")
after = [run().state, Patient.objects.count(), Assessment.objects.count(), run().attempt]
print(json.dumps({"kept": kept, "offered": offered, "after": after}))
"""


@pytest.fixture
def place(tmp_path):
    """A migrated database, a file of ROWS patients and its mapping."""
    (tmp_path / "made_up.csv").write_text(csv_text(*({"id": str(n)} for n in range(1, ROWS + 1))), "utf-8")
    (tmp_path / "mapping.yaml").write_text(mapping_text(), "utf-8")
    (tmp_path / "hangs.py").write_text(HANGS, "utf-8")
    (tmp_path / "worker_hangs.py").write_text(WORKER_HANGS, "utf-8")
    (tmp_path / "by_page.py").write_text(BY_PAGE, "utf-8")
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


def test_a_worker_of_the_page_that_is_killed_stores_nothing_and_the_page_lets_it_begin_anew(place):
    said, _nothing = started(place, place / "by_page.py", place).communicate()
    told = json.loads(said.splitlines()[-1])
    assert told["kept"] == ["storing", 0, 0, False]  # for a while it may still be at work
    assert told["offered"] == [True, True, True]
    assert told["after"] == ["stored", ROWS, 2 * ROWS, 3]  # read, killed, begun anew
