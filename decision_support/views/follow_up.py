"""The follow-up list: who is asked now, how complete the year is, and who is not chased any more."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from decision_support import follow_up_list as shown
from decision_support.completeness_words import FEW
from registry import audit
from registry.actions import close_wave, reopen_wave
from registry.completeness.effort import FOLLOW_UP_PERCENT
from registry.follow_up import ClosedReason
from registry.forms.follow_up import CloseForm
from registry.gates import patient_page, staff_page
from registry.models import Patient
from registry.paging import MOST_LISTED, IdPaginator
from registry.selectors.first_invitations import counted, departments_to_invite_in
from registry.selectors.follow_up_list import (
    Chosen,
    closed_by_hand,
    closures_in_order,
    first_asked,
    in_order,
    least_effort_first,
    wave_counts,
)
from registry.selectors.wave_answers import episode_with_course, wave_of


@require_safe
@staff_page("registry.see_follow_up")
def follow_up_list(request: HttpRequest) -> HttpResponse:
    narrowed = shown.narrowed(request.GET)
    page, rows = _page_of(request, narrowed)
    keys = [row.key for row in rows]
    audit.record_list_read(Patient, by=request.user, what="follow-up list", keys=keys)
    context = {
        "page_obj": page,
        "rows": rows,
        "is_closed": narrowed.status == shown.CLOSED,
        "is_narrowed": narrowed != Chosen(),
        "filters": shown.filter_groups(request.GET),
        "here": request.get_full_path(),
        "may_invite": request.user.has_perm("registry.invite_patient"),
        "may_close": request.user.has_perm("registry.close_wave"),
    }
    return render(request, "decision_support/follow_up_list.html", context)


def _page_of(request: HttpRequest, narrowed: Chosen) -> tuple[Page, list[shown.Row]]:
    user, today = request.user, timezone.localdate()
    if narrowed.status == shown.CLOSED:
        page = _paged(request, closed_by_hand(user, narrowed, MOST_LISTED + 1))
        return page, shown.closed_rows(closures_in_order(user, page.object_list))
    page = _paged(request, first_asked(user, today, narrowed, MOST_LISTED + 1))
    return page, shown.open_rows(in_order(page.object_list), today)


def _paged(request: HttpRequest, ids: Any) -> Page:
    return IdPaginator(ids, MOST_LISTED).get_page(request.GET.get("page"))


@require_safe
@staff_page("registry.see_follow_up")
def follow_up_counts(request: HttpRequest) -> HttpResponse:
    """Numbers only, no patient; fetched after the list, which does not wait for them."""
    today = timezone.localdate()
    counts = [shown.count_words(count) for count in least_effort_first(wave_counts(request.user, today))]
    context = {"counts": counts, "year": today.year, "goal": FOLLOW_UP_PERCENT, "few": FEW}
    context["may_see_completeness"] = request.user.has_perm("registry.see_completeness")
    if request.user.has_perm("registry.invite_patient") and "HX-Request" in request.headers:
        context["to_invite"] = counted(departments_to_invite_in(request.user), today, MOST_LISTED)
        context["may_be_more"] = context["to_invite"].every == MOST_LISTED
    return render(request, "decision_support/_follow_up_counts.html", context)


@require_POST
@patient_page("registry.close_wave", reads="follow-up closing")
def wave_close(request: HttpRequest, patient: Patient, episode: int, wave: str) -> HttpResponse:
    found = episode_with_course(patient, episode)
    code, form = wave_of(found, wave).code, CloseForm(request.POST)
    if request.POST.get("reason") == ClosedReason.DEAD and not patient.died_on:
        messages.info(request, _("Record the day of death here: every follow-up closes with it."))
        return redirect("patient-edit", key=patient.key)
    try:
        close_wave(episode=found, wave=code, by=request.user, **_checked(form))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("The follow-up is closed and has left the list."))
    return _back(request)


def _checked(form: CloseForm) -> dict[str, str]:
    """The reason and its note; ValidationError says what is missing."""
    if not form.is_valid():
        raise ValidationError([message for errors in form.errors.values() for message in errors])
    return form.cleaned_data


@require_POST
@patient_page("registry.close_wave", reads="follow-up reopening")
def wave_reopen(request: HttpRequest, patient: Patient, episode: int, wave: str) -> HttpResponse:
    found = episode_with_course(patient, episode)
    try:
        reopen_wave(episode=found, wave=wave_of(found, wave).code, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("The follow-up is asked for again."))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "follow-up-list")
