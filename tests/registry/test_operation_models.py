"""What must always hold of an operation and of a background, each both ways."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from registry.actions import record_procedure
from registry.models import Background, Operation
from tests.factories import DAY, an_episode

pytestmark = pytest.mark.django_db
NEXT = DAY + timedelta(days=1)


def an_operation(**fields):
    return Operation(
        **{"episode": fields.pop("episode", None) or an_episode(), "performed_on": DAY, **fields}
    )


def a_background(**fields):
    given = {"timepoint": "baseline", "observed_on": DAY, **fields}
    return Background(episode=fields.pop("episode", None) or an_episode(), **given)


BROKEN = [
    ("operation_discharged_not_before", an_operation, {"discharged_on": DAY - timedelta(days=1)}),
    ("operation_admitted_not_after", an_operation, {"admitted_on": NEXT}),
    ("background_bmi_possible", a_background, {"bmi": 9.9}),
    ("background_bmi_possible", a_background, {"bmi": 80.1}),
    ("background_days_only_on_sick_leave", a_background, {"sick_leave_days": 0}),
    ("background_days_only_on_sick_leave", a_background, {"sick_leave_days": 0, "work": "working"}),
    ("background_days_only_on_sick_leave", a_background, {"sick_leave_days": 5001, "work": "sick_leave"}),
]
KEPT = [
    (an_operation, {"admitted_on": DAY, "discharged_on": DAY}),
    (an_operation, {"discharged_on": NEXT, "levels": ["L3", "L4"], "implants": [], "complications_later": None}),
    (a_background, {"bmi": 10, "smokes": False}),
    (a_background, {"bmi": 80, "work": "sick_leave", "sick_leave_days": 5000}),
]  # fmt: skip


def test_what_breaks_a_constraint_is_refused_by_name_and_by_message():
    for name, make, fields in BROKEN:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            make(**fields).save()
        with pytest.raises(ValidationError):
            make(**fields).full_clean()


def test_what_holds_is_kept_and_none_is_not_the_same_as_not_recorded():
    for make, fields in KEPT:
        row = make(**fields)
        row.full_clean()
        row.save()
    row = Operation.objects.get(implants__isnull=False)
    assert (row.implants, row.complications_later) == ([], None)
    assert Operation.objects.filter(complications_during__isnull=True).count() == 2


@pytest.mark.parametrize("value", [["L6"], ["L3", "L3"], "L3", {"L3": 1}, [3]])
def test_a_list_of_codes_takes_known_codes_once_each(value):
    with pytest.raises(ValidationError):
        an_operation(levels=value).full_clean()


def test_every_day_of_procedures_is_one_operation_and_its_nights_need_a_discharge():
    episode = an_episode()
    for version, kind in enumerate(("decompression", "fusion_instrumented"), start=1):
        record_procedure(episode=episode, version=version, kind=kind, performed_on=DAY, by=None)
    operation = episode.operations.get()
    assert (operation.performed_on, operation.levels, operation.nights) == (DAY, None, None)
    operation.discharged_on = NEXT
    assert operation.nights == 1
    operation.admitted_on = date(2026, 11, 20)
    assert operation.nights == 3
    with (
        pytest.raises(IntegrityError, match=r"episode_id.*performed_on|operation_once_a_day"),
        transaction.atomic(),
    ):
        an_operation(episode=episode).save()
