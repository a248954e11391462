"""What happened to each made-up patient: drawn from one seed, so that every run meets the same people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from registry import follow_up
from registry.completeness.asking import group_asked

KINDS = ("vertebral_fracture", "sacral_fracture", "metastasis", "other")
KIND_WEIGHTS = (70, 12, 6, 12)
YEARS = 12
ANSWERED = 0.72  # of those who reach a follow-up
OPERATED = 0.2
ENDED = 0.09
ALARMS = ("open", "clear", "present")
ALARM_WEIGHTS = (70, 26, 4)


@dataclass(frozen=True)
class Course:
    """One patient's way through the registry."""

    serial: int
    woman: bool
    age_years: int
    kind: str
    onset_on: date
    operated_on: date | None
    ended_on: date | None
    answered: tuple[tuple[str, date], ...]  # timepoint and day
    alarm: str
    advice_changed: bool

    @property
    def index_date(self) -> date:
        return self.operated_on or self.onset_on

    @property
    def planned(self) -> follow_up.Course:
        return follow_up.Course(
            self.index_date,
            metastasis=self.kind == "metastasis",
            answered=frozenset(timepoint for timepoint, _day in self.answered),
            ended_on=self.ended_on,
            asks=group_asked("", self.kind),
            scored=frozenset(
                (timepoint, code) for timepoint, _day in self.answered for code in ("odi", "eq5d_3l")
            ),
        )


def courses(random: Random, n: int, on: date) -> Iterator[Course]:
    """`n` courses with onsets spread over the years before `on`."""
    return (_drawn(random, serial, on) for serial in range(1, n + 1))


def _drawn(random: Random, serial: int, on: date) -> Course:
    kind = random.choices(KINDS, KIND_WEIGHTS)[0]
    onset_on = on - timedelta(days=random.randrange(1, YEARS * 365))
    operated_on = onset_on + timedelta(days=random.randrange(20, 120)) if random.random() < OPERATED else None
    if operated_on and operated_on > on:
        operated_on = None
    ended_on = onset_on + timedelta(days=random.randrange(60, 3000)) if random.random() < ENDED else None
    index_date = operated_on or onset_on
    return Course(
        serial=serial,
        woman=random.random() < 0.78,
        age_years=random.randrange(55, 96),
        kind=kind,
        onset_on=onset_on,
        operated_on=operated_on,
        ended_on=ended_on if ended_on and ended_on <= on else None,
        answered=tuple(_answers(random, index_date, kind, ended_on, on)),
        alarm=random.choices(ALARMS, ALARM_WEIGHTS)[0],
        advice_changed=random.random() < 0.06,
    )


def _answers(
    random: Random, index_date: date, kind: str, ended_on: date | None, on: date
) -> Iterator[tuple[str, date]]:
    yield "baseline", index_date
    for wave in follow_up.waves_for(metastasis=kind == "metastasis"):
        day = wave.day(index_date, wave.target) + timedelta(days=random.randrange(-20, 40))
        if day <= min(on, ended_on or on) and random.random() < ANSWERED:
            yield wave.code, day
