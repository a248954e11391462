"""Who works where, and how much there is."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from registry.models import Department, Membership, Patient
from registry.models.staff import SEES_NO_PATIENT


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
    return departments_where(user, "registry.register_patient")


def departments_where(user: Any, permission: str) -> list[Department]:
    """The departments where the user has a permission, by name."""
    places = dict.fromkeys(membership.department for membership in user.held_memberships)
    return [place for place in places if user.has_perm(permission, place)]


def countries_of(user: Any) -> list[str]:
    """The countries of the departments whose patients the user works with, that of most of them first."""
    places = user.patient_departments
    held = {one.department_id: one.department.country for one in user.held_memberships}
    found = Counter(country for department, country in held.items() if department in places)
    return [country for country, _number in found.most_common()] or [Department.Country.DENMARK]


def held_together(more_than: int) -> set[frozenset[int]]:
    """The departments of each person who sees the patients of more than so many; alike ones once."""
    seeing = Membership.objects.exclude(role__in=SEES_NO_PATIENT).order_by()
    of_many = seeing.values("user").annotate(places=Count("department", distinct=True))
    people = of_many.filter(places__gt=more_than).values("user")
    held = defaultdict[int, set[int]](set)
    for person, place in seeing.filter(user__in=people).values_list("user", "department"):
        held[person].add(place)
    return {frozenset(places) for places in held.values()}


def departments_in(countries: list[str]) -> list[int]:
    """Ids of every department of these countries."""
    return list(Department.objects.filter(country__in=countries).order_by().values_list("pk", flat=True))
