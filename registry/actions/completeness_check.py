"""The derived standings and counts, worked out again from what is recorded."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet

from registry.actions.completeness import (
    COLUMNS,
    COUNTED_FROM,
    MEASURES,
    Counts,
    add_to_cells,
    as_standing,
    counts_of,
)
from registry.actions.departments import PATIENT_OF, astray, lead_back
from registry.actions.follow_up import plan_and_count
from registry.actions.pending_waves import KEY, Windows, add_to_counts
from registry.completeness.standings import standings
from registry.models import CompletenessCell, Episode, PendingWave, WaveStanding, WindowCount
from registry.selectors.courses import Planned, planned, rows_of
from registry.selectors.follow_up_plans import dated_plans

EPISODES_A_READ = 2_000


def differing_episodes() -> list[int]:
    """Ids of the episodes whose stored standings are not what their answers, closures and plans say."""
    wrong, last = [], 0
    plans = dated_plans()
    while batch := list(_after(last)[:EPISODES_A_READ]):
        stored = _stored(batch)
        wrong += [
            plan.episode_id
            for plan in planned(rows_of(batch), plans)
            if stored.get(plan.episode_id, set()) != _expected(plan)
        ]
        last = batch[-1]
    return wrong


def _after(last: int) -> QuerySet[Any]:
    return Episode.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)


def _expected(plan: Planned) -> set[Any]:
    return {(plan.patient_id, plan.department_id, standing) for standing in standings(plan.course)}


def _stored(episodes: list[int]) -> dict[int, set[Any]]:
    found: dict[int, set[Any]] = {}
    rows = WaveStanding.objects.filter(episode__in=episodes).values_list(*COLUMNS)
    for episode, patient, department, *values in rows:
        found.setdefault(episode, set()).add((patient, department, as_standing(values)))
    return found


def differing_cells() -> list[str]:
    """Each count that is not the sum of its standings, in words."""
    counted, stored = _counted_and_stored()
    return [
        f"{month:%Y-%m}, department {department}, {timepoint} {form or 'all'}, {measure}: "
        f"stored {stored[key]}, counted {counted[key]}"
        for key in sorted(counted.keys() | stored.keys())
        if stored[key] != counted[key]
        for month, department, timepoint, form, measure in [key]
    ]


def differing_windows() -> list[str]:
    """Each count of pending follow-ups that is not the number of those there are, in words."""
    asked, kept = _asked_and_kept()
    return [
        f"{key[1]} that closes on {key[2]}, department {key[0]}: stored {kept[key]}, counted {asked[key]}"
        for key in sorted(asked.keys() | kept.keys())
        if kept[key] != asked[key]
    ]


def differing_departments() -> list[str]:
    """Each kind of row of which some stand under another department than their patient's, in words."""
    found = {model: astray(model).count() for model in PATIENT_OF}
    return [
        f"{model._meta.verbose_name_plural}: {number} under another department than their patient's"
        for model, number in found.items()
        if number
    ]


@transaction.atomic
def mend_completeness() -> None:
    """Plans what is out of date again and sets the counts and departments right. For when nobody writes."""
    for model in PATIENT_OF:
        lead_back(model)
    differing = differing_episodes()
    plan_and_count(differing)
    counted, stored = _counted_and_stored()
    counted.subtract(stored)
    add_to_cells(counted)
    asked, kept = _asked_and_kept()
    asked.subtract(kept)
    add_to_counts(asked)


def _counted_and_stored() -> tuple[Counts, Counts]:
    stored: Counts = Counter()
    for cell in CompletenessCell.objects.iterator(5_000):
        for measure in MEASURES:
            key = (cell.month, cell.department_id, cell.timepoint, cell.form, measure)
            stored[key] = getattr(cell, measure)
    return counts_of(WaveStanding.objects.values_list(*COUNTED_FROM).iterator(5_000)), stored


def _asked_and_kept() -> tuple[Windows, Windows]:
    rows = PendingWave.objects.order_by().values_list(*KEY).annotate(Count("pk"))
    asked: Windows = Counter({tuple(key): number for *key, number in rows.iterator(5_000)})
    counts = WindowCount.objects.values_list(*KEY, "number")
    kept: Windows = Counter({tuple(key): number for *key, number in counts.iterator(5_000)})
    return asked, kept
