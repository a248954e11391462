"""The versions of the rules on screen: their changelog, their rules, and what differs between two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from guidelines.pathway.building import is_true
from guidelines.pathway.rulebook import ACTIONS, CURRENT, RULESET
from registry.models import Role
from tests.factories import a_department, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    client.force_login(a_user(Role.PHYSIOTHERAPIST, a_department()))
    return client


def text(client, name, *args):
    response = client.get(reverse(name, args=args))
    return response.status_code, response.content.decode()


def test_every_version_is_listed_with_what_is_new_in_it(reader):
    status, html = text(reader, "guideline-versions")
    assert status == 200
    assert html.index(RULESET) < html.index(">2026.1<")
    assert all(line.replace("'", "&#x27;") in html for line in CURRENT.changes)
    assert reverse("guideline-differences", args=["2026.1", RULESET]) in html


def test_a_version_shows_its_rules_in_words(reader):
    status, html = text(reader, "guideline-version", "2026.1")
    assert status == 200
    assert html.count('<details class="section">') == len(ACTIONS)


def test_two_versions_are_chosen_from_the_list(reader):
    response = reader.get(reverse("guideline-versions"), {"then": "2026.1", "now": RULESET})
    assert response.url == reverse("guideline-differences", args=["2026.1", RULESET])


def test_a_version_against_itself_differs_in_nothing(reader):
    status, html = text(reader, "guideline-differences", RULESET, RULESET)
    assert status == 200
    assert "Nothing differs" in html


def test_what_differs_is_shown_then_and_now(reader, monkeypatch):
    changed = replace(ACTIONS["goal.pain"], when=is_true("fever"))
    actions = tuple(changed if each.code == "goal.pain" else each for each in CURRENT.actions)
    other = replace(CURRENT, actions=actions)
    monkeypatch.setattr("guidelines.views.versions.ruleset", {"a": CURRENT, "b": other}.__getitem__)
    _status, html = text(reader, "guideline-differences", "a", "b")
    assert "what is decided" in html
    assert "Applies when Fever: yes." in html


@pytest.mark.parametrize(
    ("name", "args"),
    [("guideline-version", ["2031.1"]), ("guideline-differences", ["2026.1", "2031.1"])],
)
def test_a_version_there_is_none_of_is_a_404_that_names_those_there_are(reader, name, args):
    status, html = text(reader, name, *args)
    assert status == 404
    assert "There is no rule-set version “2031.1”" in html
    assert reverse("guideline-version", args=["2026.1"]) in html
