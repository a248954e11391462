"""How complete the department is, the patients behind each number, and the country as counts alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from decision_support import completeness_list as listed
from decision_support import completeness_page as shown
from decision_support.completeness_country import country_rows
from decision_support.completeness_words import FEW, period_words
from registry import audit
from registry.completeness.effort import FOLLOW_UP_PERCENT, REGISTRATION_PERCENT
from registry.gates import staff_page
from registry.models import Patient, Timepoint
from registry.paging import CountedPaginator
from registry.selectors.completeness import TIMEPOINTS, counted, counted_whole, efforts_of, rates
from registry.selectors.staff import countries_of, departments_in

TARGETS = {"few": FEW, "follow_up": FOLLOW_UP_PERCENT, "registration": REGISTRATION_PERCENT}


@require_safe
@staff_page("registry.see_completeness")
def completeness(request: HttpRequest) -> HttpResponse:
    """Counts of the user's own departments; no patient is shown here."""
    on = timezone.localdate()
    choice = shown.chosen(request.GET, request.user, on)
    found = rates(counted(choice.departments, choice.period))
    efforts = efforts_of(found, choice.departments, choice.period, on)
    context = {
        "filters": shown.filter_groups(request.GET, request.user, on),
        "period": period_words(choice.period),
        "rows": shown.timepoint_rows(efforts, choice),
        "forms": shown.form_rows(found, choice),
        "timepoints": [Timepoint(code).label for code in TIMEPOINTS],
        "targets": TARGETS,
        "query": request.GET.urlencode(),
    }
    return render(request, "decision_support/completeness.html", context)


@require_safe
@staff_page("registry.see_completeness")
def completeness_patients(request: HttpRequest) -> HttpResponse:
    """The patients behind one number, of the user's own departments alone; as many as the number says."""
    on = timezone.localdate()
    choice, one = shown.chosen(request.GET, request.user, on), listed.asked_for(request.GET)
    ids = listed.ids_behind(one, choice)
    page = CountedPaginator(ids, listed.number_of(one, choice)).get_page(request.GET.get("page"))
    drawn = listed.rows_of(page, on)
    audit.record_list_read(
        Patient, by=request.user, what="completeness list", keys=[row.key for row in drawn]
    )
    context = {
        "title": one.title,
        "filters": shown.filter_groups(request.GET, request.user, on),
        "period": period_words(choice.period),
        "page_obj": page,
        "rows": drawn,
        "back": request.GET.urlencode(),
        "shows_missing": one.what != "closed",
    }
    return render(request, "decision_support/completeness_patients.html", context)


@require_safe
@staff_page("registry.see_completeness")
def completeness_country(request: HttpRequest) -> HttpResponse:
    """The country beside the user's own departments: counts alone, the small ones and their complements hidden."""
    on = timezone.localdate()
    choice = shown.chosen(request.GET, request.user, on)
    own = tuple(shown.own_departments(request.user))
    found = counted_whole(departments_in(countries_of(request.user)), choice.period)
    context = {
        "filters": shown.filter_groups(request.GET, request.user, on)[:1],
        "period": period_words(choice.period),
        "rows": country_rows(found, own),
        "targets": TARGETS,
    }
    return render(request, "decision_support/completeness_country.html", context)
