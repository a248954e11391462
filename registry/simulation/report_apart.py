"""Our annual report of a simulated registry beside the printed one, number by number: both are read as reports.

The sampling error is that of the distribution the simulation draws from (registry/simulation/distributions.py): a mean's
is SD / √n, an SD's follows from the fourth moment, since these scores are far from normal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from math import sqrt

from registry.annual_report.making.operations import title_of_group
from registry.annual_report.measures import decimals_of
from registry.annual_report.printed import printed
from registry.annual_report.report import Cell, Kind, Part, Report
from registry.diagnoses import DIAGNOSES
from registry.operations.background import DURATIONS, WALKING
from registry.simulation.comparison import FEWEST, Difference
from registry.simulation.distributions import target
from registry.simulation.groups import GROUPS

TOTAL = "Total"
UNITS = ("table 3", "table 9")
# Tables 6 to 8 have fewer operations for segmental pain than table 2, and the simulation takes theirs.
FROM_OTHER_TABLES = frozenset({"spondylosis_radiculopathy", "total"})
LUMBAR = {
    "herniation": "disc_herniation",
    "other": "lumbar_other",
}  # rows of table 2, where ours have another code
# Numbers that the printed figures keep under other names: part, theirs, ours (measure, timepoint, row).
RENAMED = (
    ("figure 5", ("walking_band", "baseline", "over 1000 m"), ("share", "baseline", WALKING["over_1000"])),
    ("figure 5", ("walking_band", "y1", "over 1000 m"), ("share", "y1", WALKING["over_1000"])),
    *(
        (
            figure,
            ("eq5d_3l", "baseline-y1", theirs),
            ("eq5d_3l", "baseline-y1", DURATIONS[ours]),
        )
        for figure in ("figure 19", "figure 20")
        for theirs, ours in (("under 3 months", "under_3"), ("over 24 months", "over_24"))
    ),
    ("figure 22", ("sick_leave", "2022", ""), ("sick_leave", "baseline", TOTAL)),
)
OFTEN = ("Monday", "Thursday", "Friday")  # 53 % of metastases (figure 37)
ARM = ("cervical_herniation_radiculopathy", "cervical_foraminal_stenosis")  # 40 to 39 (figure 21)


def report_apart(ours: Report) -> list[Difference]:
    """Every number of the printed report that the simulation aims at and enough people of ours stand behind."""
    theirs = printed()
    found: list[Difference] = []
    for part in theirs.parts:
        own = ours.part(part.name)
        if own is not None:
            found += _by_unit(part, own) if part.name in UNITS else _outcomes(part, own, _size(ours))
    told = [*_lumbar(theirs, ours), *_cement(theirs, ours)]
    return [*found, *told, *_renamed(theirs, ours), *_ratios(ours)]


def _size(ours: Report) -> float:
    """How large the simulated registry is beside the printed one."""
    table = ours.part("table 1")
    counts = [cell.value or 0 for cell in table.cells] if table else []
    return sum(counts) / sum(group.operations for group in GROUPS)


def _outcomes(part: Part, own: Part, size: float) -> Iterator[Difference]:
    """Means, SDs, shares and how many answered: what stands under the same name in both."""
    for cell in part.cells:
        mine = own.at(cell.measure, cell.timepoint, cell.row)
        if mine is None or cell.value is None or mine.value is None:
            continue
        if cell.kind is Kind.MEAN and (mine.n or 0) >= FEWEST:
            yield from _mean(part, cell, mine)
        elif cell.kind is Kind.SHARE and part.population.startswith("segmental"):
            yield from _share(part, cell.measure, cell.timepoint, cell.value, mine)
        elif cell.measure == "patients":
            yield _count(part, cell, mine, size)


def _mean(part: Part, cell: Cell, mine: Cell) -> Iterator[Difference]:
    decimals = decimals_of(cell) + 1
    told = (part.name, part.population)
    value, spread, n = cell.value or 0, mine.spread or 0, mine.n or 0
    error = (cell.spread or spread) / sqrt(n)
    yield Difference(*told, f"{cell.measure} mean", cell.timepoint, value, mine.value or 0, error, decimals)
    if cell.spread is not None:
        bend = _bend(part.population, cell.measure, cell.timepoint)
        error = cell.spread * bend / sqrt(n)
        yield Difference(*told, f"{cell.measure} SD", cell.timepoint, cell.spread, spread, error, decimals)


@cache
def _bend(group: str, measure: str, timepoint: str) -> float:
    """The standard error of an SD, as a share of SD / √n; of a normal distribution it is √½."""
    if measure in {"age", "bmi"}:
        return sqrt(0.5)
    scores = target(group, measure, timepoint)
    chances = [upto - below for upto, below in zip(scores.cumulated, (0.0, *scores.cumulated), strict=False)]
    mean = sum(value * chance for value, chance in zip(scores.values, chances, strict=True))
    second, fourth = (
        sum((value - mean) ** power * chance for value, chance in zip(scores.values, chances, strict=True))
        for power in (2, 4)
    )
    return sqrt(fourth / second**2 - 1) / 2


def _share(part: Part, what: str, timepoint: str, per_cent: float, mine: Cell) -> Iterator[Difference]:
    of = mine.of or 0
    if of >= FEWEST and 0 < per_cent < 100:
        error = sqrt(per_cent * (100 - per_cent) / of)
        yield Difference(
            part.name, part.population, f"{what}, %", timepoint, per_cent, mine.value or 0, error, 1
        )


def _count(part: Part, cell: Cell, mine: Cell, size: float) -> Difference:
    """The printed n at the size of the simulated registry."""
    wanted = (cell.value or 0) * size
    operations = sum(group.operations for group in GROUPS) * size
    error = sqrt(wanted * (1 - wanted / operations))
    return Difference(
        part.name, part.population, "n", cell.timepoint, wanted, mine.value or 0, error, decimals=0
    )


def _by_unit(part: Part, own: Part) -> Iterator[Difference]:
    """Each unit's completeness; our made-up units carry the numbers of the printed ones."""
    named = {row.rpartition(" ")[2]: row for row in own.rows() if row != TOTAL}
    for cell in part.cells:
        unit = cell.row.rpartition(" ")[2]
        if cell.measure != "completeness" or not cell.row.startswith("unit") or cell.value is None:
            continue
        mine = own.at("completeness", cell.timepoint, named.get(f"{int(unit):02}", ""))
        if mine is not None and mine.value is not None:
            yield from _share(part, f"{cell.row}, answers before", cell.timepoint, cell.value, mine)


def _lumbar(theirs: Report, ours: Report) -> Iterator[Difference]:
    """Operations of all years by diagnosis."""
    part, own = theirs.part("table 2"), ours.part("table 2")
    for cell in part.cells if part and own else ():
        if cell.row in FROM_OTHER_TABLES:
            continue
        row = title_of_group(LUMBAR.get(cell.row, cell.row))
        mine = own.at(cell.measure, cell.timepoint, row) if own else None
        is_of_all = cell.kind is Kind.COUNT and "-" in cell.timepoint
        if part and is_of_all and cell.value and mine and mine.value is not None:
            yield replace(_count(part, cell, mine, _size(ours)), what=f"operations, {cell.row}")


def _cement(theirs: Report, ours: Report) -> Iterator[Difference]:
    """How the operations are shared by the units; how many there are in all the simulation takes from table 13."""
    part, own = theirs.part("table 12"), ours.part("table 12")
    if part is None or own is None:
        return
    printed_total, own_total = (_sum(one, [row]) for one, row in ((part, "total"), (own, TOTAL)))
    units = {row.rpartition(" ")[2]: row for row in own.rows() if row != TOTAL}
    for cell in part.cells:
        unit = cell.row.rpartition(" ")[2]
        number = _sum(own, [units.get(f"{int(unit):02}", "")]) if unit.isdigit() else None
        if number and own_total and printed_total and cell.value:
            mine = Cell(measure="share", timepoint=cell.timepoint, kind=Kind.SHARE, value=100 * number / own_total,
                        n=number, of=own_total)  # fmt: skip
            share = 100 * cell.value / printed_total
            yield from _share(part, f"{cell.row}, share of operations", cell.timepoint, share, mine)


def _renamed(theirs: Report, ours: Report) -> Iterator[Difference]:
    for name, there, here in RENAMED:
        part, own = theirs.part(name), ours.part(name)
        cell, mine = part and part.at(*there), own and own.at(*here)
        if not part or not cell or not mine or cell.value is None or mine.value is None:
            continue
        if mine.kind is Kind.SHARE:
            yield from _share(part, cell.row, cell.timepoint, cell.value, mine)
        elif (mine.n or 0) >= FEWEST:
            what = " ".join(filter(None, (cell.measure, cell.row)))
            error = (mine.spread or 0) / sqrt(mine.n or 1)
            told = (name, part.population, what, cell.timepoint)
            yield Difference(*told, cell.value, mine.value, error, decimals_of(cell) + 1)


def _ratios(ours: Report) -> Iterator[Difference]:
    """Shares that the printed figures give of some rows together."""
    weekdays, diagnoses = ours.part("figure 37"), ours.part("figure 21")
    if weekdays:
        yield from _ratio(weekdays, "on Monday, Thursday or Friday", 53, OFTEN, [TOTAL])
    if diagnoses:
        herniation, foramen = (DIAGNOSES[code].title for code in ARM)
        yield from _ratio(
            diagnoses, "herniation, of both radiculopathies", 4000 / 79, [herniation], [herniation, foramen]
        )


def _ratio(
    part: Part, what: str, per_cent: float, some: Iterable[str], whole: Iterable[str]
) -> Iterator[Difference]:
    found, of = _sum(part, some), _sum(part, whole)
    if found is not None and of:
        mine = Cell(measure="share", timepoint="", kind=Kind.SHARE, value=100 * found / of, n=found, of=of)
        yield from _share(part, what, part.period, per_cent, mine)


def _sum(part: Part, rows: Iterable[str]) -> int | None:
    """None where one of them is hidden."""
    cells = [cell for cell in part.cells if cell.kind is Kind.COUNT and cell.row in set(rows)]
    return None if any(cell.value is None for cell in cells) else sum(int(cell.value or 0) for cell in cells)
