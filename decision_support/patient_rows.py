"""What a list shows of each patient: four queries for a page, whatever its length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from decision_support.row_words import ALARMS, DueCell, RowWords, ScoreCell
from decision_support.worse_words import first_worse_words
from guidelines.listed_patients import Listed, listed
from registry.age import age_of
from registry.erasure import erased_words
from registry.models import Episode, Patient
from registry.selectors.clinical import LatestEpisode, latest_episodes
from registry.selectors.follow_up import NextWave, next_waves
from registry.selectors.names import NamedPatient
from registry.selectors.scores import LastScore, last_scores

NOBODY = UUID(int=0)  # an address is made once a page and filled in fifty times


@dataclass(frozen=True)
class PatientRow:
    key: str
    url: str
    name: str
    birth_date: date | None
    age_years: int | None
    department: str
    alarm: str
    alarm_mark: str
    alarm_word: str
    advice_changed: bool
    worse: list[str]
    episode: str
    due: DueCell | None
    score: ScoreCell | None


def patient_rows(user: Any, ids: Sequence[int], on: date) -> list[PatientRow]:
    """The rows of these patients in this order; a patient of another department has none."""
    patients, words = listed(user, ids), RowWords(on)
    waves, scores, episodes = next_waves(ids, on), last_scores(ids), latest_episodes(ids)
    address = reverse("patient-page", args=[NOBODY])
    return [
        _row(patients[one], address, words, episodes.get(one), waves.get(one), scores.get(one))
        for one in ids
        if one in patients
    ]


def _row(
    one: Listed,
    address: str,
    words: RowWords,
    episode: LatestEpisode | None,
    wave: NextWave | None,
    last: LastScore | None,
) -> PatientRow:
    name, birth_date = who(one.patient)
    key = str(one.patient.key)
    return PatientRow(
        key=key,
        url=address.replace(str(NOBODY), key),
        name=name,
        birth_date=birth_date,
        age_years=age_of(one, birth_date, words.on),
        department=one.department,
        alarm=one.alarm,
        alarm_mark=ALARMS[one.alarm][0],
        alarm_word=words.alarm(one.alarm),
        advice_changed=one.advice_changed,
        worse=first_worse_words(one.worse or ()),
        episode=words.episode(episode) if episode else "",
        due=words.due(wave) if wave else None,
        score=words.score(last) if last else None,
    )


def who(patient: Patient | NamedPatient) -> tuple[str, date | None]:
    """Name and birth date; of an imported patient the id in the file, and no date."""
    identity = getattr(patient, "identity", None)
    return name_of(patient), identity and identity.birth_date


def name_of(patient: Patient | NamedPatient) -> str:
    """The name; of an imported patient the id in the file."""
    identity = getattr(patient, "identity", None)
    return (identity and identity.full_name) or erased_words(patient)


def episode_words(kind: str, care: str) -> str:
    """The kind of an episode and how it is treated. By the label, because get_kind_display puts every choice into words each time."""
    return f"{Episode.Kind(kind).label}, {Episode.Care(care).label.lower()}"
