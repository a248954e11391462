"""How old somebody is on a day."""

from __future__ import annotations

from datetime import date

from registry.models import Patient


def age_on(patient: Patient, on: date) -> int | None:
    """Whole years on a day: from the birth date, else the age a file gave and the whole years since."""
    identity = getattr(patient, "identity", None)
    return age_of(patient, identity.birth_date if identity is not None else None, on)


def age_of(patient: Patient, birth_date: date | None, on: date) -> int | None:
    """As age_on, where the birth date was read already."""
    if birth_date is not None:
        return whole_years(birth_date, on)
    if patient.age_given_years is None or patient.age_given_on is None:
        return None
    return patient.age_given_years + max(0, whole_years(patient.age_given_on, on))


def whole_years(since: date, on: date) -> int:
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))
