"""Data queries in words: what each is about, what was found, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decision_support.patient_rows import who
from decision_support.row_words import SHORT_NAMES
from registry.chips import chip_groups, chosen_of
from registry.forms.dated import HOW_ONE_KNOWS
from registry.models import Background, DataQuery, Timepoint
from registry.quality.query_rules import BACKGROUND, BY_CODE, EPISODE_DIAGNOSIS, PATIENT_SEX, of_assessment
from registry.selectors.data_queries import ChosenQueries
from registry.value_words import rule_words

ICONS = {"open": "question-circle", "answered": "chat-square-text-fill", "closed": "check-circle-fill"}
KNOWN = dict(HOW_ONE_KNOWS)  # the reason of a value that was confirmed is a code
RAISED = (("rule", gettext_lazy("By a rule")), ("person", gettext_lazy("By a person")))
FILTERS = {
    "state": (gettext_lazy("State"), gettext_lazy("Waiting"), DataQuery.State.choices),
    "task": (gettext_lazy("Whose task"), gettext_lazy("All"), DataQuery.Task.choices),
    "raised": (gettext_lazy("Raised"), gettext_lazy("All"), RAISED),
}


def narrowed(parameters: QueryDict) -> ChosenQueries:
    """A value that is not offered narrows nothing."""
    return ChosenQueries(**chosen_of(parameters, FILTERS))


def filter_groups(parameters: QueryDict) -> list[dict[str, Any]]:
    return chip_groups(parameters, FILTERS)


@dataclass(frozen=True)
class QueryRow:
    """One query. `waits` while something is still to be done."""

    pk: int
    version: int
    key: str
    url: str
    name: str
    birth_date: date | None
    about: str
    found: str
    question: str
    task: str
    state: str
    icon: str
    raised_by: str
    raised_at: datetime
    answer: str
    answered_by: str
    outcome: str
    closed_by: str
    closed_at: datetime | None
    waits: bool


def query_rows(queries: Iterable[DataQuery]) -> list[QueryRow]:
    return [query_row(query) for query in queries]


def query_row(query: DataQuery) -> QueryRow:
    name, birth_date = who(query.patient)
    return QueryRow(
        pk=query.pk,
        version=query.version,
        key=str(query.patient.key),
        url=reverse("patient-data", args=[query.patient.key]),
        name=name,
        birth_date=birth_date,
        about=about_words(query),
        found=query.found,
        question=query.question or question_of_rule(query.rule),
        task=query.get_task_display(),
        state=query.get_state_display(),
        icon=ICONS[query.state],
        raised_by=_name(query.raised_by) or _("a rule"),
        raised_at=query.raised_at,
        answer=str(KNOWN.get(query.answer, query.answer)),
        answered_by=_name(query.answered_by),
        outcome=query.get_outcome_display() if query.outcome else "",
        closed_by=_name(query.closed_by) or _("by itself"),
        closed_at=query.closed_at,
        waits=query.state != DataQuery.State.CLOSED,
    )


def _name(person: Any) -> str:
    return (person.get_full_name() or person.get_username()) if person else ""


def question_of_rule(code: str) -> str:
    """In words; a rule of values that somebody confirmed is said by its own table."""
    rule = BY_CODE.get(code)
    return _(rule.question) if rule else rule_words(code)


def about_words(query: DataQuery) -> str:
    said = subject_words(query.subject)
    return f"{said} · {query.episode}" if query.episode and said else said or str(query.episode or "–")


def subject_words(subject: str) -> str:
    """ "" for none."""
    answered = of_assessment(subject)
    if answered:
        timepoint, instrument = answered
        return f"{SHORT_NAMES.get(instrument, instrument)}, {Timepoint(timepoint).label}"
    if subject.startswith(BACKGROUND):
        _background, timepoint, column = subject.split(".")
        words = str(Background._meta.get_field(column).verbose_name)
        return f"{words[:1].upper()}{words[1:]}, {Timepoint(timepoint).label}"
    return {PATIENT_SEX: _("Sex"), EPISODE_DIAGNOSIS: _("Diagnosis")}.get(subject, subject)
