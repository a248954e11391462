"""A rebuild that is killed leaves the counts that answered, and goes on where it stood when it is run again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
SET_UP = """
import django; django.setup()
from datetime import date
from django.core.management import call_command
call_command("migrate", verbosity=0)
from registry.actions.simulation import store_simulation
from registry.simulation.people import Recipe
store_simulation(Recipe(7, date(2018, 1, 1), date(2020, 12, 31), 2), 60, by=None)
"""
# Batches of ten; after two of them the program waits to be killed, between batches or in the middle of one.
REBUILD = """
import sys, time
import django; django.setup()
import registry.actions.statistics_rebuild as rebuild
rebuild.EPISODES_A_BATCH = 10
waits_in, built, batch = sys.argv[1], 0, rebuild.store_remembered
def stop():
    print("here", flush=True)
    time.sleep(600)
def stored(rows):
    global built
    batch(rows)
    built += 1
    if waits_in == "batch" and built == 3:
        stop()
rebuild.store_remembered = stored
def told(done):
    if waits_in == "between" and done >= 20:
        stop()
print(rebuild.rebuild_statistics(told))
"""
ANSWERS = """
import django; django.setup()
from registry.actions.statistics_check import verify_statistics
from registry.selectors.statistics import answers_by
from registry.selectors.statistics_state import statistics_state
from registry.statistics import Question
print(answers_by(Question("odi", "y1"), "procedure"))
print(statistics_state().building, all(found.is_right for found in verify_statistics(mend=False)))
"""


@pytest.fixture
def environment(tmp_path):
    made = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'killed.sqlite3'}", "PYTHONPATH": str(ROOT)}
    run(made, SET_UP)
    return made


def run(environment: dict[str, str], program: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.parametrize("when", ["between", "batch"])
def test_the_old_counts_answer_and_the_next_run_goes_on(environment, when):
    before, state = run(environment, ANSWERS).splitlines()
    assert state == "None True"
    rebuild = subprocess.Popen(
        [sys.executable, "-c", REBUILD, when], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert rebuild.stdout.readline() == "here\n"
    rebuild.send_signal(signal.SIGKILL)
    rebuild.wait()
    rebuild.stdout.close()
    assert run(environment, ANSWERS).splitlines() == [before, "2 True"]
    assert int(run(environment, REBUILD, "never")) == 40  # twenty of sixty were counted already
    assert run(environment, ANSWERS).splitlines() == [before, "None True"]
