"""The letter to the patient's own doctor: generated, edited by the sender, copied or printed. Nothing is sent or stored."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from decision_support.banner import banner
from decision_support.views.function import needs_an_age
from guidelines.actions.standings import alarm_of
from guidelines.advice import advice_for
from guidelines.presentation.referral_letter import is_called_for, letter_text
from registry import audit
from registry.gates import patient_page
from registry.models import Patient

MOST_LETTERS = 6000


@require_http_methods(["GET", "POST"])
@patient_page("guidelines.see_functional_category", reads="referral letter")
@needs_an_age
def referral_letter(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The text to edit; posted, the text as it was edited, to be printed."""
    today = timezone.localdate()
    advice = advice_for(patient, today)
    name = request.user.get_full_name() or request.user.get_username()
    found = {
        "patient": patient,
        "banner": banner(patient, on=today, alarm=alarm_of(advice.told)),
        "is_called_for": is_called_for(advice),
        "text": letter_text(advice, patient.department.name, name, today) if is_called_for(advice) else "",
        "today": today,
        "ruleset": advice.answer.ruleset,
    }
    if request.method == "POST" and found["is_called_for"]:
        found["text"] = request.POST.get("text", "")[:MOST_LETTERS]
        audit.record_event("referral_letter.printed", patient, by=request.user)
        return render(request, "decision_support/referral_letter_print.html", found)
    return render(request, "decision_support/referral_letter.html", found)
