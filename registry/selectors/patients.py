"""Which patients a user may see, and how one is found."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from registry.encryption import keyed_hash
from registry.models import Department, Patient


def departments_of(user: Any) -> QuerySet[Department]:
    """The departments where the user holds a role."""
    return Department.objects.filter(pk__in=user.department_roles)


def visible_patients(user: Any) -> QuerySet[Patient]:
    """The patients of the user's departments, newest first, with who they are."""
    return (
        Patient.objects.filter(department_id__in=user.department_roles)
        .select_related("identity", "department")
        .order_by("-id")
    )


def patient_for(user: Any, key: UUID) -> Patient:
    """One patient of the user's departments; Http404 for any other, so that nobody learns that they exist."""
    return get_object_or_404(visible_patients(user), key=key)


def found_by(patients: QuerySet[Patient], text: str) -> QuerySet[Patient]:
    """Those whose number, family name, whole name, birth date or imported id is exactly `text`.

    Identifiers are encrypted, so a search is exact by design; spaces, hyphens and capitals do not matter.
    """
    words = text.strip()
    if not words:
        return patients
    return patients.filter(
        Q(identity__number_hash__in=_number_hashes(words))
        | Q(identity__family_name_hash=keyed_hash(words))
        | Q(identity__full_name_hash=keyed_hash(words))
        | Q(identity__birth_date_hash=keyed_hash(words))
        | Q(source_id=words)
    )


def _number_hashes(words: str) -> list[str]:
    """Hashes of the forms a number is stored in: digits as typed, and a personnummer with its century added."""
    plain = "".join(words.split()).upper()
    digits = "".join(character for character in words if character.isdigit())
    forms = [("cpr", digits), ("personnummer", digits), ("other", plain)]
    if len(digits) == 10:
        forms += [("personnummer", f"{century}{digits}") for century in ("19", "20")]
    return [keyed_hash(f"{kind}:{number}") for kind, number in forms if number]
