"""Each episode with its care, its procedures, its baseline and its follow-up; and what is due of all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from decision_support.addresses import Addresses
from decision_support.patient_page.operations import OperationWords, operations_of
from decision_support.patient_page.waves import REASONS, WaveWords, wave_words, why_ended
from guidelines.presentation.values import day_words
from registry.completeness.asking import FOR_THE_PATHWAY, PAIRED, eq5d_asked, group_asked, offered_at_baseline
from registry.follow_up import ClosedReason, Course, Wave, baseline_until, schedule, why_closed
from registry.forms.answers import PAGE_OF
from registry.instruments import INSTRUMENTS
from registry.models import Assessment, Episode, Patient
from registry.selectors.follow_up import course_of


@dataclass(frozen=True)
class BaselineWords:
    """One instrument at baseline: the day it was answered, or None."""

    name: str
    answered_on: date | None
    not_scorable: bool
    url: str


@dataclass(frozen=True)
class EpisodeWords:
    name: str
    diagnosis: str
    care: str
    index_date: str
    closed_on: date | None
    operations: tuple[OperationWords, ...]
    procedure_url: str
    correct_url: str
    baseline: tuple[BaselineWords, ...]
    invite_url: str  # to answer the baseline; "" where it is answered or too late, or this user may not
    waves: tuple[WaveWords, ...]


def episode_words(
    episode: Episode, assessments: Iterable[Assessment], on: date, at: Addresses
) -> EpisodeWords:
    month_only = episode.onset_precision == Episode.Precision.MONTH
    onset = date_format(episode.onset_on, "YEAR_MONTH_FORMAT" if month_only else "DATE_FORMAT")
    baseline = tuple(_baseline(episode, assessments, at))
    return EpisodeWords(
        name=f"{episode.get_kind_display()}, {onset}",
        diagnosis=str(episode.get_diagnosis_display()),
        care=" · ".join(filter(None, (episode.get_care_display(), episode.site and episode.site.name))),
        index_date=day_words(episode.index_date),
        closed_on=episode.closed_on,
        operations=operations_of(episode, at),
        procedure_url=at.page("procedure-record", episode=episode.pk),
        correct_url=at.page("episode-correct", episode=episode.pk),
        baseline=baseline,
        invite_url=_invite_url(episode, baseline, on, at),
        waves=_waves(episode, on, at),
    )


def _baseline(episode: Episode, assessments: Iterable[Assessment], at: Addresses) -> Iterable[BaselineWords]:
    given = [one for one in assessments if one.episode_id == episode.pk and one.timepoint != "visit"]
    answered = {one.instrument: one for one in given if one.timepoint == "baseline"}
    eq5d = eq5d_asked(episode.patient.first_eq5d, {one.instrument for one in given})
    # the pain that the pathway reads is answered on the assessment page
    asked = offered_at_baseline(group_asked(episode.diagnosis, episode.kind), answered, eq5d=eq5d)
    also = (code for code in PAIRED if code in answered and code not in FOR_THE_PATHWAY)
    for code in dict.fromkeys((*asked, *also)):
        found = answered.get(code)
        yield BaselineWords(
            _(INSTRUMENTS[code].title),
            found.observed_on if found else None,
            found is not None and found.score is None,
            at.page("instrument-entry", episode=episode.pk, timepoint="baseline", instrument=PAGE_OF[code]),
        )
    url = at.page("background", episode=episode.pk, timepoint="baseline")
    yield BaselineWords(_("Duration of pain, walking, smoking, work"), episode.background_on, False, url)


def _invite_url(episode: Episode, baseline: Iterable[BaselineWords], on: date, at: Addresses) -> str:
    operated = episode.care == Episode.Care.OPERATED
    if (
        all(one.answered_on for one in baseline)
        or baseline_until(course_of(episode), on, operated=operated) is None
    ):
        return ""
    return at.page("wave-invite", episode=episode.pk, wave="baseline")


def _waves(episode: Episode, on: date, at: Addresses) -> tuple[WaveWords, ...]:
    course = course_of(episode)
    ended = why_ended(episode.patient)
    return tuple(
        wave_words(
            planned,
            _why_closed(planned.wave, course, ended),
            at.page("follow-up-entry", episode=episode.pk, wave=planned.wave.code),
        )
        for planned in schedule(course, on)
    )


def _why_closed(wave: Wave, course: Course, ended: str) -> str:
    """In words: by hand, by a later operation, or because the patient is no longer followed (with the day)."""
    reason = why_closed(wave, course)
    by_hand = wave.code in dict(course.closed)
    return str(REASONS[reason]) if reason and (by_hand or reason is ClosedReason.REOPERATED) else ended


@dataclass(frozen=True)
class DueWords:
    """What is asked for now, over all episodes; `then` is said where nothing is."""

    now: tuple[tuple[EpisodeWords, WaveWords], ...]
    then: str


def due_words(patient: Patient, episodes: Collection[EpisodeWords]) -> DueWords:
    now = tuple((episode, wave) for episode in episodes for wave in episode.waves if wave.asks)
    return DueWords(now, _then(patient, episodes))


def _then(patient: Patient, episodes: Collection[EpisodeWords]) -> str:
    ended = why_ended(patient)
    if ended:
        return _("Not followed: %(why)s.") % {"why": ended}
    if not episodes:
        return _("Follow-up is planned from an episode; none is open yet.")
    coming = [wave for episode in episodes for wave in episode.waves if wave.status == "not_yet"]
    if not coming:
        return _("Nothing is due, and no follow-up is left.")
    return _("Nothing is due. Next: %(wave)s, opens %(day)s.") % {
        "wave": coming[0].name,
        "day": coming[0].opens,
    }
