"""What a follow-up asks, and what was answered to it and at baseline."""

from __future__ import annotations

from collections.abc import Collection

from django.http import Http404
from django.shortcuts import get_object_or_404

from registry.completeness.asking import BASELINE, eq5d_asked, group_asked, put_to_patient
from registry.follow_up import WAVE_CODES, WAVES, Wave
from registry.models import Episode, Patient
from registry.selectors.answers import scored_at
from registry.selectors.follow_up import answers_a_wave
from registry.selectors.follow_up_plans import waves_of
from registry.selectors.wordings import in_words


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


def put_to(
    episode: Episode, wave: str, at_baseline: Collection[str], now: Collection[str], ever: Collection[str]
) -> tuple[str, ...]:
    """The instruments of one timepoint of an episode, given those answered at baseline, at it, and at any timepoint."""
    group = group_asked(episode.diagnosis, episode.kind)
    eq5d = eq5d_asked(episode.patient.first_eq5d, ever)
    return put_to_patient(group, wave, at_baseline, now, eq5d=eq5d)


def asked_of(episode: Episode, wave: str) -> tuple[str, ...]:
    """The instruments of one timepoint of an episode, by what is answered already."""
    given = episode.assessments.filter(timepoint__in=[BASELINE, *WAVE_CODES])
    pairs = set(given.values_list("timepoint", "instrument"))
    at_baseline, now = ({code for at, code in pairs if at == one} for one in (BASELINE, wave))
    return put_to(episode, wave, at_baseline, now, {code for _at, code in pairs})


def instruments_by_link(episode: Episode, wave: str) -> tuple[str, ...]:
    """Those of them without a score that the patient can answer alone: not items whose words are not loaded."""
    given = scored_at(episode, wave)
    asked = in_words(episode.patient.department, asked_of(episode, wave))
    return tuple(code for code in asked if code not in given)
