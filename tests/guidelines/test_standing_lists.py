"""The lists by where patients stand enter an index at the department: a small one reads no row of another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from guidelines import standing_selectors as lists
from registry.models import Membership, Role
from registry.selectors.patients import visible_patient_ids
from tests.factories import a_department, a_user
from tests.plans import plan_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="the words are SQLite's; PostgreSQL plans by numbers"
    ),
]
ON, MOST = date(2026, 11, 22), 250
# What is asked, and where each part of its plan begins.
ASKED: dict[str, tuple[Callable[[Any, set[int]], Any], list[str]]] = {
    "present, worse or changed": (
        lambda user, _own: lists.present_worse_or_changed(user, ON, MOST),
        [
            "standing_by_alarm (department_id=? AND alarm=?)",
            "standing_worse (department_id=? AND worse_on>?)",
            "standing_changed (department_id=?)",
        ],
    ),
    "patients who got worse": (
        lambda user, _own: list(lists.who_got_worse(visible_patient_ids(user), user)),
        ["standing_worse (department_id=?"],
    ),
    "alarm questions open": (
        lambda user, _own: lists.alarm_open(user, ON, MOST),
        ["wave_standing_counted (department_id=? AND timepoint=? AND target_on>?)"],
    ),
    "awaiting a category": (
        lambda user, _own: lists.awaiting_category(user, MOST),
        ["standing_by_category (department_id=? AND category_status=? AND category_confirmed_on=?)"],
    ),
    "tests not recorded": (
        lambda user, own: lists.awaiting_tests(user, own, MOST),
        ["standing_by_category (department_id=? AND category_status=? AND category_confirmed_on=?)"],
    ),
    "to be tested again": (
        lambda user, own: lists.to_be_tested(user, own, ON, MOST),
        ["COVERING INDEX standing_retest (department_id=? AND retest_by<?)"],
    ),
    "patients with an alarm sign": (
        lambda user, _own: list(lists.with_alarm(visible_patient_ids(user), "present", user)),
        ["standing_by_alarm (department_id=? AND alarm=?)"],
    ),
    "patients whose advice changed": (
        lambda user, _own: list(lists.with_changed_advice(visible_patient_ids(user), user)),
        ["standing_changed (department_id=?)"],
    ),
}


@pytest.mark.parametrize("departments", [1, 3])
def test_each_list_enters_an_index_at_the_department(departments):
    user = a_user(Role.CLINICIAN, a_department())
    for _number in range(1, departments):
        Membership.objects.create(user=user, department=a_department(), role=Role.CLINICIAN)
    own = user.patient_departments
    for name, (ask, entered) in ASKED.items():
        said = plan_of(lambda ask=ask: ask(user, own))
        assert [part for part in entered if part not in said] == [], f"{name}: {said}"
        assert "SCAN" not in said, f"{name}: {said}"
