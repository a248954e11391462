"""Roles decide what one may do, the department decides to whom."""

from datetime import date

import pytest

from registry.models import Role
from registry.permissions import PERMISSIONS
from registry.selectors.patients import found_by, visible_patients
from tests.factories import a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role.values)
def test_a_permission_needs_the_role_in_the_department_of_the_row(role):
    ours, theirs = a_department(), a_department()
    user, patient, stranger = a_user(role, ours), a_patient(ours), a_patient(theirs)
    episode = an_episode(patient)
    given = {
        permission: [user.has_perm(permission, row) for row in (patient, episode, None)]
        for permission in PERMISSIONS
    }
    assert given == {permission: [role in roles] * 3 for permission, roles in PERMISSIONS.items()}
    assert not any(user.has_perm(permission, stranger) for permission in PERMISSIONS)


def test_a_user_sees_their_department_s_patients_only():
    ours, theirs = a_department(), a_department()
    mine, _other = a_patient(ours), a_patient(theirs)
    assert list(visible_patients(a_user(Role.CLINICIAN, ours))) == [mine]


@pytest.mark.parametrize(
    "typed", ["010248-1234", "0102481234", "Østergaard", " østergaard ", "Karen Østergaard", "1948-02-01"]
)
def test_a_patient_is_found_by_exact_number_name_or_birth_date(typed):
    department = a_department()
    found = a_patient(department, family_name="Østergaard", number_kind="cpr", number="010248-1234")
    a_patient(department, birth_date=date(1950, 1, 1))
    assert list(found_by(visible_patients(a_user(Role.CLINICIAN, department)), typed)) == [found]
