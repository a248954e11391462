"""What a department already has of the rows of an import, by the id in the file or by the number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from registry.exchange.background import differing
from registry.exchange.care import PlannedOperation
from registry.exchange.mapping import Mapping
from registry.exchange.planned import PlannedAssessment, PlannedRow
from registry.models import Assessment, Department, Episode, Patient, PeriodLock
from registry.selectors.import_people import People, people_of
from registry.selectors.imported_operations import backgrounds_of, operations_of
from registry.selectors.locks import Part, locks_of, part_at

Stored = tuple[dict[str, int | None], str]


@dataclass
class AlreadyStored:
    """The patients of some rows, their episodes and what stands in them."""

    exact_onset: bool  # each row tells the onset, so that a patient may have several episodes of a kind
    corrects: bool = False  # what is stored otherwise is corrected by the file
    patients: dict[str, Patient] = field(default_factory=dict)  # by PlannedRow.person
    episodes: dict[str, list[Episode]] = field(default_factory=dict)  # by the same, the earliest first
    # by episode, instrument and timepoint
    answers: dict[tuple[int, str, str], Stored] = field(default_factory=dict)
    operations: dict[tuple[int, date], PlannedOperation] = field(default_factory=dict)  # by episode and day
    backgrounds: dict[tuple[int, str], dict[str, Any]] = field(
        default_factory=dict
    )  # by episode and timepoint
    locks: list[PeriodLock] = field(default_factory=list)
    people: People = field(default_factory=People)

    def index_of(self, row: PlannedRow) -> date:
        """The day follow-up counts from, of the episode that stands or of the one that the row would open."""
        episode = self.episode_of(row)
        stands = episode.index_date if episode else row.onset.day
        return max(stands, row.operation.performed_on) if row.operation else stands

    def lock_over(self, row: PlannedRow) -> PeriodLock | None:
        """The locked year that storing the row would change."""
        if not self.locks:
            return None
        parts = [*self._ended_in(row), *self._changed_in(row._replace(ends={}))]
        return next((lock for lock in self.locks if any(part.is_held_by(lock) for part in parts)), None)

    def _changed_in(self, row: PlannedRow) -> list[Part]:
        if not (self.lacks(row) or self.brings_more(row) or self.alters(row)):
            return []
        episode = self.episode_of(row) or Episode(kind=row.kind, index_date=row.onset.day)
        parts = [part_at(episode, row.timepoint, row.observed_on)]
        if self._changes_more(row):
            of_all = (one.index_date for one in self.episodes.get(row.person, ()))
            parts += [Part(day) for day in (self.index_of(row), *of_all)]
        return parts

    def _ended_in(self, row: PlannedRow) -> list[Part]:
        """Every year of the patient, where the row ends the following: news until the day of it is locked."""
        patient, others = self.patients.get(row.person), self.other_ends(row) if self.corrects else ()
        changed = [*self.lacks_ends(row), *others]
        if patient is None or not changed:
            return []
        days = [day for name in changed for day in (row.ends[name], getattr(patient, name)) if day]
        return [Part(one.index_date, lambda: min(days)) for one in self.episodes.get(row.person, ())]

    def _changes_more(self, row: PlannedRow) -> bool:
        """Whether the row changes what all of an episode, or of its patient, is counted by."""
        brings = self.adds_identity(row) or self.lacks_operation(row) or self.lacks_diagnosis(row)
        return brings or (self.corrects and (self.other_diagnosis(row) or self.other_operation(row)))

    def knows(self, row: PlannedRow) -> bool:
        return row.person in self.patients

    def brings_more(self, row: PlannedRow) -> bool:
        """Whether there is anything in the row, beside its assessments, that is not stored yet."""
        if not self.knows(row):
            return True
        brings = self.adds_identity(row) or self.lacks_diagnosis(row) or self.lacks_operation(row)
        return brings or bool(self.lacks_ends(row)) or self.lacks_background(row)

    def alters(self, row: PlannedRow) -> bool:
        """Whether the row corrects anything that is stored."""
        return self.corrects and bool(
            self.corrections(row)
            or self.other_diagnosis(row)
            or self.other_operation(row)
            or self.other_ends(row)
            or self.other_background(row)
        )

    def episode_of(self, row: PlannedRow) -> Episode | None:
        """The episode the answers belong to: of that onset where the file tells it, else the latest that had begun."""
        begun = [
            episode
            for episode in self.episodes.get(row.person, ())
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
        if self.corrects:
            return [one.instrument for one in self.corrections(row)]
        found = ((one, self._stored(row, one)) for one in row.assessments if self.answers)
        return [
            one.instrument
            for one, stored in found
            if stored is not None and stored != (one.responses, one.value_set or "")
        ]

    def corrections(self, row: PlannedRow) -> list[PlannedAssessment]:
        """The assessments that differ from what is stored, as they would be: what is blank in the file stays as it is."""
        found = ((one, self._stored(row, one)) for one in row.assessments)
        merged = ((_filled(one, stored), stored) for one, stored in found if stored)
        return [one for one, stored in merged if stored != (one.responses, one.value_set or "")]

    def adds_identity(self, row: PlannedRow) -> bool:
        """Whether a patient who was known by an id alone gets a number."""
        patient = self.patients.get(row.person) if row.identity else None
        return patient is not None and patient.pk not in self.people.identities

    def brings_identity(self, row: PlannedRow) -> bool:
        return row.identity is not None and (not self.knows(row) or self.adds_identity(row))

    def lacks_diagnosis(self, row: PlannedRow) -> bool:
        episode = self.episode_of(row) if row.diagnosis else None
        return bool(row.diagnosis) and (episode is None or not episode.diagnosis)

    def other_diagnosis(self, row: PlannedRow) -> bool:
        episode = self.episode_of(row) if row.diagnosis else None
        return episode is not None and episode.diagnosis not in ("", row.diagnosis)

    def lacks_operation(self, row: PlannedRow) -> bool:
        """Whether the operation is not stored, or something is told of it that is blank there."""
        if row.operation is None:
            return False
        stands = self.operation_of(row)
        return stands is None or (not self.other_operation(row) and stands.lacks(row.operation))

    def other_operation(self, row: PlannedRow) -> bool:
        stands = self.operation_of(row)
        return row.operation is not None and stands is not None and stands.differs_from(row.operation)

    def operation_of(self, row: PlannedRow) -> PlannedOperation | None:
        """What is stored of the operation on the row's day."""
        episode = self.episode_of(row) if row.operation and self.operations else None
        return self.operations.get((episode.pk, row.operation.performed_on)) if episode else None

    def lacks_ends(self, row: PlannedRow) -> list[str]:
        """What ended the following of the patient, and is not stored."""
        patient = self.patients.get(row.person)
        return [name for name in row.ends if patient is None or getattr(patient, name) is None]

    def other_ends(self, row: PlannedRow) -> list[str]:
        patient = self.patients.get(row.person) if row.ends else None
        return [
            name for name, day in row.ends.items() if patient and getattr(patient, name) not in (None, day)
        ]

    def lacks_background(self, row: PlannedRow) -> bool:
        """Whether something is told of the patient at the timepoint that is not stored."""
        stands = self.background_of(row)
        return not self.other_background(row) and bool(row.background.keys() - (stands or {}).keys())

    def other_background(self, row: PlannedRow) -> list[str]:
        return differing(self.background_of(row) or {}, row.background)

    def background_of(self, row: PlannedRow) -> dict[str, Any] | None:
        """What is stored at the row's timepoint; None where nothing is."""
        episode = self.episode_of(row) if row.background and self.backgrounds else None
        return self.backgrounds.get((episode.pk, row.timepoint)) if episode else None

    def _stored(self, row: PlannedRow, one: PlannedAssessment) -> Stored | None:
        episode = self.episode_of(row) if self.answers else None
        return self.answers.get((episode.pk, one.instrument, row.timepoint)) if episode else None


def _filled(one: PlannedAssessment, stored: Stored) -> PlannedAssessment:
    kept = stored[0]
    answers = (kept.get(item) if answer is None else answer for item, answer in one.responses.items())
    return one._replace(answers=tuple(answers))


def already_stored(
    rows: Iterable[PlannedRow], mapping: Mapping, department: Department | None
) -> AlreadyStored:
    """For some thousand rows at most: they are named in one query each."""
    stored = AlreadyStored(mapping.tells_onset, mapping.duplicates.stored == "update")
    rows = list(rows)
    if mapping.patient.identity:
        stored.people = people_of(rows, department)
    if department is None:
        return stored
    stored.patients = _patients(rows, department, stored.people)
    of = {patient.pk for patient in stored.patients.values()}
    episodes = defaultdict(list)
    for episode in Episode.objects.filter(patient__in=of).order_by("onset_on", "id"):
        episodes[episode.patient_id].append(episode)
    stored.episodes = {person: episodes[patient.pk] for person, patient in stored.patients.items()}
    stored.answers = _answers(of, mapping)
    if mapping.operation:
        stored.operations = operations_of(of)
    if mapping.background:
        stored.backgrounds = backgrounds_of(of)
    stored.locks = list(locks_of(department.pk))
    return stored


def _patients(rows: list[PlannedRow], department: Department, people: People) -> dict[str, Patient]:
    """By what tells them apart in the file: the id, and where nobody has it the number."""
    found = _standing(department, {row.source_id for row in rows})
    for row in rows if people.by_number else ():
        if row.person not in found and row.identity and row.identity.number_hash in people.by_number:
            found[row.person] = people.by_number[row.identity.number_hash]
    people.identify(found.values())
    return found


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
        patient__in=patients, instrument__in=[part.instrument for part in mapping.instruments], moved_from=""
    ).values_list("episode_id", "instrument", "timepoint", "responses", "value_set")
    return {(episode, instrument, timepoint): tuple(found) for episode, instrument, timepoint, *found in rows}
