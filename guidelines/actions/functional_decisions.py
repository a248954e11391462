from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from guidelines.actions.standings import refresh_standing
from guidelines.advice import Advice, advice_for
from guidelines.models import FunctionalDecision
from guidelines.pathway.functional_category import FunctionalCategory
from guidelines.pathway.functional_confirmation import override_needs_second_confirmation
from guidelines.pathway.functional_rules import Category
from guidelines.pathway.thresholds import FUNCTIONAL_THRESHOLDS
from registry import audit
from registry.models import Patient


class SuggestionChanged(Exception):
    """The suggestion is no longer the one the person had before them; nothing was recorded."""


class SecondConfirmationNeeded(Exception):
    """The choice loosens what was suggested and was not confirmed a second time; nothing was recorded."""


@dataclass(frozen=True)
class Chosen:
    """What a person chose: the suggested category, or another with the reason. `twice`: confirmed a second time."""

    category: Category | None
    reason: str = ""
    comment: str = ""
    twice: bool = False


@transaction.atomic
def decide_functional_category(
    *, patient: Patient, digest: str, chosen: Chosen, on: date, by: Any
) -> FunctionalDecision:
    """Records what somebody decided about the suggestion with this digest, and places the patient anew.

    Raises SuggestionChanged, SecondConfirmationNeeded, or ValidationError where the choice does not fit together.
    """
    # locked, so that no fact is recorded between the reading of the suggestion and the decision about it
    locked = Patient.objects.select_for_update(of=("self",)).select_related("identity", "department")
    current = locked.get(pk=patient.pk)
    advice = advice_for(current, on)
    if advice.digest != digest:
        raise SuggestionChanged
    category, twice = _allowed(chosen, advice.answer.functional_category)
    decision = FunctionalDecision(
        patient=current,
        suggestion=_kept(advice),
        facts=advice.facts,
        ruleset=advice.answer.ruleset,
        category=category,
        reason=chosen.reason,
        comment=chosen.comment.strip(),
        confirmed_twice=twice,
        decided_on=on,
        decided_by=by,
    )
    decision.full_clean()
    decision.save()
    audit.record_event(
        "functional_category.decided", decision, by=by, category=category, reason=chosen.reason, twice=twice
    )
    refresh_standing(current, on)
    return decision


def _allowed(chosen: Chosen, suggested: FunctionalCategory) -> tuple[Category, bool]:
    """The category, and whether it was confirmed twice because it had to be."""
    if chosen.category is None:
        raise ValidationError(
            _("There is no suggestion to confirm. Override with a category, or record more first.")
        )
    if chosen.category is suggested.category:
        if chosen.reason:
            raise ValidationError(_("This is the suggested category: confirm it, without a reason."))
        return chosen.category, False
    if not chosen.reason:
        raise ValidationError(_("Another category than the suggested needs a reason."))
    twice = override_needs_second_confirmation(suggested, chosen.category)
    if twice and not chosen.twice:
        raise SecondConfirmationNeeded
    return chosen.category, twice


def _kept(advice: Advice) -> dict[str, Any]:
    """The suggestion as it was made, with the urgent actions and the cut-offs it was made under."""
    answer = advice.answer
    return {
        **answer.functional_category.as_json(),
        "urgent": list(answer.red_flags.present),
        "thresholds": answer.thresholds.used(threshold.name for threshold in FUNCTIONAL_THRESHOLDS),
    }
