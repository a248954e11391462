"""Years: signed off by a named person, locked, and opened again; and what was corrected after the lock."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from decision_support.period_words import WHOLE_REGISTRY, corrections_in_words, years_of
from registry import audit
from registry.actions import lock_period, open_period, sign_off_period
from registry.forms.periods import OpenPeriodForm
from registry.gates import staff_page
from registry.models import Department, Patient, PeriodLock
from registry.paging import ListPaginator
from registry.selectors.locks import corrections_of, episodes_of_year, periods_of

SEES = "registry.see_periods"
FIRST_YEAR = 1990
MAY = {
    "sign": "registry.sign_off_period",
    "lock": "registry.lock_period",
    "open": "registry.open_period",
}


@require_safe
@staff_page(SEES)
def period_list(request: HttpRequest) -> HttpResponse:
    places = _places(request.user)
    locks = list(periods_of([place.pk for place in places], whole_registry=True))
    this_year = timezone.localdate().year
    tables = [(place.name, years_of(place, locks, this_year)) for place in places]
    whole = years_of(None, locks, this_year)
    if not request.user.is_superuser:
        whole = [year for year in whole if year.lock]
    if whole:
        tables.append((_("The whole registry"), whole))
    return render(request, "decision_support/period_list.html", {"tables": tables})


@require_http_methods(["GET", "POST"])
@staff_page(SEES)
def period(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """One year: where it stands, what may be done now, and what was corrected after it was locked."""
    department = _department(request.user, place)
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        raise Http404
    if request.method == "GET":
        return _page(request, department, year)
    try:
        said = _done(request, department, year)
    except ValidationError as refused:
        return _page(request, department, year, refused=refused, status=422)
    messages.success(request, said)
    return redirect("period", place, year)


def _places(user: Any) -> list[Department]:
    places = dict.fromkeys(membership.department for membership in user.held_memberships)
    return [place for place in places if user.has_perm(SEES, place)]


def _department(user: Any, place: str) -> Department | None:
    """None for the whole registry, which everybody may look at; Http404 for a department of others."""
    if place == WHOLE_REGISTRY:
        return None
    found = next((one for one in _places(user) if one.code == place), None)
    if found is None:
        raise Http404
    return found


def _may(user: Any, do: str, department: Department | None) -> bool:
    return user.is_superuser if department is None else user.has_perm(MAY[do], department)


def _standing(department: Department | None, year: int) -> PeriodLock | None:
    return PeriodLock.objects.filter(department=department, year=year, opened_at=None).first()


def _done(request: HttpRequest, department: Department | None, year: int) -> str:
    """What was done, as a sentence. ValidationError where it cannot be done now."""
    do, standing, on = request.POST.get("do", ""), _standing(department, year), timezone.localdate()
    if do not in MAY or not _may(request.user, do, department):
        raise PermissionDenied
    if do == "sign":
        sign_off_period(department=department, year=year, on=on, by=request.user)
        return _("Signed off in your name. The year can be locked now.")
    if standing is None:
        raise ValidationError(_("This year is not signed off."))
    if do == "lock":
        lock_period(period=standing, on=on, by=request.user)
        return _("Locked. A change of this year needs a reason from now on, and is listed below.")
    open_period(period=standing, reason=_reason(request), by=request.user)
    return _("Opened again. The year has to be signed off anew.")


def _reason(request: HttpRequest) -> str:
    form = OpenPeriodForm(request.POST)
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    return form.cleaned_data["reason"]


def _page(
    request: HttpRequest,
    department: Department | None,
    year: int,
    refused: ValidationError | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    places = [] if department is None else [department.pk]
    locks = [
        lock
        for lock in periods_of(places, whole_registry=department is None).filter(year=year)
        if lock.department == department
    ]
    shown = next(one for one in years_of(department, locks, year + 1) if one.year == year)
    page = ListPaginator(corrections_of(locks, request.user)).get_page(request.GET.get("page"))
    rows = corrections_in_words(page.object_list, request.user)
    _record_look(request, rows)
    context = {
        "year": shown,
        "over": year < today.year,
        "episodes": episodes_of_year(department, year),
        "may": {do: _may(request.user, do, department) for do in MAY},
        "history": [lock for lock in locks if lock.opened_at],
        "page_obj": page,
        "rows": rows,
        "form": OpenPeriodForm(request.POST if refused and request.POST.get("do") == "open" else None),
        "errors": [{"text": text} for text in refused.messages] if refused else [],
    }
    return render(request, "decision_support/period.html", context, status=status)


def _record_look(request: HttpRequest, rows: Any) -> None:
    keys = [row.patient_key for row in rows if row.patient_key]
    if request.method == "GET":
        audit.record_list_read(Patient, by=request.user, what="corrections after a lock", keys=keys)
