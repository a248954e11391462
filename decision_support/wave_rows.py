"""What a row of the follow-up list and one of the completeness list have in common: one timepoint of a patient's episode."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.urls import reverse

from decision_support.patient_rows import NOBODY, episode_words, who
from registry.models import Episode, Patient, Timepoint
from registry.selectors.names import NamedEpisode, NamedPatient


@dataclass(frozen=True)
class WaveRow:
    """`url` is where its answers are entered."""

    key: str
    url: str
    name: str
    birth_date: date | None
    episode: str


class WaveWords:
    """The words and addresses of the rows of one page; what many say alike is made once."""

    def __init__(self) -> None:
        self.label = cache(lambda timepoint: str(Timepoint(timepoint).label))
        self._episode, self._address = cache(episode_words), cache(_address)

    def of(
        self, patient: Patient | NamedPatient, episode: Episode | NamedEpisode, timepoint: str
    ) -> dict[str, Any]:
        """The fields of a WaveRow."""
        name, birth_date = who(patient)
        key = str(patient.key)
        address = self._address(timepoint).replace(str(NOBODY), key)
        return {
            "key": key,
            "url": address.replace("/episodes/0/", f"/episodes/{episode.pk}/"),
            "name": name,
            "birth_date": birth_date,
            "episode": self._episode(episode.kind, episode.care),
        }


def _address(timepoint: str) -> str:
    """The follow-up of nobody's episode, or for a baseline the patient's page."""
    if timepoint == Timepoint.BASELINE:
        return reverse("patient-page", args=[NOBODY])
    return reverse("follow-up-entry", args=[NOBODY, 0, timepoint])
