"""Sufficient statistics, pure: what an episode adds to a cell, and what cells together say (docs/adr/0045)."""

from registry.completeness.asking import BASELINE
from registry.statistics.answer import Answer, Share, answer_of, counted_until, due_by_month, due_of
from registry.statistics.bins import Bins, Histogram
from registry.statistics.contributions import Key, contributions, moves
from registry.statistics.counted import Counted, counted
from registry.statistics.division import divided_by
from registry.statistics.exact import Interval, Moments
from registry.statistics.measure import (
    AGE,
    ANY,
    BMI,
    OPERATIONS,
    SICK_LEAVE,
    WALKING,
    Measure,
    Threshold,
    measure,
)
from registry.statistics.question import CONSERVATIVE, Question
from registry.statistics.rows import BackgroundRow, EpisodeRows, ProcedureRow, ScoreRow, StandingRow
from registry.statistics.strata import ALL_STRATA, STRATA, TIMING, Stratum

__all__ = [
    "AGE",
    "ALL_STRATA",
    "ANY",
    "BASELINE",
    "BMI",
    "CONSERVATIVE",
    "OPERATIONS",
    "SICK_LEAVE",
    "STRATA",
    "TIMING",
    "WALKING",
    "Answer",
    "BackgroundRow",
    "Bins",
    "Counted",
    "EpisodeRows",
    "Histogram",
    "Interval",
    "Key",
    "Measure",
    "Moments",
    "ProcedureRow",
    "Question",
    "ScoreRow",
    "Share",
    "StandingRow",
    "Stratum",
    "Threshold",
    "answer_of",
    "contributions",
    "counted",
    "counted_until",
    "divided_by",
    "due_by_month",
    "due_of",
    "measure",
    "moves",
]
