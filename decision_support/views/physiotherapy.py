"""Who waits for a physiotherapist."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from decision_support.physiotherapy import QUEUES, Queues, function_rows, queues
from decision_support.work_list import MOST
from registry import audit
from registry.chips import chips
from registry.gates import staff_page
from registry.models import Department, Patient
from registry.paging import ROWS_A_PAGE

SEES = "guidelines.see_functional_category"


@require_GET
@staff_page(SEES)
def physiotherapy_list(request: HttpRequest) -> HttpResponse:
    """The list of the departments where the user may see categories."""
    today, ours = timezone.localdate(), _departments(request)
    chosen = request.GET.get("department", "")
    found = queues(request.user, [int(chosen)] if chosen in ours else list(map(int, ours)), today)
    queue = request.GET.get("show", "")
    page = Paginator(found.of(queue), ROWS_A_PAGE).get_page(request.GET.get("page"))
    page.paginator.counted_all = not found.is_cut(queue)
    rows = function_rows(request.user, page.object_list, today)
    audit.record_list_read(
        Patient, by=request.user, what="physiotherapy list", keys=[row.key for row in rows]
    )
    context = {
        "page_obj": page,
        "rows": rows,
        "groups": _groups(request, found, ours),
        "narrows": queue in QUEUES or chosen in ours,
        "many_departments": len(ours) > 1,
    }
    return render(request, "decision_support/physiotherapy_list.html", context)


def _departments(request: HttpRequest) -> dict[str, str]:
    """Id to name of the departments where the user may see categories."""
    held: dict[int, Department] = {
        membership.department_id: membership.department for membership in request.user.held_memberships
    }
    return {str(key): row.name for key, row in held.items() if request.user.has_perm(SEES, row)}


def _groups(request: HttpRequest, found: Queues, ours: dict[str, str]) -> list[dict]:
    counts = {queue: f"{MOST}+" if found.is_cut(queue) else len(found.of(queue)) for queue in ("", *QUEUES)}
    groups = [{"label": _("Waits for"), "items": chips(request.GET, "show", QUEUES.items(), counts=counts)}]
    if len(ours) > 1:
        groups.append({"label": _("Department"), "items": chips(request.GET, "department", ours.items())})
    return groups
