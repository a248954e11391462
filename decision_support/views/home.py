"""The first page after signing in: for each role what it works with."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from decision_support.patient_rows import patient_rows
from decision_support.work_list import ACUTE_WEEKS, MOST, QUEUES, WORSE_WEEKS, WorkList, work_list
from guidelines.standing_selectors import awaiting_category
from registry import audit
from registry.chips import chips
from registry.gates import staff_page
from registry.models import Patient, Role, Timepoint
from registry.paging import ROWS_A_PAGE
from registry.selectors.due_counts import due_counts
from registry.selectors.invitations import alarms_waiting
from registry.selectors.staff import department_counts
from registry.selectors.transfers import transfer_counts

MOST_ALARMS = 50  # one page; those that waited longest come first


@require_GET
@staff_page("registry.open_home")
def home(request: HttpRequest) -> HttpResponse:
    """The page of the role that reads most of it: clinician, else physiotherapist, else coordinator, else administrator.

    Whoever works with the guideline alone goes to its review desk.
    """
    role = next(role for role in (*HOMES, None) if role is None or role in request.user.roles)
    if role is None and not request.user.has_perm("registry.see_patient"):
        return redirect("guideline-review")
    template, context_for = HOMES.get(role, HOMES[Role.CLINICIAN])
    context = context_for(request)
    context |= _reported(request)
    keys = [row.key for row in context.get("rows", [])]
    keys += [str(alarm.patient.key) for alarm in context["alarms"]]
    if keys:
        audit.record_list_read(Patient, by=request.user, what="work list", keys=keys)
    context["may_register"] = request.user.has_perm("registry.register_patient")
    context["many_departments"] = len(request.user.patient_departments) > 1
    return render(request, f"decision_support/{template}.html", context)


def _reported(request: HttpRequest) -> dict[str, Any]:
    """What patients answered yes to at home, for whoever may take note of it."""
    if not request.user.has_perm("registry.acknowledge_alarm"):
        return {"alarms": [], "more_alarms": 0}
    waiting = alarms_waiting(request.user, MOST_ALARMS + 1)
    return {"alarms": waiting[:MOST_ALARMS], "more_alarms": len(waiting) > MOST_ALARMS}


def _of_clinician(request: HttpRequest) -> dict[str, Any]:
    found = work_list(request.user, timezone.localdate())
    queue = request.GET.get("show", "")
    paged = _paged(request, found.ids(queue), cut=found.is_cut(queue))
    return {
        **paged,
        "chips": _chips(request, found),
        "acute_weeks": ACUTE_WEEKS,
        "worse_weeks": WORSE_WEEKS,
    }


def _chips(request: HttpRequest, found: WorkList) -> list[dict[str, Any]]:
    counts = {queue: f"{MOST}+" if found.is_cut(queue) else len(found.ids(queue)) for queue in ("", *QUEUES)}
    return chips(request.GET, "show", QUEUES.items(), counts=counts)


def _of_physiotherapist(request: HttpRequest) -> dict[str, Any]:
    return _paged(request, awaiting_category(request.user, MOST))


def _of_coordinator(request: HttpRequest) -> dict[str, Any]:
    counts = due_counts(request.user, timezone.localdate())
    waiting = transfer_counts(request.user).to_answer
    return {
        "to_answer": waiting,
        "waves": [{**vars(count), "label": Timepoint(count.wave).label} for count in counts],
    }


def _of_administrator(request: HttpRequest) -> dict[str, Any]:
    return {"departments": department_counts(request.user)}


def _paged(request: HttpRequest, ids: list[int], *, cut: bool = False) -> dict[str, Any]:
    page = Paginator(ids, ROWS_A_PAGE).get_page(request.GET.get("page"))
    page.paginator.counted_all = not cut
    rows = patient_rows(request.user, page.object_list, timezone.localdate())
    return {"page_obj": page, "rows": rows}


HOMES = {
    Role.CLINICIAN: ("home_clinician", _of_clinician),
    Role.PHYSIOTHERAPIST: ("home_physiotherapist", _of_physiotherapist),
    Role.COORDINATOR: ("home_coordinator", _of_coordinator),
    Role.ADMINISTRATOR: ("home_administrator", _of_administrator),
}
