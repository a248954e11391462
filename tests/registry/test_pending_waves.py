"""Which follow-ups are still asked for stands beside each episode, and always says what the exact rule says."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from registry.actions import (
    Answered,
    close_wave,
    correct_assessment,
    edit_patient,
    plan_follow_up,
    record_assessment,
    record_procedure,
)
from registry.follow_up import ClosedReason
from registry.instruments import INSTRUMENTS
from registry.models import Episode, PendingWave, Role
from registry.selectors.follow_up import asking, due_among, open_windows, with_course
from tests.factories import a_department, a_patient, a_person, a_user, an_episode

pytestmark = pytest.mark.django_db
ONSET = date(2024, 3, 14)
ITEMS = [item.code for item in INSTRUMENTS["odi"].items]


def waves(episode):
    return sorted(episode.pending_waves.values_list("wave", flat=True))


def answer(episode, wave="y1", sections=10):
    answered = Answered("odi", dict.fromkeys(ITEMS[:sections], 1))
    day = episode.index_date + timedelta(days=352)
    return record_assessment(episode=episode, answered=answered, timepoint=wave, observed_on=day, by=None)


def test_an_episode_is_planned_when_it_is_opened():
    episode = an_episode(onset_on=ONSET)
    assert waves(episode) == ["y1", "y10", "y2", "y5"]
    first = episode.pending_waves.get(wave="y1")
    assert (first.opens_on, first.target_on, first.closes_on) == (
        date(2025, 1, 14),
        date(2025, 3, 14),
        date(2025, 6, 14),
    )


def test_a_metastasis_is_followed_at_six_weeks():
    assert waves(an_episode(kind="metastasis", onset_on=ONSET)) == ["w6"]


def test_an_answer_with_a_score_takes_its_wave_away():
    episode = an_episode(onset_on=ONSET)
    answer(episode)
    assert waves(episode) == ["y10", "y2", "y5"]


def test_an_answer_without_a_score_leaves_its_wave_and_a_correction_counts():
    episode = an_episode(onset_on=ONSET)
    stored = answer(episode, sections=5)
    assert "y1" in waves(episode)
    full = Answered("odi", dict.fromkeys(ITEMS, 2))
    correct_assessment(assessment=stored, version=1, answered=full, observed_on=stored.observed_on, by=None)
    assert "y1" not in waves(episode)


def test_a_closed_wave_is_not_asked_for():
    episode = an_episode(onset_on=ONSET)
    for too_short in ("", " abcd "):
        with pytest.raises(ValidationError, match="Say in at least five letters why the data"):
            close_wave(
                episode=episode, wave="y2", reason=ClosedReason.NOT_AVAILABLE, note=too_short, by=a_user()
            )
    close_wave(episode=episode, wave="y2", reason=ClosedReason.NOT_AVAILABLE, note="no answer", by=a_user())
    assert waves(episode) == ["y1", "y10", "y5"]


def test_a_procedure_moves_the_windows():
    episode = an_episode(onset_on=ONSET)
    record_procedure(
        episode=episode, version=1, kind="vertebroplasty", performed_on=date(2024, 6, 1), by=None
    )
    assert episode.pending_waves.get(wave="y1").target_on == date(2025, 6, 1)


def test_nobody_asks_the_dead_and_a_mistaken_death_is_undone():
    patient = a_patient()
    episode = an_episode(patient, onset_on=ONSET)
    person = a_person()
    dead = edit_patient(patient=patient, version=1, person=person, by=None, died_on=date(2025, 1, 1))
    assert waves(episode) == []
    edit_patient(patient=dead, version=2, person=person, by=None)
    assert waves(episode) == ["y1", "y10", "y2", "y5"]


def test_planning_again_changes_nothing():
    episode = an_episode(onset_on=ONSET)
    answer(episode)
    before = waves(episode)
    plan_follow_up([episode.pk])
    assert waves(episode) == before


def test_the_command_plans_what_was_written_past_the_actions(capsys):
    episode = an_episode(onset_on=ONSET)
    PendingWave.objects.all().delete()
    call_command("plan_follow_up")
    assert waves(episode) == ["y1", "y10", "y2", "y5"]
    assert capsys.readouterr().out == "1 episodes planned.\n"


def test_a_window_is_open_on_its_first_and_last_day_only_between():
    an_episode(onset_on=ONSET)
    days = [date(2025, 1, 13), date(2025, 1, 14), date(2025, 6, 14), date(2025, 6, 15)]
    assert [asking(day).count() for day in days] == [0, 1, 1, 0]


def test_another_department_s_follow_up_is_never_seen():
    ours, theirs = a_department(), a_department()
    an_episode(a_patient(theirs), onset_on=ONSET)
    mine = an_episode(a_patient(ours), onset_on=ONSET)
    assert list(open_windows(a_user(Role.COORDINATOR, ours), date(2025, 3, 1))) == [mine]


@pytest.mark.slow
def test_what_the_index_says_is_what_the_exact_rule_says_on_every_day():
    department = a_department()
    for number in range(12):
        episode = an_episode(
            a_patient(department),
            onset_on=ONSET + timedelta(days=41 * number),
            kind="metastasis" if number % 4 == 3 else "vertebral_fracture",
        )
        if number % 3 == 0 and episode.kind != "metastasis":
            answer(episode, "y1")
            close_wave(episode=episode, wave="y5", reason=ClosedReason.MOVED, by=a_user())
    user = a_user(Role.COORDINATOR, department)
    for week in range(0, 560, 7):
        on = ONSET + timedelta(weeks=week)
        exact = due_among(with_course(Episode.objects.all()), on)
        found = set(open_windows(user, on).values_list("pk", flat=True))
        assert found == {due.episode.pk for due in exact}, on
