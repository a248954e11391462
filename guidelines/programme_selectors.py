"""Shared reads of confirmed programmes, and of when a patient is to be tested again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from guidelines.models import FunctionalDecision, TrainingProgramme
from guidelines.pathway.retest import retest_days
from registry.models import Patient


@dataclass(frozen=True)
class TestAgain:
    """When a patient was last decided about, and what a programme resting on that set for the new test."""

    __test__ = False  # no test of the test runner's

    decided_on: date
    programme: tuple[date, date] | None  # (the day it was confirmed, the day it set)

    @property
    def days(self) -> tuple[date, date]:
        return retest_days(*(self.programme or (self.decided_on,)))


def programmes_of(patient: Patient) -> list[TrainingProgramme]:
    """Every confirmed programme, the one that counts first."""
    return list(patient.training_programmes.select_related("confirmed_by").order_by("-version"))


def to_test_again(keys: Collection[int]) -> dict[int, TestAgain]:
    """Patient id to the last decision and its set day, for those about whom anything was decided; two queries."""
    decided = FunctionalDecision.objects.filter(patient__in=keys).order_by("decided_at", "id")
    last = {patient: (pk, day) for patient, pk, day in decided.values_list("patient", "pk", "decided_on")}
    confirmed = TrainingProgramme.objects.filter(patient__in=keys).order_by("version")
    rests = {pk: (on, day) for pk, on, day in confirmed.values_list("decision", "confirmed_on", "retest_on")}
    return {patient: TestAgain(day, rests.get(pk)) for patient, (pk, day) in last.items()}
