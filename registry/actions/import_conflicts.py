"""What speaks against storing a row beside what is stored."""

from __future__ import annotations

from collections.abc import Iterator

from registry.actions.import_dates import date_findings
from registry.exchange.mapping import Mapping
from registry.exchange.planned import PlannedRow
from registry.exchange.reading import HIDDEN
from registry.exchange.reasons import Problem
from registry.exchange.telling import BACKGROUND, ENDED
from registry.follow_up import tells_of
from registry.instruments.translate import _
from registry.partial_date import PartialDate
from registry.selectors.imports import AlreadyStored

ANSWERS = {"refuse": "other_answers", "keep": "stored_kept", "update": "answers_corrected"}
VALUES = {"refuse": "value_otherwise", "keep": "value_kept", "update": "value_corrected"}


def contradictions(row: PlannedRow, stored: AlreadyStored, mapping: Mapping) -> Iterator[Problem]:
    """What speaks against storing a row beside what is stored."""
    code = ANSWERS[mapping.duplicates.stored]
    for instrument in stored.contradicts(row):
        yield Problem(
            row.line, row.source_id, "", "", code, {"instrument": instrument, "timepoint": row.timepoint}
        )
    yield from _otherwise(row, stored, mapping)
    yield from _of_the_person(row, stored, mapping)
    yield from _of_the_operation(row, stored, mapping)
    yield from _of_the_ends(row, stored, mapping)
    patient, index = stored.patients.get(row.person), stored.index_of(row)
    found = row.observed_on.isoformat()
    at = getattr(mapping.observed_on, "column", "")
    if patient and patient.sex and row.sex and patient.sex != row.sex:
        column = mapping.patient.sex.column if mapping.patient.sex else ""
        params = {"found": row.sex, "stored": patient.sex}
        yield Problem(row.line, row.source_id, column, row.sex, "other_sex", params)
    died = patient and ((row.ends.get("died_on") if stored.corrects else None) or patient.died_on)
    if died and row.observed_on > died:
        params = {"found": found, "died": died.isoformat()}
        yield Problem(row.line, row.source_id, at, found, "after_death", params)
    yield from _locked(row, stored, mapping)
    if not tells_of(row.timepoint, row.observed_on, index):
        params = {"found": found, "index": index.isoformat()}
        yield Problem(row.line, row.source_id, at, found, "before_question", params)


def _locked(row: PlannedRow, stored: AlreadyStored, mapping: Mapping) -> Iterator[Problem]:
    """A file has nobody to ask why: a row that would change a locked year is refused."""
    if (lock := stored.lock_over(row)) is not None:
        index = stored.index_of(row).isoformat()
        params = {"index": index, "year": str(lock.year), "day": lock.locked_on.isoformat()}
        column = getattr(mapping.episode.onset_on, "column", "")
        yield Problem(row.line, row.source_id, column, index, "locked_year", params)


def _otherwise(row: PlannedRow, stored: AlreadyStored, mapping: Mapping) -> Iterator[Problem]:
    code = VALUES[mapping.duplicates.stored]
    if stored.other_diagnosis(row):
        column = mapping.episode.diagnosis.column if mapping.episode.diagnosis else ""
        yield Problem(row.line, row.source_id, column, row.diagnosis, code, {"stored": _("Diagnosis")})
    if row.operation and stored.other_operation(row):
        day = row.operation.performed_on.isoformat()
        column = mapping.operation.performed_on.column if mapping.operation else ""
        yield Problem(row.line, row.source_id, column, day, code, {"stored": _("Operation")})

    for name in stored.other_background(row):
        column = mapping.background.places.get(name, "") if mapping.background else ""
        told = {"stored": BACKGROUND[name]}
        yield Problem(row.line, row.source_id, column, str(row.background[name]), code, told)


def _of_the_ends(row: PlannedRow, stored: AlreadyStored, mapping: Mapping) -> Iterator[Problem]:
    """What ended the following held against what is stored of it, and against the episodes that stand."""
    code, places = VALUES[mapping.duplicates.stored], mapping.patient.ends
    for name in stored.other_ends(row):
        day = row.ends[name].isoformat()
        yield Problem(row.line, row.source_id, places[name].column, day, code, {"stored": ENDED[name]})
    died = row.ends.get("died_on")
    if died is None:
        return
    for episode in stored.episodes.get(row.person, ()):
        onset = PartialDate(episode.onset_on, episode.onset_precision)
        for problem, at, words in date_findings(onset, died=died):
            if problem == "impossible_date" and at == "died":
                column = places["died_on"].column
                yield Problem(row.line, row.source_id, column, died.isoformat(), problem, {"said": words})


def _of_the_person(row: PlannedRow, stored: AlreadyStored, mapping: Mapping) -> Iterator[Problem]:
    """Whether the number is this patient's, and nobody else's. No value of it is told."""
    if row.identity is None or mapping.patient.identity is None:
        return
    column, people = mapping.patient.identity.number, stored.people
    number, names = row.identity.number_hash, row.identity.full_name_hashes
    patient = stored.patients.get(row.person)
    owner = people.by_number.get(number)
    known = people.identities.get(patient.pk) if patient else None
    code = ""
    if number in people.elsewhere:
        code = "number_elsewhere"
    elif patient and owner and owner.pk != patient.pk:
        code = "two_people"
    elif known and owner is None:
        code = "other_number"
    elif known and known.birth_date_hash not in row.identity.birth_date_hashes:
        code = "other_birth_date"
    elif known and known.full_name_hash and known.full_name_hash not in (names or [known.full_name_hash]):
        code = "other_name"
    if code:
        yield Problem(row.line, row.source_id, column, HIDDEN, code)


def _of_the_operation(row: PlannedRow, stored: AlreadyStored, mapping: Mapping) -> Iterator[Problem]:
    """The operation held against the episode that stands, and a death."""
    if row.operation is None or mapping.operation is None:
        return
    episode, patient = stored.episode_of(row), stored.patients.get(row.person)
    onset = PartialDate(episode.onset_on, episode.onset_precision) if episode else None
    performed = row.operation.performed_on
    for code, at, words in date_findings(
        onset, performed=performed, died=patient.died_on if patient else None
    ):
        if code == "impossible_date" and at == "performed":
            column, found = mapping.operation.performed_on.column, performed.isoformat()
            yield Problem(row.line, row.source_id, column, found, code, {"said": words})
