"""Sentences on means and changes."""

from __future__ import annotations

from collections.abc import Iterator

from registry.annual_report.measures import measure, rounded
from registry.annual_report.report import Cell, Kind, Part, Sentence
from registry.annual_report.text.said import TIMES, quoted, said, unit_of
from registry.instruments.translate import _, say


def on_outcome(part: Part) -> Iterator[Sentence]:
    """Each measure: the change of pairs with its interval, and the share that reached the threshold."""
    for cell in part.cells:
        if cell.is_change and cell.value is not None:
            yield _changed(part, cell)
            share = part.at(f"{cell.measure}_reached", cell.ends[1], cell.row)
            if share is not None and share.value is not None:
                yield _reached(part, share)


def _changed(part: Part, cell: Cell) -> Sentence:
    """A size is told without its sign: the words say which way."""
    wave = TIMES[cell.ends[1]]
    values: dict[str, str | int] = {
        "measure": named(cell),
        "wave": wave,
        "change": said(cell).lstrip("-"),
        "unit": unit_of(cell.measure),
        "n": cell.n or 0,
    }
    if cell.low is None or cell.high is None:
        text = {1: IMPROVED, -1: WORSENED}.get(_way(cell), UNCHANGED)
        return Sentence(part.name, say(text, **values), quoted(part, cell))
    decimals = measure(cell.measure).decimals
    values |= {"low": str(rounded(cell.low, decimals)), "high": str(rounded(cell.high, decimals))}
    text = {1: IMPROVED_WITHIN, -1: WORSENED_WITHIN}.get(_way(cell), UNCHANGED_WITHIN)
    return Sentence(part.name, say(text, **values), quoted(part, cell))


def named(cell: Cell) -> str:
    """An index with its value set."""
    title = measure(cell.measure).title
    return f"{title} ({cell.surname})" if cell.surname else title


def _way(cell: Cell) -> int:
    number = float(said(cell))
    return (number > 0) - (number < 0)


IMPROVED = _("{measure}: better {wave} by {change} {unit}, of {n} who answered both times.")
WORSENED = _("{measure}: worse {wave} by {change} {unit}, of {n} who answered both times.")
UNCHANGED = _("{measure}: no change {wave}, of {n} who answered both times.")
UNCHANGED_WITHIN = _(
    "{measure}: no change {wave} (95 % interval of the improvement {low} to {high} {unit}), of {n} who answered both times."
)
IMPROVED_WITHIN = _(
    "{measure}: better {wave} by {change} {unit} (95 % interval {low} to {high}), of {n} who answered both times."
)
WORSENED_WITHIN = _(
    "{measure}: worse {wave} by {change} {unit} (95 % interval of the improvement {low} to {high}), of {n} who answered both times."
)


def _reached(part: Part, cell: Cell) -> Sentence:
    """The threshold with its unit and its source: "12.8, DaneSpine", "30 %, Ostelo 2008"."""
    threshold, _comma, source = cell.surname.partition(", ")
    text = REACHED_SHARE if threshold.endswith(" %") else REACHED
    values: dict[str, str | int] = {
        "reached": cell.n or 0,
        "n": cell.of or 0,
        "threshold": threshold.removesuffix(" %"),
        "unit": unit_of(cell.measure),
        "source": source,
        "share": said(cell),
    }
    return Sentence(part.name, say(text, **values), quoted(part, cell), continues=True)


REACHED = _("{reached} of those {n} ({share} %) improved by at least {threshold} {unit} ({source}).")
REACHED_SHARE = _(
    "{reached} of those {n} ({share} %) improved by at least {threshold} % of what they had before ({source})."
)


def on_means(part: Part) -> Iterator[Sentence]:
    """The last year that has a mean, and the first."""
    shown = [cell for cell in part.cells if cell.kind is Kind.MEAN and cell.value is not None]
    if not shown:
        return
    first, last = shown[0], shown[-1]
    values: dict[str, str | int] = {"measure": named(last)}
    values |= {"last": said(last), "year": last.timepoint, "n": last.n or 0, "unit": unit_of(last.measure)}
    if first is last:
        text = _("{measure} before the operation: {last} {unit} in {year} (n {n}).")
        yield Sentence(part.name, say(text, **values), quoted(part, last))
        return
    values |= {"first": said(first), "start": first.timepoint, "m": first.n or 0}
    apart = float(said(last)) - float(said(first))
    values["apart"] = str(rounded(abs(apart), measure(last.measure).decimals))
    text = {True: HIGHER, False: LOWER}[apart > 0] if apart else AS_BEFORE
    yield Sentence(part.name, say(text, **values), quoted(part, first, last))


HIGHER = _(
    "{measure} before the operation: {last} {unit} in {year} (n {n}), {apart} higher than the {first} in {start} (n {m})."
)
LOWER = _(
    "{measure} before the operation: {last} {unit} in {year} (n {n}), {apart} lower than the {first} in {start} (n {m})."
)
AS_BEFORE = _("{measure} before the operation: {last} {unit} in {year} (n {n}), as in {start} (n {m}).")


def on_means_of_rows(part: Part) -> Iterator[Sentence]:
    """Each row's mean with how many it is of."""
    for cell in part.cells:
        if cell.value is not None:
            values: dict[str, str | int] = {
                "measure": named(cell),
                "row": cell.row,
                "mean": said(cell),
                "unit": measure(cell.measure).unit,
                "n": cell.n or 0,
            }
            text = _("{measure}, “{row}”: mean {mean} {unit} (n {n}).")
            yield Sentence(part.name, say(text, **values), quoted(part, cell))


def on_durations(part: Part) -> Iterator[Sentence]:
    """The shortest and the longest band whose change is shown."""
    shown = [cell for cell in part.cells if cell.is_change and cell.value is not None]
    if len(shown) < 2:
        return
    first, last = shown[0], shown[-1]
    text = _(
        "{measure}, mean improvement of those who answered both times: {first} {unit} in the band “{short}” (n {n}), {last} in the band “{long}” (n {m})."
    )
    values: dict[str, str | int] = {"measure": named(first)}
    values |= {"unit": unit_of(first.measure)}
    values |= {"first": said(first), "short": first.row, "n": first.n or 0}
    values |= {"last": said(last), "long": last.row, "m": last.n or 0}
    yield Sentence(part.name, say(text, **values), quoted(part, first, last))
