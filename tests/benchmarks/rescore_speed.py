"""Computing stored scores anew: every score read and found right, every index in another value set, every score another."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from itertools import islice
from random import Random
from time import perf_counter
from typing import Any

from django.core.management import call_command
from django.db import transaction

from registry.actions.assessment_rows import insert_assessments, prepared, scored_columns
from registry.instruments import INSTRUMENTS
from registry.models import Assessment, Department, Episode, PastScore, Patient
from tests.benchmarks.population import CHUNK, DAY, SEED

SCORES = int(os.environ.get("BENCH_SCORES", "100000"))
MIXED = ("odi", "eq5d_3l", "vas_back", "eq5d_5l")
TIMEPOINTS = ("baseline", "y1", "y2")
SETS = {"eq5d_3l": "dk_tto", "eq5d_5l": "dk_2021"}
DEPARTMENTS = 20


def measure() -> list[tuple[str, str, str]]:
    """Rows of what was measured, how it went, and what it must reach. The database is migrated and may be thrown away."""
    populate(SCORES, MIXED)
    rows = [
        ("rescore: every score read, none another", timed(), "minutes a million"),
        (
            "rescore: a quarter in another value set",
            timed("--instrument", "eq5d_3l", "--from", "dk_tto", "--to", "uk_tto"),
            "minutes a million",
        ),
    ]
    Assessment.objects.update(scoring_rule="of-old", score=1, not_scorable="")
    rows.append(("rescore: every score another, all old ones kept", timed(), "minutes a million"))
    assert PastScore.objects.count() >= SCORES
    return rows


def timed(*args: str) -> str:
    """The whole command, without the start of Python and Django."""
    out = io.StringIO()
    started = perf_counter()
    call_command("rescore", *args, stdout=out)
    seconds = perf_counter() - started
    counted = next(int(line.split()[0]) for line in out.getvalue().splitlines() if "scores computed," in line)
    return f"{counted / seconds:,.0f} a second, {counted:,} in {seconds:,.0f} s"


def populate(scores: int, instruments: tuple[str, ...] = ("eq5d_3l",)) -> None:
    """So many scores of made-up answers, a few departments; answers differ as they do in life, so nothing is remembered."""
    random = Random(SEED)  # noqa: S311  the same every time is the point
    departments = Department.objects.bulk_create(
        Department(code=f"rescore-{place}", name=f"Rescored {place}") for place in range(DEPARTMENTS)
    )
    of_one = len(instruments) * len(TIMEPOINTS)
    drawn = _rows(-(-scores // of_one), departments, instruments, random)
    left = scores
    while left and (rows := list(islice(drawn, min(CHUNK, left)))):
        left -= len(rows)
        with transaction.atomic():
            insert_assessments(rows)


def _rows(
    patients: int, departments: list[Department], instruments: tuple[str, ...], random: Random
) -> Iterator[dict[str, Any]]:
    for start in range(0, patients, CHUNK):
        for episode in _episodes(range(start, min(start + CHUNK, patients)), departments):
            for timepoint in TIMEPOINTS:
                for code in instruments:
                    yield _row(episode, code, timepoint, random)


def _episodes(serials: range, departments: list[Department]) -> list[Episode]:
    people = Patient.objects.bulk_create(
        Patient(department=departments[serial % len(departments)], registered_on=DAY) for serial in serials
    )
    return Episode.objects.bulk_create(
        Episode(patient=patient, kind="vertebral_fracture", onset_on=DAY, index_date=DAY)
        for patient in people
    )


def _row(episode: Episode, code: str, timepoint: str, random: Random) -> dict[str, Any]:
    answers = tuple(random.randint(item.lowest, item.highest) for item in INSTRUMENTS[code].items)
    return {
        "patient_id": episode.patient_id,
        "episode_id": episode.pk,
        "timepoint": timepoint,
        "observed_on": prepared("observed_on", DAY),
        **scored_columns(code, answers, SETS.get(code)),
    }
