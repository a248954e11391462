"""The guideline's front page: the map without a patient."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from guidelines.pathway.rulebook import CURRENT
from guidelines.presentation.pathway_map.kinds import SORTS
from guidelines.presentation.pathway_map.lit import plain_drawings
from guidelines.presentation.pathway_map.text import map_text
from guidelines.switched_off import switched_off
from registry.gates import staff_page


@require_GET
@staff_page("guidelines.read_guideline")
def guideline(request: HttpRequest) -> HttpResponse:
    context = {
        "ruleset": CURRENT.version,
        "drawings": plain_drawings(CURRENT.actions, switched_off()),
        "stages": map_text(CURRENT.actions),
        "sorts": SORTS,
    }
    return render(request, "guidelines/guideline.html", context)
