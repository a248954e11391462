"""What a department already has of the rows of an import, by the id in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from registry.exchange.mapping import Mapping
from registry.exchange.plan import Plan, PlannedAssessment, PlannedPatient
from registry.models import Assessment, Department, Episode, Patient

IDS_A_QUERY = 5_000


@dataclass
class AlreadyStored:
    """The patients and the assessments at the timepoint that stand; the id and the timepoint are the key."""

    patients: dict[str, Patient] = field(default_factory=dict)
    assessments: dict[tuple[str, str], tuple[dict[str, int | None], str]] = field(default_factory=dict)

    def knows(self, row: PlannedPatient) -> bool:
        return row.source_id in self.patients

    def lacks(self, row: PlannedPatient) -> list[PlannedAssessment]:
        """The assessments of a row that are not stored yet."""
        return [one for one in row.assessments if (row.source_id, one.instrument) not in self.assessments]

    def contradicts(self, row: PlannedPatient) -> list[str]:
        """The instruments of a row that are stored with other answers or another value set."""
        return [
            one.instrument
            for one in row.assessments
            if self.assessments.get((row.source_id, one.instrument), _of(one)) != _of(one)
        ]


def _of(one: PlannedAssessment) -> tuple[dict[str, int | None], str]:
    return one.responses, one.value_set or ""


def already_stored(plan: Plan, department: Department | None) -> AlreadyStored:
    stored = AlreadyStored()
    if department is None:
        return stored
    for ids in _few_at_a_time([row.source_id for row in plan.patients]):
        found = {patient.source_id: patient for patient in department.patients.filter(source_id__in=ids)}
        stored.patients |= found
        stored.assessments |= _assessments_of(found, plan.mapping)
    return stored


def _assessments_of(patients: dict[str, Patient], mapping: Mapping) -> dict[tuple[str, str], Any]:
    rows = Assessment.objects.filter(
        patient__in=patients.values(),
        timepoint=mapping.timepoint,
        instrument__in=[part.instrument for part in mapping.instruments],
    ).values_list("patient__source_id", "instrument", "responses", "value_set")
    return {
        (source_id, instrument): (responses, value_set)
        for source_id, instrument, responses, value_set in rows
    }


def episodes_for(patients: list[Patient], mapping: Mapping) -> dict[int, Episode]:
    """Patient id to the episode the answers belong to: the latest of the mapping's kind that had begun."""
    found: dict[int, Episode] = {}
    for few in _few_at_a_time(patients):
        begun = Episode.objects.filter(
            patient__in=few, kind=mapping.episode.kind, onset_on__lte=mapping.observed_on
        )
        found |= {episode.patient_id: episode for episode in begun.order_by("onset_on", "id")}
    return found


def _few_at_a_time(things: list[Any]) -> Iterator[list[Any]]:
    """Few enough to name in one query."""
    return (things[start : start + IDS_A_QUERY] for start in range(0, len(things), IDS_A_QUERY))
