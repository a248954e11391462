"""An episode as its rows tell it: all that decides what it adds to the statistics, and nothing of who it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple


class ScoreRow(NamedTuple):
    """One assessment; `score` is None where it could not be computed."""

    instrument: str
    timepoint: str
    observed_on: date
    score: float | None
    value_set: str = ""
    domains: Mapping[str, float | None] = MappingProxyType({})


class ProcedureRow(NamedTuple):
    kind: str
    performed_on: date


class StandingRow(NamedTuple):
    """How a timepoint stands (registry/completeness/standings.py): asked, answered, or why it is not chased."""

    timepoint: str
    standing: str
    target_on: date


class BackgroundRow(NamedTuple):
    """How the patient was at a timepoint, as codes of registry/operations/background.py; "" and None are not recorded."""

    timepoint: str
    back_pain: str = ""
    leg_pain: str = ""
    neck_pain: str = ""
    arm_pain: str = ""
    walking: str = ""
    sick_leave_days: int | None = None
    bmi: float | None = None
    observed_on: date = date.max  # last, so that one of whom nothing is told needs only its timepoint


@dataclass(frozen=True)
class EpisodeRows:
    """`age_years` at the index date."""

    department: int
    country: str
    sex: str
    age_years: int | None
    kind: str
    diagnosis: str
    onset_on: date
    index_date: date
    procedures: tuple[ProcedureRow, ...] = ()
    standings: tuple[StandingRow, ...] = ()
    scores: tuple[ScoreRow, ...] = ()
    backgrounds: tuple[BackgroundRow, ...] = ()

    def background(self, timepoint: str) -> BackgroundRow:
        told = (row for row in self.backgrounds if row.timepoint == timepoint)
        return next(told, None) or _nothing_at(timepoint)


_nothing_at = lru_cache(maxsize=16)(BackgroundRow)
