"""The map of the pathway with one patient's way lit."""

from __future__ import annotations

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from decision_support.banner import banner
from decision_support.views.recommendation import needs_an_age
from guidelines.advice import Advice, advice_for
from guidelines.pathway.rulebook import CURRENT
from guidelines.presentation.pathway_map.kinds import SORTS
from guidelines.presentation.pathway_map.lit import lit_drawings
from guidelines.presentation.pathway_map.text import map_text
from guidelines.presentation.surroundings import alarm_words
from registry.gates import patient_page


@patient_page("guidelines.see_advice", reads="map of the pathway")
@require_GET
@needs_an_age
def advice_map(request, patient):
    advice = advice_for(patient, timezone.localdate())
    alarm = alarm_words(advice.answer.red_flags)
    context = {
        "patient": patient,
        "banner": banner(patient, on=timezone.localdate(), alarm=alarm.state, alarm_detail=alarm.asked),
        "ruleset": advice.answer.ruleset,
        "drawings": lit_drawings(CURRENT.actions, advice.answer, advice.sheet.facts, advice.withheld),
        "stages": map_text(CURRENT.actions, advice.thresholds),
        "told": told(advice),
        "sorts": SORTS,
    }
    return render(request, "decision_support/advice_map.html", context)


def told(advice: Advice) -> dict[str, str]:
    """Action to its verdict and why, in words, for those that apply."""
    return {code: finding.why(_) for code, finding in advice.answer.actions.items()}
