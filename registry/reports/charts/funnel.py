"""The funnel plot: units by how many patients they have, between limits that narrow with them. No ranks, no names but one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from registry.reports.charts.sheet import (
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
from registry.reports.funnel import ACTION, WARNING, Funnel, Point

POINTS_A_CURVE = 60


@dataclass(frozen=True)
class FunnelMark:
    point: Point
    label: str = ""  # of one's own unit


def funnel_plot(
    labels: Labels,
    funnel: Funnel,
    marks: Sequence[FunnelMark],
    *,
    scale: float = 1,
    names: tuple[str, str, str],
) -> Chart:
    """`scale` is what a value is shown times (100 for a share); `names` are of the centre and the two limits."""
    widest = max(mark.point.n for mark in marks)
    curves = [
        *_limits(funnel, widest, scale, ACTION, names[2]),
        *_limits(funnel, widest, scale, WARNING, names[1]),
    ]
    layers = [_curves(labels, curves, names), _centre(funnel, scale, names[0]), *_units(marks, scale)]
    return chart(labels, layers)


def _limits(funnel: Funnel, widest: int, scale: float, level: float, name: str) -> list[dict[str, Any]]:
    rows = []
    for n in _steps(widest):
        limits = funnel.limits(n, level)
        for side, edge in (("low", limits.low), ("high", limits.high)):
            rows.append({"n": n, "value": edge * scale, "limit": name, "line": f"{name} {side}"})
    return rows


def _steps(widest: int) -> list[int]:
    """Numbers of patients the curves are drawn through, closest where they bend."""
    last = ceil(widest * 1.1) + 1
    return sorted(
        {max(1, round(last * (step / POINTS_A_CURVE) ** 2)) for step in range(6, POINTS_A_CURVE + 1)}
    )


def _curves(labels: Labels, rows: list[dict[str, Any]], names: tuple[str, str, str]) -> Layer:
    dashes = {"domain": [names[1], names[2]], "range": [[5, 4], [1, 0]]}
    return {
        "data": values(rows),
        "mark": {"type": "line", "stroke": SOFT, "strokeWidth": 1.5, "interpolate": "monotone"},
        "encoding": {
            "x": {"field": "n", "type": "quantitative", "title": labels.x},
            "y": {
                "field": "value",
                "type": "quantitative",
                "title": labels.y,
                "scale": {"zero": False},
            },
            "detail": {"field": "line"},
            "strokeDash": {
                "field": "limit",
                "type": "nominal",
                "scale": dashes,
                "legend": {"symbolType": "stroke"},
            },
        },
    }


def _centre(funnel: Funnel, scale: float, name: str) -> Layer:
    rule = {"mark": {"type": "rule", "stroke": INK}, "encoding": {"y": {"datum": funnel.centre * scale}}}
    mark = {"type": "text", "text": name, "align": "left", "dy": -6, "fontSize": 12, "color": INK}
    at = {"y": {"datum": funnel.centre * scale}, "x": {"value": 4}}
    text = [{"mark": one, "encoding": at} for one in outlined(mark)]
    return {"data": ONCE, "layer": [rule, *text]}


def _units(marks: Sequence[FunnelMark], scale: float) -> list[Layer]:
    """Others as open circles, one's own as a filled diamond with its name."""
    rows = [
        {"n": mark.point.n, "value": mark.point.value * scale, "label": mark.label, "own": bool(mark.label)}
        for mark in marks
    ]
    place = {"x": {"field": "n", "type": "quantitative"}, "y": {"field": "value", "type": "quantitative"}}
    others = [row for row in rows if not row["own"]]
    own = [row for row in rows if row["own"]]
    circle = {"type": "point", "shape": "circle", "stroke": SERIES[1], "strokeWidth": 1.5, "size": 60}
    diamond = {"type": "point", "shape": "diamond", "fill": SERIES[0], "stroke": INK, "size": 140}
    name = {"type": "text", "dx": 10, "align": "left", "fontSize": 12, "fontWeight": "bold", "color": INK}
    return [
        {"data": values(others), "mark": circle, "encoding": place},
        {"data": values(own), "mark": diamond, "encoding": place},
        *(
            {"data": values(own), "mark": mark, "encoding": {**place, "text": {"field": "label"}}}
            for mark in outlined(name)
        ),
    ]
