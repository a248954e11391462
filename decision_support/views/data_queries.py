"""Queries about the data: the department's list, and one patient's with what is missing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decision_support import query_words as shown
from decision_support.banner import banner
from decision_support.missing_page import Kept, gap_rows, subjects_of
from registry import audit
from registry.actions import answer_query, close_query, raise_query
from registry.forms.data_queries import OUTCOMES, AnswerForm, AskForm, CloseForm
from registry.gates import patient_page, staff_page
from registry.models import Patient, VersionConflict
from registry.paging import MOST_LISTED, IdPaginator
from registry.selectors.data_queries import ChosenQueries, queries_for, queries_in_order, queries_of


@require_safe
@staff_page("registry.see_queries")
def query_list(request: HttpRequest) -> HttpResponse:
    chosen = shown.narrowed(request.GET)
    ids = queries_for(request.user, chosen, MOST_LISTED + 1)
    page = IdPaginator(ids, MOST_LISTED).get_page(request.GET.get("page"))
    rows = shown.query_rows(queries_in_order(request.user, page.object_list))
    audit.record_list_read(Patient, by=request.user, what="data queries", keys=[row.key for row in rows])
    context = {
        "page_obj": page,
        "rows": rows,
        "filters": shown.filter_groups(request.GET),
        "is_narrowed": chosen != ChosenQueries(),
    }
    return render(request, "decision_support/query_list.html", context)


@require_http_methods(["GET", "POST"])
@patient_page("registry.see_queries", reads="missing data and queries")
def patient_data(request: HttpRequest, patient: Patient) -> HttpResponse:
    """What is missing and what is asked; a POST asks something more."""
    sent = request.POST if request.method == "POST" else None
    kept = Kept.of(patient)
    form = AskForm(sent, subjects=subjects_of(kept)) if _may(request, "raise", patient) else None
    if sent is not None and form is None:
        raise PermissionDenied
    if sent is not None and form.is_valid():
        episode, subject = form.subject
        raise_query(
            patient=patient,
            episode=patient.episodes.filter(pk=episode).first() if episode else None,
            subject=subject,
            question=form.cleaned_data["question"],
            task=form.cleaned_data["task"],
            by=request.user,
        )
        messages.success(request, _("Asked. It stands on the list of data queries until it is closed."))
        return redirect("patient-data", patient.key)
    return render(
        request,
        "decision_support/patient_data.html",
        _context(request, kept, form),
        status=422 if form is not None and form.errors else 200,
    )


def _may(request: HttpRequest, verb: str, patient: Patient) -> bool:
    return request.user.has_perm(f"registry.{verb}_query", patient)


def _context(request: HttpRequest, kept: Kept, form: AskForm | None) -> dict[str, Any]:
    patient, today = kept.patient, timezone.localdate()
    queries = queries_of(patient)
    for query in queries:
        query.patient = patient
    return {
        "patient": patient,
        "banner": banner(patient, on=today),
        "gaps": gap_rows(kept, request.user, today),
        "queries": shown.query_rows(queries),
        "form": form,
        "outcomes": OUTCOMES,
        "may_answer": _may(request, "answer", patient),
        "may_close": _may(request, "close", patient),
    }


@require_POST
@patient_page("registry.answer_query", reads="data query answered")
def query_answer(request: HttpRequest, patient: Patient, query: int) -> HttpResponse:
    form, found = AnswerForm(request.POST), get_object_or_404(patient.data_queries, pk=query)
    if form.is_valid():
        _done(
            request, lambda: answer_query(query=found, by=request.user, **form.cleaned_data), _("Answered.")
        )
    else:
        messages.error(request, _("Nothing was sent: write what was found, or what was done."))
    return redirect("patient-data", patient.key)


@require_POST
@patient_page("registry.close_query", reads="data query closed")
def query_close(request: HttpRequest, patient: Patient, query: int) -> HttpResponse:
    form, found = CloseForm(request.POST), get_object_or_404(patient.data_queries, pk=query)
    if form.is_valid():
        _done(request, lambda: close_query(query=found, by=request.user, **form.cleaned_data), _("Closed."))
    else:
        messages.error(request, _("It was not closed: choose an outcome."))
    return redirect("patient-data", patient.key)


def _done(request: HttpRequest, act: Any, said: str) -> None:
    """Says how it went; a query that somebody changed meanwhile is left as they left it."""
    try:
        act()
    except VersionConflict:
        messages.error(
            request, _("Somebody changed this query meanwhile. Nothing was written: read it again.")
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, said)
