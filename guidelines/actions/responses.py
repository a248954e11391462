from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from guidelines.actions.standings import alarm_of, looked_at, verdicts_of
from guidelines.actions.use import count_response, role_of
from guidelines.given import given_to, to_confirm, unanswered_urgent
from guidelines.models import Evaluation, Response, Signature, Standing
from guidelines.selectors import latest_responses
from registry import audit


class SignatureRefused(Exception):
    """An evaluation that cannot be signed yet: urgent actions `unanswered`, `unconfirmed` (action, text) pairs."""

    def __init__(self, unanswered: Sequence[str] = (), unconfirmed: Sequence[tuple[str, str]] = ()):
        self.unanswered, self.unconfirmed = tuple(unanswered), tuple(unconfirmed)
        super().__init__(f"unanswered: {self.unanswered}; unconfirmed: {self.unconfirmed}")


@transaction.atomic
def respond(
    *, evaluation: Evaluation, action: str, kind: str, reason: str = "", comment: str = "", by: Any
) -> Response:
    """What somebody did with one action of an evaluation. ValidationError where the words do not fit together."""
    finding = evaluation.answer["actions"].get(action)
    if finding is None:
        raise ValidationError(_("This action is not part of the advice, so it cannot be answered."))
    response = Response(
        evaluation=evaluation,
        action=action,
        verdict=finding["verdict"],
        kind=kind,
        reason=reason,
        comment=comment.strip(),
        responded_by=by,
        role=role_of(by, evaluation),
    )
    response.full_clean()
    response.save()
    count_response(response)
    audit.record_event("advice.responded", response, by=by, action=action, kind=kind, reason=reason)
    return response


@transaction.atomic
def sign(
    *,
    evaluation: Evaluation,
    by: Any,
    confirmed: Mapping[str, Collection[str]] | None = None,
    shown: str = "",
) -> Signature:
    """Somebody stands behind an evaluation and the responses to it; from now on a change of verdict is news.

    `confirmed`: action to the texts ticked for it; `shown`: the responses as the page shows them. Raises
    SignatureRefused while an urgent action is unanswered or an accepted procedure is not confirmed throughout.
    """
    if Signature.objects.filter(evaluation=evaluation).exists():
        raise ValidationError(_("This evaluation is already signed; it is signed once."))
    ticked = {action: list(texts) for action, texts in (confirmed or {}).items()}
    _refuse_what_is_open(evaluation, ticked)
    signature = Signature.objects.create(evaluation=evaluation, signed_by=by, confirmed=ticked, shown=shown)
    _stand_as_signed(evaluation)
    audit.record_event("evaluation.signed", evaluation, by=by, digest=evaluation.digest)
    return signature


def _refuse_what_is_open(evaluation: Evaluation, ticked: Mapping[str, Collection[str]]) -> None:
    given = given_to(
        evaluation.digest, evaluation.facts, evaluation.answer, latest_responses(evaluation.patient)
    )
    unanswered = unanswered_urgent(evaluation.answer, given)
    asked = to_confirm(evaluation.answer, given)
    unconfirmed = [
        (action, text)
        for action, texts in asked.items()
        for text in texts
        if text not in ticked.get(action, ())
    ]
    if unanswered or unconfirmed:
        raise SignatureRefused(unanswered, unconfirmed)


def _stand_as_signed(evaluation: Evaluation) -> None:
    verdicts = verdicts_of(evaluation.answer)
    standing = Standing.objects.select_for_update().filter(patient=evaluation.patient_id).first()
    standing = standing or Standing(patient=evaluation.patient, department=evaluation.patient.department)
    standing.evaluated_on = evaluation.index_date
    standing.alarm = alarm_of(evaluation.answer)
    standing.signed_verdicts = standing.verdicts = verdicts
    standing.advice_changed = False
    looked_at(standing)
    standing.save()
