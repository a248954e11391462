"""The derived standings and counts, worked out again from what is recorded."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction

from registry.actions.completeness import MEASURES, Counts, add_to_cells, as_standing, counts_of
from registry.actions.follow_up import plan_follow_up
from registry.actions.statistics import refresh_statistics
from registry.completeness.standings import standings
from registry.models import CompletenessCell, Episode, WaveStanding
from registry.selectors.follow_up import course_of, with_answers

EPISODES_A_READ = 2_000


def differing_episodes() -> list[int]:
    """Ids of the episodes whose stored standings are not what their answers, closures and plans say."""
    wrong, last = [], 0
    while batch := list(with_answers(Episode.objects.filter(pk__gt=last).order_by("pk"))[:EPISODES_A_READ]):
        stored = _stored(batch)
        wrong += [episode.pk for episode in batch if stored.get(episode.pk, set()) != _expected(episode)]
        last = batch[-1].pk
    return wrong


def _expected(episode: Episode) -> set[Any]:
    owner = (episode.patient_id, episode.patient.department_id)
    return {(*owner, standing) for standing in standings(course_of(episode))}


def _stored(episodes: list[Episode]) -> dict[int, set[Any]]:
    found: dict[int, set[Any]] = {}
    for row in WaveStanding.objects.filter(episode__in=[episode.pk for episode in episodes]):
        found.setdefault(row.episode_id, set()).add((row.patient_id, row.department_id, as_standing(row)))
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


@transaction.atomic
def mend_completeness() -> None:
    """Plans what is out of date again and sets the counts right. For when nobody writes."""
    differing = differing_episodes()
    plan_follow_up(differing)
    refresh_statistics(differing)
    counted, stored = _counted_and_stored()
    counted.subtract(stored)
    add_to_cells(counted)


def _counted_and_stored() -> tuple[Counts, Counts]:
    stored: Counts = Counter()
    for cell in CompletenessCell.objects.iterator(5_000):
        for measure in MEASURES:
            key = (cell.month, cell.department_id, cell.timepoint, cell.form, measure)
            stored[key] = getattr(cell, measure)
    return counts_of(WaveStanding.objects.iterator(5_000)), stored
