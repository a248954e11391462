"""The specifications: the colours of the house, marks told apart without colour, and drawings that break no policy."""

import json
import re

import pytest
from django.conf import settings

from registry.reports import drawing
from registry.reports.charts import (
    Bin,
    Break,
    FunnelMark,
    Labels,
    Target,
    TrendPoint,
    funnel_plot,
    histogram,
    sheet,
    trend,
)
from registry.reports.charts.distribution import Marker
from registry.reports.funnel import Point, of_proportions

LABELS = Labels(
    "Change in ODI", "ODI, 1 year, n 120", "Your unit lies inside the 95 % limits.", "Patients", "Per cent"
)
POINTS = [Point(40, 0.5), Point(200, 0.62)]
CHARTS = {
    "funnel": funnel_plot(
        LABELS,
        of_proportions(POINTS, 0.6),
        [FunnelMark(POINTS[0]), FunnelMark(POINTS[1], "Ours")],
        scale=100,
        names=("Country", "95 %", "99.8 %"),
    ),
    "histogram": histogram(
        LABELS, ("Ours", [Bin(0, 10, 100.0)]), ("Country", [Bin(0, 10, 100.0)]), [Marker(5, "12.8")]
    ),
    "trend": trend(
        LABELS,
        [
            TrendPoint(year, who, 40.0, 38.0, 42.0)
            for year in range(2019, 2023)
            for who in ("Ours", "Country")
        ],
        breaks=[Break(2021, "Codes changed")],
        targets=[Target(80, "Target 80 %")],
    ),
}


def test_the_colours_are_the_tokens_of_the_house():
    tokens = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    named = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", tokens.split("@media")[0]))
    assert tuple(named[f"chart-{number}"] for number in range(1, 7)) == sheet.SERIES
    assert (named["ink"], named["ink-soft"]) == (sheet.INK, sheet.SOFT)
    assert (named["chart-grid"], named["chart-band"]) == (sheet.GRID, sheet.BAND)


def test_no_line_is_drawn_across_a_break():
    rows = next(
        layer["data"]["values"] for layer in CHARTS["trend"]["layer"] if layer["mark"].get("type") == "line"
    )
    parts = {row["year"]: row["part"] for row in rows if row["series"] == "Ours"}
    assert parts[2019] == parts[2020] != parts[2021] == parts[2022]
    assert "Codes changed" in json.dumps(CHARTS["trend"])


def test_no_line_is_drawn_across_a_year_without_a_value():
    points = [TrendPoint(year, "Ours", 40.0) for year in (2015, 2016, 2019, 2020)]
    rows = next(
        layer["data"]["values"]
        for layer in trend(LABELS, points)["layer"]
        if layer["mark"].get("type") == "line"
    )
    parts = {row["year"]: row["part"] for row in rows}
    assert parts[2015] == parts[2016] != parts[2019] == parts[2020]


def test_series_differ_in_shape_and_dash_as_well_as_colour():
    six = ["baseline", "6 weeks", "1 year", "2 years", "5 years", "10 years"]
    for channel, kinds in sheet.series_scales(six).items():
        assert len({json.dumps(kind) for kind in kinds["scale"]["range"]}) == 6, channel


@pytest.mark.slow
def test_every_chart_is_drawn_without_style_or_script_and_carries_its_description():
    for name, chart in CHARTS.items():
        drawn = drawing.svg(chart)
        assert not re.search(r"style=|<style|<script|\son[a-z]+=|href=\"http", drawn), name
        assert LABELS.title in drawn
        assert drawing.png(chart).startswith(b"\x89PNG"), name
    assert "NaN" not in "".join(drawing.svg(chart) for chart in CHARTS.values())
