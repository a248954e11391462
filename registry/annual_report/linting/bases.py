"""A number is of no more people than there are, and what is counted in parts adds up to the whole wherever that stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from registry.annual_report.linting.differences import CLOSE
from registry.annual_report.linting.finding import Finding, found
from registry.annual_report.populations import OPERATIONS, Population, populations
from registry.annual_report.report import Absent, Cell, Kind, Part, Place, Report, Rule
from registry.annual_report.specification import BY_NAME, Shape
from registry.instruments import INSTRUMENTS
from registry.instruments.translate import _

Known = tuple[int, Place]
Counted = Mapping[str, Known]  # what is counted, to how many there are and where that stands first


def check(report: Report) -> Iterator[Finding]:
    numbers = _counted(report)
    for part in report.parts:
        yield from _means(report, part, numbers)
        yield from _shares(part)
        if BY_NAME[part.name].shape is Shape.REGIONS:
            yield from _regions(part, numbers)
    yield from _years(numbers)
    yield from _kinds(report, numbers)


def _counted(report: Report) -> dict[str, Known]:
    numbers: dict[str, Known] = {}
    for part, cell in report.cells():
        number = _number(cell)
        if cell.counts and number is not None:
            numbers.setdefault(cell.counts, (number, part.place(cell)))
    return numbers


def _number(cell: Cell) -> int | None:
    if cell.value is None:
        return None
    return int(cell.value) if cell.kind is Kind.COUNT else cell.n


def _means(report: Report, part: Part, numbers: Counted) -> Iterator[Finding]:
    """Those of all rows together are of no more patients than answered, were due or were operated on."""
    columns: dict[tuple[str, str, bool], list[Cell]] = defaultdict(list)
    for cell in part.cells:
        if cell.kind is Kind.MEAN and cell.n:
            columns[cell.measure, cell.timepoint, _is_total(part, cell)].append(cell)
    for cells in columns.values():
        added = sum(cell.n or 0 for cell in cells)
        for most, place in _bounds(report, part, cells[0], numbers):
            if added > most:
                text = _("The mean is of {added}, and there are {most} ({place}).")
                rule = Rule.BASE if place.measure in {"operated", "operations"} else Rule.DUE
                yield found(rule, part.place(cells[0]), place, text=text, added=added, most=most, place=place)
                break


def _bounds(report: Report, part: Part, cell: Cell, numbers: Counted) -> Iterator[Known]:
    when = cell.timepoint
    if cell.measure in INSTRUMENTS:
        yield from _known(part, part.at("patients", when))
    yield from _known(part, part.at("due", when))
    yield from _known(part, part.at("operated", "baseline"))
    if part.total and not _is_total(part, cell):
        yield from _known(part, part.at(cell.measure, when, part.total))
    for other in report.parts if cell.row else ():
        if other is not part and (other.population, other.years) == (part.population, part.years):
            yield from _known(other, other.at(cell.measure, when))
    yield from _operated(part, when if when.isdigit() else part.period, numbers)


def _is_total(part: Part, cell: Cell) -> bool:
    return bool(part.total) and cell.row == part.total


def _known(part: Part, cell: Cell | None) -> Iterator[Known]:
    number = _number(cell) if cell else None
    if cell and number is not None:
        yield number, part.place(cell)


def _operated(part: Part, period: str, numbers: Counted) -> Iterator[Known]:
    """Of the population, of all operations for the same diagnoses, and of all operations."""
    for one in dict.fromkeys((part.population, _whole_of(populations()[part.population]), "all")):
        what = f"operations/{one}/{period}"
        found_years = _over_years(what, numbers)
        if what in numbers:
            yield numbers[what]
        elif found_years:
            yield sum(number for number, _place in found_years), found_years[-1][1]


def _whole_of(group: Population) -> str:
    """The population of the same diagnoses, whatever the operation."""
    same = [
        one.code
        for one in populations().values()
        if one.diagnoses and (one.diagnoses, one.procedures) == (group.diagnoses, OPERATIONS)
    ]
    return same[0] if same else group.code


def _over_years(what: str, numbers: Counted) -> list[Known]:
    """Every year of a period; nothing where one of them is not shown."""
    name, _slash, period = what.rpartition("/")
    first, dash, last = period.partition("-")
    if not (dash and first.isdigit() and last.isdigit()):
        return []
    years = [numbers.get(f"{name}/{year}") for year in range(int(first), int(last) + 1)]
    return [] if None in years else [year for year in years if year]


def _years(numbers: Counted) -> Iterator[Finding]:
    for what, whole in numbers.items():
        if parts := _over_years(what, numbers):
            yield from _add_up(whole, parts)


def _add_up(whole: Known, parts: Iterable[Known]) -> Iterator[Finding]:
    """`parts` are of one table or figure."""
    total, (added, places) = whole[0], (0, [whole[1]])
    for number, place in parts:
        added, places = added + number, [*places, place]
    if added != total:
        text = _("{total} in all, and {added} in its parts ({place}).")
        yield found(Rule.SUM, *places, text=text, total=total, added=added, place=places[-1].part)


def _kinds(report: Report, numbers: Counted) -> Iterator[Finding]:
    """Who was operated on in certain ways: the kinds of operation together."""
    for part in report.parts:
        hides = any(cell.absent is Absent.SUPPRESSED for cell in part.cells)
        if BY_NAME[part.name].shape is not Shape.PROCEDURES or hides:
            continue
        for group in populations().values():
            whole = numbers.get(f"operations/{group.code}/{part.period}")
            if whole and group.code != part.population and _whole_of(group) == part.population:
                keys = [f"operations/{part.population}/{kind}/{part.period}" for kind in group.procedures]
                yield from _add_up(whole, [numbers[key] for key in keys if key in numbers])


def _regions(part: Part, numbers: Counted) -> Iterator[Finding]:
    """They add up to the year, and each change is that of its two years."""
    for year in part.years:
        cells = [cell for cell in part.cells if (cell.measure, cell.timepoint) == ("operations", str(year))]
        whole = numbers.get(f"operations/{part.population}/{year}")
        rows = [known for cell in cells for known in _known(part, cell)]
        if whole and cells and len(rows) == len(cells):
            yield from _add_up(whole, rows)
    for cell in part.cells:
        before, after = (part.at("operations", end, cell.row) for end in cell.ends)
        if cell.measure == "change" and cell.value is not None and before and after and before.value:
            grown = 100 * ((after.value or 0) - before.value) / before.value
            if after.value is not None and abs(grown - cell.value) > CLOSE:
                text = _("The change is {grown} %, not {said}.")
                places = [part.place(one) for one in (cell, before, after)]
                yield found(Rule.DIFFERENCE, *places, text=text, grown=f"{grown:.1f}", said=cell.value)


def _shares(part: Part) -> Iterator[Finding]:
    """A share is of the numbers that stand beside it."""
    for cell in part.cells:
        if cell.kind is Kind.SHARE and cell.value is not None:
            for number, other in _beside(part, cell):
                beside = _number(other) if other else None
                if other and number is not None and beside is not None and number != beside:
                    text = _("The share is of {number}, and {beside} stands beside it.")
                    places = part.place(cell), part.place(other)
                    yield found(Rule.SHARE, *places, text=text, number=number, beside=beside)


def _beside(part: Part, cell: Cell) -> list[tuple[int | None, Cell | None]]:
    if cell.measure == "completeness":
        of = part.at("operations", cell.timepoint, cell.row)
        return [(cell.n, part.at("answered_before", cell.timepoint, cell.row)), (cell.of, of)]
    if cell.measure.endswith("_reached"):
        pairs = part.at(cell.measure.removesuffix("_reached"), f"baseline-{cell.timepoint}", cell.row)
        return [(cell.of, pairs)]
    if cell.measure != "share":
        return []
    counts = ("operations", "patients")
    rows = [(cell.n, part.at(one, cell.timepoint, cell.row)) for one in counts]
    return rows + [(cell.of, part.at(one, cell.timepoint, part.total)) for one in counts if part.total]
