"""Invitations: one link, a keyed hash, attempts that end, reminders that are sent once."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from registry.actions import (
    AlreadyAnswered,
    Answered,
    acknowledge_alarm,
    check_birth_date,
    close_as_sent,
    close_wave,
    invite,
    keep_answer,
    lock_to_send,
    record_assessment,
    record_procedure,
    remind,
)
from registry.instruments import INSTRUMENTS
from registry.models import (
    Assessment,
    InstrumentWording,
    Invitation,
    InvitationLink,
    PatientIdentity,
    PendingWave,
    ReportedAlarm,
    WaveStanding,
)
from registry.questionnaire_terms import TERMS, due_from, reminder_due, terms_on
from registry.selectors.invitations import link_for
from tests.factories import DAY, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db
BORN = date(1948, 2, 1)
A_YEAR = DAY - timedelta(days=366)


@pytest.fixture
def episode():
    return an_episode(a_patient(birth_date=BORN), onset_on=A_YEAR)


@pytest.fixture
def sent(episode):
    return invite(episode=episode, wave="y1", channel="letter", on=DAY, by=a_user())


def test_a_link_has_256_bits_and_only_its_keyed_hash_is_stored(sent):
    assert len(sent.token) == 43
    assert sent.token not in repr(InvitationLink.objects.values())
    assert len(sent.link.token_hash) == 64


def test_a_link_is_found_by_its_token_until_its_last_day(sent):
    assert link_for(sent.token, DAY) == sent.link
    assert link_for(sent.token, sent.link.expires_on) == sent.link
    assert link_for(sent.token, sent.link.expires_on + timedelta(days=1)) is None
    assert link_for(sent.token.swapcase(), DAY) is None


def test_every_link_of_an_invitation_leads_to_the_same_answers(episode, sent):
    again = invite(episode=episode, wave="y1", channel="tablet", on=DAY, by=a_user())
    assert again.link.invitation == sent.link.invitation
    assert link_for(sent.token, DAY) == sent.link


def test_a_follow_up_that_is_not_asked_for_is_not_invited_to(episode):
    for wave in ("y2", "w6", "nonsense"):
        with pytest.raises(ValidationError, match="not open today"):
            invite(episode=episode, wave=wave, channel="letter", on=DAY, by=a_user())
    close_wave(episode=episode, wave="y1", reason="moved", by=a_user())
    with pytest.raises(ValidationError, match="not open today"):
        invite(episode=episode, wave="y1", channel="letter", on=DAY, by=a_user())


def test_an_e_mail_needs_an_address_and_the_address_is_kept_encrypted(episode):
    with pytest.raises(ValidationError, match="Give the address"):
        invite(episode=episode, wave="y1", channel="email", on=DAY, by=a_user())
    invite(episode=episode, wave="y1", channel="email", on=DAY, by=a_user(), email="karen@example.org")
    assert PatientIdentity.objects.get().email == "karen@example.org"
    with connection.cursor() as cursor:
        cursor.execute("SELECT email FROM registry_patientidentity")
        assert "karen" not in cursor.fetchone()[0]
    assert not LogEntry.objects.filter(changes__icontains="karen").exists()


def test_the_fifth_wrong_birth_date_locks_and_the_right_one_is_then_too_late(sent):
    invitation = sent.link.invitation
    for attempt in range(1, 6):
        assert link_for(sent.token, DAY) is not None, attempt
        assert not check_birth_date(invitation=invitation, given=date(1950, 1, attempt), on=DAY)
    assert link_for(sent.token, DAY) is None
    assert not check_birth_date(invitation=invitation, given=BORN, on=DAY)
    assert LogEntry.objects.filter(additional_data__event="questionnaire.locked").count() == 1


def test_the_fourth_wrong_birth_date_does_not_lock(sent):
    for _attempt in range(4):
        check_birth_date(invitation=sent.link.invitation, given=None, on=DAY)
    assert check_birth_date(invitation=sent.link.invitation, given=BORN, on=DAY)
    assert Invitation.objects.get().opened_at is not None


def test_a_patient_who_is_not_followed_any_more_has_no_link(sent):
    patient = sent.link.invitation.episode.patient
    for name in ("died_on", "withdrawn_on", "moved_on"):
        type(patient).objects.filter(pk=patient.pk).update(
            **{"died_on": None, "withdrawn_on": None, "moved_on": None, name: DAY}
        )
        assert link_for(sent.token, DAY) is None


@pytest.mark.parametrize(
    ("answers", "is_refused"),
    [
        ({"vas_back-pain": 5}, True),  # the clinic has it
        ({"vas_back-pain": 5, "odi-walking": 0}, False),
        ({"vas_back-pain": "declined"}, False),  # that is news
        ({}, False),
    ],
)
def test_only_what_the_clinic_has_a_score_for_is_refused(episode, sent, answers, is_refused):
    _answered_in_the_clinic(episode, "vas_back", pain=0)
    _answered_in_the_clinic(episode, "odi", walking=3)  # not scorable: the patient may answer it
    Invitation.objects.update(answers=answers)
    with transaction.atomic(), pytest.raises(AlreadyAnswered) if is_refused else nullcontext():
        asked = lock_to_send(sent.link.invitation).instruments
        assert asked == [code for code in sent.link.invitation.instruments if code != "vas_back"]


def test_a_new_invitation_leaves_out_what_has_a_score(episode):
    _answered_in_the_clinic(episode, "vas_leg", pain=0)
    _answered_in_the_clinic(episode, "odi", walking=3)
    asked = invite(episode=episode, wave="y1", channel="letter", on=DAY, by=a_user()).link.invitation
    assert "vas_leg" not in asked.instruments
    assert "odi" in asked.instruments


def _answered_in_the_clinic(episode, instrument: str, **responses) -> Assessment:
    return record_assessment(
        episode=episode,
        answered=Answered(instrument, responses),
        timepoint="y1",
        observed_on=DAY,
        by=None,
    )


def test_nothing_is_kept_after_it_was_sent_in(sent):
    invitation = sent.link.invitation
    keep_answer(invitation=invitation, question="odi-walking", answer=0)
    close_as_sent(invitation, stored=[])
    with pytest.raises(AlreadyAnswered):
        keep_answer(invitation=invitation, question="odi-walking", answer=5)
    assert Invitation.objects.get().answers == {"odi-walking": 0}
    assert link_for(sent.token, DAY) is None


def test_an_alarm_is_acknowledged_once_by_a_person_and_it_stands_in_the_audit_table(sent):
    keep_answer(invitation=sent.link.invitation, question="alarm-weakness", answer=True)
    first, second = a_user(), a_user()
    acknowledge_alarm(alarm=ReportedAlarm.objects.get(), by=first)
    acknowledge_alarm(alarm=ReportedAlarm.objects.get(), by=second)
    assert ReportedAlarm.objects.get().acknowledged_by == first
    assert LogEntry.objects.filter(additional_data__event="alarm.acknowledged").count() == 1


def test_an_alarm_is_reported_at_the_answer_and_a_changed_answer_takes_nothing_back(sent):
    for answer in (True, False):
        keep_answer(invitation=sent.link.invitation, question="alarm-fever", answer=answer)
    assert ReportedAlarm.objects.get().signs == ["fever"]


def test_a_further_sign_asks_to_be_looked_at_again(sent):
    keep_answer(invitation=sent.link.invitation, question="alarm-fever", answer=True)
    acknowledge_alarm(alarm=ReportedAlarm.objects.get(), by=a_user())
    keep_answer(invitation=sent.link.invitation, question="alarm-weakness", answer=True)
    alarm = ReportedAlarm.objects.get()
    assert (alarm.signs, alarm.acknowledged_at) == (["fever", "weakness"], None)


@pytest.mark.parametrize("answer", [False, "declined"])
def test_no_and_rather_not_report_nothing(sent, answer):
    keep_answer(invitation=sent.link.invitation, question="alarm-fever", answer=answer)
    assert not ReportedAlarm.objects.exists()


def test_a_reminder_is_made_once(sent):
    remind(invitation=sent.link.invitation, reminder_days=7, on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        remind(invitation=sent.link.invitation, reminder_days=7, on=DAY)


@pytest.mark.parametrize(
    ("days", "reminder"),
    [(0, None), (6, None), (7, 7), (8, 7), (20, 7), (21, 21), (41, 21), (42, 42), (400, 42)],
)
def test_the_reminder_that_belongs_to_a_day(days, reminder):
    assert reminder_due(DAY, DAY + timedelta(days=days)) == reminder


def test_reminders_count_from_the_later_of_target_and_invitation():
    later = DAY + timedelta(days=3)
    assert due_from(DAY, later) == due_from(later, DAY) == later


def test_terms_are_dated_the_newest_first():
    assert [terms.valid_from for terms in TERMS] == sorted((t.valid_from for t in TERMS), reverse=True)
    assert terms_on(DAY).attempts == 5


def _answered(code, episode, timepoint, on):
    items = {item.code: 2 for item in INSTRUMENTS[code].items}
    value_set = {"eq5d_5l": "dk_2021", "eq5d_3l": "dk_tto"}.get(code)
    given = Answered(code, items, value_set)
    record_assessment(episode=episode, answered=given, timepoint=timepoint, observed_on=on, by=None)


def test_the_instruments_follow_from_the_diagnosis():
    asked = {"cervical_central_stenosis": "ndi", "scoliosis": "eq5d_3l", "stenosis": "odi"}
    for diagnosis, first in asked.items():
        operated = an_episode(a_patient(), kind="other", diagnosis=diagnosis, onset_on=A_YEAR)
        sent = invite(episode=operated, wave="y1", channel="letter", on=DAY, by=a_user())
        assert sent.link.invitation.instruments[0] == first
        assert ("odi" in sent.link.invitation.instruments) is (diagnosis == "stenosis")


def test_a_baseline_in_five_levels_is_followed_in_five_and_numbered_items_need_their_words():
    episodes = [an_episode(a_patient(), kind="other", diagnosis="scoliosis", onset_on=A_YEAR) for _ in "ab"]
    worded = episodes[1].patient.department
    InstrumentWording.objects.create(
        department=worded, instrument="srs22r", language="da", licence="made up", texts={}
    )
    for episode, by_link in zip(episodes, (["eq5d_5l"], ["srs22r", "eq5d_5l"]), strict=True):
        for code in ("eq5d_5l", "srs22r"):
            _answered(code, episode, "baseline", A_YEAR)
        sent = invite(episode=episode, wave="y1", channel="letter", on=DAY, by=a_user())
        assert sent.link.invitation.instruments == by_link
        for code in ("eq5d_5l", "srs22r"):
            _answered(code, episode, "y1", DAY)
        standing = WaveStanding.objects.get(episode=episode, timepoint="y1")
        assert (standing.standing, standing.asked) == ("answered", ",srs22r,eq5d_5l,")
        assert standing.complete == standing.asked
        assert not PendingWave.objects.filter(episode=episode, wave="y1").exists()


@pytest.fixture
def before():
    """An episode that began ten days ago, with nothing answered."""
    return an_episode(
        a_patient(birth_date=BORN), kind="other", diagnosis="stenosis", onset_on=DAY - timedelta(days=10)
    )


def test_the_baseline_is_asked_for_by_link_and_the_link_ends_where_follow_up_begins(before):
    sent = invite(episode=before, wave="baseline", channel="tablet", on=DAY, by=a_user())
    assert sent.link.invitation.instruments == ["odi", "eq5d_3l", "vas_back", "vas_leg"]
    assert sent.link.expires_on == DAY + timedelta(days=60)
    late = an_episode(
        a_patient(), onset_on=DAY - timedelta(days=290)
    )  # the first year opens within two weeks
    sent = invite(episode=late, wave="baseline", channel="letter", on=DAY, by=a_user())
    opens = PendingWave.objects.get(episode=late, wave="y1").opens_on
    assert sent.link.expires_on == opens - timedelta(days=1)


def test_the_link_to_a_baseline_works_until_the_operation_and_no_other_is_made(before):
    sent = invite(episode=before, wave="baseline", channel="letter", on=DAY, by=a_user())
    record_procedure(
        episode=before, version=before.version, kind="decompression", performed_on=DAY, by=a_user()
    )
    assert link_for(sent.token, DAY) is not None
    assert link_for(sent.token, DAY + timedelta(days=1)) is None
    before.refresh_from_db()
    with pytest.raises(ValidationError, match="can no longer be asked for"):
        invite(episode=before, wave="baseline", channel="letter", on=DAY + timedelta(days=1), by=a_user())


def test_a_baseline_whose_every_instrument_has_its_score_asks_nothing(before):
    for code in ("odi", "eq5d_3l", "vas_back", "vas_leg"):
        _answered(code, before, "baseline", DAY)
    with pytest.raises(ValidationError, match="nothing is left to ask"):
        invite(episode=before, wave="baseline", channel="letter", on=DAY, by=a_user())
