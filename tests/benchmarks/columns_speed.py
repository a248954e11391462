"""A million made-up patients through the whole pathway as columns, beside the verdict reading in the same run."""

from __future__ import annotations

import resource
from datetime import date
from random import Random
from time import perf_counter

import polars as pl

from guidelines.pathway.engine import evaluate
from guidelines.pathway.facts import FACTS, Kind
from guidelines.pathway.patient_facts import EXCLUSIVE
from guidelines.pathway.readings.columns import ColumnReading, frame_of
from guidelines.pathway.readings.columns.schema import SCHEMA
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.thresholds import DEFAULT
from tests.guidelines.pathway.generated import Values, patients

PATIENTS = 1_000_000
ONE_BY_ONE = 2_000
ROUNDS = 3


def measure() -> list[tuple[str, str, str]]:
    facts = population(PATIENTS)
    reading = ColumnReading()
    seconds = min(timed(reading, facts) for _ in range(ROUNDS))
    alone = one_by_one()
    rate = PATIENTS / seconds
    return [
        (
            "a million patients through the pathway, as columns",
            f"{seconds:.2f} s, {rate:,.0f} patients a second, peak {peak_gib():.1f} GiB",
            "2 s, 4 GiB",
        ),
        (
            "the same, beside one patient at a time",
            f"{rate / alone:,.0f} times the verdict reading's {alone:,.0f} a second",
            "-",
        ),
    ]


def timed(reading: ColumnReading, facts: pl.DataFrame) -> float:
    started = perf_counter()
    reading.read(facts)
    return perf_counter() - started


def one_by_one() -> float:
    """Patients a second, answers only: no JSON."""
    asked = list(patients(ONE_BY_ONE, seed=1))
    started = perf_counter()
    for patient in asked:
        evaluate(patient)
    return ONE_BY_ONE / (perf_counter() - started)


def population(count: int) -> pl.DataFrame:
    """Each column drawn by itself, half of it blank, from the cuts of the rules and what lies beside them."""
    random, values = Random(1), Values(CURRENT, DEFAULT)  # noqa: S311
    pools = frame_of({name: _drawn(values, random, name) for name in FACTS} for _ in range(1_000))
    facts = pl.DataFrame(
        [pools[name].sample(count, with_replacement=True, seed=place) for place, name in enumerate(SCHEMA)]
    )
    for stated, excluded, _allowed in EXCLUSIVE:
        facts = facts.with_columns(
            pl.when(pl.col(stated)).then(None).otherwise(pl.col(excluded)).alias(excluded)
        )
    return facts


def _drawn(values: Values, random: Random, name: str) -> object:
    fact = FACTS[name]
    if fact.kind is Kind.DATE:
        return date(2026, 11, 22)
    return values.value(random, fact) if fact.required or random.random() < 0.5 else None


def peak_gib() -> float:
    """Of the whole process, the patients themselves included."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
