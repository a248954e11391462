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
    everybody = population(PATIENTS)
    reading = ColumnReading()
    seconds = fastest(reading, everybody)
    # the hardest there are: in everybody something could still change the functional category
    unsettled = everybody[reading.read(everybody).outlook.frame["row"]]
    hardest = fastest(reading, unsettled.sample(PATIENTS, with_replacement=True, seed=1))
    rate, alone = PATIENTS / seconds, one_by_one()
    return [
        (
            "a million patients through the pathway, as columns",
            f"{seconds:.2f} s, {rate:,.0f} patients a second, peak {peak_gib():.1f} GiB",
            "2 s, 4 GiB",
        ),
        (
            "the same, every functional category unsettled",
            f"{hardest:.2f} s, {PATIENTS / hardest:,.0f} patients a second",
            "-",
        ),
        (
            "columns beside one patient at a time, answers alone",
            f"{rate / alone:,.0f} times the {alone:,.0f} a second of the verdict reading",
            "-",
        ),
    ]


def fastest(reading: ColumnReading, facts: pl.DataFrame) -> float:
    return min(timed(reading, facts) for _ in range(ROUNDS))


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
