"""Treatments as bars: how long each was recorded as it was, until somebody recorded otherwise or it grew too old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from registry.timeline.axis import Axis


@dataclass(frozen=True)
class Noted:
    """One record of a treatment on a day; a None value cleared it."""

    name: str
    value: Any
    day: date


class Ending(StrEnum):
    STANDS = "stands"  # nothing: it is read today
    CHANGED = "changed"  # somebody recorded otherwise
    OUTDATED = "outdated"  # its age


@dataclass(frozen=True)
class Period:
    """A value that stood from `begins` until `ends`, and what ended it."""

    name: str
    value: Any
    begins: date
    ends: date
    ending: Ending


@dataclass(frozen=True)
class Bar:
    x: float
    width: float
    period: Period


LEAST_WIDTH = 4.0  # what was recorded today can still be seen


def periods_of(noted: Iterable[Noted], on: date, lasts: Mapping[str, int | None]) -> tuple[Period, ...]:
    """Every treatment's periods up to `on`, in the order given and oldest first; `lasts`: days a value is read for."""
    grouped: dict[str, list[Noted]] = {}
    for one in noted:
        grouped.setdefault(one.name, []).append(one)
    return tuple(
        period for name, rows in grouped.items() for period in _joined(_periods(rows, on, lasts.get(name)))
    )


def _periods(rows: list[Noted], on: date, days: int | None) -> Iterator[Period]:
    ordered = sorted(rows, key=lambda row: row.day)
    for row, following in zip(ordered, [*ordered[1:], None], strict=True):
        replaced_that_day = following is not None and following.day == row.day
        if row.value is not None and not replaced_that_day:
            yield _period(row, following, on, days)


def _period(row: Noted, following: Noted | None, on: date, days: int | None) -> Period:
    until = following.day if following else on
    limit = until if days is None else row.day + timedelta(days=days)
    if limit < until:
        return Period(row.name, row.value, row.day, limit, Ending.OUTDATED)
    return Period(row.name, row.value, row.day, until, Ending.CHANGED if following else Ending.STANDS)


def _joined(periods: Iterable[Period]) -> list[Period]:
    """A value recorded again while it stood goes on."""
    kept: list[Period] = []
    for period in periods:
        if kept and kept[-1].value == period.value and kept[-1].ends >= period.begins:
            kept[-1] = replace(kept[-1], ends=period.ends, ending=period.ending)
        else:
            kept.append(period)
    return kept


def bar(period: Period, axis: Axis) -> Bar:
    begin = axis.x(period.begins)
    return Bar(begin, round(max(axis.x(period.ends) - begin, LEAST_WIDTH), 1), period)
