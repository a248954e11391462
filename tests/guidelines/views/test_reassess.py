"""The page on which a comparison over the registry is chosen, watched, cancelled and read."""

import pytest
from auditlog.models import LogEntry
from django.urls import reverse

from guidelines.models import Reassessment
from guidelines.pathway.rulebook import RULESET
from registry.models import Patient, Role
from tests.factories import DAY, a_department, a_patient, a_user
from tests.reassessments import a_reassessment, started

pytestmark = pytest.mark.django_db

OLD_AT_45 = {"birth_date": DAY.replace(year=1981)}
START = reverse("guideline-reassess")
CHOSEN = {
    "before_version": "2026.1",
    "before_thresholds": "own",
    "after_version": RULESET,
    "after_thresholds": "national",
}


@pytest.fixture
def ours():
    return a_department("ours")


@pytest.fixture
def karl(ours, client):
    karl = a_user(Role.COORDINATOR, ours)
    client.force_login(karl)
    return karl


def the_page(client, run):
    return client.get(reverse("guideline-reassessment", args=[run.pk])).text


def step(name, run):
    return reverse(f"guideline-reassessment-{name}", args=[run.pk])


def test_what_is_chosen_is_started_and_leads_to_its_page(client, karl):
    answer = client.post(START, CHOSEN)
    run = Reassessment.objects.get()
    assert answer.url == reverse("guideline-reassessment", args=[run.pk])
    assert (run.before, run.after) == (
        {"version": "2026.1", "thresholds": "own"},
        {"version": RULESET, "thresholds": "national"},
    )
    assert run.started_by == karl


def test_nothing_to_compare_is_said_and_nothing_started(client, karl):
    answer = client.post(START, CHOSEN | {"before_version": RULESET, "before_thresholds": "national"})
    assert answer.status_code == 422
    assert "Both sides are the same" in answer.text
    assert not Reassessment.objects.exists()


@pytest.mark.parametrize("field", list(CHOSEN))
def test_what_is_not_offered_is_refused(client, karl, field):
    assert client.post(START, CHOSEN | {field: "2019.1"}).status_code == 422
    assert not Reassessment.objects.exists()


def test_a_second_is_refused_in_words(client, karl):
    started(karl)
    answer = client.post(START, CHOSEN)
    assert answer.status_code == 422
    assert "running already" in answer.text
    assert "Open it" in client.get(START).text


def test_each_call_of_the_page_reads_on_until_it_leads_to_what_came_of_it(client, karl, ours):
    a_patient(ours, **OLD_AT_45)
    run = started(karl)
    assert step("work", run) in the_page(client, run)
    calls = (client.post(step("work", run), headers={"HX-Request": "true"}) for _call in range(50))
    answer = next(
        answer for answer in calls if "HX-Redirect" in answer.headers
    )  # on a busy machine not the first
    assert answer.headers["HX-Redirect"] == reverse("guideline-reassessment", args=[run.pk])
    assert step("work", run) not in the_page(client, run)


def test_without_scripts_a_press_reads_on(client, karl):
    run = started(karl)
    assert client.post(step("work", run)).url == reverse("guideline-reassessment", args=[run.pk])


def test_cancelling_is_said(client, karl):
    run = started(karl)
    answer = client.post(step("cancel", run), follow=True)
    assert "Cancelled. What was counted so far stands below." in answer.text
    run.refresh_from_db()
    assert run.state == "cancelled"


def test_own_patients_are_counted_exactly_and_listed_and_the_reading_is_audited(client, karl, ours):
    patient = a_patient(ours, family_name="Anderledes", **OLD_AT_45)
    text = the_page(client, a_reassessment(karl))
    assert 'Think of malignancy</th><td class="number">1</td>' in text
    assert "not advised" in text
    assert "Anderledes" in text
    assert reverse("recommendation", args=[patient.key]) in text
    entry = LogEntry.objects.filter(additional_data__read="patients whose advice changes").latest("pk")
    assert entry.additional_data["rows"] == [str(patient.key)]


def test_of_other_departments_nobody_is_listed_and_small_counts_are_suppressed(client, karl):
    small, large = a_department("small"), a_department("large")
    for department, patients in ((small, 4), (large, 9)):
        for _ in range(patients):
            a_patient(department, family_name="Fremmed", **OLD_AT_45)
    for _ in range(10):
        a_patient(large)
    text = the_page(client, a_reassessment(karl))
    assert "Fremmed" not in text
    assert "Department small: under 5, or suppressed with them" in text
    assert "Department large: under 5, or suppressed with them" in text  # 9 would give 4 away, with 13 in all
    assert 'Think of malignancy</th><td class="number">13</td>' in text


def test_where_the_number_itself_is_small_it_is_suppressed_everywhere(client, karl):
    other = a_department("other")
    for _ in range(3):
        a_patient(other, **OLD_AT_45)
    for _ in range(20):
        a_patient(other)
    text = the_page(client, a_reassessment(karl))
    assert '<td class="number">under 5, or suppressed with them</td>' in text
    assert "told something else: <strong>under 5, or suppressed with them</strong>" in text
    assert "patients judged: <strong>23</strong>" in text


def test_an_address_of_none_is_a_404_that_names_those_there_are(client, karl):
    run = a_reassessment(karl)
    answer = client.get(reverse("guideline-reassessment", args=[run.pk + 7]))
    assert answer.status_code == 404
    assert f"There is no reassessment {run.pk + 7}" in answer.text
    assert reverse("guideline-reassessment", args=[run.pk]) in answer.text


def test_an_editor_reads_counts_and_no_patient(client, ours):
    for _ in range(6):
        a_patient(ours, family_name="Anderledes", **OLD_AT_45)
    editor = a_user(Role.EDITOR, ours)
    client.force_login(editor)
    text = the_page(client, a_reassessment(editor))
    assert "Anderledes" not in text
    assert "Your departments" not in text
    assert "Department ours: 6" in text


@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.PHYSIOTHERAPIST])
def test_who_neither_coordinates_nor_administers_is_refused(client, role):
    client.force_login(a_user(role))
    assert client.get(START).status_code == 403


def test_the_pages_ask_few_questions_however_many_rows(client, karl, ours, django_assert_max_num_queries):
    for serial in range(12):
        a_patient(ours, family_name=f"Nummer{serial}", **OLD_AT_45)
        Patient.objects.filter(department=ours).update(sex="")
    run = a_reassessment(karl)
    for _ in range(3):
        a_reassessment(karl)
    with django_assert_max_num_queries(12):
        the_page(client, run)
    with django_assert_max_num_queries(12):
        client.get(START)
