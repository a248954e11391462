"""A small report that is right, to be made wrong one number at a time."""

from __future__ import annotations

from dataclasses import replace

from registry.annual_report.report import (
    Cell,
    Claim,
    Kind,
    Of,
    Part,
    Place,
    Reference,
    Report,
    Sentence,
)
from registry.instruments.translate import say

ODI = {"measure": "odi", "spread": 18.0, "spread_is": "SD"}


def count(measure: str, timepoint: str, number: int, row: str = "", **more: object) -> Cell:
    return Cell(kind=Kind.COUNT, measure=measure, timepoint=timepoint, value=number, row=row, **more)


def mix() -> Part:
    cells = [
        Cell(
            kind=Kind.SHARE,
            measure="share",
            timepoint="2022",
            row=row,
            value=100 * number / 200,
            n=number,
            of=200,
        )
        for row, number in (("stenosis", 120), ("herniation", 80))
    ]
    operations = [
        count("operations", "2022", number, row) for row, number in (("stenosis", 120), ("herniation", 80))
    ]
    total = count("operations", "2022", 200, "total", counts="operations/lumbar/2022")
    return Part(
        kind="table",
        number=2,
        code="lumbar-diagnoses",
        title=say("Mix"),
        population="lumbar",
        years=(2022, 2022),
        cells=(*operations, *cells, total),
        total="total",
        shares_add=True,
    )


def outcome() -> Part:
    return Part(
        kind="table",
        number=4,
        code="stenosis-outcome",
        title=say("Outcome"),
        population="stenosis",
        years=(2009, 2022),
        cells=(
            count("operated", "baseline", 120, counts="operations/stenosis/2009-2022"),
            count("patients", "baseline", 100, counts="patients/stenosis/2009-2022"),
            count("due", "y1", 110),
            count("patients", "y1", 70),
            Cell(kind=Kind.MEAN, timepoint="baseline", value=41.6, n=100, **ODI),
            Cell(kind=Kind.MEAN, timepoint="y1", value=26.5, n=70, **ODI),
            Cell(kind=Kind.CHANGE, timepoint="baseline-y1", value=15.4, n=60, **ODI),
            Cell(
                kind=Kind.MEAN,
                measure="eq5d_3l",
                timepoint="baseline",
                value=0.4,
                spread=0.3,
                spread_is="SD",
                n=100,
                surname="dk_tto",
            ),
        ),
    )


def by_year() -> Part:
    return Part(
        kind="figure",
        number=1,
        code="lumbar-by-year",
        title=say("By year"),
        population="lumbar",
        years=(2021, 2022),
        cells=(
            count("operations", "2021", 180),
            count("operations", "2022", 200, counts="operations/lumbar/2022"),
        ),
        points=2,
    )


def right() -> Report:
    sentence = Sentence(
        "text on table 4",
        say("before the operation 41.6"),
        (Claim(Of.VALUE, (Place("table 4", "", "odi", "baseline"),), 41.6, 41.6),),
        (Reference("figure 1", "lumbar-by-year"),),
    )
    return Report(2022, (mix(), outcome(), by_year()), (sentence,))


def with_part(report: Report, name: str, **changed: object) -> Report:
    parts = tuple(replace(part, **changed) if part.name == name else part for part in report.parts)
    return replace(report, parts=parts)


def with_cell(report: Report, name: str, place: tuple[str, str, str], **changed: object) -> Report:
    """`place`: measure, timepoint, row."""
    part = report.part(name)
    was = part.at(*place)
    cells = tuple(replace(cell, **changed) if cell is was else cell for cell in part.cells)
    return with_part(report, name, cells=cells)
