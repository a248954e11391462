"""The small world the access matrix is walked in: one patient of one department, and everybody who may come by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from registry.models import Department, Episode, Membership, Patient, Role, User
from tests.addresses import Address
from tests.factories import a_department, a_patient, a_person, a_user, an_episode


@dataclass
class World:
    department: Department
    patient: Patient
    episode: Episode
    visitors: dict[str, User | AnonymousUser]
    identity: tuple[str, ...]  # what must stand in no address: names, number, birth date

    def arguments(self, address: Address) -> dict[str, Any]:
        """What each parameter of the route stands for, so that the page is about our patient."""
        known = ADMIN_OBJECTS.get(address.name, {})
        return {name: known.get(name) or PARAMETERS[name](self) for name in address.parameters}


# A parameter of a route means the same on every page.
PARAMETERS = {
    "key": lambda world: world.patient.key,
    "episode": lambda world: world.episode.pk,
    "app_label": lambda world: "auditlog",
    "content_type_id": lambda world: "1",
    "object_id": lambda world: "0",
    "uidb36": lambda world: "1",
    "url": lambda world: "nowhere",
}
ADMIN_OBJECTS: dict[str, dict[str, Any]] = {
    "account_confirm_email": {"key": "unknown"},
    "account_reset_password_from_key": {"key": "unknown"},
}


def build() -> World:
    ours, theirs = a_department(), a_department()
    person = a_person(given_name="Ragnhild", family_name="Østervang", number="TEST-4711")
    patient = a_patient(ours, **vars(person))
    return World(
        department=ours,
        patient=patient,
        episode=an_episode(patient),
        visitors=_visitors(ours, theirs),
        identity=("Ragnhild", "stervang", "4711", "1948"),
    )


def _visitors(ours: Department, theirs: Department) -> dict[str, User | AnonymousUser]:
    """One of each role with us, somebody with every role elsewhere, and nobody."""
    people = {str(role): a_user(role, ours, is_staff=role == Role.ADMINISTRATOR) for role in Role}
    elsewhere = a_user(Role.ADMINISTRATOR, theirs, is_staff=True)
    for role in set(Role) - {Role.ADMINISTRATOR}:
        Membership.objects.create(user=elsewhere, department=theirs, role=role)
    return {**people, "elsewhere": elsewhere, "nobody": AnonymousUser()}
