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
    """A patient's last decision, and the day that a programme resting on it set for the new test."""

    __test__ = False  # no test of the test runner's

    decided_on: date
    set_for: date | None

    @property
    def days(self) -> tuple[date, date]:
        return retest_days(self.decided_on, self.set_for)


def programmes_of(patient: Patient) -> list[TrainingProgramme]:
    """Every confirmed programme, the one that counts first."""
    return list(patient.training_programmes.select_related("confirmed_by").order_by("-version"))


def to_test_again(keys: Collection[int]) -> dict[int, TestAgain]:
    """Patient id to the last decision and its set day, for those about whom anything was decided; two queries."""
    decided = FunctionalDecision.objects.filter(patient__in=keys).order_by("decided_at", "id")
    last = {patient: (pk, day) for patient, pk, day in decided.values_list("patient", "pk", "decided_on")}
    confirmed = TrainingProgramme.objects.filter(patient__in=keys).order_by("version")
    set_for = dict(confirmed.values_list("decision", "retest_on"))
    return {patient: TestAgain(day, set_for.get(pk)) for patient, (pk, day) in last.items()}
