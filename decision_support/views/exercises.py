"""The library of exercises: a list that is narrowed by block and constraint, and a page for each. No patient in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from guidelines.pathway.exercise import BLOCK_LABELS
from guidelines.pathway.exercises import LIBRARY
from guidelines.presentation.category import NAMED_CONSTRAINTS
from guidelines.presentation.exercises import (
    bars_of,
    exercise_words,
    fits,
    neighbours,
    notes_about,
    of_block,
    served,
)
from guidelines.views.unknown import Known, unknown
from registry.chips import chips
from registry.gates import staff_page

READS = "guidelines.see_functional_category"
FITS = {
    "impact_low": gettext_lazy("Low impact"),
    "falls_first": gettext_lazy("Balance first"),
    "high_intensity_allowed": gettext_lazy("High intensity"),
    "acute": gettext_lazy("Acute phase"),
}


@require_GET
@staff_page(READS)
def exercises(request: HttpRequest) -> HttpResponse:
    block, constraint = request.GET.get("block", ""), request.GET.get("fits", "")
    found = [one for one in of_block(block if block in BLOCK_LABELS else "") if _fits(one, constraint)]
    blocks = [(block.value, _(label)) for block, label in BLOCK_LABELS.items()]
    groups = [
        {"label": _("Block"), "items": chips(request.GET, "block", blocks)},
        {
            "label": _("Fits with"),
            "items": chips(request.GET, "fits", FITS.items(), everything=_("Anything")),
        },
    ]
    spine_safe = _(NAMED_CONSTRAINTS["spine_safe"].meaning)
    shown = {"exercises": list(map(exercise_words, found)), "groups": groups, "spine_safe": spine_safe}
    return render(request, "decision_support/exercise_list.html", shown)


def _fits(exercise, constraint: str) -> bool:
    if constraint == "high_intensity_allowed":
        return exercise.needs == constraint
    return constraint not in FITS or fits(exercise, constraint)


@require_GET
@staff_page(READS)
def exercise(request: HttpRequest, code: str) -> HttpResponse:
    if code not in LIBRARY:
        there_are = [Known(_(one.title), reverse("exercise", args=[key])) for key, one in LIBRARY.items()]
        return unknown(request, _("There is no exercise “%(code)s”") % {"code": code}, there_are)
    found = LIBRARY[code]
    easier, harder = neighbours(found)
    shown = {
        "exercise": exercise_words(found),
        "easier": easier,
        "harder": harder,
        "bars": bars_of(found),
        "served": served(found),
        "notes": notes_about(found.needs) if found.needs else [],
    }
    return render(request, "decision_support/exercise_detail.html", shown)
