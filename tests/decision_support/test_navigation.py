"""The frame of every page: who sees which entries, where they work, and how they like it to behave."""

import pytest
from django.test import Client
from django.urls import reverse
from django.views.defaults import server_error

from decision_support import navigation
from decision_support.navigation import Entry, menu, places
from registry.models import Membership, Role
from tests.factories import a_department, a_user

pytestmark = pytest.mark.django_db
SHORTCUTS = "/preferences/shortcuts/"


def labels(rf, user, path="/") -> list[str]:
    request = rf.get(path)
    request.user = user
    return [str(entry["label"]) for entry in menu(request)]


@pytest.fixture
def one_entry(monkeypatch):
    """A menu of one place, for clinicians."""
    monkeypatch.setattr(
        navigation,
        "MENU",
        (Entry("account_change_password", "For clinicians", frozenset({Role.CLINICIAN})),),
    )


@pytest.mark.parametrize(("role", "seen"), [(Role.CLINICIAN, ["For clinicians"]), (Role.COORDINATOR, [])])
def test_the_menu_shows_what_the_role_opens(rf, one_entry, role, seen):
    assert labels(rf, a_user(role)) == seen


def test_the_page_one_stands_on_is_marked(rf, one_entry):
    request = rf.get(reverse("account_change_password"))
    request.user = a_user(Role.CLINICIAN)
    assert [entry["here"] for entry in menu(request)] == [True]


def test_a_page_of_the_desk_stands_in_the_registry_and_every_page_in_one_place(rf):
    user = a_user(Role.COORDINATOR)

    def here(path):
        request = rf.get(path)
        request.user = user
        return [str(entry["label"]) for entry in menu(request) if entry["here"]]

    for name in ("registry-desk", "completeness-patients", "query-list", "annual-report-list", "period-list"):
        assert here(reverse(name)) == ["Registry"], name
    assert here(reverse("merge", args=[1])) == ["Registry"]
    assert here(reverse("report-patients")) == ["Reports"]
    assert here("/") == ["Work list"]
    assert here(reverse("my-settings")) == []


def test_the_user_menu_names_each_department_with_the_roles_held_there():
    user = a_user(Role.CLINICIAN, a_department("north"))
    Membership.objects.create(user=user, department=a_department("north"), role=Role.COORDINATOR)
    Membership.objects.create(user=user, department=a_department("south"), role=Role.PHYSIOTHERAPIST)
    assert places(user) == [
        {"department": "Department north", "roles": "Clinician, Registry coordinator"},
        {"department": "Department south", "roles": "Physiotherapist"},
    ]


def test_a_fragment_that_draws_no_frame_asks_the_database_nothing_for_it(rf, django_assert_num_queries):
    request = rf.get("/")
    request.user = a_user()
    with django_assert_num_queries(0):
        navigation.frame(request)


def test_shortcuts_are_switched_off_and_on_again(client):
    user = a_user()
    client.force_login(user)
    for wanted in (False, True):
        client.post(SHORTCUTS)
        user.refresh_from_db()
        assert user.single_key_shortcuts is wanted


@pytest.mark.parametrize(
    ("asked", "sent_to"),
    [
        ("/style-guide/?wrong", "/style-guide/?wrong"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example", "/"),
        ("", "/"),
    ],
)
def test_one_goes_back_to_a_page_of_ours_and_nowhere_else(client, asked, sent_to):
    client.force_login(a_user())
    assert client.post(SHORTCUTS, {"next": asked}).url == sent_to


@pytest.mark.parametrize(("path", "status", "said"), [("/nowhere/", 404, "There is no such page")])
def test_an_error_says_what_happened_and_what_to_do(client, path, status, said):
    client.force_login(a_user())
    answer = client.get(path)
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert "Go to the start page" in answer.content.decode()


def test_a_form_that_cannot_be_checked_is_explained():
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "The form could not be checked" in answer.content.decode()


def test_a_fault_is_explained_by_a_page_that_needs_no_user(rf):
    answer = server_error(rf.get("/"))
    assert "This is a fault in Columna" in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.CLINICIAN, {"transfer-list", "period-list"}),
        (Role.COORDINATOR, {"export", "transfer-list", "period-list", "completeness"}),
        (Role.ADMINISTRATOR, {"export", "period-list"}),
        (Role.PHYSIOTHERAPIST, {"query-list"}),
    ],
)
def test_the_desk_offers_what_one_may_open_and_no_empty_group(role, seen):
    groups = navigation.desk(a_user(role))
    offered = {place["url"] for group in groups for place in group["places"]}
    assert {reverse(name) for name in seen} <= offered
    assert all(group["places"] for group in groups)
    assert bool(groups) is bool(seen)


@pytest.mark.slow
def test_every_place_of_the_desk_opens_for_those_it_is_offered_to(client):
    for role in (Role.CLINICIAN, Role.COORDINATOR, Role.ADMINISTRATOR):
        user = a_user(role)
        client.force_login(user)
        for group in navigation.desk(user):
            assert {client.get(place["url"]).status_code for place in group["places"]} == {200}
