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
from registry.selectors.compiled import Compiled
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
    found = list(ASKED_FIRST(_places(user), worse_since, most=most))
    worse = [(day, pk) for pk, _alarm, _changed, day in found if day is not None and day >= worse_since]
    return First(
        present=[pk for pk, alarm, _changed, _day in found if alarm == Standing.Alarm.PRESENT][:most],
        worse=[pk for _day, pk in sorted(worse, reverse=True)][:most],
        changed=[pk for pk, _alarm, changed, _day in found if changed][:most],
    )


def _asked_first(departments: Collection[int], worse_since: date, *, most: int) -> QuerySet[Any]:
    """The patient, the alarm, whether the advice changed and when they got worse, of the first of each."""
    asked = (
        _latest(Standing.objects.filter(alarm=Standing.Alarm.PRESENT), departments, most),
        _got_worse(departments, worse_since, most),
        _latest(Standing.objects.filter(advice_changed=True), departments, most),
    )
    one_of = reduce(or_, (Q(pk__in=rows.values("pk")) for rows in asked))
    rows = Standing.objects.filter(one_of).order_by("-patient_id")
    return rows.values_list("patient_id", "alarm", "advice_changed", "worse_on")


def _got_worse(departments: Collection[int], since: date, most: int) -> QuerySet[Standing]:
    rows = Standing.objects.filter(is_followed(departments), worse_on__gte=since)
    return first_of_each(rows.order_by("-worse_on", "-patient_id"), most, department=departments)


def alarm_open(user: Any, since: date, most: int) -> list[int]:
    """Ids of followed patients with alarm questions open and an episode whose index date is `since` or later."""
    return list(dict.fromkeys(patient for (patient,) in ALARM_OPEN(_places(user), since, most=most)))


def _alarm_open(departments: Collection[int], since: date, *, most: int) -> QuerySet[Any]:
    answered = Standing.objects.filter(patient_id=OuterRef("patient_id"), alarm__in=ANSWERED_ALARMS)
    # a baseline stands at the index date of its episode, and knows the department
    rows = WaveStanding.objects.filter(
        is_followed(departments), ~Exists(answered), timepoint=Timepoint.BASELINE, target_on__gte=since
    ).order_by("-target_on", "-id")
    return first_of_each(rows, most, department=departments).values_list("patient_id")


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
    return list(TO_BE_TESTED(_places(user, departments), on, on + (last - first), most=most))


def _to_be_tested(departments: Collection[int], on: date, until: date, *, most: int) -> QuerySet[Any]:
    due = Standing.objects.filter(is_followed(departments), retest_from__lte=on, retest_by__lte=until)
    rows = first_of_each(due.order_by("retest_by", "-patient_id"), most, department=departments)
    return rows.values_list("patient_id", "retest_by")


def _undecided(
    statuses: tuple[str, ...], user: Any, most: int, departments: Collection[int] | None
) -> list[int]:
    rows = UNDECIDED(_places(user, departments), statuses=statuses, most=most)
    return [patient for (patient,) in rows]


def _of_statuses(departments: Collection[int], *, statuses: tuple[str, ...], most: int) -> QuerySet[Any]:
    waiting = Standing.objects.filter(category_confirmed_on__isnull=True)
    return _latest(waiting, departments, most, category_status=statuses).values_list("patient_id")


def _latest(
    standings: QuerySet[Standing], departments: Collection[int], most: int, **among: Collection[str]
) -> QuerySet[Standing]:
    """Those of followed patients, the latest registered first, of these departments."""
    rows = standings.filter(is_followed(departments)).order_by("-patient_id")
    return first_of_each(rows, most, department=departments, **among)


def _places(user: Any, among: Collection[int] | None = None) -> list[int]:
    """Ids of the user's departments, or of those `among` them."""
    ours = user.patient_departments
    return sorted(ours if among is None else ours.intersection(among))


ASKED_FIRST, ALARM_OPEN = Compiled(_asked_first), Compiled(_alarm_open)
TO_BE_TESTED, UNDECIDED = Compiled(_to_be_tested), Compiled(_of_statuses)
