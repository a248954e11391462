"""What is missing of one patient today, and whose task it is. Pure.

Only what can still be mended is a task: a window that closed, a wave that is not chased or not yet open asks nothing.
What the patient declined is told, as nobody's task: it stays asked (docs/adr/0031), and whoever thinks otherwise reopens it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.completeness.asking import BASELINE
from registry.completeness.standings import ASKED, Standing, standings
from registry.follow_up import ClosedReason, Course, ScheduledWave, baseline_until, schedule


class Task(StrEnum):
    PATIENT = "patient"
    CLINICIAN = "clinician"
    PHYSIOTHERAPIST = "physiotherapist"
    COORDINATOR = "coordinator"


class What(StrEnum):
    ANSWERS = "answers"  # of these instruments, at this timepoint
    DECLINED = "declined"  # the patient would rather not
    INVITATION = "invitation"  # nobody has asked the patient yet
    SEX = "sex"
    DIAGNOSIS = "diagnosis"
    TIMED_TEST = "timed_test"  # a fracture without one: no category of function can rest on it


@dataclass(frozen=True)
class Gap:
    what: What
    task: Task | None  # None: nobody's
    timepoint: str = ""
    instruments: tuple[str, ...] = ()


@dataclass(frozen=True)
class EpisodeData:
    """`invited` are the timepoints the patient was asked at; None for a thing that does not apply.

    `declined_baseline`: a follow-up that is declined is closed in the course, a baseline has nothing to close.
    """

    course: Course
    invited: frozenset[str] = frozenset()
    declined_baseline: bool = False
    operated: bool = False
    has_diagnosis: bool = False
    has_timed_test: bool | None = None


def missing_of_patient(sex: str) -> tuple[Gap, ...]:
    return () if sex else (Gap(What.SEX, Task.COORDINATOR),)


def missing_of_episode(data: EpisodeData, on: date) -> tuple[Gap, ...]:
    """In the order of the timepoints, then what is missing of the episode itself."""
    return tuple(_gaps(data, on))


def _gaps(data: EpisodeData, on: date) -> Iterator[Gap]:
    statuses = {planned.wave.code: planned for planned in schedule(data.course, on)}
    for standing in standings(data.course):
        lacking = tuple(code for code in standing.asked if code not in standing.complete)
        if lacking and _can_be_mended(standing, statuses.get(standing.timepoint), on):
            yield from _of_timepoint(standing, lacking, data, on)
    if not data.has_diagnosis:
        yield Gap(What.DIAGNOSIS, Task.CLINICIAN)
    if data.has_timed_test is False:
        yield Gap(What.TIMED_TEST, Task.PHYSIOTHERAPIST)


def _of_timepoint(standing: Standing, lacking: tuple[str, ...], data: EpisodeData, on: date) -> Iterator[Gap]:
    """Whoever was never asked cannot answer: that is the coordinator's task, before it is the patient's. A baseline that
    can no longer be asked for is the clinician's, who may have it on paper.
    """
    baseline = standing.timepoint == BASELINE
    if _is_declined(standing.timepoint, data):
        yield Gap(What.DECLINED, None, standing.timepoint, lacking)
    elif baseline and baseline_until(data.course, on, operated=data.operated) is None:
        yield Gap(What.ANSWERS, Task.CLINICIAN, standing.timepoint, lacking)
    elif standing.timepoint not in data.invited and (baseline or standing.standing == ASKED):
        yield Gap(What.INVITATION, Task.COORDINATOR, standing.timepoint, lacking)
    else:
        yield Gap(What.ANSWERS, Task.PATIENT, standing.timepoint, lacking)


def _is_declined(timepoint: str, data: EpisodeData) -> bool:
    if timepoint == BASELINE:
        return data.declined_baseline
    return dict(data.course.closed).get(timepoint) is ClosedReason.DECLINED


def _can_be_mended(standing: Standing, planned: ScheduledWave | None, on: date) -> bool:
    """A baseline from its day on; a follow-up while its window is open, answered in part or not at all."""
    if planned is None:
        return standing.target_on <= on
    return planned.opens <= on <= planned.closes
