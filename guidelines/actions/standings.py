"""Where a patient stands on the pathway, written beside the patient so that no list evaluates anybody (docs/adr/0010)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from guidelines.advice import advice_for
from guidelines.in_force import InForce, in_force
from guidelines.models import Evaluation, Standing
from guidelines.pathway.facts import FactError
from guidelines.programme_selectors import TestAgain, to_test_again
from registry import audit
from registry.models import Patient
from registry.selectors.worsened import Worse, from_kept, worse_of

BATCH = 100  # one transaction each: short, because on SQLite it holds the only write lock
DERIVED = (
    "department",
    "alarm",
    "verdicts",
    "advice_changed",
    "worse",
    "seen_worse",
    "worse_on",
    "category_status",
    "category_confirmed_on",
    "retest_from",
    "retest_by",
    "evaluated_on",
)


@transaction.atomic
def refresh_standing(patient: Patient, on: date) -> Standing:
    """The patient's standing as of a day; call it in the transaction that changed what the pathway reads."""
    [standing] = _standings([patient])
    again = to_test_again([patient.pk]).get(patient.pk)
    fresh = _placed(standing, told_to(patient, on), on=on, again=again)
    _compared(fresh, worse_of([patient.pk]).get(patient.pk, ()))
    fresh.save()
    return fresh


def refresh_standings_of(patients: Iterable[int], *, on: date) -> None:
    """Refreshes these patients' standings (ids), in the caller's transaction."""
    held: dict[int, InForce] = {}
    keys = list(patients)
    for start in range(0, len(keys), BATCH):
        _refresh(Patient.objects.filter(pk__in=keys[start : start + BATCH], died_on=None), on, held)


def refresh_standings(*, on: date) -> Iterator[int]:
    """Refreshes every living patient's standing, a batch a transaction; yields how many stand refreshed so far."""
    last, done = 0, 0
    held: dict[int, InForce] = {}
    while batch := _next_batch(last, on, held):
        last = batch[-1]
        done += len(batch)
        yield done


@transaction.atomic
def _next_batch(last: int, on: date, held: dict[int, InForce]) -> list[int]:
    living = Patient.objects.filter(pk__gt=last, died_on=None).order_by("pk")
    return _refresh(living[:BATCH], on, held)


def _refresh(few: QuerySet[Patient], on: date, held: dict[int, InForce]) -> list[int]:
    """Ids of the patients, whose standings are written."""
    # Locked, so that nobody records facts of these patients between the reading and the writing.
    patients = list(few.select_for_update(of=("self",)).select_related("identity", "department"))
    keys = [patient.pk for patient in patients]
    again, worse = to_test_again(keys), worse_of(keys)
    fresh = [
        _placed(
            standing,
            told_to(patient, on, _in_force(patient, on, held)),
            on=on,
            again=again.get(patient.pk),
        )
        for patient, standing in zip(patients, _standings(patients), strict=True)
    ]
    for standing in fresh:
        _compared(standing, worse.get(standing.patient_id, ()))
    Standing.objects.bulk_create(
        fresh, update_conflicts=True, unique_fields=["patient"], update_fields=DERIVED
    )
    return keys


def _standings(patients: list[Patient]) -> list[Standing]:
    """The patients' standings, locked, in their order; a new one knows what was last signed."""
    found = Standing.objects.select_for_update().in_bulk(
        [patient.pk for patient in patients], field_name="patient_id"
    )
    new = [patient for patient in patients if patient.pk not in found]
    signed = _signed_verdicts(new) if new else {}
    for patient in new:
        found[patient.pk] = Standing(patient=patient, signed_verdicts=signed.get(patient.pk))
    for patient in patients:
        found[patient.pk].department_id = patient.department_id  # another, after a transfer
    return [found[patient.pk] for patient in patients]


def _signed_verdicts(patients: list[Patient]) -> dict[int, dict[str, str]]:
    signed = Evaluation.objects.filter(patient__in=patients, signature__isnull=False)
    rows = signed.order_by("signature__signed_at").values_list("patient", "answer")
    return {patient: verdicts_of(told) for patient, told in rows}


def told_to(patient: Patient, on: date, held: InForce | None = None) -> dict[str, Any] | None:
    """The answer in the contract's form; None where the pathway cannot be asked (no birth date and no age)."""
    try:
        return advice_for(patient, on, held).told
    except FactError:
        return None


def verdicts_of(told: dict[str, Any] | None) -> dict[str, str]:
    """Action to its verdict."""
    return {code: finding["verdict"] for code, finding in told["actions"].items()} if told else {}


def alarm_of(told: dict[str, Any] | None) -> str:
    """Present when an urgent action stands, open while a question is not answered, else clear."""
    if told is None:
        return Standing.Alarm.OPEN
    if told["red_flags"]["present"]:
        return Standing.Alarm.PRESENT
    return Standing.Alarm.OPEN if told["red_flags"]["open"] else Standing.Alarm.CLEAR


def _placed(
    standing: Standing, told: dict[str, Any] | None, *, on: date, again: TestAgain | None
) -> Standing:
    standing.verdicts = verdicts_of(told)
    standing.alarm = alarm_of(told)
    standing.category_status = told["functional_category"]["status"] if told else ""
    standing.category_confirmed_on = again.decided_on if again else None
    standing.retest_from, standing.retest_by = again.days if again else (None, None)
    standing.advice_changed = (
        standing.signed_verdicts is not None and standing.verdicts != standing.signed_verdicts
    )
    standing.evaluated_on = on
    return standing


def _compared(standing: Standing, found: Iterable[Worse]) -> None:
    """What got worse and nobody has looked at; what was looked at is told again only if it changes."""
    worse = [one.kept() for one in found]
    standing.seen_worse = [one for one in standing.seen_worse if one in worse]
    standing.worse = [one for one in worse if one not in standing.seen_worse]
    standing.worse_on = max((from_kept(one).now.observed_on for one in standing.worse), default=None)


def looked_at(standing: Standing) -> None:
    """Somebody stands behind the advice or says that they have seen it: what got worse is no news any more."""
    standing.seen_worse = [*standing.seen_worse, *standing.worse]
    standing.worse, standing.worse_on = [], None


@transaction.atomic
def see_worse(*, patient: Patient, by: Any) -> None:
    """Somebody has seen where the patient got worse and takes it from here; a second one changes nothing."""
    standing = Standing.objects.select_for_update().filter(patient=patient).first()
    if standing is None or not standing.worse:
        return
    seen = standing.worse
    looked_at(standing)
    standing.save(update_fields=["worse", "seen_worse", "worse_on"])
    audit.record_event("worse.seen", patient, by=by, worse=seen)


def _in_force(patient: Patient, on: date, held: dict[int, InForce]) -> InForce:
    """What holds for a department, read once a run."""
    if patient.department_id not in held:
        held[patient.department_id] = in_force(patient.department, on)
    return held[patient.department_id]
