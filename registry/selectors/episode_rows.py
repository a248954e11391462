"""Episodes as the statistics read them: five queries for as many as are asked for, no model objects, no name.

How each timepoint stands is read as registry/actions/follow_up.py keeps it: plan the follow-up first, then count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from registry.age import age_of
from registry.models import Assessment, Background, Episode, Procedure, WaveStanding
from registry.selectors.compiled import IDS_AT_ONCE, Compiled, by_first
from registry.statistics import (
    BackgroundRow,
    Counted,
    EpisodeRows,
    ProcedureRow,
    ScoreRow,
    StandingRow,
    counted,
)
from registry.statistics.question import TIMEPOINTS


class _Standing(NamedTuple):
    """The columns of one episode and its patient, in the order of STANDING."""

    pk: int
    department_id: int
    country: str
    sex: str
    birth_date: date | None
    age_given_years: int | None
    age_given_on: date | None
    kind: str
    diagnosis: str
    onset_on: date
    index_date: date


STANDING = (
    "pk",
    "patient__department_id",
    "patient__department__country",
    "patient__sex",
    "patient__identity__birth_date",
    "patient__age_given_years",
    "patient__age_given_on",
    "kind",
    "diagnosis",
    "onset_on",
    "index_date",
)
SCORED = ("episode_id", "instrument", "timepoint", "observed_on", "score", "value_set", "domains")


def _of_episodes(model: Any, *columns: str, **also: Any) -> Compiled:
    return Compiled(
        lambda ids: model.objects.filter(episode__in=ids, **also).order_by("pk").values_list(*columns)
    )


STANDINGS = Compiled(lambda ids: Episode.objects.filter(pk__in=ids).order_by("pk").values_list(*STANDING))
PROCEDURES = _of_episodes(Procedure, "episode_id", "kind", "performed_on")
WAVES = _of_episodes(WaveStanding, "episode_id", "timepoint", "standing", "target_on")
BACKGROUNDS = _of_episodes(Background, "episode_id", *BackgroundRow._fields, timepoint__in=TIMEPOINTS)
ANSWERS = _of_episodes(Assessment, *SCORED, timepoint__in=TIMEPOINTS)


def counted_episodes(episodes: Collection[int]) -> dict[int, Counted]:
    """Episode id to what is to be counted of it as its rows stand now; an id that is not there is left out."""
    ids = list(episodes)
    found: dict[int, Counted] = {}
    for start in range(0, len(ids), IDS_AT_ONCE):
        found |= {pk: counted(rows) for pk, rows in _read(ids[start : start + IDS_AT_ONCE]).items()}
    return found


def _read(ids: list[int]) -> dict[int, EpisodeRows]:
    procedures = by_first(PROCEDURES(ids), ProcedureRow._make)
    waves = by_first(WAVES(ids), StandingRow._make)
    answers = by_first(ANSWERS(ids), ScoreRow._make)
    backgrounds = by_first(BACKGROUNDS(ids), BackgroundRow._make)
    return {
        row.pk: _rows(row, procedures[row.pk], waves[row.pk], answers[row.pk], backgrounds[row.pk])
        for row in map(_Standing._make, STANDINGS(ids))
    }


def _rows(
    row: _Standing,
    procedures: Iterable[Any],
    waves: Iterable[Any],
    answers: Iterable[Any],
    backgrounds: Iterable[Any],
) -> EpisodeRows:
    return EpisodeRows(
        department=row.department_id,
        country=row.country,
        sex=row.sex,
        age_years=age_of(row, row.birth_date, row.index_date),
        kind=row.kind,
        diagnosis=row.diagnosis,
        onset_on=row.onset_on,
        index_date=row.index_date,
        procedures=tuple(procedures),
        standings=tuple(waves),
        scores=tuple(answers),
        backgrounds=tuple(backgrounds),
    )
