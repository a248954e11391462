"""A value year by year, one line a series, with its interval; cut where a year has no value, and where a coding changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from registry.reports.charts.sheet import (
    INK,
    ONCE,
    SOFT,
    Chart,
    Labels,
    Layer,
    chart,
    outlined,
    series_scales,
    values,
)

APART = 0.14  # of a year


@dataclass(frozen=True)
class TrendPoint:
    """`low` and `high` are the interval, where there is one; `few` draws the mark hollow."""

    year: int
    series: str
    value: float
    low: float | None = None
    high: float | None = None
    few: bool = False


@dataclass(frozen=True)
class Break:
    """Codes or waves were defined anew from this year: what is before is not the same thing."""

    year: int
    label: str


@dataclass(frozen=True)
class Target:
    value: float
    label: str


def trend(
    labels: Labels,
    points: Sequence[TrendPoint],
    *,
    breaks: Sequence[Break] = (),
    targets: Sequence[Target] = (),
    domain: tuple[float, float] | None = None,
) -> Chart:
    names = list(dict.fromkeys(point.series for point in points))
    known = {(point.series, point.year) for point in points}
    rows = [
        _row(point, _part(point, known, breaks), APART * (names.index(point.series) - (len(names) - 1) / 2))
        for point in points
    ]
    scales = series_scales(names)
    place = _place(labels, sorted({point.year for point in points}), domain)
    layers = [
        *([_interval(rows, place, scales)] if any("low" in row for row in rows) else []),
        _line(rows, place, scales),
        *_marks(rows, place, scales),
        *(_break(one) for one in breaks),
        *(_target(one) for one in targets),
    ]
    return chart(labels, layers)


def _part(point: TrendPoint, known: Collection[tuple[str, int]], breaks: Sequence[Break]) -> str:
    """The piece of its line: no line is drawn across a break, nor across a year without a value."""
    passed = sum(point.year >= one.year for one in breaks)
    since = next(year for year in count(point.year, -1) if (point.series, year - 1) not in known)
    return f"{point.series} {passed} {since}"


def _row(point: TrendPoint, part: str, aside: float) -> dict[str, Any]:
    """`at` keeps intervals from lying on each other."""
    row: dict[str, Any] = {
        "year": point.year,
        "at": point.year + aside,
        "series": point.series,
        "value": point.value,
        "few": point.few,
        "part": part,
    }
    if point.low is not None and point.high is not None:
        row |= {"low": point.low, "high": point.high}
    return row


def _place(labels: Labels, years: list[int], domain: tuple[float, float] | None) -> dict[str, Any]:
    scale = {"domain": list(domain), "clamp": True} if domain else {"zero": False}
    axis = {"format": "d", "values": _ticks(years), "grid": False}
    span = {"domain": [years[0] - 0.5, years[-1] + 0.5], "nice": False}
    return {
        "x": {"field": "at", "type": "quantitative", "title": labels.x, "axis": axis, "scale": span},
        "y": {"field": "value", "type": "quantitative", "title": labels.y, "scale": scale},
    }


def _ticks(years: list[int]) -> list[int]:
    step = 1 + (years[-1] - years[0]) // 12
    return list(range(years[0], years[-1] + 1, step))


def _interval(rows: list[dict[str, Any]], place: dict[str, Any], scales: dict[str, Any]) -> Layer:
    known = [row for row in rows if "low" in row]
    between = {**place, "y": {**place["y"], "field": "low"}, "y2": {"field": "high"}}
    return {
        "data": values(known),
        "mark": {"type": "rule", "strokeWidth": 1.5, "opacity": 0.7},
        "encoding": {**between, "color": scales["color"]},
    }


def _line(rows: list[dict[str, Any]], place: dict[str, Any], scales: dict[str, Any]) -> Layer:
    encoding = {**place, "color": scales["color"], "strokeDash": scales["dash"], "detail": {"field": "part"}}
    return {"data": values(rows), "mark": {"type": "line", "strokeWidth": 2}, "encoding": encoding}


def _marks(rows: list[dict[str, Any]], place: dict[str, Any], scales: dict[str, Any]) -> list[Layer]:
    """Filled; hollow where the number is of few."""
    encoding = {**place, "color": scales["color"], "shape": scales["shape"]}
    hollow = {"type": "point", "size": 70, "strokeWidth": 2, "opacity": 1, "fill": "#ffffff"}
    filled = {"type": "point", "size": 70, "strokeWidth": 2, "opacity": 1, "filled": True}
    return [
        {"data": values([row for row in rows if row["few"] is few]), "mark": mark, "encoding": encoding}
        for few, mark in ((True, hollow), (False, filled))
    ]


def _break(one: Break) -> Layer:
    rule = {"type": "rule", "stroke": INK, "strokeDash": [3, 3], "strokeWidth": 1.5}
    text = {
        "type": "text",
        "text": one.label,
        "angle": 270,
        "align": "right",
        "dx": -4,
        "dy": -6,
        "fontSize": 11,
    }
    at = {"x": {"datum": one.year - 0.5}}
    return {
        "data": ONCE,
        "layer": [
            {"mark": rule, "encoding": at},
            {"mark": {**text, "color": SOFT}, "encoding": {**at, "y": {"value": 0}}},
        ],
    }


def _target(one: Target) -> Layer:
    rule = {"type": "rule", "stroke": INK, "strokeDash": [8, 4]}
    text = {
        "type": "text",
        "text": one.label,
        "align": "left",
        "baseline": "bottom",
        "dy": -2,
        "fontSize": 11,
        "color": INK,
    }
    at = {"y": {"datum": one.value}, "x": {"value": 4}}
    return {
        "data": ONCE,
        "layer": [
            {"mark": rule, "encoding": {"y": {"datum": one.value}}},
            *({"mark": mark, "encoding": at} for mark in outlined(text)),
        ],
    }
