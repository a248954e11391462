from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from registry.actions.dates import record_confirmation
from registry.actions.drafts import discard_draft
from registry.actions.follow_up import plan_and_count_all_of
from registry.actions.locks import Kind, past_locks, told
from registry.dated import Confirmed, days_of, refuse_impossible
from registry.models import Background, Episode
from registry.selectors.locks import part_at

COLUMNS = (
    "back_pain",
    "leg_pain",
    "neck_pain",
    "arm_pain",
    "walking",
    "smokes",
    "bmi",
    "work",
    "sick_leave_days",
)


def background_draft_name(episode: Episode, timepoint: str) -> str:
    return f"background-{episode.pk}-{timepoint}"


@transaction.atomic
def record_background(
    *,
    episode: Episode,
    version: int,
    timepoint: str,
    observed_on: date,
    columns: dict[str, Any],
    by: Any,
    diagnosis: str | None = None,
    confirmed: Confirmed | None = None,
) -> Background:
    """How the patient was at a timepoint, new or corrected; with a `diagnosis`, that of the episode too.

    Whoever recorded it needs no draft of it. Raises VersionConflict where the episode was saved meanwhile.
    """
    current = Episode.locked(episode.pk, version)
    refuse_impossible(days_of(current.patient, current, observed=observed_on))
    row = current.backgrounds.filter(timepoint=timepoint).first()
    row = row or Background(episode=current, timepoint=timepoint)
    held = past_locks(current.patient, part_at(current, timepoint, observed_on))
    was = told(row, *COLUMNS) | told(current, "diagnosis")
    for name, value in {**columns, "observed_on": observed_on}.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    current.diagnosis = current.diagnosis if diagnosis is None else diagnosis
    current.full_clean()
    current.save()
    held.note(Kind.EPISODE, row, was=was, became=told(row, *COLUMNS) | told(current, "diagnosis"), by=by)
    record_confirmation(current.patient, confirmed, by=by)
    # a plan may be for the diagnosis, and it says which other episodes its operations end
    plan_and_count_all_of(current.patient)
    discard_draft(owner=by, form=background_draft_name(episode, timepoint), patient=current.patient)
    return row
