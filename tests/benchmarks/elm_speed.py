"""One patient through the same rules in the pathway and in the HL7 reference engine, both in this run."""

from __future__ import annotations

from statistics import median
from time import perf_counter_ns

from guidelines.pathway.engine import evaluate
from guidelines.pathway.readings.elm import elm_library
from guidelines.pathway.readings.exported.library import library_of
from guidelines.pathway.rulebook import CURRENT
from tests.elm import hl7
from tests.guidelines.pathway.generated import patients

COUNT = 300
ROUNDS = 5


def measure() -> list[tuple[str, str, str]]:
    lacking = hl7.lacking()
    if lacking:
        return [("one patient in the HL7 reference engine", f"left out: {lacking}", "")]
    people = list(patients(COUNT, seed=9))
    library, asked = elm_library(library_of(CURRENT)), [hl7.parameters(patient) for patient in people]
    ours = median(microseconds(people))
    theirs = median(hl7.microseconds(library, asked, ROUNDS))
    measured = f"{theirs:.0f} µs against our {ours:.0f} µs: {theirs / ours:.1f} times"
    return [("one patient, the same rules, in the HL7 reference engine", measured, "5 times ours")]


def microseconds(people: list) -> list[float]:
    """Each patient in each round, with reasons, after one round that is not counted."""
    found: list[float] = []
    for round_ in range(ROUNDS + 1):
        for patient in people:
            started = perf_counter_ns()
            evaluate(patient)
            if round_:
                found.append((perf_counter_ns() - started) / 1000)
    return found
