"""What is proved of the rules, for which rules, and what is known not to hold."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from guidelines.presentation.proofs import groups, last_run, rows_of_the_table
from registry.gates import staff_page


@require_GET
@staff_page("guidelines.read_guideline")
def proofs(request: HttpRequest) -> HttpResponse:
    page = {"run": last_run(), "groups": groups(), "rows": rows_of_the_table()}
    return render(request, "guidelines/proofs.html", page)
