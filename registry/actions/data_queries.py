"""Raising, answering and closing queries about the data; those whose value has come close by themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from registry import audit
from registry.models import DataQuery, Episode, Patient
from registry.quality.query_rules import BY_CODE, QUERY_RULES, unlikely_in
from registry.selectors.data_queries import Standing, standing_values, waiting_about

State, Outcome = DataQuery.State, DataQuery.Outcome


@transaction.atomic
def raise_query(
    *, patient: Patient, question: str, task: str, by: Any, episode: Episode | None = None, subject: str = ""
) -> DataQuery:
    """A person asks about a value, or about anything."""
    found = standing_values([patient]) if subject else {}
    query = DataQuery(
        patient=patient,
        department_id=patient.department_id,
        episode=episode,
        subject=subject,
        found=found.get((patient.pk, episode.pk if episode else None, subject), ""),
        question=question.strip(),
        task=task,
        raised_by=by,
    )
    query.full_clean()
    query.save()
    _record("query.raised", query, by)
    return query


@transaction.atomic
def answer_query(*, query: DataQuery, version: int, answer: str, by: Any) -> DataQuery:
    """Somebody says what there is to say; whoever asked, or a coordinator, closes it. Raises VersionConflict."""
    current = _waiting(query, version)
    current.state, current.answer, current.answered_by = State.ANSWERED, answer.strip(), by
    if not current.answer:
        raise ValidationError({"answer": _("Say what was found, or what was done.")})
    current.full_clean()
    current.save()
    _record("query.answered", current, by)
    return current


@transaction.atomic
def close_query(*, query: DataQuery, version: int, outcome: str, by: Any) -> DataQuery:
    """A person closes it, with the outcome. Raises VersionConflict."""
    current = _waiting(query, version)
    _close(current, outcome, by)
    return current


def _waiting(query: DataQuery, version: int) -> DataQuery:
    current = DataQuery.locked(query.pk, version)
    if current.state == State.CLOSED:
        raise ValidationError(_("This query is closed already; raise a new one if there is more to ask."))
    return current


def _close(query: DataQuery, outcome: str, by: Any) -> None:
    query.state, query.outcome, query.closed_by, query.closed_at = State.CLOSED, outcome, by, timezone.now()
    query.full_clean()
    query.save()
    _record("query.closed", query, by, outcome=outcome)


def _record(event: str, query: DataQuery, by: Any, **details: str) -> None:
    audit.record_event(event, query.patient, by=by, query=query.pk, subject=query.subject, **details)


def settle_queries(patients: Iterable[int]) -> int:
    """Closes the queries of these patients (ids) whose value is another than was found; how many. In the writing transaction."""
    waiting = waiting_about(set(patients))
    if not waiting:
        return 0
    known = {one.pk: one for one in Patient.objects.filter(pk__in={query.patient_id for query in waiting})}
    values, closed = standing_values(known.values()), 0
    for query in waiting:
        now = values.get((query.patient_id, query.episode_id, query.subject), "")
        if now and now != query.found:
            query.version += 1
            _close(query, Outcome.DATA, None)
            closed += 1
    return closed


@transaction.atomic
def raise_by_rules(patients: Collection[Patient], *, episodes: Collection[int]) -> int:
    """Raises what the rules ask of these patients and their episodes (ids), each once; how many were new.

    What a person closed, or confirmed where it was typed, is not asked again while the same value stands there.
    """
    asked, raised = _Asked.of(patients), 0
    standing = standing_values(patients)
    departments = {one.pk: one.department_id for one in patients}
    for code, patient, episode, subject in _questions(standing):
        value = standing[patient, episode, subject]
        if (episode is None or episode in episodes) and not asked.holds(
            code, (patient, episode, subject), value
        ):
            _raise(code, patient, departments[patient], episode, subject, value)
            raised += 1
    return raised


def _questions(standing: Standing) -> Iterator[tuple[str, int, int | None, str]]:
    """Rule, patient, episode and subject of what is missing, then of what is unlikely."""
    of_episodes: dict[tuple[int, int | None], dict[str, str]] = defaultdict(dict)
    for (patient, episode, subject), value in standing.items():
        of_episodes[patient, episode][subject] = value
    for (patient, episode), values in of_episodes.items():
        missing = ((rule.code, subject) for rule in QUERY_RULES for subject in rule.asks(values))
        for code, subject in (*missing, *unlikely_in(values)):
            yield code, patient, episode, subject


@dataclass
class _Asked:
    """What the rules asked before: what waits, what a person closed with the value that stood there, and what was
    confirmed as it was typed, which is of the patient alone."""

    waiting: set[tuple[Any, ...]] = field(default_factory=set)
    closed: set[tuple[Any, ...]] = field(default_factory=set)
    confirmed: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, patients: Collection[Patient]) -> _Asked:
        found = cls()
        rows = DataQuery.objects.filter(patient__in=patients).exclude(rule="").exclude(outcome=Outcome.DATA)
        for query in rows:
            key = (query.rule, query.patient_id, query.episode_id, query.subject)
            if not query.subject:
                found.confirmed.add((query.rule, query.patient_id))
            elif query.state == State.CLOSED:
                found.closed.add((*key, query.found))
            else:
                found.waiting.add(key)
        return found

    def holds(self, code: str, about: tuple[int, int | None, str], value: str) -> bool:
        key = (code, *about)
        return key in self.waiting or (*key, value) in self.closed or (code, about[0]) in self.confirmed


def _raise(rule: str, patient: int, department: int, episode: int | None, subject: str, found: str) -> None:
    task = BY_CODE[rule].task if rule in BY_CODE else DataQuery.Task.COORDINATOR
    DataQuery.objects.create(
        patient_id=patient,
        department_id=department,
        episode_id=episode,
        subject=subject,
        rule=rule,
        task=task,
        found=found,
    )
