"""`manage.py rescore`: what it says, what it refuses, and that a killed run goes on where it stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from io import StringIO
from pathlib import Path
from sqlite3 import connect

import pytest
from django.core.management import CommandError, call_command

from guidelines.models import Standing
from registry.models import Assessment, Rescoring
from tests.registry.test_rescoring import TO_UK, answered, eq5d, odi

ROOT = Path(__file__).parents[2]
TO = ("--instrument", "eq5d_3l", "--from", "dk_tto", "--to", "uk_tto")


def rescore(*args: str) -> str:
    out = StringIO()
    call_command("rescore", *args, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_it_tells_what_changed_by_instrument_and_department_and_a_dry_run_tells_the_same():
    eq5d("22222")
    eq5d("11111")
    answered("odi", odi(1))
    line = (
        "eq5d_3l ours: 2 computed, 2 stored anew, 1 with another number, mean change -0.076, largest -0.076"
    )
    dry = rescore(*TO, "--dry-run")
    assert line in dry
    assert "Nothing was stored" in dry
    told = rescore(*TO, "--reason", "a test")
    assert "2 scores computed, 2 of them stored anew." in told
    assert line in told
    assert told.endswith("Done.\n")
    assert Rescoring.objects.get().reason == "a test"
    assert "3 scores computed, 0 of them stored anew." in rescore()


@pytest.mark.django_db
def test_lost_and_left_scores_are_told():
    answered("odi", odi(1, blanks=2))
    odd = answered("odi", odi(1))
    Assessment.objects.filter(pk=odd.pk).update(responses={"shoe_size": 44})
    told = rescore("--instrument", "odi", "--from", "odi-prorata-min8", "--to", "odi-prorata-min9")
    assert "1 not scorable any more, 1 left as they are: nothing to compute them with" in told


@pytest.mark.django_db
def test_a_patient_whose_pain_is_another_number_is_placed_anew():
    kept = answered("vas_rest", {"pain": 80})
    Assessment.objects.update(score=10.0, scoring_rule="vas-of-old")
    rescore()
    assert Standing.objects.filter(patient=kept.patient).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--instrument", "oddi"), "--instrument: There is no instrument “oddi”; give one of vas_back"),
        (("--to", "uk_tto"), "--instrument: A version is one of an instrument: give the instrument too"),
        (
            ("--instrument", "odi", "--to", "odi-prorata-min9"),
            "--from: Which scores are meant is never guessed: give the version that they have",
        ),
        (
            ("--instrument", "odi", "--from", "odi-2"),
            "--from: There is no version “odi-2”; give one of odi-prorata",
        ),
        (
            ("--instrument", "eq5d_3l", "--from", "dk_tto", "--to", "dk_2021"),
            "--to: There is no version “dk_2021”; give one of dk_tto",
        ),
        (("--abandon",), "found no unfinished run"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(args, said):
    with pytest.raises(CommandError, match=said) as refused:
        rescore(*args)
    assert "\n" not in str(refused.value)
    assert not Rescoring.objects.exists()


@pytest.mark.django_db
def test_an_unfinished_run_is_gone_on_with_or_abandoned_and_never_mixed_with_another():
    from registry.actions import start_rescoring

    eq5d("22222")
    start_rescoring(TO_UK, reason="a test", by=None)
    with pytest.raises(CommandError, match="--abandon to end it"):
        rescore()
    assert "Done." in rescore(*TO)
    assert Rescoring.objects.count() == 1


@pytest.mark.django_db
def test_a_version_that_only_stored_scores_name_can_be_left_behind():
    answered("odi", odi(1))
    Assessment.objects.update(scoring_rule="odi-of-old")
    assert "1 stored anew" in rescore("--instrument", "odi", "--from", "odi-of-old")


POPULATED = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.benchmarks.rescore_speed import populate
populate({scores})
"""


@pytest.mark.slow
def test_a_killed_run_goes_on_where_it_stopped(tmp_path):
    database = tmp_path / "registry.sqlite3"
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "decision_support.settings",
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run(
        [sys.executable, "-c", POPULATED.format(scores=40_000)], env=environment, cwd=ROOT, check=True
    )
    command = [sys.executable, "manage.py", "rescore", *TO]

    def asked(question: str) -> tuple:
        with closing(connect(database, timeout=30)) as connection:
            return connection.execute(question).fetchone()

    run = "SELECT state, done FROM registry_rescoring"
    killed = subprocess.Popen(command, env=environment, cwd=ROOT)
    while not (asked(run) or ("", 0))[1]:
        assert killed.poll() is None, "it ended before it had done anything"
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    state, done = asked(run)
    assert state == "running"
    assert 0 < done < 40_000
    # all of a batch or nothing: what the run counts is what was replaced, and what was replaced is kept
    (replaced,) = asked("SELECT count(*) FROM registry_assessment WHERE value_set = 'uk_tto'")
    assert (replaced,) == asked("SELECT count(*) FROM registry_pastscore")
    assert replaced == done
    again = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    assert f"goes on after {done} scores" in again.stdout
    assert asked(run) == ("done", 40_000)
    assert asked("SELECT count(*) FROM registry_pastscore WHERE value_set = 'dk_tto'") == (40_000,)
    assert asked("SELECT count(*) FROM registry_assessment WHERE value_set = 'dk_tto'") == (0,)
