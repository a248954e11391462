"""What is recorded about a patient, as it stood on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from registry.models import Assessment, ClinicalRecord, Episode, Patient, Procedure
from registry.selectors.compiled import Compiled, a_page


@dataclass(frozen=True)
class Recorded:
    """A value with the day it was observed."""

    value: Any
    observed_on: date


def facts_on(patient: Patient, on: date) -> dict[str, Recorded]:
    """Name to the latest valid value on or before a day; a cleared fact is left out."""
    rows = (
        ClinicalRecord.objects.filter(patient=patient, observed_on__lte=on, retracted_at=None)
        .order_by("observed_on", "id")
        .values_list("name", "value", "observed_on")
    )
    latest = {name: Recorded(value, day) for name, value, day in rows}
    return {name: recorded for name, recorded in latest.items() if recorded.value is not None}


def scores_on(patient: Patient, on: date, instruments: Iterable[str]) -> dict[str, Recorded]:
    """Instrument to its latest score on or before a day; an assessment without a score is passed over."""
    rows = (
        Assessment.objects.filter(
            patient=patient, instrument__in=list(instruments), observed_on__lte=on, score__isnull=False
        )
        .order_by("observed_on", "id")
        .values_list("instrument", "score", "observed_on")
    )
    return {instrument: Recorded(score, day) for instrument, score, day in rows}


def facts_of_many(patients: Collection[int], on: date) -> dict[int, dict[str, Recorded]]:
    """Patient id to what `facts_on` says of that patient; a patient of whom nothing is recorded is left out."""
    rows = ClinicalRecord.objects.filter(patient__in=patients, observed_on__lte=on, retracted_at=None)
    found = _latest(
        rows.order_by("observed_on", "id").values_list("patient_id", "name", "value", "observed_on")
    )
    return {
        patient: {name: recorded for name, recorded in latest.items() if recorded.value is not None}
        for patient, latest in found.items()
    }


def scores_of_many(
    patients: Collection[int], on: date, instruments: Iterable[str]
) -> dict[int, dict[str, Recorded]]:
    """Patient id to what `scores_on` says of that patient; a patient without a score is left out."""
    rows = Assessment.objects.filter(
        patient__in=patients, instrument__in=list(instruments), observed_on__lte=on, score__isnull=False
    )
    return _latest(
        rows.order_by("observed_on", "id").values_list("patient_id", "instrument", "score", "observed_on")
    )


def _latest(rows: Iterable[tuple[int, str, Any, date]]) -> dict[int, dict[str, Recorded]]:
    found: dict[int, dict[str, Recorded]] = {}
    for patient, name, value, day in rows:
        found.setdefault(patient, {})[name] = Recorded(value, day)
    return found


def cement_days(patients: Collection[int], on: date) -> dict[int, date]:
    """Patient id to the day of the latest cement procedure on or before a day."""
    rows = Procedure.objects.filter(
        episode__patient__in=patients, kind__in=Procedure.CEMENT, performed_on__lte=on
    )
    return dict(rows.order_by("performed_on").values_list("episode__patient", "performed_on"))


def latest_cement_on(patient: Patient, on: date) -> date | None:
    """The day of the latest cement procedure on or before a day."""
    return (
        Procedure.objects.filter(episode__patient=patient, kind__in=Procedure.CEMENT, performed_on__lte=on)
        .order_by("-performed_on")
        .values_list("performed_on", flat=True)
        .first()
    )


def latest_fracture_episode(patient: Patient, on: date) -> Episode | None:
    """The latest episode of a vertebral fracture that began on or before a day."""
    kind = Episode.Kind.VERTEBRAL_FRACTURE
    return next(
        (episode for episode in patient.episodes.all() if episode.kind == kind and episode.onset_on <= on),
        None,
    )


def latest_open_episode(patient: Patient) -> Episode | None:
    """The episode that new answers belong to: the latest that is not closed."""
    return next((episode for episode in patient.episodes.all() if episode.closed_on is None), None)


def last_recording(patient: Patient) -> ClinicalRecord | None:
    """The clinical record that was written last, with who wrote it."""
    return patient.clinical_records.select_related("recorded_by").order_by("-recorded_at", "-id").first()


class LatestEpisode(NamedTuple):
    """What a list shows of an episode."""

    kind: str
    onset_on: date

    @property
    def kind_label(self) -> str:
        return str(Episode.Kind(self.kind).label)


LATEST_EPISODES = Compiled(
    lambda ids: (
        Episode.objects.filter(patient_id__in=ids)
        .order_by("onset_on", "id")
        .values_list("patient_id", *LatestEpisode._fields)
    )
)


def latest_episodes(patients: Sequence[int]) -> dict[int, LatestEpisode]:
    """Patient id to the episode that began last."""
    return {patient: LatestEpisode(*columns) for patient, *columns in LATEST_EPISODES(a_page(patients))}
