"""An episode as its rows tell it: all that decides what it adds to the statistics, and nothing of who it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from registry.follow_up import ClosedReason


@dataclass(frozen=True)
class ScoreRow:
    """One assessment; `score` is None where it could not be computed."""

    instrument: str
    timepoint: str
    observed_on: date
    score: float | None
    value_set: str = ""
    domains: Mapping[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True)
class ProcedureRow:
    kind: str
    performed_on: date


@dataclass(frozen=True)
class EpisodeRows:
    """`age_years` at the index date; `ended_on` when the patient died, withdrew or moved."""

    department: int
    country: str
    sex: str
    age_years: int | None
    kind: str
    diagnosis: str
    onset_on: date
    index_date: date
    ended_on: date | None = None
    procedures: tuple[ProcedureRow, ...] = ()
    closed: tuple[tuple[str, ClosedReason], ...] = ()
    scores: tuple[ScoreRow, ...] = ()
