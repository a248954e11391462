"""What a part must say of its numbers: what they are of, what they are not, and what the linter asks to be said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from registry.annual_report.followed import followed
from registry.annual_report.linting.changes import WAVES, at_odds, is_at_edge
from registry.annual_report.measures import measure, shown
from registry.annual_report.populations import populations
from registry.annual_report.report import Kind, Note, Part, Rule
from registry.annual_report.specification import BY_NAME, Shape
from registry.diagnoses import breaks
from registry.instruments.translate import _, say

FEW = 30  # product.md 21
TARGET = 80  # per cent of those due (R21)
WAVE_WORDS = {"w6": _("6 weeks"), "y1": _("1 year"), "y2": _("2 years"), "y5": _("5 years"), "y10": _("10 years")}  # fmt: skip
UNCONTROLLED = _(
    "Before and after, without a comparison group: it does not show that the operation made the difference."
)
UNADJUSTED = _("Not adjusted for differences between patients or units.")
PAIRS = _(
    "Means are of whoever answered that time, with their SD. A change is of those who answered both times; improvement is positive."
)
WITHOUT_GROUP = frozenset({Shape.OUTCOME, Shape.WAVES, Shape.MEAN_BY_DURATION, Shape.GAIN_BY_DURATION})
BETWEEN_UNITS = frozenset({Shape.COMPLETENESS, Shape.UNITS, Shape.REGIONS})
OVER_TIME = frozenset({Shape.YEARS, Shape.MEAN_BY_YEAR})


def with_notes(part: Part) -> Part:
    """The part with its notes; what it says already stays."""
    return replace(part, notes=(*part.notes, *_notes(part)))


def _notes(part: Part) -> Iterator[Note]:
    shape = BY_NAME[part.name].shape
    if shape in WITHOUT_GROUP:
        yield Note(say(PAIRS))
        yield Note(say(UNCONTROLLED))
    yield from _years(part)
    if shape in WITHOUT_GROUP or shape in BETWEEN_UNITS:
        yield Note(say(UNADJUSTED))
    if shape in OVER_TIME:
        yield from _breaks(part)
    yield from _followed(part)
    yield from _few(part)
    yield from _asked_for(part)


def _years(part: Part) -> Iterator[Note]:
    """Of which years each follow-up is, where that is not all of the part's."""
    for wave in BY_NAME[part.name].waves if any(cell.timepoint in WAVES for cell in part.cells) else ():
        first, last = followed(part.years, wave)
        text = _("{wave}: of those operated {first}–{last}, whose whole follow-up came by the end of {year}.")
        if first > last:
            text = _("{wave}: nobody was operated on so long before the end of {year}.")
        yield Note(say(text, wave=WAVE_WORDS[wave], first=first, last=last, year=part.years[1]))


def _breaks(part: Part) -> Iterator[Note]:
    for year in coding_breaks(part):
        yield Note(say(_("From {year} other codes stand for the diagnosis: compare with care."), year=year))


def coding_breaks(part: Part) -> list[int]:
    """Years of the part, but the first, in which the coding of one of its diagnoses changed."""
    first, last = part.years
    days = {day.year for code in populations()[part.population].diagnoses for day in breaks(code)}
    return sorted(year for year in days if first < year <= last)


def _followed(part: Part) -> Iterator[Note]:
    for wave in WAVES:
        due, answered = part.at("due", wave), part.at("patients", wave)
        if due is None or answered is None or not due.value or answered.value is None:
            continue
        per_cent = 100 * answered.value / due.value
        if per_cent < TARGET:
            text = _(
                "Of {due} due at {wave}, {answered} answered ({share} %), below the target of {target} %: who answered may differ from who did not."
            )
            values: dict[str, str | int] = {
                "due": int(due.value),
                "answered": int(answered.value),
                "wave": WAVE_WORDS[wave],
            }
            yield Note(say(text, **values, share=f"{per_cent:.1f}", target=TARGET))


def _few(part: Part) -> Iterator[Note]:
    few = [cell for cell in part.cells if cell.kind in (Kind.MEAN, Kind.CHANGE) and cell.n and cell.n < FEW]
    if few:
        text = _("Some numbers are of fewer than {few} patients: see how many, and the interval.")
        yield Note(say(text, few=FEW))


def _asked_for(part: Part) -> Iterator[Note]:
    """What the linter wants said (registry/annual_report/linting)."""
    if part.shares_add and _rounds(part):
        yield Note(say(_("Shares are rounded and need not add up to 100 %.")), Rule.ROUNDING)
    at_edge = [cell for cell in part.cells if cell.is_change and is_at_edge(cell)]
    if at_edge:
        titles = ", ".join(dict.fromkeys(measure(cell.measure).title for cell in at_edge))
        text = _(
            "{measures}: the mean change lies at the threshold, or within its range; the share that reaches it says more."
        )
        yield Note(say(text, measures=titles), Rule.EDGE)
    for cell in at_odds(part):
        text = _(
            "{measure} moves against every other measure from the follow-up before to {wave}; the means are not of the same patients."
        )
        values = {"measure": measure(cell.measure).title, "wave": WAVE_WORDS[cell.timepoint]}
        yield Note(say(text, **values), Rule.AT_ODDS)


def _rounds(part: Part) -> bool:
    """Whether the shares of some column, as they are shown, come to another sum than 100."""
    for _measure, timepoint in dict.fromkeys((cell.measure, cell.timepoint) for cell in part.cells):
        numbers = [
            shown(cell)
            for cell in part.cells
            if cell.kind is Kind.SHARE and cell.timepoint == timepoint and cell.row != part.total
        ]
        if numbers and None not in numbers and sum(filter(None, numbers)) != 100:
            return True
    return False
