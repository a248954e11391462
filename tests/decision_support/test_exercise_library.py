"""The library's pages: narrowed by block and constraint, an exercise in full, and an unknown one that helps."""

from __future__ import annotations

import pytest
from django.urls import reverse

from registry.models import Role
from tests.factories import a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(client):
    client.force_login(a_user(Role.PHYSIOTHERAPIST))
    return lambda **query: {
        one.code for one in client.get(reverse("exercise-list"), query).context["exercises"]
    }


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ({}, {"jump_small", "tandem_walk", "hip_hinge"}, set()),
        ({"block": "steady"}, {"tandem_walk"}, {"jump_small", "hip_hinge"}),
        ({"fits": "impact_low"}, {"walk_brisk", "hip_hinge"}, {"jump_small", "heel_drop", "squat_heavy"}),
        ({"fits": "falls_first"}, {"walk_accompanied"}, {"walk_brisk", "jump_small"}),
        ({"fits": "high_intensity_allowed"}, {"squat_heavy"}, {"squat"}),
        ({"block": "nonsense", "fits": "nonsense"}, {"jump_small"}, set()),
    ],
)
def test_it_is_narrowed_by_block_and_by_what_fits_with_a_constraint(listed, query, there, not_there):
    found = listed(**query)
    assert there <= found
    assert not not_there & found


def test_an_exercise_says_how_for_whom_and_what_it_rests_on(client, listed):
    page = client.get(reverse("exercise", args=["deadlift_heavy"])).content.decode()
    for words in (
        "Lower it the same way.",
        "High intensity not allowed",
        "which is not allowed for this patient",
        "doi:10.1002/jbmr.3284",
        "a minor spasm of the back",
        "above 85 %",
        "Lift with a hip hinge",
        "Not for clinical use",
    ):
        assert words in page, words


def test_an_unknown_exercise_is_a_page_that_names_those_there_are(client, listed):
    page = client.get(reverse("exercise", args=["levitate"]))
    assert page.status_code == 404
    assert "There is no exercise “levitate”" in page.content.decode()
    assert reverse("exercise", args=["bridge"]) in page.content.decode()
