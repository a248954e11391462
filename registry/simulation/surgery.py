"""How a made-up operation went: its day of the week, its levels, how it was done and what went wrong. Ours but where said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random
from typing import TypeVar

from registry.operations.levels import LEVELS, PLACE
from registry.simulation.groups import Group, Weights

T = TypeVar("T")
NOT_RECORDED = 0.08  # of each detail: forms are never full
EVERY_WEEKDAY = (0.195, 0.2, 0.2, 0.2, 0.195, 0.005, 0.005)  # planned operations
WEEKDAYS: dict[str, tuple[float, ...]] = {
    "metastasis": (
        0.175,
        0.145,
        0.145,
        0.175,
        0.18,
        0.1,
        0.08,
    ),  # 53 % on Monday, Thursday and Friday: R157, figure 37
    "discitis": (0.14, 0.15, 0.15, 0.15, 0.24, 0.09, 0.08),  # most on Fridays: R147, figure 34
    "fracture_cervical": (0.16, 0.15, 0.14, 0.14, 0.15, 0.13, 0.13),
    "fracture_thoracic": (0.16, 0.15, 0.14, 0.14, 0.15, 0.13, 0.13),
    "fracture_lumbar": (0.16, 0.15, 0.14, 0.14, 0.15, 0.13, 0.13),
}
# The level where an operation is centred, by the part of the spine it is on
CENTRES: dict[str, Weights] = {
    "lumbar": (("L4", 0.5), ("L5", 0.3), ("L3", 0.15), ("L2", 0.05)),
    "cervical": (("C5", 0.4), ("C6", 0.4), ("C4", 0.2)),
    "thoracic": (("T12", 0.4), ("T8", 0.25), ("T7", 0.2), ("T11", 0.15)),
    "sacral": (("S1", 1.0),),
}
MORE_LEVELS: dict[str, Weights] = {
    "": (("1", 0.45), ("2", 0.4), ("3", 0.15)),  # discs have a level above and one below
    "vertebroplasty": (("1", 0.67), ("2", 0.23), ("3", 0.1)),  # a third more than one: R140
    "scoliosis": (("8", 0.3), ("10", 0.4), ("13", 0.3)),
    "metastasis": (("4", 0.5), ("5", 0.3), ("1", 0.2)),
}
CEMENT = frozenset({"vertebroplasty", "kyphoplasty"})
IMPLANTS: dict[str, tuple[str, ...]] = {
    "vertebroplasty": ("cement",),
    "kyphoplasty": ("cement",),
    "fusion_uninstrumented": ("bone_graft",),
    "fusion_instrumented": ("pedicle_screws", "bone_graft"),
    "fusion_with_cage": ("anterior_cage",),
    "disc_prosthesis": ("disc_prosthesis",),
    "stabilisation": ("pedicle_screws",),
}
# Code and how often, per operation; the rates are ours
DURING: Weights = (
    ("dural_tear", 0.045),
    ("major_bleeding", 0.01),
    ("nerve_root_injury", 0.006),
    ("anaesthetic", 0.006),
)
DURING_CEMENT: Weights = (("cement_leak_canal", 0.015), ("cement_leak_venous", 0.03))  # canal 1-2 %: A53
WITHIN_30_DAYS: Weights = (("superficial_infection", 0.015), ("deep_infection", 0.008), ("haematoma", 0.008),
                           ("urinary", 0.02), ("thrombosis", 0.004), ("reoperation", 0.015))  # fmt: skip
LATER: Weights = (("adjacent_disease", 0.03), ("implant_failure", 0.015), ("reoperation", 0.03))


@dataclass(frozen=True)
class Surgery:
    """One made-up operation, as the registry's columns hold it; None and "" are not recorded."""

    started_at: time | None
    levels: list[str] | None
    approach: str
    anaesthesia: str
    guidance: str
    implants: list[str] | None
    admitted_on: date | None
    discharged_on: date | None
    complications_during: list[str] | None
    complications_30_days: list[str] | None
    complications_later: list[str] | None


def chosen(weights: Weights, random: Random) -> str:
    """One of the codes, as often as its weight says."""
    if len(weights) == 1:
        return weights[0][0]
    drawn = random.random() * sum(weight for _code, weight in weights)
    for code, weight in weights:
        drawn -= weight
        if drawn < 0:
            return code
    return weights[-1][0]


def on_a_weekday(day: date, group: Group, first: date, last: date, random: Random) -> date:
    """A day of the same week on which such operations are done, or as near as the year and the period allow."""
    weights = WEEKDAYS.get(group.code, EVERY_WEEKDAY)
    wanted = int(chosen(tuple((str(place), weight) for place, weight in enumerate(weights)), random))
    moved = day + timedelta(days=wanted - day.weekday())
    if moved.year < day.year or moved < first:
        return moved + timedelta(days=7)
    return moved - timedelta(days=7) if moved.year > day.year or moved > last else moved


def surgery(
    group: Group,
    diagnosis: str,
    procedures: Sequence[str],
    operated_on: date,
    died_on: date | None,
    random: Random,
) -> Surgery:
    cement = procedures[0] in CEMENT
    discharged_on = operated_on + timedelta(days=_nights(group, cement, random))
    if died_on is not None:
        discharged_on = min(discharged_on, max(died_on, operated_on))
    return Surgery(
        started_at=_kept(time(8 + int(random.random() * 7), 5 * int(random.random() * 12)), random),
        levels=_kept(_levels(group, diagnosis, random), random),
        approach=_kept(_approach(group, procedures[0], cement), random) or "",
        anaesthesia=_kept("local_sedation" if cement and random.random() < 0.8 else "general", random) or "",
        guidance=_kept("fluoroscopy" if cement or random.random() < 0.9 else "navigation", random) or "",
        implants=_kept([code for one in procedures for code in IMPLANTS.get(one, ())], random),
        admitted_on=_kept(operated_on, random),
        discharged_on=_kept(discharged_on, random),
        complications_during=_kept(_happened(DURING_CEMENT if cement else DURING, random), random),
        complications_30_days=_kept(_happened(WITHIN_30_DAYS, random), random, 0.3),
        complications_later=_kept(_happened(LATER, random), random, 0.7),
    )


def _kept(value: T, random: Random, lost: float = NOT_RECORDED) -> T | None:
    return None if random.random() < lost else value


def _happened(rates: Weights, random: Random) -> list[str]:
    return [code for code, rate in rates if random.random() < rate]


def _nights(group: Group, cement: bool, random: Random) -> int:
    usual = 0.6 if cement else 9.0 if group.code in WEEKDAYS or group.code == "scoliosis" else 2.2
    return min(60, int(random.expovariate(1 / usual)))


def _levels(group: Group, diagnosis: str, random: Random) -> list[str]:
    part = next((one for one in ("cervical", "thoracic", "sacral") if one in diagnosis), "lumbar")
    if group.code in {"scoliosis", "metastasis"}:
        part = "thoracic"
    centre = PLACE[chosen(CENTRES[part], random)]
    count = int(chosen(MORE_LEVELS.get(group.code, MORE_LEVELS[""]), random))
    first = max(0, centre - count // 2)
    return list(LEVELS[first : first + count])


def _approach(group: Group, procedure: str, cement: bool) -> str:
    if cement:
        return "percutaneous"
    if group.area == "cervical" and procedure != "decompression":
        return "anterior"
    return "combined" if procedure in {"fusion_with_cage", "disc_prosthesis"} else "posterior"
