"""Which waves hold for an episode: the dated plans, and whether the patient was operated on again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from registry.diagnoses import DIAGNOSES, diagnoses_of, group_of
from registry.follow_up import WAVES, Wave, waves_for
from registry.follow_up_plans import DatedPlan
from registry.models import Episode, FollowUpPlan, FollowUpWindow, Procedure
from registry.selectors.compiled import Compiled


def dated_plans() -> tuple[DatedPlan, ...]:
    """Every plan there is; a handful of rows."""
    return tuple(as_dated(plan) for plan in FollowUpPlan.objects.prefetch_related("windows"))


def as_dated(plan: FollowUpPlan) -> DatedPlan:
    return DatedPlan(plan.group, plan.valid_from, plan.valid_to, waves_in(plan), plan.pk)


def waves_in(plan: FollowUpPlan) -> tuple[Wave, ...]:
    return tuple(as_wave(window) for window in plan.windows.all())


def as_wave(window: FollowUpWindow) -> Wave:
    return Wave(window.wave, target=window.target, opens=window.opens, closes=window.closes, unit=window.unit)


def waves_of(episode: Episode) -> tuple[Wave, ...]:
    """The waves that an episode is followed at, in time order."""
    if episode.follow_up_plan_id is None:
        return waves_for(metastasis=episode.kind == Episode.Kind.METASTASIS)
    return waves_in(episode.follow_up_plan)


def groups_of(episode: Any) -> tuple[str, ...]:
    """The groups a plan may be for, the most telling first: the diagnosis group, then the kind of episode."""
    return (group_of(episode.diagnosis).code, episode.kind) if episode.diagnosis else (episode.kind,)


def codes_asked_of(kind: str, plans: Iterable[DatedPlan]) -> tuple[str, ...]:
    """The waves at which episodes of a kind may be followed, in time order; of every kind where none is named."""
    if not kind:
        return tuple(wave.code for wave in WAVES)
    built_in = {wave.code for wave in waves_for(metastasis=kind == Episode.Kind.METASTASIS)}
    planned = {wave.code for plan in plans if kind in _kinds_of(plan.group) for wave in plan.waves}
    return tuple(wave.code for wave in WAVES if wave.code in built_in | planned)


def _kinds_of(group: str) -> set[str]:
    """The kinds of episode that a plan of this group may be for."""
    return {group} | {DIAGNOSES[code].kind for code in diagnoses_of(group)}


def of_group(group: str) -> QuerySet[Episode]:
    """The episodes that a plan of this group may be for."""
    return Episode.objects.filter(Q(kind=group) | Q(diagnosis__in=diagnoses_of(group)))


OPERATED = Compiled(
    lambda ids: (
        Procedure.objects.filter(episode__patient__in=ids)
        .order_by()
        .values_list("episode__patient", "episode__kind", "episode__diagnosis", "performed_on", "episode")
    )
)


def disease_of(kind: str, diagnosis: str) -> str:
    """What a further operation has to be for so that it ends a follow-up: the kind of episode; of those that are no fracture
    and no metastasis the region of the diagnosis, for the neck is not the back.
    """
    known = DIAGNOSES.get(diagnosis) if kind == Episode.Kind.OTHER else None
    return known.region if known else kind


def reoperations(episodes: Collection[Any]) -> dict[int, date]:
    """Episode id to the day the patient was operated on again: in another episode of the same disease, after the index date."""
    patients = {episode.patient_id for episode in episodes}
    operated: dict[tuple[int, str], list[tuple[date, int]]] = defaultdict(list)
    for patient, kind, diagnosis, day, episode_id in OPERATED(list(patients)):
        operated[patient, disease_of(kind, diagnosis)].append((day, episode_id))
    later = {
        episode.pk: [
            day
            for day, other in operated[episode.patient_id, disease_of(episode.kind, episode.diagnosis)]
            if other != episode.pk and day > episode.index_date
        ]
        for episode in episodes
    }
    return {pk: min(days) for pk, days in later.items() if days}
