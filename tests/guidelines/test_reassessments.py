"""A run over the registry: worked off in chunks, by whoever comes, cancelled at once, one at a time."""

import subprocess
import sys

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError

from guidelines import reassessment
from guidelines.actions import cancel_reassessment, reassessments, start_reassessment, work_on
from guidelines.models import ChangedAdvice, Reassessment
from guidelines.pathway.rulebook import RULESET
from guidelines.reassessment import Side, Tally
from registry.models import Patient, Role
from tests.factories import DAY, a_department, a_patient, a_user
from tests.reassessments import started

pytestmark = pytest.mark.django_db

OLD_AT_45 = {"birth_date": DAY.replace(year=1981)}


@pytest.fixture
def registry(monkeypatch):
    """Seven patients of two departments, read two at a time; the four of 45 are told something else."""
    monkeypatch.setattr(reassessment, "PATIENTS_AT_A_TIME", 2)
    north, south = a_department("north"), a_department("south")
    for _ in range(3):
        a_patient(north, **OLD_AT_45)
    a_patient(south, **OLD_AT_45)
    for _ in range(3):
        a_patient(south)
    return north, south


@pytest.fixture
def karl():
    return a_user(Role.COORDINATOR)


def a_chunk(run):
    """As much as can be read in no time at all, and no less than one chunk."""
    return reassessments._store(run, reassessment.next_chunk(reassessments.comparison_of(run), reached(run)))


def reached(run):
    return run.reached_department, run.reached_patient


def test_a_run_is_worked_to_its_end_and_says_whose_advice_changes(registry, karl):
    north, south = registry
    run = work_on(started(karl), seconds=60)
    assert (run.state, run.done, run.total) == ("done", 7, 7)
    assert run.ended_at is not None
    tallies = {int(pk): Tally.from_json(kept) for pk, kept in run.tallies.items()}
    assert [(tallies[each.pk].patients, tallies[each.pk].changed) for each in (north, south)] == [
        (3, 3),
        (4, 1),
    ]
    assert tallies[south.pk].actions["review.malignancy"] == {"absent>consider": 1}
    assert ChangedAdvice.objects.filter(reassessment=run).count() == 4


def test_it_goes_on_where_it_stood_whoever_calls(registry, karl):
    run = a_chunk(started(karl))
    assert (run.state, run.done) == ("running", 2)
    again = Reassessment.objects.get(pk=run.pk)  # another browser, another day
    assert work_on(again, seconds=60).done == 7
    assert ChangedAdvice.objects.filter(reassessment=run).count() == 4


def test_two_who_read_the_same_chunk_count_it_once(registry, karl):
    run = started(karl)
    first, second = Reassessment.objects.get(pk=run.pk), Reassessment.objects.get(pk=run.pk)
    a_chunk(first)
    assert a_chunk(second).done == 2
    assert ChangedAdvice.objects.filter(reassessment=run).count() == 2


def test_cancelled_stops_at_once_and_what_is_read_then_is_thrown_away(registry, karl):
    run = a_chunk(started(karl))
    cancelled = cancel_reassessment(run, by=karl)
    assert cancelled.state == "cancelled"
    assert a_chunk(run).done == 2  # it was being read when it was cancelled
    assert work_on(cancelled, seconds=60).done == 2


def test_one_that_ended_is_not_cancelled_any_more(registry, karl):
    run = work_on(started(karl), seconds=60)
    assert cancel_reassessment(run, by=karl).state == "done"


def test_two_at_once_are_refused_and_after_the_first_has_ended_there_may_be_another(registry, karl):
    run = started(karl)
    with pytest.raises(ValidationError, match="running already"):
        started(karl)
    cancel_reassessment(run, by=karl)
    assert started(karl).is_running


def test_two_who_start_at_the_same_moment_are_refused_by_the_database(registry, karl, monkeypatch):
    started(karl)
    monkeypatch.setattr(Reassessment, "full_clean", lambda self: None)
    with pytest.raises(ValidationError, match="running already"):
        started(karl)


def test_a_fault_stops_it_and_says_what_it_was(registry, karl):
    run = start_reassessment(before=Side(RULESET), after=Side(RULESET, {"tug_red_s": 99}), on=DAY, by=karl)
    failed = work_on(run, seconds=60)
    assert failed.state == "failed"
    assert "tug_red_s: found 99" in failed.problem


def test_who_started_ended_and_cancelled_it_stands_in_the_audit_table(registry, karl):
    anton = a_user(Role.ADMINISTRATOR)
    cancel_reassessment(a_chunk(started(karl)), by=anton)
    work_on(started(karl), seconds=60)
    entries = LogEntry.objects.filter(content_type__model="reassessment").order_by("pk")
    said = [(entry.additional_data["event"], entry.actor) for entry in entries]
    assert said == [
        ("reassessment started", karl),
        ("reassessment cancelled", anton),
        ("reassessment started", karl),
        ("reassessment done", None),
    ]


def test_the_dead_are_not_judged(registry, karl):
    Patient.objects.filter(department=registry[0]).update(died_on=DAY)
    assert work_on(started(karl), seconds=60).done == 4


@pytest.mark.slow
def test_no_page_loads_polars_before_a_comparison_does():
    loads = "import sys, django; django.setup(); import decision_support.urls; print('polars' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
