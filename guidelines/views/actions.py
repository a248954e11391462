"""Every action of the pathway, and a page for each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guidelines.pathway.rulebook import ACTIONS
from guidelines.presentation.action_page import action_page
from guidelines.presentation.guideline import stages
from guidelines.views.unknown import Known, unknown
from registry.gates import staff_page


@require_GET
@staff_page("guidelines.read_guideline")
def actions(request: HttpRequest) -> HttpResponse:
    return render(request, "guidelines/action_list.html", {"stages": stages()})


@require_GET
@staff_page("guidelines.read_guideline")
def action(request: HttpRequest, action: str) -> HttpResponse:
    if action not in ACTIONS:
        there_are = [
            Known(f"{_(known.title)} ({code})", reverse("guideline-action", args=[code]))
            for code, known in ACTIONS.items()
        ]
        return unknown(request, _("There is no action “%(id)s”") % {"id": action}, there_are)
    page = action_page(ACTIONS[action], request.user, timezone.localdate())
    return render(request, "guidelines/action_detail.html", page)
