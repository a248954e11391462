"""Bars by category, one or two a category; a number that is not shown has a mark of its own instead of a bar of nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from registry.reports.charts.sheet import (
    BAND,
    HEIGHT,
    INK,
    ONCE,
    SERIES,
    SOFT,
    Chart,
    Labels,
    Layer,
    chart,
    values,
)
from registry.reports.charts.trend import Break

HIGH = {1: 30, 2: 46}  # pixels of a category that lies down, by how many bars it has
LEAST_HIGH = 90
ABOVE = -14  # pixels over the plot


@dataclass(frozen=True)
class Bar:
    """`value` is None where there is no number to show; `label` is what stands at its end."""

    category: str
    series: str
    value: float | None
    label: str


LINES = {"labelExpr": "split(datum.label, ' ')"}  # a word a line


def bars(
    labels: Labels, given: Sequence[Bar], *, upright: bool = True, breaks: Sequence[Break] = ()
) -> Chart:
    """In the order given; the second series is hatched by its outline, so that they differ without colour.

    `breaks`: before the category of that year, of bars that stand upright.
    """
    categories = list(dict.fromkeys(bar.category for bar in given))
    names = list(dict.fromkeys(bar.series for bar in given))
    across, along = ("x", "y") if upright else ("y", "x")
    category: dict[str, Any] = {
        "field": "category",
        "type": "nominal",
        "sort": categories,
        "title": labels.x if upright else None,
        "axis": {"labelAngle": 0, "labelLimit": 260, "labelOverlap": False, **(LINES if upright else {})},
    }
    rows = [
        {"category": bar.category, "series": bar.series, "value": bar.value or 0, "label": bar.label}
        for bar in given
    ]
    known = [row for row, bar in zip(rows, given, strict=True) if bar.value is not None]
    encoding = {
        across: category,
        along: {"field": "value", "type": "quantitative", "title": labels.y, "stack": None},
        **({f"{across}Offset": {"field": "series", "sort": names}} if len(names) > 1 else {}),
    }
    missing = [row for row, bar in zip(rows, given, strict=True) if bar.value is None]
    layers = [_bar(known, encoding, names), _labels(known, encoding, END if upright else ASIDE)]
    if missing:
        layers.append(_labels(missing, encoding, UPWARD if upright else ASIDE))
    layers += [_break(one, categories) for one in breaks if str(one.year) in categories]
    high = HEIGHT if upright else max(LEAST_HIGH, HIGH[min(len(names), 2)] * len(categories))
    return chart(labels, layers, height=high)


def _break(one: Break, categories: list[str]) -> Layer:
    """A dashed line between two bars: what is before it is not the same thing."""
    at = {"datum": str(one.year), "type": "nominal", "bandPosition": 0, "scale": {"domain": categories}}
    rule = {"type": "rule", "stroke": INK, "strokeDash": [3, 3], "strokeWidth": 1.5}
    text = {"type": "text", "text": one.label, "fontSize": 11, "color": INK, "baseline": "bottom", "dy": -4}
    above = {"x": at, "y": {"value": ABOVE}}  # no bar is there to be written upon
    return {
        "data": ONCE,
        "layer": [
            {"mark": rule, "encoding": {**above, "y2": {"value": HEIGHT}}},
            {"mark": text, "encoding": above},
        ],
    }


def _bar(rows: list[dict[str, Any]], encoding: dict[str, Any], names: list[str]) -> Layer:
    mark = {"type": "bar", "strokeWidth": 1.5, "stroke": SERIES[0]}
    fill = {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": names, "range": [SERIES[0], BAND][: len(names)]},
        "legend": {"symbolType": "square"} if len(names) > 1 else None,
    }
    return {"data": values(rows), "mark": mark, "encoding": {**encoding, "fill": fill}}


# Where a label stands: on its bar, at the end of one that lies, and written upwards where there is no bar.
END = {"baseline": "bottom", "dy": -3}
ASIDE = {"align": "left", "dx": 4}
UPWARD = {"align": "left", "baseline": "middle", "angle": 270, "dx": 4}


def _labels(rows: list[dict[str, Any]], encoding: dict[str, Any], place: dict[str, Any]) -> Layer:
    mark = {"type": "text", "fontSize": 11, "color": INK, **place}
    return {
        "data": values(rows),
        "mark": mark,
        "encoding": {**encoding, "text": {"field": "label"}, "fill": {"value": SOFT}},
    }
