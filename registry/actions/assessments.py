from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from registry.actions.follow_up import plan_follow_up
from registry.actions.locks import Kind, past_locks, told
from registry.actions.statistics import refresh_statistics
from registry.follow_up import WAVE_CODES, tells_of
from registry.instruments import INSTRUMENTS, Instrument, NotScorable, Score
from registry.models import Assessment, Department, Episode, Timepoint
from registry.selectors.locks import part_at
from registry.statistics.question import TIMEPOINTS

# The set each country's departments show by default; the set is stored with every index (scoring.md, section 2).
PLANNED = {*WAVE_CODES, Timepoint.BASELINE}  # an answer there changes what is asked for, or what is complete
COUNTED = (
    "observed_on",
    "responses",
    "score",
    "not_scorable",
    "value_set",
)  # what a report reads of an assessment
DEFAULT_VALUE_SETS = {
    "eq5d_3l": {Department.Country.DENMARK: "dk_tto", Department.Country.SWEDEN: "se_tto"},
    "eq5d_5l": {Department.Country.DENMARK: "dk_2021", Department.Country.SWEDEN: "se_2022"},
}


def default_value_set(instrument: str, department: Department) -> str:
    """ "" for an instrument without value sets."""
    sets = DEFAULT_VALUE_SETS.get(instrument)
    return sets[Department.Country(department.country)] if sets else ""


@dataclass(frozen=True)
class Answered:
    """One instrument as it was answered: item code to answer, None for a blank."""

    instrument: str
    responses: Mapping[str, int | None]
    value_set: str | None = None


def scored(answered: Answered) -> dict[str, Any]:
    """The fields of an assessment that follow from its responses. Raises InvalidResponse and InvalidOption."""
    instrument = INSTRUMENTS[answered.instrument]
    result = instrument.score(answered.responses, value_set=answered.value_set)
    return fields_of(instrument, answered.responses, result)


def fields_of(
    instrument: Instrument, responses: Mapping[str, int | None], result: Score | NotScorable
) -> dict[str, Any]:
    """The same fields where the score is computed already."""
    fields = {
        "responses": {item.code: responses.get(item.code) for item in instrument.items},
        "scoring_rule": result.rule,
        "value_set": result.value_set or "",
        "domains": dict(result.domains),
    }
    return fields | _outcome(result)


def _outcome(result: Score | NotScorable) -> dict[str, Any]:
    if isinstance(result, NotScorable):
        return {"score": None, "band": "", "not_scorable": str(result.reason)}
    return {"score": result.value, "band": result.band or "", "not_scorable": ""}


@transaction.atomic
def record_assessment(
    *,
    episode: Episode,
    answered: Answered,
    timepoint: str,
    observed_on: date,
    by: Any,
    origin: str = Assessment.Origin.CLINIC,
) -> Assessment:
    """One instrument answered at one timepoint, scored as it is stored. ValidationError where it is already answered."""
    assessment = Assessment(
        patient_id=episode.patient_id,
        episode=episode,
        instrument=answered.instrument,
        timepoint=timepoint,
        observed_on=observed_on,
        recorded_by=by,
        origin=origin,
        **scored(answered),
    )
    _refuse_before_its_question(assessment)
    held = past_locks(episode.patient, part_at(episode, timepoint, observed_on))
    assessment.full_clean()
    assessment.save()
    held.note(Kind.ASSESSMENT, assessment, became=told(assessment, *COUNTED), by=by)
    _count(assessment)
    return assessment


@transaction.atomic
def correct_assessment(
    *,
    assessment: Assessment,
    version: int,
    answered: Answered,
    observed_on: date,
    by: Any,
    origin: str = "",
) -> Assessment:
    """New responses to an assessment that stands; the old ones stay in the audit table. Raises VersionConflict.

    `origin` says who gave the new ones, where it was not whoever gave the old.
    """
    current = Assessment.locked(assessment.pk, version)
    was = told(current, *COUNTED)
    days = {current.observed_on, observed_on}
    held = past_locks(current.patient, *(part_at(current.episode, current.timepoint, day) for day in days))
    new = {"observed_on": observed_on, "recorded_by": by, "origin": origin or current.origin}
    for name, value in {**scored(answered), **new}.items():
        setattr(current, name, value)
    _refuse_before_its_question(current)
    current.full_clean()
    current.save()
    held.note(Kind.ASSESSMENT, current, was=was, became=told(current, *COUNTED), by=by)
    _count(current)
    return current


def _count(assessment: Assessment) -> None:
    """What follows from an answer: a follow-up is asked for no longer, and the statistics have a number more."""
    if assessment.timepoint in PLANNED or assessment.moved_from:
        plan_follow_up([assessment.episode_id])
    if assessment.timepoint in TIMEPOINTS or assessment.moved_from:
        refresh_statistics([assessment.episode_id])


def _refuse_before_its_question(assessment: Assessment) -> None:
    """A follow-up is not answered before the day it follows up, by however little."""
    index_date = assessment.episode.index_date
    if not tells_of(assessment.timepoint, assessment.observed_on, index_date):
        said = _("This follows up %(index)s; an answer cannot come before its question. Found %(found)s.")
        raise ValidationError(
            {
                "observed_on": said
                % {"index": index_date.isoformat(), "found": assessment.observed_on.isoformat()}
            }
        )
