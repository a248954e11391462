"""The first page after signing in: what asks for something, for each role."""

from __future__ import annotations

from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.urls import reverse

from decision_support import work_list
from registry.actions import edit_patient
from registry.models import Role
from tests.decision_support.lists import a_crowd, stands, today
from tests.factories import a_department, a_patient, a_person, a_user, an_episode

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return a_department()


@pytest.fixture
def home(client, ours):
    """home(role, query) -> the page."""

    def get(role: str = Role.CLINICIAN, query: str = ""):
        client.force_login(a_user(role, ours, is_staff=role == Role.ADMINISTRATOR))
        return client.get(f"{reverse('home')}?{query}")

    return get


def keys(page) -> list[str]:
    return [row.key for row in page.context["rows"]]


def asking(ours, alarm="clear", days=400 * 5, **standing):
    """A patient of ours whose only reason to be listed is what is given."""
    patient = a_patient(ours)
    an_episode(patient, onset_on=today() - timedelta(days=days))
    stands(patient, alarm, **standing)
    return str(patient.key)


def test_the_most_urgent_come_first_and_everybody_once(home, ours):
    unasked = asking(ours, "open", days=20)
    due = asking(ours, days=370)
    changed = asking(ours, advice_changed=True, days=1100)
    present = asking(ours, "present", days=370, advice_changed=True)
    asking(ours, days=1100)
    assert keys(home()) == [present, changed, due, unasked]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("queue", "expected"), [("present", 1), ("changed", 2), ("due", 2), ("open", 1), ("", 4), ("nonsense", 4)]
)
def test_a_chip_shows_one_queue_and_says_how_many_wait_in_it(home, ours, queue, expected):
    asking(ours, "open", days=20)
    asking(ours, days=370)
    asking(ours, advice_changed=True, days=1100)
    asking(ours, "present", days=370, advice_changed=True)
    page = home(query=f"show={queue}")
    assert len(keys(page)) == expected
    assert [chip["count"] for chip in page.context["chips"]] == [4, 1, 0, 2, 2, 1]


def test_alarm_questions_of_an_old_fracture_are_not_chased(home, ours):
    asking(ours, "open", days=26 * 7 + 1)
    recent = asking(ours, "open", days=26 * 7)
    assert keys(home()) == [recent]


def test_who_died_asks_for_nothing(home, ours):
    patient = a_patient(ours)
    an_episode(patient, onset_on=today() - timedelta(days=370))
    stands(patient, "present", advice_changed=True)
    edit_patient(patient=patient, version=1, person=a_person(), by=None, died_on=today())
    assert keys(home()) == []


def test_nobody_of_another_department_is_listed(home, ours):
    asking(a_department(), "present", advice_changed=True, days=370)
    assert keys(home()) == []


def test_a_queue_that_was_not_read_to_its_end_says_so(home, ours, monkeypatch):
    monkeypatch.setattr(work_list, "MOST", 2)
    for _number in range(3):
        asking(ours, "present", days=1100)
    page = home(query="show=present")
    assert len(keys(page)) == 2
    assert page.context["page_obj"].paginator.counted_all is False


@pytest.mark.slow
def test_a_page_of_many_takes_few_queries(home, ours, django_assert_max_num_queries):
    a_crowd(ours)
    page = home()
    client = page.client
    assert page.context["page_obj"].paginator.count > 50
    for query in ("", "page=2", "show=due"):
        with django_assert_max_num_queries(12):
            client.get(f"/?{query}")


def test_the_rows_that_were_shown_are_recorded(home, ours):
    seen = asking(ours, "present")
    home()
    assert LogEntry.objects.get(additional_data__read="work list").additional_data["rows"] == [seen]


def test_an_empty_work_list_says_what_would_be_here(home):
    page = home().content.decode()
    assert "Nobody asks for anything here" in page
    assert "See all patients" in page


def test_a_physiotherapist_meets_who_awaits_a_category(home, ours):
    waiting = asking(ours, category_status="suggested")
    asking(ours, category_status="suggested", category_confirmed_on=today())
    asking(ours, category_status="hold")
    assert keys(home(Role.PHYSIOTHERAPIST)) == [waiting]


def test_a_coordinator_meets_how_many_are_due_and_overdue(home, ours):
    asking(ours, days=370)
    asking(ours, days=330)
    asking(ours, days=335)
    asking(a_department(), days=370)
    waves = home(Role.COORDINATOR).context["waves"]
    assert [(wave["label"], wave["due"], wave["overdue"]) for wave in waves] == [("1 year", 2, 1)]


def test_an_administrator_meets_their_departments_and_the_administration(home, ours):
    a_patient(ours)
    page = home(Role.ADMINISTRATOR)
    found = page.context["departments"]
    assert [(count.department, count.users, count.patients) for count in found] == [(ours, 1, 1)]
    assert reverse("admin:index") in page.content.decode()
