"""What a row of the follow-up list and one of the completeness list have in common: one timepoint of a patient's episode."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from decision_support.patient_rows import episode_words, who
from registry.models import Episode, Patient, Timepoint


@dataclass(frozen=True)
class WaveRow:
    """`url` is where its answers are entered."""

    key: str
    url: str
    name: str
    birth_date: date | None
    episode: str


def of_wave(patient: Patient, episode: Episode, timepoint: str) -> dict[str, Any]:
    """The fields of a WaveRow."""
    name, birth_date = who(patient)
    return {
        "key": str(patient.key),
        "url": _url(patient, episode, timepoint),
        "name": name,
        "birth_date": birth_date,
        "episode": episode_words(episode),
    }


def _url(patient: Patient, episode: Episode, timepoint: str) -> str:
    """The follow-up, or for a baseline the patient's page."""
    if timepoint == Timepoint.BASELINE:
        return reverse("patient-page", args=[patient.key])
    return reverse("follow-up-entry", args=[patient.key, episode.pk, timepoint])
