"""What is proved of the rules, for which rules, and what is known not to hold."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from guidelines.presentation.proofs import groups, last_run
from registry.gates import staff_page


@require_GET
@staff_page("guidelines.read_guideline")
def proofs(request: HttpRequest) -> HttpResponse:
    return render(request, "guidelines/proofs.html", {"run": last_run(), "groups": groups()})
