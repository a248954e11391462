"""Which numbers of the printed report ours are held against: those of the tables of diagnoses and of cement too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from registry.annual_report.making.cells import TOTAL
from registry.annual_report.making.operations import title_of_group
from registry.annual_report.printed import printed
from registry.annual_report.report import Cell, Kind, Report
from registry.simulation.groups import GROUPS
from registry.simulation.report_apart import report_apart

EVERYBODY = sum(group.operations for group in GROUPS)


def _count(number: int, row: str = "", timepoint: str = "2009-2022") -> Cell:
    return Cell(kind=Kind.COUNT, measure="operations", timepoint=timepoint, row=row, value=number)


def test_diagnoses_are_compared_at_the_size_of_our_registry_and_cement_by_the_units_shares():
    half = [
        ("table 1", [_count(EVERYBODY // 2, timepoint="2022")]),
        ("table 2", [_count(12_600, title_of_group("disc_herniation")), _count(38_600, TOTAL)]),
        ("table 12", [_count(600, "Made-up unit 13"), _count(200, "Made-up unit 04"), _count(800, TOTAL)]),
    ]
    parts = tuple(replace(printed().part(name), cells=tuple(cells)) for name, cells in half)
    found = {(one.part, one.what): one for one in report_apart(Report(2022, parts))}
    herniation = found["table 2", "operations, herniation"]
    assert (herniation.published, herniation.simulated) == (pytest.approx(25_224 / 2, abs=1), 12_600)
    assert herniation.is_within
    assert [what for part, what in found if part == "table 2"] == ["operations, herniation"]
    cement = found["table 12", "unit 13, share of operations, %"]
    assert (cement.published, cement.simulated) == (pytest.approx(100 * 1170 / 1644), 75.0)
    assert [what for part, what in found if part == "table 12"] == ["unit 13, share of operations, %"]
