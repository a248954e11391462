"""What a line tells of its patient that there is only one of; lines of one patient that differ are refused."""

from __future__ import annotations

import json
from collections.abc import Iterator

from registry.exchange.mapping import Mapping
from registry.exchange.planned import PlannedRow
from registry.instruments.translate import _

# What, of whom, and the value.
Told = tuple[str, tuple[str, ...], str]
ENDED = {"died_on": _("died on"), "withdrawn_on": _("withdrew on"), "moved_on": _("moved away on")}


# The same columns on the form of the background (registry/models/operation.py).
BACKGROUND = {
    "back_pain": _("duration of back pain"),
    "leg_pain": _("duration of leg pain"),
    "neck_pain": _("duration of neck pain"),
    "arm_pain": _("duration of arm pain"),
    "walking": _("walking distance"),
    "smokes": _("smokes"),
    "bmi": _("BMI"),
    "work": _("work"),
    "sick_leave_days": _("days on sick leave"),
}


def tells_more(mapping: Mapping) -> bool:
    """Whether there is anything to hold the lines of one patient against each other for."""
    patient, care = mapping.patient, mapping.operation or mapping.background
    return bool(patient.identity or patient.ends or mapping.episode.diagnosis or care)


def told_by(row: PlannedRow, mapping: Mapping) -> Iterator[Told]:
    """What is blank is not told."""
    found = (*_of_the_person(row), *_of_the_ends(row), *_of_the_episode(row, mapping))
    return (one for one in found if one[2])


def _of_the_person(row: PlannedRow) -> Iterator[Told]:
    if row.identity is None:
        return
    number = row.identity.number_hash
    yield _("sex"), (number,), row.sex
    yield _("birth date"), (number,), row.identity.birth_date_hashes[0]
    if row.source_id:
        yield _("id"), (number,), row.source_id
        yield _("number"), (row.source_id,), number


def _of_the_ends(row: PlannedRow) -> Iterator[Told]:
    for name, day in row.ends.items():
        yield ENDED[name], (row.person,), day.isoformat()


def _of_the_episode(row: PlannedRow, mapping: Mapping) -> Iterator[Told]:
    episode = (row.person, row.kind, str(row.onset) if mapping.tells_onset else "")
    yield _("diagnosis"), episode, row.diagnosis
    if row.operation:
        operated = row.operation
        told = json.dumps([sorted(operated.kinds), operated.details], sort_keys=True, default=str)
        yield _("operation"), (*episode, operated.performed_on.isoformat()), told
