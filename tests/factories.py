"""Made-up departments, people and patients for tests. Nothing here is a real person."""

from __future__ import annotations

from datetime import date
from itertools import count

from registry.actions import PersonDetails, open_episode, register_patient
from registry.models import ClinicalRecord, Department, Episode, Membership, Patient, Role, User

DAY = date(2026, 11, 22)
PASSWORD = "a-made-up-password-42"
_serial = count(1)


def a_department(code: str = "") -> Department:
    if not code:
        code = f"dept-{next(_serial)}"
        return Department.objects.create(code=code, name=f"Department {code}")
    return Department.objects.get_or_create(code=code, defaults={"name": f"Department {code}"})[0]


def a_user(role: str = Role.CLINICIAN, department: Department | None = None, **fields) -> User:
    user = User.objects.create_user(
        fields.pop("username", f"user-{next(_serial)}"), password=PASSWORD, **fields
    )
    Membership.objects.create(user=user, department=department or a_department(), role=role)
    return user


def a_person(**fields) -> PersonDetails:
    serial = next(_serial)
    given = {
        "given_name": "Karen",
        "family_name": f"Testesen{serial}",
        "birth_date": date(1948, 2, 1),
        "number_kind": "other",
        "number": f"TEST-{serial:04}",
        "sex": "female",
    }
    return PersonDetails(**{**given, **fields})


def a_patient(department: Department | None = None, **person) -> Patient:
    return register_patient(
        department=department or a_department(), person=a_person(**person), on=DAY, by=None
    )


def an_episode(patient: Patient | None = None, **fields) -> Episode:
    given = {
        "kind": Episode.Kind.VERTEBRAL_FRACTURE,
        "onset_on": date(2026, 10, 11),
        "onset_precision": "day",
    }
    return open_episode(patient=patient or a_patient(), by=None, **{**given, **fields})


def recorded(patient: Patient, on: date = DAY, **facts) -> None:
    """Clinical records of a patient, observed on a day."""
    for name, value in facts.items():
        ClinicalRecord.objects.create(patient=patient, name=name, value=value, observed_on=on)
