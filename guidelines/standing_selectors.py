"""Which patients a list shows, by where they stand on the pathway. Nobody is evaluated here (docs/adr/0010)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from guidelines.models import Standing
from guidelines.pathway.retest import window
from registry.models import Patient, Timepoint, WaveStanding
from registry.selectors.first_of_each import first_of_each
from registry.selectors.patients import is_followed

ANSWERED_ALARMS = (Standing.Alarm.PRESENT, Standing.Alarm.CLEAR)
AWAITED = ("suggested", "acute")  # there is a category to confirm


def with_alarm(patients: QuerySet[Patient], alarm: str, user: Any) -> QuerySet[Patient]:
    """Those in this alarm state; a patient nobody evaluated yet is open, because not asked is never no."""
    standings = Standing.objects.filter(patient_id=OuterRef("pk"))
    if alarm == Standing.Alarm.OPEN:
        return patients.filter(~Exists(standings.filter(alarm__in=ANSWERED_ALARMS)))
    if alarm == Standing.Alarm.CLEAR:  # many are: asked of each, a page is found before the list is made
        return patients.filter(Exists(standings.filter(alarm=alarm)))
    return patients.filter(pk__in=_standings_of(user).filter(alarm=alarm).values("patient_id"))


def with_changed_advice(patients: QuerySet[Patient], user: Any) -> QuerySet[Patient]:
    """Those whose advice is no longer what was signed."""
    return patients.filter(pk__in=_standings_of(user).filter(advice_changed=True).values("patient_id"))


def who_got_worse(patients: QuerySet[Patient], user: Any) -> QuerySet[Patient]:
    """Those with a score that is worse than the one before by the threshold, and nobody has looked at it."""
    return patients.filter(pk__in=_standings_of(user).filter(worse_on__isnull=False).values("patient_id"))


def _standings_of(user: Any) -> QuerySet[Standing]:
    """Of the patients of the user's departments: where one asks of a small one, nothing of the others is read."""
    return Standing.objects.filter(department__in=list(user.patient_departments))


def with_standing(patients: QuerySet[Patient]) -> QuerySet[Patient]:
    """Patients with `alarm`, `advice_changed` and `worse` (None without a standing) beside them."""
    return patients.annotate(
        alarm=Coalesce("standing__alarm", Value(Standing.Alarm.OPEN.value)),
        advice_changed=Coalesce("standing__advice_changed", Value(False)),
        worse=F("standing__worse"),
    )


class First(NamedTuple):
    """Ids of followed patients: with an alarm sign present, those who got worse, those whose advice changed since signed."""

    present: list[int]
    worse: list[int]
    changed: list[int]


def present_worse_or_changed(user: Any, worse_since: date, most: int) -> First:
    """The latest registered first, but of those who got worse, on `worse_since` or later, the latest to do so.

    At most `most` of each; one query, because the first page asks for all.
    """
    asked = (
        _latest(Standing.objects.filter(alarm=Standing.Alarm.PRESENT), user, most),
        _got_worse(user, worse_since, most),
        _latest(Standing.objects.filter(advice_changed=True), user, most),
    )
    one_of = reduce(or_, (Q(pk__in=rows.values("pk")) for rows in asked))
    rows = Standing.objects.filter(one_of).order_by("-patient_id")
    found = list(rows.values_list("patient_id", "alarm", "advice_changed", "worse_on"))
    worse = [(day, pk) for pk, _alarm, _changed, day in found if day is not None and day >= worse_since]
    return First(
        present=[pk for pk, alarm, _changed, _day in found if alarm == Standing.Alarm.PRESENT][:most],
        worse=[pk for _day, pk in sorted(worse, reverse=True)][:most],
        changed=[pk for pk, _alarm, changed, _day in found if changed][:most],
    )


def _got_worse(user: Any, since: date, most: int) -> QuerySet[Standing]:
    rows = Standing.objects.filter(is_followed(user), worse_on__gte=since).order_by(
        "-worse_on", "-patient_id"
    )
    return first_of_each(rows, most, department=user.patient_departments)


def alarm_open(user: Any, since: date, most: int) -> list[int]:
    """Ids of followed patients with alarm questions open and an episode whose index date is `since` or later."""
    answered = Standing.objects.filter(patient_id=OuterRef("patient_id"), alarm__in=ANSWERED_ALARMS)
    # a baseline stands at the index date of its episode, and knows the department
    rows = WaveStanding.objects.filter(
        is_followed(user), ~Exists(answered), timepoint=Timepoint.BASELINE, target_on__gte=since
    ).order_by("-target_on", "-id")
    found = first_of_each(rows, most, department=user.patient_departments)
    return list(dict.fromkeys(found.values_list("patient_id", flat=True)))


def awaiting_category(user: Any, most: int, departments: Collection[int] | None = None) -> list[int]:
    """Ids of followed patients with a suggested functional category that nobody has confirmed or overridden."""
    return _undecided(AWAITED, user, most, departments)


def awaiting_tests(user: Any, departments: Collection[int], most: int) -> list[int]:
    """Ids of followed patients of whom too little is recorded to suggest a category, and none was ever decided."""
    return _undecided(("undetermined",), user, most, departments)


def to_be_tested(user: Any, departments: Collection[int], on: date, most: int) -> list[tuple[int, date]]:
    """(id, last day before it is overdue) of followed patients who are due for a new test, the longest overdue first."""
    # no window is wider than the weeks after a decision, so that nothing later need be looked at
    first, last = window(on)
    due = Standing.objects.filter(
        is_followed(user, departments=departments), retest_from__lte=on, retest_by__lte=on + (last - first)
    )
    rows = first_of_each(due.order_by("retest_by", "-patient_id"), most, department=departments)
    return list(rows.values_list("patient_id", "retest_by"))


def _undecided(
    statuses: Collection[str], user: Any, most: int, departments: Collection[int] | None
) -> list[int]:
    waiting = Standing.objects.filter(category_confirmed_on__isnull=True)
    rows = _latest(waiting, user, most, departments, category_status=statuses)
    return list(rows.values_list("patient_id", flat=True))


def _latest(
    standings: QuerySet[Standing],
    user: Any,
    most: int,
    departments: Collection[int] | None = None,
    **among: Collection[str],
) -> QuerySet[Standing]:
    """Those of followed patients, the latest registered first, of the user's departments or some of those."""
    places = user.patient_departments if departments is None else departments
    rows = standings.filter(is_followed(user, departments=places)).order_by("-patient_id")
    return first_of_each(rows, most, department=places, **among)
