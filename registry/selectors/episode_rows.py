"""Episodes as the statistics read them: one query for as many as are asked for, no model objects, no name.

How each timepoint stands is read as registry/actions/follow_up.py keeps it: plan the follow-up first, then count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from registry.age import age_of
from registry.models import Assessment, Background, Episode, Procedure, WaveStanding
from registry.selectors.compiled import Compiled
from registry.selectors.json_rows import rows_beside
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

Listed = list[list[Any]] | None  # rows beside a row


class _Standing(NamedTuple):
    """The columns of one episode and its patient, in the order of STANDING, then the rows of BESIDE."""

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
    procedures: Listed
    standings: Listed
    backgrounds: Listed
    scores: Listed


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
BESIDE = {
    "procedures_beside": rows_beside(Procedure.objects.all(), "episode", *ProcedureRow._fields),
    "standings_beside": rows_beside(WaveStanding.objects.all(), "episode", *StandingRow._fields),
    "backgrounds_beside": rows_beside(
        Background.objects.filter(timepoint__in=TIMEPOINTS), "episode", *BackgroundRow._fields
    ),
    "scores_beside": rows_beside(
        Assessment.objects.filter(timepoint__in=TIMEPOINTS), "episode", *ScoreRow._fields
    ),
}
EPISODES = Compiled(
    lambda ids: (
        Episode.objects.filter(pk__in=ids).order_by("pk").annotate(**BESIDE).values_list(*STANDING, *BESIDE)
    )
)


def counted_episodes(episodes: Collection[int]) -> dict[int, Counted]:
    """Episode id to what is to be counted of it as its rows stand now; an id that is not there is left out."""
    return {pk: counted(rows) for pk, rows in _read(list(episodes))}


def _read(ids: list[int]) -> Iterator[tuple[int, EpisodeRows]]:
    for row in map(_Standing._make, EPISODES.all(ids)):
        yield row.pk, _rows(row)


def _rows(row: _Standing) -> EpisodeRows:
    return EpisodeRows(
        department=row.department_id,
        country=row.country,
        sex=row.sex,
        age_years=age_of(row, row.birth_date, row.index_date),
        kind=row.kind,
        diagnosis=row.diagnosis,
        onset_on=row.onset_on,
        index_date=row.index_date,
        procedures=tuple(ProcedureRow(kind, _day(on)) for kind, on in row.procedures or ()),
        standings=tuple(StandingRow(timepoint, how, _day(on)) for timepoint, how, on in row.standings or ()),
        scores=tuple(_score(*values) for values in row.scores or ()),
        backgrounds=tuple(_background(*values) for values in row.backgrounds or ()),
    )


def _score(instrument: str, timepoint: str, observed_on: str, *told: Any) -> ScoreRow:
    return ScoreRow(instrument, timepoint, _day(observed_on), *told)


def _background(*told: Any) -> BackgroundRow:
    return BackgroundRow(*told[:-1], _day(told[-1]))


_day = lru_cache(maxsize=20_000)(date.fromisoformat)  # rows by the thousand share few days
