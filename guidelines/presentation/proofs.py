"""What is proved of the rules, and the patients who show what is not: for the page of proofs and the page of an action."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from django.utils.translation import gettext as _

from guidelines.pathway.readings.proof.claim import Claim
from guidelines.pathway.readings.proof.claims import CLAIMS, GROUPS
from guidelines.pathway.readings.proof.examples import Example
from guidelines.pathway.readings.proof.places import FUNCTIONAL, places
from guidelines.pathway.readings.proof.record import Outcome, last_record
from guidelines.pathway.readings.proof.witnesses import witnesses
from guidelines.pathway.recommendations import Action
from guidelines.pathway.rulebook import CURRENT
from guidelines.presentation.guideline import action_url
from guidelines.presentation.sandbox import address, query_of


class State(StrEnum):
    """What the last run says of a claim about the rules in force."""

    PROVED = "proved"
    KNOWN_NOT_TO_HOLD = "known_not_to_hold"
    FAILED = "failed"
    NOT_PROVED = "not_proved"  # the run was about other rules, or did not ask this


@dataclass(frozen=True)
class PatientWords:
    """A patient nobody is: what is recorded, and where the sandbox shows the answer."""

    facts: tuple[str, ...]
    sandbox: str


@dataclass(frozen=True)
class ActionLink:
    title: str
    url: str


@dataclass(frozen=True)
class ClaimWords:
    id: str
    statement: str
    why: str
    doubt: str
    state: State
    questions: int
    actions: tuple[ActionLink, ...]  # none where every action takes part
    patients: tuple[PatientWords, ...]


@dataclass(frozen=True)
class GroupWords:
    code: str
    title: str
    claims: tuple[ClaimWords, ...]


@dataclass(frozen=True)
class LastRun:
    """The last run of the proofs beside the rules in force."""

    is_current: bool
    version: str
    proved_on: date | None
    claims: int
    proved: int
    questions: int


@dataclass(frozen=True)
class CaseWords:
    """One verdict case of an action with a patient who gets it."""

    verdict: str
    because: str
    patient: PatientWords | None


@dataclass(frozen=True)
class RowWords:
    """One row of the functional table with a patient for whom it stands."""

    code: str
    label: str
    patient: PatientWords | None


def groups() -> tuple[GroupWords, ...]:
    """Every claim, by what it is about."""
    return tuple(GroupWords(code, _(title), tuple(map(_claim, claims))) for code, title, claims in GROUPS)


def last_run() -> LastRun:
    """Whether these very rules were proved, and what came of it."""
    kept = last_record()
    asked = [claim for claim in CLAIMS.values() if not claim.is_wish]
    return LastRun(
        is_current=kept is not None and kept.is_of(CURRENT),
        version=kept.ruleset if kept else "",
        proved_on=kept.proved_on if kept else None,
        claims=len(asked),
        proved=sum(_state(claim) is State.PROVED for claim in asked),
        questions=sum(outcome.questions for outcome in kept.outcomes.values()) if kept else 0,
    )


def claims_of(action: Action) -> tuple[ClaimWords, ...]:
    """The claims about this action; those about every action are left to the page of proofs."""
    return tuple(_claim(claim) for claim in CLAIMS.values() if action.code in _taking_part()[claim.id])


def cases_of(action: Action) -> tuple[CaseWords, ...]:
    """Each verdict case in its order, with its witness."""
    kept = witnesses()
    return tuple(
        CaseWords(case.verdict.value, _(case.because), _patient(kept.get(f"{action.code}.{case.code}")))
        for case in action.cases
    )


def rows_of_the_table() -> tuple[RowWords, ...]:
    """Each row of the functional table, with its witness."""
    kept = witnesses()
    return tuple(
        RowWords(code.partition(".")[2], _(label), _patient(kept.get(code))) for code, label in _rows()
    )


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    return tuple((place.code, place.label) for place in places(CURRENT) if place.owner == FUNCTIONAL)


@cache
def _taking_part() -> dict[str, tuple[str, ...]]:
    """The actions each claim is about, by its id: none where it is about nearly all of them."""
    found = {claim.id: claim.actions(CURRENT) for claim in CLAIMS.values()}
    return {claim: codes if len(codes) < len(CURRENT.actions) / 2 else () for claim, codes in found.items()}


def _claim(claim: Claim) -> ClaimWords:
    outcome = _outcome(claim)
    return ClaimWords(
        id=claim.id,
        statement=_(claim.statement),
        why=_(claim.why),
        doubt=claim.doubt,
        state=_state(claim),
        questions=outcome.questions if outcome else 0,
        actions=tuple(_links(_taking_part()[claim.id])),
        patients=tuple(filter(None, map(_patient, outcome.examples if outcome else ()))),
    )


def _links(codes: tuple[str, ...]) -> Iterator[ActionLink]:
    yield from (ActionLink(_(CURRENT.by_code[code].title), action_url(code)) for code in codes)


def _outcome(claim: Claim) -> Outcome | None:
    kept = last_record()
    return kept.outcomes.get(claim.id) if kept else None


def _state(claim: Claim) -> State:
    kept, outcome = last_record(), _outcome(claim)
    if kept is None or outcome is None or not kept.is_of(CURRENT):
        return State.NOT_PROVED
    if outcome.holds:
        return State.PROVED
    return State.KNOWN_NOT_TO_HOLD if claim.is_wish else State.FAILED


def _patient(example: Example | None) -> PatientWords | None:
    if example is None:
        return None
    shown = "" if example.thresholds else address(query_of(example.facts))  # the sandbox moves no threshold
    return PatientWords(tuple(example.in_words(_)), shown)
