"""The sentences on a part, by its shape. They carry what the numbers carry: direction, size, threshold, n, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from registry.annual_report.populations import populations
from registry.annual_report.report import Absent, Kind, Part, Sentence
from registry.annual_report.specification import BY_NAME, Shape
from registry.annual_report.text import counted, followed
from registry.instruments.translate import _, say

WRITERS: dict[Shape, Callable[[Part], Iterator[Sentence]]] = {
    Shape.YEARS: counted.on_years,
    Shape.MIX: counted.on_rows,
    Shape.COMPLETENESS: counted.on_completeness,
    Shape.UNITS: counted.on_rows,
    Shape.BANDS: counted.on_rows,
    Shape.SICK_LEAVE: followed.on_means_of_rows,
    Shape.REGIONS: counted.on_regions,
    Shape.PROCEDURES: counted.on_rows,
    Shape.DIAGNOSES: counted.on_rows,
    Shape.AGES: counted.on_rows,
    Shape.WEEKDAYS: counted.on_rows,
    Shape.SATISFACTION: counted.on_rows,
    Shape.SCORES: counted.on_scores,
    Shape.OUTCOME: followed.on_outcome,
    Shape.WAVES: followed.on_outcome,
    Shape.MEAN_BY_YEAR: followed.on_means,
    Shape.MEAN_BY_DURATION: followed.on_durations,
    Shape.GAIN_BY_DURATION: followed.on_durations,
}


def sentences_on(part: Part) -> tuple[Sentence, ...]:
    """At least one: where there is nothing to tell, that there is nothing and why."""
    nothing = nothing_of(part)
    if nothing is not None:
        return (nothing,)
    write = WRITERS.get(BY_NAME[part.name].shape)
    told = tuple(write(part)) if write else ()
    return told or (_what_is_missing(part),)


def _what_is_missing(part: Part) -> Sentence:
    """Too few numbers for anything to be said: how many are not there, and why."""
    why = [cell.absent for cell in part.cells]
    values: dict[str, str | int] = {"all": len(why), "population": populations()[part.population].title}
    values |= {
        "hidden": why.count(Absent.SUPPRESSED),
        "nobody": why.count(Absent.NOBODY),
        "period": part.period,
    }
    text = HIDDEN_AND_NOBODY if values["nobody"] else HIDDEN
    return Sentence(part.name, say(text if values["hidden"] else NOBODY, **values))


HIDDEN = _(
    "{population}, {period}: {hidden} of the {all} numbers are not shown, because they are from 1 to 4 or these could be worked out from them."
)
HIDDEN_AND_NOBODY = _(
    "{population}, {period}: {hidden} of the {all} numbers are not shown, because they are from 1 to 4 or these could be worked out from them, and for {nobody} nobody answered."
)
NOBODY = _("{population}, {period}: for {nobody} of the {all} numbers nobody answered.")


def nothing_of(part: Part) -> Sentence | None:
    """Why a part has no number at all; None where it has one."""
    if any(cell.value for cell in part.cells):
        return None
    why = {cell.absent for cell in part.cells}
    values = {"population": populations()[part.population].title, "period": part.period}
    if Absent.SUPPRESSED in why:
        text = _("{population}, {period}: every number is from 1 to 4 or could be worked out; none is shown.")
    elif any(cell.kind is Kind.COUNT and cell.value is not None for cell in part.cells):
        text = _("{population}, {period}: no operation is registered.")
    else:
        text = _("{population}, {period}: nobody answered.")
    return Sentence(part.name, say(text, **values))
