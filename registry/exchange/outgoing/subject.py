"""One episode with everything an export may tell of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from registry.exchange.outgoing.variable import Missing
from registry.follow_up import ClosedReason
from registry.models import Background, Episode, Operation, Patient, PatientIdentity, Procedure


class Noted(NamedTuple):
    """The latest record of a fact; `in_error` where all that was ever recorded is retracted."""

    value: Any
    observed_on: date
    in_error: bool = False


class Answer(NamedTuple):
    """The columns of an assessment that an export tells, as they are stored."""

    episode_id: int
    instrument: str
    timepoint: str
    observed_on: date
    responses: dict[str, Any]
    score: float | None
    domains: dict[str, float | None]
    band: str
    value_set: str
    scoring_rule: str


@dataclass
class Subject:
    """`answers`: instrument (or "background") and timepoint to what was answered. `operations`: of the earliest first. `absent`: why a timepoint has none, when it has none."""

    person: str  # pseudonyms
    episode_code: str
    patient: Patient
    episode: Episode
    age_years: int | None
    absent: Callable[[str], Missing]
    procedures: list[Procedure] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)
    answers: dict[tuple[str, str], Answer | Background] = field(default_factory=dict)
    visits: list[Answer] = field(default_factory=list)
    facts: dict[str, Noted] = field(default_factory=dict)
    identity: PatientIdentity | None = None

    @property
    def operation(self) -> Operation | None:
        """The latest."""
        return self.operations[-1] if self.operations else None


CLOSED_MEANS: dict[str, Missing] = {
    ClosedReason.WITHDRAWN: Missing.DECLINED,
    ClosedReason.DECLINED: Missing.DECLINED,
    ClosedReason.NOT_AVAILABLE: Missing.NOT_RECORDED,
}


def closed_means(reason: str) -> Missing:
    """What a follow-up that was closed leaves in its cells."""
    return CLOSED_MEANS.get(reason, Missing.NOT_APPLICABLE)
