"""The treatments of a timeline: which facts they are, how a value is drawn and said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from guidelines.freshness import LIMITS
from guidelines.pathway.fact import Kind
from guidelines.pathway.facts import FACTS
from guidelines.presentation.values import label, value_words
from registry.timeline.treatments import Noted, Period, periods_of

OTHER_TREATMENTS = ("corset_use", "bed_rest_continuous", "bone_drug", "calcium_vitamin_d")
TREATMENTS = (*(name for name, fact in FACTS.items() if fact.kind is Kind.TREATMENT), *OTHER_TREATMENTS)


class Drawn(StrEnum):
    """How a value looks on the line of time."""

    GIVEN = "given"  # a full bar
    INADEQUATE = "inadequate"  # an open bar: tried, without enough effect
    STOPPED = "stopped"  # a cross on the day: not tolerated, contraindicated or stopped
    NOT_GIVEN = "not_given"  # nothing; the table says it


DRAWN = {
    "inadequate": Drawn.INADEQUATE,
    "not_tolerated": Drawn.STOPPED,
    "contraindicated": Drawn.STOPPED,
    "denosumab_stopped": Drawn.STOPPED,
    "not_tried": Drawn.NOT_GIVEN,
    "none": Drawn.NOT_GIVEN,
    False: Drawn.NOT_GIVEN,
}


def treatment_periods(noted: Iterable[Noted], on: date) -> tuple[Period, ...]:
    """Periods in the order of the facts; a value stands no longer than it is read for."""
    ordered = sorted(noted, key=lambda one: TREATMENTS.index(one.name))
    return periods_of(ordered, on, {name: LIMITS[name].days for name in TREATMENTS if name in LIMITS})


def treatment_words(period: Period) -> str:
    """The treatment with its value; a value that the facts no longer allow is shown as it was recorded."""
    known = isinstance(period.value, bool) or period.value in FACTS[period.name].values
    return f"{label(period.name)}: {value_words(period.name, period.value) if known else period.value}"


def drawn_as(period: Period) -> Drawn:
    return DRAWN.get(period.value, Drawn.GIVEN)
