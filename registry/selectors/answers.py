"""What is answered already in an episode."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from registry.models import Assessment, Episode, Timepoint


def answered_at(assessments: Iterable[Assessment], timepoint: str, on: date) -> dict[str, Assessment]:
    """Instrument to its assessment at a timepoint; a visit is one of a day, so there the day counts."""
    return {
        assessment.instrument: assessment
        for assessment in assessments
        if assessment.timepoint == timepoint
        and (timepoint != Timepoint.VISIT or assessment.observed_on == on)
    }


def scored_at(episode: Episode, timepoint: str) -> frozenset[str]:
    """The instruments that have a score at a follow-up; one that cannot be scored is still asked for."""
    rows = episode.assessments.filter(timepoint=timepoint, score__isnull=False)
    return frozenset(rows.values_list("instrument", flat=True))
