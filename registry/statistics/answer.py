"""What the statistics answer: counts, moments, shares and histograms of the patients asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from registry.completeness.asking import BASELINE
from registry.follow_up import WAVES, add_months
from registry.statistics.bins import Histogram
from registry.statistics.exact import Moments
from registry.statistics.measure import Measure, Threshold
from registry.statistics.tally import CHANGE_BINS, DUE, REACHED, SCORE_BINS, moments_in

Columns = Mapping[str, int]


@dataclass(frozen=True)
class Share:
    """How many of the pairs reached a threshold."""

    threshold: Threshold
    reached: int
    of: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; None of nobody."""
        return self.reached / self.of if self.of else None


@dataclass(frozen=True)
class Answer:
    """Of one group of patients. `n_due` is None where the group is made of answers (timing, duration of symptoms).

    `n_answered` is everybody who answered; `n_answered_due` those of them who were due by the day that was asked about,
    where that is known: who answers early, before the target day, is not due yet.

    `baseline` is of all who answered before, `follow_up` of all who answered the wave; `paired_baseline`,
    `paired_follow_up` and `change` (improvement positive) are of the same patients. At baseline there are no pairs.
    """

    measure: Measure
    n_due: int | None
    n_baseline: int
    n_answered: int
    n_paired: int
    baseline: Moments
    follow_up: Moments
    paired_baseline: Moments
    paired_follow_up: Moments
    change: Moments
    shares: tuple[Share, ...]
    n_worse: int  # worse by the instrument's own threshold, of the pairs
    baseline_histogram: Histogram | None  # None where nothing is measured, only counted
    follow_up_histogram: Histogram | None
    change_histogram: Histogram | None
    n_answered_due: int | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.n_due or self.n_baseline or self.n_answered)

    @property
    def n_silent(self) -> int | None:
        """Due, and not answered."""
        return None if self.n_due is None else self.n_due - self.answered_of_due

    @property
    def answered_of_due(self) -> int:
        return self.n_answered if self.n_answered_due is None else self.n_answered_due

    @property
    def completeness(self) -> float | None:
        """Answered of those due, from 0 to 1; None where nothing was due."""
        return self.answered_of_due / self.n_due if self.n_due else None

    def share_over(self, code: str) -> Share:
        """By the threshold's code; KeyError for a threshold that this measure does not have."""
        return {share.threshold.code: share for share in self.shares}[code]


def answer_of(
    measure: Measure, before: Columns, after: Columns, n_due: int | None, n_answered_due: int | None = None
) -> Answer:
    """From the columns of two cells: those of the baseline, and those of the wave (the same at baseline)."""
    return Answer(
        measure=measure,
        n_due=n_due,
        n_baseline=before["n"],
        n_answered=after["n"],
        n_paired=after["pairs"],
        baseline=moments_in(before, ""),
        follow_up=moments_in(after, ""),
        paired_baseline=moments_in(after, "before_"),
        paired_follow_up=moments_in(after, "after_"),
        change=moments_in(after, "change_"),
        shares=tuple(
            Share(threshold, after[column], after["pairs"])
            for threshold, column in zip(measure.thresholds if measure.is_scored else (), REACHED)  # noqa: B905  fewer thresholds than columns
        ),
        n_worse=after["worse"],
        baseline_histogram=_histogram(measure, before),
        follow_up_histogram=_histogram(measure, after),
        change_histogram=_change_histogram(measure, after),
        n_answered_due=n_answered_due,
    )


def _histogram(measure: Measure, columns: Columns) -> Histogram | None:
    if not measure.is_scored:
        return None
    names = SCORE_BINS[: measure.bins.count]
    return Histogram(measure.bins, tuple(columns[name] for name in names))


def _change_histogram(measure: Measure, columns: Columns) -> Histogram | None:
    if not measure.is_scored:
        return None
    return Histogram(measure.change_bins, tuple(columns[name] for name in CHANGE_BINS))


def due_of(counts: Sequence[int], wave: str, year: int, on: date | None) -> int:
    """How many of a year's patients answered a wave, whenever, or were due by a day; `counts` are the columns DUE of
    registry.statistics.tally."""
    return sum(counts[: len(DUE) - 12]) + due_by_month(counts[len(DUE) - 12 :], wave, year, on)


def due_by_month(months: Sequence[int], wave: str, year: int, on: date | None) -> int:
    """How many of a year's patients, counted by the month of their index date, are due at a wave by a day."""
    last = counted_until(wave, on)
    return sum(months[: 12 if year < last.year else last.month if year == last.year else 0])


@lru_cache(maxsize=256)
def counted_until(wave: str, on: date | None) -> date:
    """The last index date whose follow-up counts as due on a day: its target fell before the first of that month.

    At baseline that is the end of the month itself. With no day, every one counts.
    """
    if on is None:
        return date.max
    if wave == BASELINE:
        return _month_before(add_months(on.replace(day=1), 1))
    of = next(each for each in WAVES if each.code == wave)
    month = add_months(on.replace(day=1), -1)
    while of.day(_month_before(add_months(month, 1)), of.target) >= on.replace(day=1):
        month = add_months(month, -1)
    return _month_before(add_months(month, 1))


def _month_before(first: date) -> date:
    """The day before the first of a month."""
    return date.fromordinal(first.toordinal() - 1)
