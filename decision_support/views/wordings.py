"""The licensed wording of instruments: what is loaded, and a file that is looked at item by item, then stored whole."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registry.actions import load_wording, planned_wording
from registry.exchange.wording_file import UnreadableWording
from registry.forms.wordings import WordingForm
from registry.gates import staff_page
from registry.instruments import INSTRUMENTS
from registry.models import Department, InstrumentWording
from registry.selectors.staff import departments_where
from registry.selectors.wordings import wordings_in

LOAD = "registry.load_wording"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(LOAD)
def wordings(request: HttpRequest) -> HttpResponse:
    """What is loaded, with the form; what its file would store; and, where that was just shown, the storing."""
    places = departments_where(request.user, LOAD)
    if request.method != "POST":
        return _page(request, places, WordingForm(departments=places))
    form = WordingForm(request.POST, request.FILES, departments=places)
    if not form.is_valid():
        return _page(request, places, form, status=422)
    given: dict[str, Any] = {
        "department": form.cleaned_data["department"],
        "text": form.cleaned_data["content"],
    }
    try:
        planned = planned_wording(**given, by=request.user)
        if request.POST.get("seen") != _seen(planned):
            return _page(request, places, form, **_shown(request, planned))
        return _told(request, load_wording(**given, by=request.user))
    except UnreadableWording as wrong:
        return _page(request, places, form, status=422, faults=wrong.faults)


def _told(request: HttpRequest, loaded: InstrumentWording) -> HttpResponse:
    told = {"title": _(INSTRUMENTS[loaded.instrument].title), "language": loaded.language}
    messages.success(request, _("The wording is loaded: %(title)s, %(language)s.") % told)
    return redirect("wordings")


def _seen(planned: InstrumentWording) -> str:
    """What was shown, and what it replaces, as one word: storing holds it against what would be stored now."""
    was = planned.loaded_at if planned.pk else None
    shown = (planned.department_id, planned.instrument, planned.language, planned.licence, planned.texts, was)
    return hashlib.sha256(repr(shown).encode()).hexdigest()


def _shown(request: HttpRequest, planned: InstrumentWording) -> dict[str, Any]:
    items = [
        {"code": code, "text": item["text"], "levels": sorted(item["levels"].items())}
        for code, item in planned.texts.items()
    ]
    return {
        "planned": planned,
        "instrument": INSTRUMENTS[planned.instrument],
        "items": items,
        "texts": sum(1 + len(item["levels"]) for item in items),
        "seen": _seen(planned),
        "changed": "seen" in request.POST,
    }


def _page(
    request: HttpRequest, places: list[Department], form: WordingForm, *, status: int = 200, **shown: Any
) -> HttpResponse:
    context = {"form": form, "several": len(places) > 1, **shown}
    if "planned" not in shown:
        context["worded"] = wordings_in(places)
    return render(request, "decision_support/wordings.html", context, status=status)
