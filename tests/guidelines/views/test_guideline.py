"""The guideline on screen: every action once, a page for each, and a 404 that helps."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from guidelines.pathway.rulebook import ACTIONS
from guidelines.presentation.guideline import stages
from guidelines.templatetags.guideline import guideline_places
from registry.models import Role
from tests.factories import a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    client.force_login(a_user(Role.PHYSIOTHERAPIST))
    return client


def test_every_action_stands_once_in_clinical_order():
    assert [line.code for stage in stages() for line in stage.actions] == sorted(
        ACTIONS, key=lambda code: list(type(ACTIONS[code].stage)).index(ACTIONS[code].stage)
    )


@pytest.mark.parametrize("code", ACTIONS)
def test_every_action_has_its_page(reader, code):
    answer = reader.get(reverse("guideline-action", args=[code]))
    assert answer.status_code == 200
    assert "not a CE-marked medical device" in answer.text


def test_an_action_that_does_not_exist_is_answered_by_a_page_that_names_those_that_do(reader):
    answer = reader.get("/guideline/actions/drug.aspirin/")
    assert answer.status_code == 404
    assert "There is no action “drug.aspirin”" in answer.text
    assert all(f'href="/guideline/actions/{code}/"' in answer.text for code in ACTIONS)


def places(user, path: str) -> list[tuple[str, bool]]:
    request = RequestFactory().get(path)
    request.user = user
    return [(str(place.label), place.here) for place in guideline_places({"request": request})]


def test_a_page_under_a_place_marks_that_place_and_no_other():
    found = places(a_user(Role.COORDINATOR), "/guideline/actions/drug.tramadol/")
    assert [label for label, here in found if here] == ["Actions"]


def test_a_place_is_shown_to_whoever_may_open_it(django_user_model):
    assert ("Map", True) in places(a_user(Role.COORDINATOR), "/guideline/")
    assert places(django_user_model.objects.create(username="no-role"), "/guideline/") == []
