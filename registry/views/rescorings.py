"""Scores that were computed anew: the runs, and what each did to the user's departments. Shows no patient."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from registry.gates import staff_page
from registry.paging import ListPaginator
from registry.rescoring_words import asked_words, computed_for, rescored_rows
from registry.selectors.patients import departments_of
from registry.selectors.rescoring import rescorings


@require_safe
@staff_page("registry.see_rescorings")
def rescoring_list(request: HttpRequest) -> HttpResponse:
    page = ListPaginator(rescorings().defer("tallies")).get_page(request.GET.get("page"))
    context = {"page_obj": page, "rows": [{"run": run, "asked": asked_words(run)} for run in page]}
    return render(request, "registry/rescoring_list.html", context)


@require_safe
@staff_page("registry.see_rescorings")
def rescoring(request: HttpRequest, rescoring: int) -> HttpResponse:
    run = get_object_or_404(rescorings(), pk=rescoring)
    departments = dict(departments_of(request.user).values_list("pk", "name"))
    context = {
        "run": run,
        "asked": asked_words(run),
        "rows": rescored_rows(run, departments),
        "computed": computed_for(run, departments),
    }
    return render(request, "registry/rescoring_detail.html", context)
