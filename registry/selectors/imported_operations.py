"""What is stored of operations and backgrounds, in the shape in which a file tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from registry.exchange.care import PlannedOperation
from registry.exchange.mapping_background import PLACES
from registry.exchange.mapping_care import TOLD
from registry.models import Background, Operation, Procedure


def operations_of(patients: Iterable[int]) -> dict[tuple[int, date], PlannedOperation]:
    """Episode (id) and day to the operation; of patients (ids)."""
    of = set(patients)
    kinds = defaultdict(list)
    procedures = Procedure.objects.filter(episode__patient__in=of).order_by("pk")
    for episode, day, kind in procedures.values_list("episode_id", "performed_on", "kind"):
        kinds[episode, day].append(kind)
    rows = Operation.objects.filter(episode__patient__in=of).values("episode_id", "performed_on", *TOLD)
    details = {(row["episode_id"], row["performed_on"]): _told(row) for row in rows}
    return {key: PlannedOperation(key[1], tuple(kinds[key]), details.get(key, {})) for key in kinds | details}


def backgrounds_of(patients: Iterable[int]) -> dict[tuple[int, str], dict[str, object]]:
    """Episode (id) and timepoint to what is told of the background there; of patients (ids)."""
    rows = Background.objects.filter(episode__patient__in=set(patients))
    found = rows.values("episode_id", "timepoint", *PLACES)
    return {(row["episode_id"], row["timepoint"]): _given(row, PLACES) for row in found}


def _told(row: dict[str, object]) -> dict[str, object]:
    return _given(row, TOLD)


def _given(row: dict[str, object], names: Iterable[str]) -> dict[str, object]:
    return {name: row[name] for name in names if row[name] not in (None, "")}
