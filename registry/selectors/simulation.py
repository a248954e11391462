"""What a simulated registry holds, and whether a database holds anybody else."""

from __future__ import annotations

from collections import defaultdict

from registry.models import Assessment, Episode, Patient, Procedure
from registry.simulation.comparison import Followed
from registry.simulation.groups import group_of
from registry.simulation.people import MARK

ROWS_AT_A_TIME = 5_000


def count_others(*, made_up: tuple[str, ...]) -> int:
    """Patients that were not simulated and are in no department of this list of made-up ones (codes)."""
    others = Patient.objects.exclude(source_id__startswith=f"{MARK}-")
    return others.exclude(department__code__in=made_up).count()


def is_simulated(seed: int) -> bool:
    """Whether somebody made with this seed is stored already."""
    return Patient.objects.filter(source_id__startswith=f"{MARK}-{seed}-").exists()


def simulated(seed: int) -> dict[int, Followed]:
    """Patient id to what is stored of everybody made with a seed."""
    source = f"{MARK}-{seed}-"
    episodes = Episode.objects.filter(patient__source_id__startswith=source).order_by("pk")
    procedures = _procedures(source)
    people = {
        patient: Followed(group_of(diagnosis, tuple(procedures[pk])), {})
        for pk, patient, diagnosis in episodes.values_list("pk", "patient_id", "diagnosis").iterator(
            ROWS_AT_A_TIME
        )
    }
    answers = Assessment.objects.filter(patient__source_id__startswith=source, score__isnull=False)
    rows = answers.order_by("pk").values_list("patient_id", "instrument", "timepoint", "score")
    for patient, instrument, timepoint, score in rows.iterator(ROWS_AT_A_TIME):
        people[patient].scores[instrument, timepoint] = score
    return people


def _procedures(source: str) -> dict[int, list[str]]:
    """Episode id to the kinds of its procedures."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Procedure.objects.filter(episode__patient__source_id__startswith=source).order_by("pk")
    for episode, kind in rows.values_list("episode_id", "kind").iterator(ROWS_AT_A_TIME):
        found[episode].append(kind)
    return found
