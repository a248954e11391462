from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from registry import audit
from registry.models import Invitation, ReportedAlarm


def report_alarm(invitation: Invitation, sign: str) -> None:
    """At the answer, not when the questionnaire is sent in: a patient who stops here must be seen all the same.

    What was reported stays reported when the answer is changed: a person decides what it meant.
    """
    patient = invitation.episode.patient
    alarm, _new = ReportedAlarm.objects.get_or_create(
        invitation=invitation, patient=patient, defaults={"signs": []}
    )
    if sign not in alarm.signs:
        alarm.signs = [*alarm.signs, sign]
        alarm.acknowledged_at = alarm.acknowledged_by = None  # a further sign is news, whoever saw the first
        alarm.save()
        audit.record_event("alarm.reported", patient, by=None, sign=sign)


@transaction.atomic
def acknowledge_alarm(*, alarm: ReportedAlarm, by: Any) -> ReportedAlarm:
    """Somebody has seen it and takes it from here; a second one changes nothing. No clinical fact is touched."""
    current = ReportedAlarm.objects.select_for_update().get(pk=alarm.pk)
    if current.acknowledged_at is None:
        current.acknowledged_at, current.acknowledged_by = timezone.now(), by
        current.save()
        audit.record_event("alarm.acknowledged", current.patient, by=by, signs=current.signs)
    return current
