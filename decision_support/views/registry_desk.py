"""What a department does with its registry, each place with a word on what it is for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from decision_support.navigation import desk
from registry.gates import staff_page


@require_GET
@staff_page("registry.work_with_registry")
def registry_desk(request: HttpRequest) -> HttpResponse:
    """The places this user may open; it shows no patient."""
    return render(request, "decision_support/registry_desk.html", {"groups": desk(request.user)})
