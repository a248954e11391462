"""What every chart shares: size, type, colours that differ in grey too, marks that differ in shape, words given by the edge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

Chart = dict[str, Any]
Layer = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WIDTH, HEIGHT = 460, 240
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
# As static/css/tokens.css has them; tests/registry/reports/test_charts.py holds the two together.
INK, SOFT, GRID, BAND = "#1b2430", "#4a5563", "#d5dae1", "#eceff3"
SERIES = ("#0072b2", "#d55e00", "#009e73", "#aa4499", "#7a5c00", "#4a5563")
SHAPES = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")
ONCE: dict[str, Any] = {"values": [{}]}  # the data of a mark that stands at a fixed place
DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2], [12, 3], [1, 4])


@dataclass(frozen=True)
class Labels:
    """The words of a chart, in the reader's language. `key` says what its marks are; `description` is the chart in
    sentences, for who cannot see it."""

    title: str
    surname: str
    description: str
    x: str
    y: str
    key: str = ""
    decimal: str = "."

    def without_title(self) -> Labels:
        """For a page, which has its own heading."""
        return replace(self, title="", surname="")


def chart(labels: Labels, layers: list[Layer], **more: Any) -> Chart:
    return {
        "$schema": SCHEMA,
        "description": labels.description,
        "width": WIDTH,
        "height": HEIGHT,
        **_title(labels),
        "layer": layers,
        "config": _config(labels.decimal),
        **more,
    }


def _title(labels: Labels) -> dict[str, Any]:
    place = {"anchor": "start", "frame": "group"}
    if labels.title:
        return {"title": {"text": labels.title, "subtitle": [labels.surname, labels.key], **place}}
    return (
        {"title": {"text": labels.key, "fontSize": 12, "fontWeight": "normal", **place}} if labels.key else {}
    )


def _config(decimal: str) -> dict[str, Any]:
    words = {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "titleFontSize": 12}
    return {
        "font": FONT,
        "background": "#ffffff",
        "view": {"stroke": None},
        "axis": {
            **words,
            "titleFontWeight": "normal",
            "gridColor": GRID,
            "domainColor": SOFT,
            "tickColor": SOFT,
        },
        "legend": {**words, "title": None, "orient": "top", "symbolStrokeWidth": 2, "symbolSize": 80},
        "title": {"fontSize": 14, "subtitleFontSize": 12, "color": INK, "subtitleColor": SOFT},
        "locale": {
            "number": {
                "decimal": decimal,
                "thousands": "\u202f",
                "grouping": [3],
                "currency": ["", ""],
                "minus": "−",
            }
        },
    }


def outlined(mark: dict[str, Any]) -> list[dict[str, Any]]:
    """A text mark that stays readable over lines: first its outline in the colour of the paper, then itself."""
    return [{**mark, "stroke": "#ffffff", "strokeWidth": 4, "strokeJoin": "round"}, mark]


def values(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"values": rows}


def series_scales(names: list[str]) -> dict[str, Any]:
    """Colour, shape and dash of each series by its place: they differ without colour too."""
    return {
        "color": {"field": "series", "type": "nominal", "scale": _range(names, SERIES)},
        "shape": {"field": "series", "type": "nominal", "scale": _range(names, SHAPES)},
        "dash": {"field": "series", "type": "nominal", "scale": _range(names, DASHES)},
    }


def _range(names: list[str], marks: Any) -> dict[str, Any]:
    return {"domain": names, "range": list(marks[: len(names)])}
