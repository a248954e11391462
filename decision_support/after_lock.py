"""A locked year asks why, whatever form was sent: what was typed is kept, and the reason is one field more."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from decision_support.banner import banner
from registry.actions.locks import PeriodLocked
from registry.after_lock import FIELD, LONGEST, because

NOT_TYPED = frozenset({"csrfmiddlewaretoken", FIELD})


class AfterLock:
    """Hands the reason that was sent to the gate before a locked year, and asks for it where it is missing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with because(lambda: request.POST.get(FIELD, "")):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return _asking(request, error) if isinstance(error, PeriodLocked) else None


def _asking(request: HttpRequest, locked: PeriodLocked) -> HttpResponse:
    """The page (409) that sends the same again with a reason."""
    sent = request.POST
    context = {
        "locks": locked.locks,
        "hidden": [(name, value) for name in sent if name not in NOT_TYPED for value in sent.getlist(name)],
        "field": FIELD,
        "longest": LONGEST,
        "typed": sent.get(FIELD, ""),
        "asked_before": FIELD in sent,
        "back_url": reverse("patient-page", args=[locked.patient.key]),
        "banner": banner(locked.patient, on=timezone.localdate()),
    }
    return render(request, "decision_support/locked.html", context, status=409)
