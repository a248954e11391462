"""Every patient of the user's departments, found and narrowed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from decision_support.filters import PatientFilter
from decision_support.patient_rows import patient_rows
from registry import audit
from registry.chips import address
from registry.gates import staff_page
from registry.models import Patient
from registry.paging import IdPaginator, ListPaginator
from registry.private_search import sealed
from registry.selectors.patients import visible_patient_ids


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page("registry.see_patient")
def patient_list(request: HttpRequest) -> HttpResponse:
    """The list. What is searched for is posted, because addresses end in logs, and goes on as a sealed token."""
    if request.method == "POST":
        return redirect(
            reverse("patient-list") + address(request.GET, "search", sealed(request.POST.get("search", "")))
        )
    narrowed = PatientFilter(request.GET, visible_patient_ids(request.user), request=request)
    ids = narrowed.qs
    paginator = IdPaginator(ids) if narrowed.narrows else ListPaginator(ids, count_all=True)
    page = paginator.get_page(request.GET.get("page"))
    rows = patient_rows(request.user, list(page.object_list), timezone.localdate())
    audit.record_list_read(Patient, by=request.user, what="patient list", keys=[row.key for row in rows])
    context = {
        "filter": narrowed,
        "page_obj": page,
        "rows": rows,
        "may_register": request.user.has_perm("registry.register_patient"),
        "may_transfer": request.user.has_perm("registry.transfer_patient"),
    }
    return render(request, "decision_support/patient_list.html", context)
