"""Who works where, and how much there is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from registry.models import Department, Membership, Patient


@dataclass(frozen=True)
class DepartmentCount:
    """A department with the number of its users and its patients."""

    department: Department
    users: int
    patients: int


def department_counts(user: Any) -> list[DepartmentCount]:
    """The user's departments, by name, in three queries."""
    places = list(user.patient_departments)
    people = Membership.objects.filter(department_id__in=places).values_list("department_id", "user_id")
    users = Counter(department for department, _person in set(people))
    counted = Patient.objects.filter(department_id__in=places).order_by().values_list("department_id")
    patients = dict(counted.annotate(Count("pk")))
    return [
        DepartmentCount(place, users[place.pk], patients.get(place.pk, 0))
        for place in Department.objects.filter(pk__in=places)
    ]


def departments_to_register_in(user: Any) -> list[Department]:
    """The departments where the user may register a patient, by name."""
    places = dict.fromkeys(membership.department for membership in user.held_memberships)
    return [place for place in places if user.has_perm("registry.register_patient", place)]
