"""Procedures, signed advice and treatments: drawn on the axis of the scores, and listed below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from decision_support.addresses import Addresses
from decision_support.patient_page.charts import Tick, tick_words
from decision_support.patient_page.operations import OperationWords, operations_of
from decision_support.patient_page.treatments import Drawn, drawn_as, treatment_words
from guidelines.presentation.values import day_words, label
from guidelines.selectors import Signed
from registry.models import Episode
from registry.timeline.axis import Axis
from registry.timeline.treatments import Bar, Ending, Period, bar

ROW, LABEL, MIDDLE = 40.0, 14.0, 27.0  # the height of a row; where its words and its marks stand in it


@dataclass(frozen=True)
class EventRow:
    """A line of the table: `until` in words, `url` where there is a page about it."""

    day: date
    kind: str
    text: str
    until: str = ""
    url: str = ""


@dataclass(frozen=True)
class Point:
    x: float
    label: str
    url: str = ""


@dataclass(frozen=True)
class DrawnBar:
    bar: Bar
    drawn: str
    label: str


@dataclass(frozen=True)
class Lane:
    """One row of the drawing: flags, dots or bars; `shape` says which."""

    shape: str
    label: str
    y: float
    middle: float
    marks: tuple[Point | DrawnBar, ...]


@dataclass(frozen=True)
class EventChart:
    lanes: tuple[Lane, ...]
    height: float
    axis_y: float
    ticks: tuple[Tick, ...]
    description: str


@dataclass(frozen=True)
class Events:
    periods: tuple[Period, ...]
    procedures: tuple[tuple[date, str], ...]
    operations: tuple[OperationWords, ...]
    signed: tuple[EventRow, ...]

    @property
    def days(self) -> list[date]:
        begins = [period.begins for period in self.periods]
        return [*begins, *(day for day, _label in self.procedures), *(row.day for row in self.signed)]

    @property
    def rows(self) -> list[EventRow]:
        """Newest first."""
        procedures = [
            EventRow(one.day, _("Procedure"), " · ".join(filter(None, (one.text, one.went))), url=one.url)
            for one in self.operations
        ]
        treatments = [_treatment_row(period) for period in self.periods]
        return sorted([*self.signed, *procedures, *treatments], key=lambda row: row.day, reverse=True)

    def drawn(self, axis: Axis) -> EventChart | None:
        """None where nothing is to be drawn."""
        found = [lane for lane in (self._flags(axis), self._dots(axis), *self._bars(axis)) if lane[2]]
        lanes = tuple(
            Lane(shape, words, place * ROW + LABEL, place * ROW + MIDDLE, marks)
            for place, (shape, words, marks) in enumerate(found)
        )
        if not lanes:
            return None
        floor = len(lanes) * ROW
        said = "; ".join(f"{row.text} {row.until}".strip() for row in self.rows)
        return EventChart(lanes, floor + 26, floor, tick_words(axis), said)

    def _flags(self, axis: Axis) -> tuple[str, str, tuple[Point, ...]]:
        points = tuple(Point(axis.x(day), text) for day, text in self.procedures)
        return "flag", " · ".join(dict.fromkeys(text for _day, text in self.procedures)), points

    def _dots(self, axis: Axis) -> tuple[str, str, tuple[Point, ...]]:
        points = tuple(Point(axis.x(row.day), row.text, row.url) for row in self.signed)
        return "dot", _("Advice signed"), points

    def _bars(self, axis: Axis) -> Iterable[tuple[str, str, tuple[DrawnBar, ...]]]:
        for name in dict.fromkeys(period.name for period in self.periods):
            own = [period for period in self.periods if period.name == name]
            bars = tuple(
                DrawnBar(bar(period, axis), drawn_as(period).value, treatment_words(period))
                for period in own
                if drawn_as(period) is not Drawn.NOT_GIVEN
            )
            yield "bar", _lane(own), bars


def events_of(
    periods: tuple[Period, ...], episodes: Sequence[Episode], signed: Iterable[Signed], at: Addresses
) -> Events:
    procedures = [
        (procedure.performed_on, procedure.get_kind_display())
        for episode in episodes
        for procedure in episode.procedures.all()
    ]
    operations = tuple(one for episode in episodes for one in operations_of(episode, at))
    return Events(
        periods, tuple(sorted(procedures)), operations, tuple(_signed_row(one, at) for one in signed)
    )


def _signed_row(one: Signed, at: Addresses) -> EventRow:
    text = _("Advice signed by %(who)s") % {"who": one.by}
    day = localtime(one.at).date()
    return EventRow(day, _("Advice"), text, url=at.of("evaluation", pk=one.evaluation))


def _lane(own: Sequence[Period]) -> str:
    """The treatment, with its value where it had only one; a change stands in the table."""
    return treatment_words(own[0]) if len({period.value for period in own}) == 1 else label(own[0].name)


def _treatment_row(period: Period) -> EventRow:
    return EventRow(period.begins, _("Treatment"), treatment_words(period), _until(period))


def _until(period: Period) -> str:
    said = {"day": day_words(period.ends)}
    return {
        Ending.STANDS: _("still stands"),
        Ending.CHANGED: _("recorded otherwise %(day)s") % said,
        Ending.OUTDATED: _("too old to be read after %(day)s") % said,
    }[period.ending]
