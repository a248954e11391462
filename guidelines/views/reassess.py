"""Whose advice would change: choose what to compare, start it, watch it, cancel it, read what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from guidelines.actions import cancel_reassessment, start_reassessment, work_on
from guidelines.forms.reassess import ReassessForm, threshold_departments
from guidelines.models import Reassessment
from guidelines.presentation.reassessment import results, side_in_words, told_in_words
from guidelines.reassessment_selectors import changed_advice, reassessments, running
from guidelines.views.unknown import Known, unknown
from registry import audit
from registry.gates import staff_page
from registry.models import Department, Patient
from registry.paging import ListPaginator
from registry.selectors.patients import departments_of

SECONDS_A_CALL = 1.0  # of reading for each call of the page, so that no call is long
MOST_KNOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page("guidelines.reassess")
def reassess(request: HttpRequest) -> HttpResponse:
    form = ReassessForm(
        request.POST if request.method == "POST" else None, departments=threshold_departments()
    )
    if form.is_valid():
        try:
            run = start_reassessment(
                before=form.side("before"), after=form.side("after"), on=timezone.localdate(), by=request.user
            )
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            return redirect("guideline-reassessment", run=run.pk)
    return _chooser(request, form)


def _chooser(request: HttpRequest, form: ReassessForm) -> HttpResponse:
    page = ListPaginator(reassessments()).get_page(request.GET.get("page"))
    names = _names_by_code()
    rows = [
        {"run": run, "before": side_in_words(run.before, names), "after": side_in_words(run.after, names)}
        for run in page
    ]
    context = {"form": form, "page_obj": page, "rows": rows, "running": running()}
    status = 422 if form.errors else 200
    return render(request, "guidelines/reassess.html", context, status=status)


@require_safe
@staff_page("guidelines.reassess")
def reassessment(request: HttpRequest, run: int) -> HttpResponse:
    found = reassessments().defer(None).filter(pk=run).first()
    if found is None:
        return _no_such(request, run)
    page = ListPaginator(changed_advice(found, request.user)).get_page(request.GET.get("page"))
    audit.record_list_read(
        Patient,
        by=request.user,
        what="patients whose advice changes",
        keys=[str(row.patient.key) for row in page],
    )
    own, others = results(found, dict(Department.objects.values_list("pk", "name")), _own(request.user))
    context = {
        **_about(found),
        "own": own,
        "others": others,
        "page_obj": page,
        "rows": [(row.patient, told_in_words(row.told, found)) for row in page],
    }
    return render(request, "guidelines/reassessment.html", context)


@require_POST
@staff_page("guidelines.reassess")
def work(request: HttpRequest, run: int) -> HttpResponse:
    """Reads on for a second, whoever calls; the page calls again and again while it is open."""
    found = Reassessment.objects.filter(pk=run).first()
    if found is None:
        return _no_such(request, run)
    worked = work_on(found, seconds=SECONDS_A_CALL)
    if not request.htmx:
        return redirect("guideline-reassessment", run=run)
    if not worked.is_running:
        return HttpResponseClientRedirect(reverse("guideline-reassessment", args=[run]))
    return render(request, "guidelines/_reassessment_progress.html", {"run": worked})


@require_POST
@staff_page("guidelines.reassess")
def cancel(request: HttpRequest, run: int) -> HttpResponse:
    found = Reassessment.objects.filter(pk=run).first()
    if found is None:
        return _no_such(request, run)
    ended = cancel_reassessment(found, by=request.user)
    if ended.state == Reassessment.State.CANCELLED:
        messages.success(request, _("Cancelled. What was counted so far stands below."))
    return redirect("guideline-reassessment", run=run)


def _about(run: Reassessment) -> dict[str, Any]:
    names = _names_by_code()
    return {"run": run, "before": side_in_words(run.before, names), "after": side_in_words(run.after, names)}


def _own(user: Any) -> frozenset[int]:
    return frozenset(departments_of(user).values_list("pk", flat=True))


def _names_by_code() -> dict[str, str]:
    return dict(Department.objects.values_list("code", "name"))


def _no_such(request: HttpRequest, run: int) -> HttpResponse:
    known = [
        Known(str(run), reverse("guideline-reassessment", args=[run.pk]))
        for run in reassessments()[:MOST_KNOWN]
    ]
    known.append(Known(_("Choose what to compare"), reverse("guideline-reassess")))
    return unknown(request, _("There is no reassessment %(id)s") % {"id": run}, known)
