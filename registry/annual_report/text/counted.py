"""Sentences on what is counted."""

from __future__ import annotations

from collections.abc import Iterator

from registry.annual_report.populations import NO_REGION, populations
from registry.annual_report.report import Cell, Claim, Kind, Of, Part, Sentence
from registry.annual_report.text.said import TIMES, quoted, said, whole
from registry.instruments.translate import _, say

FEW_TO_COMPARE = 30  # of fewer, a per cent says more than the numbers do
NOT_RECORDED = _("Not recorded")
UNITS_TARGET = 90  # per cent of operations with answers before (R21)


def on_years(part: Part) -> Iterator[Sentence]:
    """The last year against the one before."""
    first, last = part.years
    now, before = part.at("operations", str(last)), part.at("operations", str(last - 1))
    population = populations()[part.population].title
    if now is None or now.value is None:
        text = _("{population}: the number of {year} is not shown.")
        yield Sentence(part.name, say(text, population=population, year=last))
        return
    values: dict[str, str | int] = {"population": population, "now": said(now), "year": last}
    if before is None or not before.value or first == last:
        text = _("{population}: {now} operations in {year}.")
        yield Sentence(part.name, say(text, **values), quoted(part, now))
        return
    yield _compared(part, now, before, values)


def _compared(part: Part, now: Cell, before: Cell, values: dict[str, str | int]) -> Sentence:
    earlier, later = whole(before) or 1, whole(now) or 0
    per_cent = 100 * (later - earlier) / earlier
    text = _("{population}: {now} operations in {year}, as many as in {previous}.")
    if earlier < FEW_TO_COMPARE and later != earlier:
        text = _("{population}: {now} operations in {year}, {before} in {previous}.")
    elif later > earlier:
        text = _("{population}: {now} operations in {year}, {apart} % more than the {before} in {previous}.")
    elif later < earlier:
        text = _("{population}: {now} operations in {year}, {apart} % fewer than the {before} in {previous}.")
    values |= {"before": said(before), "previous": before.timepoint, "apart": f"{abs(per_cent):.1f}"}
    ratio = Claim(
        Of.RATIO, (part.place(before), part.place(now)), 100 + per_cent - 0.06, 100 + per_cent + 0.06
    )
    return Sentence(part.name, say(text, **values), (*quoted(part, now, before), ratio))


def on_rows(part: Part) -> Iterator[Sentence]:
    """The largest row of each column of counts, of the whole where that is shown."""
    for measure, timepoint in dict.fromkeys(
        (cell.measure, cell.timepoint) for cell in part.cells if cell.kind is Kind.COUNT
    ):
        rows = [
            cell
            for cell in part.cells
            if (cell.measure, cell.timepoint) == (measure, timepoint)
            and cell.row != part.total
            and cell.value
        ]
        if rows:
            yield _largest(
                part, max(rows, key=lambda cell: cell.value or 0), part.at(measure, timepoint, part.total)
            )


def on_scores(part: Part) -> Iterator[Sentence]:
    """Of how many the score is known: it is not known of the rest."""
    unknown = part.at("patients", "baseline", NOT_RECORDED)
    total = part.at("patients", "baseline", part.total)
    if unknown is None or total is None or unknown.value is None or total.value is None:
        return
    text = _("The score is recorded of {known} of {total}.")
    known = int(total.value - unknown.value)
    yield Sentence(part.name, say(text, known=known, total=said(total)), quoted(part, unknown, total))


def _largest(part: Part, cell: Cell, total: Cell | None) -> Sentence:
    values: dict[str, str | int] = {"row": cell.row, "number": said(cell)}
    at_wave = cell.timepoint in TIMES
    values["when"] = TIMES[cell.timepoint] if at_wave else cell.timepoint
    if total is None or not total.value:
        text = LARGEST_AT if at_wave else LARGEST_IN
        return Sentence(part.name, say(text, **values), quoted(part, cell))
    values |= {"total": said(total), "share": f"{100 * (cell.value or 0) / total.value:.1f}"}
    text = LARGEST_AT_OF if at_wave else LARGEST_IN_OF
    return Sentence(part.name, say(text, **values), quoted(part, cell, total))


LARGEST_AT = _("{when}, the largest number is that of “{row}”: {number}.")
LARGEST_AT_OF = _("{when}, the largest number is that of “{row}”: {number} of {total} ({share} %).")
LARGEST_IN = _("In {when}, the largest number is that of “{row}”: {number}.")
LARGEST_IN_OF = _("In {when}, the largest number is that of “{row}”: {number} of {total} ({share} %).")


def on_completeness(part: Part) -> Iterator[Sentence]:
    first, last = (str(year) for year in part.years)
    operations, answered, share = (
        part.at(name, last, part.total) for name in ("operations", "answered_before", "completeness")
    )
    before = part.at("completeness", first, part.total)
    if operations and answered and share and share.value is not None:
        values = {
            "answered": said(answered),
            "operations": said(operations),
            "year": last,
            "share": said(share),
        }
        text = _("{answered} of {operations} operations in {year} had answers before ({share} %).")
        yield Sentence(part.name, say(text, **values), quoted(part, operations, answered, share))
    if share and before and share.value is not None and before.value is not None:
        text = _("The year before it was {before} %; the target is {target} %.")
        values = {"before": said(before), "target": str(UNITS_TARGET)}
        yield Sentence(part.name, say(text, **values), quoted(part, before))
    yield _units(part, last)


def _units(part: Part, year: str) -> Sentence:
    """How many units reach the target: no names and no ranks."""
    rows = [
        cell
        for cell in part.cells
        if cell.measure == "completeness" and cell.timepoint == year and cell.row != part.total
    ]
    reach = sum(cell.value is not None and cell.value >= UNITS_TARGET for cell in rows)
    shown = sum(cell.value is not None for cell in rows)
    text = _("Units with a number shown in {year}: {shown}; at or above the target of {target} %: {reach}.")
    return Sentence(part.name, say(text, reach=reach, shown=shown, target=UNITS_TARGET, year=year))


def on_regions(part: Part) -> Iterator[Sentence]:
    changes = [
        cell
        for cell in part.cells
        if cell.measure == "change" and cell.value is not None and cell.row != NO_REGION
    ]
    if not changes:
        yield Sentence(part.name, say(_("No region has a change from year to year that can be shown.")))
        return
    up = sum((cell.value or 0) > 0 for cell in changes)
    down = sum((cell.value or 0) < 0 for cell in changes)
    text = _(
        "Regions whose change from {first} to {last} is shown: {all}; more operations in {up}, fewer in {down}."
    )
    first, last = part.years
    yield Sentence(part.name, say(text, first=first, last=last, up=up, down=down, all=len(changes)))
