"""The patient's programme, to be printed: nothing of it before a physiotherapist has confirmed it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from decision_support.banner import banner
from decision_support.programme_page import ProgrammePage, programme_page
from registry.gates import patient_page
from registry.models import Patient

READS = "guidelines.see_functional_category"


@patient_page(READS, reads="programme")
@require_GET
def programme(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The programme that counts, or what has to be done before there is one."""
    page = programme_page(patient, timezone.localdate())
    return _shown(request, page, "programme" if page.may_be_handed_out else "programme_unconfirmed")


@patient_page(READS, reads="earlier programme")
@require_GET
def programme_version(request: HttpRequest, patient: Patient, number: int) -> HttpResponse:
    """A confirmed version as it was; one that was replaced says so on every page."""
    page = programme_page(patient, timezone.localdate(), number)
    if page.programme is None:
        raise Http404
    return _shown(request, page, "programme")


def _shown(request: HttpRequest, page: ProgrammePage, template: str) -> HttpResponse:
    today = timezone.localdate()
    found = {
        "patient": page.patient,
        "banner": banner(page.patient, on=today, alarm=page.alarm),
        "page": page,
        "today": today,
        "may_build": request.user.has_perm("guidelines.decide_functional_category", page.patient),
    }
    return render(request, f"decision_support/{template}.html", found)
