"""The guideline's front page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from guidelines.presentation.guideline import stages
from registry.gates import staff_page


@require_GET
@staff_page("guidelines.read_guideline")
def guideline(request: HttpRequest) -> HttpResponse:
    return render(request, "guidelines/guideline.html", {"stages": stages()})
