"""The guideline on screen: every action once, a page for each, and a 404 that helps."""

from datetime import date

import pytest
from django.test import RequestFactory
from django.urls import reverse

from guidelines.models import ThresholdOverride
from guidelines.pathway.criteria import Compare, Limit
from guidelines.pathway.readings.closure import criteria_of
from guidelines.pathway.rulebook import ACTIONS
from guidelines.presentation.action_page import action_page
from guidelines.presentation.guideline import stages
from guidelines.templatetags.guideline import guideline_places
from registry.models import Role
from tests.factories import a_department, a_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


@pytest.fixture
def reader(client):
    client.force_login(a_user(Role.PHYSIOTHERAPIST))
    return client


def test_every_action_stands_once_in_clinical_order():
    assert [line.code for stage in stages() for line in stage.actions] == sorted(
        ACTIONS, key=lambda code: list(type(ACTIONS[code].stage)).index(ACTIONS[code].stage)
    )


@pytest.mark.slow
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


def page_of(code: str, user=None, on: date = DAY):
    return action_page(ACTIONS[code], user or a_user(Role.CLINICIAN), on)


def test_the_rule_is_a_tree_in_which_each_name_opens_to_what_it_means():
    rule = page_of("refer.pain_clinic")["rule"]
    assert rule.when.text == "all of these"
    named = {line.text: line for line in rule.when.lines if line.opens}
    exhausted = named["“the drug steps are used up and pain relief is not satisfactory”"]
    assert [line.text for line in exhausted.lines[0].lines] == [
        "“the drug steps are used up”",
        "“pain relief is not satisfactory”",
    ]
    assert exhausted.cites == ("A77",)
    assert [(row.verdict, row.when is None) for row in rule.rows] == [
        ("not_cleared", False),
        ("consider", True),
    ]


def test_a_name_that_stands_for_an_action_leads_to_its_page():
    alarm = page_of("refer.pain_clinic")["rule"].rows[0].when
    urls = {line.url for line in alarm.lines[0].lines}
    assert urls == {f"/guideline/actions/{code}/" for code in ACTIONS if code.startswith("urgent.")}


def test_a_threshold_shows_what_it_is_what_it_was_and_where_it_comes_from():
    ours, theirs = a_department("north"), a_department("south")
    for day, value in ((date(2026, 3, 1), 50), (date(2026, 6, 1), 40), (date(2027, 1, 1), 45)):
        ThresholdOverride.objects.create(
            department=ours, name="escalate_rest_vas", value=value, valid_from=day, source="decided here"
        )
    ThresholdOverride.objects.create(
        department=theirs, name="escalate_rest_vas", value=30, valid_from=date(2026, 1, 1), source="theirs"
    )
    found = page_of("drug.strong_opioid", a_user(Role.CLINICIAN, ours))["thresholds"]
    escalate = next(threshold for threshold in found if threshold.name == "escalate_rest_vas")
    assert [(value.value, value.in_force) for value in escalate.values] == [
        ("45 of 100", False),  # from next year
        ("40 of 100", True),
        ("50 of 100", False),
        ("45 of 100", True),  # everybody's
    ]
    assert escalate.bounds == "20 to 70 of 100"
    assert {value.department for value in escalate.values} == {"Department north", ""}
    assert "theirs" not in {value.source for value in escalate.values}


@pytest.mark.slow
@pytest.mark.parametrize("action", ACTIONS.values(), ids=lambda action: action.code)
def test_every_threshold_of_a_rule_is_on_its_page(action):
    shown = {threshold.name for threshold in page_of(action.code)["thresholds"]}
    asked = {
        node.limit.name
        for criterion in criteria_of(action)
        for node in criterion.walk()
        if isinstance(node, Compare) and isinstance(node.limit, Limit)
    }
    assert shown == asked


def test_who_checked_it_and_when_it_is_due_to_be_read_again():
    (line,) = page_of("refer.rheumatology")["checked"]
    assert (line.statements, line.on, line.overdue) == ("A77", "22 November 2026", False)
    assert page_of("refer.rheumatology", on=date(2027, 11, 23))["checked"][0].overdue is True


def test_the_neighbours_are_those_of_the_map():
    around = page_of("refer.rheumatology")["neighbours"]
    assert "Strong opioid" in [one.title for one in around.before]
    assert [(one.title, one.because) for one in around.after] == [
        ("Refer to a pain clinic", "Rheumatologist consulted: yes"),
        ("Assess whether vertebroplasty is an option", "Rheumatologist consulted: yes"),
    ]
    assert len(around.held_by) == 3


@pytest.mark.slow
def test_every_action_has_a_test_patient_who_exercises_it_and_can_be_tried():
    for code in ACTIONS:
        lines = page_of(code)["exercised"]
        assert lines, code
        assert all(line.url.startswith("/guideline/sandbox/?vignette=") for line in lines)


@pytest.mark.parametrize("name", ["guideline", "guideline-actions"])
def test_a_page_of_the_guideline_asks_the_database_little(reader, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        reader.get(reverse(name))


def test_the_page_of_an_action_asks_the_database_little(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        reader.get(reverse("guideline-action", args=["procedure.vertebroplasty"]))


def test_the_map_page_draws_a_link_for_every_action_and_the_same_in_words(reader):
    page = reader.get("/guideline/").text
    for code in ACTIONS:
        assert page.count(f'data-action="{code}"') == 2  # wide and narrow, of which one is shown
    assert "The map in words" in page
    assert "style=" not in page
