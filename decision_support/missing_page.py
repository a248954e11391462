"""What is missing of one patient, in words, with whose task it is and where it is mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decision_support.addresses import Addresses
from decision_support.completeness_words import names_of
from decision_support.patient_page.function_trend import TEST_FACTS
from decision_support.query_words import subject_words
from decision_support.row_words import SHORT_NAMES
from registry.forms.answers import PAGE_OF
from registry.models import Assessment, Episode, Invitation, Patient, Timepoint
from registry.quality.missing import EpisodeData, Gap, Task, What, missing_of_episode, missing_of_patient
from registry.selectors import timeline as read
from registry.selectors.data_queries import values_in
from registry.selectors.follow_up import course_of

FRACTURES = frozenset({Episode.Kind.VERTEBRAL_FRACTURE, Episode.Kind.SACRAL_FRACTURE})
TASKS = {
    Task.PATIENT: gettext_lazy("Patient"),
    Task.CLINICIAN: gettext_lazy("Clinician"),
    Task.PHYSIOTHERAPIST: gettext_lazy("Physiotherapist"),
    Task.COORDINATOR: gettext_lazy("Registry coordinator"),
}
WORDS = {
    What.ANSWERS: gettext_lazy("Answers"),
    What.DECLINED: gettext_lazy("Declined by the patient"),
    What.INVITATION: gettext_lazy("An invitation: nobody has asked the patient yet"),
    What.SEX: gettext_lazy("Sex"),
    What.DIAGNOSIS: gettext_lazy("Diagnosis"),
    What.TIMED_TEST: gettext_lazy("A timed test of function"),
}


@dataclass(frozen=True)
class GapWords:
    what: str
    about: str
    detail: str
    task: str
    url: str


@dataclass(frozen=True)
class Kept:
    """What is recorded of a patient, read once for the whole page."""

    patient: Patient
    episodes: list[Episode]
    assessments: list[Assessment]

    @classmethod
    def of(cls, patient: Patient) -> Kept:
        episodes = list(patient.episodes.select_related("follow_up_plan").prefetch_related("closures"))
        assessments = read.assessments_of(patient)
        for episode in episodes:
            episode.patient = patient
            episode.answered_waves = [
                one
                for one in assessments
                if one.episode_id == episode.pk and one.score is not None and one.timepoint != Timepoint.VISIT
            ]
        return cls(patient, episodes, assessments)

    @property
    def has_fracture(self) -> bool:
        return any(episode.kind in FRACTURES for episode in self.episodes)


def gap_rows(kept: Kept, user: Any, on: date) -> list[GapWords]:
    """Of the patient and of every episode; of who is no longer followed, what can still be mended."""
    at, asked = Addresses(user, kept.patient), _asked(kept.patient)
    has_test = bool(read.noted(kept.patient, TEST_FACTS)) if kept.has_fracture else None
    rows = [_words(gap, None, at) for gap in missing_of_patient(kept.patient.sex)]
    for episode in kept.episodes:
        newest = asked.get(episode.pk, {})
        data = EpisodeData(
            course_of(episode),
            invited=frozenset(newest),
            declined_baseline=Timepoint.BASELINE in newest and newest[Timepoint.BASELINE].is_declined,
            operated=episode.care == Episode.Care.OPERATED,
            has_diagnosis=bool(episode.diagnosis),
            has_timed_test=has_test if episode.kind in FRACTURES else None,
        )
        rows += [_words(gap, episode, at) for gap in missing_of_episode(data, on)]
    return rows


def _asked(patient: Patient) -> dict[int, dict[str, Invitation]]:
    """Episode and timepoint to the newest invitation: who was invited again thinks otherwise than before, perhaps."""
    found: dict[int, dict[str, Invitation]] = {}
    for one in Invitation.objects.filter(episode__patient=patient, locked_at=None).order_by("pk"):
        found.setdefault(one.episode_id, {})[one.wave] = one
    return found


def _words(gap: Gap, episode: Episode | None, at: Addresses) -> GapWords:
    timepoint = str(Timepoint(gap.timepoint).label) if gap.timepoint else ""
    return GapWords(
        what=f"{timepoint}: {WORDS[gap.what]}" if timepoint else str(WORDS[gap.what]),
        about=str(episode) if episode else _("Patient"),
        detail=names_of(gap.instruments, SHORT_NAMES),
        task=str(TASKS[gap.task]) if gap.task else _("Nobody"),
        url=_url(gap, episode, at),
    )


def _url(gap: Gap, episode: Episode | None, at: Addresses) -> str:
    """Where it is mended; "" where this user may not."""
    if gap.what is What.SEX:
        return at.page("patient-edit")
    if gap.what is What.TIMED_TEST:
        return at.page("function")
    if episode is None or gap.what is What.DIAGNOSIS:
        return at.page("background", episode=episode.pk, timepoint="baseline") if episode else ""
    if gap.what is What.INVITATION:
        return at.page("wave-invite", episode=episode.pk, wave=gap.timepoint)
    if gap.timepoint == Timepoint.BASELINE:
        page = PAGE_OF[gap.instruments[0]]
        return at.page("instrument-entry", episode=episode.pk, timepoint="baseline", instrument=page)
    return at.page("follow-up-entry", episode=episode.pk, wave=gap.timepoint)


def subjects_of(kept: Kept) -> list[tuple[str, str]]:
    """What may be asked about, as AskForm takes it."""
    names = {episode.pk: str(episode) for episode in kept.episodes}
    values = values_in([kept.patient], kept.episodes, kept.assessments)
    return [
        (
            f"{episode or ''}:{subject}",
            " · ".join(filter(None, (subject_words(subject), names.get(episode, "")))),
        )
        for _patient, episode, subject in values
    ]
