"""How made-up people were beside what the instruments ask, before the operation and at each wave they answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import exp, sqrt
from random import Random
from statistics import NormalDist
from typing import TypeVar

from registry.operations.background import duration_band
from registry.simulation.groups import LOG_MONTHS_SD, Group, Weights
from registry.simulation.surgery import chosen

T = TypeVar("T")
NOT_RECORDED = 0.06
# Of how long one place has hurt with how long the complaint has lasted; the gains of R95 and R96 are by neck and by arm
WITH_COMPLAINT = {"lumbar": 0.8, "cervical": 1.0, "cement": 0.9}
# Tables 6 to 8: the share whose back, and whose leg, had hurt for more than 12 months
OVER_12_MONTHS: dict[str, tuple[float, float]] = {
    "segmental_decompression": (0.474, 0.579),
    "segmental_fusion": (0.635, 0.488),
    "segmental_cage": (0.645, 0.529),
}
BMI: dict[str, tuple[float, float]] = {
    "segmental_decompression": (27.4, 4.7),
    "segmental_fusion": (26.5, 4.3),
    "segmental_cage": (27.3, 4.6),
}
USUAL_BMI = (27.0, 4.6)
SMOKES = 0.22
# R58, figure 5: 15 % walk more than 1000 m before, 44 % after; the bands between are ours
WALKS_BEFORE: Weights = (
    ("under_100", 0.26),
    ("100_to_500", 0.36),
    ("500_to_1000", 0.23),
    ("over_1000", 0.15),
)
WALKS_AFTER: Weights = (("under_100", 0.12), ("100_to_500", 0.22), ("500_to_1000", 0.22), ("over_1000", 0.44))
PENSION_AGE = 67
WORK: Weights = (
    ("working", 0.45),
    ("sick_leave", 0.3),
    ("early_retired", 0.12),
    ("unemployed", 0.07),
    ("other", 0.06),
)
BACK_AT_WORK: Weights = (("working", 0.7), ("sick_leave", 0.1), ("early_retired", 0.12), ("unemployed", 0.08))
MEAN_SICK_LEAVE_DAYS = 100.0  # R101, figure 22


@dataclass(frozen=True)
class Seen:
    """One made-up background, as the registry's columns hold it; None and "" are not recorded."""

    timepoint: str
    observed_on: date
    back_pain: str = ""
    leg_pain: str = ""
    neck_pain: str = ""
    arm_pain: str = ""
    walking: str = ""
    smokes: bool | None = None
    bmi: float | None = None
    work: str = ""
    sick_leave_days: int | None = None


def before(group: Group, seen_on: date, age: float, duration: float, random: Random) -> Seen:
    """`duration`: of the complaint, as a standard normal number."""
    places = ("neck_pain", "arm_pain") if group.area == "cervical" else ("back_pain", "leg_pain")
    hurt = {place: _kept(_band(group, which, duration, random), random) for which, place in enumerate(places)}
    mean, sd = BMI.get(group.code, USUAL_BMI)
    work = _work(WORK, age, random)
    return Seen(
        "baseline",
        seen_on,
        **hurt,
        walking=_kept(chosen(WALKS_BEFORE, random), random),
        smokes=_known(random.random() < SMOKES, random),
        bmi=_known(round(min(60.0, max(15.0, random.gauss(mean, sd))), 1), random),
        work=work,
        sick_leave_days=_sick_leave(random) if work == "sick_leave" else None,
    )


def after(timepoint: str, seen_on: date, age: float, random: Random) -> Seen:
    work = _work(BACK_AT_WORK, age, random)
    days = _sick_leave(random) if work == "sick_leave" else None
    walking = _kept(chosen(WALKS_AFTER, random), random)
    return Seen(timepoint, seen_on, walking=walking, work=work, sick_leave_days=days)


def _band(group: Group, which: int, duration: float, random: Random) -> str:
    """How long one place has hurt: it follows the complaint, and lands on tables 6 to 8 where they say."""
    along = WITH_COMPLAINT[group.area]
    standing = along * duration + sqrt(1 - along**2) * random.gauss(0, 1)
    if group.code in OVER_12_MONTHS:
        cut = NormalDist().inv_cdf(1 - OVER_12_MONTHS[group.code][which])
        months = 12 * exp(LOG_MONTHS_SD * (standing - cut))
    else:
        months = group.median_months * exp(LOG_MONTHS_SD * standing)
    return duration_band(months)


def _work(weights: Weights, age: float, random: Random) -> str:
    if age >= PENSION_AGE:
        return _kept("retired", random)
    return _kept("student" if age < 20 else chosen(weights, random), random)


def _sick_leave(random: Random) -> int | None:
    return _known(min(1_500, int(random.gammavariate(2, MEAN_SICK_LEAVE_DAYS / 2))), random)


def _kept(code: str, random: Random) -> str:
    return "" if random.random() < NOT_RECORDED else code


def _known(value: T, random: Random) -> T | None:
    return None if random.random() < NOT_RECORDED else value
