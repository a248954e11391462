"""The patient's questionnaire by one-time link: no oracle, kept at each answer, stored once, and an alarm that is seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from decision_support.questionnaire import session
from decision_support.questionnaire.questions import codes_of
from decision_support.questionnaire.state import state_of
from decision_support.worse_words import first_worse_words
from guidelines.actions import send_questionnaire, sign, store_evaluation
from guidelines.advice import advice_for
from guidelines.models import Standing
from registry.actions import (
    AlreadyAnswered,
    Answered,
    close_wave,
    invite,
    keep_answer,
    record_assessment,
    reopen_wave,
)
from registry.instruments import INSTRUMENTS
from registry.models import (
    Assessment,
    ClinicalRecord,
    InstrumentWording,
    Invitation,
    InvitationLink,
    PendingWave,
    ReportedAlarm,
    Role,
    WaveStanding,
)
from tests.factories import a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db
BORN = {"day": "1", "month": "2", "year": "1948", "language": "en"}  # as tests.factories.a_person


@pytest.fixture
def department():
    return a_department()


@pytest.fixture
def episode(department):
    return an_episode(a_patient(department), onset_on=timezone.localdate() - timedelta(days=366))


@pytest.fixture
def sent(episode):
    return invite(episode=episode, wave="y1", channel="letter", on=timezone.localdate(), by=a_user())


@pytest.fixture
def invitation(sent):
    return sent.link.invitation


@pytest.fixture
def begun(client, sent):
    """The client has given the birth date."""
    client.post(start(sent), BORN)
    return client


def start(sent) -> str:
    return reverse("questionnaire", args=[sent.token])


def at(sent, question: str) -> str:
    return reverse("questionnaire-question", args=[sent.token, question])


def answered_all(invitation, **others) -> None:
    """Every item at its lowest, no alarm, but for `others`."""
    for code in codes_of(invitation):
        value = False
        if not code.startswith("alarm-"):
            instrument, _dash, item = code.partition("-")
            value = next(one.lowest for one in INSTRUMENTS[instrument].items if one.code == item)
        keep_answer(invitation=invitation, question=code, answer=others.get(code, value))


# ---- the link ----


def _guessed(sent):
    return "x" * len(sent.token)


def _expired(sent):
    InvitationLink.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    return sent.token


def _used(sent):
    Invitation.objects.update(answered_at=timezone.now())
    return sent.token


def _locked(sent):
    Invitation.objects.update(locked_at=timezone.now(), attempts=5)
    return sent.token


def _not_followed(sent):
    patient = sent.link.invitation.episode.patient
    type(patient).objects.update(died_on=timezone.localdate())
    return sent.token


def _not_chased(sent):
    invitation = sent.link.invitation
    close_wave(episode=invitation.episode, wave=invitation.wave, reason="moved", by=a_user())
    return sent.token


CLOSED = [_guessed, _expired, _used, _locked, _not_followed, _not_chased]


def told(client, method: str, address: str, data: dict | None = None):
    """All that somebody outside can see of an answer, and what it cost."""
    with CaptureQueriesContext(connection) as queries:
        answer = getattr(client, method)(address, data or {})
    return answer.status_code, answer.content, dict(answer.headers), dict(answer.cookies), len(queries)


@pytest.mark.parametrize("closed", CLOSED, ids=lambda made: made.__name__.strip("_"))
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["questionnaire", "questionnaire-send", "questionnaire-question"])
def test_a_link_that_cannot_be_used_says_nothing_about_why(sent, closed, method, name):
    """Same status, body, headers, cookies and number of queries as for a link that never was."""
    more = ["odi-walking"] if name == "questionnaire-question" else []
    never = reverse(name, args=["never-was-one", *more])
    reference = told(Client(), method, never, BORN)
    found = told(Client(), method, reverse(name, args=[closed(sent), *more]), BORN)
    assert found == reference
    assert found[0] == 404
    assert found[4] == 1


def test_the_try_that_locks_shows_the_same_page(client, sent):
    reference = client.get(reverse("questionnaire", args=["never-was-one"]))
    for left in (4, 3, 2, 1):
        wrong = client.post(start(sent), BORN | {"day": "2"})
        assert wrong.status_code == 422
        assert f"{left} more times" in wrong.text
    last = client.post(start(sent), BORN | {"day": "2"})
    assert (last.status_code, last.content) == (404, reference.content)
    assert client.post(start(sent), BORN).status_code == 404


@pytest.mark.parametrize(
    "typed", [{"day": "31", "month": "2"}, {"day": ""}, {"year": "48"}, {"month": "x"}, {"day": "0"}]
)
def test_what_is_no_date_is_asked_again_and_costs_no_try(client, sent, typed):
    answer = client.post(start(sent), BORN | typed)
    assert answer.status_code == 422
    assert "four digits" in answer.text
    assert Invitation.objects.get().attempts == 0


def test_no_answer_is_given_or_seen_before_the_birth_date(client, sent):
    for method in (client.get, client.post):
        answer = method(at(sent, "odi-walking"), {"answer": "3"})
        assert (answer.status_code, answer.url) == (302, start(sent))
    assert Invitation.objects.get().answers == {}


def test_the_birth_date_of_one_invitation_opens_no_other(begun, department):
    other = an_episode(a_patient(department), onset_on=timezone.localdate() - timedelta(days=366))
    theirs = invite(episode=other, wave="y1", channel="letter", on=timezone.localdate(), by=a_user())
    assert begun.get(at(theirs, "odi-walking")).url == start(theirs)


def test_a_browser_left_alone_asks_for_the_birth_date_again(begun, sent, monkeypatch):
    assert begun.get(at(sent, "odi-walking")).status_code == 200
    monkeypatch.setattr(session.time, "time", lambda: 10**11)
    assert begun.get(at(sent, "odi-walking")).status_code == 302


def test_no_page_names_the_patient_and_none_is_kept_by_the_browser(begun, sent):
    for address in (start(sent), at(sent, "odi-walking"), reverse("questionnaire-send", args=[sent.token])):
        page = begun.get(address)
        assert "Testesen" not in page.text
        assert "Karen" not in page.text
        assert "no-store" in page["Cache-Control"]


# ---- the questions ----


def test_each_answer_is_kept_and_leads_to_the_next(begun, sent, invitation):
    answer = begun.post(at(sent, "odi-pain_intensity"), {"answer": "0"})
    assert answer.url == at(sent, "odi-personal_care")
    invitation.refresh_from_db()
    assert invitation.answers == {"odi-pain_intensity": 0}
    assert 'aria-pressed="true"' in begun.get(at(sent, "odi-pain_intensity")).text


def test_the_alarm_questions_come_first_and_a_yes_leads_on_to_the_rest(client, sent, invitation):
    """Whoever stops early has met them."""
    alarms = ["alarm-weakness", "alarm-continence", "alarm-fever", "alarm-pain"]
    codes = codes_of(invitation)
    assert list(codes[:4]) == alarms
    assert not any(code.startswith("alarm-") for code in codes[4:])
    assert client.post(start(sent), BORN).url == at(sent, "alarm-weakness")
    told = client.post(at(sent, "alarm-weakness"), {"answer": "yes"}).url
    assert told == reverse("questionnaire-call", args=[sent.token, "alarm-weakness"])
    assert f'href="{at(sent, "alarm-continence")}"' in client.get(told).text
    assert client.post(at(sent, "alarm-pain"), {"answer": "no"}).url == at(sent, "odi-pain_intensity")


def test_on_another_day_the_alarm_questions_are_asked_again_and_a_yes_stays(client, sent, invitation):
    for code in ("alarm-continence", "alarm-fever", "alarm-pain"):
        keep_answer(invitation=invitation, question=code, answer=False)
    keep_answer(invitation=invitation, question="alarm-weakness", answer=True)
    keep_answer(invitation=invitation, question="odi-pain_intensity", answer=2)
    Invitation.objects.update(taken_up_on=timezone.localdate())
    assert client.post(start(sent), BORN).url == at(sent, "odi-personal_care")
    Invitation.objects.update(taken_up_on=timezone.localdate() - timedelta(days=1))
    assert client.post(start(sent), BORN).url == at(sent, "alarm-continence")
    invitation.refresh_from_db()
    assert invitation.answers == {"alarm-weakness": True, "odi-pain_intensity": 2}
    assert ReportedAlarm.objects.get().signs == ["weakness"]


def test_who_answers_the_alarm_questions_alone_is_not_said_to_have_answered_nothing(begun, sent, invitation):
    begun.post(at(sent, "alarm-weakness"), {"answer": "no"})
    begun.post(reverse("questionnaire-send", args=[sent.token]))
    invitation.refresh_from_db()
    state = state_of(invitation, timezone.localdate())
    assert (state.code, state.word) == ("blank", "Sent in with the alarm questions alone")
    assert (
        not invitation.episode.closures.exists()
    )  # still due: nothing of the follow-up was answered or declined


def test_whoever_comes_back_goes_on_where_they_stopped_in_their_language(client, begun, sent):
    for code in ("alarm-weakness", "alarm-continence", "alarm-fever", "alarm-pain"):
        begun.post(at(sent, code), {"answer": "no"})
    begun.post(at(sent, "odi-pain_intensity"), {"answer": "2"})
    begun.post(at(sent, "odi-personal_care"), {"decline": "1"})
    another = Client()
    page = another.post(start(sent), BORN | {"language": "sv"})
    assert page.url == at(sent, "odi-lifting")
    assert another.get(page.url).headers["Content-Language"] == "sv"


@pytest.mark.parametrize("raw", ["6", "-1", "", "x", "2.5", "²", "true", "9" * 500])
def test_an_answer_that_is_not_offered_is_refused_and_nothing_is_kept(begun, sent, invitation, raw):
    answer = begun.post(at(sent, "odi-walking"), {"answer": raw})
    assert answer.status_code == 422
    assert "from 0 to 5" in answer.text
    invitation.refresh_from_db()
    assert invitation.answers == {}


def test_an_alarm_question_takes_yes_or_no_alone(begun, sent):
    assert begun.post(at(sent, "alarm-fever"), {"answer": "1"}).status_code == 422


def test_a_question_that_is_not_asked_is_not_found(begun, sent):
    for code in ("odi-nonsense", "ndi-reading", "alarm-nonsense", "srs22r-q1"):
        assert begun.post(at(sent, code), {"answer": "1"}).status_code == 404


def test_the_words_of_the_licence_are_shown_where_the_department_loaded_them(begun, sent, department):
    odi = INSTRUMENTS["odi"]
    texts = {
        item.code: {
            "text": f"Words of {item.code}",
            "levels": {str(level): f"level {level}" for level in item.labelled},
        }
        for item in odi.items
    }
    InstrumentWording.objects.create(
        department=department, instrument="odi", language="en", licence="made up", texts=texts
    )
    page = begun.get(at(sent, "odi-walking")).text
    assert "Words of walking" in page
    assert "level 3" in page


# ---- sending in ----


def test_the_answers_become_assessments_of_the_patient_and_the_pathway_is_told(begun, sent, invitation):
    answered_all(invitation, **{"odi-walking": 3, "odi-sex_life": "declined"})
    assert begun.post(reverse("questionnaire-send", args=[sent.token])).url == reverse("questionnaire-done")
    odi = Assessment.objects.get(instrument="odi")
    assert (odi.origin, odi.recorded_by, odi.timepoint) == ("patient", None, "y1")
    assert (odi.responses["walking"], odi.responses["sex_life"], odi.responses["lifting"]) == (3, None, 0)
    assert Invitation.objects.get().answers["odi-sex_life"] == "declined"  # a blank that was chosen
    assert Standing.objects.filter(patient=odi.patient).exists()
    assert not PendingWave.objects.filter(episode=odi.episode, wave="y1").exists()
    assert begun.get(start(sent)).status_code == 404
    assert "Thank you" in begun.get(reverse("questionnaire-done")).text


def test_a_second_sending_stores_nothing(begun, sent, invitation):
    answered_all(invitation)
    begun.post(reverse("questionnaire-send", args=[sent.token]))
    stored = Assessment.objects.count()
    assert begun.post(reverse("questionnaire-send", args=[sent.token])).status_code == 404
    with pytest.raises(AlreadyAnswered):
        send_questionnaire(invitation=invitation, on=timezone.localdate())
    assert Assessment.objects.count() == stored


def in_the_clinic(episode, instrument: str, **responses) -> Assessment:
    value_set = "dk_tto" if INSTRUMENTS[instrument].value_sets else None
    return record_assessment(
        episode=episode,
        answered=Answered(instrument, responses, value_set),
        timepoint="y1",
        observed_on=timezone.localdate(),
        by=None,
    )


def test_a_wave_the_clinic_answered_meanwhile_is_refused_in_plain_words(begun, sent, invitation, episode):
    answered_all(invitation)
    for code in invitation.instruments:
        in_the_clinic(episode, code, **{item.code: item.highest for item in INSTRUMENTS[code].items})
    stored = Assessment.objects.count()
    answer = begun.post(reverse("questionnaire-send", args=[sent.token]))
    assert answer.status_code == 409
    assert "already has answers" in answer.text
    assert Assessment.objects.count() == stored


def test_what_the_clinic_typed_of_a_wave_drops_nothing_of_what_the_patient_answers(
    begun, sent, invitation, episode
):
    answered_all(invitation, **{"vas_back-pain": 70})
    in_the_clinic(episode, "vas_back", pain=30)
    assert begun.post(reverse("questionnaire-send", args=[sent.token])).status_code == 302
    scores = dict(episode.assessments.values_list("instrument", "score"))
    assert scores["vas_back"] == 30
    assert scores["odi"] == 0
    assert len(scores) == len(invitation.instruments)


def test_who_stopped_early_and_is_invited_again_is_heard_and_asked_only_for_what_has_no_score(
    episode, sent, invitation
):
    today = timezone.localdate()
    keep_answer(invitation=invitation, question="odi-walking", answer=3)
    keep_answer(invitation=invitation, question="vas_leg-pain", answer=40)
    send_questionnaire(invitation=invitation, on=today)
    assert PendingWave.objects.get(episode=episode, wave="y1").effort == PendingWave.Effort.NOT_INVITED
    again = invite(episode=episode, wave="y1", channel="letter", on=today, by=a_user()).link.invitation
    assert "vas_leg" not in again.instruments
    answered_all(again)
    send_questionnaire(invitation=again, on=today)
    odi = episode.assessments.get(instrument="odi")
    assert (odi.score, odi.not_scorable, odi.origin, odi.version) == (0, "", "patient", 2)
    assert LogEntry.objects.get_for_object(odi).filter(changes__icontains="walking").exists()
    assert not PendingWave.objects.filter(episode=episode, wave="y1").exists()


def test_a_row_of_a_list_tells_two_scores_that_got_worse_and_how_many_more():
    before, now = [10, "2026-01-01", "baseline"], [90, "2026-11-01", "y1"]
    codes = ("vas_back", "vas_leg", "vas_rest", "vas_activity")
    worse = [
        {"episode": 1, "instrument": code, "value_set": "", "before": before, "now": now} for code in codes
    ]
    first, second, more = first_worse_words(worse)
    assert first.startswith("Back pain (VAS) 10 (Baseline 2026-01-01) → 90 (1 year 2026-11-01): worse by 80")
    assert second.startswith("Leg pain")
    assert more == "and 2 more"
    assert len(first_worse_words(worse[:2])) == 2


@pytest.mark.parametrize("seen_by", ["looking", "signing"])
def test_who_answers_worse_than_before_stands_on_the_work_list_with_what_rose_until_it_is_seen(
    episode, invitation, department, client, seen_by
):
    today = timezone.localdate()
    for instrument, responses in (("vas_back", {"pain": 10}), ("vas_leg", {"pain": 50})):
        record_assessment(
            episode=episode,
            answered=Answered(instrument, responses),
            timepoint="baseline",
            observed_on=today - timedelta(days=366),
            by=None,
        )
    for question, answer in (("vas_back-pain", 90), ("vas_leg-pain", 64)):
        keep_answer(invitation=invitation, question=question, answer=answer)
    send_questionnaire(invitation=invitation, on=today)
    clinician = a_user(Role.CLINICIAN, department)
    client.force_login(clinician)
    patient = episode.patient
    assert [one["instrument"] for one in Standing.objects.get(patient=patient).worse] == [
        "vas_back"
    ]  # 14 of the leg are less than 15
    pages = [reverse("home") + "?show=worse", reverse("patient-list") + "?scores=worse"]
    for page in (*pages, reverse("patient-page", args=[patient.key])):
        said = client.get(page).text
        assert "worse by 80, more than 15 (" in said, page
        assert "Ostelo 2008" in said
    if seen_by == "looking":
        client.post(reverse("worse-seen", args=[patient.key]))
    else:
        advice = store_evaluation(
            patient=patient,
            advice=advice_for(patient, today),
            shown="",
            by=clinician,
            language="en",
            on=today,
        )
        sign(evaluation=advice, by=clinician)
    for page in pages:
        assert "worse by 80, more" not in client.get(page).text


def test_fewer_answers_that_make_no_score_take_nothing_of_more(episode, invitation):
    standing = in_the_clinic(episode, "odi", walking=3, lifting=2)
    keep_answer(invitation=invitation, question="odi-walking", answer=1)
    assert send_questionnaire(invitation=invitation, on=timezone.localdate()) == []
    standing.refresh_from_db()
    assert (standing.responses["walking"], standing.responses["lifting"]) == (3, 2)


def test_what_fails_halfway_stores_nothing(invitation, monkeypatch):
    answered_all(invitation)
    monkeypatch.setattr("guidelines.actions.questionnaires.refresh_standing", _fail)
    with pytest.raises(RuntimeError):
        send_questionnaire(invitation=invitation, on=timezone.localdate())
    assert not Assessment.objects.exists()
    assert Invitation.objects.get().answered_at is None


def _fail(**_given):
    raise RuntimeError


def test_who_stops_at_once_is_taken_at_their_word_and_no_assessment_is_made(begun, sent):
    begun.post(reverse("questionnaire-send", args=[sent.token]))
    assert not Assessment.objects.exists()
    assert Invitation.objects.get().answered_at is not None


def test_who_would_rather_not_is_chased_no_more_and_is_still_counted_as_asked(
    begun, sent, invitation, department, client
):
    for code in codes_of(invitation):
        begun.post(at(sent, code), {"decline": "1"})
    begun.post(reverse("questionnaire-send", args=[sent.token]))
    closure = invitation.episode.closures.get()
    assert (closure.wave, closure.reason, closure.closed_by) == ("y1", "declined", None)
    assert invitation.episode.wave_standings.get(timepoint="y1").standing == "asked"
    client.force_login(a_user(Role.COORDINATOR, department))
    closed = reverse("follow-up-list") + "?status=closed"
    assert "Declined by the patient" in client.get(closed).text
    invite_page = reverse("wave-invite", args=[invitation.episode.patient.key, invitation.episode_id, "y1"])
    assert "Declined by the patient" in client.get(invite_page).text
    reopen_wave(episode=invitation.episode, wave="y1", by=a_user())
    assert PendingWave.objects.get(episode=invitation.episode, wave="y1").effort == 2


def test_who_declines_some_and_answers_some_is_asked_for_the_rest(invitation):
    keep_answer(invitation=invitation, question="odi-walking", answer="declined")
    keep_answer(invitation=invitation, question="vas_leg-pain", answer=30)
    invitation.refresh_from_db()
    send_questionnaire(invitation=invitation, on=timezone.localdate())
    assert not invitation.episode.closures.exists()
    assert PendingWave.objects.filter(episode=invitation.episode, wave="y1").exists()


def test_a_follow_up_that_is_reopened_lets_its_link_in_again(client, sent, invitation):
    _not_chased(sent)
    assert client.get(start(sent)).status_code == 404
    reopen_wave(episode=invitation.episode, wave="y1", by=a_user())
    assert client.get(start(sent)).status_code == 200


def test_who_is_known_by_an_id_alone_is_not_invited_and_it_is_said_what_to_do(client, invite_page, episode):
    episode.patient.identity.delete()
    answer = client.post(invite_page, {"channel": "letter"})
    assert answer.status_code == 422
    assert "Record them under “Edit patient”, then invite." in answer.text
    assert not Invitation.objects.exists()


# ---- alarms ----


def test_a_yes_tells_whom_to_call_and_stands_on_the_work_list_at_once(begun, sent, department, client):
    department.phone = "12 34 56 78"
    department.save()
    answer = begun.post(at(sent, "alarm-continence"), {"answer": "yes"})
    page = begun.get(answer.url).text
    assert "Call now" in page
    assert 'href="tel:12345678"' in page
    assert 'href="tel:112"' in page
    assert not ClinicalRecord.objects.exists()
    client.force_login(a_user(Role.CLINICIAN, department))
    home = client.get(reverse("home"))
    assert "New loss of bladder or bowel control" in home.text
    of_patient = [
        reverse(page, args=[sent.link.invitation.episode.patient.key])
        for page in ("patient-page", "recommendation")
    ]
    for page in of_patient:
        assert "Urgent: alarms reported by patients" in client.get(page).text
    client.post(
        reverse(
            "alarm-acknowledge", args=[sent.link.invitation.episode.patient.key, home.context["alarms"][0].pk]
        )
    )
    assert client.get(reverse("home")).context["alarms"] == []
    for page in of_patient:
        assert "Urgent: alarms reported by patients" not in client.get(page).text
    assert ReportedAlarm.objects.get().acknowledged_by is not None
    assert LogEntry.objects.filter(additional_data__event="alarm.acknowledged").exists()


def test_without_a_telephone_of_the_department_other_help_is_named(begun, sent):
    answer = begun.post(at(sent, "alarm-weakness"), {"answer": "yes"})
    assert "out-of-hours doctor" in begun.get(answer.url).text


def test_an_alarm_is_of_its_department_alone(begun, sent, client):
    begun.post(at(sent, "alarm-fever"), {"answer": "yes"})
    client.force_login(a_user(Role.CLINICIAN))
    assert client.get(reverse("home")).context["alarms"] == []


# ---- the staff's side ----


@pytest.fixture
def invite_page(client, episode, department):
    client.force_login(a_user(Role.COORDINATOR, department))
    return reverse("wave-invite", args=[episode.patient.key, episode.pk, "y1"])


def test_an_e_mail_carries_the_link_and_no_word_about_the_patient(client, invite_page, episode):
    answer = client.post(invite_page, {"channel": "email", "email": "karen@example.org"}, follow=True)
    assert "The e-mail is sent" in answer.text
    (message,) = mail.outbox
    link = next(word for word in message.body.split() if word.startswith("http"))
    assert Client().get(link.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert message.to == ["karen@example.org"]
    assert not any(
        word in message.body + message.subject for word in ("Karen", "Testesen", "1948", "fracture")
    )


def test_an_e_mail_that_cannot_leave_is_said_and_seen(client, invite_page, monkeypatch):
    monkeypatch.setattr("decision_support.questionnaire.delivery.send_mail", _refused)
    answer = client.post(invite_page, {"channel": "email", "email": "karen@example.org"}, follow=True)
    assert "could not be sent" in answer.text
    assert InvitationLink.objects.get().failed


def _refused(*_given):
    raise ConnectionRefusedError


def test_a_letter_has_its_code_and_nothing_inline(client, invite_page):
    letter = client.post(invite_page, {"channel": "letter"}).text
    assert "<svg" in letter
    assert "style=" not in letter
    assert "/q/" in letter


def test_a_tablet_signs_out_whoever_hands_it_over(client, invite_page):
    answer = client.post(invite_page, {"channel": "tablet"})
    assert answer.url.startswith("/q/")
    assert client.get(invite_page).status_code == 302
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize(
    "typed", [{}, {"channel": "pigeon"}, {"channel": "email"}, {"channel": "email", "email": "not one"}]
)
def test_an_invitation_that_goes_nowhere_is_refused(client, invite_page, typed):
    assert client.post(invite_page, typed).status_code == 422
    assert not Invitation.objects.exists()


def test_the_list_says_how_far_an_invitation_came(client, invite_page, episode):
    client.post(invite_page, {"channel": "letter"})
    assert "· Invited" in client.get(reverse("follow-up-list")).text
    Invitation.objects.update(locked_at=timezone.now())
    assert "Closed: no longer asked for" in client.get(reverse("follow-up-list")).text
    Invitation.objects.update(attempts=5)
    assert "wrong birth date too often" in client.get(reverse("follow-up-list")).text


@pytest.mark.parametrize("name", ["follow-up-list", "home"])
def test_a_page_of_invitations_and_alarms_costs_as_many_queries_as_one(
    client, department, name, django_assert_max_num_queries
):
    for _serial in range(8):
        episode = an_episode(a_patient(department), onset_on=timezone.localdate() - timedelta(days=366))
        sent = invite(episode=episode, wave="y1", channel="letter", on=timezone.localdate(), by=a_user())
        keep_answer(invitation=sent.link.invitation, question="alarm-fever", answer=True)
    client.force_login(a_user(Role.CLINICIAN, department))
    with django_assert_max_num_queries(12):
        client.get(reverse(name))


# ---- the baseline ----


def test_a_patient_answers_the_baseline_on_a_tablet_and_it_is_no_follow_up(client, department):
    scoliosis = an_episode(
        a_patient(department), kind="other", diagnosis="scoliosis", onset_on=timezone.localdate()
    )
    texts = {
        item.code: {"text": f"Words of {item.code}", "levels": {str(level): "x" for level in item.labelled}}
        for item in INSTRUMENTS["srs22r"].items
    }
    InstrumentWording.objects.create(
        department=department, instrument="srs22r", language="da", licence="made up", texts=texts
    )
    page = reverse("wave-invite", args=[scoliosis.patient.key, scoliosis.pk, "baseline"])
    client.force_login(a_user(Role.COORDINATOR, department))
    patient_page = client.get(reverse("patient-page", args=[scoliosis.patient.key])).text
    assert f'href="{page}"' in patient_page
    shown = client.get(page).text
    assert "Invite to answer the baseline" in shown
    assert "SRS-22r, EQ-5D-3L" in shown
    token = client.post(page, {"channel": "tablet"}).url.split("/")[-2]
    client.post(reverse("questionnaire", args=[token]), BORN)
    asked = client.get(reverse("questionnaire-question", args=[token, "srs22r-i1"]))
    assert "Words of i1" in asked.text  # in the only language it is loaded in
    invitation = Invitation.objects.get()
    assert "srs22r-i20" in codes_of(invitation)
    assert "srs22r-i21" not in codes_of(invitation)  # satisfied with what is still to come
    answered_all(invitation)
    client.post(reverse("questionnaire-send", args=[token]))
    stored = Assessment.objects.values_list("instrument", "timepoint", "origin", "score")
    assert {row[:3] for row in stored} == {
        ("srs22r", "baseline", "patient"),
        ("eq5d_3l", "baseline", "patient"),
    }
    assert all(row[3] is not None for row in stored)
    standings = WaveStanding.objects.filter(episode=scoliosis)
    assert standings.get(timepoint="baseline").standing == "answered"
    assert standings.get(timepoint="y1").standing == "asked"


def test_a_baseline_that_is_too_late_is_said_and_not_asked(client, invite_page, episode):
    page = reverse("wave-invite", args=[episode.patient.key, episode.pk, "baseline"])
    assert "can no longer be asked for" in client.get(page).text
    assert client.post(page, {"channel": "letter"}).status_code == 422
    assert not Invitation.objects.exists()
