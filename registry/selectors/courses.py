"""The courses that follow-up is planned from, of one episode or of thousands: three queries, no model objects, no name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from registry.follow_up import Course
from registry.follow_up_plans import DatedPlan
from registry.models import Assessment, Episode, WaveClosure
from registry.selectors.compiled import Compiled, by_first
from registry.selectors.follow_up import course_from, scored


class EpisodeRow(NamedTuple):
    """The columns of one episode, its patient and the department that its follow-up is planned from, in the order of READ."""

    pk: int
    patient_id: int
    department_id: int
    kind: str
    diagnosis: str
    index_date: date
    follow_up_plan_id: int | None
    reoperated_on: date | None
    died_on: date | None
    withdrawn_on: date | None
    moved_on: date | None
    first_eq5d: str


WHERE = {
    **dict.fromkeys(("department_id", "died_on", "withdrawn_on", "moved_on"), "patient__"),
    "first_eq5d": "patient__department__",
}
READ = tuple(f"{WHERE.get(name, '')}{name}" for name in EpisodeRow._fields)


class Planned(NamedTuple):
    """One episode, whose it is, and the course its follow-up takes."""

    episode_id: int
    patient_id: int
    department_id: int
    course: Course


EPISODES = Compiled(lambda ids: Episode.objects.filter(pk__in=ids).order_by("pk").values_list(*READ))
ANSWERS = Compiled(
    lambda ids: (
        Assessment.objects.filter(scored(), episode__in=ids)
        .order_by()
        .values_list("episode_id", "timepoint", "instrument", "observed_on")
    )
)
CLOSURES = Compiled(
    lambda ids: (
        WaveClosure.objects.filter(episode__in=ids).order_by("pk").values_list("episode_id", "wave", "reason")
    )
)


def rows_of(episodes: Collection[int]) -> list[EpisodeRow]:
    """The rows of these episodes (ids); at most some hundred, which one statement names."""
    return [EpisodeRow._make(row) for row in EPISODES(list(episodes))] if episodes else []


def planned(rows: Collection[EpisodeRow], plans: Iterable[DatedPlan]) -> list[Planned]:
    """Each episode with its course, by the one of the plans that its row names."""
    if not rows:
        return []
    ids, waves = [row.pk for row in rows], {plan.key: plan.waves for plan in plans}
    answers, closures = by_first(ANSWERS(ids)), by_first(CLOSURES(ids))
    return [
        Planned(
            row.pk,
            row.patient_id,
            row.department_id,
            course_from(row, row, waves.get(row.follow_up_plan_id), answers[row.pk], closures[row.pk]),
        )
        for row in rows
    ]
