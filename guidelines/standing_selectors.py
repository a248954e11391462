"""Which patients a list shows, by where they stand on the pathway. Nobody is evaluated here (docs/adr/0010)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from guidelines.models import Standing
from guidelines.pathway.retest import window
from registry.models import Episode, Patient
from registry.selectors.patients import is_followed

ANSWERED_ALARMS = (Standing.Alarm.PRESENT, Standing.Alarm.CLEAR)
AWAITED = ("suggested", "acute")  # there is a category to confirm


def with_alarm(patients: QuerySet[Patient], alarm: str) -> QuerySet[Patient]:
    """Those in this alarm state; a patient nobody evaluated yet is open, because not asked is never no."""
    standings = Standing.objects.filter(patient_id=OuterRef("pk"))
    if alarm == Standing.Alarm.OPEN:
        return patients.filter(~Exists(standings.filter(alarm__in=ANSWERED_ALARMS)))
    if alarm == Standing.Alarm.CLEAR:  # many are: asked of each, a page is found before the list is made
        return patients.filter(Exists(standings.filter(alarm=alarm)))
    return patients.filter(pk__in=Standing.objects.filter(alarm=alarm).values("patient_id"))


def with_changed_advice(patients: QuerySet[Patient]) -> QuerySet[Patient]:
    """Those whose advice is no longer what was signed."""
    return patients.filter(pk__in=Standing.objects.filter(advice_changed=True).values("patient_id"))


def with_standing(patients: QuerySet[Patient]) -> QuerySet[Patient]:
    """Patients with `alarm` and `advice_changed` beside them."""
    return patients.annotate(
        alarm=Coalesce("standing__alarm", Value(Standing.Alarm.OPEN.value)),
        advice_changed=Coalesce("standing__advice_changed", Value(False)),
    )


def alarm_present_or_changed(user: Any, most: int) -> tuple[list[int], list[int]]:
    """Ids of followed patients with an alarm sign present, and of those whose advice changed since it was signed.

    The latest registered first, at most `most` of each; one query, because the first page asks for both.
    """
    asked = (
        Standing.objects.filter(alarm=Standing.Alarm.PRESENT),
        Standing.objects.filter(advice_changed=True),
    )
    present, changed = (_latest(rows, user).values("pk")[:most] for rows in asked)
    rows = Standing.objects.filter(Q(pk__in=present) | Q(pk__in=changed)).order_by("-patient_id")
    found = rows.values_list("patient_id", "alarm", "advice_changed")
    return (
        [pk for pk, alarm, _changed in found if alarm == Standing.Alarm.PRESENT][:most],
        [pk for pk, _alarm, changed in found if changed][:most],
    )


def alarm_open(user: Any, since: date, most: int) -> list[int]:
    """Ids of followed patients with alarm questions open and an episode whose index date is `since` or later."""
    answered = Standing.objects.filter(patient_id=OuterRef("patient_id"), alarm__in=ANSWERED_ALARMS)
    rows = Episode.objects.filter(is_followed(user), ~Exists(answered), index_date__gte=since)
    ids = rows.order_by("-index_date", "-id").values_list("patient_id", flat=True)
    return list(dict.fromkeys(ids[:most]))


def awaiting_category(user: Any, most: int, departments: Collection[int] | None = None) -> list[int]:
    """Ids of followed patients with a suggested functional category that nobody has confirmed or overridden."""
    waiting = Standing.objects.filter(category_status__in=AWAITED, category_confirmed_on__isnull=True)
    return _standing_ids(waiting, user, most, departments)


def awaiting_tests(user: Any, departments: Collection[int], most: int) -> list[int]:
    """Ids of followed patients of whom too little is recorded to suggest a category, and none was ever decided."""
    untested = Standing.objects.filter(category_status="undetermined", category_confirmed_on__isnull=True)
    return _standing_ids(untested, user, most, departments)


def to_be_tested(user: Any, departments: Collection[int], on: date, most: int) -> list[tuple[int, date]]:
    """(id, last day before it is overdue) of followed patients who are due for a new test, the longest overdue first."""
    # no window is wider than the weeks after a decision, so that nothing later need be looked at
    first, last = window(on)
    due = Standing.objects.filter(
        is_followed(user, departments=departments), retest_from__lte=on, retest_by__lte=on + (last - first)
    )
    rows = due.order_by("retest_by", "-patient_id")
    return list(rows.values_list("patient_id", "retest_by")[:most])


def _standing_ids(
    standings: QuerySet[Standing], user: Any, most: int, departments: Collection[int] | None = None
) -> list[int]:
    rows = _latest(standings, user, departments)
    return list(rows.values_list("patient_id", flat=True)[:most])


def _latest(
    standings: QuerySet[Standing], user: Any, departments: Collection[int] | None = None
) -> QuerySet[Standing]:
    return standings.filter(is_followed(user, departments=departments)).order_by("-patient_id")
