"""What a simulated registry says of its operations and backgrounds, beside what the report prints."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from registry.models import Background, Episode
from registry.selectors.simulation import ROWS_AT_A_TIME, Operated
from registry.simulation.comparison import Difference
from registry.simulation.people import MARK
from registry.simulation.shares import Told, backgrounds_apart, operations_apart

NECK = ("cervical_herniation_radiculopathy", "cervical_foraminal_stenosis")


def share_differences(seed: int, people: Mapping[int, Operated]) -> list[Difference]:
    """`people` as selectors.simulation.simulated gives them."""
    episodes = Episode.objects.filter(patient__source_id__startswith=f"{MARK}-{seed}-")
    days = episodes.filter(diagnosis="metastasis").values_list("index_date", flat=True)
    herniations, others = (episodes.filter(diagnosis=code).count() for code in NECK)
    return [
        *backgrounds_apart(_told(seed, people)),
        *operations_apart(map(date.weekday, days), (herniations, others)),
    ]


def _told(seed: int, people: Mapping[int, Operated]) -> list[Told]:
    rows = Background.objects.filter(episode__patient__source_id__startswith=f"{MARK}-{seed}-").order_by("pk")
    names = ("episode__patient_id", "timepoint", "back_pain", "leg_pain", "walking", "bmi")
    return [
        Told(people[patient].followed.group, *columns)
        for patient, *columns in rows.values_list(*names).iterator(ROWS_AT_A_TIME)
    ]
