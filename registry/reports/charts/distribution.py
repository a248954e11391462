"""How scores spread: the bars of one group, the outline of another, the place of one patient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from registry.reports.charts.sheet import (
    BAND,
    INK,
    ONCE,
    SERIES,
    SOFT,
    Chart,
    Labels,
    Layer,
    chart,
    outlined,
    values,
)


@dataclass(frozen=True)
class Bin:
    """From `low` up to `high`, per cent of the group's patients."""

    low: float
    high: float
    percent: float


@dataclass(frozen=True)
class Marker:
    """A line across: a threshold, no change, or one patient; its words to the right, or to the left of it."""

    at: float
    label: str
    words_left: bool = False


def histogram(
    labels: Labels,
    bars: tuple[str, Sequence[Bin]],
    outline: tuple[str, Sequence[Bin]],
    markers: Sequence[Marker],
) -> Chart:
    """Bars of the first group, a dashed step line of the second; either may be empty."""
    name, first = bars
    other, second = outline
    low, high = _occupied([*first, *second])
    layers = [
        *_bars(labels, name, _between(first, low, high)),
        *_outline(labels, other, _between(second, low, high)),
        *(_marker(marker, low) for marker in markers),
    ]
    return chart(labels, layers)


def _occupied(bins: Sequence[Bin]) -> tuple[float, float]:
    """From the first bar to the last that hold anybody, so that nothing is drawn of empty ends."""
    held = [one for one in bins if one.percent] or bins
    return min(one.low for one in held), max(one.high for one in held)


def _between(bins: Sequence[Bin], low: float, high: float) -> list[Bin]:
    return [one for one in bins if low <= one.low and one.high <= high]


def _bars(labels: Labels, name: str, bins: Sequence[Bin]) -> list[Layer]:
    if not bins:
        return []
    rows = [{"low": one.low, "high": one.high, "percent": one.percent, "series": name} for one in bins]
    bar = {"type": "bar", "fill": BAND, "stroke": SERIES[0], "strokeWidth": 1.5}
    return [
        {
            "data": values(rows),
            "mark": bar,
            "encoding": {
                "x": {"field": "low", "type": "quantitative", "title": labels.x, "axis": {"grid": False}},
                "x2": {"field": "high"},
                "y": {"field": "percent", "type": "quantitative", "title": labels.y, "stack": None},
                "y2": {"datum": 0},
            },
        }
    ]


def _outline(labels: Labels, name: str, bins: Sequence[Bin]) -> list[Layer]:
    if not bins:
        return []
    rows = [{"edge": one.low, "percent": one.percent} for one in bins]
    rows.append({"edge": bins[-1].high, "percent": bins[-1].percent})
    line = {
        "type": "line",
        "interpolate": "step-after",
        "stroke": SERIES[1],
        "strokeDash": [6, 3],
        "strokeWidth": 2,
    }
    return [
        {
            "data": values(rows),
            "mark": line,
            "encoding": {
                "x": {"field": "edge", "type": "quantitative", "title": labels.x},
                "y": {"field": "percent", "type": "quantitative", "title": labels.y},
            },
        }
    ]


def _marker(marker: Marker, first: float) -> Layer:
    """Its words stand on the chart: to the right of a line at its left edge."""
    rule = {
        "mark": {"type": "rule", "stroke": INK, "strokeWidth": 2},
        "encoding": {"x": {"datum": marker.at}},
    }
    side = (
        {"align": "right", "dx": -4}
        if marker.words_left and marker.at > first
        else {"align": "left", "dx": 4}
    )
    words = {"type": "text", "text": marker.label, "dy": 8, "color": SOFT, "fontSize": 12, **side}
    at = {"x": {"datum": marker.at}, "y": {"value": 0}}
    return {"data": ONCE, "layer": [rule, *({"mark": mark, "encoding": at} for mark in outlined(words))]}
