"""A corrected edition beside the first: whoever subtracts the one from the other learns nothing of one to four patients."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache

import pytest

from registry.annual_report.building import built, finished
from registry.annual_report.editions import tells_of_few
from registry.annual_report.linting import lint
from registry.annual_report.making import make
from registry.annual_report.report import Absent, Cell, Kind, Report
from registry.annual_report.specification import PARTS
from registry.suppression import is_small
from tests.registry.annual_report.source import asking
from tests.tables import every_row

ODI = Cell(kind=Kind.MEAN, measure="odi", timepoint="y1", value=30.0, spread=15.0, spread_is="SD", n=100)
COUNTED = Cell(kind=Kind.COUNT, measure="operations", timepoint="2022", value=40)
SHARE = Cell(kind=Kind.SHARE, measure="share", timepoint="2022", value=50.0, n=20, of=40)


@every_row(
    ("was", "changed", "tells"),
    [
        (COUNTED, {}, False),
        (COUNTED, {"value": 41}, True),
        (COUNTED, {"value": 36}, True),
        (COUNTED, {"value": 45}, False),
        (SHARE, {"n": 22, "value": 55.0}, True),
        (SHARE, {"n": 25, "of": 42, "value": 59.5}, True),
        (SHARE, {"n": 25, "of": 45, "value": 55.6}, False),
        (ODI, {"n": 101, "value": 30.4}, True),
        (ODI, {"value": 30.9}, True),  # 90 points of a scale of 100: one answer may have been corrected
        (ODI, {"value": 33.9}, True),
        (ODI, {"value": 35.1}, False),  # 510 points: of six answers at least
        (ODI, {"spread": 15.2}, True),
        (ODI, {"n": 100, "value": 30.9, "surname": "another version"}, False),
    ],
)
def test_a_number_beside_the_published_one_tells_of_few(was, changed, tells):
    assert tells_of_few(replace(was, **changed), was) is tells


@cache
def _edition(people: int) -> Report:
    return built(asking(people))


def _next(people: int, *published: Report) -> Report:
    source = asking(people)
    return finished(2022, [make(spec, source) for spec in PARTS], country="DK", published=published)


def given_away(first: Report, second: Report) -> list[str]:
    """What a reader works out of both: differences of what both show, and those that totals and recurring counts settle."""
    known: dict[object, float] = {}
    sums = []
    for part in second.parts:
        columns = defaultdict(list)
        for cell in part.cells:
            then = first.part(part.name).at(cell.measure, cell.timepoint, cell.row)
            name = cell.counts or part.place(cell)
            if cell.kind is Kind.COUNT:
                columns[cell.measure, cell.timepoint].append((cell.row == part.total, name))
            for what, now, was in _numbers(name, cell, then):
                if now is not None and was is not None:
                    known[what] = now - was
        if part.total:
            sums += [column for column in columns.values() if any(total for total, _name in column)]
    while _settled(sums, known):
        pass
    return [str(what) for what, apart in known.items() if is_small(abs(int(apart)))]


def _numbers(name, cell: Cell, then: Cell | None):
    if cell.absent is Absent.SUPPRESSED or (then and then.absent is Absent.SUPPRESSED):
        return
    if cell.kind is Kind.COUNT:
        yield name, cell.value, then.value if then else 0
    else:
        for which in ("n", "of"):
            yield (
                (which, cell.kind, name),
                getattr(cell, which) or 0,
                (getattr(then, which) if then else 0) or 0,
            )


def _settled(sums, known) -> bool:
    for column in sums:
        unknown = [(total, name) for total, name in column if name not in known]
        if len(unknown) == 1:
            rest = sum((1 if total else -1) * known[name] for total, name in column if name in known)
            known[unknown[0][1]] = rest if not unknown[0][0] else -rest
            return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize("more", [1, 3, 7, 60])
def test_two_editions_together_tell_of_no_small_group(more):
    first = _edition(200)
    assert given_away(
        first, _edition(200 + more)
    )  # each by itself hides what is small, and that is not enough
    second = _next(200 + more, first)
    assert given_away(first, second) == []
    assert [str(finding) for finding in lint(second)] == []


@pytest.mark.slow
def test_a_third_edition_gives_neither_of_the_others_away():
    first = _edition(200)
    second = _next(203, first)
    third = _next(260, first, second)
    assert given_away(first, third) == given_away(second, third) == []


@pytest.mark.slow
def test_an_edition_of_the_same_data_is_the_same_and_one_that_many_are_added_to_shows_them():
    first = _edition(200)
    assert _next(200, first) == first
    changed = _next(400, first)
    shown = {str(part.place(cell)): cell.value for part, cell in changed.cells([Kind.COUNT])}
    total = str(next(part.place(cell) for part, cell in first.cells([Kind.COUNT]) if cell.value))
    assert any(value is not None for value in shown.values())
    assert total in shown
    hidden = [part for part, cell in changed.cells() if cell.absent is Absent.SUPPRESSED]
    assert any("since an earlier edition" in str(note.text) for part in hidden for note in part.notes)
