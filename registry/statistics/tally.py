"""The columns of a cell, and what one answer adds to each. All are whole numbers: they add up exactly in any order."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from registry.completeness.standings import ANSWERED
from registry.statistics.bins import MOST_BINS
from registry.statistics.exact import Moments
from registry.statistics.measure import MOST_THRESHOLDS, Measure, measure_of

Tally = tuple[tuple[str, int], ...]  # columns and what is added to each; one that is left out adds nothing

# A square has up to 23 digits, a column 18: it is kept as two, a sum of the high parts and one of the low.
LOW = 2**36
SUMS = (
    "",
    "before_",
    "after_",
    "change_",
)  # of all who answered, then of the pairs: baseline, follow-up, improvement


def bin_column(place: int) -> str:
    return f"bin_{place:02}"


def change_column(place: int) -> str:
    return f"change_bin_{place:02}"


def due_column(month: int) -> str:
    return f"unanswered_{month:02}"


def reached_column(place: int) -> str:
    return f"reached_{place + 1}"


SCORE_BINS = tuple(bin_column(place) for place in range(MOST_BINS))
CHANGE_BINS = tuple(change_column(place) for place in range(2 * MOST_BINS))
UNANSWERED = tuple(due_column(month) for month in range(1, 13))  # by the month of the index date
DUE = (
    "n",
    "otherwise",
    *UNANSWERED,
)  # of the measure ANY: who answered, who did so by another instrument, who is expected
# Of the measure ANY, which has no scores, the bins hold who was asked, answered or not, and who answered; of a score the
# months hold who answered: so that both sides of a completeness can be counted up to one day without a further column.
ASKED_BY_MONTH, ANSWERED_BY_MONTH = SCORE_BINS[:12], CHANGE_BINS[:12]
SCORED_BY_MONTH = UNANSWERED
REACHED = tuple(reached_column(place) for place in range(MOST_THRESHOLDS))

BIG_COLUMNS = tuple(f"{sums}{part}" for sums in SUMS for part in ("total", "squares_high", "squares_low"))
COUNT_COLUMNS = ("n", "pairs", "worse", "otherwise", *REACHED, *SCORE_BINS, *CHANGE_BINS, *UNANSWERED)
COLUMNS = (*COUNT_COLUMNS, *BIG_COLUMNS)
BASELINE_COLUMNS = ("n", *SCORE_BINS, *BIG_COLUMNS[:3])  # of the baseline: there is no pair


def columns_of(measure: Measure) -> tuple[str, ...]:
    """Those that can hold something of a score after the baseline: naming a column costs more than summing it."""
    if not measure.is_scored:
        return ("n",)
    reached = REACHED[: len(measure.thresholds)]
    bins = (*SCORE_BINS[: measure.bins.count], *CHANGE_BINS[: measure.change_bins.count])
    return ("n", "pairs", "worse", *reached, *bins, *BIG_COLUMNS)


def moments_in(columns: Mapping[str, int], sums: str) -> Moments:
    """The moments that four columns hold; `sums` is one of SUMS."""
    squares = columns[f"{sums}squares_high"] * LOW + columns[f"{sums}squares_low"]
    return Moments(columns["pairs" if sums else "n"], columns[f"{sums}total"], squares)


def _sums(sums: str, value: int) -> dict[str, int]:
    high, low = divmod(value * value, LOW)
    return {f"{sums}total": value, f"{sums}squares_high": high, f"{sums}squares_low": low}


@lru_cache(maxsize=200_000)
def tally_of_score(key: str, score: int, baseline: int | None) -> Tally:
    """What one score adds (billionths), and the pair it makes with the score at baseline; at baseline there is none."""
    of = measure_of(key)
    adds = {"n": 1, bin_column(of.bins.place_of(score)): 1, **_sums("", score)}
    if baseline is not None:
        adds |= _tally_of_pair(key, baseline, score)
    return tuple((column, value) for column, value in adds.items() if value)


def _tally_of_pair(key: str, baseline: int, score: int) -> dict[str, int]:
    of = measure_of(key)
    improvement = of.sign * (score - baseline)
    reached = {
        reached_column(place): int(threshold.is_reached(improvement, baseline))
        for place, threshold in enumerate(of.thresholds)
    }
    return {
        "pairs": 1,
        "worse": int(bool(of.thresholds) and of.thresholds[0].is_reached(-improvement, baseline)),
        change_column(of.change_bins.place_of(improvement)): 1,
        **reached,
        **_sums("before_", baseline),
        **_sums("after_", score),
        **_sums("change_", improvement),
    }


@lru_cache(maxsize=64)
def tally_of_wave(standing: str, month: int) -> Tally:
    """What one timepoint of an episode adds: answered, answered by other instruments only, or expected and not answered."""
    held = [
        {ANSWERED: "n", "otherwise": "otherwise"}.get(standing, due_column(month)),
        ASKED_BY_MONTH[month - 1],
    ]
    held += [ANSWERED_BY_MONTH[month - 1]] if standing == ANSWERED else []
    return tuple((column, 1) for column in held)


@lru_cache(maxsize=12)
def tally_of_month(month: int) -> Tally:
    """What a score at a follow-up adds beside `tally_of_score`, which does not depend on the month."""
    return ((SCORED_BY_MONTH[month - 1], 1),)


def tally_of_one() -> Tally:
    """What is only counted."""
    return (("n", 1),)
