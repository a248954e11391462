"""The lists whose cost stays flat because an index is entered at its place and holds the order: the plan says so."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from registry.completeness.periods import year_to
from registry.models import Invitation, Membership, Role
from registry.selectors.completeness import behind
from registry.selectors.data_queries import ChosenQueries, queries_for
from registry.selectors.due_counts import _open_on
from registry.selectors.follow_up import asking_in, due_now
from registry.selectors.follow_up_list import Chosen, asked_now, closed_by_hand
from registry.selectors.merges import possible_duplicates
from registry.selectors.patients import found_by, of_kind, visible_patient_ids
from tests.factories import a_department, a_patient, a_user
from tests.plans import plan_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="the words are SQLite's; PostgreSQL plans by numbers"
    ),
]
ON = date(2026, 11, 22)


def test_each_list_enters_its_index_at_the_department_and_sorts_nothing_whole():
    department = a_department()
    user = a_user(Role.COORDINATOR, department)
    own = [department.pk]
    overdue = asked_now(user, ON, Chosen(status="overdue", wave="y1"))
    plans = {
        "least effort": asked_now(user, ON).filter(effort=2),
        "overdue first years": overdue.filter(effort=2),
        "closing first": asking_in(own, ON).values_list("patient_id"),
        "who is due": due_now(visible_patient_ids(user), ON),
        "of a kind": of_kind(visible_patient_ids(user), "metastasis"),
        "counts": _open_on(own, ON),
        "behind a number": behind(own, year_to(ON), "y1", "", "missing"),
        "invitations": Invitation.objects.filter(department__in=own),
    }
    entered = {
        "least effort": "pending_wave_effort (department_id=? AND effort=? AND closes_on>? AND closes_on<?)",
        "overdue first years": "pending_wave_effort (department_id=? AND effort=? AND closes_on>? AND closes_on<?)",
        "closing first": "COVERING INDEX pending_wave_closing (department_id=? AND closes_on>?)",
        "who is due": "COVERING INDEX pending_wave_due (patient_id=? AND closes_on>?)",
        "of a kind": "COVERING INDEX episode_by_kind (kind=? AND patient_id=?)",
        "counts": "(department_id=? AND wave=? AND closes_on>? AND closes_on<?)",
        "behind a number": "COVERING INDEX wave_standing_counted (department_id=? AND timepoint=? AND target_on>?",
        "invitations": "invitation_listed (department_id=?)",
    }
    for name, rows in plans.items():
        said = rows[:50].explain()
        assert entered[name] in said, f"{name}: {said}"
        assert "TEMP B-TREE FOR ORDER BY" not in said, f"{name}: {said}"


@pytest.mark.parametrize("departments", [1, 3])
def test_closings_and_queries_are_found_in_an_index_alone_of_one_department_or_several(departments):
    user = a_user(Role.COORDINATOR, a_department())
    for _number in range(1, departments):
        Membership.objects.create(user=user, department=a_department(), role=Role.COORDINATOR)
    lists = {
        "COVERING INDEX wave_closure_listed (department_id=?)": lambda: closed_by_hand(
            user, Chosen(wave="y1"), 50
        ),
        "COVERING INDEX data_query_listed (department_id=? AND state=?)": lambda: queries_for(
            user, ChosenQueries(task="clinician", raised="person"), 50
        ),
    }
    for entered, asked in lists.items():
        said = plan_of(asked)
        assert entered in said, said
        assert "SCAN registry" not in said, said


def test_a_family_name_of_thousands_is_found_without_reading_who_they_are():
    said = found_by(visible_patient_ids(a_user(Role.CLINICIAN, a_department())), "Prøvesen")[:50].explain()
    assert "COVERING INDEX identity_by_family_name (family_name_hash=?)" in said, said
    assert "(merged_into_id>?)" in said, said
    assert "(department_id=? AND rowid=?)" in said, said
    assert "SCAN" not in said, said


def test_of_a_small_department_the_patients_are_listed_and_of_a_large_one_each_row_is_asked(monkeypatch):
    department = a_department()
    user = a_user(Role.COORDINATOR, department)
    a_patient(department)
    lists = {
        "possible duplicates": (
            possible_duplicates,
            "SCAN registry_possibleduplicate USING INDEX possible_duplicate_open",
        ),
    }
    for name, (asked, _of_each) in lists.items():
        small = asked(user)[:50].explain()
        assert "COVERING INDEX patient_by_department (department_id=?" in small, f"{name}: {small}"
        assert "SCAN" not in small, f"{name}: {small}"
    monkeypatch.setattr("registry.selectors.patients.FEW", 0)
    for name, (asked, of_each) in lists.items():
        large = asked(user)[:50].explain()
        assert of_each in large, f"{name}: {large}"
        assert "TEMP B-TREE FOR ORDER BY" not in large, f"{name}: {large}"
