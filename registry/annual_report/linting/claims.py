"""The text says what the tables say, and sends the reader to where it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from registry.annual_report.linting.counts import counted
from registry.annual_report.linting.finding import Finding, found
from registry.annual_report.measures import shown
from registry.annual_report.report import Claim, Of, Place, Report, Rule, Sentence
from registry.instruments.translate import _


def check(report: Report) -> Iterator[Finding]:
    for sentence in report.sentences:
        for claim in sentence.claims:
            yield from (
                _group(report, sentence, claim) if claim.of is Of.GROUP else _claim(report, sentence, claim)
            )
        yield from _references(report, sentence)


def _claim(report: Report, sentence: Sentence, claim: Claim) -> Iterator[Finding]:
    here = Place(sentence.where)
    number = READINGS[claim.of](report, claim.places)
    if number is None:
        text = _("“{sentence}”: no table shows it.")
        yield found(Rule.TEXT, here, *claim.places, text=text, sentence=sentence.text)
    elif not claim.low - 1e-9 <= number <= claim.high + 1e-9:
        text = _("“{sentence}”: the tables have {number}.")
        yield found(Rule.TEXT, here, *claim.places, text=text, sentence=sentence.text, number=f"{number:.3g}")


def _value(report: Report, places: tuple[Place, ...]) -> float | None:
    cell = report.at(places[0]) if places else None
    number = shown(cell) if cell else None
    return None if number is None else float(number)


def _difference(report: Report, places: tuple[Place, ...]) -> float | None:
    first, second = (_value(report, (place,)) for place in places)
    return None if first is None or second is None else abs(first) - abs(second)


def _ratio(report: Report, places: tuple[Place, ...]) -> float | None:
    """The second of the first, per cent."""
    first, second = (_value(report, (place,)) for place in places)
    return None if not first or second is None else 100 * second / first


def _column(report: Report, place: Place) -> list[float]:
    part = report.part(place.part)
    if part is None:
        return []
    return [
        cell.value
        for cell in part.cells
        if (cell.measure, cell.timepoint) == (place.measure, place.timepoint)
        and cell.row != part.total
        and cell.value is not None
    ]


def _rows(report: Report, places: tuple[Place, ...]) -> float | None:
    return len(_column(report, places[0]))


def _lowest(report: Report, places: tuple[Place, ...]) -> float | None:
    return min(_column(report, places[0]), default=None)


READINGS: dict[Of, Callable[[Report, tuple[Place, ...]], float | None]] = {
    Of.VALUE: _value,
    Of.DIFFERENCE: _difference,
    Of.RATIO: _ratio,
    Of.ROWS: _rows,
    Of.LOWEST: _lowest,
}


def _group(report: Report, sentence: Sentence, claim: Claim) -> Iterator[Finding]:
    """A count that the tables have of another group, in the same year, is hardly this one's."""
    numbers, year = counted(report), claim.about.rpartition("/")[2]
    others = [
        place
        for what, standing in numbers.items()
        for number, places in standing.items()
        for place in places
        if what != claim.about and what.endswith(f"/{year}") and claim.low <= number <= claim.high
    ]
    if others:
        text = _("“{sentence}”: the tables have that number for {group}.")
        values = {"sentence": sentence.text, "group": others[0].row or others[0].part}
        yield found(Rule.TEXT, Place(sentence.where), *others, text=text, **values)


def _references(report: Report, sentence: Sentence) -> Iterator[Finding]:
    for reference in sentence.references:
        part = report.part(reference.part)
        if part is None:
            text = _("“{sentence}”: there is no {part}.")
        elif part.code != reference.code:
            text = _("“{sentence}”: {part} does not show it.")
        else:
            continue
        yield found(
            Rule.REFERENCE,
            Place(sentence.where),
            Place(reference.part),
            text=text,
            sentence=sentence.text,
            part=reference.part,
        )
