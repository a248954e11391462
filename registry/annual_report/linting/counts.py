"""The same is counted alike everywhere, and nobody answers who was not operated on, or not due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from registry.annual_report.linting.changes import WAVES
from registry.annual_report.linting.finding import Finding, found
from registry.annual_report.report import Absent, Cell, Kind, Part, Place, Report, Rule
from registry.instruments.translate import _


def check(report: Report) -> Iterator[Finding]:
    yield from _recurring(report)
    for part in report.parts:
        yield from _base(report, part)
        yield from _due(part)
        yield from _implied(part)


def counted(report: Report) -> dict[str, dict[int, list[Place]]]:
    """What is counted, to how many there are, to where that stands."""
    places: dict[str, dict[int, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for part, cell in report.cells([Kind.COUNT]):
        if cell.counts and cell.value is not None:
            places[cell.counts][int(cell.value)].append(part.place(cell))
    return places


def _recurring(report: Report) -> Iterator[Finding]:
    for what, numbers in counted(report).items():
        known = report.counted.get(what)
        if len(numbers) > 1 or (known is not None and known not in numbers):
            places = [place for standing in numbers.values() for place in standing]
            text = _("One count ({what}), and more than one number: {numbers}.")
            said = ", ".join(map(str, sorted({*numbers, *([] if known is None else [known])})))
            yield found(Rule.SAME_COUNT, *places, text=text, what=what, numbers=said)


def _base(report: Report, part: Part) -> Iterator[Finding]:
    """Who answered, of how many operated on: the report must say."""
    before = part.at("patients", "baseline")
    if before is None or before.value is None:
        return
    numbers, wanted = counted(report), f"operations/{part.population}/{part.period}"
    operated = [*numbers.get(wanted, {}), *([report.counted[wanted]] if wanted in report.counted else [])]
    wider = [place for standing in numbers.get(part.within, {}).values() for place in standing]
    if not operated and _is_hidden(report, wanted):
        return
    if not operated:
        text = _("{answered} answered, and how many of this group were operated on is not said.")
        yield found(Rule.BASE, part.place(before), *wider, text=text, answered=int(before.value))
    elif before.value > max(operated):
        text = _("{answered} answered, and {operated} were operated on.")
        yield found(
            Rule.BASE, part.place(before), text=text, answered=int(before.value), operated=max(operated)
        )


def _is_hidden(report: Report, what: str) -> bool:
    """Counted, and not shown: that is said where it stands."""
    return any(
        cell.counts == what and cell.absent is Absent.SUPPRESSED for _part, cell in report.cells([Kind.COUNT])
    )


def _due(part: Part) -> Iterator[Finding]:
    for wave in WAVES:
        due, after = part.at("due", wave), part.at("patients", wave)
        if due is None or after is None or due.value is None or after.value is None:
            continue
        if after.value > due.value:
            text = _("{answered} answered at {wave}, and {due} were due.")
            values = {"answered": int(after.value), "due": int(due.value), "wave": wave}
            yield found(Rule.DUE, part.place(after), part.place(due), text=text, **values)


def _implied(part: Part) -> Iterator[Finding]:
    """A per cent and its count tell of how many: no more than the table has."""
    patients = part.at("patients", "baseline") or part.at("operated", "baseline")
    if patients is None or patients.value is None:
        return
    for cell in part.cells:
        base = _base_of(cell)
        if base is not None and base > patients.value:
            text = _("{share} % ({n}) is of about {base}, and the table has {patients}.")
            values = {"share": cell.value, "n": cell.n, "base": base, "patients": int(patients.value)}
            yield found(Rule.IMPLIED_COUNT, part.place(cell), text=text, **values)


def _base_of(cell: Cell) -> int | None:
    if cell.kind is not Kind.SHARE or cell.of is not None or not cell.n or not cell.value:
        return None
    return round(100 * cell.n / cell.value)
