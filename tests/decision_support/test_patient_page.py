"""The patient page: what happened over time, what is due, what was advised and answered, and the way on from here."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from guidelines.models import Standing
from registry.actions import close_wave
from registry.models import Episode, Patient, Role
from registry.selectors.follow_up import course_of, with_answers
from registry.selectors.timeline import episodes_of
from tests.factories import a_department, a_patient, a_user, an_episode, recorded
from tests.histories import a_decided_category, a_history, a_signed_advice, answer

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


@pytest.fixture
def department():
    return a_department()


@pytest.fixture
def clinician(client, department):
    user = a_user(Role.CLINICIAN, department, first_name="Clara", last_name="Kliniker")
    client.force_login(user)
    return user


@pytest.fixture
def patient(department):
    return a_patient(department, given_name="Karen", number="TEST-998877")


@pytest.fixture
def today():
    return timezone.localdate()


def page(client, patient) -> str:
    response = client.get(reverse("patient-page", args=[patient.key]))
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    """What a reader sees: no tags, single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def rows(html: str, title: str) -> list[str]:
    """The rows of the table under a heading, in words."""
    table = html.split(f'id="{title}"')[1].split("</table>")[0]
    return [words(row) for row in table.split("<tr>")[2:]]


# over time


def test_a_score_has_its_surname_and_its_change_from_baseline_with_the_threshold(
    client, clinician, patient, today
):
    a_history(patient, today, clinician)
    found = rows(page(client, patient), "scores-title")
    (year,) = [row for row in found if "1 year" in row]
    # ODI 4 of 5 throughout is 80, 2 of 5 is 40; the MCID of the ODI is 12.8
    assert "40.0 points of 100" in year
    assert "better by 40.0, at least 12.8 (MCID) since baseline" in year
    assert "10 of 10 answered · Moderate disability · rule odi-" in year
    (index,) = [row for row in found if "EQ-5D-3L" in row]
    assert "value set dk_tto (Denmark, time trade-off)" in index


def test_a_score_of_0_is_drawn_and_listed(client, clinician, patient, today):
    a_history(patient, today, clinician)
    html = page(client, patient)
    (newest,) = [row for row in rows(html, "scores-title") if "better by 70" in row]
    assert " 0 points of 100 " in newest
    (chart,) = re.findall(r"<svg[^>]*chart__drawing--vas_rest.*?</svg>", html, re.S)
    assert len(re.findall(r'class="mark', chart)) == 2


def test_without_a_baseline_the_page_says_that_it_compares_with_the_first_score(
    client, clinician, patient, today
):
    a_history(patient, today, clinician)
    text = words(page(client, patient))
    assert "Band: first score ± 15 points on 0-100, the MCID (Ostelo 2008" in text
    assert "Band: baseline ± 12.8 points on 0-100, the MCID (Copay 2008" in text


def test_what_cannot_be_scored_is_listed_with_the_reason_and_not_drawn(client, clinician, patient, today):
    blank = ("lifting", "walking", "sitting")
    answer(an_episode(patient), "odi", 3, today, blank=blank)
    html = page(client, patient)
    (row,) = rows(html, "scores-title")
    assert "Not scorable: 3 of 10" in row
    assert "chart__drawing--odi" not in html


def test_every_drawing_of_scores_is_an_image_with_a_name_and_a_description(client, clinician, patient, today):
    a_history(patient, today, clinician)
    drawings = re.findall(
        r'<svg[^>]*role="img" aria-labelledby="([^"]+)"(.*?)</svg>', page(client, patient), re.S
    )
    assert len(drawings) == 3
    for names, drawn in drawings:
        assert all(f'id="{name}"' in drawn for name in names.split())
    assert "2 scores. Latest: 0 on" in drawings[0][1]


def test_positions_are_written_with_a_point_whatever_the_reader_s_language(client, clinician, patient, today):
    a_history(patient, today, clinician)
    client.cookies["django_language"] = "da"
    html = page(client, patient)
    assert not re.search(r'(?:x|y|width|height|cx|cy)="\d+,\d', html)


def test_treatments_procedures_and_signed_advice_are_drawn_and_listed(client, clinician, patient, today):
    a_history(patient, today, clinician)
    signature = a_signed_advice(patient, today, clinician)
    html = page(client, patient)
    listed = rows(html, "event-rows-title")
    assert any(
        "Treatment Tramadol: under way, too early to judge recorded otherwise" in row for row in listed
    )
    assert any("Treatment Tramadol: not tolerated too old to be read after" in row for row in listed)
    assert any("Procedure Vertebroplasty" in row for row in listed)
    assert any("not tried" in row for row in listed)
    address = reverse("evaluation", args=[signature.evaluation_id])
    assert f'class="advice-dot" href="{address}"' in html
    for mark in ('class="flag"', "bar--given", "bar--stopped"):
        assert mark in html


def test_a_treatment_that_is_too_old_to_be_read_says_so(client, clinician, patient, today):
    recorded(patient, today - timedelta(days=91), tramadol="ongoing")
    recorded(patient, today - timedelta(days=90), paracetamol="ongoing")
    old, standing = sorted(
        rows(page(client, patient), "event-rows-title"), key=lambda row: "Paracetamol" in row
    )
    assert "too old to be read after" in old
    assert "still stands" in standing


def test_a_record_entered_in_error_is_not_part_of_the_timeline(client, clinician, patient, today):
    recorded(patient, today, tramadol="ongoing")
    patient.clinical_records.update(retracted_at=timezone.now())
    assert "Tramadol" not in page(client, patient)


# episodes and follow-up


def test_an_episode_shows_its_care_its_index_date_its_procedures_and_what_is_answered_at_baseline(
    client, clinician, patient, today
):
    episode = a_history(patient, today, clinician)
    html = page(client, patient)
    text = words(html)
    assert "Care Operated" in text
    assert "Procedures Vertebroplasty, " in text
    assert "Oswestry Disability Index (ODI) : answered" in text
    assert "Neck Disability Index (NDI) : not answered" in text
    entry = reverse("instrument-entry", args=[patient.key, episode.pk, "baseline", "odi"])
    assert f'href="{entry}"' in html


def test_the_baseline_asks_about_the_neck_or_the_back_by_the_diagnosis(client, clinician, patient, today):
    episode = an_episode(patient, kind="other", diagnosis="cervical_central_stenosis")
    text = words(page(client, patient))
    assert "Neck Disability Index (NDI) : not answered" in text
    assert "Oswestry" not in text
    episode.diagnosis = "stenosis"
    episode.save()
    text = words(page(client, patient))
    assert "Oswestry Disability Index (ODI) : not answered" in text
    assert "Neck Disability Index" not in text


def test_a_month_only_onset_is_shown_as_a_month(client, clinician, patient, today):
    an_episode(patient, onset_on=today.replace(year=2026, month=3, day=1), onset_precision="month")
    assert "Vertebral fracture, March 2026" in words(page(client, patient))


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        (30, "Nothing is due. Next: 1 year, opens"),
        (48, "1 year: due"),
        (60, "1 year: overdue"),
        (72, "Nothing is due. Next: 2 years, opens"),
    ],
)
def test_what_is_due_is_said_in_words(client, clinician, patient, today, weeks, said):
    an_episode(patient, onset_on=today - timedelta(weeks=weeks))
    text = words(page(client, patient))
    assert said in text.split("Follow-up")[2]  # the first is the menu's
    assert ("1 year: missed" in text) == (weeks == 72)


def test_a_closed_follow_up_says_why(client, clinician, patient, today):
    episode = an_episode(patient, onset_on=today - timedelta(weeks=52))
    close_wave(episode=episode, wave="y1", reason="not_available", note="no answer", by=clinician)
    assert "1 year: closed , the data are not available" in words(page(client, patient))


def test_a_patient_who_died_is_not_chased(client, clinician, patient, today):
    an_episode(patient, onset_on=today - timedelta(weeks=52))
    Patient.objects.filter(pk=patient.pk).update(died_on=today - timedelta(days=3))
    text = words(page(client, patient))
    assert "Not followed: the patient has died (" in text
    assert "1 year: due" not in text


def test_an_answered_wave_is_the_same_wave_to_a_list_and_to_the_page(patient, today):
    episode = a_history(patient, today, None)
    answer(episode, "vas_leg", 3, today, "y2")
    answer(episode, "ndi", 3, today, "y2", blank=("work", "driving", "sleeping"))
    listed = with_answers(Episode.objects.filter(pk=episode.pk)).get()
    [on_the_page] = episodes_of(patient, list(patient.assessments.all()))
    asked = course_of(listed).answered - {"baseline"}
    assert asked == course_of(on_the_page).answered == {"y1"}


# the advice


def test_the_advice_is_on_the_page_without_being_asked_for(client, clinician, patient, today):
    recorded(patient, today, vertebral_fracture="confirmed", neuro_deficit=True)
    a_history(patient, today, clinician)
    text = words(page(client, patient))
    assert "An alarm sign is present." in text
    assert re.search(r"Urgent \d", text)
    assert "Not signed yet." in text
    assert "Not for clinical use: not a CE-marked medical device" in text


def test_a_signed_advice_says_when_by_whom_and_whether_it_has_changed(client, clinician, patient, today):
    a_history(patient, today, clinician)
    a_signed_advice(patient, today, clinician)
    assert "The advice has not changed since then." in words(page(client, patient))
    Standing.objects.filter(patient=patient).update(advice_changed=True)
    text = words(page(client, patient))
    assert "The advice has changed since then." in text
    assert "by Clara Kliniker." in text


def test_the_latest_response_to_each_action_is_shown_with_its_reason(client, clinician, patient, today):
    a_history(patient, today, clinician)
    a_signed_advice(patient, today, clinician)
    first, *_others = rows(page(client, patient), "responses-title")
    assert "Overridden The patient declines: Prefers to wait Clara Kliniker" in first


def test_the_category_is_shown_to_those_who_may_see_it(client, clinician, patient, today, department):
    a_decided_category(patient, today, clinician)
    assert "Everyday-active Decided" in words(page(client, patient))
    client.force_login(a_user(Role.COORDINATOR, department))
    assert "Everyday-active" not in page(client, patient)


# the way on


def test_links_lead_where_the_role_may_go(client, clinician, patient, department):
    addresses = [reverse(name, args=[patient.key]) for name in ("assessment", "recommendation")]
    html = page(client, patient)
    assert all(f'href="{address}"' in html for address in addresses)
    assert 'data-shortcut="n"' in html
    client.force_login(a_user(Role.COORDINATOR, department))
    html = page(client, patient)
    assert addresses[0] not in html
    assert addresses[1] in html


def test_a_patient_with_nothing_says_what_would_be_here(client, clinician, patient):
    text = words(page(client, patient))
    for said in (
        "No scores, treatments or procedures yet",
        "No episode yet",
        "Nobody has answered the advice yet",
    ):
        assert said in text
    assert "Alarm questions are open." in text
    assert "No functional category is decided." in text


# who may, and at what cost


def test_another_department_s_patient_does_not_exist(client, clinician):
    assert client.get(reverse("patient-page", args=[a_patient().key])).status_code == 404


def test_every_look_is_recorded(client, clinician, patient):
    page(client, patient)
    (entry,) = LogEntry.objects.filter(action=LogEntry.Action.ACCESS, actor=clinician)
    assert (entry.object_id, entry.additional_data) == (patient.pk, {"read": "patient page"})


def test_the_name_and_the_number_stand_in_no_address_and_not_in_the_title(client, clinician, patient):
    html = page(client, patient)
    assert "Karen" not in re.search(r"<title>(.*?)</title>", html, re.S).group(1)
    assert "998877" not in html


def test_the_page_costs_few_queries_however_long_the_record(client, clinician, patient, today, department):
    for _other in range(20):
        a_patient(department)
    a_history(patient, today, clinician)
    a_signed_advice(patient, today, clinician)
    a_decided_category(patient, today, clinician)
    second = an_episode(patient, onset_on=today - timedelta(days=300))
    close_wave(episode=second, wave="y2", reason="not_available", note="no answer", by=clinician)
    for days in range(100):
        answer(second, "vas_activity", days, today - timedelta(days=days))
    page(client, patient)  # what is read once a process
    with CaptureQueriesContext(connection) as captured:
        html = page(client, patient)
    assert len(rows(html, "scores-title")) == 105
    assert len(captured) <= MOST_QUERIES, "\n".join(query["sql"][:120] for query in captured)
