"""One small chart: the scores of a series as marks, with a band around the score that they are compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from registry.instruments.instrument import Scale
from registry.timeline.axis import END, Axis
from registry.timeline.series import Assessed, References, Series

TOP, BOTTOM = 12.0, 118.0  # where the highest and the lowest value of the scale stand


@dataclass(frozen=True)
class Mark:
    """A score. `reference`: the later ones are compared with it."""

    x: float
    y: float
    assessed: Assessed
    reference: bool


@dataclass(frozen=True)
class Band:
    """From the reference less the threshold to the reference plus it, as far as the scale goes; `middle` is the reference."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    low: float
    high: float


@dataclass(frozen=True)
class Gridline:
    y: float
    value: float


@dataclass(frozen=True)
class Panel:
    """Everything to draw of a series. `lines`: points "x,y" of each episode, joined in the order of time."""

    series: Series
    marks: tuple[Mark, ...]
    lines: tuple[str, ...]
    bands: tuple[Band, ...]
    grid: tuple[Gridline, ...]


def panel(series: Series, references: References, axis: Axis) -> Panel:
    scale = series.instrument.scale
    compared = {one.key for one in references.values()}
    marks = tuple(
        Mark(axis.x(one.day), y_of(scale, one.value), one, one.key in compared) for one in series.scores
    )
    return Panel(series, marks, tuple(_lines(marks)), tuple(_bands(series, references, axis)), grid_of(scale))


def y_of(scale: Scale, value: float) -> float:
    """Where a value stands: the highest at the top, whichever way is better."""
    lowest, highest = scale.ends
    share = (value - lowest) / (highest - lowest)
    return round(BOTTOM - share * (BOTTOM - TOP), 1)


def grid_of(scale: Scale) -> tuple[Gridline, ...]:
    """Zero, half way and the highest."""
    highest = float(scale.ends[1])
    values = (0.0, highest / 2, highest)
    return tuple(Gridline(y_of(scale, value), value) for value in values)


def _lines(marks: tuple[Mark, ...]) -> Iterator[str]:
    for episode in dict.fromkeys(mark.assessed.episode for mark in marks):
        own = [mark for mark in marks if mark.assessed.episode == episode]
        if len(own) > 1:
            yield " ".join(f"{mark.x},{mark.y}" for mark in own)


def _bands(series: Series, references: References, axis: Axis) -> Iterator[Band]:
    """A band from each reference of the series until the next, or to the end of the axis."""
    found = [one for one in series.scores if references.get((one.episode, one.instrument)) == one]
    for one, following in zip_longest(found, found[1:]):
        yield _band(series, one, axis.x(one.day), axis.x(following.day) if following else END)


def _band(series: Series, reference: Assessed, begin: float, end: float) -> Band:
    scale, mcid = series.instrument.scale, series.instrument.mcid
    threshold = mcid.value if mcid else 0.0
    middle = reference.value
    low, high = max(middle - threshold, scale.ends[0]), min(middle + threshold, scale.ends[1])
    top = y_of(scale, high)
    return Band(
        x=begin,
        y=top,
        width=round(end - begin, 1),
        height=round(y_of(scale, low) - top, 1),
        middle=y_of(scale, middle),
        low=low,
        high=high,
    )
