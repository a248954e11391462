"""A response in words: what was done with the advice, by whom, when, and whether it still stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidelines.given import Given
from guidelines.models import Response
from guidelines.pathway.recommendations import VERDICT_LABELS, Verdict

# What was done, said in the past; distinct words, none of which could be read as another.
DONE = {
    Response.Kind.ACCEPT: gettext_lazy("Accepted"),
    Response.Kind.OVERRIDE: gettext_lazy("Overridden"),
    Response.Kind.DEFER: gettext_lazy("Deferred"),
    Response.Kind.NOT_APPLICABLE: gettext_lazy("Not applicable"),
}


@dataclass(frozen=True)
class Answered:
    """The latest response to an action; one that does not stand was given to other facts or another verdict."""

    action: str
    kind: str
    done: str
    verdict: str
    reason: str
    comment: str
    by: str
    at: datetime
    stands: bool
    same_advice: bool


def answered(given: Mapping[str, Given]) -> dict[str, Answered]:
    return {action: _answered(found) for action, found in given.items()}


def _answered(found: Given) -> Answered:
    response = found.response
    return Answered(
        action=response.action,
        kind=response.kind,
        done=str(DONE[Response.Kind(response.kind)]),
        verdict=_(VERDICT_LABELS[Verdict(response.verdict)]),
        reason=response.get_reason_display() if response.reason else "",
        comment=response.comment,
        by=response.responded_by.get_full_name() or response.responded_by.get_username(),
        at=response.responded_at,
        stands=found.stands,
        same_advice=found.same_advice,
    )
