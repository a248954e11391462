"""The pages of the runs that computed scores anew: each department sees its own, and no patient is shown."""

from __future__ import annotations

import pytest
from django.urls import reverse

from registry.models import Role
from tests.factories import a_department, a_user
from tests.registry.test_rescoring import MIN9, TO_UK, answered, eq5d, odi, rescored

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    user = a_user(Role.COORDINATOR, a_department("ours"))
    client.force_login(user)
    return user


def page(client, run):
    return client.get(reverse("rescoring", args=[run.pk]))


def test_before_the_first_run_the_list_says_what_would_be_here(client, coordinator):
    assert "No score was computed anew yet" in client.get(reverse("rescoring-list")).content.decode()


def test_a_coordinator_reads_what_changed_in_their_own_department_with_unit_and_sign(client, coordinator):
    eq5d("22222")
    eq5d("22222", department=a_department("theirs"))
    run = rescored(TO_UK, reason="the council chose the British set")
    listed = client.get(reverse("rescoring-list")).content.decode()
    assert "EQ-5D-3L: from dk_tto to uk_tto" in listed
    shown = page(client, run)
    (row,) = shown.context["rows"]
    assert (row.department, row.tally.changed, row.mean) == ("Department ours", 1, "−0.0760")
    assert shown.context["computed"] == 1
    assert "the council chose the British set" in shown.content.decode()
    assert "Department theirs" not in shown.content.decode()


def test_scores_that_were_lost_are_counted_and_have_no_mean(client, coordinator):
    answered("odi", odi(2, blanks=2))
    (row,) = page(client, rescored(MIN9)).context["rows"]
    assert (row.tally.lost, row.mean, row.largest) == (1, "", "")


def test_a_run_that_touched_nobody_here_says_so(client, coordinator):
    eq5d("22222", department=a_department("theirs"))
    assert "Nothing changed in your departments" in page(client, rescored(TO_UK)).content.decode()
