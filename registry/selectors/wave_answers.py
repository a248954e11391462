"""What a follow-up asks, and what was answered to it and at baseline."""

from __future__ import annotations

from collections.abc import Collection

from django.http import Http404
from django.shortcuts import get_object_or_404

from registry.follow_up import WAVES, Wave
from registry.models import Episode, Patient
from registry.selectors.follow_up import answers_a_wave
from registry.selectors.follow_up_plans import waves_of

# In the order in which they are asked. The neck's stand in where the baseline asked about the neck.
ALWAYS = ("odi", "eq5d_3l", "vas_back", "vas_leg", "vas_rest", "vas_activity")
OF_THE_NECK = ("ndi", "vas_neck", "vas_arm")
ORDER = ("odi", "ndi", "eq5d_3l", "vas_back", "vas_leg", "vas_neck", "vas_arm", "vas_rest", "vas_activity")


def episode_with_course(patient: Patient, pk: int) -> Episode:
    """An episode of the patient with all that its schedule reads; Http404 for any other."""
    episode = get_object_or_404(patient.episodes.prefetch_related("assessments", "closures"), pk=pk)
    episode.answered_waves = [row for row in episode.assessments.all() if answers_a_wave(row)]
    episode.patient = patient  # the one that was read already, with its identity
    return episode


def wave_of(episode: Episode, code: str) -> Wave:
    """The wave of this episode with a code; Http404 where it has none.

    An answer outlives the plan it was asked by: a wave that is answered keeps its built-in window.
    """
    answered = {row.timepoint for row in episode.answered_waves}
    kept = (wave for wave in WAVES if wave.code in answered)
    found = next((wave for wave in (*waves_of(episode), *kept) if wave.code == code), None)
    if found is None:
        raise Http404
    return found


def instruments_asked(baseline: Collection[str]) -> tuple[str, ...]:
    """The instruments of a follow-up, given those that were answered at baseline."""
    neck = OF_THE_NECK if set(OF_THE_NECK) & set(baseline) else ()
    return tuple(code for code in ORDER if code in (*ALWAYS, *neck))
