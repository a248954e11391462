"""The patient list: found exactly, narrowed by chips that survive paging, never another department's, few queries."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from auditlog.models import LogEntry
from django.urls import reverse

from registry.models import Membership, Patient, Role
from registry.paging import IdPaginator, ListPaginator
from registry.selectors.patients import visible_patient_ids
from tests.decision_support.lists import a_crowd, answered, stands, today
from tests.factories import a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db
QUERIES_A_PAGE = 12


@pytest.fixture
def ours():
    return a_department()


@pytest.fixture
def listed(client, ours):
    """listed("alarm=open") -> the context of the page as a clinician of ours sees it."""
    client.force_login(a_user(Role.CLINICIAN, ours))

    def get(query: str = ""):
        return client.get(f"{reverse('patient-list')}?{query}")

    return get


def names(page) -> list[str]:
    return [row.name for row in page.context["rows"]]


def find(client, words: str, query: str = ""):
    """The page a search leads to."""
    return client.post(f"{reverse('patient-list')}?{query}", {"search": words}, follow=True)


def test_a_page_of_many_takes_few_queries(listed, ours, django_assert_max_num_queries):
    a_crowd(ours)
    listed()
    for query in (
        "",
        "page=2",
        "alarm=open&kind=vertebral_fracture",
        "alarm=present&advice=changed",
        "followup=due",
    ):
        with django_assert_max_num_queries(QUERIES_A_PAGE):
            assert listed(query).context["rows"]


def test_fifty_rows_a_page_and_the_whole_number_of_them(listed, ours):
    a_crowd(ours)
    page = listed("page=3")
    assert len(names(page)) == 20
    assert page.context["page_obj"].paginator.count == 120
    assert "101–120 of 120" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("alarm=present", 24),
        ("alarm=open", 24),
        ("alarm=clear", 72),
        ("advice=changed", 40),
        ("followup=due", 60),
        ("kind=vertebral_fracture", 120),
        ("kind=metastasis", 0),
        ("alarm=present&followup=due", 12),
        ("alarm=open&advice=changed&followup=due", 4),
        ("alarm=no-such-state", 120),
    ],
)
def test_each_filter_counts_those_who_match_all_of_it(listed, ours, query, expected):
    a_crowd(ours)
    assert listed(query).context["page_obj"].paginator.count == expected


def test_filters_and_the_search_survive_paging(listed, ours, client):
    a_crowd(ours)
    found = find(client, "prøvesen", "alarm=clear&page=2")
    assert found.context["page_obj"].paginator.count == 36
    page = listed("alarm=clear")
    onward = re.search(r'rel="next" href="([^"]*)"', page.content.decode())[1].replace("&amp;", "&")
    assert parse_qs(urlsplit(onward).query) == {"alarm": ["clear"], "page": ["2"]}
    chip = next(
        item
        for item in page.context["filter"].groups()[1]["items"]
        if item["label"] == "Changed since signed"
    )
    assert parse_qs(urlsplit(chip["url"]).query) == {"alarm": ["clear"], "advice": ["changed"]}


def test_nobody_of_another_department_is_ever_listed(listed, ours, client):
    theirs = a_patient(a_department(), family_name="Fremmed")
    stands(theirs, "present", advice_changed=True)
    for query in ("", "alarm=present", "advice=changed", f"department={theirs.department_id}"):
        assert names(listed(query)) == []
    assert names(find(client, "Fremmed")) == []


def test_a_patient_nobody_has_evaluated_counts_as_open(listed, ours):
    patient = a_patient(ours)
    assert [row.key for row in listed("alarm=open").context["rows"]] == [str(patient.key)]
    assert listed().context["rows"][0].alarm == "open"


@pytest.mark.parametrize("typed", ["1948-02-01", "1.2.1948", "01.02.1948", "1/2 1948", "01-02-1948"])
def test_a_birth_date_is_found_however_it_is_written(listed, ours, client, typed):
    a_patient(ours, family_name="Rigtig")
    a_patient(ours, birth_date=today() - timedelta(days=30_000))
    assert names(find(client, typed)) == ["Karen Rigtig"]


def test_an_imported_patient_is_found_by_the_id_in_the_file(listed, ours, client):
    Patient.objects.create(department=ours, source_id="4711", registered_on=today())
    a_patient(ours)
    assert names(find(client, " 4711 ")) == ["4711"]


def test_what_is_searched_for_stands_in_no_address(listed, ours, client):
    a_patient(ours, family_name="Hemmelig")
    page = find(client, "Hemmelig")
    address, _status = page.redirect_chain[-1]
    assert "emmelig" not in address
    assert 'value="Hemmelig"' in page.content.decode()


def test_the_page_says_why_a_search_is_exact_and_what_to_do_when_nobody_is_found(listed, client):
    page = find(client, "Hemm").content.decode()
    assert "stored encrypted, so only an exact match is found" in page
    assert "has exactly “Hemm”" in page


def test_a_row_shows_the_last_score_and_its_change_with_the_threshold_named(listed, ours):
    episode = an_episode(a_patient(ours), onset_on=today() - timedelta(days=100))
    answered(episode, "baseline", 4, 100)
    answered(episode, "visit", 2, 5)
    row = listed().context["rows"][0].score
    assert (row.score, row.change, row.better, row.threshold) == (
        "ODI 40.0",
        "better by 40.0",
        True,
        "MCID 12.8 reached",
    )


@pytest.mark.parametrize(("days", "status"), [(300, "later"), (320, "due"), (370, "overdue"), (500, "later")])
def test_a_row_shows_the_follow_up_that_asks_next(listed, ours, days, status):
    an_episode(a_patient(ours), onset_on=today() - timedelta(days=days))
    assert listed().context["rows"][0].due.status == status


def test_the_list_that_was_read_is_recorded_with_its_rows(listed, ours):
    patient = a_patient(ours)
    listed()
    assert LogEntry.objects.get(additional_data__read="patient list").additional_data["rows"] == [
        str(patient.key)
    ]


def test_departments_can_be_chosen_only_by_who_works_in_several(listed, ours, client):
    assert "department" not in {
        group["items"][-1]["url"][1:11] for group in listed().context["filter"].groups()
    }
    user, second = a_user(Role.CLINICIAN, ours), a_department()
    Membership.objects.create(user=user, department=second, role=Role.CLINICIAN)
    a_patient(ours), a_patient(second)
    client.force_login(user)
    assert len(listed().context["rows"]) == 2
    assert len(listed(f"department={second.pk}").context["rows"]) == 1


def test_a_long_list_is_read_so_far_and_no_further(ours, monkeypatch):
    for _number in range(3):
        a_patient(ours)
    ids = visible_patient_ids(a_user(Role.CLINICIAN, ours))
    assert (IdPaginator(ids).count, IdPaginator(ids).counted_all) == (3, True)
    monkeypatch.setattr("registry.paging.MOST_READ", 2)
    assert (IdPaginator(ids).count, IdPaginator(ids).counted_all) == (2, False)
    whole = ListPaginator(ids, count_all=True, most=2)
    assert (whole.count, whole.counted_all) == (3, True)
