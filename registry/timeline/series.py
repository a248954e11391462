"""Scores of one instrument over time, and what each is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registry.instruments import INSTRUMENTS, Change, Instrument, NotComparable, change


@dataclass(frozen=True)
class Assessed:
    """One assessment as the timeline reads it; `score` is None where it cannot be scored."""

    key: int
    episode: int
    instrument: str
    day: date
    score: float | None
    baseline: bool = False  # answered at the timepoint of that name
    value_set: str = ""

    @property
    def value(self) -> float:
        """The score of one that is drawn; what cannot be scored never is, least of all as 0."""
        if self.score is None:
            raise AssertionError(f"{self} has no score to draw")
        return self.score


@dataclass(frozen=True)
class Series:
    """Scores that share a scale: one instrument, in one value set where it has any; oldest first, each with a score."""

    instrument: Instrument
    value_set: str
    scores: tuple[Assessed, ...]


References = dict[tuple[int, str], Assessed]


def references(assessed: Iterable[Assessed]) -> References:
    """Episode and instrument to what its scores are compared with: the baseline, else the first score there is."""
    scored = [one for one in assessed if one.score is not None]
    # the last one written counts: the first score of all, and over it a baseline
    newest_first = sorted(scored, key=_time, reverse=True)
    ordered = sorted(newest_first, key=lambda one: one.baseline)
    return {(one.episode, one.instrument): one for one in ordered}


def change_since(reference: Assessed | None, one: Assessed) -> Change | NotComparable | None:
    """How a score changed since its reference; None for the reference itself, one before it, and no score."""
    if reference is None or reference.key == one.key or _time(one) < _time(reference):
        return None
    if one.score is None:
        return None
    sets = (reference.value_set or None, one.value_set or None)
    return change(INSTRUMENTS[one.instrument], reference.value, one.value, value_sets=sets)


def series_of(assessed: Iterable[Assessed]) -> tuple[Series, ...]:
    """One series an instrument and value set, in the order of the catalogue.

    An assessment without a score is in none, nor is one of an instrument that does not measure change.
    """
    grouped: dict[tuple[str, str], list[Assessed]] = {}
    for one in sorted(assessed, key=_time):
        if one.score is not None and INSTRUMENTS[one.instrument].mcid is not None:
            grouped.setdefault((one.instrument, one.value_set), []).append(one)
    order = list(INSTRUMENTS)
    return tuple(
        Series(INSTRUMENTS[code], value_set, tuple(grouped[code, value_set]))
        for code, value_set in sorted(grouped, key=lambda pair: (order.index(pair[0]), pair[1]))
    )


def _time(one: Assessed) -> tuple[date, int]:
    return one.day, one.key
