"""This patient among like ones: a fragment of the patient page, and a page of its own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from decision_support.banner import banner
from registry.gates import patient_page
from registry.models import Patient
from registry.report_page import like_ones as shown
from registry.report_page.sentences import outdated
from registry.selectors.statistics_state import statistics_state
from registry.views.reports import written


@require_safe
@patient_page("registry.see_patient", reads="patients like this one")
def like_ones(request: HttpRequest, patient: Patient) -> HttpResponse:
    today = timezone.localdate()
    among = shown.among_like_ones(patient, today)
    context = {
        "patient": patient,
        "outdated": outdated(statistics_state()),
        "none": among.none,
        "likeness": shown.likeness_words(among),
        "widened": shown.widened_words(among),
        "surname": shown.surname_of(among) if among.like else "",
        "figures": [(figure, _address(patient, figure.code)) for figure in shown.figures(among)],
    }
    if request.htmx:
        return render(request, "decision_support/_like_ones.html", context)
    context["banner"] = banner(patient, on=today, episode=among.episode)
    return render(request, "decision_support/like_ones.html", context)


@require_safe
@patient_page("registry.see_patient", reads="patients like this one, a chart")
def like_figure(request: HttpRequest, patient: Patient, figure: str, form: str) -> HttpResponse:
    among = shown.among_like_ones(patient, timezone.localdate())
    made = {one.code: one for one in shown.figures(among)}
    if figure not in made:
        raise Http404
    return written(request, made[figure], form)


def _address(patient: Patient, figure: str) -> str:
    """Without the form, which the template adds."""
    return reverse("like-figure", args=[patient.key, figure, "svg"]).removesuffix(".svg")
