"""Raising, answering and closing queries about the data; those whose value has come close by themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from registry import audit
from registry.models import DataQuery, Episode, Patient
from registry.quality.query_rules import BY_CODE, QUERY_RULES
from registry.selectors.data_queries import standing_values, waiting_about

State, Outcome = DataQuery.State, DataQuery.Outcome


@transaction.atomic
def raise_query(
    *, patient: Patient, question: str, task: str, by: Any, episode: Episode | None = None, subject: str = ""
) -> DataQuery:
    """A person asks about a value, or about anything."""
    found = standing_values([patient]) if subject else {}
    query = DataQuery(
        patient=patient,
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

    What a person closed is not asked again while the same value stands there.
    """
    asked = {
        (query.patient_id, query.rule, query.episode_id, query.subject, query.found)
        for query in DataQuery.objects.filter(patient__in=patients)
        .exclude(rule="")
        .exclude(outcome=Outcome.DATA)
    }
    raised = 0
    for (patient, episode, subject), value in standing_values(patients).items():
        for rule in QUERY_RULES if episode is None or episode in episodes else ():
            if [*rule.asks({subject: value})] and (patient, rule.code, episode, subject, value) not in asked:
                _raise(rule.code, patient, episode, subject)
                raised += 1
    return raised


def _raise(rule: str, patient: int, episode: int | None, subject: str) -> None:
    DataQuery.objects.create(
        patient_id=patient, episode_id=episode, subject=subject, rule=rule, task=BY_CODE[rule].task
    )
