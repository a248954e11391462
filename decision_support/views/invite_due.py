"""Inviting everybody to whom a follow-up is due by e-mail: how many it would be, and one press."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from decision_support.invite_due_words import told
from decision_support.questionnaire.first_invitations import AT_ONCE, invite_everybody
from registry.gates import staff_page
from registry.models import Department
from registry.selectors.first_invitations import counted, departments_to_invite_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page("registry.invite_patient")
def invite_due(request: HttpRequest) -> HttpResponse:
    """Numbers only, no patient; each invitation is recorded at its patient as it is made."""
    places = departments_to_invite_in(request.user)
    if request.method != "POST":
        return _page(request, places)
    ids = [place.pk for place in places]
    outcome = invite_everybody(ids, timezone.localdate(), request.user)
    for level, text in told(outcome):
        messages.add_message(request, level, text)
    return redirect("follow-up-list")


def _page(request: HttpRequest, places: list[Department]) -> HttpResponse:
    found = counted([place.pk for place in places], timezone.localdate())
    now = min(found.by_email, AT_ONCE)
    context = {
        "found": found,
        "now": now,
        "left": found.by_email - now,
        "at_once": AT_ONCE,
        "places": places,
        "by_themselves": [place for place in places if place.sends_first_invitations],
    }
    return render(request, "decision_support/invite_due.html", context)
