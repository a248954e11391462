"""Cells from answers of the statistics: what is counted, a mean, a change of pairs, a share."""

from __future__ import annotations

from typing import Any

from registry.annual_report.making.asking import Asking
from registry.annual_report.report import Absent, Cell, Kind
from registry.instruments.translate import _
from registry.statistics import Answer, Moments, Share

TOTAL = _("Total")


def period(years: tuple[int, int]) -> str:
    first, last = years
    return str(last) if first == last else f"{first}-{last}"


def operations_key(population: str, years: tuple[int, int], of: str = "") -> str:
    """What is counted: the same text wherever the same is counted."""
    return "/".join(filter(None, ("operations", population, of, period(years))))


def count(measure: str, timepoint: str, number: int, *, row: str = "", counts: str = "") -> Cell:
    return Cell(kind=Kind.COUNT, measure=measure, timepoint=timepoint, row=row, value=number, counts=counts)


def nothing(measure: str, timepoint: str, kind: Kind, why: Absent, row: str = "", counts: str = "") -> Cell:
    return Cell(kind=kind, measure=measure, timepoint=timepoint, row=row, absent=why, counts=counts)


def share(
    measure: str, timepoint: str, n: int, of: int, *, row: str = "", counts: str = "", surname: str = ""
) -> Cell:
    value = 100 * n / of if of else None
    absent = None if of else Absent.NOBODY
    return Cell(
        kind=Kind.SHARE,
        measure=measure,
        timepoint=timepoint,
        row=row,
        value=value,
        n=n if of else None,
        of=of or None,
        counts=counts,
        surname=surname,
        absent=absent,
    )


def answers_key(population: str, instrument: str, years: tuple[int, int]) -> str:
    """Of who answered before the operation."""
    return f"answers/{population}/{instrument}/{period(years)}"


def mean(
    asking: Asking, instrument: str, timepoint: str, of: Moments, row: str = "", counts: str = ""
) -> Cell:
    """With its SD; of one patient there is none, and one patient is not shown."""
    if not of.n:
        return nothing(instrument, timepoint, Kind.MEAN, Absent.NOBODY, row, counts)
    return Cell(
        kind=Kind.MEAN,
        measure=instrument,
        timepoint=timepoint,
        row=row,
        **_told_of(of),
        surname=asking.value_sets.get(instrument, ""),
        counts=counts,
    )


def _told_of(moments: Moments) -> dict[str, Any]:
    """The mean with its SD, its interval (of two or more) and its n."""
    interval = moments.interval()
    return {
        "value": moments.mean,
        "spread": moments.sd,
        "spread_is": "SD",
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
        "n": moments.n,
    }


def change(asking: Asking, instrument: str, wave: str, of: Answer, row: str = "") -> Cell:
    """Of those who answered both times."""
    timepoint, moments = f"baseline-{wave}", of.change
    if not moments.n:
        return nothing(instrument, timepoint, Kind.CHANGE, Absent.NOBODY, row)
    return Cell(
        kind=Kind.CHANGE,
        measure=instrument,
        timepoint=timepoint,
        row=row,
        **_told_of(moments),
        before=of.paired_baseline.mean,
        after=of.paired_follow_up.mean,
        surname=asking.value_sets.get(instrument, ""),
    )


def reached(instrument: str, wave: str, one: Share, row: str = "") -> Cell:
    """How many of the pairs got better by a threshold, which is named."""
    threshold = one.threshold
    surname = f"{threshold.value:g}{' %' if threshold.share else ''}, {threshold.surname}"
    return share(f"{instrument}_reached", wave, one.reached, one.of, row=row, surname=surname)
