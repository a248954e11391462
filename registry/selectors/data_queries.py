"""Queries about the data, and the values they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from registry.models import Assessment, Background, DataQuery, Episode, Patient, Timepoint
from registry.quality.query_rules import (
    ASKED_OF_BACKGROUND,
    EPISODE_DIAGNOSIS,
    PATIENT_SEX,
    assessment_subject,
    background_subject,
)
from registry.selectors.compiled import Compiled
from registry.selectors.first_of_each import ids_of_each
from registry.selectors.names import page_in_order, with_names

State = DataQuery.State
WAITING = (State.OPEN, State.ANSWERED)


@dataclass(frozen=True)
class ChosenQueries:
    """What the list is narrowed to; "" is everything but what is closed. `raised` is rule or person."""

    state: str = ""
    task: str = ""
    raised: str = ""


def queries_for(user: Any, chosen: ChosenQueries, most: int) -> list[int]:
    """Ids of the first `most` about the patients of the user's departments, the latest first."""
    states = [chosen.state] if chosen.state else WAITING
    return ids_of_each(_narrowed(chosen), most, department=user.patient_departments, state=states)


def _narrowed(chosen: ChosenQueries) -> QuerySet[DataQuery]:
    rows = DataQuery.objects.all()
    if chosen.task:
        rows = rows.filter(task=chosen.task)
    if chosen.raised:
        rows = rows.filter(Q(rule="") if chosen.raised == "person" else ~Q(rule=""))
    return rows.order_by("-id")


def queries_in_order(user: Any, ids: list[int]) -> list[DataQuery]:
    """The queries of a page in the order of their ids, with their patients: whose these are, the patient's row decides."""
    rows = DataQuery.objects.filter(patient__department__in=user.patient_departments)
    rows = rows.select_related("episode", "raised_by", "answered_by", "closed_by")
    return page_in_order(with_names(rows), ids)


def queries_of(patient: Patient) -> list[DataQuery]:
    """All about one patient: those that wait first, then the latest."""
    rows = patient.data_queries.select_related("episode", "raised_by", "answered_by", "closed_by")
    return sorted(rows, key=lambda row: (row.state == State.CLOSED, -row.pk))


ABOUT = Compiled(
    lambda ids: (
        DataQuery.objects.filter(patient__in=ids, state__in=WAITING)
        .exclude(subject="")
        .order_by()
        .values_list("pk")
    )
)


def waiting_about(patients: Collection[int]) -> list[DataQuery]:
    """The queries about these patients (ids) that wait and name a value."""
    found = [pk for (pk,) in ABOUT.all(list(patients))]
    return list(DataQuery.objects.filter(pk__in=found)) if found else []


# (patient, episode or None, subject) to what stands there
Standing = dict[tuple[int, int | None, str], str]


def standing_values(patients: Iterable[Patient]) -> Standing:
    """Every value of these patients that a query may be about, in three queries whatever their number."""
    kept = list(patients)
    episodes = Episode.objects.filter(patient__in=kept).only("patient_id", "diagnosis")
    rows = Assessment.objects.filter(patient__in=kept)
    fields = ("patient_id", "episode_id", "timepoint", "instrument", "score")
    return values_in(kept, episodes, rows.only(*fields)) | _of_backgrounds(kept)


def _of_backgrounds(patients: list[Patient]) -> Standing:
    rows = Background.objects.filter(episode__patient__in=patients)
    told = rows.values_list("episode__patient", "episode", "timepoint", *ASKED_OF_BACKGROUND)
    return {
        (patient, episode, background_subject(timepoint, column)): f"{number:g}"
        for patient, episode, timepoint, *numbers in told
        for column, number in zip(ASKED_OF_BACKGROUND, numbers, strict=True)
        if number is not None
    }


def values_in(
    patients: Iterable[Patient], episodes: Iterable[Episode], assessments: Iterable[Assessment]
) -> Standing:
    """The same, of what was read already. An answer of a visit is no value that is waited for."""
    found: Standing = {(one.pk, None, PATIENT_SEX): one.sex for one in patients}
    found |= {(one.patient_id, one.pk, EPISODE_DIAGNOSIS): one.diagnosis for one in episodes}
    return found | {
        (
            one.patient_id,
            one.episode_id,
            assessment_subject(one.timepoint, one.instrument),
        ): "" if one.score is None else f"{one.score:g}"
        for one in assessments
        if one.timepoint != Timepoint.VISIT
    }
