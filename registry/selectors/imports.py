"""What a department already has of the rows of an import, by the id in the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from registry.exchange.mapping import Mapping
from registry.exchange.plan import PlannedAssessment, PlannedRow
from registry.models import Assessment, Department, Episode, Patient, PeriodLock
from registry.selectors.locks import locks_of, part_at

Stored = tuple[dict[str, int | None], str]


@dataclass
class AlreadyStored:
    """The patients of some rows, their episodes and the answers that stand in them."""

    exact_onset: bool  # each row tells the onset, so that a patient may have several episodes of a kind
    patients: dict[str, Patient] = field(default_factory=dict)
    episodes: dict[str, list[Episode]] = field(default_factory=dict)  # by id in the file, the earliest first
    # by episode, instrument and timepoint
    answers: dict[tuple[int, str, str], Stored] = field(default_factory=dict)
    locks: list[PeriodLock] = field(default_factory=list)

    def index_of(self, row: PlannedRow) -> date:
        """The day follow-up counts from, of the episode that stands or of the one that the row would open."""
        episode = self.episode_of(row)
        return episode.index_date if episode else row.onset.day

    def lock_over(self, row: PlannedRow) -> PeriodLock | None:
        """The locked year that storing the row would change."""
        if not self.locks:
            return None
        episode = self.episode_of(row) or Episode(kind=row.kind, index_date=row.onset.day)
        part = part_at(episode, row.timepoint, row.observed_on)
        new = not self.knows(row) or self.lacks(row)
        return next((lock for lock in self.locks if new and part.is_held_by(lock)), None)

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
    stored.patients = _standing(department, {row.source_id for row in rows})
    of = {patient.pk for patient in stored.patients.values()}
    episodes = defaultdict(list)
    for episode in Episode.objects.filter(patient__in=of).order_by("onset_on", "id"):
        episodes[episode.patient_id].append(episode)
    stored.episodes = {source_id: episodes[patient.pk] for source_id, patient in stored.patients.items()}
    stored.answers = _answers(of, mapping)
    stored.locks = list(locks_of(department.pk))
    return stored


def _standing(department: Department, ids: set[str]) -> dict[str, Patient]:
    """Id in the file to the patient; to the record that stands, where it was merged into another."""
    known = Patient.everybody.filter(department=department, source_id__in=ids).exclude(source_id="")
    found = {patient.source_id: patient for patient in known}
    while merged := {one.merged_into_id for one in found.values() if one.merged_into_id}:
        into = Patient.everybody.in_bulk(merged)
        found = {source_id: into.get(one.merged_into_id, one) for source_id, one in found.items()}
    return found


def _answers(patients: Iterable[int], mapping: Mapping) -> dict[tuple[int, str, str], Stored]:
    rows = Assessment.objects.filter(
        patient__in=patients, instrument__in=[part.instrument for part in mapping.instruments]
    ).values_list("episode_id", "instrument", "timepoint", "responses", "value_set")
    return {(episode, instrument, timepoint): tuple(found) for episode, instrument, timepoint, *found in rows}
