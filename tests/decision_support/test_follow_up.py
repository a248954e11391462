"""The follow-up screens: who is asked, entering answers beside the baseline, closing, drafts and conflicts."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
from auditlog.models import LogEntry
from django.urls import resolve, reverse
from django.utils import timezone

from guidelines.adapters import facts_for
from guidelines.models import Standing
from registry.actions import Answered, close_wave, edit_patient, record_assessment, record_procedure
from registry.instruments import INSTRUMENTS
from registry.models import Assessment, Department, Draft, Role, WaveClosure
from tests.factories import a_department, a_patient, a_person, a_user, an_episode

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
ODI = [f"odi-{item.code}" for item in INSTRUMENTS["odi"].items]
EQ5D = [f"eq5d_3l-{item.code}" for item in INSTRUMENTS["eq5d_3l"].items]


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def department():
    return a_department()


@pytest.fixture
def user(client, department):
    user = a_user(Role.COORDINATOR, department)
    client.force_login(user)
    return user


@pytest.fixture
def episode(department, today):
    """Its first year's window is open, the target passed nine days ago."""
    return an_episode(a_patient(department), onset_on=today - timedelta(days=374))


def address(episode, name="follow-up-entry", wave="y1"):
    return reverse(name, args=[episode.patient.key, episode.pk, wave])


def baseline(episode, instrument, responses, value_set=None):
    answered = Answered(instrument, responses, value_set)
    return record_assessment(
        episode=episode, answered=answered, timepoint="baseline", observed_on=episode.onset_on, by=None
    )


def odi(value):
    return {item.code: value for item in INSTRUMENTS["odi"].items}


def sent(day: date, odi: int | None = 2, **more):
    """What the form sends: every ODI section alike, and more, with two underscores for the dash in a field's name."""
    answers = dict.fromkeys(ODI, "" if odi is None else str(odi))
    more = {name.replace("__", "-"): value for name, value in more.items()}
    return {"observed_on": day.isoformat(), "value_set": "dk_tto", **answers, **more}


def listed(client, **filters):
    """Ids of the episodes on the list, read from where each row leads."""
    rows = client.get(reverse("follow-up-list"), filters).context["rows"]
    return [resolve(row.url).kwargs["episode"] for row in rows]


# The list


def test_the_list_shows_who_is_asked_and_leaves_their_names_in_the_audit_table(client, user, episode):
    assert listed(client) == [episode.pk]
    (entry,) = LogEntry.objects.filter(additional_data__read="follow-up list")
    assert (entry.actor, entry.additional_data["rows"]) == (user, [str(episode.patient.key)])


def test_filters_survive_paging_and_each_other(client, user, department, today):
    for _serial in range(51):
        an_episode(a_patient(department), onset_on=today - timedelta(days=374))
    page = client.get(reverse("follow-up-list"), {"wave": "y1", "status": "overdue"})
    assert len(page.context["rows"]) == 50
    text = page.text
    assert "wave=y1&amp;status=overdue&amp;page=2" in text
    assert "?wave=y1&amp;status=due" in text
    assert (
        len(
            client.get(reverse("follow-up-list"), {"wave": "y1", "status": "overdue", "page": 2}).context[
                "rows"
            ]
        )
        == 1
    )


def test_the_list_costs_the_same_for_a_hundred(
    client, user, department, today, django_assert_max_num_queries
):
    for _serial in range(100):
        an_episode(a_patient(department), onset_on=today - timedelta(days=374))
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(reverse("follow-up-list"))


def test_an_empty_list_says_what_would_be_there(client, user):
    assert "No follow-up is open today" in client.get(reverse("follow-up-list")).text
    assert "No follow-up fits these filters" in client.get(reverse("follow-up-list"), {"wave": "y5"}).text


def test_the_counts_carry_their_n_and_say_few(client, user, department, today):
    answered = an_episode(a_patient(department), onset_on=date(today.year - 1, 1, 1))
    an_episode(a_patient(department), onset_on=date(today.year - 1, 1, 2))
    record_assessment(
        episode=answered,
        answered=Answered("odi", odi(1)),
        timepoint="y1",
        observed_on=date(today.year, 1, 1),
        by=None,
    )
    text = client.get(reverse("follow-up-counts")).text
    if today > date(today.year, 1, 2):
        assert "1 of 2 (50 %), few" in text
    assert "goal is 80 %" in text


def test_a_physiotherapist_sees_no_button_to_close(client, department, episode):
    client.force_login(a_user(Role.PHYSIOTHERAPIST, department))
    assert "Do not chase" not in client.get(reverse("follow-up-list")).text


# Closing


@pytest.mark.parametrize("reason", ["withdrawn", "moved", "reoperated", "declined", "not_available"])
def test_a_follow_up_is_closed_with_a_reason_and_leaves_the_list(client, user, episode, reason):
    list_page = reverse("follow-up-list") + "?wave=y1"
    closing = {"reason": reason, "note": "two letters came back", "next": list_page}
    answer = client.post(address(episode, "wave-close"), closing)
    assert answer.url == list_page
    assert listed(client) == []
    assert listed(client, status="closed") == [episode.pk]
    assert "two letters came back" in client.get(reverse("follow-up-list") + "?status=closed").text
    assert WaveClosure.objects.get().closed_by == user


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reason": ""}, "Choose why the follow-up is not chased."),
        ({"reason": "lost"}, "Choose why the follow-up is not chased."),
        ({"reason": "not_available"}, "Say in at least five letters why the data are not available"),
        ({"reason": "not_available", "note": " x "}, "Say in at least five letters why the data are not"),
        ({"reason": "dead"}, "Record the day of death here"),
    ],
)
def test_a_closing_that_does_not_say_enough_is_refused_in_plain_words(client, user, episode, typed, said):
    assert said in client.post(address(episode, "wave-close"), typed, follow=True).text
    assert listed(client) == [episode.pk]


def test_what_is_answered_is_not_closed(client, user, episode, today):
    client.post(address(episode), sent(today))
    answer = client.post(address(episode, "wave-close"), {"reason": "moved"}, follow=True)
    assert "This follow-up is answered: there is nothing to close." in answer.text
    assert not WaveClosure.objects.exists()


def test_a_closed_follow_up_is_reopened_and_asked_for_again(client, user, episode):
    client.post(address(episode, "wave-close"), {"reason": "not_available", "note": "no answer by phone"})
    for page in (address(episode), reverse("follow-up-list") + "?status=closed"):
        assert "reopen/" in client.get(page).text
    client.post(address(episode, "wave-reopen"))
    assert listed(client) == [episode.pk]
    assert listed(client, status="closed") == []
    told = LogEntry.objects.get(additional_data__event="wave.reopened").additional_data
    assert (told["reason"], told["note"]) == ("not_available", "no answer by phone")
    again = client.post(address(episode, "wave-reopen"), follow=True)
    assert "Nobody closed this follow-up" in again.text


def test_a_closed_follow_up_can_still_be_answered(client, user, episode, today):
    client.post(address(episode, "wave-close"), {"reason": "not_available", "note": "no address"})
    assert "Data not available" in client.get(address(episode)).text
    client.post(address(episode), sent(today))
    assert Assessment.objects.filter(episode=episode, timepoint="y1").count() == 1


# Entering


def test_baseline_and_answers_stand_side_by_side_with_the_change_in_words(client, user, episode, today):
    baseline(episode, "odi", odi(4))
    client.post(address(episode), sent(today, odi=1))
    page = client.get(address(episode))
    assert "baseline 4" in page.text
    fragment = client.post(
        address(episode, "follow-up-draft"),
        sent(today, odi=1, version=page.context["form"]["version"].value()),
    )
    text = fragment.text
    assert "80 (Very severe disability)" in text
    assert "better by 60, more than 12.8 (ODI, DaneSpine)" in text


def test_indexes_of_different_value_sets_are_not_compared(client, user, episode, today):
    levels = {item.code: 2 for item in INSTRUMENTS["eq5d_3l"].items}
    baseline(episode, "eq5d_3l", levels, "nl_tto")
    typed = sent(today, odi=None, value_set="dk_tto", **dict.fromkeys(EQ5D, "2"))
    assert "Not comparable." in client.post(address(episode, "follow-up-draft"), typed).text


def test_an_index_is_scored_in_the_baseline_s_value_set(client, user, episode, today):
    baseline(episode, "eq5d_3l", {item.code: 3 for item in INSTRUMENTS["eq5d_3l"].items}, "nl_tto")
    offered = client.get(address(episode)).context["form"]["value_set"].value()
    client.post(address(episode), sent(today, odi=None, value_set=offered, **dict.fromkeys(EQ5D, "2")))
    stored = Assessment.objects.get(timepoint="y1")
    assert (stored.instrument, stored.value_set) == ("eq5d_3l", "nl_tto")


@pytest.mark.parametrize(("country", "value_set"), [("DK", "dk_tto"), ("SE", "se_tto")])
def test_without_a_baseline_index_the_country_s_value_set_is_used(
    client, user, episode, today, country, value_set
):
    Department.objects.filter(pk=episode.patient.department_id).update(country=country)
    assert client.get(address(episode)).context["form"]["value_set"].value() == value_set


def test_the_neck_is_asked_where_the_baseline_asked_it(client, user, episode):
    assert "Neck Disability Index" not in client.get(address(episode)).text
    baseline(episode, "vas_neck", {"pain": 40})
    assert "Neck Disability Index" in client.get(address(episode)).text


def test_a_deformity_is_asked_its_own_instruments_in_the_levels_and_value_set_of_the_baseline(
    client, user, department, today
):
    found = an_episode(
        a_patient(department), kind="other", diagnosis="scoliosis", onset_on=today - timedelta(days=374)
    )
    five = [item.code for item in INSTRUMENTS["eq5d_5l"].items]
    baseline(found, "eq5d_5l", dict.fromkeys(five, 3), "dk_crosswalk")
    baseline(found, "eq_vas", {"health": 40})
    page = client.get(address(found))
    titles = [(sheet.title, sheet.codes) for sheet in page.context["sheets"]]
    assert titles == [
        ("EQ-5D-5L", "1: least affected, 5: most affected"),
        ("SRS-22r", "5: least affected, 1: most affected"),
    ]
    value_set = page.context["form"]["value_set"].value()
    typed = {f"eq5d_5l__{code}": "2" for code in five} | {"eq_vas__health": "0"}
    client.post(
        address(found),
        {"observed_on": today.isoformat(), "value_set": value_set}
        | {name.replace("__", "-"): value for name, value in typed.items()},
    )
    stored = Assessment.objects.filter(timepoint="y1").values_list("instrument", "value_set", "score")
    assert {(code, of) for code, of, _score in stored} == {("eq5d_5l", "dk_crosswalk"), ("eq_vas", "")}
    assert {code: score for code, _of, score in stored}["eq_vas"] == 0


def test_a_rare_change_is_asked_about_and_its_reason_kept(client, user, episode, today):
    """From 100 to 28 is 72 and to 32 is 68: more than 70 is rare."""
    baseline(episode, "odi", odi(5))
    typed = sent(today, odi=1) | dict.fromkeys(ODI[:6], "2")
    assert client.post(address(episode), typed).status_code == 302
    episode.assessments.filter(timepoint="y1").delete()
    refused = client.post(address(episode), sent(today, odi=1))
    assert refused.status_code == 422
    assert "Oswestry Disability Index (ODI): ODI 100 at baseline and 20 now" in unescape(refused.text)
    known = {"dates_asked": "odi-change-rare", "dates_confirmed": "told"}
    assert client.post(address(episode), sent(today, odi=1) | known).status_code == 302
    kept = episode.patient.data_queries.get()
    assert (kept.rule, kept.answer, kept.state) == ("odi-change-rare", "told", "closed")


def test_pain_at_rest_typed_here_is_the_pathway_s_fact(client, user, episode, today):
    client.post(address(episode), sent(today, odi=None, vas_rest__pain="0"))
    assert facts_for(episode.patient, today).pain_rest_vas == 0
    assert Standing.objects.get(patient=episode.patient).evaluated_on == today


def test_all_instruments_are_stored_together_or_none(client, user, episode, today):
    answer = client.post(address(episode), sent(today, vas_back__pain="101"))
    assert answer.status_code == 422
    assert "Found 101. Allowed: 0 to 100." in answer.text
    assert not Assessment.objects.exists()


def test_what_was_typed_is_kept_when_it_is_refused(client, user, episode, today):
    text = client.post(address(episode), sent(today, odi=3, vas_back__pain="101")).text
    assert 'value="101"' in text
    assert 'name="odi-walking" id="id_odi-walking_3" value="3" checked' in text


def test_a_blank_is_not_an_answer_and_zero_is(client, user, episode, today):
    client.post(address(episode), sent(today, odi=None, odi__walking="0", odi__sitting="0"))
    stored = Assessment.objects.get(timepoint="y1")
    assert (stored.responses["walking"], stored.responses["standing"]) == (0, None)
    assert stored.score is None
    assert stored.not_scorable


def test_a_follow_up_with_nothing_answered_is_refused(client, user, episode, today):
    answer = client.post(address(episode), sent(today, odi=None))
    assert "Nothing is answered yet" in answer.text
    assert not Assessment.objects.exists()


def test_a_day_still_to_come_is_refused(client, user, episode, today):
    answer = client.post(address(episode), sent(today + timedelta(days=1)))
    assert "That day is still to come" in answer.text
    assert not Assessment.objects.exists()


def test_an_answer_before_its_question_is_refused_whatever_is_confirmed(client, user, episode):
    before = episode.onset_on - timedelta(days=1)
    answer = client.post(address(episode), sent(before, outside_confirmed="on"))
    assert "Answered 1 day before the day that is followed up" in answer.text
    assert not Assessment.objects.exists()


def test_an_answer_outside_the_window_is_stored_once_somebody_confirms_it(client, user, episode, today):
    early = episode.onset_on + timedelta(days=283)  # the window opens 304 or so days after the fracture
    answer = client.post(address(episode), sent(early))
    assert answer.status_code == 422
    assert "Answered 3 weeks before the window opens" in answer.text
    assert not Assessment.objects.exists()
    client.post(address(episode), sent(early, outside_confirmed="on"))
    assert Assessment.objects.get(timepoint="y1").observed_on == early


def test_the_next_follow_up_is_named_with_its_window(client, user, episode, today):
    client.post(address(episode), sent(today))
    assert "next follow-up" in client.get(address(episode)).text


def test_a_wave_the_episode_does_not_have_is_not_found(client, user, episode):
    assert client.get(address(episode, wave="w6")).status_code == 404


def test_an_episode_of_somebody_else_is_not_found(client, user, episode, department):
    other = an_episode(a_patient(department))
    assert (
        client.get(reverse("follow-up-entry", args=[other.patient.key, episode.pk, "y1"])).status_code == 404
    )


def test_the_entry_page_costs_little(client, user, episode, django_assert_max_num_queries):
    baseline(episode, "odi", odi(4))
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(address(episode))


# Drafts and conflicts


def test_a_half_filled_form_is_kept_for_its_owner_and_gone_when_saved(
    client, user, department, episode, today
):
    kept = client.post(address(episode, "follow-up-draft"), sent(today, odi=None, odi__walking="3"))
    assert kept.status_code == 200
    again = client.get(address(episode)).text
    assert "is back" in again
    assert 'name="odi-walking" id="id_odi-walking_3" value="3" checked' in again
    client.force_login(a_user(Role.CLINICIAN, department))
    assert "is back" not in client.get(address(episode)).text
    client.force_login(user)
    client.post(address(episode), sent(today))
    assert not Draft.objects.exists()


def test_a_draft_can_be_thrown_away(client, user, episode, today):
    client.post(address(episode, "follow-up-draft"), sent(today, odi=None, odi__walking="3"))
    client.post(address(episode, "follow-up-draft"), {"discard": "1"})
    assert not Draft.objects.exists()


def test_typing_shows_the_change_before_anything_is_stored(client, user, episode, today):
    baseline(episode, "odi", odi(4))
    fragment = client.post(address(episode, "follow-up-draft"), sent(today, odi=1)).text
    assert "better by 60, more than 12.8 (ODI, DaneSpine)" in fragment
    assert not Assessment.objects.filter(timepoint="y1").exists()


def test_two_people_on_one_follow_up_see_both_versions_and_lose_nothing(
    client, user, department, episode, today
):
    client.post(address(episode), sent(today, odi=1))  # somebody else was first
    answer = client.post(address(episode), sent(today, odi=4))
    assert answer.status_code == 409
    assert "Saved meanwhile" in answer.text
    again = {**sent(today, odi=4), "version": answer.context["version"]}
    client.post(address(episode), again)
    assert Assessment.objects.get(timepoint="y1").responses["walking"] == 4


def test_correcting_an_answer_keeps_the_old_one_in_the_history(client, user, episode, today):
    client.post(address(episode), sent(today, odi=1))
    opened = client.get(address(episode)).context["form"]["version"].value()
    client.post(address(episode), sent(today, odi=2, version=opened))
    stored = Assessment.objects.get(timepoint="y1")
    assert stored.responses["walking"] == 2
    changes = LogEntry.objects.get_for_object(stored).filter(action=LogEntry.Action.UPDATE).get().changes
    assert "responses" in changes


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ({"died_on": 10}, "the patient has died"),
        ({"withdrawn_on": 10}, "the patient withdrew"),
        ({"moved_on": 10}, "the patient moved away"),
        ("reoperated", "the patient was operated on again"),
        ("closed", "the data are not available"),
    ],
    ids=["dead", "withdrawn", "moved", "operated on again", "not available"],
)
def test_every_reason_not_to_chase_leaves_the_list_and_stands_on_the_patient_s_page(
    client, user, episode, today, ends, said
):
    patient = episode.patient
    if ends == "reoperated":
        again = an_episode(patient, onset_on=today - timedelta(days=30))
        day = today - timedelta(days=10)
        record_procedure(episode=again, version=1, kind="vertebroplasty", performed_on=day, by=None)
    elif ends == "closed":
        close_wave(episode=episode, wave="y1", reason="not_available", note="no answer", by=user)
    else:
        days = {name: today - timedelta(days=back) for name, back in ends.items()}
        edit_patient(patient=patient, version=patient.version, person=a_person(), by=None, **days)
    listed = client.get(reverse("follow-up-list")).context["rows"]
    assert [row.wave_label for row in listed] == []
    shown = client.get(reverse("patient-page", args=[patient.key])).content.decode()
    assert said in shown
    assert client.get(address(episode)).status_code == 200
