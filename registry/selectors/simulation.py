"""What a simulated registry holds, and whether a database holds anybody else."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from registry.models import Assessment, Episode, Patient, Procedure
from registry.simulation.comparison import (
    DAYS_A_MONTH,
    Difference,
    Followed,
    counts_apart,
    gains_apart,
    moments_of,
    scores_apart,
    units_apart,
)
from registry.simulation.groups import BY_CODE, group_of
from registry.simulation.people import MARK

ROWS_AT_A_TIME = 5_000


def count_others(*, made_up: tuple[str, ...]) -> int:
    """Patients that were not simulated and are in no department of this list of made-up ones (codes)."""
    others = Patient.objects.exclude(source_id__startswith=f"{MARK}-")
    return others.exclude(department__code__in=made_up).count()


def is_simulated(seed: int) -> bool:
    """Whether somebody made with this seed is stored already."""
    return Patient.objects.filter(source_id__startswith=f"{MARK}-{seed}-").exists()


@dataclass(frozen=True)
class Operated:
    """One simulated patient, with the unit the department stands for."""

    unit: int
    year: int
    followed: Followed


def simulated(seed: int) -> dict[int, Operated]:
    """Patient id to what is stored of everybody made with a seed."""
    source = f"{MARK}-{seed}-"
    episodes = Episode.objects.filter(patient__source_id__startswith=source)
    rows = episodes.order_by("pk").values_list(
        "pk", "patient_id", "diagnosis", "patient__department__code", "onset_on", "index_date"
    )
    procedures = _procedures(source)
    people = {}
    for pk, patient, diagnosis, department, onset_on, index_date in rows.iterator(ROWS_AT_A_TIME):
        months = (index_date - onset_on).days / DAYS_A_MONTH
        followed = Followed(group_of(diagnosis, tuple(procedures[pk])), months, {})
        people[patient] = Operated(int(department.rpartition("-")[2]), index_date.year, followed)
    _add_scores(people, source)
    return people


def _procedures(source: str) -> dict[int, list[str]]:
    """Episode id to the kinds of its procedures."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Procedure.objects.filter(episode__patient__source_id__startswith=source).order_by("pk")
    for episode, kind in rows.values_list("episode_id", "kind").iterator(ROWS_AT_A_TIME):
        found[episode].append(kind)
    return found


def _add_scores(people: dict[int, Operated], source: str) -> None:
    answers = Assessment.objects.filter(patient__source_id__startswith=source, score__isnull=False)
    rows = answers.order_by("pk").values_list("patient_id", "instrument", "timepoint", "score")
    for patient, instrument, timepoint, score in rows.iterator(ROWS_AT_A_TIME):
        people[patient].followed.scores[instrument, timepoint] = score


def differences(people: dict[int, Operated]) -> list[Difference]:
    """Every number of the published tables that can be compared, beside the simulated one."""
    followed = [one.followed for one in people.values()]
    cells = (((one.group, *key), score) for one in followed for key, score in one.scores.items())
    answered = Counter(
        (one.group, timepoint) for one in followed for timepoint in {key[1] for key in one.scores}
    )
    return [
        *scores_apart(moments_of(cells)),
        *counts_apart(answered, len(people)),
        *units_apart(_before(people)),
        *gains_apart(followed),
    ]


def _before(people: dict[int, Operated]) -> dict[tuple[str, int, str], tuple[int, int]]:
    """Area, unit and year to the operations and those with an answer before; of the groups the unit tables count."""
    operated: Counter[tuple[str, int, str]] = Counter()
    answered: Counter[tuple[str, int, str]] = Counter()
    for one in people.values():
        group = BY_CODE[one.followed.group]
        if group.reports_units:
            key = (group.area, one.unit, str(one.year))
            operated[key] += 1
            answered[key] += any(timepoint == "baseline" for _code, timepoint in one.followed.scores)
    return {key: (count, answered[key]) for key, count in operated.items()}
