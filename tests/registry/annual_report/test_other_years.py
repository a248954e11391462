"""Reports of several years: whoever subtracts the one from the other learns nothing of one to four patients.

The attack knows nothing of how it is hidden: it takes every number that is shown as a sum over years, and works out over
and over whatever two sums that begin or end together settle.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from registry.annual_report.building import finished
from registry.annual_report.linting import lint
from registry.annual_report.making import make
from registry.annual_report.report import Cell, Kind, Part, Report
from registry.annual_report.specification import PARTS
from registry.annual_report.sums_over_years import Sum, Ties
from registry.suppression import is_small
from tests.registry.annual_report.source import asking
from tests.tables import every_row


@every_row(
    ("known", "new", "tells"),
    [
        ([(2008, 2021, 30)], (2008, 2022, 33), True),
        ([(2008, 2021, 30)], (2008, 2022, 35), False),
        ([(2008, 2021, 30)], (2008, 2022, 30), False),
        ([(2008, 2021, 33)], (2008, 2020, 30), True),  # the older year is published after the newer one
        ([(2014, 2015, 30)], (2014, 2015, 31), True),  # one was registered late
        ([(2008, 2021, 30), (2021, 2022, 9)], (2008, 2022, 40), True),
        ([(2008, 2020, 30), (2021, 2022, 9)], (2008, 2022, 42), True),  # 2021 is what is left
        ([(2008, 2020, 30), (2021, 2022, 9)], (2008, 2022, 44), False),
        ([(2008, 2021, 30), (2021, 2022, None)], (2008, 2022, 44), True),  # 14 that a report hides
    ],
)  # fmt: skip
def test_sums_over_years_are_tied(known, new, tells):
    ties = Ties()
    for since, until, number in known:
        one = Sum(("operations", "n"), since, until, number)
        if number is None:
            ties.apart.append(one)
        else:
            ties.tie(one)
    assert ties.tells(Sum(("operations", "n"), *new)) is tells


def _report(people: int, year: int, *published: Report) -> Report:
    source = asking(people, year=year)
    return finished(year, [make(spec, source) for spec in PARTS], country="DK", published=published)


@cache
def _first(people: int) -> tuple[Report, Report, Report]:
    """Of 2021; of 2022 beside it; of 2020, published last."""
    earlier = _report(people, 2021)
    later = _report(people, 2022, earlier)
    return earlier, later, _report(people, 2020, earlier, later)


def given_away(reports: tuple[Report, ...]) -> list[str]:
    """Every sum of one to four patients that can be worked out, and where its mean comes with it."""
    found: list[str] = []
    for what, sums in _sums(reports).items():
        known = dict(sums)
        while True:
            new = {span: number for span, number in _worked_out(known) if span not in known}
            if not new:
                break
            known |= new
        found += [f"{what} {span}: {number}" for span, number in known.items() if is_small(abs(number))]
        found += [f"{what} {span}: corrected" for span in sums if len({n for s, n in sums if s == span}) > 1]
    return found


def _worked_out(known):
    for (start, end), number in known.items():
        for (first, last), other in known.items():
            if start == first and last < end:
                yield (last, end), number - other
            if end == last and start < first:
                yield (start, first), number - other
            if end == first:
                yield (start, last), number + other


def _sums(reports):
    sums: dict[str, set] = defaultdict(set)
    for report in reports:
        for part, cell in report.cells():
            if cell.measure != "change" and cell.value is not None:
                what, span = _of(part, cell)
                for name, number in _told(cell).items():
                    sums[f"{what} {name}"].add((span, number))
    return sums


def _of(part: Part, cell: Cell) -> tuple[str, tuple[int, int]]:
    """Operations of a population are the same in every part; a mean, in its part."""
    years = cell.timepoint if cell.timepoint[:2] == "20" else part.period
    first, _dash, last = years.partition("-")
    what = cell.counts.rpartition("/")[0] or f"{part.name} {cell.row} {cell.measure} {cell.kind}"
    if not cell.counts and years != cell.timepoint:
        what = f"{what} {cell.timepoint}"
    return what, (int(first) - 1, int(last or first))


def _told(cell: Cell) -> dict[str, int]:
    if cell.kind is Kind.COUNT:
        return {"n": int(cell.value or 0)}
    n, of = cell.n or 0, cell.of or 0
    return {"n": n, "of": of, "rest": of - n} if cell.kind is Kind.SHARE else {"n": n}


@pytest.mark.slow
@pytest.mark.parametrize("people", [80, 600])
def test_reports_of_consecutive_years_together_tell_of_no_small_group(people):
    earlier, later, earliest = _first(people)
    assert given_away((earlier, _report(people, 2022)))  # each by itself is not enough
    assert given_away((earlier, later)) == []
    assert given_away((earlier, later, earliest)) == []
    assert [str(finding) for report in (later, earliest) for finding in lint(report)] == []


@pytest.mark.slow
@pytest.mark.parametrize("people", [80, 600])
def test_what_is_left_of_a_total_for_rows_that_are_not_known_is_not_few(people):
    earlier, later, _earliest = _first(people)
    for part in [one for one in later.parts if one.years[0] == earlier.part(one.name).years[0]]:
        for total in [cell for cell in part.cells if part.total and cell.row == part.total]:
            rows = [
                cell
                for cell in part.cells
                if cell.row != part.total
                and (cell.measure, cell.timepoint) == (total.measure, total.timepoint)
            ]
            apart = [_apart(earlier.part(part.name), part, cell) for cell in (total, *rows)]
            if apart[0] is not None and None in apart[1:]:
                assert not is_small(apart[0] - sum(one for one in apart[1:] if one is not None)), total


def _apart(earlier: Part, part: Part, cell: Cell) -> int | None:
    then = earlier.at(
        cell.measure, earlier.period if cell.timepoint == part.period else cell.timepoint, cell.row
    )
    if cell.value is None or (then is not None and then.value is None):
        return None
    return int(cell.value - (then.value if then else 0))


@pytest.mark.slow
def test_no_mean_of_few_can_be_taken_out():
    """Of the same people to another last year: five more at least, or none and the same mean."""
    earlier, later, _earliest = _first(600)
    seen = 0
    for part, cell in later.cells([Kind.MEAN, Kind.CHANGE]):
        then = earlier.part(part.name).at(cell.measure, cell.timepoint, cell.row)
        is_of_more_years = part.years[0] == earlier.part(part.name).years[0]
        if is_of_more_years and cell.value is not None and then is not None and then.value is not None:
            seen += 1
            assert cell.n - then.n >= 5 or (cell.n, cell.value) == (then.n, pytest.approx(then.value))
    assert seen > 50


@pytest.mark.slow
def test_what_is_hidden_because_of_another_year_is_said():
    _earlier, later, _earliest = _first(600)
    alone = _report(600, 2022)
    for part, before in zip(later.parts, alone.parts, strict=True):
        if part.cells != before.cells:
            assert any("report of another year is subtracted" in str(note.text) for note in part.notes)
