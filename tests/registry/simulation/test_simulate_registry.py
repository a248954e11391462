"""`manage.py simulate_registry` and `compare_simulation`: what is stored, what is refused, how near the tables it lies."""

import hashlib
from io import StringIO

import pytest
from auditlog.models import LogEntry
from django.core.management import CommandError, call_command
from django.db.models import F

from registry.actions import refresh_statistics
from registry.annual_report.building import built
from registry.annual_report.linting import lint
from registry.models import (
    Assessment,
    Background,
    Department,
    Episode,
    Operation,
    Patient,
    PatientIdentity,
    PendingWave,
    Procedure,
)
from registry.selectors.annual_reports import asking
from registry.simulation.comparison import LIMIT, Difference, root_mean_square, within_error
from registry.simulation.groups import REGIONS
from registry.simulation.report_apart import report_apart
from tests.factories import a_department, a_patient

pytestmark = pytest.mark.django_db


def simulate(patients=12, seed=3, **options):
    out = StringIO()
    call_command("simulate_registry", patients=patients, seed=seed, stdout=out, **options)
    return out.getvalue()


def digest():
    """Of everything that was stored, without ids and the time of storing."""
    answers = Assessment.objects.order_by("patient__source_id", "timepoint", "instrument")
    rows = [
        *Patient.objects.order_by("source_id").values_list(
            "source_id", "key", "sex", "department__code", "died_on"
        ),
        *Episode.objects.order_by("patient__source_id").values_list(
            "kind", "diagnosis", "onset_on", "index_date", "care"
        ),
        *Procedure.objects.order_by("episode__patient__source_id", "pk").values_list("kind", "performed_on"),
        *_columns(Operation, "episode__patient__source_id"),
        *_columns(Background, "episode__patient__source_id", "timepoint"),
        *answers.values_list(
            "instrument", "timepoint", "observed_on", "responses", "score", "band", "value_set"
        ),
        *PatientIdentity.objects.order_by("patient__source_id").values_list(
            "number", "birth_date", "number_hash"
        ),
        *PendingWave.objects.order_by("patient__source_id", "wave").values_list("wave", "target_on"),
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def _columns(model, *order):
    names = [one.name for one in model._meta.concrete_fields if one.name not in {"id", "episode"}]
    return model.objects.order_by(*order).values_list(*names)


def emptied():
    Procedure.objects.all().delete()
    Patient.objects.all().delete()
    assert Assessment.objects.count() == 0


def test_the_same_seed_stores_the_same_registry():
    simulate()
    first = digest()
    emptied()
    simulate()
    assert digest() == first
    emptied()
    simulate(seed=4)
    assert digest() != first


def test_what_is_stored_is_whole():
    assert "Stored 12 made-up patients" in simulate()
    assert Patient.objects.count() == PatientIdentity.objects.count() == Operation.objects.count() == 12
    assert Procedure.objects.values("episode").distinct().count() == 12
    assert not Assessment.objects.filter(score=None).exists()
    for assessment in Assessment.objects.all()[:8]:
        assessment.full_clean()
    for model in (Patient, Episode, Procedure, PatientIdentity):
        model.objects.first().full_clean()
    for row in (*Operation.objects.all(), *Background.objects.all(), *Episode.objects.all()):
        row.full_clean()
    units = Department.objects.filter(code__startswith="simulated-").order_by("code")
    regions = [code for code, _name in sorted(REGIONS)]
    assert [one.region.code for one in units] == (regions * 3)[: len(units)]


def test_follow_up_is_planned_for_the_living_and_never_for_an_answered_wave():
    simulate()
    for pending in PendingWave.objects.select_related("patient", "episode"):
        assert pending.patient.ended_on is None
        assert not pending.episode.assessments.filter(timepoint=pending.wave).exists()
    assert PendingWave.objects.exists()


def test_one_audit_entry_a_run_says_with_which_seed():
    Department.objects.all().delete()
    simulate(departments=2)
    entries = LogEntry.objects.filter(object_pk="bulk")
    [entry] = entries
    assert (entry.additional_data["event"], entry.additional_data["seed"]) == ("registry.simulated", 3)
    assert entry.additional_data["patients"] == 12


def test_it_refuses_a_database_with_patients_who_may_be_real():
    a_patient()
    with pytest.raises(CommandError, match="holds 1 patients that were not made up"):
        simulate()
    assert Patient.objects.count() == 1
    simulate(yes=True)
    assert Patient.objects.count() == 13


def test_the_made_up_department_of_the_demo_is_no_hindrance():
    a_patient(a_department("demo"))
    simulate()
    assert Patient.objects.count() == 13


def test_a_seed_is_not_simulated_twice():
    simulate(patients=1)
    with pytest.raises(CommandError, match="Seed 3 was simulated here already"):
        simulate(patients=1)
    assert Patient.objects.count() == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"patients": 0}, "--patients is 0; give a whole number from 1"),
        ({"seed": -1}, "--seed is -1; give a whole number from 0"),
        ({"departments": 0}, "--departments is 0; give a whole number from 1 to 99"),
        ({"first": 2020, "last": 2019}, "--to is 2019; give a whole number from 2020"),
    ],
)
def test_a_number_out_of_range_is_refused(options, said):
    with pytest.raises(CommandError, match=said):
        simulate(**options)
    assert Patient.objects.count() == 0


def test_a_seed_that_was_not_simulated_cannot_be_compared():
    with pytest.raises(CommandError, match="Nobody simulated with seed 3"):
        call_command("compare_simulation", seed=3)


@pytest.mark.parametrize(
    ("shares", "within"), [((0.5, -1.9, 1.0), True), ((0.2, 0.1, -4.0), False), ((1.5, -1.5, 1.5), False)]
)
def test_numbers_lie_within_error_one_by_one_and_all_together(shares, within):
    """The second has one at the limit, the third is too far off as a whole."""
    apart = [Difference("table 4", "stenosis", "odi mean", "y1", 26.5, 26.5 + share, 1.0) for share in shares]
    assert within_error(apart) is within


@pytest.mark.slow
def test_a_report_that_lies_off_the_printed_one_is_told():
    simulate(patients=300)
    Assessment.objects.filter(instrument="odi").update(score=F("score") + 15)
    refresh_statistics(Episode.objects.values_list("pk", flat=True))
    out = StringIO()
    with pytest.raises(CommandError, match="further from the printed one than chance"):
        call_command("compare_simulation", seed=3, stdout=out)
    assert "**outside**" in out.getvalue()


@pytest.mark.slow
def test_our_report_of_a_simulated_registry_shows_the_published_numbers(capsys):
    """Means, SDs and ns by diagnosis and timepoint, ages, BMI, completeness by unit, gains by duration: within sampling error."""
    out = StringIO()
    simulate(patients=8_000, seed=2022)
    call_command("compare_simulation", seed=2022, stdout=out)
    with capsys.disabled():
        print(out.getvalue())
    report = built(asking(2022, "DK"))
    assert [str(finding) for finding in lint(report)] == []
    found = report_apart(report)
    assert len(found) > 190
    assert {"age mean", "age SD", "bmi mean", "women, %"} <= {one.what for one in found}
    assert max(abs(one.errors) for one in found) < LIMIT
    assert root_mean_square([one.errors for one in found]) > 0.7
    assert within_error(found)
