"""How much of an exercise: what may be chosen in each programme, and what is suggested to begin with.

The frame is the UK consensus of 2022 (doi:10.1136/bjsports-2021-104634) as the programmes tell it; how long a stance is
held, how many steps and minutes are counted, and where one begins within a range is our own choice [D].
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from guidelines.pathway.exercise import ACUTE, DoseKind, Exercise
from guidelines.pathway.translate import _

MOST_LANDINGS = 50  # a session
SHORT_BOUTS_MINUTES = 20  # a day, where impact is low for somebody frail or function-limited


class Load(StrEnum):
    BODY = "body"
    LIGHT = "light"
    MODERATE = "moderate"
    EIGHT_TO_TWELVE = "eight_to_twelve"
    ABOVE_85 = "above_85"


LOAD_LABELS: dict[Load, str] = {
    Load.BODY: _("your own weight, no more"),
    Load.LIGHT: _("light: you could go on for long"),
    Load.MODERATE: _("moderate effort: you could do a few more"),
    Load.EIGHT_TO_TWELVE: _("a load you can lift 8 to 12 times, not more"),
    Load.ABOVE_85: _("above 85 % of what you can lift once, only with the physiotherapist"),
}


@dataclass(frozen=True)
class Span:
    """From `low` to `high`, both allowed; `first` is suggested."""

    low: int
    high: int
    first: int


@dataclass(frozen=True, kw_only=True)
class Dose:
    """What was chosen; None where the exercise is not counted so."""

    days_a_week: int
    sets: int | None = None
    repetitions: int | None = None
    hold_s: int | None = None
    minutes: int | None = None
    load: Load | None = None


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """What may be chosen; the first of `loads` is suggested."""

    days_a_week: Span
    sets: Span | None = None
    repetitions: Span | None = None
    hold_s: Span | None = None
    minutes: Span | None = None
    loads: tuple[Load, ...] = ()

    @property
    def spans(self) -> dict[str, Span]:
        """The counts that apply, by the name of the dose's field."""
        named = ("sets", "repetitions", "hold_s", "minutes", "days_a_week")
        return {name: span for name in named if (span := getattr(self, name)) is not None}

    @property
    def suggested(self) -> Dose:
        counts = {name: span.first for name, span in self.spans.items()}
        return Dose(**counts, load=self.loads[0] if self.loads else None)


TWO_OR_THREE = Span(2, 3, 2)
HEAVIER = (Load.EIGHT_TO_TWELVE, Load.MODERATE, Load.LIGHT, Load.BODY)
LIMITED = Allowed(
    sets=Span(1, 1, 1),
    repetitions=Span(5, 12, 5),
    days_a_week=TWO_OR_THREE,
    loads=(Load.BODY, Load.LIGHT),
)
LIFTS: dict[str, Allowed] = {
    "exercise_active": Allowed(
        sets=Span(1, 3, 3), repetitions=Span(8, 12, 8), days_a_week=TWO_OR_THREE, loads=HEAVIER
    ),
    "exercise_active_with_consideration": Allowed(
        sets=Span(1, 3, 1),
        repetitions=Span(8, 12, 8),
        days_a_week=TWO_OR_THREE,
        loads=(Load.MODERATE, Load.EIGHT_TO_TWELVE, Load.LIGHT, Load.BODY),
    ),
    "everyday_active": Allowed(
        sets=Span(1, 2, 1),
        repetitions=Span(8, 12, 8),
        days_a_week=TWO_OR_THREE,
        loads=(Load.MODERATE, Load.EIGHT_TO_TWELVE, Load.LIGHT, Load.BODY),
    ),
    "everyday_active_with_consideration": Allowed(
        sets=Span(1, 2, 1),
        repetitions=Span(8, 12, 8),
        days_a_week=Span(2, 2, 2),
        loads=(Load.MODERATE, Load.LIGHT, Load.BODY),
    ),
    "function_limited": LIMITED,
    "acute_early": LIMITED,
    "acute_late": LIMITED,
}
DAILY = frozenset({"everyday_active_with_consideration", "function_limited", *ACUTE})  # a little every day


def allowed(exercise: Exercise, programme: str, constraints: Collection[str], *, frail: bool) -> Allowed:
    """What may be chosen for this exercise in this programme under these constraints."""
    days = Span(2, 7, 7) if programme in DAILY else TWO_OR_THREE
    match exercise.dose:
        case DoseKind.LIFT:
            return LIFTS[programme]
        case DoseKind.HEAVY:
            five = Span(1, 5, 5)
            return Allowed(sets=five, repetitions=five, days_a_week=Span(1, 2, 2), loads=_heavy(exercise))
        case DoseKind.HOLD:
            back = Span(2, 7, 3) if programme in ACUTE else TWO_OR_THREE
            return Allowed(repetitions=Span(1, 10, 5), hold_s=Span(3, 5, 3), days_a_week=back)
        case DoseKind.STANCE:
            return Allowed(repetitions=Span(1, 5, 3), hold_s=Span(5, 30, 10), days_a_week=days)
        case DoseKind.MOVES:
            return Allowed(sets=Span(1, 3, 1), repetitions=Span(1, 20, 10), days_a_week=days)
        case DoseKind.IMPACT:
            return Allowed(sets=Span(1, 5, 1), repetitions=Span(5, 10, 10), days_a_week=Span(2, 7, 4))
        case DoseKind.TIME:
            most = most_minutes(programme, constraints, frail=frail)
            return Allowed(minutes=Span(5, most, min(20, most)), days_a_week=Span(2, 7, 5))


def _heavy(exercise: Exercise) -> tuple[Load, ...]:
    """A jump has no load but the body's."""
    return (Load.BODY,) if exercise.impact else (Load.ABOVE_85,)


def most_minutes(programme: str, constraints: Collection[str], *, frail: bool) -> int:
    """The most minutes of walking, stairs and chores a day, all together."""
    limited = programme == "function_limited" or frail
    short = programme in ACUTE or programme == "everyday_active_with_consideration"
    return SHORT_BOUTS_MINUTES if short or ("impact_low" in constraints and limited) else 60


@dataclass(frozen=True)
class Outside:
    """A part of a dose that may not be chosen: what was found, and what is allowed (None, None: nothing is counted so)."""

    field: str
    found: int | str | None
    low: int | None
    high: int | None


def outside(dose: Dose, within: Allowed) -> list[Outside]:
    """Every part of the dose that is missing, not counted here, or outside its range."""
    found = []
    for name in ("sets", "repetitions", "hold_s", "minutes", "days_a_week"):
        value, span = getattr(dose, name), within.spans.get(name)
        if span is None and value is not None:
            found.append(Outside(name, value, None, None))
        if span is not None and (value is None or not span.low <= value <= span.high):
            found.append(Outside(name, value, span.low, span.high))
    if dose.load not in (within.loads or (None,)):
        found.append(Outside("load", dose.load, None, None))
    return found
