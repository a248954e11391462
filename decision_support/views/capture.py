"""Coverage and capture, kept apart from completeness and named."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from decision_support import completeness_page as shown
from decision_support.capture_page import capture_page
from registry.gates import staff_page
from registry.report_page.sentences import outdated
from registry.selectors.external_counts import external_counts, operations_registered
from registry.selectors.staff import countries_of
from registry.selectors.statistics_state import statistics_state


@require_safe
@staff_page("registry.see_completeness")
def capture(request: HttpRequest) -> HttpResponse:
    """Counts alone, of the country where the user works."""
    on = timezone.localdate()
    choice, country = shown.chosen(request.GET, request.user, on), countries_of(request.user)[0]
    registered, counts = operations_registered(country, choice.year), external_counts(country, choice.year)
    context = {
        "filters": shown.filter_groups(request.GET, request.user, on)[:1],
        "year": choice.year,
        "outdated": outdated(statistics_state()),
        "may_load": request.user.has_perm("registry.load_external_counts"),
        "page": capture_page(shown.own_departments(request.user), registered, counts),
    }
    return render(request, "decision_support/capture.html", context)
