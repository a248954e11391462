from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from guidelines.actions.standings import refresh_standing
from registry.actions import Answered, Opened, discard_draft, record_answers
from registry.models import Assessment, Episode


@transaction.atomic
def record_instruments(
    *,
    episode: Episode,
    answered: Iterable[Answered],
    opened: Mapping[str, Opened],
    timepoint: str,
    observed_on: date,
    draft: str,
    on: date,
    by: Any,
) -> list[Assessment]:
    """Records or corrects responses to instruments, places the patient anew, and lets the draft go.

    Raises VersionConflict as record_answers does.
    """
    stored = record_answers(
        episode=episode, answered=answered, opened=opened, timepoint=timepoint, observed_on=observed_on, by=by
    )
    refresh_standing(patient=episode.patient, on=on)
    discard_draft(owner=by, form=draft, patient=episode.patient)
    return stored
