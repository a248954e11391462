"""The banner on every patient page: who this is, with the id masked, and whether an alarm sign stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse

from guidelines.models import Standing
from guidelines.presentation.switched_off import OffWords, off_everywhere
from guidelines.switched_off import switched_off
from registry.age import age_on
from registry.erasure import erased_words
from registry.models import Episode, Patient


def banner(
    patient: Patient,
    *,
    on: date,
    alarm: str = "",
    alarm_detail: str = "",
    episode: Episode | None = None,
    off: Sequence[OffWords] | None = None,
) -> dict[str, Any]:
    """What templates/decision_support/_banner.html draws; without `alarm` the patient's standing is read.

    `off`: the rules switched off, where they were read already; empty where the page itself tells of them.
    """
    return {
        **_who(patient),
        "age_years": age_on(patient, on),
        "department": patient.department.name,
        "alarm": alarm or _standing_alarm(patient),
        "alarm_detail": alarm_detail,
        "episode": str(episode) if episode else "",
        "patient_url": reverse("patient-page", args=[patient.key]),
        "reveal_url": reverse("patient-number", args=[patient.key]),
        "switched_off": off_everywhere(switched_off()) if off is None else off,
    }


def _who(patient: Patient) -> dict[str, Any]:
    """Name, birth date and masked id; an imported patient has none of them and is known by the id in its file."""
    try:
        identity = patient.identity
    except ObjectDoesNotExist:
        return {"name": erased_words(patient), "birth_date": None, "masked_id": ""}
    return {
        "name": identity.full_name or erased_words(patient),
        "birth_date": identity.birth_date,
        "masked_id": identity.masked_number,
    }


def _standing_alarm(patient: Patient) -> str:
    try:
        return patient.standing.alarm
    except ObjectDoesNotExist:  # nothing was evaluated yet, so every question is open
        return Standing.Alarm.OPEN
