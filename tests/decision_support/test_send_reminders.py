"""Reminders: by the schedule, once each, to nobody who should be left in peace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from registry.actions import close_wave, invite, remind
from registry.models import Invitation, InvitationLink, Patient
from registry.selectors.invitations import link_for, to_remind
from tests.factories import a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr("decision_support.management.mailing.time.sleep", lambda seconds: None)


@pytest.fixture
def invited():
    """invited(days_ago) -> an invitation by e-mail to the first year, made after its target day."""

    def make(days_ago: int = 7, email: str = "karen@example.org") -> Invitation:
        today = timezone.localdate()
        episode = an_episode(a_patient(), onset_on=today - timedelta(days=366 + days_ago))
        how = {"channel": "email", "email": email} if email else {"channel": "letter"}
        sent = invite(episode=episode, wave="y1", on=today - timedelta(days=days_ago), by=a_user(), **how)
        return sent.link.invitation

    return make


def run(capsys, *options) -> str:
    call_command("send_reminders", *options)
    return capsys.readouterr().out


def test_the_first_reminder_goes_on_its_day_and_not_before(invited, capsys):
    invited(6)
    assert run(capsys) == "sent: 0\n"
    invited(7)
    assert run(capsys) == "sent: 1\n"
    (message,) = mail.outbox
    assert "have not had your answers yet" in message.body or "svar" in message.body


def test_however_often_it_runs_each_reminder_is_sent_once(invited, capsys):
    invited()
    assert [run(capsys), run(capsys)] == ["sent: 1\n", "sent: 0\n"]
    assert len(mail.outbox) == 1


def test_a_reminder_that_was_missed_is_not_sent_on_top_of_the_next(invited, capsys):
    invited(30)
    assert run(capsys) == "sent: 1\n"
    assert InvitationLink.objects.get(reminder_days__isnull=False).reminder_days == 21


def test_a_reminder_has_a_link_of_its_own_and_the_first_still_works(invited):
    invitation = invited()
    call_command("send_reminders")
    links = [word for word in mail.outbox[0].body.split() if "/q/" in word]
    token = links[0].rstrip("/").rpartition("/")[2]
    assert link_for(token, timezone.localdate()).invitation == invitation
    assert invitation.links.count() == 2


def test_a_dry_run_sends_and_stores_nothing(invited, capsys):
    invited()
    assert "would be sent: 1" in run(capsys, "--dry-run")
    assert mail.outbox == []
    assert not InvitationLink.objects.filter(reminder_days__isnull=False).exists()


def test_no_more_than_asked_for_go_out_and_the_rest_wait(invited, capsys):
    for _serial in range(3):
        invited()
    assert run(capsys, "--most", "2") == "sent: 2\nleft for the next run: 1\n"
    assert run(capsys) == "sent: 1\n"


@pytest.mark.parametrize("ended", ["died_on", "withdrawn_on", "moved_on"])
def test_nobody_is_reminded_who_is_not_followed(invited, capsys, ended):
    invited()
    Patient.objects.update(**{ended: timezone.localdate()})
    assert run(capsys) == "sent: 0\n"


def test_nobody_is_reminded_of_what_is_closed_answered_or_locked(invited, capsys):
    closed, answered, locked = invited(), invited(), invited()
    close_wave(episode=closed.episode, wave="y1", reason="not_available", note="no answer", by=a_user())
    Invitation.objects.filter(pk=answered.pk).update(answered_at=timezone.now())
    Invitation.objects.filter(pk=locked.pk).update(locked_at=timezone.now())
    assert run(capsys) == "sent: 0\n"


def test_who_has_no_address_is_counted(invited, capsys):
    invited(email="")
    assert run(capsys) == "sent: 0\nno e-mail address: 1\n"


def test_a_mail_that_cannot_leave_is_counted_and_does_not_stop_the_rest(invited, capsys, monkeypatch):
    invited()
    invited()
    monkeypatch.setattr("decision_support.questionnaire.delivery.send_mail", _refused)
    assert run(capsys) == "sent: 0\ncould not be sent: 2\n"


def test_a_reminder_that_did_not_leave_is_tried_again_the_next_day_and_then_no_more(
    invited, capsys, monkeypatch
):
    invited()
    with monkeypatch.context() as down:
        down.setattr("decision_support.questionnaire.delivery.send_mail", _refused)
        assert run(capsys) == "sent: 0\ncould not be sent: 1\n"
    assert run(capsys) == "sent: 0\n"  # not twice a day
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr("decision_support.management.mailing.timezone.localdate", lambda: tomorrow)
    assert [run(capsys), run(capsys)] == ["sent: 1\n", "sent: 0\n"]
    failed = InvitationLink.objects.filter(reminder_days=7).order_by("id").values_list("failed", flat=True)
    assert list(failed) == [True, False]


def test_those_who_never_answered_are_not_read_again_after_the_last_reminder(
    invited, django_assert_num_queries
):
    for invitation in (invited(80), invited(80), invited(80)):
        remind(invitation=invitation, reminder_days=42, on=timezone.localdate() - timedelta(days=30))
    waiting = invited(10)
    with django_assert_num_queries(2):
        assert list(to_remind(timezone.localdate())) == [waiting]


def _refused(*_given):
    raise ConnectionRefusedError


@pytest.mark.parametrize("options", [("--most", "0"), ("--pause", "-1")])
def test_a_rate_that_makes_no_sense_is_refused(options):
    with pytest.raises(CommandError, match="give at least 1"):
        call_command("send_reminders", *options)


def test_a_baseline_is_reminded_of_from_the_invitation_until_it_is_too_late(capsys):
    today = timezone.localdate()
    for begun, reminded in ((20, True), (310, False)):  # of the later one follow-up has begun meanwhile
        episode = an_episode(a_patient(), onset_on=today - timedelta(days=begun))
        asked_on = today - timedelta(days=7)
        email = f"{begun}@example.org"
        invite(episode=episode, wave="baseline", on=asked_on, by=a_user(), channel="email", email=email)
        assert run(capsys) == ("sent: 1\n" if reminded else "sent: 0\n")
    assert [message.to for message in mail.outbox] == [["20@example.org"]]
