"""First invitations by themselves or by one press: each once, to nobody who should be left in peace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from registry.actions import NotToInvite, close_wave, invite, invite_first
from registry.models import Department, Invitation, InvitationLink, Membership, Patient, PendingWave, Role
from registry.selectors.follow_up_list import Chosen, asked_now
from registry.selectors.invitations import link_for
from tests.factories import a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db
SEND_MAIL = "decision_support.questionnaire.delivery.send_mail"


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr("decision_support.management.mailing.time.sleep", lambda seconds: None)


@pytest.fixture
def ours():
    place = a_department()
    Department.objects.filter(pk=place.pk).update(sends_first_invitations=True)
    return place


def waiting(department, email: str = "karen@example.org", days: int = 380):
    """An episode whose first year is due."""
    patient = a_patient(department)
    if email:
        patient.identity.email = email
        patient.identity.save()
    return an_episode(patient, onset_on=timezone.localdate() - timedelta(days=days))


def run(capsys, *options) -> str:
    call_command("send_invitations", *options)
    return capsys.readouterr().out


def refused(*_given):
    raise ConnectionRefusedError


def test_whoever_is_due_is_invited_once_however_often_it_runs(ours, capsys):
    episode = waiting(ours)
    assert [run(capsys), run(capsys)] == ["sent: 1\n", "sent: 0\n"]
    [message] = mail.outbox
    assert message.to == ["karen@example.org"]
    token = next(word for word in message.body.split() if "/q/" in word).rstrip("/").rpartition("/")[2]
    invitation = link_for(token, timezone.localdate()).invitation
    assert (invitation.episode, invitation.wave, invitation.invited_by) == (episode, "y1", None)
    assert PendingWave.objects.get(episode=episode, wave="y1").effort == PendingWave.Effort.INVITED


def test_nothing_is_sent_unasked(capsys):
    department = a_department()
    assert not department.sends_first_invitations
    waiting(department)
    assert "No department sends first invitations by itself" in run(capsys)
    assert mail.outbox == []


def test_a_dry_run_sends_and_stores_nothing(ours, capsys):
    waiting(ours)
    assert run(capsys, "--dry-run") == "sent: 0\nwould be sent: 1\n"
    assert (len(mail.outbox), Invitation.objects.count()) == (0, 0)


def test_who_has_no_address_is_counted_another_department_is_left_and_the_rest_wait(ours, capsys):
    waiting(ours, email="")
    waiting(a_department())
    for _serial in range(3):
        waiting(ours)
    assert run(capsys, "--most", "2") == "sent: 2\nno e-mail address: 1\nleft for the next run: 1\n"
    assert run(capsys) == "sent: 1\nno e-mail address: 1\n"


def test_nobody_is_invited_who_is_not_followed_not_due_closed_or_was_asked_before(ours, capsys):
    for field in ("died_on", "withdrawn_on", "moved_on"):
        Patient.objects.filter(pk=waiting(ours).patient_id).update(**{field: timezone.localdate()})
    waiting(ours, days=200)
    close_wave(episode=waiting(ours), wave="y1", reason="declined", by=a_user())
    by_letter, answered, locked = (waiting(ours) for _serial in range(3))
    for episode in (by_letter, answered, locked):
        invite(episode=episode, wave="y1", channel="letter", on=timezone.localdate(), by=a_user())
    Invitation.objects.filter(episode=answered).update(answered_at=timezone.now())
    Invitation.objects.filter(episode=locked).update(locked_at=timezone.now())
    PendingWave.objects.update(effort=PendingWave.Effort.NOT_INVITED)
    assert run(capsys) == "sent: 0\n"


def test_an_open_window_waits_until_two_weeks_before_the_target_day(ours, capsys):
    """The first year is due 12 months after; its window opens after 10."""
    today = timezone.localdate()
    for early in (15, 14):
        target = today + timedelta(days=early)
        PendingWave.objects.filter(episode=waiting(ours, days=340), wave="y1").update(target_on=target)
    assert PendingWave.objects.filter(wave="y1", opens_on__lte=today).count() == 2
    assert run(capsys) == "sent: 1\n"


def test_what_did_not_leave_is_to_invite_and_is_tried_the_next_day_until_reminders_begin(
    ours, capsys, monkeypatch
):
    episode, today = waiting(ours), timezone.localdate()
    with monkeypatch.context() as down:
        down.setattr(SEND_MAIL, refused)
        assert run(capsys) == "sent: 0\ncould not be sent: 1\n"
    assert run(capsys) == "sent: 0\n"  # not twice a day
    coordinator = a_user(Role.COORDINATOR, ours)
    assert [row.episode for row in asked_now(coordinator, today, Chosen(effort="2"))] == [episode]
    for days, said in ((7, "sent: 0\n"), (1, "sent: 1\n"), (1, "sent: 0\n")):
        later = today + timedelta(days=days)
        with monkeypatch.context() as then:
            then.setattr("decision_support.management.mailing.timezone.localdate", lambda later=later: later)
            assert run(capsys) == said
    assert Invitation.objects.count() == 1
    assert sorted(InvitationLink.objects.values_list("failed", flat=True)) == [False, True]


def test_of_two_at_once_the_second_invites_nobody_again(ours):
    """Both read who is to be invited before either wrote; with real connections: tests/postgresql."""
    pending = PendingWave.objects.get(episode=waiting(ours), wave="y1").pk
    today = timezone.localdate()
    invite_first(pending=pending, departments=[ours.pk], on=today, by=None)
    with pytest.raises(NotToInvite):
        invite_first(pending=pending, departments=[ours.pk], on=today, by=None)
    elsewhere = PendingWave.objects.get(episode=waiting(a_department()), wave="y1").pk
    with pytest.raises(NotToInvite):
        invite_first(pending=elsewhere, departments=[ours.pk], on=today, by=None)
    assert InvitationLink.objects.count() == 1


def test_one_press_invites_those_of_the_own_department_and_says_who_is_left(client, monkeypatch):
    """Switched off for the night, which the press does not ask; another department's patients are untouched."""
    here, there = a_department(), a_department()
    for department in (here, here, here, there):
        waiting(department)
    waiting(here, email="")
    coordinator = a_user(Role.COORDINATOR, here)
    Membership.objects.create(user=coordinator, department=there, role=Role.PHYSIOTHERAPIST)
    client.force_login(coordinator)
    monkeypatch.setattr("decision_support.questionnaire.first_invitations.AT_ONCE", 2)
    page = client.get(reverse("invite-due"))
    assert (page.context["found"].by_email, page.context["found"].no_email) == (3, 1)
    counts = client.get(reverse("follow-up-counts"), headers={"HX-Request": "true"})
    assert " (3)</span>" in counts.content.decode()
    assert mail.outbox == []
    said = [pressed(client) for _time in range(3)]
    assert said == [
        ["2 invitations are sent by e-mail. Reminders follow by themselves.", "1 is left: invite everybody once more."],
        ["1 invitation is sent by e-mail. Reminders follow by themselves."],
        ["Nobody was left to invite by e-mail."],
    ]  # fmt: skip
    places = Invitation.objects.values_list("episode__patient__department", "invited_by")
    assert list(places) == [(here.pk, coordinator.pk)] * 3
    told = LogEntry.objects.filter(additional_data__event="questionnaire.invited")
    assert {(entry.actor, entry.additional_data["channel"]) for entry in told} == {(coordinator, "email")}
    assert len(told) == len(mail.outbox) == 3


def pressed(client) -> list[str]:
    answer = client.post(reverse("invite-due"), follow=True)
    return [str(message) for message in answer.context["messages"]]


def test_a_press_ends_in_time_and_an_invitation_that_cannot_be_recorded_is_not_made(client, monkeypatch):
    department = a_department()
    waiting(department)
    client.force_login(a_user(Role.COORDINATOR, department))
    monkeypatch.setattr("decision_support.questionnaire.first_invitations.SECONDS", 0)
    assert pressed(client) == ["1 is left: invite everybody once more."]
    monkeypatch.undo()
    monkeypatch.setattr("registry.actions.invitations.audit.record_event", not_recorded)
    with pytest.raises(RuntimeError):
        client.post(reverse("invite-due"))
    assert (Invitation.objects.count(), len(mail.outbox)) == (0, 0)


def not_recorded(*_given, **_told):
    raise RuntimeError
