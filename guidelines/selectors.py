"""Shared reads of the guidelines' own records."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, When
from django.shortcuts import get_object_or_404

from guidelines.models import (
    Evaluation,
    FunctionalDecision,
    Response,
    Signature,
    Standing,
    ThresholdOverride,
)
from guidelines.pathway.thresholds import DEFAULT, Override, Thresholds
from guidelines.switched_off import LAST_SWITCHED
from registry.models import Department, Patient


def overrides_for(department: Department, on: date) -> dict[str, Override]:
    """A department's own thresholds in force on a day, by name: the latest that has begun."""
    rows = ThresholdOverride.objects.filter(department=department, valid_from__lte=on).order_by(
        "valid_from", "id"
    )
    return {row.name: row.as_override() for row in rows}


def thresholds_for(department: Department, on: date, default: Thresholds = DEFAULT) -> Thresholds:
    """The thresholds that hold for a department on a day: its own where it has any, else the rule set's."""
    overrides = overrides_for(department, on)
    return default.with_overrides(overrides) if overrides else default


def latest_responses(patient: Patient) -> dict[str, Response]:
    """Action to the latest response to it, whichever evaluation it was given to."""
    rows = (
        Response.objects.filter(evaluation__patient=patient)
        .select_related("evaluation", "responded_by")
        .only(
            "action", "verdict", "kind", "reason", "comment", "responded_at",
            "responded_by__username", "responded_by__first_name", "responded_by__last_name",
            "evaluation__digest", "evaluation__facts",
        )
        .order_by("responded_at", "id")
    )  # fmt: skip
    return {response.action: response for response in rows}


def last_signature(patient: Patient, digest: str) -> Signature | None:
    """The signature under this very advice, in whichever language it was read; else the latest under any other."""
    this_advice = Case(When(evaluation__digest=digest, then=1), default=0)
    found = Signature.objects.filter(evaluation__patient=patient).select_related("signed_by", "evaluation")
    bare = found.only(
        "signed_at", "signed_by__username", "signed_by__first_name", "signed_by__last_name",
        "evaluation__digest", "evaluation__index_date",
    )  # fmt: skip
    return bare.order_by(this_advice.desc(), "-signed_at").first()


@dataclass(frozen=True)
class Signed:
    """An evaluation that somebody stands behind."""

    evaluation: int
    at: datetime
    by: str


@dataclass(frozen=True)
class LatestResponse:
    """What was done with an action the last time somebody answered it, and the evaluation it was given to."""

    action: str
    verdict: str
    kind: str
    reason: str
    comment: str
    at: datetime
    by: str
    evaluation: int


@dataclass(frozen=True)
class AdviceHistory:
    """What came of a patient's advice: signed evaluations, newest first, and the latest response to each action."""

    signed: tuple[Signed, ...]
    responses: tuple[LatestResponse, ...]


def advice_history(patient: Patient) -> AdviceHistory:
    """One query, without the facts and the pages that the evaluations keep."""
    rows = list(
        Evaluation.objects.filter(patient=patient)
        .order_by("responses__responded_at", "responses__id")
        .values("pk", *_SIGNATURE, *_RESPONSE)
    )
    signed = {
        row["pk"]: Signed(row["pk"], row["signature__signed_at"], _person(row, "signature__signed_by"))
        for row in rows
        if row["signature__signed_at"]
    }
    latest = {row["responses__action"]: _response(row) for row in rows if row["responses__action"]}
    return AdviceHistory(
        tuple(sorted(signed.values(), key=lambda one: one.at, reverse=True)),
        tuple(sorted(latest.values(), key=lambda one: one.at, reverse=True)),
    )


_NAMES = ("first_name", "last_name", "username")
_SAID = ("action", "verdict", "kind", "reason", "comment")
_SIGNATURE = ("signature__signed_at", *(f"signature__signed_by__{name}" for name in _NAMES))
_RESPONSE = (
    "responses__responded_at",
    *(f"responses__{name}" for name in _SAID),
    *(f"responses__responded_by__{name}" for name in _NAMES),
)


def _response(row: Mapping[str, Any]) -> LatestResponse:
    return LatestResponse(
        **{name: row[f"responses__{name}"] for name in _SAID},
        at=row["responses__responded_at"],
        by=_person(row, "responses__responded_by"),
        evaluation=row["pk"],
    )


def _person(row: Mapping[str, Any], who: str) -> str:
    first, last, username = (row[f"{who}__{name}"] for name in _NAMES)
    return f"{first} {last}".strip() or username


@dataclass(frozen=True)
class Place:
    """Where a patient stands on the pathway, and the functional category that was decided last ("" where none is)."""

    alarm: str
    advice_changed: bool = False
    worse: Sequence[dict[str, Any]] = ()  # as registry.selectors.worsened keeps it
    evaluated_on: date | None = None
    verdicts: Mapping[str, str] = field(default_factory=dict)
    category_status: str = ""
    category: str = ""
    decided_on: date | None = None
    decided_by: str = ""
    override_reason: str = ""
    last_switched: datetime | None = None  # when a rule was last switched, for what is told of the advice


def place_of(patient: Patient) -> Place:
    """One query; a patient without a standing was never evaluated, so every alarm question is open."""
    decision = "functional_decisions"
    row = (
        Patient.objects.filter(pk=patient.pk)
        .order_by(F(f"{decision}__decided_at").desc(nulls_last=True), f"-{decision}__id")
        .values(
            *(f"standing__{name}" for name in _STANDING),
            *(f"{decision}__{name}" for name in ("category", "decided_on", "reason")),
            *(f"{decision}__decided_by__{name}" for name in _NAMES),
            last_switched=LAST_SWITCHED,
        )[0]
    )
    stands = {name: row[f"standing__{name}"] for name in _STANDING if row["standing__alarm"]}
    stands = {"alarm": Standing.Alarm.OPEN, **stands, "last_switched": row["last_switched"]}
    if not row[f"{decision}__category"]:
        return Place(**stands)
    return Place(
        **stands,
        category=row[f"{decision}__category"],
        decided_on=row[f"{decision}__decided_on"],
        decided_by=_person(row, f"{decision}__decided_by"),
        override_reason=row[f"{decision}__reason"],
    )


_STANDING = ("alarm", "advice_changed", "worse", "evaluated_on", "verdicts", "category_status")


def evaluation_for(user: Any, pk: int) -> Evaluation:
    """A stored evaluation of a patient of the user's departments; Http404 for any other."""
    visible = Evaluation.objects.filter(patient__department_id__in=user.patient_departments)
    with_all = visible.select_related(
        "patient__identity", "patient__department", "department", "created_by", "signature__signed_by"
    )
    return get_object_or_404(with_all, pk=pk)


def responses_in(evaluation: Evaluation, after: datetime | None = None) -> list[Response]:
    """The responses given to an evaluation, oldest first; only those after a moment where one is given."""
    found = evaluation.responses.select_related("responded_by").order_by("responded_at", "id")
    return list(found.filter(responded_at__gt=after) if after else found)


def decisions_of(patient: Patient) -> list[FunctionalDecision]:
    """Every decision about the functional category, the latest first; the first is the one that counts."""
    return list(patient.functional_decisions.select_related("decided_by").order_by("-decided_at", "-id"))


def latest_categories(ids: Collection[int]) -> dict[int, str]:
    """Patient id to the category decided last, for those who have one."""
    rows = FunctionalDecision.objects.filter(patient__in=ids).order_by("decided_at", "id")
    return dict(rows.values_list("patient_id", "category"))
