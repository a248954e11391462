"""What a department already has of the rows of an import, by the id in the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from registry.exchange.mapping import Mapping
from registry.exchange.plan import PlannedAssessment, PlannedRow
from registry.models import Assessment, Department, Episode, Patient

Stored = tuple[dict[str, int | None], str]


@dataclass
class AlreadyStored:
    """The patients of some rows, their episodes and the answers that stand in them."""

    exact_onset: bool  # each row tells the onset, so that a patient may have several episodes of a kind
    patients: dict[str, Patient] = field(default_factory=dict)
    episodes: dict[str, list[Episode]] = field(default_factory=dict)  # by id in the file, the earliest first
    answers: dict[tuple[int, str, str], Stored] = field(
        default_factory=dict
    )  # episode, instrument, timepoint

    def knows(self, row: PlannedRow) -> bool:
        return row.source_id in self.patients

    def episode_of(self, row: PlannedRow) -> Episode | None:
        """The episode the answers belong to: of that onset where the file tells it, else the latest that had begun."""
        begun = [
            episode
            for episode in self.episodes.get(row.source_id, ())
            if episode.kind == row.kind
            and (
                episode.onset_on == row.onset.day if self.exact_onset else episode.onset_on <= row.observed_on
            )
        ]
        return begun[-1] if begun else None

    def lacks(self, row: PlannedRow) -> list[PlannedAssessment]:
        """The assessments of a row that are not stored yet."""
        return [one for one in row.assessments if self._stored(row, one) is None]

    def contradicts(self, row: PlannedRow) -> list[str]:
        """The instruments of a row that are stored with other answers or another value set."""
        return [
            one.instrument
            for one in row.assessments
            if self._stored(row, one) not in (None, (one.responses, one.value_set or ""))
        ]

    def _stored(self, row: PlannedRow, one: PlannedAssessment) -> Stored | None:
        episode = self.episode_of(row) if self.answers else None
        return self.answers.get((episode.pk, one.instrument, row.timepoint)) if episode else None


def already_stored(
    rows: Iterable[PlannedRow], mapping: Mapping, department: Department | None
) -> AlreadyStored:
    """For some thousand rows at most: they are named in one query each."""
    stored = AlreadyStored(exact_onset=mapping.tells_onset)
    if department is None:
        return stored
    ids = {row.source_id for row in rows}
    stored.patients = {one.source_id: one for one in department.patients.filter(source_id__in=ids)}
    of = {patient.pk: patient.source_id for patient in stored.patients.values()}
    stored.episodes = defaultdict(list)
    for episode in Episode.objects.filter(patient__in=of).order_by("onset_on", "id"):
        stored.episodes[of[episode.patient_id]].append(episode)
    stored.answers = _answers(of, mapping)
    return stored


def _answers(patients: Iterable[int], mapping: Mapping) -> dict[tuple[int, str, str], Stored]:
    rows = Assessment.objects.filter(
        patient__in=patients, instrument__in=[part.instrument for part in mapping.instruments]
    ).values_list("episode_id", "instrument", "timepoint", "responses", "value_set")
    return {(episode, instrument, timepoint): tuple(found) for episode, instrument, timepoint, *found in rows}
