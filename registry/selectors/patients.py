"""Which patients a user may see, and how one is found."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from registry.encryption import keyed_hashes
from registry.identity import number_hashes
from registry.models import Department, Episode, Patient, PatientIdentity
from registry.selectors.transfers import OPEN_TRANSFER
from registry.typed_date import NoSuchDay, Unreadable, typed_date

# Listing so many patients takes as long as asking of each row of a million patients, until a page of these is found.
FEW = 20_000


def departments_of(user: Any) -> QuerySet[Department]:
    """The departments where the user holds a role."""
    return Department.objects.filter(pk__in=user.patient_departments)


def visible_patients(user: Any) -> QuerySet[Patient]:
    """The patients of the user's departments, newest first, with who they are."""
    ours = patients_in(user.patient_departments)
    return ours.select_related("identity", "department").order_by("-id")


def patients_in(departments: Collection[int]) -> QuerySet[Patient]:
    """The patients of these departments (ids), in no order."""
    return Patient.objects.filter(department_id__in=departments).order_by()


def visible_patient_ids(user: Any) -> QuerySet[Any]:
    """The ids of the same patients in the same order: what is counted and paged, so that a deep page reads only an index."""
    patients = Patient.objects.filter(department_id__in=list(user.patient_departments))
    return patients.order_by("-id").values_list("pk", flat=True)


def patient_for(user: Any, key: UUID) -> Patient:
    """One patient of the user's departments; Http404 for any other, so that nobody learns that they exist.

    The key of somebody who was merged into another gives that other. `open_transfer` tells of a transfer that waits
    for an answer.
    """
    shown = visible_patients(user).annotate(open_transfer=OPEN_TRANSFER)
    found = shown.filter(key=key).first()
    return found or get_object_or_404(shown, pk__in=Patient.everybody.filter(key=key).values("merged_into"))


def is_in(departments: Collection[int], patient: str = "patient_id") -> Exists:
    """A condition on rows that have a patient: that the patient is of these departments (ids).

    Correlated on purpose: a join makes SQLite begin with every patient of the department, and walk a hundred thousand.
    """
    return Exists(patients_in(departments).filter(pk=OuterRef(patient)))


def of_patients_in(departments: Collection[int], patient: str = "patient_id") -> Q | Exists:
    """As is_in, of rows of which there are many: of a small department its patients are listed first.

    Asked of each row, the first page of a small department is found after most of the country's rows. One query.
    """
    ours = Patient.objects.filter(department_id__in=list(departments)).order_by()
    if ours[FEW : FEW + 1].exists():
        return Exists(ours.filter(pk=OuterRef(patient)))
    return Q(**{f"{patient}__in": ours.values("pk")})


def is_followed(departments: Collection[int], patient: str = "patient_id") -> Exists:
    """As is_in, of patients who have not died, withdrawn or moved away."""
    followed = patients_in(departments).filter(
        pk=OuterRef(patient), died_on__isnull=True, withdrawn_on__isnull=True, moved_on__isnull=True
    )
    return Exists(followed)


def of_kind(patients: QuerySet[Patient], kind: str) -> QuerySet[Patient]:
    """Those with an episode of this kind; asked of each, because a list of them would be of the whole country."""
    return patients.filter(Exists(Episode.objects.filter(kind=kind, patient_id=OuterRef("pk"))))


def found_by(patients: QuerySet[Patient], text: str) -> QuerySet[Patient]:
    """Those whose number, family name, whole name, birth date or imported id is exactly `text`.

    Identifiers are encrypted, so a search is exact by design; spaces, hyphens and capitals do not matter, and a birth
    date may be written in any form that registry.typed_date reads.
    """
    words = text.strip()
    if not words:
        return patients
    named = [Q(**{f"{column}__in": hashes}) for column, hashes in _hashes(words).items()]
    # One list of ids, each part from its own index: a condition over several would read every patient, and in a country
    # twelve thousand have the same family name.
    first, *others = (PatientIdentity.objects.filter(one).order_by().values("patient_id") for one in named)
    imported = Patient.everybody.filter(source_id=words).order_by().values("pk")
    return patients.filter(pk__in=first.union(*others, imported, _merged(named, words), all=True))


def _merged(named: Collection[Q], words: str) -> QuerySet[Any, Any]:
    """Whoever was merged into another is found as that other; more than 0, because "not NULL" is not asked of an index."""
    gone = Patient.everybody.filter(merged_into__gt=0).order_by()
    identity = PatientIdentity.objects.filter(reduce(or_, named), patient=OuterRef("pk"))
    return gone.filter(Q(Exists(identity)) | Q(source_id=words)).values("merged_into_id")


def _hashes(words: str) -> dict[str, list[str]]:
    """Column to what it holds of whom the words are the number, the name or the birth date of."""
    names = keyed_hashes(words)
    found = {
        "number_hash": _number_hashes(words),
        "family_name_hash": names,
        "full_name_hash": names,
        "birth_date_hash": _birth_date_hashes(words),
    }
    return {column: hashes for column, hashes in found.items() if hashes}


_STANDING_OF_IDENTITY = Coalesce("patient__merged_into_id", "patient_id")


def _birth_date_hashes(words: str) -> list[str]:
    try:
        typed = typed_date(words)
    except (Unreadable, NoSuchDay):
        return []
    return keyed_hashes(typed.day.isoformat()) if typed.precision == "day" else []


def with_number(kind: str, number: str) -> list[Patient]:
    """Everybody, of any department, who has exactly this number. For a page that may say no more than that they exist."""
    hashes = _number_hashes(number, kinds={kind})
    known = PatientIdentity.objects.filter(number_hash__in=hashes).values(stands=_STANDING_OF_IDENTITY)
    return list(Patient.objects.filter(pk__in=known).select_related("department"))


def _number_hashes(words: str, kinds: Collection[str] = ("cpr", "personnummer", "other")) -> list[str]:
    """Hashes of the forms a number is stored in: digits as typed, and a personnummer with its century added."""
    plain = unicodedata.normalize("NFKC", "".join(words.split()).upper())
    digits = "".join(character for character in plain if character.isdigit())
    forms = [("cpr", digits), ("personnummer", digits), ("other", plain)]
    if len(digits) == 10:
        forms += [("personnummer", f"{century}{digits}") for century in ("19", "20")]
    asked = [(kind, number) for kind, number in forms if number and kind in kinds]
    return [one for kind, number in asked for one in number_hashes(kind, number)]
