"""Past advice, opened exactly as it was shown, beside what the pathway says today."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from decision_support.banner import banner
from guidelines.actions.standings import alarm_of
from guidelines.advice import Advice, advice_for, told_again
from guidelines.models import Evaluation, Signature
from guidelines.pathway.facts import FactError
from guidelines.presentation.comparison import Comparison, compare
from guidelines.presentation.switched_off import off_words
from guidelines.selectors import evaluation_for, responses_in
from registry import audit
from registry.gates import staff_page


@staff_page("guidelines.see_advice")
@require_GET
def evaluation(request, pk):
    found = evaluation_for(request.user, pk)
    if not request.user.has_perm("guidelines.see_advice", found.patient):
        raise PermissionDenied
    audit.record_read(found.patient, by=request.user, what=f"evaluation {found.pk}")
    return render(request, "guidelines/evaluation_detail.html", _context(found))


def _context(found: Evaluation) -> dict[str, Any]:
    today = timezone.localdate()
    signature = _signature(found)
    now = _told_today(found, today)
    return {
        "evaluation": found,
        "signature": signature,
        "responses": responses_in(found, after=signature.signed_at if signature else None),
        "comparison": _compared(found, now) if now else None,
        "today": today,
        "patient": found.patient,
        "banner": banner(
            found.patient,
            on=today,
            alarm=alarm_of(now.told) if now else "",
            off=off_words(now.withheld) if now else None,
        ),
    }


def _compared(found: Evaluation, now: Advice) -> Comparison:
    again = told_again(found.facts, now.thresholds, now.withheld)
    return compare(found.answer, found.facts, again, now.told, now.facts)


def _signature(found: Evaluation) -> Signature | None:
    try:
        return found.signature
    except ObjectDoesNotExist:
        return None


def _told_today(found: Evaluation, today: date) -> Advice | None:
    """None where the pathway cannot be asked today."""
    try:
        return advice_for(found.patient, today)
    except FactError:
        return None
