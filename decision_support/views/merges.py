"""One person, two records: pairs that look alike, both side by side, the merge, and its undoing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decision_support.banner import banner
from decision_support.merge_words import merge_in_words, pairs_in_words, person
from guidelines.actions.merges import merge_records, undo
from registry import audit
from registry.actions import dismiss_duplicate
from registry.actions.merges import why_not_merged
from registry.chips import chips
from registry.forms.merges import FindOtherForm, MergeForm
from registry.gates import patient_page, staff_page
from registry.models import Patient
from registry.paging import ListPaginator
from registry.selectors.merges import MERGES, duplicate_for, merge_for, merges_of, possible_duplicates
from registry.selectors.patients import found_by, patient_for, visible_patients
from registry.views.conflict import said_on, status_of

MERGED = "merged"
MOST_FOUND = 10


@require_safe
@staff_page(MERGES)
def duplicate_list(request: HttpRequest) -> HttpResponse:
    merged = request.GET.get("show") == MERGED
    found = merges_of(request.user) if merged else possible_duplicates(request.user)
    page = ListPaginator(found).get_page(request.GET.get("page"))
    both = [(row.standing, row.gone) if merged else (row.first, row.second) for row in page.object_list]
    keys = [str(patient.key) for pair in both for patient in pair]
    audit.record_list_read(Patient, by=request.user, what="possible duplicates", keys=keys)
    context = {
        "page_obj": page,
        "pairs": [] if merged else pairs_in_words(page.object_list),
        "merges": [(row, person(row.standing), person(row.gone)) for row in page.object_list]
        if merged
        else [],
        "merged": merged,
        "chips": chips(request.GET, "show", [(MERGED, _("Merged"))]),
    }
    return render(request, "decision_support/duplicate_list.html", context)


@require_POST
@staff_page(MERGES)
def duplicate_dismiss(request: HttpRequest, pair: int) -> HttpResponse:
    dismiss_duplicate(pair=duplicate_for(request.user, pair), by=request.user)
    messages.success(request, _("They are two people. The pair is not shown again."))
    return redirect("duplicate-list")


@require_http_methods(["GET", "POST"])
@patient_page(MERGES, reads="search for another record")
def merge_find(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The other record of a person, found as a patient is; of the same department, for no other can be merged."""
    form = FindOtherForm(request.POST if request.method == "POST" else None)
    found: list[Patient] = []
    if request.method == "POST" and form.is_valid():
        there = visible_patients(request.user).filter(department=patient.department).exclude(pk=patient.pk)
        found = list(found_by(there, form.cleaned_data["words"])[:MOST_FOUND])
        keys = [str(one.key) for one in found]
        audit.record_list_read(Patient, by=request.user, what="search for another record", keys=keys)
        if not found:
            said = _(
                "No other patient of the department has exactly this. A record of another department is asked for first."
            )
            form.add_error("words", said)
    context = {
        "form": form,
        "patient": patient,
        "found": [person(one) for one in found],
        "banner": banner(patient, on=timezone.localdate()),
    }
    return render(request, "decision_support/merge_find.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@patient_page(MERGES, reads="comparison of two records")
def merge_compare(request: HttpRequest, patient: Patient, other: UUID) -> HttpResponse:
    """Both records side by side; `patient` is the one that stands."""
    goes = patient_for(request.user, other)
    if not request.user.has_perm(MERGES, goes):
        raise PermissionDenied
    if goes.pk == patient.pk:
        messages.info(request, _("These two records are one already."))
        return redirect("patient-page", key=patient.key)
    if request.method == "GET":
        audit.record_read(goes, by=request.user, what="comparison of two records")
    form = MergeForm(request.POST if request.method == "POST" else None, stands=patient, goes=goes)
    if request.method == "POST" and form.is_valid():
        changed = _(
            "Somebody saved one of the two meanwhile, so nothing is merged. Open the page again and look."
        )
        with said_on(form, meanwhile=changed):
            merge = merge_records(
                standing=patient,
                gone=goes,
                versions=form.versions,
                chosen=form.chosen,
                on=timezone.localdate(),
                by=request.user,
            )
            messages.success(request, _("Merged. Both addresses lead here; the merge can be undone."))
            return redirect("merge", merge.pk)
    return _compare(request, form)


def _compare(request: HttpRequest, form: MergeForm) -> HttpResponse:
    context = {
        "form": form,
        "stands": person(form.stands),
        "goes": person(form.goes),
        "counts": _counts(form),
        "why_not": why_not_merged(form.stands, form.goes),
        "banner": banner(form.stands, on=timezone.localdate()),
    }
    return render(request, "decision_support/merge_compare.html", context, status=status_of(form))


def _counts(form: MergeForm) -> list[tuple[Any, int, int]]:
    both = (form.stands, form.goes)
    return [
        (_("Episodes"), *(one.episodes.count() for one in both)),
        (_("Assessments"), *(one.assessments.count() for one in both)),
        (_("Advice shown"), *(one.evaluations.count() for one in both)),
    ]


@require_safe
@staff_page(MERGES)
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """What a merge did."""
    found = merge_for(request.user, pk)
    audit.record_read(found.standing, by=request.user, what="merge")
    return _shown(request, pk)


@require_POST
@staff_page(MERGES)
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = merge_for(request.user, pk)
    try:
        undo(merge=found, on=timezone.localdate(), by=request.user)
    except ValidationError as refused:
        return _shown(request, pk, errors=[{"text": text} for text in refused.messages], status=422)
    messages.success(request, _("Undone. Both records are as they were; what was recorded since has stayed."))
    return redirect("merge", pk)


def _shown(request: HttpRequest, pk: int, status: int = 200, **context: Any) -> HttpResponse:
    found = merge_for(request.user, pk)
    context |= merge_in_words(found)
    context["banner"] = banner(found.standing, on=timezone.localdate())
    return render(request, "decision_support/merge.html", context, status=status)
