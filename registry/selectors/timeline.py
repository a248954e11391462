"""All that a patient's page lays out in time; read in six queries whatever its length."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import OuterRef, Subquery

from registry.models import (
    Assessment,
    Background,
    ClinicalRecord,
    Episode,
    Patient,
    ReportedAlarm,
    Timepoint,
)
from registry.selectors.follow_up import answers_a_wave
from registry.timeline.series import Assessed
from registry.timeline.treatments import Noted

ALARM = ("id", "signs", "reported_at")


def assessments_of(patient: Patient) -> list[Assessment]:
    """Every assessment of a patient, newest first."""
    return list(Assessment.objects.filter(patient=patient).order_by("-observed_on", "-id"))


def as_assessed(assessment: Assessment) -> Assessed:
    return Assessed(
        key=assessment.pk,
        episode=assessment.episode_id,
        instrument=assessment.instrument,
        day=assessment.observed_on,
        score=assessment.score,
        baseline=assessment.timepoint == "baseline",
        value_set=assessment.value_set,
    )


def episodes_of(patient: Patient, assessments: Collection[Assessment]) -> list[Episode]:
    """The patient's episodes, newest first, with operations, with all that course_of reads, `background_on`, and what
    alarms_of reads."""
    background = Background.objects.filter(episode=OuterRef("pk"), timepoint=Timepoint.BASELINE)
    waiting = ReportedAlarm.objects.filter(invitation__episode=OuterRef("pk"), acknowledged_at=None)
    oldest = waiting.order_by("id")
    told = patient.episodes.annotate(
        background_on=Subquery(background.values("observed_on")),
        **{f"alarm_{name}": Subquery(oldest.values(name)[:1]) for name in ALARM},
    )
    episodes = told.select_related("site").prefetch_related("procedures", "operations", "closures")
    found = list(episodes.order_by("-onset_on", "-id"))
    for episode in found:
        episode.patient = patient
        own = [assessment for assessment in assessments if assessment.episode_id == episode.pk]
        for assessment in own:
            assessment.episode = episode  # so that none asks for it
        episode.answered_waves = [assessment for assessment in own if answers_a_wave(assessment)]
    return found


def alarms_of(episodes: Collection[Episode]) -> list[ReportedAlarm]:
    """The oldest alarm of each episode that the patient reported and nobody acknowledged yet. Asks the database nothing."""
    return [
        ReportedAlarm(patient=episode.patient, **{name: getattr(episode, f"alarm_{name}") for name in ALARM})
        for episode in episodes
        if episode.alarm_id
    ]


def noted(patient: Patient, names: Collection[str]) -> list[Noted]:
    """The history of these facts, oldest first; what was entered in error is left out."""
    rows = ClinicalRecord.objects.filter(patient=patient, name__in=list(names), retracted_at=None)
    ordered = rows.order_by("observed_on", "id").values_list("name", "value", "observed_on")
    return [Noted(name, value, day) for name, value, day in ordered]
