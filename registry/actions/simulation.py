"""Stores a simulated registry in bulk: a signal or a check a row would take longer than all the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.db import transaction

from registry import audit
from registry.actions.assessment_rows import insert_assessments
from registry.actions.bulk_rows import EpisodeOf, insert_told
from registry.actions.follow_up import FollowUpCounts, add_counted, insert_plans
from registry.actions.simulation_ahead import Made, made_by_batch
from registry.actions.simulation_rows import (
    episode_columns,
    insert_backgrounds,
    insert_identities,
    insert_operations,
    insert_procedures,
    patient_columns,
)
from registry.actions.statistics import refresh_statistics
from registry.actions.statistics_rebuild import mark_outdated
from registry.collecting import collecting_seldom
from registry.completeness.asking import ANSWERING, group_asked
from registry.follow_up import Course
from registry.models import (
    Assessment,
    Department,
    Episode,
    Patient,
    Region,
)
from registry.selectors.courses import Planned
from registry.simulation.groups import REGIONS
from registry.simulation.people import Person, Recipe

PEOPLE_A_BATCH = 5_000  # as many as lie in memory at once
COUNTED_AT_ONCE = 5_000  # more are counted faster afterwards, by rebuild_statistics


@dataclass
class Stored:
    """What one run stored; `counted` is added up over the batches, which share their months and days."""

    patients: int = 0
    assessments: int = 0
    counted: FollowUpCounts = field(default_factory=lambda: FollowUpCounts(Counter(), Counter()))


@collecting_seldom()
@transaction.atomic
def store_simulation(
    recipe: Recipe, count: int, *, by: Any, told: Callable[[int], None] = lambda _done: None
) -> Stored:
    """Stores `count` made-up patients with all they answered, all or none, with one audit entry. `told` hears how many stand."""
    departments, stored = _departments(recipe), Stored()
    for made in made_by_batch(recipe, list(_batches(count))):
        stored.patients += len(made)
        episodes = _store(made, departments, by, stored)
        if count <= COUNTED_AT_ONCE:
            refresh_statistics(episodes)
        told(stored.patients)
    add_counted(stored.counted)
    if count > COUNTED_AT_ONCE:
        mark_outdated()
    audit.record_bulk(
        "registry.simulated",
        Patient,
        by=by,
        seed=recipe.seed,
        years=[recipe.first.year, recipe.last.year],
        patients=stored.patients,
        assessments=stored.assessments,
    )
    return stored


def _batches(count: int) -> Iterator[range]:
    for first in range(1, count + 1, PEOPLE_A_BATCH):
        yield range(first, min(first + PEOPLE_A_BATCH, count + 1))


def _departments(recipe: Recipe) -> list[Department]:
    """The made-up departments in their order, made where they are not there, in the registry's regions by turns."""
    regions = _regions()
    return [
        Department.objects.get_or_create(
            code=code,
            defaults={
                "name": f"Made-up unit {code.rpartition('-')[2]}",
                "region": regions[place % len(regions)],
            },
        )[0]
        for place, code in enumerate(recipe.codes)
    ]


def _regions() -> list[Region]:
    """Those of the country; where it has none yet, the ones that the published report counts by."""
    if not Region.objects.filter(country=Department.Country.DENMARK).exists():
        Region.objects.bulk_create(Region(code=code, name=name) for code, name in REGIONS)
    return list(Region.objects.filter(country=Department.Country.DENMARK).order_by("code"))


def _store(made: list[Made], departments: list[Department], by: Any, stored: Stored) -> list[int]:
    """The ids of the episodes."""
    persons = [one.person for one in made]
    patients = insert_told(Patient, (patient_columns(person, departments) for person in persons))
    insert_identities((patient, one.identity) for patient, one in zip(patients, made, strict=True))
    pairs = zip(persons, patients, strict=True)
    episodes = insert_told(Episode, (episode_columns(person, patient) for person, patient in pairs))
    kept = list(zip(persons, map(EpisodeOf, episodes, patients), strict=True))
    insert_procedures(kept)
    insert_operations(kept)
    insert_backgrounds(kept)
    answers = (_assessments(one, episode, by) for one, (_person, episode) in zip(made, kept, strict=True))
    stored.assessments += insert_assessments(chain.from_iterable(answers))
    planned = (
        Planned(*episode, departments[person.department].pk, _course(person)) for person, episode in kept
    )
    for total, more in zip(stored.counted, insert_plans(planned), strict=True):
        total.update(more)
    return episodes


def _assessments(made: Made, episode: EpisodeOf, by: Any) -> Iterator[dict[str, Any]]:
    standing = {
        "patient_id": episode.patient_id,
        "episode_id": episode.pk,
        "origin": Assessment.Origin.IMPORT,
        "recorded_by_id": None if by is None else by.pk,
    }
    return ({**standing, **columns} for columns in made.answers)


def _course(person: Person) -> Course:
    scored = frozenset((answer.timepoint, answer.instrument) for answer in person.answers)
    answered = frozenset(timepoint for timepoint, instrument in scored if instrument in ANSWERING)
    return Course(
        person.operated_on,
        metastasis=person.group.metastasis,
        answered=answered,
        ended_on=person.died_on,
        scored=scored,
        asks=group_asked(person.diagnosis, person.group.kind),
    )
