"""How many follow-ups are open on a day: sums over the days of a window, however many patients (docs/adr/0013)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from registry.completeness.periods import Period
from registry.follow_up import WAVE_CODES
from registry.follow_up_plans import closing_span, windows_of
from registry.models import WindowCount
from registry.selectors.follow_up_plans import dated_plans


@dataclass(frozen=True)
class DueCount:
    """How many followed patients' follow-ups of one wave are open: before the target day, and after it."""

    wave: str
    due: int
    overdue: int


def due_counts(user: Any, on: date) -> list[DueCount]:
    """Every wave that has somebody due, in time order."""
    rows = _open_on(user.patient_departments, on)
    overdue = Sum("number", filter=Q(target_on__lt=on), default=0)
    counted = {wave: numbers for wave, *numbers in rows.annotate(all_open=Sum("number"), overdue=overdue)}
    found = ((code, *counted.get(code, (0, 0))) for code in WAVE_CODES)
    return [DueCount(code, all_open - late, late) for code, all_open, late in found if all_open]


def open_of_period(departments: Collection[int], period: Period, on: date) -> dict[str, int]:
    """Wave to how many of those whose target day fell in a period can still be answered."""
    rows = _open_on(departments, on).filter(target_on__range=(period.first, period.last))
    return dict(rows.annotate(Sum("number")))


def _open_on(departments: Collection[int], on: date) -> QuerySet[WindowCount, Any]:
    """The counts of the windows that are open, by wave. Every wave is named, so that the key is entered at the day in each."""
    plans = dated_plans()
    span = closing_span([window for code in WAVE_CODES for window in windows_of(plans, code)], on)
    rows = WindowCount.objects.filter(wave__in=WAVE_CODES, closes_on__range=span, opens_on__lte=on)
    return rows.filter(department__in=list(departments)).order_by().values_list("wave")
