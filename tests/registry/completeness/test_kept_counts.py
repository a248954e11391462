"""The counts of completeness are kept by whatever changes them, and a check proves it."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from registry.actions import (
    Answered,
    accept_transfer,
    close_wave,
    correct_assessment,
    edit_patient,
    offer_transfer,
    record_assessment,
    record_procedure,
)
from registry.actions.completeness_check import differing_cells, differing_episodes, differing_windows
from registry.completeness.periods import Period
from registry.instruments import INSTRUMENTS
from registry.models import CompletenessCell, Role, WindowCount
from registry.selectors.completeness import Rate, counted_whole, rates
from registry.selectors.completeness import counted as counted_of
from tests.factories import a_department, a_patient, a_person, a_user, an_episode

pytestmark = pytest.mark.django_db
ONSET = date(2024, 3, 14)
ITEMS = [item.code for item in INSTRUMENTS["odi"].items]


def answer(episode, wave="y1", sections=10):
    answered = Answered("odi", dict.fromkeys(ITEMS[:sections], 1))
    day = episode.index_date + timedelta(days=352)
    return record_assessment(episode=episode, answered=answered, timepoint=wave, observed_on=day, by=None)


def counted(department, timepoint="y1", form=""):
    rows = CompletenessCell.objects.filter(department=department, timepoint=timepoint, form=form)
    return [sum(column) for column in zip(*rows.values_list("asked", "complete", "closed"), strict=True)]


def test_every_change_of_an_episode_keeps_the_counts_right():
    ours, theirs = a_department(), a_department()
    patient, user = a_patient(ours), a_user(Role.COORDINATOR, ours)
    episode = an_episode(patient, onset_on=ONSET)
    assert counted(ours) == [1, 0, 0]
    stored = answer(episode, sections=5)  # not scorable: an answer with an error is not complete
    assert counted(ours) == [1, 0, 0]
    full = Answered("odi", dict.fromkeys(ITEMS, 2))
    correct_assessment(assessment=stored, version=1, answered=full, observed_on=stored.observed_on, by=None)
    assert counted(ours) == [1, 1, 0]
    assert counted(ours, form="odi") == [1, 1, 0]
    assert counted(ours, form="vas_leg") == [1, 0, 0]
    close_wave(episode=episode, wave="y2", reason="not_available", note="no answer", by=user)
    assert counted(ours, "y2") == [0, 0, 1]
    record_procedure(
        episode=episode, version=1, kind="vertebroplasty", performed_on=date(2024, 6, 1), by=None
    )
    assert CompletenessCell.objects.get(timepoint="y1", form="", asked=1).month == date(2025, 6, 1)
    patient.refresh_from_db()
    accept_transfer(
        transfer=offer_transfer(patient=patient, receiving=theirs, reason="moved", by=user), by=user
    )
    assert (counted(ours), counted(theirs)) == ([0, 0, 0], [1, 1, 0])
    patient.refresh_from_db()
    edit_patient(
        patient=patient, version=patient.version, person=a_person(), by=None, died_on=date(2025, 9, 1)
    )
    assert (counted(theirs, "y5"), counted(theirs, "baseline")) == ([0, 0, 1], [1, 0, 0])
    assert (differing_episodes(), differing_cells(), differing_windows()) == ([], [], [])


def test_timepoints_as_wholes_are_counted_as_they_are_beside_their_instruments():
    places, user = [a_department(), a_department()], a_user()
    for n in range(6):
        episode = an_episode(a_patient(places[n % 2]), onset_on=ONSET + timedelta(days=9 * n))
        if n < 2:
            answer(episode)
        if n == 4:
            close_wave(episode=episode, wave="y1", reason="not_available", note="no answer", by=user)
    own = [place.pk for place in places]
    # six target days from the middle of one month to the end of the next: whole months, broken ends, within a month
    for first, last in ((1, 60), (1, 25), (20, 45), (20, 22), (14, 61)):
        period = Period(*(date(2025, 3, 1) + timedelta(days=day - 1) for day in (first, last)))
        told = {key: n for key, n in counted_of(own, period).items() if n and key[2] == ""}
        assert {key: n for key, n in counted_whole(own, period).items() if n} == told, period
    assert rates(counted_whole(own, period))["y1", ""] == Rate(asked=5, complete=2, closed=1)


def test_a_window_is_counted_in_the_department_of_the_patient_until_it_is_answered_or_closed():
    ours, theirs = a_department(), a_department()
    user = a_user(Role.COORDINATOR, ours)
    patients = [a_patient(ours) for _number in range(3)]
    answered, closed, moved = (an_episode(patient, onset_on=ONSET) for patient in patients)
    assert open_windows_of(ours) == 3
    answer(answered)
    close_wave(episode=closed, wave="y1", reason="not_available", note="no answer", by=user)
    assert open_windows_of(ours) == 1
    offered = offer_transfer(patient=moved.patient, receiving=theirs, reason="moved", by=user)
    accept_transfer(transfer=offered, by=user)
    assert (open_windows_of(ours), open_windows_of(theirs)) == (0, 1)
    assert differing_windows() == []


def open_windows_of(department):
    rows = WindowCount.objects.filter(department=department, wave="y1")
    return sum(rows.values_list("number", flat=True))


def test_an_operation_in_a_later_episode_of_the_same_kind_ends_the_earlier_follow_up():
    patient = a_patient()
    first, other = an_episode(patient, onset_on=ONSET), an_episode(patient, onset_on=ONSET, kind="other")
    again = an_episode(patient, onset_on=date(2025, 2, 1))
    record_procedure(episode=again, version=1, kind="vertebroplasty", performed_on=date(2025, 3, 1), by=None)
    assert set(first.wave_standings.values_list("standing", flat=True)) == {"asked", "reoperated"}
    assert not first.pending_waves.exists()
    assert other.pending_waves.count() == again.pending_waves.count() == 4


def test_the_check_finds_a_count_that_was_changed_past_the_actions(capsys):
    episode = an_episode(onset_on=ONSET)
    CompletenessCell.objects.filter(timepoint="y1", form="").update(asked=2)
    episode.wave_standings.filter(timepoint="y2").delete()
    WindowCount.objects.filter(wave="y10").update(number=5)
    with pytest.raises(SystemExit):
        call_command("verify_completeness")
    said = capsys.readouterr().out
    assert f"episode {episode.pk}: its standing is out of date" in said
    assert "2025-03" in said
    assert "stored 2, counted 1" in said
    assert (
        f"y10 that closes on 2036-03-14, department {episode.patient.department_id}: stored 5, counted 1"
        in said
    )


def test_what_differs_is_set_right(capsys):
    episode = an_episode(onset_on=ONSET)
    CompletenessCell.objects.filter(timepoint="y1").delete()
    CompletenessCell.objects.filter(timepoint="y5").update(asked=7)
    WindowCount.objects.filter(wave="y1").delete()
    episode.wave_standings.filter(timepoint="y2").delete()
    call_command("verify_completeness", "--mend")
    call_command("verify_completeness")
    assert capsys.readouterr().out.endswith(
        "They are set right.\nEvery standing and every count of completeness is as what is recorded says.\n"
    )
