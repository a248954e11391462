"""Who a session belongs to, and where they work, in one query."""

import pytest

from decision_support.accounts import WithMemberships
from registry.models import Role
from tests.factories import a_department, a_user

pytestmark = pytest.mark.django_db


def test_one_query_tells_who_it_is_and_what_they_may_do_where(django_assert_num_queries):
    ours = a_department("Aalborg")
    known = a_user(Role.CLINICIAN, ours)
    with django_assert_num_queries(1):
        user = WithMemberships().get_user(known.pk)
        assert (user, user.department_roles, user.patient_departments) == (
            known,
            {ours.pk: {Role.CLINICIAN}},
            {ours.pk},
        )


def test_a_person_without_a_membership_is_still_known():
    known = a_user(Role.CLINICIAN, a_department("Aalborg"))
    known.memberships.all().delete()
    assert WithMemberships().get_user(known.pk) == known


@pytest.mark.parametrize("keeps_role", [True, False])
def test_a_person_who_left_is_nobody(keeps_role):
    known = a_user(Role.CLINICIAN, a_department("Aalborg"))
    type(known).objects.filter(pk=known.pk).update(is_active=False)
    if not keeps_role:
        known.memberships.all().delete()
    assert WithMemberships().get_user(known.pk) is None
