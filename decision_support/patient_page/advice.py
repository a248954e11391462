"""What the patient is advised today, who signed last, what was answered: from what is kept, nothing is evaluated here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from decision_support.addresses import Addresses
from guidelines.models import FunctionalDecision, Response
from guidelines.pathway.functional_rules import CATEGORY_LABELS, Category
from guidelines.pathway.recommendations import VERDICT_LABELS, Verdict
from guidelines.pathway.rulebook import ACTIONS
from guidelines.presentation.category import STATUS_LABELS, Status
from guidelines.presentation.responses import DONE
from guidelines.presentation.screen import GROUPS
from guidelines.selectors import AdviceHistory, LatestResponse, Place, Signed
from registry.models import Patient

# As the advice page orders them, the urgent first.
SAID_IN_ORDER = (Verdict.URGENT, *(verdict for verdict, _heading in GROUPS))


@dataclass(frozen=True)
class ResponseWords:
    action: str
    done: str
    verdict: str
    reason: str
    comment: str
    by: str
    at: datetime
    url: str


@dataclass(frozen=True)
class CategoryWords:
    """The category decided last, or how far the suggestion has come; shown to those who may see it."""

    decided: str
    decided_on: date | None
    by: str
    reason: str
    status: str
    url: str


@dataclass(frozen=True)
class AdviceWords:
    evaluated_on: date | None
    alarm: str
    told: tuple[tuple[str, tuple[str, ...]], ...]  # verdict and the titles of its actions
    changed: bool
    signed: Signed | None
    signed_url: str
    responses: tuple[ResponseWords, ...]
    category: CategoryWords | None


def advice_words(
    patient: Patient, place: Place, history: AdviceHistory, at: Addresses, off: Collection[str] = ()
) -> AdviceWords:
    """`off`: actions that were switched off, perhaps after the patient was placed."""
    last = history.signed[0] if history.signed else None
    return AdviceWords(
        evaluated_on=place.evaluated_on,
        alarm=place.alarm,
        told=_told({code: verdict for code, verdict in place.verdicts.items() if code not in off}),
        changed=place.advice_changed,
        signed=last,
        signed_url=at.of("evaluation", pk=last.evaluation) if last else "",
        responses=tuple(_response(found, at) for found in history.responses),
        category=_category(patient, place, at),
    )


def _told(verdicts: Mapping[str, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What is advised under each verdict, the most pressing verdict first; actions in the order of the pathway."""
    found = {
        verdict: tuple(_title(code) for code in ACTIONS if verdicts.get(code) == verdict)
        for verdict in SAID_IN_ORDER
    }
    return tuple((verdict.value, titles) for verdict, titles in found.items() if titles)


def _title(code: str) -> str:
    """An action that the rules no longer have keeps its code."""
    return _(ACTIONS[code].title) if code in ACTIONS else code


def _response(found: LatestResponse, at: Addresses) -> ResponseWords:
    return ResponseWords(
        action=_title(found.action),
        done=str(DONE[Response.Kind(found.kind)]),
        verdict=_(VERDICT_LABELS[Verdict(found.verdict)]) if found.verdict else "",
        reason=str(Response.Reason(found.reason).label) if found.reason else "",
        comment=found.comment,
        by=found.by,
        at=found.at,
        url=at.of("evaluation", pk=found.evaluation),
    )


def _category(patient: Patient, place: Place, at: Addresses) -> CategoryWords | None:
    if not at.user.has_perm("guidelines.see_functional_category", patient):
        return None
    reason = place.override_reason
    return CategoryWords(
        decided=_(CATEGORY_LABELS[Category(place.category)]) if place.category else "",
        decided_on=place.decided_on,
        by=place.decided_by,
        reason=str(FunctionalDecision.Reason(reason).label) if reason else "",
        status=_(STATUS_LABELS[Status(place.category_status)]) if place.category_status else "",
        url=at.page("function"),
    )
