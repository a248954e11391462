"""The patient's programme, to be printed: nothing of it before a category is decided."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from decision_support.banner import banner
from decision_support.programme_page import programme_page
from registry.gates import patient_page
from registry.models import Patient


@patient_page("guidelines.see_functional_category", reads="programme")
@require_GET
def programme(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The programme of the category decided last, or what has to be done before there is one."""
    today = timezone.localdate()
    page = programme_page(patient, today)
    found = {"patient": patient, "banner": banner(patient, on=today), "page": page, "today": today}
    template = "programme" if page.prescription else "programme_unconfirmed"
    return render(request, f"decision_support/{template}.html", found)
