"""What a list shows of each patient: four queries for a page, whatever its length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decision_support.worse_words import first_worse_words
from guidelines.listed_patients import Listed, listed
from registry.age import age_of
from registry.erasure import erased_words
from registry.instruments import Change, ChangeKind, NotComparable
from registry.models import Episode, Patient, Timepoint
from registry.selectors.clinical import LatestEpisode, latest_episodes
from registry.selectors.follow_up import NextWave, next_waves
from registry.selectors.names import NamedPatient
from registry.selectors.scores import LastScore, last_scores

SHORT_NAMES = {
    "odi": "ODI",
    "ndi": "NDI",
    "eq5d_3l": "EQ-5D-3L",
    "eq5d_5l": "EQ-5D-5L",
    "eq_vas": "EQ VAS",
    "sf36": "SF-36",
    "rand36": "RAND-36",
    "srs22r": "SRS-22r",
    "nrs_pain": gettext_lazy("Pain 0-10"),
    "vas_activity": gettext_lazy("VAS activity"),
    "vas_rest": gettext_lazy("VAS rest"),
    "vas_back": gettext_lazy("VAS back"),
    "vas_leg": gettext_lazy("VAS leg"),
    "vas_neck": gettext_lazy("VAS neck"),
    "vas_arm": gettext_lazy("VAS arm"),
}
# Alarm state to its mark and its word.
ALARMS = {
    "present": ("exclamation-octagon-fill", gettext_lazy("Present")),
    "open": ("question-circle", gettext_lazy("Open")),
    "clear": ("shield-check", gettext_lazy("Clear")),
}
DUE_MARKS = {"overdue": "exclamation-triangle-fill", "due": "bell-fill", "later": ""}
NOBODY = UUID(int=0)  # an address is made once a page and filled in fifty times


@dataclass(frozen=True)
class ScoreCell:
    """The latest score in words, and its change since baseline where there is one."""

    score: str
    observed_on: date
    change: str = ""
    better: bool | None = None  # None is no change, and no arrow
    threshold: str = ""


@dataclass(frozen=True)
class DueCell:
    """Which follow-up asks next, and when; `status` is due, overdue or later."""

    status: str
    words: str

    @property
    def mark(self) -> str:
        return DUE_MARKS[self.status]


@dataclass(frozen=True)
class PatientRow:
    key: str
    url: str
    name: str
    birth_date: date | None
    age_years: int | None
    department: str
    alarm: str
    alarm_mark: str
    alarm_word: str
    advice_changed: bool
    worse: list[str]
    episode: str
    due: DueCell | None
    score: ScoreCell | None


def patient_rows(user: Any, ids: Sequence[int], on: date) -> list[PatientRow]:
    """The rows of these patients in this order; a patient of another department has none."""
    patients, address = listed(user, ids), reverse("patient-page", args=[NOBODY])
    waves, scores, episodes = next_waves(ids, on), last_scores(ids), latest_episodes(ids)
    return [
        _row(patients[one], address, episodes.get(one), waves.get(one), scores.get(one), on)
        for one in ids
        if one in patients
    ]


def _row(
    one: Listed,
    address: str,
    episode: LatestEpisode | None,
    wave: NextWave | None,
    last: LastScore | None,
    on: date,
) -> PatientRow:
    name, birth_date = who(one.patient)
    mark, word = ALARMS[one.alarm]
    key = str(one.patient.key)
    return PatientRow(
        key=key,
        url=address.replace(str(NOBODY), key),
        name=name,
        birth_date=birth_date,
        age_years=age_of(one, birth_date, on),
        department=one.department,
        alarm=one.alarm,
        alarm_mark=mark,
        alarm_word=str(word),
        advice_changed=one.advice_changed,
        worse=first_worse_words(one.worse or ()),
        episode=f"{episode.kind_label}, {episode.onset_on:%Y-%m}" if episode else "",
        due=_due(wave, on) if wave else None,
        score=_score(last) if last else None,
    )


def who(patient: Patient | NamedPatient) -> tuple[str, date | None]:
    """Name and birth date; of an imported patient the id in the file, and no date."""
    identity = getattr(patient, "identity", None)
    return name_of(patient), identity and identity.birth_date


def name_of(patient: Patient | NamedPatient) -> str:
    """The name; of an imported patient the id in the file."""
    identity = getattr(patient, "identity", None)
    return (identity and identity.full_name) or erased_words(patient)


def episode_words(episode: Episode) -> str:
    """Its kind and how it is treated. By the label, because get_kind_display puts every choice into words each time."""
    return f"{Episode.Kind(episode.kind).label}, {Episode.Care(episode.care).label.lower()}"


def _due(wave: NextWave, on: date) -> DueCell:
    said = {"wave": Timepoint(wave.wave).label}
    if on < wave.opens_on:
        return DueCell("later", _("%(wave)s from %(day)s") % {**said, "day": _day(wave.opens_on)})
    if on <= wave.target_on:
        return DueCell("due", _("%(wave)s due %(day)s") % {**said, "day": _day(wave.target_on)})
    return DueCell("overdue", _("%(wave)s overdue, closes %(day)s") % {**said, "day": _day(wave.closes_on)})


def _score(last: LastScore) -> ScoreCell:
    decimals = last.instrument.scale.decimals
    value_set = f" ({last.last.value_set})" if last.last.value_set else ""
    words = f"{SHORT_NAMES[last.last.instrument]} {number_format(last.last.score, decimals)}{value_set}"
    changed = last.change
    if last.last.timepoint == Timepoint.BASELINE:
        return ScoreCell(words, last.last.observed_on, _("baseline"))
    if changed is None or isinstance(changed, NotComparable):
        return ScoreCell(words, last.last.observed_on)
    return ScoreCell(words, last.last.observed_on, *_change(changed, decimals))


def _change(changed: Change, decimals: int) -> tuple[str, bool | None, str]:
    """In words, its direction (None is no change), and how it stands to the threshold."""
    amount = number_format(abs(changed.improvement), decimals)
    mcid = number_format(changed.mcid.value)
    if changed.improvement == 0:
        return _("unchanged"), None, ""
    words = _("better by %s") if changed.improvement > 0 else _("worse by %s")
    reached = changed.kind is not ChangeKind.LESS_THAN_THRESHOLD
    against = _("MCID %s reached") if reached else _("less than MCID %s")
    return words % amount, changed.improvement > 0, against % mcid


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
