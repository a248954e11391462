"""What was recorded wrongly is corrected, what never was is removed: what rests on it follows, and the history keeps it."""

from __future__ import annotations

from datetime import date

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from guidelines.actions.patients import drop_operation
from registry.actions import (
    Answered,
    PeriodLocked,
    correct_episode,
    lock_period,
    record_assessment,
    record_procedure,
    remove_episode,
    remove_operation,
    sign_off_period,
)
from registry.after_lock import because
from registry.models import (
    CorrectionAfterLock,
    CountedEpisode,
    Episode,
    Invitation,
    ReportedAlarm,
    Role,
    VersionConflict,
)
from tests.factories import DAY, a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db
ONSET, OPERATED, AGAIN = date(2024, 3, 10), date(2024, 4, 1), date(2024, 6, 1)


@pytest.fixture
def by():
    return a_user(Role.CLINICIAN, a_department("north"))


@pytest.fixture
def episode(by):
    return an_episode(a_patient(a_department("north")), onset_on=ONSET)


def operated(episode, *days):
    for day in days:
        version = Episode.objects.get(pk=episode.pk).version
        record_procedure(episode=episode, version=version, kind="vertebroplasty", performed_on=day, by=None)
    return Episode.objects.get(pk=episode.pk)


def corrected(episode, by, **changes):
    given = {"kind": episode.kind, "diagnosis": "", "onset_on": ONSET, "onset_precision": "day", "version": 1}
    return correct_episode(episode=episode, by=by, **{**given, **changes})


def test_another_onset_moves_the_index_date_and_all_follow_up(episode, by):
    after = corrected(episode, by, onset_on=date(2024, 2, 1), onset_precision="month")
    assert (after.index_date, after.onset_precision, after.version) == (date(2024, 2, 1), "month", 2)
    assert after.pending_waves.get(wave="y1").target_on == date(2025, 2, 1)


def test_another_kind_is_followed_otherwise(episode, by):
    corrected(episode, by, kind="metastasis")
    assert [wave.wave for wave in episode.pending_waves.all()] == ["w6"]


def test_after_an_operation_the_onset_moves_and_the_index_date_stays(episode, by):
    standing = operated(episode, OPERATED)
    after = corrected(standing, by, onset_on=date(2024, 2, 1), version=standing.version)
    assert (after.care, after.index_date) == ("operated", OPERATED)


@pytest.mark.parametrize(
    ("day", "refused"), [(date(2024, 3, 31), False), (OPERATED, False), (date(2024, 4, 2), True)]
)
def test_an_onset_after_the_operation_is_refused(episode, by, day, refused):
    standing = operated(episode, OPERATED)
    if refused:
        with pytest.raises(ValidationError):
            corrected(standing, by, onset_on=day, version=standing.version)
    else:
        corrected(standing, by, onset_on=day, version=standing.version)


def test_an_older_version_corrects_and_removes_nothing(episode, by):
    standing = operated(episode, OPERATED)
    operation = standing.operations.get()
    for write in (
        lambda: corrected(episode, by, kind="other", version=1),
        lambda: remove_operation(operation=operation, version=1, reason="never was", by=by),
        lambda: remove_episode(episode=episode, version=1, reason="never was", by=by),
    ):
        with pytest.raises(VersionConflict):
            write()
    assert standing.procedures.count() == 1


@pytest.mark.parametrize(
    ("days", "gone", "care", "index"),
    [
        ((OPERATED,), OPERATED, "conservative", ONSET),
        ((OPERATED, AGAIN), AGAIN, "operated", OPERATED),
        ((OPERATED, AGAIN), OPERATED, "operated", AGAIN),
    ],
)
def test_an_operation_that_never_was_is_taken_out_with_what_followed_from_it(
    episode, by, days, gone, care, index
):
    standing = operated(episode, *days)
    operation = standing.operations.get(performed_on=gone)
    drop_operation(operation=operation, version=standing.version, reason="Another patient's", on=DAY, by=by)
    standing.refresh_from_db()
    assert (standing.care, standing.index_date) == (care, index)
    assert gone not in standing.procedures.values_list("performed_on", flat=True)
    assert standing.pending_waves.get(wave="y1").target_on == index.replace(year=2025)
    told = LogEntry.objects.get(additional_data__event="operation.removed").additional_data
    assert (told["because"], told["procedures"]) == ("Another patient's", ["vertebroplasty"])
    assert LogEntry.objects.filter(content_type__model="procedure", action=LogEntry.Action.DELETE).exists()


def test_an_episode_that_never_was_goes_with_all_in_it_and_is_counted_no_more(episode, by):
    given = Answered("odi", {"walking": 2})
    record_assessment(episode=episode, answered=given, timepoint="baseline", observed_on=ONSET, by=None)
    pk = episode.pk
    remove_episode(episode=episode, version=1, reason="Opened for the wrong patient", by=by)
    patient = episode.patient
    assert (patient.episodes.count(), patient.assessments.count(), patient.pending_waves.count()) == (0, 0, 0)
    assert not CountedEpisode.objects.filter(pk=pk).exists()
    told = LogEntry.objects.get(additional_data__event="episode.removed").additional_data
    assert (told["because"], told["assessments"]) == ("Opened for the wrong patient", 1)


def test_an_alarm_nobody_looked_at_keeps_its_episode(episode, by):
    told = {"wave": "y1", "instruments": ["odi"], "invited_on": DAY, "invited_by": by}
    department = episode.patient.department
    invitation = Invitation.objects.create(episode=episode, department=department, **told)
    alarm = ReportedAlarm.objects.create(invitation=invitation, patient=episode.patient, signs=["fever"])
    with pytest.raises(ValidationError, match="nobody has looked at"):
        remove_episode(episode=episode, version=1, reason="never was", by=by)
    alarm.acknowledged_at, alarm.acknowledged_by = timezone.now(), by
    alarm.save()
    remove_episode(episode=episode, version=1, reason="never was", by=by)
    assert not Episode.objects.exists()


@pytest.mark.parametrize("reason", ["", "   ", "abcd"])
def test_a_removal_says_why(episode, by, reason):
    with pytest.raises(ValidationError, match="five letters"):
        remove_episode(episode=episode, version=1, reason=reason, by=by)
    assert Episode.objects.exists()


def test_in_a_locked_year_each_of_them_asks_and_is_listed(episode, by):
    standing = operated(episode, OPERATED)
    period = sign_off_period(department=a_department("north"), year=2024, on=date(2025, 2, 1), by=by)
    lock_period(period=period, on=date(2025, 2, 1), by=by)
    version, operation = standing.version, standing.operations.get()
    writes = (
        lambda: corrected(standing, by, onset_on=date(2024, 3, 1), version=version),
        lambda: remove_operation(operation=operation, version=version + 1, reason="never was", by=by),
        lambda: remove_episode(episode=standing, version=version + 2, reason="never was", by=by),
    )
    for write in writes:
        with pytest.raises(PeriodLocked):
            write()
        with because("Found at the audit"):
            write()
    assert [one.kind for one in CorrectionAfterLock.objects.order_by("pk")] == [
        "episode",
        "procedure",
        "episode",
    ]


class TestThePages:
    def at(self, name, episode, *args):
        return reverse(name, args=[episode.patient.key, *args])

    def test_a_correction_by_form_and_two_people_at_one_episode(self, client, episode, by):
        client.force_login(by)
        address = self.at("episode-correct", episode, episode.pk)
        sent = {"version": 1, "kind": "vertebral_fracture", "onset_on": "2024-02"}
        assert client.post(address, sent).status_code == 302
        assert Episode.objects.get().index_date == date(2024, 2, 1)
        conflict = client.post(address, {**sent, "onset_on": "2024-01-05"})
        assert conflict.status_code == 409
        assert "2024-01-05" in conflict.content.decode()

    def test_a_removal_by_form_tells_what_goes_along(self, client, episode, by):
        client.force_login(by)
        standing = operated(episode, OPERATED)
        address = self.at("operation-remove", episode, standing.operations.get().pk)
        assert "removed with it" in client.get(address).content.decode()
        assert client.post(address, {"version": standing.version, "reason": ""}).status_code == 422
        assert client.post(address, {"version": 1, "reason": "never was"}).status_code == 409
        done = client.post(address, {"version": standing.version, "reason": "never was"})
        assert done.status_code == 302
        assert not standing.procedures.exists()
