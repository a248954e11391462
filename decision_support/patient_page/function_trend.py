"""The timed tests over time: each against its cut-offs, what could not be done as a mark of its own, and a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decision_support.patient_page.charts import Tick, tick_words
from guidelines.pathway.facts import facts_from_mapping
from guidelines.pathway.functional_bands import BAND_LABELS, TESTS, Band, PhysicalTest, band_of
from guidelines.pathway.thresholds import Threshold, Thresholds
from guidelines.presentation.scale import cuts_of
from guidelines.presentation.values import day_words, number_words
from registry.timeline.axis import Axis
from registry.timeline.treatments import Noted

TEST_FACTS = tuple(name for test in TESTS for name in (test.seconds, test.unable) if name)
# where the highest time and nought stand, and the row above for what could not be done; a band is as high as its name
TOP, BOTTOM, UNABLE_Y = 30.0, 158.0, 10.0
LEAST_HIGH = {"tug_s": 25.0, "five_sts_s": 20.0, "tandem_s": 10.0}
ROUND_TO = 5.0


@dataclass(frozen=True)
class Tested:
    """One result; `seconds` is None where the test could not be done."""

    day: date
    seconds: float | None


@dataclass(frozen=True)
class BandDrawn:
    y: float
    height: float
    label_y: float
    label: str
    code: str


@dataclass(frozen=True)
class MarkDrawn:
    x: float
    y: float
    unable: bool


@dataclass(frozen=True)
class TestRow:
    __test__ = False

    day: date
    test: str
    result: str
    band: str


@dataclass(frozen=True)
class TestTrend:
    """Everything to draw of one test. `cuts`: (y, number); `sources` say each cut-off and where it comes from."""

    __test__ = False

    code: str
    title: str
    description: str
    latest: str
    count: str
    bands: tuple[BandDrawn, ...]
    cuts: tuple[tuple[float, str], ...]
    marks: tuple[MarkDrawn, ...]
    lines: tuple[str, ...]
    ticks: tuple[Tick, ...]
    lower_is_better: bool
    has_unable: bool
    sources: tuple[str, ...]
    rows: tuple[TestRow, ...]


def trends_of(noted: Sequence[Noted], thresholds: Thresholds, axis: Axis) -> list[TestTrend]:
    """A trend of each test that was ever recorded."""
    found = ((test, results_of(test, noted)) for test in TESTS)
    return [_trend(test, results, thresholds, axis) for test, results in found if results]


def results_of(test: PhysicalTest, noted: Iterable[Noted]) -> list[Tested]:
    """The results of one test, oldest first: a time, or that it could not be done. What was cleared is no result."""
    results: list[Tested] = []
    for one in noted:
        if one.name == test.seconds and one.value is not None:
            results.append(Tested(one.day, float(one.value)))
        elif one.name == test.unable and one.value is True:
            results.append(Tested(one.day, None))
    return results


def _trend(test: PhysicalTest, results: list[Tested], thresholds: Thresholds, axis: Axis) -> TestTrend:
    cuts, high = sorted(cuts_of(test.seconds, thresholds), key=lambda cut: cut.value), _high(test, results)
    marks = tuple(_mark(one, high, axis) for one in results)
    rows = tuple(_row(test, one, thresholds) for one in reversed(results))
    latest = f"{rows[0].result} ({rows[0].band}), {day_words(rows[0].day)}"
    return TestTrend(
        code=test.seconds,
        title=_(test.label),
        description=_described(rows, cuts),
        latest=latest,
        count=ngettext("%(n)d result", "%(n)d results", len(rows)) % {"n": len(rows)},
        bands=_bands(test, cuts, high, thresholds),
        cuts=tuple((_y(cut.value, high), number_words(cut.value)) for cut in cuts),
        marks=marks,
        lines=_lines(marks),
        ticks=tick_words(axis),
        lower_is_better=test.seconds != "tandem_s",
        has_unable=any(mark.unable for mark in marks),
        sources=tuple(f"{_(cut.label)} {number_words(cut.value)} s ({_(cut.source)})" for cut in cuts),
        rows=rows,
    )


def _high(test: PhysicalTest, results: Iterable[Tested]) -> float:
    """The highest time the scale shows: room above the cut-offs, and for every result."""
    longest = max((one.seconds or 0.0 for one in results), default=0.0)
    return max(LEAST_HIGH[test.seconds], ceil(longest / ROUND_TO) * ROUND_TO)


def _y(seconds: float, high: float) -> float:
    return round(BOTTOM - seconds / high * (BOTTOM - TOP), 1)


def _mark(one: Tested, high: float, axis: Axis) -> MarkDrawn:
    if one.seconds is None:
        return MarkDrawn(axis.x(one.day), UNABLE_Y, unable=True)
    return MarkDrawn(axis.x(one.day), _y(one.seconds, high), unable=False)


def _lines(marks: Sequence[MarkDrawn]) -> tuple[str, ...]:
    """Neighbouring times joined; what could not be done is no time, so the line breaks there."""
    return tuple(f"{a.x},{a.y} {b.x},{b.y}" for a, b in pairwise(marks) if not (a.unable or b.unable))


def _bands(
    test: PhysicalTest, cuts: Sequence[Threshold], high: float, thresholds: Thresholds
) -> tuple[BandDrawn, ...]:
    edges = [0.0, *(float(cut.value) for cut in cuts if cut.value <= high), high]
    return tuple(_band(test, low, top, high, thresholds) for low, top in pairwise(edges))


def _band(test: PhysicalTest, low: float, top: float, high: float, thresholds: Thresholds) -> BandDrawn:
    """One that has no height, as green at a full tandem, is a line with its name."""
    code = _band_at(test, (low + top) / 2, thresholds)
    y, floor = _y(top, high), _y(low, high)
    middle = (y + floor) / 2 if floor - y else y - 8
    return BandDrawn(y, round(floor - y, 1), round(middle, 1), _(BAND_LABELS[code]), code.value)


def _band_at(test: PhysicalTest, seconds: float | None, thresholds: Thresholds) -> Band:
    """By the one rule there is, asked about a person of whom nothing else is known."""
    fact = {test.unable: True} if seconds is None else {test.seconds: seconds}
    facts = facts_from_mapping({"index_date": "2026-01-01", "age_years": 80, **fact})
    band = band_of(test, facts, thresholds)
    if band is None:
        raise AssertionError(f"{fact} is a result and lies in no band")
    return band


def _row(test: PhysicalTest, one: Tested, thresholds: Thresholds) -> TestRow:
    result = _("unable") if one.seconds is None else f"{number_words(one.seconds)} s"
    return TestRow(one.day, _(test.label), result, _(BAND_LABELS[_band_at(test, one.seconds, thresholds)]))


def _described(rows: Sequence[TestRow], cuts: Sequence[Threshold]) -> str:
    counted = ngettext("%(n)d result.", "%(n)d results.", len(rows)) % {"n": len(rows)}
    told = "; ".join(f"{day_words(row.day)}: {row.result}, {row.band}" for row in rows)
    limits = ", ".join(f"{_(cut.label)} {number_words(cut.value)} s" for cut in cuts)
    return f"{counted} {told}. {limits}."
