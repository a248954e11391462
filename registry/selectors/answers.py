"""What is answered already in an episode."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from registry.models import Assessment, Episode, Timepoint


def answered_at(assessments: Iterable[Assessment], timepoint: str, on: date) -> dict[str, Assessment]:
    """Instrument to its assessment at a timepoint; a visit is one of a day, so there the day counts."""
    return {
        assessment.instrument: assessment
        for assessment in assessments
        if assessment.timepoint == timepoint
        and (timepoint != Timepoint.VISIT or _is_of_the_visit(assessment, on))
    }


def scored_at(episode: Episode, timepoint: str) -> frozenset[str]:
    """The instruments that have a score at a follow-up; one that cannot be scored is still asked for."""
    rows = episode.assessments.filter(timepoint=timepoint, score__isnull=False)
    return frozenset(rows.values_list("instrument", flat=True))


def of_the_visit() -> Q:
    """Answers that were given at a visit, and at no follow-up."""
    return Q(timepoint=Timepoint.VISIT, moved_from="")


def _is_of_the_visit(assessment: Assessment, on: date) -> bool:
    return assessment.observed_on == on and not assessment.moved_from
