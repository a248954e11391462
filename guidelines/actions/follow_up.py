from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from guidelines.actions.answers import record_instruments
from registry.actions import Answered, Opened
from registry.actions.dates import record_confirmation
from registry.dated import Confirmed
from registry.follow_up import Moment, Wave, timing_of
from registry.models import Assessment, Episode


@transaction.atomic
def record_follow_up(
    *,
    episode: Episode,
    wave: Wave,
    answered: Iterable[Answered],
    opened: Mapping[str, Opened],
    observed_on: date,
    outside_confirmed: bool,
    on: date,
    by: Any,
    confirmed: Confirmed | None = None,
) -> list[Assessment]:
    """All instruments of one follow-up together, as record_instruments stores them: every one or none.

    `confirmed`: a rare change that was looked at again. Raises ValidationError for a day outside the window that nobody confirmed.
    """
    outside = timing_of(wave, episode.index_date, observed_on).moment is not Moment.WITHIN
    if outside and not outside_confirmed:
        raise ValidationError(
            {"observed_on": _("The day lies outside the window; confirm that it is right.")}
        )
    record_confirmation(episode.patient, confirmed, by=by)
    return record_instruments(
        episode=episode,
        answered=answered,
        opened=opened,
        timepoint=wave.code,
        observed_on=observed_on,
        draft=draft_key(episode, wave),
        on=on,
        by=by,
    )


def draft_key(episode: Episode, wave: Wave) -> str:
    """The name of this follow-up's half-filled form."""
    return f"follow-up:{episode.pk}:{wave.code}"
