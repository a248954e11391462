"""On PostgreSQL, with real processes: writers who meet in the same cells lose nothing, and nobody waits in a circle."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.postgresql.conftest import ROOT, run

pytestmark = pytest.mark.slow

SET_UP = """
import django; django.setup()
from datetime import date
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories import a_department, a_patient, an_episode
unit = a_department("unit")
for number in range(8):
    an_episode(a_patient(unit), kind="other", diagnosis="stenosis", onset_on=date(2023, 5, 2))
"""
COUNTED = """
import django; django.setup()
from registry.actions.statistics_check import verify_statistics
from registry.models import Assessment
from registry.selectors.statistics import answer
from registry.statistics import Question
print(*(answer(Question(code, "y1")).n_paired for code in ("odi", "ndi", "vas_back")))
print(sum(Assessment.objects.filter(instrument__in=("odi", "ndi", "vas_back")).values_list("version", flat=True)))
print([one for found in verify_statistics(mend=False) for one in (*found.wrong, *found.remembered)])
"""
WRITERS = ("odi", "ndi", "vas_back")
TIMES = 200


@pytest.fixture(scope="module")
def unit(postgresql):
    run(postgresql, "-c", SET_UP)


@pytest.mark.usefixtures("unit")
def test_three_writers_of_two_hundred_updates_lose_none(postgresql):
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.postgresql.writer", code, str(TIMES)],
            env=postgresql, cwd=ROOT, stderr=subprocess.PIPE, text=True,
        )
        for code in WRITERS
    ]  # fmt: skip
    told = [writer.communicate(timeout=900)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0], told
    found = run(postgresql, "-c", COUNTED).splitlines()
    # every update raised one version by one; together, so that what fails shows what the cells should hold
    assert found == ["8 8 8", f"{len(WRITERS) * TIMES}", "[]"]


TWICE = """
import django; django.setup()
from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread
from django.db import connection
from registry.actions import Answered
from registry.actions.answers import record_answers
from registry.models import Episode
told = Counter()
def answer(episode, score, together):
    day = episode.index_date + timedelta(days=360)
    together.wait()
    try:
        record_answers(episode=episode, answered=[Answered("vas_leg", {"pain": score})], opened={},
                       timepoint="y1", observed_on=day, by=None)
        told["stored"] += 1
    except Exception as error:
        told[type(error).__name__] += 1
    finally:
        connection.close()
for episode in Episode.objects.filter(patient__department__code="unit").order_by("pk"):
    together = Barrier(2)
    both = [Thread(target=answer, args=(episode, score, together)) for score in (40, 60)]
    [one.start() for one in both]; [one.join() for one in both]
print(sorted(told.items()))
"""


@pytest.mark.usefixtures("unit")
def test_of_two_who_answer_the_same_follow_up_at_once_one_meets_what_the_other_stored(postgresql):
    assert run(postgresql, "-c", TWICE).strip() == "[('VersionConflict', 8), ('stored', 8)]"


def test_migrations_and_the_core_actions_work_as_on_sqlite(postgresql):
    """Migrates a database of its own from nothing, and writes, transfers, plans and counts in it."""
    run(
        postgresql, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow",
        "tests/registry/test_assessments.py", "tests/registry/test_transfers.py",
        "tests/registry/test_pending_waves.py", "tests/registry/statistics",
        "tests/registry/test_many_rows.py",
    )  # fmt: skip
